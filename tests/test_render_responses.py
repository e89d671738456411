"""Responses in the picture: orange where one acts, blue where one watches, yellow where both answer."""

import io

import numpy as np
import pytest
from PIL import Image

from atlas_app.brain.palette import STATES
from atlas_app.brain.resolve import resolve
from atlas_app.export.stills import encode
from atlas_app.model import edits
from atlas_app.model.scene import THEMES, Scene
from atlas_app.render.compose import compose
from regions.catalogue import ORDER
from tests.colour_science import ciede2000, hue, lab, parse
from tests.looking import drawn, pixels_of

HUES = {state: float(hue(parse(colour))) for state, colour in STATES.items()}
SIZE = (640, 360)


def scene_of(condition, **knobs):
    return edits.set_response(edits.set_condition(Scene(), condition), **knobs)


def part(library, region):
    return library.anatomy("hcp-mmp", "left").cut.part == ORDER.index(region) + 1


def area(library, label):
    one = library.anatomy("hcp-mmp", "left")
    there = np.zeros(len(one.cut.part), bool)
    there[: len(one.code)] = one.labels.where(label)
    return there


def share(colours, state):
    """Which part of some pixels has a state's hue, strongly."""
    colours = colours.astype(float)
    strong = np.ptp(colours, axis=-1) > 70
    off = np.abs((hue(colours) - HUES[state] + 0.5) % 1 - 0.5)
    return float((strong & (off < 0.03)).mean())


def test_execute_is_orange_in_motor_cortex_and_not_at_mt(canvas, library):
    scene = scene_of("execute")
    assert share(pixels_of(canvas, library, scene, "left", part(library, "m1"), SIZE), "execute") > 0.7
    assert share(pixels_of(canvas, library, scene, "left", part(library, "mt"), SIZE), "execute") < 0.02
    whole = drawn(canvas, library, scene, SIZE)
    assert share(whole, "observe") == share(whole, "both") == 0


def test_observe_is_blue_at_mt_and_not_in_motor_cortex(canvas, library):
    scene = scene_of("observe")
    assert share(pixels_of(canvas, library, scene, "left", part(library, "mt"), SIZE), "observe") > 0.7
    assert share(pixels_of(canvas, library, scene, "left", part(library, "m1"), SIZE), "observe") < 0.15
    whole = drawn(canvas, library, scene, SIZE)
    assert share(whole, "execute") == share(whole, "both") == 0


def test_the_mirror_response_is_yellow_in_premotor_cortex_and_pft(canvas, library):
    scene = scene_of("mirror")
    premotor, pft = (
        pixels_of(canvas, library, scene, "left", there, SIZE)
        for there in (part(library, "premotor"), area(library, "L_PFt"))
    )
    assert share(premotor, "both") > 0.1
    assert share(pft, "both") > 0.3
    assert share(pixels_of(canvas, library, scene, "left", part(library, "m1"), SIZE), "execute") > 0.6
    assert share(pixels_of(canvas, library, scene, "left", part(library, "mt"), SIZE), "observe") > 0.6


@pytest.mark.parametrize("theme", THEMES)
def test_at_rest_there_is_nothing_of_the_three(canvas, library, theme):
    """Regions have hues near the states', but none of their colours."""
    whole = lab(drawn(canvas, library, edits.set_theme(scene_of("rest"), theme), SIZE)[::2, ::2] / 255)
    for state, colour in STATES.items():
        assert (ciede2000(whole, lab(parse(colour))) < 10).mean() < 1e-4, state


def test_a_region_is_never_one_colour(canvas, library):
    for region in ("premotor", "ipl", "s1", "sma"):
        colours = pixels_of(canvas, library, scene_of("mirror"), "left", part(library, region), SIZE)
        states = [share(colours, state) for state in STATES]
        assert max(states) < 0.97, region
        assert len(np.unique(colours // 24, axis=0)) > 5, region


def test_what_answers_has_the_colour_of_its_legend_in_the_depth_too(canvas, library):
    """MT lies in a sulcus: it is as blue as the legend says, within the light that falls on it."""
    colours = pixels_of(canvas, library, scene_of("observe"), "left", part(library, "mt"), SIZE).astype(float)
    value = np.median(colours.max(axis=1)) / max(parse(STATES["observe"]) * 255)
    assert 0.75 < value <= 1.15


def test_the_rim_of_both_is_dark(canvas, library):
    """Between yellow and what is not yellow runs a dark line."""
    image = drawn(canvas, library, scene_of("mirror"), (1280, 720)).astype(float)
    off = np.abs((hue(image) - HUES["both"] + 0.5) % 1 - 0.5)
    yellow = (off < 0.03) & (np.ptp(image, axis=-1) > 70)
    near = np.zeros_like(yellow)
    for shift in (-3, 3):
        near |= np.roll(yellow, shift, axis=1)
    rim = near & ~yellow
    assert (image[rim].max(axis=-1) < 60).mean() > 0.25


def test_time_moves_the_picture(canvas, library):
    peak = drawn(canvas, library, scene_of("mirror"), SIZE)
    before = drawn(canvas, library, edits.set_time(scene_of("mirror"), -0.5), SIZE)
    assert (np.abs(peak.astype(int) - before).max(axis=-1) > 40).mean() > 0.03
    for state in STATES:
        assert share(before, state) < 0.001


def written(canvas, library, scene):
    picture = resolve(scene, library)
    return encode(compose(canvas, picture, 480, 270), ".png", picture)


def test_the_same_seed_gives_the_same_file_and_another_one_another(canvas, library):
    one, again = written(canvas, library, scene_of("mirror")), written(canvas, library, scene_of("mirror"))
    assert one == again
    other = written(canvas, library, scene_of("mirror", seed=2))
    first, second = (np.asarray(Image.open(io.BytesIO(data)).convert("RGB")).astype(int) for data in (one, other))
    assert (np.abs(first - second).max(axis=-1) > 40).mean() > 0.005


def test_the_threshold_moves_the_edge(canvas, library):
    lit = [
        share(drawn(canvas, library, scene_of("execute", threshold_z=z), SIZE), "execute")
        for z in (2.0, 3.1, 6.0, 16.0)
    ]
    assert lit == sorted(lit, reverse=True)
    assert lit[0] > 1.3 * lit[2]
    assert lit[3] < 0.5 * lit[1]
