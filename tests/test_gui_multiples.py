"""Execute, observe and both side by side, and the clean stage, by their keys."""

import numpy as np
import pytest
from PyQt6.QtWidgets import QDockWidget

from atlas_app.brain.palette import STATES
from atlas_app.brain.resolve import resolve
from atlas_app.model import edits
from atlas_app.model.scene import Orbit, Scene
from atlas_app.render.callouts import shadow
from atlas_app.render.marks import Text
from atlas_app.render.panes import cells, eyes, unit
from atlas_app.render.words import layout
from tests.windows import coloured, library, open_window, picture, play_out, press, settle

__all__ = ["library", "open_window"]

HEADINGS = ["Execute", "Observe", "Both"]
SHOWN = edits.set_multiples(Scene())
SIZES = [(897, 540), (1280, 657), (1920, 1080)]


def titles(drawn, size):
    u = unit(*size)
    large = [one for one in layout(drawn, *size) if isinstance(one, Text) and one.size_px == round(38 * u)]
    return [one for one in large if one.text in HEADINGS]


def box(text):
    from atlas_app.render.fonts import measure

    wide = measure(text.text, text.size_px, text.weight)
    left = text.x - {"left": 0, "middle": wide / 2, "right": wide}[text.align]
    return left, text.y - text.size_px * 0.5, left + wide, text.y + text.size_px * 0.5


def apart(a, b):
    return a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("layer", ["simulation", "literature"])
def test_three_panes_stand_in_a_row_at_one_scale_each_under_its_condition(library, size, layer):
    drawn = resolve(edits.set_layer(SHOWN, layer), library)
    places = cells(drawn, *size)
    views = eyes(drawn, places)
    assert [cell.left for cell in places] == pytest.approx([0, size[0] / 3, size[0] * 2 / 3])
    assert len({cell.top for cell in places}) == 1
    assert len({eye.px_per_mm for eye in views}) == 1
    left, _, right, _ = shadow(drawn, 0, views[0])
    assert right - left > 0.8 * size[0] / 3
    said = titles(drawn, size)
    assert [one.text for one in said] == HEADINGS
    for one, cell in zip(said, places, strict=True):
        assert cell.left < box(one)[0] < cell.middle[0] < box(one)[2] < cell.left + cell.width


@pytest.mark.parametrize("size", [(897, 540), (1920, 1080)])
@pytest.mark.parametrize(
    "orbit", [Orbit(), Orbit(azimuth=40, elevation=30), Orbit(elevation=-50, zoom=1.6), Orbit(roll=80)]
)
@pytest.mark.parametrize("hemisphere", ["right", "both"])
def test_words_stand_clear_of_one_another(library, size, orbit, hemisphere):
    drawn = resolve(edits.set_orbit(edits.set_hemisphere(SHOWN, hemisphere), orbit), library)
    texts = [one for one in layout(drawn, *size) if isinstance(one, Text)]
    assert len(titles(drawn, size)) == 3
    for k, one in enumerate(texts):
        assert box(one)[1] >= 0
        for other in texts[:k]:
            assert apart(box(one), box(other)), f"{one.text} - {other.text}"


def test_no_heading_where_the_panes_show_the_same(library):
    size = (1280, 720)
    assert titles(resolve(edits.set_condition(Scene(), "mirror"), library), size) == []
    assert titles(resolve(edits.replace(SHOWN, layer="regions", condition="rest"), library), size) == []


def test_each_pane_has_the_colours_of_its_condition_and_keys_lead_back(open_window, qtbot):
    window = open_window()
    press(qtbot, window, "V")
    play_out(qtbot, window)
    thirds = np.array_split(picture(window)[80:-90], 3, axis=1)
    seen = [[coloured(third, STATES[state]) > 300 for state in ("execute", "observe", "both")] for third in thirds]
    assert seen == [[True, False, False], [False, True, False], [True, True, True]]
    press(qtbot, window, "V")
    assert window.session.store.state == edits.set_condition(Scene(), "mirror")
    press(qtbot, window, "V", "E")
    play_out(qtbot, window)
    assert window.session.store.state == edits.set_condition(Scene(), "execute")


def seen(window):
    stage = window.stage
    around = [window.menuBar(), window.status, stage.play, stage.scrubber, stage.layers, *stage.deeds]
    docks = {dock.objectName(): dock.isVisible() for dock in window.findChildren(QDockWidget)}
    return {**docks, **{place: one.isVisible() for place, one in enumerate(around)}}


def test_the_clean_stage_leaves_brain_and_conditions_and_brings_all_back(open_window, qtbot):
    window = open_window()
    press(qtbot, window, "Ctrl+L")
    before, scene, wide = seen(window), window.session.store.state, window.viewport.width()
    assert window.lab.isVisible()
    window.viewport.setFocus()
    press(qtbot, window, "C")
    assert not any(seen(window).values())
    qtbot.waitUntil(lambda: window.viewport.width() == window.width())
    assert window.width() > wide + 300
    press(qtbot, window, "1")  # keys of a menu that is hidden
    assert window.session.store.state.neuron
    press(qtbot, window, "Escape")  # first out of the neuron, then off the clean stage
    assert window.session.store.state == scene
    assert not any(seen(window).values())
    press(qtbot, window, "Escape")
    qtbot.waitUntil(lambda: window.viewport.width() == wide)
    settle(qtbot, window)
    assert seen(window) == before
    press(qtbot, window, "Escape")
    assert seen(window) == before


def test_full_screen_comes_and_goes_on_a_clean_stage(open_window, qtbot):
    window = open_window()
    before = seen(window)
    press(qtbot, window, "C", "F11")
    assert window.isFullScreen()
    assert not any(seen(window).values())
    press(qtbot, window, "C")
    assert window.isFullScreen()
    assert seen(window) == before
    press(qtbot, window, "C", "F11", "C")
    assert not window.isFullScreen()
    assert seen(window) == before


def test_a_window_that_is_closed_with_a_clean_stage_opens_with_its_panels(open_window, qtbot):
    window = open_window()
    before = seen(window)
    press(qtbot, window, "C")
    window.close()
    assert seen(open_window()) == before
