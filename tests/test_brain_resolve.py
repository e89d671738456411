"""From a scene to arrays: colours are the region's, what is hidden is gone, equal scenes share everything."""

import msgspec
import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from atlas_app.brain.anatomy import family_named
from atlas_app.brain.library import Library, hemispheres_of
from atlas_app.brain.palette import PALETTES, rgb
from atlas_app.brain.resolve import needs, resolve, visible
from atlas_app.model import edits
from atlas_app.model.scene import ATLASES, THEMES, RegionStyle, Scene, View, surfaces_of
from data.sides import HEMISPHERES
from regions.catalogue import FIVE, NEIGHBOURS, ORDER, region
from tests.looking import after, tame
from tests.strategies import edit_lists, scenes

SIMULATED = edits.set_condition(Scene(), "mirror")
few = settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],  # what is found here is found in seconds; to shrink it would take minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def part(library, scene, side, region_id):
    return library.anatomy(scene.atlas, side).cut.part == ORDER.index(region_id) + 1


@pytest.mark.parametrize("atlas", ATLASES)
@pytest.mark.parametrize("theme", THEMES)
def test_in_the_regions_layer_a_vertex_has_its_regions_colour(library, atlas, theme):
    scene = edits.set_hemisphere(edits.set_theme(edits.set_atlas(Scene(), atlas), theme), "both")
    picture = resolve(scene, library)
    for side in HEMISPHERES:
        shown = picture.sides[side]
        assert shown.colour.dtype == np.uint8
        for one in FIVE:
            wanted = np.rint(rgb(region(one).colour) * 255)
            assert (shown.colour[part(library, scene, side, one)] == wanted).all(), one
        rest = shown.colour[np.isin(library.anatomy(atlas, side).cut.part, [0, *range(6, 11)])].astype(float)
        cortex = rgb(PALETTES[theme].cortex) * 255
        assert (rest <= cortex + 1).all()
        assert (rest >= cortex * PALETTES[theme].sulcus - 1).all()
        assert rest.std() > 5  # shaded, not flat


def test_a_hidden_region_has_the_cortex_no_outline_and_no_name(library):
    hidden = edits.set_region_visible(Scene(), "ipl", False)
    bare = replace(Scene(), regions=tuple(RegionStyle(region=r, visible=False) for r in FIVE))
    with_it, without, cortex = (resolve(scene, library) for scene in (Scene(), hidden, bare))
    there = part(library, hidden, "left", "ipl")
    assert np.array_equal(without.sides["left"].colour[there], cortex.sides["left"].colour[there])
    assert np.array_equal(without.sides["left"].colour[~there], with_it.sides["left"].colour[~there])
    strong, fewer = (
        next(line for line in one.sides["left"].lines if line.weight == "strong") for one in (with_it, without)
    )
    own = library.anatomy("hcp-mmp", "left").lines["ipl"]
    assert len(strong.points) - len(fewer.points) == len(own.p)
    assert {name.region for name in with_it.names} - {name.region for name in without.names} == {"ipl"}


def test_a_users_colour_is_the_fill_and_nothing_else_changes(library):
    red = edits.set_region_colour(Scene(), "s1", "#aB0301")
    before, now = (resolve(scene, library).sides["left"] for scene in (Scene(), red))
    there = part(library, red, "left", "s1")
    assert (now.colour[there] == (0xAB, 0x03, 0x01)).all()
    assert np.array_equal(now.colour[~there], before.colour[~there])
    assert now.lines is before.lines


def test_a_neighbour_is_filled_only_if_somebody_chose_a_colour(library):
    plain, filled = (
        resolve(s, library).sides["left"] for s in (Scene(), edits.set_region_colour(Scene(), "m1", "#123456"))
    )
    there = part(library, Scene(), "left", "m1")
    assert np.ptp(plain.colour[there], axis=1).max() == 0
    assert (filled.colour[there] == (0x12, 0x34, 0x56)).all()


def test_without_neighbours_their_outlines_and_names_are_gone(library):
    picture = resolve(edits.set_neighbours(Scene(), False), library)
    assert {name.region for name in picture.names} == set(FIVE)
    fine = next(line for line in picture.sides["left"].lines if line.weight == "fine")
    assert len(fine.points) == len(library.anatomy("hcp-mmp", "left").lines["inner"].p)
    assert visible(edits.set_neighbours(Scene(), False)) == FIVE


def test_in_a_response_layer_identity_has_no_fill(library):
    shading = resolve(SIMULATED, library).sides["left"].colour
    assert np.ptp(shading, axis=1).max() == 0
    assert shading.max() == 255


def test_nothing_visible_is_no_fault(library):
    nothing = replace(Scene(), regions=tuple(RegionStyle(region=r, visible=False) for r in ORDER))
    picture = resolve(nothing, library)
    assert picture.names == ()
    assert all(len(line.points) for line in picture.sides["left"].lines)


def test_lines_lie_on_the_brain_and_end_where_they_say(library):
    for scene in (Scene(), SIMULATED, edits.set_atlas(Scene(), "desikan-killiany")):
        for side in resolve(scene, library).sides.values():
            assert [line.weight for line in side.lines] == [
                w for w in ("rim", "fine", "strong") if w != "rim" or scene is SIMULATED
            ]
            for line in side.lines:
                assert line.start[0] == 0
                assert line.start[-1] == len(line.points) == len(line.normals)
                assert (np.diff(line.start) >= 2).all()
                step = np.linalg.norm(np.diff(line.points, axis=0), axis=1)
                joined = np.ones(len(step), bool)
                joined[line.start[1:-1] - 1] = False
                assert step[joined].max() < 6
                assert (line.points >= side.box_mm[0] - 1e-3).all()
                assert (line.points <= side.box_mm[1] + 1e-3).all()


def test_both_sides_of_an_inflated_brain_stand_apart_only_when_shown_together(library):
    alone = resolve(Scene(), library).sides["left"].vertices
    staged = resolve(edits.set_hemisphere(Scene(), "both"), library).sides["left"].vertices
    together = resolve(edits.set_view(Scene(), "dorsal", "both"), library)
    assert np.array_equal(alone, staged)  # on the stage each pane shows one side
    assert together.sides["left"].vertices[:, 0].max() < 0 < together.sides["right"].vertices[:, 0].min()
    pial = resolve(edits.set_view(edits.set_surface(Scene(), "pial"), "dorsal", "both"), library)
    own = resolve(edits.set_surface(Scene(), "pial"), library)
    assert np.array_equal(pial.sides["left"].vertices, own.sides["left"].vertices)


@pytest.mark.parametrize("atlas", ATLASES)
def test_every_surface_of_an_atlas_can_be_drawn(library, atlas):
    for surface in surfaces_of(family_named(atlas)):
        side = resolve(
            edits.set_surface(edits.set_atlas(replace(Scene(), surface="pial"), atlas), surface), library
        ).sides["left"]
        n = len(side.vertices)
        assert side.faces.max() == n - 1
        assert len(side.normals) == len(side.colour) == n
        assert np.isfinite(side.vertices).all()
        assert np.allclose(np.linalg.norm(side.normals, axis=1), 1, atol=1e-3)


def same(one, other, identical):
    """Whether two pictures hold the same; by identity where `identical`."""
    equal = (lambda a, b: a is b) if identical else (lambda a, b: a is b or np.array_equal(a, b))
    assert one.sides.keys() == other.sides.keys()
    for side, mine in one.sides.items():
        theirs = other.sides[side]
        for field in ("vertices", "normals", "faces", "colour", "z"):
            a, b = getattr(mine, field), getattr(theirs, field)
            assert (a is None and b is None) or equal(a, b), (side, field)
        assert len(mine.lines) == len(theirs.lines)
        for a, b in zip(mine.lines, theirs.lines, strict=True):
            assert a.weight == b.weight
            assert all(equal(getattr(a, field), getattr(b, field)) for field in ("points", "normals", "start"))
    assert one.panes == other.panes
    assert one.words == other.words
    assert [(n.region, n.text, n.hemisphere) for n in one.names] == [
        (n.region, n.text, n.hemisphere) for n in other.names
    ]


@few
@given(scenes, edit_lists)
def test_equal_scenes_share_their_arrays_whatever_was_drawn_between(library, start, changes):
    scene = tame(start)
    first = resolve(scene, library)
    resolve(after(changes, start), library)
    again = msgspec.json.decode(msgspec.json.encode(scene), type=Scene)
    same(first, resolve(again, library), identical=True)


@few
@given(scenes)
def test_what_was_drawn_before_does_not_matter(library, scene):
    """A library full of other scenes gives the arrays that a new one gives."""
    same(resolve(tame(scene), library), resolve(tame(scene), Library()), identical=False)


@few
@given(scenes)
def test_a_scene_that_is_ready_needs_nothing_more(library, scene):
    resolve(tame(scene), library)
    assert library.ready(tame(scene))
    assert not Library().ready(tame(scene))


@settings(few, max_examples=6)
@given(scenes, st.integers(1, 8))
def test_a_small_library_forgets_but_never_errs(library, scene, capacity):
    same(resolve(tame(scene), Library(capacity=capacity)), resolve(tame(scene), library), identical=False)


@pytest.mark.parametrize(("knob", "least"), [("noise_hz", 0.01), ("threshold_z", 0.1)])
def test_the_least_knobs_give_finite_responses(library, knob, least):
    shown = resolve(edits.set_response(SIMULATED, **{knob: least}), library).sides["left"]
    assert np.isfinite(shown.z).all()


def test_a_library_loads_exactly_what_a_scene_names():
    small = Library()
    small.load(Scene())
    assert small.ready(Scene())
    assert small.has(("anatomy", "hcp-mmp", "fs-lr-32k", "left"))
    assert not small.has(("anatomy", "hcp-mmp", "fs-lr-32k", "right"))
    assert not small.ready(edits.set_hemisphere(Scene(), "right"))
    assert not small.ready(SIMULATED)
    assert hemispheres_of(edits.set_hemisphere(Scene(), "both")) == HEMISPHERES


def test_needs_name_each_thing_once():
    keys = needs(edits.set_hemisphere(SIMULATED, "both"))
    assert len(keys) == len(set(keys)) == 6


def test_a_pane_may_show_a_condition_of_its_own(library):
    views = (View(condition="execute"), View(condition="observe"), View(condition="mirror"))
    picture = resolve(replace(SIMULATED, views=views), library)
    assert [pane.condition for pane in picture.panes] == ["execute", "observe", "mirror"]
    assert [pane.condition for pane in resolve(SIMULATED, library).panes] == ["mirror", "mirror"]


def test_names_stand_on_their_region(library):
    picture = resolve(edits.set_hemisphere(Scene(), "both"), library)
    assert {(name.region, name.hemisphere) for name in picture.names} == {(r, s) for r in ORDER for s in HEMISPHERES}
    for name in picture.names:
        inside = library.anatomy("hcp-mmp", name.hemisphere).inside[name.region]
        assert (library.anatomy("hcp-mmp", name.hemisphere).code[inside] == ORDER.index(name.region) + 1).all()
        assert np.array_equal(name.places, picture.sides[name.hemisphere].vertices[inside])
        assert name.is_neighbour == (name.region in NEIGHBOURS)
    assert resolve(edits.set_names(Scene(), False), library).names == ()
