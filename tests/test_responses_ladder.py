"""The ladder, its intervals, and the switch: what an electrode finds and a scanner does not."""

from dataclasses import replace

import numpy as np
import pytest

from regions.responses.classes import BOTH, CLASSES, SIGNS
from regions.responses.conditions import COUNTED, peak_in
from regions.responses.detect import count, detect, quality, tally
from regions.responses.faults import ResponseError
from regions.responses.intervals import wilson
from regions.responses.ladder import MEASURED, RUNGS, climb, ladder
from regions.responses.places import both, drive_peak, field, states, taper, z_scores
from regions.responses.populations import populations
from regions.responses.shares import preset_shares
from regions.responses.simulate import Knobs, simulate, units_of
from regions.responses.split import split_both
from regions.responses.tuning import tune
from regions.responses.units import draw
from tests.test_responses_cortex import places_of, real_cortex

SEEDS = range(50)
F5 = 0


@pytest.fixture(scope="module")
def left():
    return real_cortex("left")[0]


@pytest.fixture(scope="module")
def answer(left):
    return simulate(left)


# Intervals.


def test_intervals_cover_the_share_they_were_drawn_from():
    """Of class x population x 50 seeds 93 to 97 % cover; none misses more than 8 times of 50."""
    covered = []
    for side in ("left", "right"):
        every = populations(real_cortex(side)[0])
        drawn = [draw(every, seed) for seed in SEEDS]
        for at, one in enumerate(every):
            share = np.array(one.share.percent) / sum(one.share.percent)
            many = np.stack([np.bincount(u.kind[slice(*u.start[at : at + 2])], minlength=9) for u in drawn])
            low, high = wilson(many, one.units)
            hit = (low <= share) & (share <= high)
            covered.append(hit[:, (share > 0) & (share < 1)])  # what cannot vary is always covered
            assert hit[:, (share == 0) | (share == 1)].all()
    hits = np.concatenate(covered, axis=1)
    assert hits.shape[1] > 150
    assert 0.93 <= hits.mean() <= 0.97
    assert (~hits).sum(axis=0).max() <= 8


@pytest.mark.parametrize(("found", "of"), [(0, 10), (10, 10), (3, 10), (1, 2000)])
def test_an_interval_solves_the_score_equation(found, of):
    """Each end is the share from which the count lies 1.96 standard deviations away."""
    low, high = wilson(found, of)
    for end in (low, high):
        if 0 < end < 1:
            assert abs(found / of - end) == pytest.approx(1.959964 * np.sqrt(end * (1 - end) / of), rel=1e-6)
    assert low <= found / of <= high
    assert (low == 0) == (found == 0)
    assert (high == 1) == (found == of)


def test_nothing_counted_tells_nothing_and_impossible_counts_are_told():
    assert [float(end) for end in wilson(0, 0)] == [0, 1]
    with pytest.raises(ResponseError, match="more were found than there are"):
        wilson(3, 2)
    with pytest.raises(ResponseError, match=r"confidence 95: expected a probability"):
        wilson(1, 2, 95)


# The ladder.


def test_the_ladder_of_f5_is_that_of_the_recordings(left):
    """45 % significant in both (40 % by chance), 33 of the same sign, 22 excited; found a little less often."""
    every = [climb(units_of(left, Knobs(seed=seed)), 12, by="population")[F5] for seed in range(10)]
    true, found, chance = (
        np.mean([[getattr(rung, name) for rung in f5.rungs] for f5 in every], axis=0)
        for name in ("true", "found", "independent")
    )
    assert true[:3] == pytest.approx([44.8, 33.4, 21.7], abs=1.3)  # 3 sd
    assert true[3] == pytest.approx(21.7 * (1 - 0.076), abs=1)
    assert true[4] == pytest.approx(true[3] * 25 / 49, abs=1)
    assert (found[:4] > 0.8 * true[:4]).all()
    assert (np.diff(found) < 0).all()
    assert 28 < chance[0] < 40  # 40 % if every responding unit were found


def test_rungs_are_steps_down_with_their_intervals_around_them(answer):
    for by in ("region", "population"):
        for one in climb(answer.units, 12, by=by):
            found = [rung.found for rung in one.rungs]
            assert found == sorted(found, reverse=True)
            assert [rung.name for rung in one.rungs] == list(RUNGS)
            for rung in one.rungs:
                assert rung.low <= rung.found <= rung.high
                assert rung.found == pytest.approx(100 * rung.units / one.units)
                assert 0 <= rung.independent <= 100


def test_the_rungs_follow_from_the_facts(answer):
    """The first three are those of the tally."""
    counts = count(answer.units, 12, MEASURED)
    measured = replace(
        counts, conditions=("execute", "observe"), mean_hz=counts.mean_hz[:, :2], sd_hz=counts.sd_hz[:, :2]
    )
    table = tally(answer.units, detect(measured))
    signs = np.array(SIGNS)
    two = (signs != 0).all(1)
    for one, percent, true in zip(ladder(answer.units, counts), table.found, table.true, strict=True):
        for facts, of in ((percent, "found"), (true, "true")):
            rungs = [getattr(rung, of) for rung in one.rungs]
            assert rungs[0] == pytest.approx(facts[two].sum())
            assert rungs[1] == pytest.approx(facts[two & (signs[:, 0] == signs[:, 1])].sum())
            assert rungs[2] == pytest.approx(facts[CLASSES.index("E+O+")])


def test_regions_gather_their_populations(answer):
    whole, parts = climb(answer.units, 4), climb(answer.units, 4, by="population")
    assert len(whole) == 10
    assert len(parts) == len(answer.units.populations)
    for one in whole:
        mine = [part for part in parts if part.region == one.region]
        assert one.units == sum(part.units for part in mine)
        for at, rung in enumerate(one.rungs):
            assert rung.units == sum(part.rungs[at].units for part in mine)
        assert one.areas == tuple(area for part in mine for area in part.areas)


def test_where_nothing_answers_to_both_independence_is_what_is_found(left):
    """Units split beforehand answer to the conditions as if by chance or less."""
    shares = tuple(
        replace(share, percent=(20, 0, 0, 0, 30, 0, 0, 0, 50))
        for share in preset_shares()
        if share.region == "premotor"
    )
    alike = climb(draw(populations(left, shares=shares), 1), 40)[0]
    assert alike.rungs[2].found > 1.5 * alike.rungs[2].independent


def test_a_ladder_needs_its_conditions(answer):
    with pytest.raises(ResponseError, match="expected counts of execute, observe, control, object"):
        ladder(answer.units, count(answer.units, 4))


def test_sensitivity_and_false_positives_are_reported(answer):
    found = {(one.region, one.condition): one for one in quality(answer.units, detect(answer.counts()))}
    assert found["premotor", "execute"].sensitivity > 0.8
    assert found["premotor", "observe"].sensitivity > 0.8
    assert found["mt", "execute"].sensitivity is None
    rates = [one.false_positives for one in found.values() if one.false_positives is not None]
    assert np.mean(rates) == pytest.approx(0.05, abs=0.01)
    strict = quality(answer.units, detect(answer.counts(), 0.001))
    assert np.mean([one.false_positives for one in strict]) < 0.01


# The switch.


@pytest.fixture(scope="module")
def split(answer):
    return split_both(answer.units)


def test_every_unit_that_answers_to_both_becomes_two_with_the_twin_right_behind(answer, split):
    was = (answer.units.peak_hz != 0).all(1)
    assert len(split) == len(answer.units) + was.sum()
    assert not (split.peak_hz != 0).all(1).any()
    assert not np.isin(split.kind, [CLASSES.index(name) for name in BOTH]).any()
    first = np.flatnonzero(was) + np.arange(was.sum())
    assert split.peak_hz[first, 0].tobytes() == answer.units.peak_hz[was, 0].tobytes()
    assert split.peak_hz[first + 1, 1].tobytes() == answer.units.peak_hz[was, 1].tobytes()
    assert (split.vertex[first] == split.vertex[first + 1]).all()
    assert (split.peak_hz != 0).sum() == (answer.units.peak_hz != 0).sum()
    for (one, ours), (other, theirs) in zip(split.each(), answer.units.each(), strict=True):
        assert one is other
        assert np.isin(split.vertex[ours], one.vertices).all()
        assert ours.stop - ours.start == theirs.stop - theirs.start + was[theirs].sum()


@pytest.mark.parametrize("watched", ["grasp", "kick"])
def test_no_unit_answers_to_both_and_no_drive_changes_in_any_condition(left, watched):
    kernel = taper(left, 6.0)
    whole = units_of(left, Knobs(observe_action=watched))
    twins = split_both(whole)
    assert not (twins.peak_hz != 0).all(1).any()
    for condition in COUNTED:
        drive = [
            np.bincount(units.vertex, units.mm2 * peak_in(units, condition), minlength=left.n)
            for units in (whole, twins)
        ]
        assert np.abs(drive[0] - drive[1]).max() <= 1e-9
        assert drive[0].tobytes() == drive[1].tobytes()
        pair = (condition, "execute")
        assert drive_peak(whole, kernel, pair).tobytes() == drive_peak(twins, kernel, pair).tobytes()


@pytest.mark.parametrize("noise_hz", [0.5, 2.0, 5.0, 10.0])
def test_the_conjunction_map_is_the_same_to_the_byte_at_every_noise(left, noise_hz):
    kernel = taper(left, 6.0)
    for seed in range(5):
        maps = []
        noise = field(kernel, "left", seed)
        for switched in (False, True):
            units = units_of(left, Knobs(seed=seed, split_both=switched))
            z = z_scores(drive_peak(units, kernel), noise, 12, noise_hz)
            maps.append((both(z).tobytes(), states(z).tobytes()))
        assert maps[0] == maps[1]
        assert noise_hz > 5 or (states(z) == 3).any()


def test_the_electrode_finds_almost_none_left(left):
    before, after = (
        climb(units_of(left, Knobs(split_both=switched)), 12, by="population")[F5] for switched in (False, True)
    )
    assert [rung.true for rung in after.rungs] == [0] * 5
    assert before.rungs[0].found > 30
    assert after.rungs[0].found < 5  # false positives in one condition of units found in the other
    assert after.rungs[2].found < 2.5
    assert after.rungs[0].found < 0.4 * after.rungs[0].independent


def test_more_units_answer_to_one_condition_each_as_before(left, answer, split):
    """Watching alone and acting alone keep their numbers of answering units."""
    for column in (0, 1):
        assert (split.peak_hz[:, column] != 0).sum() == (answer.units.peak_hz[:, column] != 0).sum()
    assert places_of(split, "premotor").sum() > places_of(answer.units, "premotor").sum()


def test_splitting_twice_changes_nothing_more(split):
    again = split_both(split)
    assert again.peak_hz.tobytes() == split.peak_hz.tobytes()
    assert again.start.tolist() == split.start.tolist()


def test_units_that_prefer_other_actions_are_split_as_well(left):
    """No unit of the split kind answers to executing one action and watching another."""
    drawn = draw(populations(left), 1)
    assert (tune(drawn).own > 0).any()
    for executed in ("grasp", "kick", "tear"):
        units = units_of(left, Knobs(action=executed, observe_action="kick", split_both=True))
        assert not (units.peak_hz != 0).all(1).any()
