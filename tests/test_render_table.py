"""The colour table: exact at the threshold, never a blend of two states."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from atlas_app.brain.palette import PALETTES, STATES, rgb
from atlas_app.model.scene import THEMES
from atlas_app.render.table import HIGH, LOW, SIZE, coordinates, table

NAMES = ("execute", "observe", "both")
thresholds = st.floats(1.0, 8.0)
themes = st.sampled_from(THEMES)


def looked_up(colours, execute, observe):
    """What nearest interpolation of a clamped texture shows at a z."""
    u, v = coordinates(np.array([[execute, observe]], np.float32))[0]
    rows, columns = colours.shape[:2]
    return colours[min(max(int(v * rows), 0), rows - 1), min(max(int(u * columns), 0), columns - 1)]


def off_the_line(colours, cortex, state):
    """How far colours (..., 3) are from the straight line between cortex and a state, in levels of 255."""
    way = state - cortex
    share = np.clip(((colours - cortex) @ way) / (way @ way), 0, 1)
    return np.abs(colours - (cortex + share[..., None] * way)).max(axis=-1)


def ends(theme):
    return rgb(PALETTES[theme].cortex) * 255, [rgb(STATES[state]) * 255 for state in NAMES]


@settings(max_examples=12, deadline=None)
@given(thresholds, themes)
def test_every_colour_is_one_state_on_its_way_from_cortex_never_a_blend(threshold, theme):
    cortex, states = ends(theme)
    colours = table("mirror", threshold, theme)[::4, ::4].astype(np.float32)
    distance = np.stack([off_the_line(colours, cortex, state) for state in states]).min(axis=0)
    assert distance.max() <= 1.0


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("threshold", [2.0, 3.1, 6.0])
def test_each_quarter_has_its_state_and_below_nothing_is_full(theme, threshold):
    z = LOW + (np.arange(SIZE) + 0.5) * (HIGH - LOW) / SIZE
    colours = table("mirror", threshold, theme)
    full = {state: np.rint(rgb(STATES[state]) * 255) for state in NAMES}
    over = z >= threshold
    assert (colours[np.ix_(over, over)] == full["both"]).all()
    assert (colours[np.ix_(~over, over)] == full["execute"]).all()
    assert (colours[np.ix_(over, ~over)] == full["observe"]).all()
    below = colours[np.ix_(~over, ~over)].astype(float)
    cortex = rgb(PALETTES[theme].cortex) * 255
    for state in full.values():
        assert (np.linalg.norm(below - state, axis=-1) > 0.5 * np.linalg.norm(cortex - state)).all()


@settings(max_examples=40, deadline=None)
@given(st.floats(1.0, 8.0), st.floats(0.02, 4), st.booleans(), themes)
def test_the_edge_stands_at_the_threshold(threshold, step, observe_too, theme):
    """A texel is 0.016 wide: that far from the threshold the colour is decided."""
    colours = table("mirror", threshold, theme)
    other = threshold + step if observe_too else threshold - step
    above, below = (looked_up(colours, z, other) for z in (threshold + step, threshold - step))
    wanted = STATES["both"] if observe_too else STATES["execute"]
    assert (above == np.rint(rgb(wanted) * 255)).all()
    assert (below != above).any()


@pytest.mark.parametrize("condition", ["execute", "observe"])
def test_one_condition_shows_nothing_of_the_other(condition):
    colours = table(condition, 3.1, "dark")
    along = {"execute": 0, "observe": 1}[condition]
    assert (colours == np.take(colours, [0], axis=along)).all()
    cortex = rgb(PALETTES["dark"].cortex) * 255
    assert off_the_line(colours.astype(np.float32), cortex, rgb(STATES[condition]) * 255).max() <= 1.0


@pytest.mark.parametrize("theme", THEMES)
def test_below_the_threshold_colour_fades_with_z_to_plain_cortex(theme):
    cortex = rgb(PALETTES[theme].cortex) * 255
    colours = table("execute", 3.1, theme).astype(float)
    away = [np.abs(looked_up(colours, z, 0.0) - cortex).max() for z in (3.0, 2.6, 2.2, 1.8)]
    assert away == sorted(away, reverse=True)
    for z in (1.3, 0.5, 0.0, -2.0, -9.0):
        assert np.abs(looked_up(colours, z, 0.0) - cortex).max() <= 1


def test_far_beyond_the_table_colours_stay():
    colours = table("mirror", 3.1, "dark")
    assert (looked_up(colours, 500.0, 400.0) == np.rint(rgb(STATES["both"]) * 255)).all()
    assert (looked_up(colours, 500.0, -400.0) == np.rint(rgb(STATES["execute"]) * 255)).all()


@pytest.mark.parametrize("threshold", [14.5, 20.0])
def test_a_high_threshold_can_be_passed(threshold):
    colours = table("mirror", threshold, "dark")
    assert (looked_up(colours, 2 * threshold, 2 * threshold) == np.rint(rgb(STATES["both"]) * 255)).all()


@pytest.mark.parametrize("threshold", [0.01, 0.1, 20.0])
def test_extreme_thresholds_make_a_table(threshold):
    assert table("mirror", threshold, "light").shape == (SIZE, SIZE, 3)


@pytest.mark.parametrize("theme", PALETTES)
def test_at_rest_the_table_is_dark_cortex_everywhere(theme):
    assert (table("rest", 3.1, theme) == np.rint(rgb(PALETTES[theme].cortex) * 255)).all()
