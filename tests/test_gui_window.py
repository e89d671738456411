"""The window, driven by keys and pointer, read by its pixels."""

import numpy as np
import pytest
from PyQt6.QtCore import QPoint, QPointF, Qt
from PyQt6.QtGui import QPalette, QWheelEvent
from PyQt6.QtWidgets import QApplication, QWidget

from atlas_app.brain.palette import PALETTES, STATES
from atlas_app.brain.resolve import resolve
from atlas_app.gui.skin import palette
from atlas_app.model import edits
from atlas_app.model.clock import ACTION
from atlas_app.model.scene import PEAK_S, Orbit, Scene
from atlas_app.render.canvas import Canvas
from atlas_app.render.compose import compose
from atlas_app.render.panes import cells, eyes
from regions.catalogue import FIVE, region
from tests.windows import (
    coloured,
    drag,
    grabbed,
    library,
    move,
    of_image,
    open_window,
    picture,
    play_out,
    press,
    settle,
)

__all__ = ["library", "open_window"]


def place_of(window, region_id, pane=0):
    """Return the pixel at which the middle of a region stands."""
    drawn = window.viewport.picture
    eye = eyes(drawn, cells(drawn, *window.viewport.pixels()))[pane]
    name = next(name for name in drawn.names if name.region == region_id)
    facing = name.normals @ eye.axes[2] > 0.5
    seen = eye.project(name.places[facing])[:, :2]
    x, y = seen[np.abs(seen - np.median(seen, axis=0)).sum(axis=1).argmin()]
    return QPoint(round(float(x)), round(float(y)))


def test_it_opens_with_the_five_regions_named_and_says_what_to_press(open_window, pictures):
    window = open_window(size=(1920, 1080))
    shown = picture(window)
    pictures.save("window-rest-1920x1080-dark", grabbed(window))
    assert {name.region for name in window.viewport.picture.names} >= set(FIVE)
    assert {one: coloured(shown, region(one).colour) >= 1500 for one in FIVE} == dict.fromkeys(FIVE, True)
    assert all(word in window.status.said.text() for word in ("E  do it", "O  watch it", "M  both", "R  rest", "Space"))


def test_the_four_keys_show_the_four_conditions(open_window, qtbot, pictures):
    window = open_window()
    counts = {}
    for key in "EOMR":
        press(qtbot, window, key)
        play_out(qtbot, window)
        shown = picture(window)[80:-120]  # without stamp and legend
        counts[key] = {state: coloured(shown, colour, 0.01) for state, colour in STATES.items()}
        pictures.save(f"window-{window.session.store.state.condition}-1280x720-dark", grabbed(window))
    assert counts["E"]["execute"] > 3000
    assert counts["O"]["observe"] > 3000
    assert counts["M"]["both"] > 1000
    assert counts["M"]["execute"] > 1000
    assert counts["M"]["observe"] > 1000
    assert counts["E"]["observe"] < 100 > counts["O"]["execute"]
    assert counts["R"]["execute"] < 100


def test_undo_brings_back_every_pixel(open_window, qtbot):
    window = open_window()
    before = picture(window)
    press(qtbot, window, "M")
    play_out(qtbot, window)
    answered = picture(window)
    assert not np.array_equal(answered, before)
    press(qtbot, window, "Ctrl+Z")
    assert np.array_equal(picture(window), before)
    press(qtbot, window, "Ctrl+Shift+Z")
    assert np.array_equal(picture(window), answered)


def test_a_press_plays_once_pauses_goes_on_and_holds_the_peak(open_window, qtbot):
    window = open_window()
    store, clock = window.session.store, window.player._clock
    press(qtbot, window, "E")
    assert window.player.playing
    assert store.state.time_s == ACTION.play_from_s
    clock.now += 1.0
    qtbot.waitUntil(lambda: store.state.time_s == pytest.approx(ACTION.play_from_s + 0.25))
    press(qtbot, window, "Space")
    assert not window.player.playing
    clock.now += 5.0
    press(qtbot, window, "Space")
    assert store.state.time_s == pytest.approx(ACTION.play_from_s + 0.25)
    clock.now += 1.0
    qtbot.waitUntil(lambda: store.state.time_s == pytest.approx(ACTION.play_from_s + 0.5))
    play_out(qtbot, window)
    assert store.state.time_s == PEAK_S
    assert store.previous == Scene()  # playing was no step
    press(qtbot, window, "Space")
    assert store.state.time_s == ACTION.play_from_s  # once more, from the beginning


def test_a_drag_turns_both_panes_and_is_one_step(open_window, qtbot):
    window = open_window()
    before = picture(window)
    width = before.shape[1]
    drag(window, (200, 250), (120, -40))
    settle(qtbot, window)
    apart = np.abs(picture(window).astype(int) - before).max(axis=-1) > 30
    assert apart[:, : width // 2].mean() > 0.05
    assert apart[:, width // 2 :].mean() > 0.05
    assert window.session.store.state.orbit.azimuth < 0
    press(qtbot, window, "Ctrl+Z")
    assert window.session.store.state == Scene()
    assert not window.session.store.can_undo
    assert np.array_equal(picture(window), before)


def test_what_is_dragged_follows_the_pointer_in_either_pane(open_window, qtbot):
    window = open_window()
    width = window.viewport.width()
    drag(window, (width // 4, 250), (60, 0))
    left = window.session.store.state.orbit.azimuth
    drag(window, (width // 4, 250), (-60, 0))
    assert not window.session.store.can_undo or window.session.store.state.orbit.azimuth == pytest.approx(0, abs=1e-9)
    drag(window, (3 * width // 4, 250), (60, 0))
    assert window.session.store.state.orbit.azimuth == pytest.approx(left)
    settle(qtbot, window)


def test_other_buttons_move_the_wheel_enlarges_a_double_click_brings_it_back(open_window, qtbot):
    window = open_window()
    store, viewport = window.session.store, window.viewport
    drag(window, (200, 250), (50, -30), Qt.MouseButton.RightButton)
    assert store.state.orbit.pan_x > 0 < store.state.orbit.pan_y
    under = place_of(window, "premotor")
    for _ in range(3):
        wheel(viewport, under, 120)
    assert store.state.orbit.zoom == pytest.approx(1.0015**360)
    assert (place_of(window, "premotor") - under).manhattanLength() <= 2
    press(qtbot, window, "Ctrl+Z")
    assert store.state.orbit.zoom == 1.0
    qtbot.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=QPoint(200, 250))
    assert store.state.orbit == Orbit()
    settle(qtbot, window)


def wheel(widget, place, angle):
    none = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase
    where = QPointF(place), QPointF(widget.mapToGlobal(place)), QPoint(), QPoint(0, angle)
    QApplication.sendEvent(widget, QWheelEvent(*where, *none, False))


def test_it_is_fast_while_something_moves_and_fine_at_rest(open_window, qtbot):
    window = open_window()
    seen = []
    window.viewport.drawn.connect(seen.append)
    drag(window, (200, 250), (80, 0))
    settle(qtbot, window)
    assert seen[-1] is True
    assert set(seen[:-1]) == {False}


def test_at_rest_it_is_the_picture_of_the_command_line(open_window, qtbot, library):
    window = open_window()
    press(qtbot, window, "M")
    play_out(qtbot, window)
    canvas = Canvas()
    drawn = compose(canvas, resolve(window.session.store.state, library), *window.viewport.pixels())
    canvas.close()
    apart = np.abs(picture(window).astype(int) - np.asarray(drawn.convert("RGB"))).max(axis=-1)
    assert (apart > 8).mean() <= 0.01
    on_screen = of_image(window.viewport.grab().toImage())
    assert np.array_equal(on_screen, picture(window))


@pytest.mark.parametrize(("region_id", "word"), [("premotor", "Premotor"), ("mt", "MT (visual motion)")])
def test_hovering_names_what_lies_under_the_pointer(open_window, qtbot, region_id, word):
    window = open_window()
    move(window.viewport, place_of(window, region_id))
    qtbot.waitUntil(lambda: window.status.pointed.whole.startswith(word))
    assert "left" in window.status.pointed.whole
    assert "MNI152 \u2212" in window.status.pointed.whole
    move(window.viewport, QPoint(3, 3))
    qtbot.waitUntil(lambda: window.status.pointed.whole == "")


def test_hovering_is_off_the_path_of_a_drag(open_window, qtbot):
    window = open_window()
    asked = []
    window.hover.at = lambda *place: asked.append(place)
    drag(window, (200, 250), (80, 0), steps=20)
    QApplication.processEvents()
    assert asked == []
    settle(qtbot, window)


def test_a_click_on_the_brain_shows_the_card(open_window, qtbot):
    window = open_window()
    qtbot.mouseClick(window.viewport, Qt.MouseButton.LeftButton, pos=place_of(window, "ipl"))
    assert window.dock.chosen == "ipl"
    assert "Inferior parietal lobule" in window.dock.card.toPlainText()
    assert window.session.store.state.place is not None
    qtbot.mouseClick(window.viewport, Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    assert window.dock.chosen == "ipl"


@pytest.mark.parametrize("ratio", [1.5, 2.0])
def test_high_resolution_screens_get_every_pixel(open_window, qtbot, monkeypatch, ratio):
    window = open_window(size=(1280, 720))
    viewport = window.viewport
    monkeypatch.setattr(viewport, "devicePixelRatioF", lambda: ratio)
    viewport.update()
    qtbot.waitUntil(lambda: viewport.image.width() == round(viewport.width() * ratio))
    settle(qtbot, window)
    assert viewport.image.height() == round(viewport.height() * ratio)
    move(viewport, place_of(window, "s1") / ratio)
    qtbot.waitUntil(lambda: window.status.pointed.whole.startswith("Primary somatosensory"))


def test_any_size_can_be_drawn(open_window, qtbot):
    window = open_window()
    window.viewport.setMinimumSize(0, 0)
    for size in ((0, 0), (1, 300), (37, 5), (500, 300)):
        window.viewport.resize(*size)
        window.viewport.repaint()
    settle(qtbot, window)


def test_two_windows_open_and_close_in_any_order(open_window, qtbot):
    first, second = open_window(), open_window(edits.set_theme(Scene(), "light"))
    press(qtbot, first, "E")
    assert second.session.store.state.condition == "rest"
    first.close()
    press(qtbot, second, "O")
    play_out(qtbot, second)
    third = open_window()
    second.close()
    press(qtbot, third, "M")
    assert coloured(picture(third), STATES["both"]) > 0


def test_it_closes_while_it_plays(open_window, qtbot):
    window = open_window()
    press(qtbot, window, "E")
    assert window.player.playing
    window.close()
    assert not window.player.playing
    window.player._clock.now += 1
    qtbot.wait(100)
    assert not window.isVisible()


def test_the_literature_takes_the_simulation_s_place_in_the_same_colours_and_says_so(open_window, qtbot, pictures):
    window = open_window()
    press(qtbot, window, "M")
    play_out(qtbot, window)
    simulated = picture(window)
    press(qtbot, window, "L")
    assert window.session.store.state.layer == "literature"
    assert not window.player.playing
    shown = picture(window)
    pictures.save("window-literature", grabbed(window))
    assert all(coloured(shown, colour) > 300 for colour in STATES.values())
    assert (shown != simulated).any()
    assert "LITERATURE CO-ACTIVATION" in window.viewport.accessibleDescription()
    press(qtbot, window, "L")
    assert (picture(window) == simulated).all()


def test_a_change_of_theme_reaches_every_part_of_the_window(open_window, qtbot, pictures):
    window = open_window()
    press(qtbot, window, "F9")
    pictures.save("window-light-after-a-change", grabbed(window))
    light = palette("light")
    assert light.color(QPalette.ColorRole.Base).name() == PALETTES["light"].background.lower()
    active = QPalette.ColorGroup.Active
    roles = (QPalette.ColorRole.WindowText, QPalette.ColorRole.Window, QPalette.ColorRole.Base)
    odd = [
        type(part).__name__
        for part in window.findChildren(QWidget)
        if any(part.palette().color(active, role) != light.color(active, role) for role in roles)
    ]
    assert odd == []
