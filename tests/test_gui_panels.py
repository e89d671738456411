"""Menus, dock, stage bar: what they offer, what they show, how the keyboard gets there."""

import random

import pytest
from PyQt6.QtCore import QPoint, Qt
from PyQt6.QtGui import QKeySequence
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import QAbstractButton, QAbstractSlider, QApplication, QComboBox, QLabel, QScrollBar, QTextBrowser

from atlas_app.commands.catalog import catalog
from atlas_app.gui.controls import Choice, Elided
from atlas_app.model import edits
from atlas_app.model.scene import Scene
from regions.catalogue import FIVE, NEIGHBOURS, ORDER, region
from tests.windows import grabbed, library, open_window, play_out, press, settle

__all__ = ["library", "open_window"]

SIZES = [(1280, 720), (1280, 800), (1920, 1080)]
CONTROLS = (QAbstractButton, QComboBox, QAbstractSlider, QTextBrowser)


def menus_of(window):
    return {action.text(): action.menu() for action in window.menuBar().actions()}


def controls(window):
    found = [widget for kind in CONTROLS for widget in window.findChildren(kind) if widget.isVisible()]
    return [widget for widget in found if not isinstance(widget, QScrollBar)]


def spoken(widget):
    """Return what a screen reader calls a control: its accessible name, or the words of a button."""
    return widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")


def test_menus_keys_and_titles_are_those_of_the_table(open_window):
    window = open_window()
    menus, registry = menus_of(window), catalog()
    assert tuple(menus) == registry.menus
    told = []
    for title, menu in menus.items():
        inside = [one for action in menu.actions() for one in (action.menu().actions() if action.menu() else [action])]
        assert menu.sizeHint().height() < 680, title
        rows = [action.objectName() for action in inside if action.objectName()]
        assert rows == [command.id for command in registry.values() if command.menu == title]
        told += inside
    for action in told:
        if command := registry.get(action.objectName()):
            assert action.text() == command.title
            assert action.shortcuts() == [QKeySequence(key) for key in command.keys]


def test_marks_and_greying_follow_the_scene(open_window, qtbot):
    window, registry, dice = open_window(), catalog(), random.Random(7)
    session = window.session
    names = [name for name in registry if name.startswith(("view.", "brain.", "regions.", "edit."))]
    names.remove("view.full-screen")
    quick = [name for name in names if "atlas" not in name and "agree" not in name]  # the others load whole atlases
    for name in dice.choices(quick, k=25):
        window.actions_by_id[name].trigger()
        for command in registry.values():
            action = window.actions_by_id[command.id]
            assert action.isEnabled() == command.applies(session.store), command.id
            if command.checked is not None:
                assert action.isChecked() == command.checked(session.store.state), command.id
    settle(qtbot, window)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("theme", ["dark", "light"])
def test_nothing_is_cut_off(open_window, pictures, size, theme):
    window = open_window(edits.set_theme(Scene(), theme), size)
    pictures.save(f"window-regions-{size[0]}x{size[1]}-{theme}", grabbed(window))
    assert (window.width(), window.height()) == size
    whole = window.rect()
    for widget in [*window.findChildren(QLabel), *controls(window)]:
        if not widget.isVisible() or isinstance(widget, Elided):
            continue
        assert whole.contains(widget.rect().translated(widget.mapTo(window, QPoint()))), widget.accessibleName()
        if isinstance(widget, QLabel | QAbstractButton):
            assert widget.width() >= widget.minimumSizeHint().width(), widget.accessibleName() or widget.text()
        if isinstance(widget, Choice):
            words = [widget.itemText(k) for k in range(widget.count())]
            longest = max(widget.fontMetrics().horizontalAdvance(word) for word in words)
            assert widget.width() >= longest + 35, widget.accessibleName()


def test_every_control_has_a_name_and_can_be_reached_by_the_keyboard(open_window, qtbot):
    window = open_window()
    press(qtbot, window, "E")
    play_out(qtbot, window)
    for widget in controls(window):
        assert spoken(widget), f"{widget} {widget.objectName()}"
        assert widget.focusPolicy() & Qt.FocusPolicy.TabFocus or not widget.isEnabled(), spoken(widget)
    wanted = {widget for widget in controls(window) if widget.isEnabled()} | {window.viewport}
    reached = set()
    window.viewport.setFocus()
    for _ in range(200):
        reached.add(QApplication.focusWidget())
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert wanted - reached == set()
    assert window.viewport.accessibleName()
    assert "Execute" in window.viewport.accessibleDescription()


def test_the_focus_can_be_seen_on_every_control(open_window, qtbot):
    window = open_window()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    reached = [control for control in controls(window) if control.isEnabled() and control is not window.viewport]
    for widget, other in [(window.viewport, reached[0]), *((control, window.viewport) for control in reached)]:
        other.setFocus()
        assert QApplication.focusWidget() is other
        before = widget.grab().toImage()
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        assert widget.grab().toImage() != before, widget.accessibleName()


def test_space_belongs_to_the_control_that_has_the_keyboard(open_window, qtbot):
    window = open_window()
    press(qtbot, window, "E")
    play_out(qtbot, window)
    eye = window.dock.list.rows["sma"].eye
    eye.setFocus()
    QTest.keyClick(eye, Qt.Key.Key_Space)
    assert not window.player.playing
    assert not edits.look_of(window.session.store.state, "sma").visible
    window.viewport.setFocus()
    QTest.keyClick(window.viewport, Qt.Key.Key_Space)
    assert window.player.playing


def test_a_mouse_click_leaves_the_keyboard_with_the_brain(open_window, qtbot):
    window = open_window()
    for widget in controls(window):
        if isinstance(widget, QAbstractButton | QComboBox | QAbstractSlider):
            assert not widget.focusPolicy() & Qt.FocusPolicy.ClickFocus, widget.accessibleName()


def test_the_list_tells_what_each_region_rests_on(open_window):
    window = open_window()
    rows = window.dock.list.rows
    assert set(rows) == set(ORDER)
    for one in FIVE:
        assert "Human fMRI" in rows[one].name.accessibleDescription()
    window.dock.choose("mtl")
    said = window.dock.card.toPlainText()
    for cell in region("mtl").evidence:
        assert cell.note in said
    assert region("mtl").say in said
    assert region("mtl").citations[0] in said
    assert "Approximate" not in said


def test_the_card_says_where_the_atlas_only_comes_near(open_window, qtbot):
    window = open_window(edits.set_atlas(Scene(), "desikan-killiany"))
    window.dock.choose("premotor")
    said = window.dock.card.toPlainText()
    assert "Approximate" in said
    assert "precentral" in said


def test_the_eye_hides_a_region_and_shows_it_again(open_window, qtbot):
    window = open_window()
    row = window.dock.list.rows["ipl"]
    qtbot.mouseClick(row.eye, Qt.MouseButton.LeftButton)
    assert not edits.look_of(window.session.store.state, "ipl").visible
    assert "ipl" not in {name.region for name in window.viewport.picture.names}
    press(qtbot, window, "Ctrl+Z")
    assert row.eye.isChecked()


def test_neighbours_that_are_off_cannot_be_shown_one_by_one(open_window, qtbot):
    window = open_window()
    press(qtbot, window, "N")
    assert [window.dock.list.rows[one].eye.isEnabled() for one in NEIGHBOURS] == [False] * len(NEIGHBOURS)


def test_choices_run_commands_and_follow_them(open_window, qtbot):
    window = open_window()
    choice = next(one for one in window.findChildren(Choice) if one.accessibleName() == "Surface")
    choice.setFocus()
    QTest.keyClick(choice, Qt.Key.Key_Down)
    settle(qtbot, window)
    assert window.session.store.state.surface == "very-inflated"
    press(qtbot, window, "Ctrl+Z")
    assert choice.currentText() == "Inflated"


def test_a_surface_that_the_atlas_lacks_is_grey(open_window):
    window = open_window(edits.set_atlas(Scene(), "desikan-killiany"))
    choice = next(one for one in window.findChildren(Choice) if one.accessibleName() == "Surface")
    offered = {choice.itemText(k): choice.model().item(k).isEnabled() for k in range(choice.count())}
    assert offered["Pial"]
    assert not offered["Very inflated"]


def test_scrubbing_is_one_step(open_window, qtbot):
    window = open_window()
    scrubber, store = window.stage.scrubber, window.session.store
    assert not scrubber.isEnabled()
    press(qtbot, window, "O")
    play_out(qtbot, window)
    at_peak = store.state
    QTest.mousePress(scrubber, Qt.MouseButton.LeftButton, pos=QPoint(40, 17))
    for x in (50, 60, 70):
        QTest.mouseMove(scrubber, QPoint(x, 17))
        QApplication.processEvents()
    QTest.mouseRelease(scrubber, Qt.MouseButton.LeftButton, pos=QPoint(70, 17))
    assert store.state.time_s < at_peak.time_s
    assert store.previous == at_peak
    settle(qtbot, window)
    press(qtbot, window, "Ctrl+Z")
    assert store.state == at_peak
    assert scrubber.value() == 390
    scrubber.setFocus()
    QTest.keyClick(scrubber, Qt.Key.Key_Right)
    assert store.state.time_s == pytest.approx(0.44)


def test_the_theme_dresses_the_whole_window(open_window, qtbot):
    window = open_window()
    dark = grabbed(window).mean()
    press(qtbot, window, "F9")
    assert grabbed(window).mean() > 150 > 90 > dark


def test_the_dock_closes_comes_back_and_is_remembered(open_window):
    window = open_window()
    toggle = next(one for one in menus_of(window)["View"].actions() if one.text() == "Panel: regions")
    window.dock.close()
    assert not toggle.isChecked()
    window.close()
    again = open_window()
    assert not again.dock.isVisible()
    next(one for one in menus_of(again)["View"].actions() if one.text() == "Panel: regions").trigger()
    assert again.dock.isVisible()
    again.close()
    assert open_window().dock.isVisible()


@pytest.mark.parametrize("key", ["F1", "Question"])
def test_the_help_sheet_tells_every_key(open_window, qtbot, key):
    window = open_window()
    press(qtbot, window, key)
    (sheet,) = (one for one in window.findChildren(QTextBrowser) if one.accessibleName() == "Keys and commands")
    for command in catalog().values():
        if command.keys:
            assert command.title in sheet.toPlainText()
            assert command.keys[0] in sheet.toPlainText()
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()


def test_about_tells_licence_and_sources(open_window, qtbot):
    window = open_window()
    window.actions_by_id["help.about"].trigger()
    (sheet,) = (one for one in window.findChildren(QTextBrowser) if one.accessibleName() == "About Mirror Atlas")
    assert "GNU General Public License" in sheet.toPlainText()
    assert "Glasser" in sheet.toPlainText()
