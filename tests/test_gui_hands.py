"""Hands: the palette, the menu of a region, roll, the scenes that were open last, the picture in words."""

from pathlib import Path

import pytest
from PyQt6.QtCore import QPoint, QSettings, Qt
from PyQt6.QtGui import QColor, QContextMenuEvent
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import QApplication, QColorDialog, QWidget

from atlas_app.commands.catalog import catalog
from atlas_app.commands.ranking import ranked
from atlas_app.commands.region import coordinate, place_commands, region_commands
from atlas_app.gui.recent import MOST, RecentScenes
from atlas_app.model import edits, scene_file
from atlas_app.model.scene import Place, Scene
from regions.catalogue import FIVE, ORDER, region
from tests.test_commands import started
from tests.windows import coloured, drag, library, open_window, picture, press, settle

__all__ = ["library", "open_window"]

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
"""A menu that pops up where there is no display says so; nothing else may be said."""

RIGHT = Qt.MouseButton.RightButton
ENTER, ESCAPE, DOWN, UP = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Down, Qt.Key.Key_Up


def titles_of(rows):
    return [row.title for row in rows]


def on_region(window, wanted):
    """Return a pixel well inside a region."""
    viewport = window.viewport
    for y in range(60, viewport.height() - 40, 12):
        for x in range(20, viewport.width() // 2, 12):
            places = [window.hover.at(x + dx, y) for dx in (-4, 0, 4)]
            if all(found and found.region == wanted for found in places):
                return QPoint(x, y)
    raise AssertionError(f"{wanted} is nowhere")


def pick(window, title):
    (action,) = (one for one in window.hands.menu.actions() if one.text() == title)
    assert action.isEnabled(), title
    action.trigger()
    window.hands.menu.close()


def by_key(widget):
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(2, 2), widget.mapToGlobal(QPoint(2, 2)))
    QApplication.sendEvent(widget, event)


# Which command is meant


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("", "Open scene..."),
        ("glass", "Glass cortex"),
        ("roll", "Roll to the left, 15 degrees"),
        ("next neu", "Next neuron"),
        ("ful scr", "Full screen"),
        ("nieghbours", "Neighbours of the five regions"),
        ("EXEC", "Execute"),
    ],
)
def test_a_few_letters_find_the_command(typed, first):
    rows = list(catalog().values())
    found = ranked(typed, [f"{row.title} {row.menu}" for row in rows])
    assert rows[found[0]].title == first


def test_nonsense_finds_nothing_and_one_word_leaves_few():
    rows = [f"{row.title} {row.menu}" for row in catalog().values()]
    assert ranked("xyzzy", rows) == []
    assert len(ranked("", rows)) == len(rows)
    assert {rows[k] for k in ranked("neuron", rows)} == {one for one in rows if "neuron" in one.lower()}


# The palette


def test_the_palette_runs_what_was_typed(open_window, qtbot):
    window = open_window()
    palette = window.hands.palette
    press(qtbot, window, "Ctrl+K")
    assert palette.isVisible()
    assert palette.line.hasFocus()
    assert {row.id for row in palette.list.offered} == set(catalog()) - {"help.palette"}
    assert abs(palette.geometry().center().x() - window.width() / 2) < 2
    QTest.keyClicks(palette.line, "glass")
    assert palette.list.current == "brain.glass"
    assert palette.line.accessibleDescription().startswith("1/1. Glass cortex. Brain. X")
    QTest.keyClick(palette.line, ENTER)
    settle(qtbot, window)
    assert window.session.store.state.cortex == "glass"
    assert palette.isHidden()
    assert window.viewport.hasFocus()


def test_what_does_not_apply_stands_below_and_is_never_run(open_window, qtbot):
    window = open_window()
    palette = window.hands.palette
    press(qtbot, window, "Ctrl+K")
    assert palette.line.text() == ""
    QTest.keyClicks(palette.line, "neuron")
    applies = [row.applies for row in palette.list.offered]
    assert applies == sorted(applies, reverse=True)
    assert not all(applies)
    assert any(applies)
    seen = set()
    for _ in range(len(applies) + 2):
        seen.add(palette.list.current)
        QTest.keyClick(palette.line, DOWN)
    assert seen == {row.id for row in palette.list.offered if row.applies}
    palette.line.setText("what it does")
    before = window.session.store.state
    QTest.keyClick(palette.line, ENTER)
    QTest.keyClick(palette.line, UP)
    assert palette.isVisible()
    assert window.session.store.state == before
    QTest.keyClick(palette.line, ESCAPE)
    assert palette.isHidden()
    assert window.viewport.hasFocus()


def test_the_key_comes_through_the_search_box_and_closes_again(open_window, qtbot):
    window = open_window()
    search, palette = window.dock.search, window.hands.palette
    press(qtbot, window, "Ctrl+F")
    QTest.keyClicks(search, "broca")
    search.setCursorPosition(0)
    press(qtbot, window, "Ctrl+K")
    assert palette.isVisible()
    assert search.text() == "broca"
    press(qtbot, window, "Ctrl+K")
    assert palette.isHidden()
    assert search.hasFocus()
    press(qtbot, window, "Ctrl+K")
    window.viewport.setFocus()
    assert palette.isHidden()


# The menu of a region


def test_a_right_click_opens_the_menu_and_a_right_drag_moves_the_brain(open_window, qtbot, monkeypatch):
    window = open_window()
    at = on_region(window, "premotor")
    drag(window, (at.x(), at.y()), (40, 10), RIGHT)
    assert window.hands.menu is None
    assert window.session.store.state.orbit.pan_x > 0
    window.actions_by_id["view.reset"].trigger()
    settle(qtbot, window)
    before = window.session.store.state
    QTest.mouseClick(window.viewport, RIGHT, pos=at)
    menu = window.hands.menu
    assert menu.isVisible()
    assert menu.actions()[0].text().startswith("Premotor")
    assert window.session.store.state == before
    assert window.dock.chosen == "premotor"
    monkeypatch.setattr(QColorDialog, "getColor", lambda *_: QColor("#ff00ff"))
    pick(window, "Colour...")
    settle(qtbot, window)
    assert edits.look_of(window.session.store.state, "premotor").colour == "#ff00ff"
    assert coloured(picture(window), "#ff00ff", 0.01) > 1500
    QTest.mouseClick(window.viewport, RIGHT, pos=at)
    pick(window, "Colour of the catalogue again")
    settle(qtbot, window)
    assert window.session.store.state == before
    monkeypatch.setattr(QColorDialog, "getColor", lambda *_: QColor())
    QTest.mouseClick(window.viewport, RIGHT, pos=at)
    pick(window, "Colour...")
    assert window.session.store.state == before


def test_a_place_is_pointed_out_and_copied(open_window, qtbot):
    window = open_window()
    at = on_region(window, "ipl")
    found = window.hover.at(at.x(), at.y())
    QTest.mouseClick(window.viewport, RIGHT, pos=at)
    pick(window, "What is this place")
    settle(qtbot, window)
    place = window.session.store.state.place
    assert (place.x, place.y, place.z) == found.mni152_mm
    assert window.dock.region_card.place.mni152_mm == found.mni152_mm
    QTest.mouseClick(window.viewport, RIGHT, pos=at)
    pick(window, f"Copy {coordinate(place)}")
    assert QApplication.clipboard().text() == coordinate(place)
    QTest.mouseClick(window.viewport, RIGHT, pos=QPoint(3, window.viewport.height() // 2))
    assert not window.hands.menu.isVisible()  # nothing is there


def test_the_menu_key_opens_it_on_a_row_and_on_the_brain(open_window, qtbot):
    window = open_window()
    by_key(window.dock.list.rows["sma"].name)
    assert window.dock.chosen == "sma"
    pick(window, "Only this region")
    settle(qtbot, window)
    state = window.session.store.state
    assert [one for one in ORDER if edits.look_of(state, one).visible] == ["sma"]
    by_key(window.viewport)
    assert window.hands.menu.actions()[0].text() == region("sma").name
    pick(window, "Hide it")
    assert not edits.look_of(window.session.store.state, "sma").visible
    by_key(window.viewport)
    pick(window, "Show it")
    assert edits.look_of(window.session.store.state, "sma").visible
    by_key(window.viewport)
    pick(window, "One neuron of it")
    qtbot.waitUntil(lambda: window.session.store.state.neuron is not None, timeout=20_000)
    assert window.session.store.state.neuron.region == "sma"
    settle(qtbot, window)


@pytest.mark.parametrize("region_id", ORDER)
def test_every_row_of_a_region_does_what_it_says_and_is_undone(region_id):
    for shown in (True, False):
        for row in region_commands(region_id, shown):
            session, face = started(state=edits.set_neighbours(Scene(), shown))
            face.colour = "#123456"
            before = session.store.state
            if row.applies(session.store):
                row.run(session)
                assert session.store.state != before or row.id == "region.show", row.id
                session.undo()
                assert session.store.state == before
            else:
                assert row.id == "region.again" or region_id not in FIVE


def test_a_hidden_neighbour_is_shown_with_the_neighbours():
    session, _ = started(state=edits.set_neighbours(edits.set_region_visible(Scene(), "mt", False), False))
    (show,) = (row for row in region_commands("mt", False) if row.id == "region.show")
    show.run(session)
    assert edits.look_of(session.store.state, "mt").visible


def test_a_colour_is_only_offered_where_fill_is_identity():
    session, _ = started(state=edits.set_condition(Scene(), "execute"))
    grey = {row.title for row in region_commands("sma") if not row.applies(session.store)}
    assert grey == {"Colour...", "Colour of the catalogue again"}


def test_a_coordinate_names_its_space():
    assert coordinate(Place(x=-38, y=-0.2, z=47)) == "MNI152 -38 0 47 mm"
    assert titles_of(place_commands(Place(x=1, y=-2, z=3)))[1] == "Copy MNI152 1 -2 3 mm"


# Roll


def test_the_brain_is_rolled_by_keys_and_a_run_is_one_step(open_window, qtbot):
    window = open_window()
    before = picture(window)
    press(qtbot, window, "BracketRight", "BracketRight", "BracketLeft", "BracketRight")
    assert window.session.store.state.orbit.roll == 30
    assert (picture(window) != before).mean() > 0.05
    press(qtbot, window, "Ctrl+Z")
    assert window.session.store.state == Scene()


def test_a_full_turn_ends_where_it_began():
    session, _ = started()
    for _ in range(24):
        catalog().run("view.roll-left", session)
    assert session.store.state.orbit.roll == pytest.approx(0)


# The scenes that were open last


def test_scenes_are_remembered_opened_and_forgotten(open_window, qtbot, tmp_path):
    window = open_window()
    recent, session = window.hands.recent, window.session
    assert not recent.isEnabled()
    light = tmp_path / "light.json"
    scene_file.write(light, edits.set_theme(Scene(), "light"))
    gone = tmp_path / "gone.json"
    recent.remember(light)
    recent.remember(gone)
    assert recent.isEnabled()
    assert open_window().hands.recent.paths == (gone, light)
    recent.aboutToShow.emit()
    recent.actions()[0].trigger()
    assert recent.paths == (light,)
    assert session.store.state == Scene()
    recent.aboutToShow.emit()
    recent.actions()[0].trigger()
    settle(qtbot, window)
    assert session.store.state.theme == "light"
    assert session.path == light
    recent.aboutToShow.emit()
    recent.actions()[-1].trigger()
    assert recent.paths == ()
    assert not recent.isEnabled()


def test_at_most_eight_each_once_the_last_first(tmp_path, qtbot):
    session, face = started()
    settings = QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat)
    host = QWidget()
    qtbot.addWidget(host)
    recent = RecentScenes(session, settings, host)
    for number in (*range(12), 9, 9):
        recent.remember(Path(f"/scenes/{number}.json"))
    assert [path.stem for path in recent.paths] == ["9", "11", "10", "8", "7", "6", "5", "4"]
    assert len(recent.paths) == MOST
    settings.sync()
    again = QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat)
    assert RecentScenes(session, again, host).paths == recent.paths
    recent.aboutToShow.emit()
    recent.actions()[0].trigger()
    assert face.said == ["9.json is not in /scenes any more, and is forgotten here."]
    for path in recent.paths[1:]:
        recent.forget(path)
    assert len(recent.paths) == 1
    settings.setValue("recent", 5)
    assert recent.paths == ()


def test_opening_and_saving_remember(tmp_path):
    path = tmp_path / "lecture.json"
    session, face = started(path=path)
    catalog().run("file.save-as", session)
    catalog().run("file.open", session)
    assert face.remembered == [path, path]
    path.write_text("{")
    catalog().run("file.open", session)
    assert face.remembered == [path, path]


# The picture in words


def test_the_words_of_the_picture_are_copied(open_window, qtbot):
    window = open_window(edits.set_condition(Scene(), "observe"))
    press(qtbot, window, "Ctrl+Shift+C")
    said = QApplication.clipboard().text()
    assert said.startswith("SIMULATED. Observe: ")
    assert said == window.viewport.accessibleDescription()
