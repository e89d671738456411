"""Downloading an atlas from the window: by keys, with what can go wrong, and closed half-way."""

import os

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import QAbstractButton, QApplication, QListWidget, QTextBrowser, QWidget

from atlas_app.gui.fetch_dialog import FetchDialog
from data.fetched import fetchables, fetched
from regions.atlases import atlases
from tests.fetching import in_session, nilearn, on_request, tree
from tests.windows import library, open_window, settle

__all__ = ["in_session", "library", "nilearn", "on_request", "open_window"]

SCHAEFER = "schaefer-2018-200"
PATIENCE_MS = 15_000


class Stage:
    """What stands for the window: somebody to belong to, and what was asked of it."""

    def __init__(self, qtbot):
        self.parent, self.shown, self.landed = QWidget(), [], 0
        qtbot.addWidget(self.parent)
        self.parent.show()
        self.dialog = FetchDialog(self.parent, self.shown.append, self._land)
        self.dialog.show()
        self.dialog.activateWindow()
        qtbot.waitUntil(self.dialog.isActiveWindow)

    def _land(self):
        self.landed += 1


@pytest.fixture
def stage(qtbot, on_request, nilearn):
    made = Stage(qtbot)
    yield made
    made.parent.close()
    QApplication.processEvents()


def key(dialog, which):
    QTest.keyClick(dialog.focusWidget(), which)


def choose(stage):
    """Go to the second row, the fake's, by the arrow."""
    key(stage.dialog, Qt.Key.Key_Down)
    assert stage.dialog.chosen.id == SCHAEFER


def over(stage):
    return stage.dialog.fetching.row is None


def test_return_downloads_and_return_again_shows(stage, qtbot, on_request, nilearn):
    nilearn("steady")
    choose(stage)
    dialog, moved = stage.dialog, []
    dialog.fetching.moved.connect(moved.append)
    key(dialog, Qt.Key.Key_Return)
    assert not dialog.download.isEnabled()
    assert dialog.give_up.isEnabled()
    assert dialog.bar.maximum() == 0
    qtbot.waitUntil(lambda: over(stage), timeout=PATIENCE_MS)
    assert any(0.2 < one < 1 for one in moved)
    assert SCHAEFER in atlases()
    assert stage.landed == 1
    assert dialog.list.item(1).text().endswith("on board")
    assert dialog.use.hasFocus()
    key(dialog, Qt.Key.Key_Space)
    assert stage.shown == [SCHAEFER]
    dialog.list.setFocus()
    key(dialog, Qt.Key.Key_Return)
    assert stage.shown == [SCHAEFER] * 2


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ("offline", "the network does not answer; the nearest atlas on board is Yeo 7."),
        ("corrupt", "cannot be used"),
        ("crash", "ended before it was done"),
    ],
)
def test_what_went_wrong_stands_in_the_dialog(stage, qtbot, on_request, nilearn, how, words):
    nilearn(how)
    choose(stage)
    key(stage.dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: over(stage), timeout=PATIENCE_MS)
    assert words in stage.dialog.said.text()
    assert stage.dialog.download.isEnabled()
    assert stage.dialog.bar.maximum() > 0
    assert (tree(on_request), stage.landed, fetched(SCHAEFER)) == ([], 0, None)


@pytest.mark.parametrize("way", ["button", "escape", "window"])
def test_given_up_half_way_nothing_is_left(stage, qtbot, on_request, nilearn, way):
    nilearn("slow")
    choose(stage)
    dialog = stage.dialog
    key(dialog, Qt.Key.Key_Return)
    process = dialog.fetching._process
    pid = process.processId()
    qtbot.waitUntil(lambda: any(name.endswith("half") for name in tree(on_request)), timeout=PATIENCE_MS)
    if way == "button":
        dialog.give_up.setFocus()
        key(dialog, Qt.Key.Key_Space)
        assert dialog.isVisible()
        assert dialog.said.text() == ""
        assert dialog.download.isEnabled()
    elif way == "escape":
        key(dialog, Qt.Key.Key_Escape)
    else:
        stage.parent.close()
    assert tree(on_request) == []
    assert SCHAEFER not in atlases()

    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_every_control_has_a_name_and_a_tip_and_is_reached_by_tab(stage, qtbot):
    dialog = stage.dialog
    controls = {one for kind in (QAbstractButton, QListWidget, QTextBrowser) for one in dialog.findChildren(kind)}
    controls = {one for one in controls if one.isVisible() and one.isEnabled()}
    assert all(one.accessibleName() and one.toolTip() for one in controls)
    reached = set()
    for _ in range(10):
        reached.add(dialog.focusWidget())
        key(dialog, Qt.Key.Key_Tab)
    assert controls <= reached


def test_every_row_tells_size_licence_citation_and_the_nearest(stage, qtbot):
    dialog = stage.dialog
    for row, one in enumerate(fetchables().values()):
        dialog.list.setCurrentRow(row)
        text = " ".join(dialog.told.toPlainText().split())
        assert f"about {one.size_mb:g} MB" in dialog.list.item(row).text()
        for part in (one.licence, one.citation, one.note, atlases()[one.nearest].name):
            assert " ".join(part.split()) in text


def test_the_window_shows_what_was_downloaded_and_its_menu_has_it(open_window, qtbot, in_session):
    window = open_window()
    action = window.actions_by_id[f"brain.atlas.{SCHAEFER}"]
    assert not action.isEnabled()
    window.actions_by_id.run("brain.fetch")
    window.actions_by_id.run("brain.fetch")
    (dialog,) = window.findChildren(FetchDialog)
    qtbot.waitUntil(dialog.isActiveWindow)
    key(dialog, Qt.Key.Key_Down)
    key(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.fetching.row is None, timeout=PATIENCE_MS)
    assert action.isEnabled()
    key(dialog, Qt.Key.Key_Space)
    settle(qtbot, window)
    assert window.session.store.state.atlas == SCHAEFER
    assert action.isChecked()
    assert "Schaefer" in window.viewport.picture.words.caption
