"""Aiming: a place is turned towards the viewer in one of the panes, whatever is shown."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas_app.model.aim import aimed, between
from atlas_app.model.edits import set_orbit, set_view
from atlas_app.model.orbit import camera
from atlas_app.model.scene import Orbit, Scene
from atlas_app.model.views import VIEW_NAMES, choices, named

UNIT = st.tuples(st.floats(0.0, 1.0), st.floats(0.0, 1.0)).map(
    lambda uv: (
        2 * np.sqrt(uv[0] * (1 - uv[0])) * np.cos(2 * np.pi * uv[1]),
        2 * np.sqrt(uv[0] * (1 - uv[0])) * np.sin(2 * np.pi * uv[1]),
        1 - 2 * uv[0],
    )
)
VIEWS = st.sampled_from([(name, hemisphere) for name in VIEW_NAMES for hemisphere in choices(name)])


def seen(scene, side, outwards):
    """Return how straight the panes that show the hemisphere look at the place: 1 is straight at it."""
    panes = [view for view in scene.views if view.hemisphere in (side, "both")]
    return max((float(camera(view, scene.views[0], scene.orbit)[2] @ outwards) for view in panes), default=-1.0)


@given(view=VIEWS, side=st.sampled_from(["left", "right"]), outwards=UNIT)
def test_a_place_faces_the_viewer_from_every_view(view, side, outwards):
    scene = aimed(set_view(Scene(), *view), side, outwards)
    assert seen(scene, side, np.array(outwards)) > 0.8


def test_a_place_that_lies_level_is_looked_at_straight():
    for outwards in ((-1.0, 0.0, 0.0), (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (-0.6, -0.48, 0.64)):
        assert seen(aimed(Scene(), "left", outwards), "left", np.array(outwards)) == pytest.approx(1.0)


def test_the_brain_stays_upright():
    for outwards in ((0.0, 0.0, 1.0), (-0.01, 0.02, -0.9997), (0.01, -0.02, 0.9997)):
        scene = aimed(Scene(), "left", outwards)
        for view in scene.views:
            assert camera(view, scene.views[0], scene.orbit)[1][2] >= 0.49
        assert abs(scene.orbit.azimuth) < 15


def test_outer_and_inner_places_keep_the_pane_that_shows_them():
    assert aimed(Scene(), "left", (-1.0, 0.0, 0.0)).orbit == Orbit()
    assert aimed(Scene(), "left", (1.0, 0.0, 0.0)).orbit == Orbit()


def test_the_other_hemisphere_comes_into_the_panes_as_a_mirror_image():
    assert named(aimed(Scene(), "right", (1.0, 0.0, 0.0)).views) == ("stage", "right")
    lateral = set_view(Scene(), "left-lateral")
    assert named(aimed(lateral, "right", (1.0, 0.0, 0.0)).views) == ("right-lateral", "right")


def test_an_inner_place_is_not_looked_for_behind_the_other_hemisphere():
    above = set_view(Scene(), "dorsal", "both")
    assert named(aimed(above, "left", (-0.6, 0.0, 0.8)).views) == ("dorsal", "both")
    assert named(aimed(above, "left", (0.9, 0.0, 0.4)).views) == ("stage", "left")


def test_an_enlarged_brain_is_seen_whole_and_a_small_one_stays_small():
    assert aimed(set_orbit(Scene(), Orbit(zoom=6.0, pan_x=2.0)), "left", (-1, 0, 0)).orbit == Orbit()
    assert aimed(set_orbit(Scene(), Orbit(zoom=0.5)), "left", (-1, 0, 0)).orbit.zoom == 0.5


def test_the_way_is_the_short_one_and_ends_where_it_should():
    start, end = Orbit(azimuth=170.0, zoom=2.0), Orbit(azimuth=-170.0, elevation=40.0)
    assert between(start, end, 0.0) == start
    assert between(start, end, 1.0) == end
    half = between(start, end, 0.5)
    assert (abs(half.azimuth), half.elevation, half.zoom) == (180.0, 20.0, 1.5)
