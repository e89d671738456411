"""The Lab and the sheet of numbers: what they turn, what they show, driven by keys and pointer."""

import subprocess
import sys

import pytest
from PyQt6.QtCore import QPoint, Qt
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QSlider

from atlas_app.gui.controls import Elided
from atlas_app.gui.lab_scale import scale_of
from atlas_app.gui.numbers import NumbersSheet
from atlas_app.model import edits
from atlas_app.model.scene import Response, Scene
from regions.responses.constants import knob_table
from tests.windows import grabbed, library, of_image, open_window, press, settle

__all__ = ["library", "open_window"]

CHOSEN_ELSEWHERE = {"action", "observe_action"}
RANGES = {name: knob for name, knob in knob_table().items() if knob.low is not None}


@pytest.fixture
def lab(open_window, qtbot):
    window = open_window()
    press(qtbot, window, "Ctrl+L")
    return window.lab


def response_of(window):
    return window.session.store.state.response


def type_into(field, text):
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)


def pull(slide, *xs):
    middle = slide.height() // 2
    QTest.mousePress(slide, Qt.MouseButton.LeftButton, pos=QPoint(xs[0], middle))
    for x in xs[1:]:
        QTest.mouseMove(slide, QPoint(x, middle))
        QApplication.processEvents()
    QTest.mouseRelease(slide, Qt.MouseButton.LeftButton, pos=QPoint(xs[-1], middle))


def inside(lab):
    kinds = (QAbstractButton, QComboBox, QSlider, QLineEdit)
    return [widget for kind in kinds for widget in lab.findChildren(kind) if widget.isVisible()]


# Scales


@pytest.mark.parametrize("name", RANGES)
def test_a_scale_reads_what_it_writes_and_keeps_to_its_range(name):
    knob = RANGES[name]
    scale = scale_of(knob)
    for value in (*scale.stops, knob.default):
        assert knob.low <= value <= knob.high
        assert scale.read(scale.write(value)) == pytest.approx(value, rel=1e-5)
        assert isinstance(value, int) == isinstance(knob.default, int)
    for wrong in ("", "x", "nan", str(knob.high * 2), str(knob.low - 1)):
        with pytest.raises(ValueError, match="expected a"):
            scale.read(wrong)
    if scale.stops:
        assert (scale.stops[0], scale.stops[-1]) == (knob.low, knob.high)
        assert knob.default in scale.stops
        assert len(scale.stops) <= 200


def test_a_step_from_between_two_stops_goes_to_the_next_one():
    scale = scale_of(RANGES["kernel_mm"])
    assert scale.beyond(6.0, 1) == 6.5
    assert scale.beyond(6.2, 1) == 6.5
    assert scale.beyond(6.2, -1) == 6.0
    assert scale.beyond(6.4, -1) == 6.0
    assert scale.beyond(18.0, 1) == 18.0


def test_whole_numbers_stay_whole():
    scale = scale_of(RANGES["trials"])
    assert scale.stops[:4] == (2, 3, 4, 5)
    assert scale.read(" 40 ") == 40
    assert scale_of(RANGES["noise_hz"]).read("0,5") == 0.5
    with pytest.raises(ValueError, match="a whole number from 2 to 1000"):
        scale.read("2.5")


# The dock


def test_the_lab_is_closed_at_first_and_nothing_of_it_is_built(open_window):
    window = open_window()
    assert not window.lab.isVisible()
    assert not window.lab.rows


def test_the_lab_does_not_bring_the_model_with_it():
    script = "import sys, atlas_app.gui.lab; print('regions.responses.constants' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_every_knob_has_a_control_and_says_what_it_rests_on(lab):
    assert set(lab.rows) == set(knob_table()) - CHOSEN_ELSEWHERE
    for name, row in lab.rows.items():
        knob = knob_table()[name]
        words = [label.whole if isinstance(label, Elided) else label.text() for label in row.findChildren(QLabel)]
        assert ("what-if" if knob.what_if else knob.source) in words
        assert knob.help.split("'")[0] in row.toolTip()
        control = row.choice or row.check or row.field
        assert control.accessibleName() == knob.label
        assert bool(row.slide) == (knob.low is not None and "seed" not in name)
        assert bool(row.die) == ("seed" in name)


def test_it_closes_comes_back_and_is_remembered(open_window, qtbot):
    window = open_window()
    mark = window.actions_by_id["view.lab"]
    assert not mark.isChecked()
    press(qtbot, window, "Ctrl+L")
    assert window.lab.isVisible()
    assert mark.isChecked()
    press(qtbot, window, "Ctrl+L")
    assert not window.lab.isVisible()
    assert not mark.isChecked()
    press(qtbot, window, "Ctrl+L")
    window.close()
    again = open_window()
    assert again.lab.isVisible()
    assert again.lab.rows
    assert again.actions_by_id["view.lab"].isChecked()


def test_it_stands_apart_where_there_is_room_and_over_the_regions_where_not(open_window, qtbot):
    window = open_window(size=(1280, 720))
    press(qtbot, window, "Ctrl+L")
    assert window.dock in window.tabifiedDockWidgets(window.lab)
    assert window.width() == 1280
    window.resize(1900, 900)
    qtbot.waitUntil(lambda: not window.tabifiedDockWidgets(window.lab))
    window.resize(1280, 720)
    qtbot.waitUntil(lambda: window.dock in window.tabifiedDockWidgets(window.lab))
    window.dock.raise_()
    QApplication.processEvents()
    press(qtbot, window, "Ctrl+L")  # behind the regions it is brought to the front, not closed
    assert window.lab.isVisible()
    assert not window.lab.visibleRegion().isEmpty()


# Turning


def test_a_typed_number_changes_the_scene_and_undo_changes_the_field(lab, qtbot):
    window, row = lab.parent(), lab.rows["trials"]
    type_into(row.field, "40")
    settle(qtbot, window)
    assert response_of(window).trials == 40
    assert row.turned
    assert row.back.isVisible()
    press(qtbot, window, "Ctrl+Z")  # typed into the very field
    assert response_of(window).trials == 12
    assert (row.field.text(), row.turned) == ("12", False)
    press(qtbot, window, "Ctrl+Shift+Z")
    assert row.field.text() == "40"


def test_what_cannot_be_is_refused_in_words(lab, qtbot):
    window, row = lab.parent(), lab.rows["alpha"]
    type_into(row.field, "0.9")
    assert "Significance of a unit: 0.9: expected a number from 0.0001 to 0.5" in window.status.said.whole
    assert row.field.text() == "0.05"
    row.field.setFocus()
    QTest.keyClicks(row.field, "7")
    QTest.keyClick(row.field, Qt.Key.Key_Escape)
    assert row.field.text() == "0.05"
    assert response_of(window) == Response()


def test_letters_in_a_field_are_no_commands(lab, qtbot):
    window, row = lab.parent(), lab.rows["noise_hz"]
    row.field.setFocus()
    row.field.selectAll()
    QTest.keyClicks(row.field, "2e1")
    assert window.session.store.state.condition == "rest"
    QTest.keyClick(row.field, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert response_of(window).noise_hz == 20
    QTest.keyClick(row.field, Qt.Key.Key_Down)
    settle(qtbot, window)
    assert response_of(window).noise_hz < 20


@pytest.mark.parametrize("name", ["noise_hz", "kernel_mm"])
def test_a_pull_is_one_step_even_where_it_must_be_computed(open_window, qtbot, name):
    window = open_window(edits.set_condition(Scene(), "mirror"))
    press(qtbot, window, "Ctrl+L")
    row, store = window.lab.rows[name], window.session.store
    first = store.state
    pull(row.slide, 30, 40, 50, 60, 70)
    shown = row.slide.value()
    settle(qtbot, window)
    assert row.slide.value() == shown
    assert getattr(response_of(window), name) == row.slide._scale.stops[shown] != getattr(first.response, name)
    assert store.previous == first
    press(qtbot, window, "Ctrl+Z")
    assert store.state == first
    assert row.field.text() == row.slide._scale.write(row.knob.default)


def test_a_slow_knob_does_not_jump_back(open_window, qtbot):
    window = open_window(edits.set_condition(Scene(), "mirror"))
    press(qtbot, window, "Ctrl+L")
    row = window.lab.rows["kernel_mm"]
    waiting = []
    window.session.face.in_background = lambda *work: waiting.append(work)
    type_into(row.field, "9.5")
    assert waiting, "the kernel was at hand"
    press_at = row.slide.value()
    window.lab.refresh()
    assert (response_of(window).kernel_mm, row.field.text(), row.slide.value()) == (6.0, "9.5", press_at)
    _work, _done, failed = waiting.pop()
    failed(RuntimeError("No room."))
    window.lab.refresh()
    assert row.field.text() == "6"


def test_undo_takes_back_what_is_still_being_computed_and_nothing_else(open_window, qtbot):
    window = open_window()
    press(qtbot, window, "M")
    press(qtbot, window, "Ctrl+L")
    row, store = window.lab.rows["kernel_mm"], window.session.store
    before = store.previous
    window.session.face.in_background = lambda *work: None
    type_into(row.field, "9.7")
    assert row.field.text() == "9.7"
    window.viewport.setFocus()
    press(qtbot, window, "Ctrl+Z")
    qtbot.waitUntil(lambda: row.field.text() == "6")
    assert (store.state.condition, store.previous) == ("mirror", before)


def test_keys_move_a_slider_step_by_step(lab, qtbot):
    window, row = lab.parent(), lab.rows["threshold_z"]
    row.slide.setFocus()
    for _ in range(3):
        QTest.keyClick(row.slide, Qt.Key.Key_Right)
    settle(qtbot, window)
    here = row.slide._scale
    assert response_of(window).threshold_z == here.stops[here.nearest(3.1) + 3]
    QTest.keyClick(row.slide, Qt.Key.Key_Home)
    settle(qtbot, window)
    assert response_of(window).threshold_z == 0.1


def test_choices_switches_and_dice_turn_their_knobs(lab, qtbot):
    window, rows = lab.parent(), lab.rows
    rows["hand"].choice.setFocus()
    QTest.keyClick(rows["hand"].choice, Qt.Key.Key_Up)
    rows["preset"].choice.setFocus()
    QTest.keyClick(rows["preset"].choice, Qt.Key.Key_Down)
    for name in ("split_both", "bold"):
        rows[name].check.setFocus()
        QTest.keyClick(rows[name].check, Qt.Key.Key_Space)
    for name in ("seed", "measurement_seed"):
        qtbot.mouseClick(rows[name].die, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    its = response_of(window)
    assert (its.hand, its.preset, its.split_both, its.bold) == ("left", "classical", True, True)
    assert 1 not in (its.seed, its.measurement_seed)
    press(qtbot, window, "T")
    assert not rows["split_both"].check.isChecked()


def test_one_knob_or_all_go_back_to_where_they_stood(lab, qtbot):
    window, rows = lab.parent(), lab.rows
    assert not lab.reset.isEnabled()
    for name, typed in (("trials", "30"), ("voxel_mm", "5"), ("mirror_share", "0")):
        type_into(rows[name].field, typed)
    settle(qtbot, window)
    qtbot.mouseClick(rows["voxel_mm"].back, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    its = response_of(window)
    assert (its.voxel_mm, its.trials, its.mirror_share) == (3.0, 30, 0.0)
    assert [name for name, row in rows.items() if row.turned] == ["mirror_share", "trials"]
    qtbot.mouseClick(lab.reset, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert response_of(window) == Response()
    assert not any(row.turned for row in rows.values())
    press(qtbot, window, "Ctrl+Z")
    assert response_of(window).trials == 30


def test_it_says_where_the_knobs_are_seen(lab, qtbot):
    window = lab.parent()
    assert lab.elsewhere.isVisible()
    press(qtbot, window, "E")
    assert not lab.elsewhere.isVisible()
    press(qtbot, window, "L")
    assert lab.elsewhere.isVisible()


# Looks


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_nothing_in_it_is_cut_off(open_window, pictures, qtbot, theme):
    window = open_window(edits.set_theme(Scene(), theme), (1920, 1080))
    press(qtbot, window, "Ctrl+L")
    type_into(window.lab.rows["familiarity"].field, "0.5")
    settle(qtbot, window)
    pictures.save(f"lab-{theme}", grabbed(window))
    whole = window.lab.rect()
    for widget in [*inside(window.lab), *window.lab.findChildren(QLabel)]:
        if widget.isVisible() and not isinstance(widget, Elided):
            there = widget.rect().translated(widget.mapTo(window.lab, QPoint()))
            assert whole.left() <= there.left() <= there.right() <= whole.right(), widget.accessibleName()
            assert widget.width() >= widget.minimumSizeHint().width(), widget.accessibleName() or widget.text()


def test_every_control_has_a_name_a_place_in_the_order_and_a_ring(lab, qtbot):
    window = lab.parent()
    wanted, reached = {widget for widget in inside(lab) if widget.isEnabled()}, set()
    window.viewport.setFocus()
    for _ in range(200):
        reached.add(QApplication.focusWidget())
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert wanted - reached == set()
    for widget in wanted:
        assert widget.accessibleName() or widget.text()
        if widget.isEnabled():
            window.viewport.setFocus()
            before = widget.grab().toImage()
            widget.setFocus(Qt.FocusReason.TabFocusReason)
            assert widget.grab().toImage() != before, widget.accessibleName()


# The numbers


@pytest.fixture
def sheet(open_window):
    window = open_window()
    window.actions_by_id["help.numbers"].trigger()
    (found,) = window.findChildren(NumbersSheet)
    return found


def seek(qtbot, sheet, words, count):
    sheet.search.setFocus()
    sheet.search.selectAll()
    QTest.keyClicks(sheet.search, words)
    qtbot.waitUntil(lambda: sheet.model.rowCount() == count)


def test_the_numbers_are_sought_and_read_in_full(sheet, qtbot, pictures):
    pictures.save("numbers", of_image(sheet.grab().toImage()))
    every = sheet.model.rowCount()
    assert every > 250
    seek(qtbot, sheet, "strict_share", 1)
    assert sheet.count.text() == f"1 of {every}"
    said = sheet.detail.toPlainText()
    for words in ("0.315", "figure not checked against the paper", "macaque", "Gallese", "answers to one action only"):
        assert words in said
    seek(qtbot, sheet, "nothing of the kind", 0)
    assert "No number" in sheet.detail.toPlainText()


def test_the_numbers_are_sorted_as_numbers(sheet, qtbot):
    seek(qtbot, sheet, "rates peak execute premotor", 9)
    sheet.table.setFocus()
    sheet.table.setCurrentIndex(sheet.model.index(0, 2))
    QTest.keyClick(sheet.table, Qt.Key.Key_S)
    values = [sheet.model.index(row, 2).data() for row in range(9)]
    assert [float(value) for value in values] == sorted(map(float, values))
    QTest.keyClick(sheet.table, Qt.Key.Key_S)
    assert sheet.model.index(0, 2).data() == values[-1]


def test_the_selected_rows_are_copied(sheet, qtbot):
    seek(qtbot, sheet, "congruent constants", 3)
    sheet.table.setFocus()
    sheet.table.selectAll()
    QTest.keyClick(sheet.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QApplication.clipboard().text().split("\n")
    assert len(lines) == 4
    assert len({line.count("\t") for line in lines}) == 1
    assert lines[1].split("\t")[1:3] == ["Strictly congruent units", "0.315"]
    QTest.keyClick(sheet.table, Qt.Key.Key_Escape)
    assert not sheet.isVisible()
