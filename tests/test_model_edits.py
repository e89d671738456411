import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from atlas_app.model import edits
from atlas_app.model.checks import checked
from atlas_app.model.choices import chosen, nearest
from atlas_app.model.clock import ACTION, BLOOD, clock_of
from atlas_app.model.scene import ATLASES, CONDITIONS, HEMISPHERES, SURFACES, Orbit, Scene, View, surfaces_of
from atlas_app.model.views import VIEW_NAMES, choices, facing, named, views
from regions.atlases import FAMILIES
from regions.catalogue import FIVE, ORDER
from tests.strategies import edit_lists, scenes


@given(scenes, edit_lists)
def test_edits_of_a_good_scene_are_good_scenes(scene, some):
    for edit in some:
        scene = checked(edit(scene))


@pytest.mark.parametrize("name", VIEW_NAMES)
def test_every_view_knows_its_name(name):
    for hemisphere in choices(name):
        assert named(views(name, hemisphere)) == (name, hemisphere)
    assert views(name) == views(name, choices(name)[0])


def test_the_stage_shows_both_sides_of_every_hemisphere():
    assert views("stage") == (View(hemisphere="left", direction="left"), View(hemisphere="left", direction="right"))
    assert [(v.hemisphere, v.direction) for v in views("stage", "right")] == [("right", "right"), ("right", "left")]
    assert [(v.hemisphere, v.direction) for v in views("stage", "both")] == [
        ("left", "left"),
        ("right", "right"),
        ("left", "right"),
        ("right", "left"),
    ]


@pytest.mark.parametrize(
    ("name", "hemisphere", "meant"),
    [
        ("left-lateral", "right", "right-lateral"),
        ("right-medial", "left", "left-medial"),
        ("left-medial", "both", "stage"),
    ],
)
def test_a_view_refuses_a_hemisphere_that_it_cannot_show(name, hemisphere, meant):
    with pytest.raises(
        ValueError, match=f"'{name}' cannot show hemisphere '{hemisphere}'; did you mean view '{meant}'"
    ):
        views(name, hemisphere)


@pytest.mark.parametrize("name", VIEW_NAMES)
@pytest.mark.parametrize("hemisphere", HEMISPHERES)
def test_another_hemisphere_in_the_nearest_view(name, hemisphere):
    scene = edits.set_hemisphere(edits.set_view(Scene(), name), hemisphere)
    assert named(scene.views) == (facing(name, hemisphere), hemisphere)


def test_the_stage_comes_back_with_the_hemisphere_that_was_shown():
    right = edits.set_view(edits.set_hemisphere(Scene(), "right"), "right-medial")
    assert edits.set_view(right, "stage").views == views("stage", "right")
    both = edits.set_hemisphere(Scene(), "both")
    assert edits.set_view(both, "stage").views == views("stage", "both")
    assert edits.set_view(edits.set_view(Scene(), "dorsal"), "stage") == Scene()


def test_a_named_view_is_neither_turned_nor_enlarged():
    turned = edits.set_orbit(Scene(), Orbit(azimuth=40, zoom=3))
    assert edits.set_view(turned, "dorsal").orbit == Orbit()
    assert edits.reset_view(turned) == Scene()


@pytest.mark.parametrize("surface", SURFACES)
def test_an_atlas_without_the_surface_falls_to_the_nearest(surface):
    scene = edits.set_atlas(edits.set_surface(Scene(), surface), "desikan-killiany")
    nearest_one = {"midthickness": "pial", "very-inflated": "inflated"}
    assert scene.surface == nearest_one.get(surface, surface)


def test_a_surface_that_the_atlas_does_not_have():
    with pytest.raises(ValueError, match=r"'desikan-killiany' has no surface 'midthickness' \(choose from white, pial"):
        edits.set_surface(edits.set_atlas(Scene(), "desikan-killiany"), "midthickness")
    assert all(set(surfaces_of(family)) <= set(SURFACES) for family in FAMILIES)


@given(scenes, st.sampled_from(CONDITIONS))
def test_a_condition_is_shown_at_its_peak_and_rest_shows_the_regions(scene, condition):
    after = edits.set_condition(scene, condition)
    assert (after.condition, after.time_s) == (condition, clock_of(after).peak_s)
    chosen = scene.layer == "literature" and scene.condition != "imagine"
    kept = "literature" if (chosen and condition not in ("object", "nogo")) or condition == "imagine" else "simulation"
    assert after.layer == ("regions" if condition == "rest" else kept)
    assert after.response == scene.response


@given(scenes)
def test_the_blood_has_a_clock_of_its_own(scene):
    turned = edits.set_response(scene, bold=not scene.response.bold)
    assert turned.time_s == clock_of(turned).peak_s
    if scene.layer == "simulation":
        assert clock_of(turned) is (BLOOD if turned.response.bold else ACTION)
    assert edits.set_time(turned, 99).time_s == clock_of(turned).end_s


@given(scenes)
def test_imagining_is_read_in_papers_and_objects_alone_are_simulated(scene):
    imagined = edits.set_condition(scene, "imagine")
    assert imagined.layer == "literature"
    assert edits.set_condition(imagined, "execute").layer == "simulation"
    assert edits.set_layer(imagined, "simulation").condition == "mirror"
    assert edits.set_layer(edits.set_condition(scene, "object"), "literature").condition == "mirror"
    assert {view.condition for view in imagined.views} == {None}


POINT = """
[[action]]
id = "point"
name = "Point at a cup"
effector = "hand"
object = "cup"
phases = [{ name = "reach", at_s = 0.0 }]
status = "assumption"
citation = ""
note = "Made up."
"""


@given(scenes)
def test_own_actions_stand_beside_the_bundled_ones_until_they_go(scene):
    own = edits.set_own_actions(scene, POINT)
    assert (own.action, own.observed) == (scene.action, scene.observed if scene.observed != scene.action else None)
    pointing = checked(edits.set_observed(edits.set_action(own, "point"), "kick"))
    gone = edits.set_own_actions(pointing, "")
    assert (gone.action, gone.observed) == ("grasp", "kick")
    with pytest.raises(ValueError, match="unknown action 'point'"):
        checked(replace(pointing, own_actions=""))
    with pytest.raises(ValueError, match="effector"):
        edits.set_own_actions(scene, POINT.replace('"hand"', '"tail"'))


@given(scenes, st.sampled_from(FIVE), st.booleans())
def test_regions_are_shown_hidden_and_alone(scene, region, visible):
    one = edits.set_region_visible(scene, region, visible)
    assert edits.look_of(one, region).visible is visible
    alone = edits.isolate(scene, region)
    assert [each for each in ORDER if edits.look_of(alone, each).visible] == [region]
    every = edits.show_all(alone)
    assert all(edits.look_of(every, each).visible for each in ORDER)
    assert [edits.look_of(every, each).colour for each in ORDER] == [
        edits.look_of(scene, each).colour for each in ORDER
    ]


def test_a_region_as_the_catalogue_has_it_leaves_no_trace():
    hidden = edits.set_region_visible(Scene(), "sma", False)
    assert edits.set_region_visible(hidden, "sma", True) == Scene()
    red = edits.set_region_colour(Scene(), "s1", "#aa0000")
    assert edits.look_of(red, "s1").colour == "#aa0000"
    assert edits.set_region_colour(red, "s1", None) == Scene()


def test_a_step_of_time_leaves_no_dust():
    scene = Scene()
    for _ in range(7):
        scene = edits.step_time(scene, -1)
    assert scene.time_s == 0.04
    assert edits.step_time(scene, 1000).time_s == 3


@pytest.mark.parametrize(
    ("edit", "sentence"),
    [
        (
            lambda s: edits.set_response(s, trials=1),
            "at response.trials, expected a whole number of at least 2, found 1",
        ),
        (
            lambda s: edits.set_response(s, noise_hz=0.0),
            "at response.noise_hz, expected a number of at least 0.01, found 0.0",
        ),
        (lambda s: edits.set_region_colour(s, "s1", "red"), "expected a colour such as '#D95F02', found \"red\""),
        (lambda s: edits.set_region_colour(s, "s2", "#ff0000"), "unknown region 's2'; did you mean 's1'?"),
    ],
)
def test_an_edit_out_of_range_is_refused_in_words(edit, sentence):
    with pytest.raises(ValueError) as caught:  # noqa: PT011 -- the whole sentence is compared
        edit(Scene())
    assert sentence in str(caught.value)


@pytest.mark.parametrize(
    ("word", "words", "meant"),
    [
        ("lateral", VIEW_NAMES, "left-lateral"),
        ("Left Medial", VIEW_NAMES, "left-medial"),
        ("hcp", ATLASES, "hcp-mmp"),
        ("desikan", ATLASES, "desikan-killiany"),
        ("very_inflated", SURFACES, "very-inflated"),
        ("exekute", CONDITIONS, "execute"),
        ("", ATLASES, None),
        ("qqqq", ATLASES, None),
    ],
)
def test_the_nearest_choice(word, words, meant):
    assert nearest(word, words) == meant
    suggestion = f"; did you mean '{meant}'?" if meant else ""
    with pytest.raises(ValueError) as caught:  # noqa: PT011 -- the whole sentence is compared
        chosen("view", word, words)
    assert str(caught.value) == f"unknown view '{word}'{suggestion} (choose from {', '.join(words)})"


@given(scenes)
def test_a_scene_is_never_changed_in_place(scene):
    with pytest.raises(AttributeError):
        scene.atlas = "hcp-mmp"
    before = msgspec.json.encode(scene)
    edits.isolate(scene, "s1")
    assert msgspec.json.encode(scene) == before
