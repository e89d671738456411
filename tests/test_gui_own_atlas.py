import shutil
from pathlib import Path

import numpy as np
import pytest
from msgspec.structs import replace
from PyQt6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PyQt6.QtGui import QDragEnterEvent, QDropEvent
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import QApplication, QFileDialog

from atlas_app.gui.own_atlas_dialog import OwnAtlasDialog
from atlas_app.model import scene_file
from atlas_app.model.scene import Place, Scene
from data.sides import HEMISPHERES
from regions.own import OwnAtlas
from regions.own_tables import read_assignments
from regions.parcellation import parcellation
from tests.atlas_files import gifti_pair
from tests.windows import PATIENCE_MS, library, open_window, settle

__all__ = ["library", "open_window"]


@pytest.fixture(scope="module")
def mmp(tmp_path_factory) -> Path:
    """Return HCP-MMP as a file of one's own."""
    here = tmp_path_factory.mktemp("gui")
    return gifti_pair(here, "mmp", {side: parcellation("hcp-mmp", side) for side in HEMISPHERES})


def drop(window, *paths: Path) -> bool:
    """Drag files onto the brain and let them go there; tell whether the window took them."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPoint(300, 300), copy, data, left, none)
    QApplication.sendEvent(window, entering)
    if entering.isAccepted():
        QApplication.sendEvent(window, QDropEvent(QPointF(300, 300), copy, data, left, none))
    return entering.isAccepted()


def dialog_of(qtbot, window) -> OwnAtlasDialog:
    def open_ones() -> list[OwnAtlasDialog]:
        return [each for each in window.findChildren(OwnAtlasDialog) if each.isVisible()]

    qtbot.waitUntil(lambda: bool(open_ones()), timeout=PATIENCE_MS)
    return open_ones()[0]


def said(qtbot, window, words: str) -> None:
    qtbot.waitUntil(lambda: words in window.status.said.whole, timeout=PATIENCE_MS)


def choose(dialog, *labels: str) -> None:
    """Select the rows of labels."""
    dialog.table.clearSelection()
    for label in labels:
        (item,) = dialog.table.findItems(label, Qt.MatchFlag.MatchExactly)
        dialog.table.setCurrentItem(item) if label == labels[0] else item.setSelected(True)
        for column in range(4):
            dialog.table.item(item.row(), column).setSelected(True)


def test_a_dropped_atlas_is_assigned_and_shown_and_taken_back(qtbot, open_window, mmp):
    window = open_window()
    assert drop(window, mmp)
    dialog = dialog_of(qtbot, window)
    assert dialog.own.regions
    choose(dialog, "L_V1", "R_V1")
    dialog.region.setCurrentIndex(dialog.region.findData("m1"))
    dialog.region.activated.emit(dialog.region.currentIndex())
    dialog.accept()
    settle(qtbot, window)
    shown = window.session.store.state.atlas
    assert isinstance(shown, OwnAtlas)
    assert {row.label for row in shown.regions if row.region == "m1"} == {"L_4", "R_4", "L_V1", "R_V1"}
    said(qtbot, window, "mmp is shown")
    assert "atlas of your own" in window.viewport.picture.words.caption
    assert window.actions_by_id["brain.atlas.own"].isChecked()
    assert window.actions_by_id["brain.own-regions"].isEnabled()
    window.actions_by_id["brain.own-regions"].trigger()
    again = dialog_of(qtbot, window)
    assert again.own == shown
    again.reject()
    window.actions_by_id["edit.undo"].trigger()
    settle(qtbot, window)
    assert window.session.store.state.atlas == "hcp-mmp"


def test_an_atlas_of_one_side_shows_that_side_and_the_card_of_a_place_its_label(qtbot, open_window, mmp, tmp_path):
    only = Path(shutil.copy(str(mmp).replace(".L.", ".R."), tmp_path))
    window = open_window()
    window.drops.take((only,))
    dialog_of(qtbot, window).accept()
    settle(qtbot, window)
    qtbot.waitUntil(lambda: window.session.store.state.atlas != "hcp-mmp", timeout=PATIENCE_MS)
    settle(qtbot, window)
    scene = window.session.store.state
    assert {view.hemisphere for view in scene.views} == {"right"}
    assert "its right side only" in window.viewport.picture.words.caption
    places = window.dock.region_card.places
    pointed = replace(scene, place=Place(x=42, y=-8, z=54))
    qtbot.waitUntil(lambda: "HCP-MMP" in places.html(pointed), timeout=PATIENCE_MS)
    assert "<b>mmp</b>" in places.html(pointed)
    assert "R_" in places.html(pointed)


def test_the_keyboard_assigns(qtbot, open_window, mmp):
    window = open_window(Scene(theme="light"))
    window.drops.take((mmp,))
    dialog = dialog_of(qtbot, window)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    assert dialog.table.hasFocus()
    (item,) = dialog.table.findItems("L_4", Qt.MatchFlag.MatchExactly)
    dialog.table.setCurrentItem(item)
    QTest.keyClick(dialog.table, Qt.Key.Key_Delete)
    assert "L_4" not in {row.label for row in dialog.own.regions}
    QTest.keyClick(dialog.table, Qt.Key.Key_Tab)
    assert dialog.region.hasFocus()
    QTest.keyClick(dialog.region, Qt.Key.Key_Down)
    assert {row.label: row.region for row in dialog.own.regions}["L_4"] == "premotor"
    for each in (dialog.search, dialog.region, dialog.table):
        assert each.accessibleName()
        assert each.toolTip()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert window.session.store.state.atlas == "hcp-mmp"


def test_regions_are_saved_loaded_and_proposed_again(qtbot, open_window, mmp, tmp_path, monkeypatch):
    window = open_window()
    window.drops.take((mmp,))
    dialog = dialog_of(qtbot, window)
    path, proposal = tmp_path / "mine.toml", dialog.own
    path.write_text("[regions]\nsma = ['L_6ma']\n[clip]\nL_6ma = '|x|<=15'\n", encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "out"), ""))
    buttons = {
        each.text().replace("&", ""): each for each in dialog.findChildren(type(dialog.buttons.itemAt(0).widget()))
    }
    buttons["Load..."].click()
    (row,) = dialog.own.regions
    assert (row.label, row.region, row.clip) == ("L_6ma", "sma", "|x|<=15")
    assert "not shown: Premotor" in dialog.said.text()
    buttons["Save..."].click()
    assert read_assignments(tmp_path / "out.toml", ["L_6ma"]) == (row,)
    buttons["Propose"].click()
    assert dialog.own == proposal
    path.write_text("[regions]\nsma = ['nobody']\n", encoding="utf-8")
    buttons["Load..."].click()
    assert "the label 'nobody' is unknown" in dialog.said.text()
    assert dialog.own == proposal
    dialog.reject()


def test_the_search_hides_rows_and_what_is_hidden_is_not_assigned(qtbot, open_window, mmp):
    window = open_window()
    window.drops.take((mmp,))
    dialog = dialog_of(qtbot, window)
    dialog.table.selectAll()
    dialog.search.setText("l_ip motor")
    assert dialog.table.chosen() == ()
    dialog.search.setText("l_ip parietal")
    assert set(dialog.table.chosen()) == {"L_IP0", "L_IP1", "L_IP2"}
    dialog.table.cleared.emit()
    assert not {"L_IP0", "L_IP1"} & {row.label for row in dialog.own.regions}
    assert "L_PF" in {row.label for row in dialog.own.regions}
    dialog.reject()


def test_a_broken_atlas_is_one_sentence_and_the_scene_stays(qtbot, open_window, tmp_path):
    window = open_window()
    before, path = window.session.store.state, tmp_path / "lh.x.annot"
    path.write_bytes(b"nothing")
    assert drop(window, path)
    said(qtbot, window, f"{path}: says it has")
    assert window.session.store.state is before
    assert window.findChild(OwnAtlasDialog) is None


def test_scenes_and_actions_can_be_dropped_and_other_files_are_told(qtbot, open_window, tmp_path):
    window = open_window()
    scene_file.write(tmp_path / "s.json", Scene(theme="light"))
    assert drop(window, tmp_path / "s.json")
    qtbot.waitUntil(lambda: window.session.store.state.theme == "light", timeout=PATIENCE_MS)
    (tmp_path / "a.toml").write_text("x = 1\n")
    assert drop(window, tmp_path / "a.toml")
    said(qtbot, window, "a.toml")
    assert drop(window, tmp_path / "holiday.jpg")
    said(qtbot, window, "holiday.jpg: expected a scene")
    assert drop(window, tmp_path / "x.regions.toml")
    said(qtbot, window, "Open the atlas first")
    data = QMimeData()
    data.setText("words")
    event = QDragEnterEvent(
        QPoint(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    event.ignore()
    QApplication.sendEvent(window, event)
    assert not event.isAccepted()


def test_a_scene_of_an_atlas_that_changed_is_one_sentence_and_the_scene_stays(qtbot, open_window, mmp, tmp_path):
    from regions.own_atlas import own_atlas

    own = own_atlas([mmp])
    lost = replace(own, files=tuple(replace(file, sha256="0" * 64) for file in own.files))
    scene_file.write(tmp_path / "s.json", replace(Scene(), atlas=lost))
    window = open_window()
    before = window.session.store.state
    window.drops.take((tmp_path / "s.json",))
    said(qtbot, window, "the atlas 'mmp' has changed")
    assert window.session.store.state is before
    assert np.isfinite(window.viewport.picture.sides["left"].vertices).all()
