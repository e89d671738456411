"""The agreement of the atlases in the window: one key there and back, a card of numbers, a figure from the menu."""

from PIL import Image

from atlas_app.brain.agreement import claims, extents, pairs
from atlas_app.gui.agreement_card import agreement_html
from atlas_app.gui.figure import FIGURE_PX
from atlas_app.gui.findings import Place
from atlas_app.model import edits
from atlas_app.model.scene import Scene
from regions.atlases import atlas
from tests.windows import library, open_window, settle

__all__ = ["library", "open_window"]


def card(window):
    return window.dock.card.toPlainText()


def test_one_key_there_and_back_and_conditions_lead_out(open_window, qtbot):
    window = open_window()
    store = window.session.store

    def shown(layer):
        qtbot.waitUntil(lambda: store.state.layer == layer, timeout=30_000)

    window.actions_by_id.run("brain.agree")
    shown("agreement")
    assert store.state.agreed == "sma"
    assert window.actions_by_id["brain.agree"].isChecked()
    assert window.actions_by_id["brain.agreement.sma"].isChecked()
    window.actions_by_id.run("brain.agree")
    shown("regions")
    window.actions_by_id.run("brain.agreement.s1")
    shown("agreement")
    assert store.state.agreed == "s1"
    window.actions_by_id.run("response.rest")
    shown("regions")
    assert window.actions_by_id["brain.agree"].shortcut().toString() == "G"


def test_the_region_chosen_last_from_the_list_is_counted(open_window, qtbot):
    window = open_window()
    window.dock.list.rows["ipl"].chosen.emit("ipl")
    assert window.session.store.state.layer == "regions"
    window.actions_by_id.run("brain.agree")
    qtbot.waitUntil(lambda: window.session.store.state.layer == "agreement", timeout=30_000)
    assert window.session.store.state.agreed == "ipl"
    window.dock.list.rows["s1"].chosen.emit("s1")
    assert window.session.store.state.agreed == "s1"
    assert "Primary somatosensory" in card(window)
    window.dock.list.rows["m1"].chosen.emit("m1")  # a neighbour has a card of its own and is not counted
    assert window.session.store.state.agreed == "s1"
    assert "area 4" in card(window)


def test_the_card_has_the_numbers_of_the_table(open_window, qtbot, library):
    window = open_window(edits.set_agreement(Scene(), "sma"))
    settle(qtbot, window)
    said = card(window)
    found = {
        row.atlas_b: row for row in pairs(library, ("sma",)) if row.hemisphere == "left" and row.atlas_a == "hcp-mmp"
    }
    for one in extents(library, "sma", "left"):
        assert atlas(one.atlas).short in said
        assert f"{one.area_mm2:.0f}" in said
        if one.atlas in found:
            assert f"{found[one.atlas].dice:.2f}" in said
            assert f"{found[one.atlas].centroid_distance_mm:.1f}" in said
    assert said.count("approximate") >= 3
    assert "a few mm" in said
    assert not window.dock.region_card.head.isVisible()


def test_the_card_tells_who_has_the_place_that_was_clicked(library):
    scene, home = edits.set_agreement(Scene(), "sma"), claims(library, "left")
    for wanted in (0, 2, 6):
        vertex = int((home.count("sma") == wanted).nonzero()[0][0])
        at = tuple(int(value) for value in home.mni152_mm[vertex].round())
        who = home.who("sma", home.nearest(at))
        html = agreement_html(scene, "left", Place("left", "", at), library)
        assert f"<b>{len(who)} of 6</b>" in html
        for one in who:
            assert atlas(one).short in html
    assert "of 6</b>" not in agreement_html(scene, "left", None, library)


def test_the_figure_is_saved_from_the_menu(open_window, qtbot, tmp_path, monkeypatch):
    window = open_window()
    path = tmp_path / "sma.png"
    monkeypatch.setattr(type(window.session.face), "ask_path", lambda *_: path)
    window.actions_by_id.run("file.save-figure")
    qtbot.waitUntil(path.exists, timeout=30_000)
    with Image.open(path) as image:
        assert image.size == FIGURE_PX
    assert "sma.png" in window.status.said.whole


def test_a_figure_of_an_unknown_kind_or_place_is_refused_in_words(open_window, qtbot, tmp_path):
    window = open_window()
    window.session.face.save_figure(tmp_path / "sma.bmp", "sma")
    assert ".png" in window.status.said.whole
    window.session.face.save_figure(tmp_path / "nowhere" / "sma.png", "sma")
    qtbot.waitUntil(lambda: "cannot be saved" in window.status.said.whole, timeout=30_000)
    assert not list(tmp_path.glob("*.bmp"))
