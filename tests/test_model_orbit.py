import numpy as np
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from atlas_app.model.clock import ACTION, BLOOD
from atlas_app.model.orbit import DEGREES_PER_HEIGHT, camera, dragged, frame, panned, rolled, zoomed
from atlas_app.model.playback import elapsed_at, playback_time
from atlas_app.model.scene import DIRECTIONS, PEAK_S, Orbit, View
from tests.strategies import orbits

RIGHT, ANTERIOR, UP = np.eye(3)
OPPOSITE = {"left": "right", "dorsal": "ventral", "anterior": "posterior"}
OPPOSITE |= {other: one for one, other in OPPOSITE.items()}

directions = st.sampled_from(DIRECTIONS)
small = st.floats(-0.02, 0.02)
upright = st.builds(Orbit, azimuth=st.floats(-150, 150), elevation=st.floats(-60, 60), roll=st.floats(-150, 150))


def pane(direction):
    return View(direction=direction)


@pytest.mark.parametrize(
    ("direction", "right", "up"),
    [
        ("left", -ANTERIOR, UP),
        ("right", ANTERIOR, UP),
        ("dorsal", RIGHT, ANTERIOR),
        ("ventral", -RIGHT, ANTERIOR),
        ("anterior", -RIGHT, UP),
        ("posterior", RIGHT, UP),
    ],
)
def test_what_is_on_the_right_of_the_screen(direction, right, up):
    np.testing.assert_array_equal(frame(direction)[:2], [right, up])


@given(directions, directions, orbits)
def test_a_camera_is_right_handed_and_of_unit_length(direction, first, orbit):
    right, up, towards = axes = camera(pane(direction), pane(first), orbit)
    np.testing.assert_allclose(axes @ axes.T, np.eye(3), atol=1e-12)
    np.testing.assert_allclose(np.cross(right, up), towards, atol=1e-12)


@given(directions, directions, orbits)
def test_opposite_panes_show_opposite_sides_whatever_the_orbit(direction, first, orbit):
    one = camera(pane(direction), pane(first), orbit)
    other = camera(pane(OPPOSITE[direction]), pane(first), orbit)
    np.testing.assert_allclose(one[2], -other[2], atol=1e-12)


@given(directions)
def test_without_an_orbit_the_camera_is_the_named_one(direction):
    np.testing.assert_allclose(camera(pane(direction), pane("left"), Orbit()), frame(direction), atol=1e-12)


def test_elevation_lifts_the_camera_and_roll_turns_the_picture_clockwise():
    first = pane("left")
    assert camera(first, first, Orbit(elevation=30))[2] @ UP == pytest.approx(0.5)
    rolled_up = camera(first, first, Orbit(roll=90))[1]
    np.testing.assert_allclose(rolled_up, -frame("left")[0], atol=1e-12)  # what was left on the screen is now up


@given(directions, st.booleans(), upright, small, small)
def test_the_surface_follows_the_pointer(first, opposite, orbit, dx, dy):
    assume(abs(dx) + abs(dy) > 1e-3)
    view = pane(OPPOSITE[first] if opposite else first)
    held = camera(view, pane(first), orbit)[2]  # the point of a unit sphere in the middle of the pane
    after = camera(view, pane(first), dragged(orbit, dx, dy, view, pane(first)))
    moved = np.array([after[0] @ held, after[1] @ held])
    radians = np.radians(DEGREES_PER_HEIGHT)
    assert moved @ np.array([dx, dy]) > 0
    if orbit.elevation == 0:
        np.testing.assert_allclose(moved, radians * np.array([dx, dy]), atol=5e-3)


@pytest.mark.parametrize("direction", ["left", "right"])
@pytest.mark.parametrize("roll", [0.0, 30.0, 120.0, -90.0])
def test_a_full_height_is_half_a_turn_in_both_panes(direction, roll):
    view, first = pane(direction), pane("left")
    held = camera(view, first, Orbit(roll=roll))[2]
    for dx, dy in [(0.01, 0), (0, 0.01), (-0.007, 0.007)]:
        after = camera(view, first, dragged(Orbit(roll=roll), dx, dy, view, first))
        np.testing.assert_allclose(after[:2] @ held, np.pi * np.array([dx, dy]), atol=1e-3)


@given(directions, directions, orbits, st.floats(-2, 2), st.floats(-2, 2))
def test_dragging_there_and_back_changes_nothing(direction, first, orbit, dx, dy):
    view = pane(direction)
    there = dragged(orbit, dx, dy, view, pane(first))
    assert -90 <= there.elevation <= 90
    assert -180 <= there.azimuth <= 180
    assume(abs(there.elevation) < 90)
    back = dragged(there, -dx, -dy, view, pane(first))
    np.testing.assert_allclose(camera(view, pane(first), back), camera(view, pane(first), orbit), atol=1e-6)


@given(orbits, st.floats(0.05, 20), st.floats(-1, 1), st.floats(-0.5, 0.5))
@example(Orbit(zoom=20.0), 2.0, 0.3, 0.2)
def test_zooming_keeps_what_is_under_the_pointer(orbit, factor, x, y):
    after = zoomed(orbit, factor, (x, y))
    assert 0.2 <= after.zoom <= 20
    assert max(abs(after.pan_x), abs(after.pan_y)) <= 5
    assume(max(abs(after.pan_x), abs(after.pan_y)) < 5)
    under = ((x - orbit.pan_x) / orbit.zoom, (y - orbit.pan_y) / orbit.zoom)
    np.testing.assert_allclose(((x - after.pan_x) / after.zoom, (y - after.pan_y) / after.zoom), under, atol=1e-9)


def test_moving_and_rolling_stay_within_what_a_scene_holds():
    assert panned(Orbit(pan_x=4.9), 1, -0.25) == Orbit(pan_x=5, pan_y=-0.25)
    assert rolled(Orbit(roll=170), 30).roll == pytest.approx(-160)


@given(st.floats(0, 60), st.sampled_from([ACTION, BLOOD]))
def test_playing_holds_the_peak_and_goes_on_after_a_pause(elapsed, clock):
    time_s, done = playback_time(elapsed, clock)
    assert clock.play_from_s <= time_s <= clock.peak_s
    assert done == (time_s == clock.peak_s)
    if not done:
        assert elapsed_at(time_s, clock) == pytest.approx(elapsed, abs=1e-9)


def test_playing_takes_its_time():
    assert playback_time(0, ACTION) == (ACTION.play_from_s, False)
    assert playback_time(2.75, ACTION)[1] is False
    assert playback_time(2.77, ACTION) == (PEAK_S, True)
    assert elapsed_at(PEAK_S, ACTION) == 0
