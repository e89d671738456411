"""Words in the picture: none over another, none cut off, large enough for a hall, true about sides."""

import dataclasses
import functools
import itertools

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from atlas_app.brain.resolve import resolve
from atlas_app.model import edits
from atlas_app.model.scene import CONDITIONS, Orbit, Scene
from atlas_app.model.views import VIEW_NAMES, choices
from atlas_app.render.fonts import font, measure
from atlas_app.render.marks import Box, Stroke, Text
from atlas_app.render.panes import cells
from atlas_app.render.spread import spread
from atlas_app.render.words import layout
from regions.catalogue import FIVE, region

SIZES = [(1280, 720), (1920, 1080), (1080, 1920), (800, 600), (2560, 1440)]
ANGLES = [
    (0, 0),
    (30, 0),
    (-30, 0),
    (60, 20),
    (-60, 20),
    (90, -10),
    (-90, -10),
    (135, 30),
    (-135, -30),
    (180, 0),
    (0, 60),
    (0, -90),
]
STAGED = [(view, side) for view in VIEW_NAMES for side in choices(view)]


def scene_of(view="stage", hemisphere=None, condition="rest", angle=(0, 0), **fields):
    scene = edits.set_condition(edits.set_view(Scene(), view, hemisphere), condition)
    return replace(scene, orbit=Orbit(azimuth=angle[0], elevation=angle[1]), **fields)


def texts(library, scene, size):
    return [mark for mark in layout(resolve(scene, library), *size) if isinstance(mark, Text)]


@functools.cache
def _ink(text, size_px, weight):
    left, top, right, bottom = font(size_px, weight).getbbox(text, anchor="ls")
    return left, top, right, bottom, -font(size_px, weight).getbbox("H", anchor="ls")[1]


def box_of(text):
    """What the ink of a line covers: left, top, right, bottom in pixels."""
    left, top, right, bottom, capital = _ink(text.text, text.size_px, text.weight)
    wide = measure(text.text, text.size_px, text.weight)
    x = text.x - {"left": 0, "middle": wide / 2, "right": wide}[text.align]
    base = text.y + capital / 2
    return x + left, base + top, x + right, base + bottom


def overlaps(found):
    for one, other in itertools.combinations(found, 2):
        a, b = box_of(one), box_of(other)
        if min(a[2], b[2]) - max(a[0], b[0]) > 0.5 and min(a[3], b[3]) - max(a[1], b[1]) > 0.5:
            yield one.text, other.text


def outside(found, size):
    for one in found:
        left, top, right, bottom = box_of(one)
        if left < 0 or top < 0 or right > size[0] or bottom > size[1]:
            yield one.text


def faults(library, scene, size):
    found = texts(library, scene, size)
    return [*overlaps(found), *outside(found, size)]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("view", "hemisphere"), STAGED)
def test_no_name_lies_over_another_or_leaves_the_picture_at_any_angle(library, view, hemisphere, size):
    wrong = {}
    for angle in ANGLES:
        scene = scene_of(view, hemisphere, angle=angle)
        if found := faults(library, scene, size):
            wrong[angle] = found
    assert not wrong


@pytest.mark.parametrize("condition", CONDITIONS)
@pytest.mark.parametrize("size", SIZES)
def test_head_stamp_legend_and_caption_keep_clear_of_each_other(library, condition, size):
    for atlas, hemisphere, surface in itertools.product(
        ("hcp-mmp", "desikan-killiany"), ("left", "right", "both"), ("pial", "inflated")
    ):
        scene = edits.set_surface(edits.set_atlas(scene_of("stage", hemisphere, condition), atlas), surface)
        assert not faults(library, scene, size), (atlas, hemisphere, surface)


@pytest.mark.parametrize("size", SIZES)
def test_title_and_stamp_keep_clear(library, size):
    for condition in CONDITIONS[1:]:
        marks = layout(resolve(scene_of(condition=condition), library), *size)
        title = box_of(next(m for m in marks if isinstance(m, Text) and ": " in m.text))
        stamp = next(m for m in marks if isinstance(m, Box) and m.top < 100)
        assert title[2] < stamp.left


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(STAGED),
    st.sampled_from(SIZES),
    st.sampled_from(CONDITIONS),
    st.tuples(st.integers(-180, 180), st.integers(-90, 90)),
    st.sampled_from([0.5, 1.0, 1.7, 4.0]),
)
def test_turned_and_enlarged_by_hand(library, stage, size, condition, angle, zoom):
    scene = scene_of(*stage, condition, angle)
    assert not faults(library, replace(scene, orbit=replace(scene.orbit, zoom=zoom)), size)


@pytest.mark.parametrize(
    "size",
    [(1280, 720), (1920, 1080), (800, 600), (2560, 1440), (3840, 2160)],
)
def test_text_is_a_forty_fifth_of_the_height(library, size):
    for condition in CONDITIONS:
        for hemisphere in ("left", "both"):
            for text in texts(library, scene_of("stage", hemisphere, condition), size):
                assert text.size_px >= round(size[1] / 45), text.text


def test_portrait_text_can_still_be_read(library):
    for text in texts(library, scene_of(condition="mirror"), (1080, 1920)):
        assert text.size_px >= 12, text.text


@pytest.mark.parametrize("size", [*SIZES, (320, 200), (64, 64)])
@pytest.mark.parametrize("names", [True, False])
def test_simulated_and_its_terms_stand_in_every_simulated_picture(library, size, names):
    for condition in (one for one in CONDITIONS[1:] if one != "imagine"):
        for view, hemisphere in (("stage", "both"), ("dorsal", "left")):
            said = [text.text for text in texts(library, scene_of(view, hemisphere, condition, names=names), size)]
            assert "SIMULATED" in said
            assert any("seed 1" in one for one in said)
    assert "SIMULATED" not in [text.text for text in texts(library, scene_of(names=names), size)]


def test_without_names_only_the_stamp_and_the_legend_are_left(library):
    said = {text.text for text in texts(library, scene_of(condition="execute", names=False), (1280, 720))}
    assert len(said) == 3
    assert {"SIMULATED", "Execute"} < said
    assert texts(library, scene_of(names=False), (1280, 720)) == []


def test_the_five_are_named_on_the_stage_at_every_size(library):
    for size in SIZES:
        for hemisphere in ("left", "right", "both"):
            said = [text.text for text in texts(library, scene_of("stage", hemisphere), size)]
            for one in FIVE:
                assert said.count(region(one).short) == (2 if hemisphere == "both" else 1), (size, hemisphere, one)


@pytest.mark.parametrize("size", SIZES)
def test_approximate_stands_beside_the_names_of_an_atlas_that_cannot_resolve_them(library, size):
    said = [text.text for text in texts(library, edits.set_atlas(Scene(), "desikan-killiany"), size)]
    assert {"Premotor (approximate)", "Supplementary motor (approximate)"} <= set(said)
    assert {region(one).short for one in ("s1", "ipl", "mtl")} <= set(said)


def test_every_leader_ends_on_its_region(library):
    """The dot at the end of a name's line lies on a vertex of that region, seen from the front."""
    for view, hemisphere in (("stage", "left"), ("dorsal", "both"), ("stage", "both")):
        scene = scene_of(view, hemisphere)
        picture = resolve(scene, library)
        marks = layout(picture, 1920, 1080)
        ends = [mark.points[-1] for mark in marks if isinstance(mark, Stroke) and mark.dot][::2]
        from atlas_app.render.panes import eyes

        every = eyes(picture, cells(picture, 1920, 1080))
        spots = np.concatenate(
            [
                eye.project(name.places)
                for pane, eye in zip(picture.panes, every, strict=True)
                for name in picture.names
                if name.hemisphere in pane.sides
            ]
        )
        for end in ends:
            assert np.abs(spots - end).sum(axis=1).min() < 1


# Left, right, front and back, against the picture itself.


def painted(picture, side, there):
    """The same picture, all grey but for some vertices of one side, which are green."""
    sides = {}
    for name, shown in picture.sides.items():
        colour = np.full_like(shown.colour, 90)
        if name == side:
            colour[there(shown.vertices)] = (0, 230, 0)
        sides[name] = dataclasses.replace(shown, colour=colour, lines=())
    return dataclasses.replace(picture, sides=sides)


def green(canvas, picture, size, cell):
    image = np.array(canvas.draw(picture, *size)).astype(int)[..., :3]
    columns = slice(int(cell.left), int(cell.left + cell.width))
    rows = slice(int(cell.top), int(cell.top + cell.height))
    part = image[rows, columns]
    return np.flatnonzero((part[..., 1] - part[..., 0] > 80).any(axis=0)) + columns.start


@pytest.mark.parametrize(("view", "hemisphere"), STAGED)
def test_the_words_at_the_ends_are_true(canvas, library, view, hemisphere):
    """Front, back, left and right stand where the picture has that end of the brain."""
    size = (960, 540)
    scene = edits.set_surface(scene_of(view, hemisphere), "pial")
    picture = resolve(scene, library)
    extremes = {
        "front": lambda v: v[:, 1] > 45,
        "back": lambda v: v[:, 1] < -80,
        "left": lambda v: v[:, 0] < min(v[:, 0].min() + 12, 200),
        "right": lambda v: v[:, 0] > v[:, 0].max() - 12,
    }
    told = 0
    for pane, cell in zip(picture.panes, cells(picture, *size), strict=True):
        words = [
            t
            for t in texts(library, scene, size)
            if t.text in extremes
            and cell.left <= t.x <= cell.left + cell.width
            and cell.top <= t.y <= cell.top + cell.height
        ]
        for word in words:
            side = {"left": pane.sides[0], "right": pane.sides[-1]}.get(word.text, pane.sides[0])
            columns = green(canvas, painted(picture, side, extremes[word.text]), size, cell)
            if len(columns):  # the end may face away
                told += 1
                assert (columns.mean() < cell.middle[0]) == (word.x < cell.middle[0]), (pane.title, word.text)
    assert told >= len(picture.panes)


def test_left_and_right_are_words_from_above_and_front_and_back_from_the_side(library):
    wanted = {"dorsal": {"left", "right"}, "ventral": {"left", "right"}, "anterior": {"left", "right"}}
    wanted |= {"left-lateral": {"front", "back"}, "right-medial": {"front", "back"}, "stage": {"front", "back"}}
    for view, ends in wanted.items():
        assert ends <= {text.text for text in texts(library, scene_of(view), (1280, 720))}, view


def test_a_pane_that_is_turned_no_longer_says_from_where(library):
    said = [text.text for text in texts(library, scene_of(angle=(40, 0)), (1280, 720))]
    assert said.count("Left hemisphere") == 2
    assert not any("side" in one for one in said)


# Putting things in a row.

rows = st.lists(st.tuples(st.floats(-500, 500), st.floats(0, 60)), min_size=1, max_size=9)


@given(rows, st.floats(-100, 0), st.floats(0, 800))
def test_things_in_a_row_keep_order_distance_and_limits_or_are_told_not_to_fit(things, low, high):
    wanted, apart = sorted(place for place, _ in things), [gap for _, gap in things[1:]]
    found = spread(wanted, apart, low, high)
    if sum(apart) > high - low:
        assert found is None
        return
    assert low - 1e-6 <= found[0]
    assert found[-1] <= high + 1e-6
    assert all(b - a >= gap - 1e-6 for a, b, gap in zip(found, found[1:], apart, strict=False))


@given(rows)
def test_things_that_are_far_enough_apart_stay_where_they_are(things):
    wanted = np.cumsum([abs(place) + 70 for place, _ in things]).tolist()
    assert spread(wanted, [gap for _, gap in things[1:]], 0, 1e6) == pytest.approx(wanted)
