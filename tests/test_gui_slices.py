"""The dock "Slices": driven by pointer, wheel and keys, linked to the scene in both directions."""

import numpy as np
import pytest
from msgspec.structs import replace
from PyQt6.QtCore import QPoint, QPointF, Qt
from PyQt6.QtGui import QWheelEvent
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import QApplication

from atlas_app.brain.slice_places import PLANES
from atlas_app.model import edits
from atlas_app.model.scene import Place, Scene
from tests.windows import PATIENCE_MS, library, move, of_image, open_window, press, settle

__all__ = ["library", "open_window"]

SMA = Place(x=-6, y=0, z=62)
HAND = Place(x=-38, y=-25, z=55)


@pytest.fixture
def window(open_window, qtbot):
    shown = open_window(replace(Scene(), place=SMA))
    press(qtbot, shown, "Ctrl+D")
    drawn(qtbot, shown)
    return shown


def drawn(qtbot, window):
    qtbot.waitUntil(lambda: window.slices.view.picture is not None, timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: not window.slices.view._stale, timeout=PATIENCE_MS)
    settle(qtbot, window)


def place_of(window):
    return window.session.store.state.place


def spot(window, plane, u, v):
    """Where a place in a slice stands in the widget."""
    view = window.slices.view
    x, y = view.panes[PLANES.index(plane)].pixel(u, v)
    ratio = view.devicePixelRatioF()
    return QPoint(round(x / ratio), round(y / ratio))


def wheel(window, at, notches):
    view, plain = window.slices.view, Qt.KeyboardModifier.NoModifier
    where = QPointF(at), QPointF(view.mapToGlobal(at))
    none, phase = Qt.MouseButton.NoButton, Qt.ScrollPhase.NoScrollPhase
    QApplication.sendEvent(view, QWheelEvent(*where, QPoint(), QPoint(0, 120 * notches), none, plain, phase, False))


def test_the_panel_is_closed_at_first_and_its_mark_says_so(open_window, qtbot):
    window = open_window()
    assert window.slices.isHidden()
    assert window.slices.view is None
    press(qtbot, window, "Ctrl+D")
    assert window.slices.isVisible()
    assert window.actions_by_id["view.slices"].isChecked()
    press(qtbot, window, "Ctrl+D")
    assert window.slices.isHidden()
    assert not window.actions_by_id["view.slices"].isChecked()


def test_without_a_place_the_slices_go_through_the_chosen_region(open_window, qtbot):
    window = open_window()
    press(qtbot, window, "Ctrl+D")
    drawn(qtbot, window)
    window.dock.choose("sma")
    window.slices.view.refresh()
    drawn(qtbot, window)
    assert window.slices.view.picture.found.region == "sma"
    assert place_of(window) is None


def test_a_drag_moves_the_place_and_is_one_step_to_undo(window, qtbot):
    view, store = window.slices.view, window.session.store
    begin = spot(window, "axial", -20, 0)
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=begin)
    assert abs(place_of(window).x + 20) <= 1
    for step in range(1, 6):
        move(view, begin + QPoint(-3, 4) * step, Qt.MouseButton.LeftButton)
        QApplication.processEvents()
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=begin + QPoint(-15, 20))
    there = place_of(window)
    assert there.x < -20
    assert there.y < 0
    assert there.z == SMA.z
    drawn(qtbot, window)
    assert view.picture.place == there
    store.undo()
    assert place_of(window) == SMA
    store.redo()
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=spot(window, "coronal", 30, 20))
    store.undo()
    assert place_of(window) == there


def test_beside_the_slices_a_click_does_nothing(window):
    QTest.mouseClick(window.slices.view, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    assert place_of(window) == SMA


@pytest.mark.parametrize(("plane", "axis"), [("axial", "z"), ("coronal", "y"), ("sagittal", "x")])
def test_the_wheel_steps_through_the_slice_under_the_pointer(window, plane, axis):
    at = {"axial": (-6, 0), "coronal": (-6, 62), "sagittal": (0, 62)}[plane]
    wheel(window, spot(window, plane, *at), 1)
    wheel(window, spot(window, plane, *at), 1)
    assert place_of(window) == replace(SMA, **{axis: getattr(SMA, axis) + 2})
    window.session.store.undo()
    assert place_of(window) == SMA


def test_keys_move_the_place_and_leave_the_clock_alone(window, qtbot):
    before = window.session.store.state
    window.slices.view.setFocus()
    press(qtbot, window, "Left", "Left", "Up", "PageDown")
    assert window.session.store.state == replace(before, place=Place(x=-8, y=1, z=61))


def test_a_place_from_elsewhere_moves_the_slices(window, qtbot):
    window.session.edit(lambda scene: edits.set_place(scene, HAND))
    drawn(qtbot, window)
    assert window.slices.view.picture.place == HAND
    assert [one.at_mm for one in window.slices.view.picture.slices] == [55, -25, -38]


def test_hovering_tells_region_label_and_place(window):
    move(window.slices.view, spot(window, "axial", -6, 0))
    said = window.status.pointed._whole
    assert "Supplementary motor" in said
    assert "SCEF, left" in said
    assert "62 mm" in said
    move(window.slices.view, QPoint(1, 1))
    assert not window.status.pointed._whole


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_a_window_with_slices_for_the_eye(window, qtbot, pictures, theme):
    window.session.edit(lambda scene: edits.set_theme(scene, theme))
    drawn(qtbot, window)
    pictures.save(f"window-slices-{theme}", of_image(window.grab().toImage()))
    shown = of_image(window.slices.view._image)
    assert (shown[0, 0].mean() > 128) == (theme == "light")


def test_every_control_has_a_name_and_is_reached_by_tab(window):
    view, save = window.slices.view, window.slices.save
    assert view.accessibleName() == "Slices"
    assert "Supplementary motor" in view.accessibleDescription()
    assert save.toolTip()
    for control in (view, save):
        assert control.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_the_slices_are_saved(window, tmp_path, monkeypatch):
    from PIL import Image

    target = tmp_path / "slices.png"
    monkeypatch.setattr(window.session.face, "ask_path", lambda *_: target)
    window.slices.save.click()
    with Image.open(target) as image:
        assert image.size == (1920, 840)
        assert "MNI152" in image.info["Description"]


def test_the_slices_are_seen_through_the_window_s_eye(window, qtbot):
    def colourful():
        return int(np.ptp(of_image(window.slices.view._image).astype(int), axis=-1).max())

    assert colourful() > 50
    window.session.face.look_through("greyscale")
    drawn(qtbot, window)
    qtbot.waitUntil(lambda: colourful() == 0, timeout=PATIENCE_MS)
    window.session.face.look_through("normal")
    qtbot.waitUntil(lambda: colourful() > 50, timeout=PATIENCE_MS)
