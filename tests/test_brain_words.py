"""What a picture says of itself: SIMULATED with its terms, approximate where an atlas is, sides in words."""

import pytest
from hypothesis import Phase, given, settings
from msgspec.structs import replace

from atlas_app.brain.resolve import resolve
from atlas_app.brain.words import pane_title, words
from atlas_app.model import edits
from atlas_app.model.scene import CONDITIONS, Scene, View
from atlas_app.model.views import VIEW_NAMES, choices, views
from tests.strategies import scenes

ANSWERS = [condition for condition in CONDITIONS if condition not in ("rest", "imagine")]


@pytest.mark.parametrize("condition", ANSWERS)
@pytest.mark.parametrize("names", [True, False])
def test_every_simulated_picture_says_so_with_its_terms(condition, names):
    said = words(edits.set_names(edits.set_condition(Scene(), condition), names))
    assert said.stamp == "SIMULATED"
    assert said.terms.startswith("z ≥ 3.1, 12 trials, 6 mm")
    assert "seed 1" in said.terms
    assert "+0.39 s" in said.terms


def test_the_legend_reads_the_knobs_as_they_stand():
    scene = edits.set_condition(Scene(), "observe")
    scene = edits.set_response(scene, threshold_z=4.25, trials=30, kernel_mm=8.0, seed=77, hand="left")
    said = words(edits.set_time(scene, -0.5))
    for part in ("z ≥ 4.25", "30 trials", "8 mm", "seed 77", "-0.50 s"):
        assert part in said.terms
    assert "left hand" in said.caption


def test_the_caption_tells_what_is_data_and_what_is_not():
    said = words(edits.set_condition(Scene(), "mirror")).caption
    assert "macaque F5 in premotor cortex (Jerjian 2020)" in said
    assert "illustrative elsewhere" in said


def test_the_legend_names_the_states_of_its_condition():
    legends = {c: [state for state, _ in words(edits.set_condition(Scene(), c)).legend] for c in CONDITIONS}
    assert legends == {
        "rest": [],
        "execute": ["execute"],
        "observe": ["observe"],
        "mirror": ["execute", "observe", "both"],
        "object": ["object"],
        "nogo": ["nogo"],
        "imagine": ["imagine"],
    }


@settings(phases=[Phase.generate])
@given(scenes)
def test_nothing_simulated_goes_unsaid_and_anatomy_is_not_called_simulated(scene):
    shown = {view.condition or scene.condition for view in scene.views} - {"rest"}
    said = words(scene)
    if scene.layer == "simulation" and shown:
        assert said.stamp == "SIMULATED"
        assert said.terms
    if scene.layer == "regions":
        assert (said.stamp, said.terms, said.legend) == ("", "", ())
    assert said.title
    assert said.caption


def test_at_rest_the_anatomy_is_named():
    said = words(Scene())
    assert said.stamp == ""
    assert "HCP-MMP 1.0 (Glasser 2016)" in said.caption
    assert "S1200 (fs_LR 32k) inflated surface" in said.caption
    assert "approximate" not in said.caption


def test_what_an_atlas_cannot_resolve_is_called_approximate(library):
    scene = edits.set_atlas(Scene(), "desikan-killiany")
    assert "approximate" in words(scene).caption
    named = {name.region: name.text for name in resolve(scene, library).names}
    assert {region for region, text in named.items() if text.endswith(" (approximate)")} == {"premotor", "sma"}
    assert not any("approximate" in name.text for name in resolve(Scene(), library).names)
    shown = {name.text for name in resolve(edits.set_condition(scene, "mirror"), library).names}
    assert "Premotor (approximate)" in shown


@pytest.mark.parametrize(
    ("view", "title"),
    [
        (View(hemisphere="left", direction="left"), "Left hemisphere, outer side"),
        (View(hemisphere="left", direction="right"), "Left hemisphere, inner side"),
        (View(hemisphere="right", direction="right"), "Right hemisphere, outer side"),
        (View(hemisphere="right", direction="left"), "Right hemisphere, inner side"),
        (View(hemisphere="both", direction="dorsal"), "Both hemispheres, from above"),
        (View(hemisphere="both", direction="left"), "Both hemispheres, from the left"),
        (View(hemisphere="right", direction="ventral"), "Right hemisphere, from below"),
        (View(hemisphere="left", direction="anterior"), "Left hemisphere, from the front"),
        (View(hemisphere="both", direction="posterior"), "Both hemispheres, from behind"),
    ],
)
def test_a_pane_says_in_words_what_it_shows(view, title):
    assert pane_title(view) == title


def test_the_stage_names_its_sides_left_and_right(library):
    for hemisphere, wanted in (("left", {"Left"}), ("right", {"Right"}), ("both", {"Left", "Right"})):
        titles = [pane.title for pane in resolve(edits.set_hemisphere(Scene(), hemisphere), library).panes]
        assert {title.split()[0] for title in titles} == wanted
        assert {title.rpartition(", ")[2] for title in titles} == {"outer side", "inner side"}


def test_every_named_view_has_a_title():
    for name in VIEW_NAMES:
        for hemisphere in choices(name):
            for view in views(name, hemisphere):
                assert pane_title(view).split()[0].lower() == view.hemisphere


def test_nothing_lights_up():
    for condition in CONDITIONS:
        said = words(edits.set_condition(Scene(), condition))
        assert "activation" not in f"{said.title} {said.caption} {said.terms}".lower()
        assert "light" not in f"{said.title} {said.caption}".lower()


def test_panes_with_conditions_of_their_own_are_explained():
    views = (View(condition="rest"), View(condition="observe"), View(condition="execute"))
    said = words(replace(edits.set_condition(Scene(), "mirror"), views=views))
    assert [state for state, _ in said.legend] == ["execute", "observe"]
    assert said.title == "Responses: grasp a cup"
    only = replace(edits.set_condition(Scene(), "mirror"), views=views[:2])
    assert words(only).title == "Observe: grasp a cup"
    assert words(replace(only, views=views[:1])).stamp == ""
