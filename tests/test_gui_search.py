"""The search box: by keys from typing to the place, one step to undo, the scene otherwise as it was."""

import itertools

import pytest
from msgspec.structs import replace
from PyQt6.QtCore import Qt
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import QApplication, QStyleOptionViewItem

from atlas_app.gui.flight import FLIGHT_S, SLOW_S
from atlas_app.model.edits import set_neighbours, set_orbit, set_region_visible
from atlas_app.model.scene import Neuron, Orbit, Place, Scene
from tests.windows import PATIENCE_MS, grabbed, library, open_window, press, settle

__all__ = ["library", "open_window"]

ENTER, DOWN, UP, ESCAPE = Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Escape


@pytest.fixture
def window(open_window):
    """A window whose flights are over at their first step."""
    shown = open_window()
    shown.dock.finder.flight._clock = itertools.count().__next__
    return shown


def typed(qtbot, window, words):
    """Go to the box by its key and type; return the box once it has its answers."""
    press(qtbot, window, "Ctrl+F")
    box = window.dock.search
    assert QApplication.focusWidget() is box
    QTest.keyClicks(box, words)
    qtbot.waitUntil(box.answers.isVisible)
    return box


def landed(qtbot, window, change=True):
    """Wait until the camera stands again."""
    flight = window.dock.finder.flight
    before = window.status.said.whole
    qtbot.waitUntil(lambda: window.status.said.whole != before or not change, timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: not flight.flying, timeout=PATIENCE_MS)
    settle(qtbot, window)


def found(qtbot, window, words, *keys):
    box = typed(qtbot, window, words)
    for key in (*keys, ENTER):
        QTest.keyClick(box, key)
    landed(qtbot, window)


def test_a_region_is_chosen_shown_and_flown_to(window, qtbot):
    store = window.session.store
    store.set(set_region_visible(store.state, "mtl", visible=False))
    found(qtbot, window, "MTL")
    assert window.dock.chosen == "mtl"
    assert store.state.regions == ()
    assert store.state.orbit != Orbit()
    assert QApplication.focusWidget() is window.viewport
    assert "neither the visual area MT" in window.status.said.whole
    assert "mtl" in {name.region for name in window.viewport.picture.names}


def test_a_label_moves_nothing_but_place_and_camera(window, qtbot):
    before, chosen = window.session.store.state, window.dock.chosen
    found(qtbot, window, "Supp_Motor_Area_L")
    after = window.session.store.state
    assert after.place is not None
    assert after == replace(before, place=after.place, orbit=after.orbit)
    assert after.orbit != before.orbit
    assert window.dock.chosen == chosen
    assert "AAL2 (Rolls 2015)" in window.status.said.whole


def test_the_other_hemisphere_is_brought_in(window, qtbot):
    found(qtbot, window, "PFt right")
    assert {view.hemisphere for view in window.session.store.state.views} == {"right"}
    assert window.session.store.state.place.x > 0


def test_a_flight_is_one_step_to_undo(window, qtbot):
    before = window.session.store.state
    found(qtbot, window, "angular")
    assert window.session.store.state != before
    window.session.undo()
    assert window.session.store.state == before
    window.session.redo()
    assert window.session.store.state.place is not None


def test_a_region_takes_the_place_of_a_label_away(window, qtbot):
    window.session.edit(lambda scene: replace(scene, place=Place(x=-40.0, y=0.0, z=50.0)))
    found(qtbot, window, "SMA")
    assert window.session.store.state.place is None


def test_a_neighbour_is_shown_though_neighbours_are_hidden(window, qtbot):
    window.session.edit(lambda scene: set_neighbours(scene, shown=False))
    found(qtbot, window, "V5")
    assert window.session.store.state.neighbours
    assert window.dock.chosen == "mt"


def test_the_brain_takes_the_place_of_a_neuron(window, qtbot):
    window.session.edit(lambda scene: replace(scene, neuron=Neuron(region="premotor")))
    settle(qtbot, window)
    found(qtbot, window, "SMA")
    assert window.session.store.state.neuron is None


def test_up_and_down_go_round_and_are_read_out(window, qtbot):
    box = typed(qtbot, window, "BA6")
    first, count = box.answers.current, len(box.answers.hits)
    assert first.region == "premotor"
    assert "two of the five" in box.accessibleDescription()
    QTest.keyClick(box, DOWN)
    assert box.answers.current.region == "sma"
    assert box.accessibleDescription().startswith(f"2/{count}")
    QTest.keyClick(box, UP)
    QTest.keyClick(box, UP)
    assert box.answers.current == box.answers.hits[-1]
    QTest.keyClick(box, DOWN)
    assert box.answers.current == first


def test_escape_closes_the_list_then_leaves_the_box(window, qtbot):
    box = typed(qtbot, window, "SMA")
    before = window.session.store.state
    QTest.keyClick(box, ESCAPE)
    assert box.answers.isHidden()
    assert (box.text(), QApplication.focusWidget()) == ("SMA", box)
    QTest.keyClick(box, ESCAPE)
    assert (box.text(), QApplication.focusWidget()) == ("", window.viewport)
    assert window.session.store.state == before


def test_letters_in_the_box_run_no_command_and_what_is_like_nothing_says_so(window, qtbot):
    before = window.session.store.state
    box = typed(qtbot, window, "eomrwnlbat10")
    assert box.answers.hits == ()
    assert "Nothing" in box.answers.model().index(0, 0).data()
    QTest.keyClick(box, ENTER)
    assert box.answers.isVisible()
    settle(qtbot, window)
    assert window.session.store.state == before


def test_a_click_takes_an_answer(window, qtbot):
    box = typed(qtbot, window, "BA6")
    second = box.answers.visualRect(box.answers.model().index(1, 0)).center()
    QTest.mouseClick(box.answers.viewport(), Qt.MouseButton.LeftButton, pos=second)
    landed(qtbot, window)
    assert window.dock.chosen == "sma"


def option(view):
    found = QStyleOptionViewItem()
    found.initFrom(view)
    return found


def test_no_warning_is_cut_off(window, qtbot):
    box = typed(qtbot, window, "middle temporal")
    rows = range(box.answers.model().rowCount())
    heights = [box.answers.visualRect(box.answers.model().index(k, 0)).height() for k in rows]
    assert heights[0] > heights[2] + 12  # three lines of warning against one
    assert box.answers.geometry().bottom() < box.answers.host.height()
    assert box.answers.width() > box.width()
    for k in rows:  # as much room as the note needs in the width that it is painted in
        index, view = box.answers.model().index(k, 0), box.answers.viewport()
        assert (
            box.answers.visualRect(index).height() == box.answers.itemDelegate().sizeHint(option(view), index).height()
        )


def test_the_box_opens_the_panel_and_can_be_reached_and_heard(window, qtbot):
    window.dock.close()
    press(qtbot, window, "Ctrl+F")
    assert window.dock.isVisible()
    box = window.dock.search
    assert box.accessibleName()
    assert "Ctrl+F" in box.toolTip()
    assert box.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert grabbed(window).std() > 0


def test_a_flight_takes_its_time_jumps_where_it_is_slow_and_gives_way(window):
    flight, session, clock = window.dock.finder.flight, window.session, window.player._clock
    flight._clock = clock
    flight.to(lambda scene: set_orbit(scene, Orbit(azimuth=60.0)), lambda: None)
    passed = []
    for _ in range(10):
        clock.now += FLIGHT_S / 10
        flight._step()
        passed.append(session.store.state.orbit.azimuth)
    assert passed == sorted(passed)
    assert 0 < passed[0] < 5
    assert (passed[-1], flight.flying) == (60.0, False)

    flight.to(lambda scene: set_orbit(scene, Orbit(azimuth=-60.0)), lambda: None)
    clock.now += SLOW_S + 0.01
    flight._step()
    assert (session.store.state.orbit, flight.flying) == (Orbit(azimuth=-60.0), False)

    flight.to(lambda scene: set_orbit(scene, Orbit(azimuth=60.0)), lambda: None)
    clock.now += 0.1
    flight._step()
    mine = Orbit(azimuth=-20.0)
    session.edit(lambda scene: set_orbit(scene, mine))
    clock.now += 0.1
    flight._step()
    assert (session.store.state.orbit, flight.flying) == (mine, False)


def test_scenes_of_every_theme_show_the_list_legibly(open_window, qtbot):
    window = open_window(Scene(theme="light"))
    box = typed(qtbot, window, "insula")
    pixels = grabbed(window)
    place = box.answers.mapTo(window, box.answers.rect().topLeft())
    ratio = pixels.shape[1] / window.width()
    top, left = round(place.y() * ratio), round(place.x() * ratio)
    rows = pixels[top : top + round(80 * ratio), left : left + round(box.answers.width() * ratio)]
    assert rows.max() > 225
    assert rows.min() < 60
