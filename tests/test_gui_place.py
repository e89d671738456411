"""A click on the brain: what the place is, in every atlas; a ring on it; the same click or Escape takes it away."""

import re

import numpy as np
import pytest
from PyQt6.QtCore import QPoint, Qt
from PyQt6.QtTest import QTest

from atlas_app.gui.place_card import place_html, preparing_html
from atlas_app.gui.place_lookup import table_key
from atlas_app.model import edits
from atlas_app.model.scene import Place, Scene
from atlas_app.render.panes import cells, eyes
from atlas_app.render.spot import spot_px
from regions.atlases import atlases
from tests.test_gui_card import card, told
from tests.windows import grabbed, library, open_window, picture, press, settle

__all__ = ["library", "open_window"]

PREMOTOR = Place(x=-54, y=4, z=34)
PATIENCE_MS = 60_000


@pytest.fixture
def window(open_window, qtbot):
    opened = open_window(Scene(), (900, 640))
    qtbot.waitUntil(lambda: opened._library.has(table_key()), timeout=PATIENCE_MS)
    return opened


def pixel(window, pane=0):
    """Return where the marked place stands in the viewport, in its own points."""
    shown = window.viewport.picture
    places = cells(shown, *window.viewport.pixels())
    at = spot_px(shown, pane, places[pane], eyes(shown, places)[pane])
    ratio = window.viewport.devicePixelRatioF()
    return None if at is None else QPoint(round(at[0] / ratio), round(at[1] / ratio))


def point(qtbot, window, place):
    window.session.edit(lambda scene: edits.set_place(scene, place), "place")
    settle(qtbot, window)


def click(qtbot, window, at):
    QTest.mouseClick(window.viewport, Qt.MouseButton.LeftButton, pos=at)
    settle(qtbot, window)


def test_a_click_tells_what_every_atlas_calls_the_place(window, qtbot, pictures):
    assert "What is this place?" not in card(window)
    point(qtbot, window, PREMOTOR)
    there = pixel(window)
    point(qtbot, window, None)
    click(qtbot, window, there)
    place = window.session.store.state.place
    assert np.linalg.norm(np.subtract((place.x, place.y, place.z), (-54, 4, 34))) < 4
    said = card(window)
    assert "In premotor cortex, left." in said
    assert f"MNI152 \u2212{-place.x:.0f} {place.y:.0f} {place.z:.0f} mm" in said
    for one in atlases().values():
        assert one.short in said
        assert one.citation[:30] in told(window, one.short).replace("&amp;", "&")
        assert one.licence[:20] in told(window, one.short)
    assert "papers within 10 mm" in said
    assert re.search(r"1,9\d\d mm² and [3-6]\.\d cm³ in all", said)  # 1,982 mm² of 2 to 3 mm
    assert "Premotor, left: border" in said
    pictures.save("window-place", grabbed(window))


def test_the_same_click_takes_the_place_away_and_undo_brings_it_back(window, qtbot):
    bare = picture(window)
    point(qtbot, window, PREMOTOR)
    assert window.session.store.can_undo
    there = pixel(window)
    assert not np.array_equal(picture(window), bare)
    click(qtbot, window, there)
    assert window.session.store.state.place is None
    assert np.array_equal(picture(window), bare)
    assert "What is this place?" not in card(window)
    point(qtbot, window, PREMOTOR)
    window.session.undo()
    settle(qtbot, window)
    assert window.session.store.state.place is None
    window.session.redo()
    settle(qtbot, window)
    assert window.session.store.state.place == PREMOTOR


def test_many_clicks_are_one_step_back(window, qtbot):
    for place in (PREMOTOR, Place(x=-38, y=-24, z=58), Place(x=-48, y=-64, z=34)):
        point(qtbot, window, place)
    window.session.undo()
    assert window.session.store.state.place is None
    assert not window.session.store.can_undo


def test_escape_takes_the_place_away_and_what_was_told_of_it(window, qtbot):
    point(qtbot, window, PREMOTOR)
    click(qtbot, window, pixel(window) + QPoint(60, 0))
    assert window.dock.region_card.place is not None
    press(qtbot, window, "Escape")
    assert window.session.store.state.place is None
    assert window.dock.region_card.place is None


def test_the_card_follows_a_place_that_something_else_points_out(window, qtbot):
    point(qtbot, window, Place(x=27, y=-21, z=-14))
    assert "In the hippocampus, right, part of the medial temporal lobe." in card(window)
    assert pixel(window, 0) is None
    assert pixel(window, 1) is None
    point(qtbot, window, Place(x=-110, y=0, z=40))
    assert "Outside the brain: nearest cortex 48 mm away, left." in card(window)
    assert "L_" not in card(window)


@pytest.mark.parametrize("layer", ["simulation", "literature"])
def test_in_every_layer_the_place_is_told(window, qtbot, layer):
    point(qtbot, window, PREMOTOR)
    window.session.edit(lambda scene: edits.set_layer(scene, layer))
    settle(qtbot, window)
    qtbot.waitUntil(lambda: "In premotor cortex, left." in card(window), timeout=PATIENCE_MS)


def test_a_place_is_seen_where_its_side_is_and_not_through_the_brain(library):
    from atlas_app.brain.resolve import resolve

    def seen(scene):
        shown = resolve(scene, library)
        places = cells(shown, 1280, 720)
        pairs = enumerate(zip(places, eyes(shown, places), strict=True))
        return [spot_px(shown, k, *pair) is not None for k, pair in pairs]

    lateral = edits.set_place(Scene(), PREMOTOR)
    assert seen(lateral) == [True, False]
    assert seen(edits.set_place(Scene(), Place(x=-6, y=-6, z=64))) == [False, True]
    assert seen(edits.set_view(lateral, "stage", "right")) == [False, False]
    assert seen(edits.set_view(lateral, "stage", "both")).count(True) == 1
    assert seen(edits.set_view(lateral, "ventral", "both")) == [False]
    assert seen(edits.set_surface(lateral, "pial")) == [True, False]
    buried = edits.set_place(Scene(surface="pial"), Place(x=-36, y=4, z=4))
    assert seen(buried) == [False, False]


def test_the_atlas_that_is_shown_stands_out_and_a_fault_is_told():
    from atlas_app.brain.where import where
    from atlas_app.brain.where_table import where_table

    answer = where((-54, 4, 34), where_table())
    html = place_html(answer, edits.set_atlas(Scene(), "juelich"))
    assert "<b>Juelich</b>" in html
    assert "%" in html
    assert "no disk" in preparing_html("no disk", Scene())
    assert "Preparing" in preparing_html("", Scene())
