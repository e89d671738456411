import pytest
from hypothesis import given
from msgspec.structs import replace

from atlas_app.model import edits
from atlas_app.model.checks import checked
from atlas_app.model.multiples import is_multiples, single
from atlas_app.model.scene import COMPARED, Response, Scene, View
from atlas_app.model.views import VIEW_NAMES, choices, named, views
from tests.strategies import scenes

SHOWN = edits.set_multiples(Scene())


@given(scenes)
def test_small_multiples_are_one_view_in_three_conditions_whatever_was_shown(scene):
    shown = edits.set_multiples(scene)
    checked(shown)
    assert edits.settled(shown) == shown
    assert [view.condition for view in shown.views] == ["execute", "observe", "mirror"]
    assert len({(view.hemisphere, view.direction) for view in shown.views}) == 1
    assert (shown.condition, shown.neuron) == ("mirror", None)
    assert shown.layer in ("simulation", "literature")
    assert (shown.orbit, shown.response, shown.theme) == (scene.orbit, scene.response, scene.theme)


@pytest.mark.parametrize("name", VIEW_NAMES)
def test_they_are_of_the_view_that_was_shown_and_go_back_to_it(name):
    for hemisphere in choices(name):
        before = edits.set_view(edits.set_condition(Scene(), "mirror"), name, hemisphere)
        shown = edits.set_multiples(before)
        assert replace(shown.views[0], condition=None) == before.views[0]
        if name.endswith("-lateral"):  # the outer side stands for the stage
            assert single(shown) == views("stage", hemisphere)
        elif name == "stage":
            assert single(shown) == views("stage", "left" if hemisphere == "both" else hemisphere)
        else:
            assert replace(shown, views=single(shown)) == before


@pytest.mark.parametrize("condition", [*COMPARED, "object", "nogo", "imagine"])
def test_a_condition_goes_back_to_the_stage(condition):
    assert edits.set_condition(SHOWN, condition) == edits.set_condition(Scene(), condition)


def test_the_literature_has_them_too_and_the_regions_have_not():
    papers = edits.set_layer(SHOWN, "literature")
    assert is_multiples(papers)
    assert edits.set_multiples(edits.set_layer(Scene(), "literature")) == papers
    assert edits.set_layer(papers, "simulation") == SHOWN
    assert edits.set_layer(papers, "regions") == Scene()
    assert not is_multiples(edits.set_agreement(SHOWN, "ipl"))
    assert edits.set_multiples(edits.set_condition(Scene(), "imagine")) == SHOWN  # which came with imagining


def test_a_named_view_ends_them_and_the_stage_keeps_the_hemisphere():
    right = edits.set_hemisphere(SHOWN, "right")
    assert {(view.hemisphere, view.direction) for view in right.views} == {("right", "right")}
    assert is_multiples(right)
    assert edits.set_view(right, "stage").views == views("stage", "right")
    assert edits.set_view(right, "dorsal").views == views("dorsal")


def test_both_hemispheres_stand_in_each_pane():
    both = edits.set_hemisphere(SHOWN, "both")
    assert is_multiples(both)
    assert named(single(both)) == ("dorsal", "both")
    assert edits.set_hemisphere(both, "left").views[0] == View(
        hemisphere="left", direction="dorsal", condition="execute"
    )


def test_knobs_and_turns_leave_them_and_other_panes_are_none():
    assert is_multiples(edits.set_response(SHOWN, seed=5))
    assert edits.set_response(SHOWN, seed=5).response == Response(seed=5)
    mixed = replace(SHOWN, views=SHOWN.views[::-1])
    assert not is_multiples(mixed)
    assert single(mixed) == mixed.views
    assert edits.set_condition(mixed, "execute").views == mixed.views
