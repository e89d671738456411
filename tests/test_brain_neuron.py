"""One neuron: its spikes are the model's, its counts an experimenter's, its words careful."""

import numpy as np
import pytest
from msgspec.structs import replace

from atlas_app.brain import responses
from atlas_app.brain.neuron import beside, clear_one, keys, recording, same_class
from atlas_app.brain.neuron_words import QUESTION, finding, place_said
from atlas_app.brain.resolve import needs, resolve
from atlas_app.brain.trials import BIN_S, EDGES_S
from atlas_app.model import edits
from atlas_app.model.scene import Neuron, Scene
from regions.catalogue import ORDER
from regions.responses.classes import CLASSES
from regions.responses.detect import called, count, detect
from regions.responses.spikes import raster

SHOWN = [("premotor", "left", 0), ("premotor", "right", 35), ("ipl", "left", 7), ("mt", "right", 3), ("m1", "left", 90)]


def scene_of(region="premotor", side="left", number=0, revealed=False, **fields):
    return replace(Scene(), neuron=Neuron(region=region, hemisphere=side, number=number, revealed=revealed), **fields)


def members(units, region):
    return np.concatenate([np.arange(its.start, its.stop) for one, its in units.each() if one.share.region == region])


@pytest.mark.parametrize("shown", SHOWN)
def test_its_spikes_are_those_of_the_model_and_its_bars_count_them_all(library, shown):
    scene = scene_of(*shown)
    (cell,) = recording(scene, library).cells
    units = responses.units(scene, shown[1], library)
    assert cell.index == members(units, shown[0])[shown[2]]
    assert cell.kind == CLASSES[units.kind[cell.index]]
    assert [row.condition for row in cell.rows] == ["execute", "observe", "object", "nogo", "control"]
    for row in cell.rows:
        expected = raster(units, cell.index, row.condition, scene.response.trials)
        assert [train.tolist() for train in row.spikes] == [train.tolist() for train in expected]
        everything = sum(map(len, expected))
        assert row.rate_hz.sum() * BIN_S * scene.response.trials == pytest.approx(everything)
        assert (row.rate_hz >= 0).all()
        assert len(row.rate_hz) == len(EDGES_S) - 1


def test_it_finds_what_an_experimenter_finds_in_all_units(library):
    scene = edits.set_response(Scene(), alpha=0.01)
    units = responses.units(scene, "left", library)
    conditions = ("execute", "observe", "object", "nogo", "control")
    counts = count(units, scene.response.trials, conditions)
    detected = detect(counts, scene.response.alpha)
    for number in range(0, 60, 4):
        shown = replace(scene, neuron=Neuron(region="premotor", number=number))
        (cell,) = recording(shown, library).cells
        assert [row.change_hz for row in cell.rows] == pytest.approx(counts.mean_hz[cell.index].tolist())
        signs = np.where(detected.significant, detected.sign, 0)[cell.index]
        assert [row.found for row in cell.rows] == signs.tolist()
        assert cell.found == CLASSES[called(detected)[cell.index]]


def test_the_curve_is_the_expected_rate_and_the_bars_come_near_it_in_many_trials(library):
    scene = edits.set_response(scene_of(number=35), trials=400)
    for row in recording(scene, library).cells[0].rows:
        middle = (row.expected_hz[1:] + row.expected_hz[:-1]) / 2
        spread = np.sqrt(np.maximum(middle, 1) / (BIN_S * 400))
        assert (np.abs(row.rate_hz - middle) < 5 * spread + 1.5).all()


def test_a_number_beyond_the_last_unit_begins_again(library):
    first = recording(scene_of(number=3), library)
    again = recording(scene_of(number=3 + first.count), library)
    assert again.number == first.number == 3
    assert again.cells[0].index == first.cells[0].index
    assert beside(scene_of(number=0), -1, library).number == first.count - 1
    assert beside(scene_of(number=first.count - 1), 1, library).number == 0


@pytest.mark.parametrize("side", ["left", "right"])
def test_the_first_one_is_excited_in_both_on_the_shown_side_and_is_found_so(library, side):
    scene = edits.set_hemisphere(Scene(), side)
    found = clear_one(scene, "premotor", library)
    (cell,) = recording(replace(scene, neuron=found), library).cells
    assert (found.hemisphere, cell.kind, cell.found) == (side, "E+O+", "E+O+")


def test_the_next_of_the_same_class_is_of_that_class_and_none_is_left_out(library):
    scene = scene_of(number=35)
    units = responses.units(scene, "left", library)
    kind = units.kind[members(units, "premotor")]
    following = same_class(scene, 1, library)
    assert kind[following.number] == kind[35]
    assert not (kind[36 : following.number] == kind[35]).any()
    assert same_class(replace(scene, neuron=following), -1, library).number == 35


@pytest.mark.parametrize("region", ORDER)
def test_every_region_has_units_with_a_place_of_their_own_side(library, region):
    for side, sign in (("left", -1), ("right", 1)):
        shown = recording(scene_of(region, side, 11), library)
        assert sign * shown.mni152_mm[0] > -3
        assert shown.area in place_said(shown)
        if region not in ("premotor", "m1"):
            assert shown.source == "illustrative"
    assert recording(scene_of("premotor"), library).source == "from macaque F5"


def test_the_class_is_told_only_once_it_is_revealed(library):
    hidden, told = (resolve(scene_of(number=35, revealed=yes), library) for yes in (False, True))
    assert hidden.words.title == QUESTION
    assert "mirror" not in hidden.words.title + hidden.words.caption + hidden.words.terms
    assert "what is called a mirror neuron" in told.words.title
    assert hidden.words.stamp == told.words.stamp == "SIMULATED"
    assert hidden.neuron is told.neuron


def test_watching_another_action_is_no_mirror_response(library):
    scene = scene_of(revealed=True, observed="bring")
    for number in range(200):
        picture = resolve(replace(scene, neuron=replace(scene.neuron, number=number)), library)
        assert "called a mirror neuron" not in picture.words.title
        assert picture.neuron.cells[0].rows[-1].condition == "nogo", "the watched action is the other action already"
        if picture.neuron.cells[0].kind == "E+O+":
            assert "the two actions differ" in picture.words.title
            return
    pytest.fail("no unit among 200 answers to both actions")


def test_the_teaching_switch_makes_one_cell_two_that_answer_in_one_condition_each(library):
    before = recording(scene_of(number=35), library)
    scene = edits.set_response(scene_of(number=35), split_both=True)
    after = recording(scene, library)
    units = responses.units(scene, "left", library)
    first, second = (cell.index for cell in after.cells)
    assert second == first + 1
    assert after.split
    assert [cell.kind for cell in after.cells] == ["E+", "O+"]
    assert (after.number, after.count, after.mni152_mm) == (before.number, before.count, before.mni152_mm)
    (whole,) = before.cells
    (do, _), (_, watch) = (cell.rows for cell in after.cells)
    assert np.array_equal(do.expected_hz, whole.rows[0].expected_hz)
    assert np.array_equal(watch.expected_hz, whole.rows[1].expected_hz)
    assert units.vertex[first] == units.vertex[second]
    assert "two" in resolve(scene, library).words.title
    assert "cell 1" in finding(scene, after)


def test_a_unit_that_answers_once_stays_one_cell_with_the_same_expected_rate(library):
    for number in range(40):
        before = recording(scene_of(number=number), library)
        after = recording(edits.set_response(scene_of(number=number), split_both=True), library)
        if before.cells[0].kind in ("E+", "E-", "O+", "O-", "none"):
            assert not after.split
            assert after.cells[0].kind == before.cells[0].kind
            for one, other in zip(before.cells[0].rows, after.cells[0].rows, strict=True):
                assert np.array_equal(one.expected_hz, other.expected_hz)


def test_the_units_are_loaded_before_a_neuron_is_shown(library):
    assert keys(Scene()) == ()
    scene = scene_of(number=2)
    assert set(keys(scene)) <= set(needs(scene))
    resolve(scene, library)
    assert library.ready(scene)
