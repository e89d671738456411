"""The model on the real cortex: who answers where, who does not, and the same bytes however it is asked."""

from dataclasses import replace

import numpy as np
import pytest

from regions.catalogue import FIVE
from regions.responses.classes import CLASSES, rates
from regions.responses.detect import called, count, detect, tally, window_counts
from regions.responses.faults import ResponseError
from regions.responses.places import both, drive_peak, field, states, taper, z_scores
from regions.responses.populations import only, populations
from regions.responses.shares import preset_shares
from regions.responses.simulate import Knobs, simulate, units_of
from regions.responses.units import draw
from tests.test_responses_cortex import deep_inside, real_cortex

THRESHOLD = 3.1
MIRROR = 3
SILENT_AREAS = ("PFm", "PGi", "PGs", "PGp", "IP0", "IP1", "IP2", "55b", "3a", "3b", "1", "TF")
UNITS = ("vertex", "kind", "peak_hz", "baseline_hz", "mm2")


@pytest.fixture(scope="session")
def sides():
    return {side: real_cortex(side) for side in ("left", "right")}


@pytest.fixture(scope="session")
def left(sides):
    return sides["left"][0]


@pytest.fixture(scope="session")
def right(sides):
    return sides["right"][0]


@pytest.fixture(scope="session")
def answer(left):
    return simulate(left)


def passing(cortex, z, name):
    """Per cent of a region's vertices above the threshold in execute, in observe and in both."""
    there = z[cortex.region.at(name)] >= THRESHOLD
    return 100 * np.r_[there.mean(0), there.all(1).mean()]


# Who lives where.


def test_every_region_has_its_units_and_every_vertex_of_the_five_belongs_to_one_population(left, right):
    for cortex in (left, right):
        found = populations(cortex)
        for region in FIVE:
            units = sum(each.units for each in only(found, [region]))
            vertices = np.concatenate([each.vertices for each in only(found, [region])])
            assert abs(units - 2000) <= 2
            assert len(np.unique(vertices)) == len(vertices) == cortex.region.at(region).sum()


def test_neighbours_have_units_at_the_mean_density_of_the_five(left):
    found = populations(left)
    per_mm2 = {each.share.region: each.units / each.mm2 for each in found if each.share.region not in FIVE}
    assert set(per_mm2) == {"m1", "mt", "sts", "aip", "ifg44"}
    mean = 5 * 2000 / left.area_mm2[np.logical_or.reduce([left.region.at(region) for region in FIVE])].sum()
    assert list(per_mm2.values()) == pytest.approx([mean] * 5, rel=0.01)


def test_units_are_spread_as_evenly_as_the_cortex(answer):
    for population, its in answer.units.each():
        many = np.bincount(answer.units.vertex[its], minlength=len(answer.noise))[population.vertices]
        fair = population.weight_mm2 / population.mm2 * population.units
        assert np.abs(many - fair).max() < 1 + 1e-9
        assert answer.units.mm2[its].sum() == pytest.approx(population.mm2)


def test_the_clip_of_a_row_parts_the_supplementary_motor_area(left):
    proper, pre = only(populations(left), ["sma"])
    assert left.mni152_mm[proper.vertices, 1].max() <= 0 < left.mni152_mm[pre.vertices, 1].min()


def test_an_area_outside_its_region_has_no_units(left):
    beyond = left.area.at("6ma") & ~left.region.at("sma")
    assert beyond.any()
    assert not np.isin(np.concatenate([each.vertices for each in populations(left)]), np.flatnonzero(beyond)).any()


def test_a_vertex_that_two_rows_claim_belongs_to_the_first(left):
    (mt,) = (share for share in preset_shares() if share.region == "mt")
    first, second = populations(left, shares=(replace(mt, areas=("MT",)), mt))
    assert np.intersect1d(first.vertices, second.vertices).size == 0
    assert len(first.vertices) == left.area.at("MT").sum()


# The same bytes.


def test_the_same_seed_gives_the_same_bytes(left, answer):
    again = simulate(left)
    assert all(getattr(again.units, name).tobytes() == getattr(answer.units, name).tobytes() for name in UNITS)
    assert again.z().tobytes() == answer.z().tobytes()


def test_a_population_is_the_same_whichever_others_are_asked_for_and_in_whatever_order(left, answer):
    every = populations(left)
    counted = count(answer.units, 4)
    for asked in (every[::-1], only(every, ["mtl", "m1"]), every[3:4]):
        units = draw(asked, answer.knobs.seed)
        spikes = count(units, 4).spikes
        for at, population in enumerate(units.populations):
            whole = every.index(population)
            ours, theirs = slice(*units.start[at : at + 2]), slice(*answer.units.start[whole : whole + 2])
            for name in UNITS:
                assert getattr(units, name)[ours].tobytes() == getattr(answer.units, name)[theirs].tobytes()
            assert spikes[ours].tobytes() == counted.spikes[theirs].tobytes()


def test_population_numbers_are_fixed_and_no_two_are_alike(left, right):
    numbers = [each.number for cortex in (left, right) for each in populations(cortex)]
    assert len(set(numbers)) == len(numbers) == 30
    assert 0 not in numbers  # the measurement's own
    f5_like = populations(left)[0]
    assert f5_like.share.areas == ("6v", "6r", "6d", "6a")
    assert f5_like.number == 571216472
    assert populations(left, "classical")[0].number == f5_like.number


def test_another_preset_leaves_the_other_populations_alone(left, answer):
    classical = draw(populations(left, "classical"), answer.knobs.seed)
    first = answer.units.start[1]
    assert classical.start.tolist() == answer.units.start.tolist()
    assert classical.kind[first:].tobytes() == answer.units.kind[first:].tobytes()
    assert (classical.kind[:first] != answer.units.kind[:first]).any()


def test_seeds_of_units_and_of_the_measurement_are_their_own(left, answer):
    other_units, other_noise = simulate(left, Knobs(seed=2)), simulate(left, Knobs(measurement_seed=2))
    assert other_units.noise.tobytes() == answer.noise.tobytes()
    assert (other_units.units.kind != answer.units.kind).any()
    assert other_noise.drive_peak_hz.tobytes() == answer.drive_peak_hz.tobytes()
    assert (other_noise.noise != answer.noise).any()


# What they are.


def test_shares_are_drawn_within_binomial_bounds(left):
    every = populations(left)
    seeds = range(10)
    drawn = [draw(every, seed) for seed in seeds]
    for at, population in enumerate(every):
        kinds = np.concatenate([units.kind[units.start[at] : units.start[at + 1]] for units in drawn])
        p = np.array(population.share.percent) / sum(population.share.percent)
        found = np.bincount(kinds, minlength=9) / len(kinds)
        assert (np.abs(found - p) <= 4 * np.sqrt(p * (1 - p) / len(kinds))).all(), population.share


def test_observation_is_half_of_execution_in_f5_and_gains_vary_from_unit_to_unit(answer):
    first = answer.units.start[1]
    peaks = answer.units.peak_hz[:first][answer.units.kind[:first] == CLASSES.index("E+O+")]
    assert peaks[:, 1].mean() / peaks[:, 0].mean() == pytest.approx(0.50, abs=0.05)
    assert peaks[:, 0].mean() == pytest.approx(34.4, rel=0.1)
    assert peaks[:, 0].std() / peaks[:, 0].mean() == pytest.approx(0.5, abs=0.08)


def test_no_rate_that_is_counted_falls_below_zero(answer):
    assert (answer.units.peak_hz < -answer.units.baseline_hz[:, None]).any()  # gains do take some below
    assert window_counts(answer.units).min() >= 0


def test_execution_is_mostly_contralateral_and_observation_nearly_bilateral(left, right):
    for hand, far, near in (("right", left, right), ("left", right, left)):
        ours, theirs = (
            np.abs(draw(only(populations(side), ["premotor"]), 1, hand).peak_hz).mean(0) for side in (far, near)
        )
        assert theirs[0] < 0.7 * ours[0]
        assert theirs[1] == pytest.approx(0.9 * ours[1], rel=0.15)
    with pytest.raises(ResponseError, match="unknown hand 'rihgt': did you mean 'right'"):
        draw(populations(left), 1, "rihgt")


# What they add up to.


def test_motor_cortex_answers_in_execute_and_not_in_observe_and_mt_the_other_way(left):
    shares = []
    for seed in range(6):
        z = simulate(left, Knobs(seed=seed, measurement_seed=seed)).z()
        shares.append([passing(left, z, name)[:2] for name in ("m1", "mt")])
    (m1_execute, m1_observe), (mt_execute, mt_observe) = np.mean(shares, axis=0)
    assert m1_execute > 95
    assert mt_observe > 90
    assert m1_observe < 10
    assert mt_execute < 2


def test_the_right_hand_moves_the_left_motor_cortex(left, right):
    drive = [simulate(cortex).drive_peak_hz[cortex.region.at("m1"), 0].mean() for cortex in (left, right)]
    assert drive[1] < 0.3 * drive[0]


def test_nothing_answers_to_both_deep_inside_where_no_share_does(left, right):
    for cortex in (left, right):
        kernel = taper(cortex, 6.0)
        silent = np.logical_or.reduce([cortex.area.at(name) for name in SILENT_AREAS])
        deep = deep_inside(cortex, silent)
        parts = [deep & cortex.area.at(name) for name in ("PFm", "PGi", "IP2", "3b", "TF")]
        assert deep.sum() > 1000
        assert all(part.any() for part in parts)
        mirror = np.zeros(cortex.n)
        for seed in range(20):
            drive = drive_peak(units_of(cortex, Knobs(seed=seed)), kernel)
            z = z_scores(drive, field(kernel, cortex.hemisphere, seed), 12, 2.0)
            mirror += states(z) == MIRROR
        assert 100 * mirror[deep].mean() / 20 < 1
        for part in parts:
            assert 100 * mirror[part].mean() / 20 < 1


def test_premotor_and_front_parietal_cortex_answer_to_both_more_than_anywhere_else(left):
    z = simulate(left).z()
    share = {name: passing(left, z, name)[2] for name in left.region.names if name}
    assert share["premotor"] > 25
    assert 0 < share["sma"] < share["premotor"]
    assert 0 < share["mtl"] < share["premotor"]
    assert passing(left, z, "ipl")[2] > share["mtl"]


def test_a_region_is_never_one_colour(left, right):
    for cortex in (left, right):
        z = simulate(cortex).z()
        for name in filter(None, cortex.region.names):
            assert (z[cortex.region.at(name)].std(0) > 0.5).all(), name


def test_the_map_is_smooth_from_vertex_to_vertex(sides):
    for cortex, faces in sides.values():
        z = simulate(cortex).z()
        step = np.abs(z[faces[:, 0]] - z[faces[:, 1]])
        assert (np.median(step, 0) < 0.45).all()  # 0.95 between any two places of plain noise
        answering = states(z) != 0
        lonely = answering & ~np.isin(np.arange(cortex.n), faces[answering[faces].sum(1) >= 2])
        assert lonely.sum() < 0.01 * answering.sum()


def test_cortex_without_units_is_silent_and_edges_fade(left, answer):
    units = np.logical_or.reduce([left.region.at(name) for name in left.region.names])
    assert (answer.drive_peak_hz[deep_inside(left, ~units)] == 0).all()
    m1 = left.region.at("m1")
    inner = answer.drive_peak_hz[deep_inside(left, m1), 0].mean()
    rim = answer.drive_peak_hz[m1 & ~deep_inside(left, m1), 0].mean()
    assert rim < inner


def test_the_mean_drive_is_what_shares_and_rates_expect(left):
    """Over many draws the middle of MT fires at the mean of its population."""
    (mt,) = only(populations(left), ["mt"])
    middle = deep_inside(left, left.region.at("mt"))
    kernel = taper(left, 6.0)
    mean = np.mean([drive_peak(draw([mt], seed), kernel)[middle].mean(0) for seed in range(40)], axis=0)
    expected = np.array(mt.share.percent) / 100 @ rates("mt").peak_hz
    assert mean == pytest.approx(expected, rel=0.08, abs=1e-6)


# Measurement.


def test_the_noise_has_mean_zero_and_variance_one_at_every_vertex(left):
    kernel = taper(left, 6.0)
    many = np.stack([field(kernel, "left", seed) for seed in range(60)])
    variance = many[:, kernel.inside].var(0)
    assert variance.mean() == pytest.approx(1, abs=0.03)
    assert 0.3 < variance.min() < variance.max() < 2.6  # 60 draws each
    assert abs(many[:, kernel.inside].mean()) < 0.02


def test_the_medial_wall_has_no_z(sides):
    for cortex, faces in sides.values():
        wall = np.bincount(faces.ravel(), minlength=cortex.n) == 0
        assert wall.sum() > 2000
        z = simulate(cortex).z()
        assert (z[wall] == 0).all()
        assert (z[~wall] != 0).all()


def test_false_positives_are_about_what_the_threshold_gives(left):
    kernel = taper(left, 6.0)
    away = deep_inside(left, left.region.code == 0) & kernel.inside
    drive = simulate(left).drive_peak_hz
    passed = [z_scores(drive, field(kernel, "left", seed), 12, 2.0)[away] >= THRESHOLD for seed in range(40)]
    assert np.mean(passed) == pytest.approx(0.00097, rel=0.3)
    assert np.mean([both.all(1).mean() for both in passed]) < 1e-4


def test_noise_is_drawn_for_each_side_and_condition(left, right):
    ours, theirs = field(taper(left, 6.0), "left", 1), field(taper(right, 6.0), "right", 1)
    assert abs(np.corrcoef(ours.T)[0, 1]) < 0.1
    assert abs(np.corrcoef(ours[:, 0], theirs[:, 0])[0, 1]) < 0.1


def test_more_trials_and_less_noise_raise_z_by_their_root(answer):
    one = z_scores(answer.drive_peak_hz, answer.noise, 12, 2.0) - answer.noise
    for trials, noise_hz in ((48, 2.0), (12, 1.0)):
        more = z_scores(answer.drive_peak_hz, answer.noise, trials, noise_hz) - answer.noise
        assert np.abs(more - 2 * one).max() < 1e-4


def test_time_takes_the_drive_up_and_down_and_leaves_the_noise(answer):
    assert np.abs(answer.z(-1.0) - answer.noise).max() < 0.02
    assert np.abs(answer.z(0.39) - answer.z()).max() < 1e-4
    held, peak = answer.z(1.2) - answer.noise, answer.z() - answer.noise
    assert np.abs(held - 0.35 * peak).max() < 1e-4


def test_both_is_the_smaller_of_the_two_and_states_follow_from_it():
    z = np.array([[4, 5], [4, 3], [3, 3.1], [-9, 2]], np.float32)
    assert both(z).tolist() == pytest.approx([4, 3, 3, -9])
    assert states(z, 3.1).tolist() == [3, 1, 2, 0]
    assert states(z, 5.5).tolist() == [0, 0, 0, 0]


def test_a_smaller_kernel_may_be_taken_out_of_a_larger_one(left):
    near = simulate(left, Knobs(kernel_mm=3.0)).drive_peak_hz
    wide = simulate(left).drive_peak_hz
    assert near[left.region.at("premotor"), 1].std() > wide[left.region.at("premotor"), 1].std()


@pytest.mark.parametrize(
    ("knobs", "words"),
    [
        ({"noise_hz": 0.0}, "noise_hz 0.0: expected a number from 0.01 to 100 Hz"),
        ({"noise_hz": float("nan")}, "noise_hz nan: expected a number"),
        ({"trials": 1}, "trials 1: expected a whole number from 2 to 1000"),
        ({"kernel_mm": -6.0}, "kernel_mm -6.0: expected a number from 1 to 18 mm"),
        ({"seed": -1}, "seed -1: expected a whole number from 0 to 4294967295"),
        ({"seed": "one"}, "seed 'one': expected a whole number"),
        ({"measurement_seed": 0.5}, "measurement_seed 0.5: expected a whole number"),
        ({"mirror_share": -1}, "mirror_share -1: expected a number from 0 to 3"),
        ({"familiarity": None}, "familiarity None: expected a number from 0 to 2"),
        ({"action": "grap"}, "unknown action 'grap': did you mean 'grasp'"),
        ({"observe_action": "kik"}, "unknown action 'kik': did you mean 'kick'"),
        ({"preset": "recordet"}, "did you mean 'recorded'"),
        ({"hand": "both"}, "unknown hand 'both'"),
    ],
)
def test_a_knob_turned_too_far_is_one_sentence(left, knobs, words):
    with pytest.raises(ResponseError, match=words):
        simulate(left, Knobs(**knobs)).z()


def test_a_region_that_is_nowhere_is_told(left):
    with pytest.raises(ResponseError, match="unknown region 'smaa': did you mean 'sma'"):
        only(populations(left), ["smaa"])


# What an experimenter would find.


def test_units_that_do_nothing_are_found_at_the_rate_that_was_asked_for(left):
    nothing = tuple(
        replace(share, percent=(0, 0, 0, 0, 0, 0, 0, 0, 100)) for share in preset_shares() if share.region == "ipl"
    )
    units = draw(populations(left, shares=nothing), 1)
    for alpha in (0.05, 0.01):
        found = detect(count(units, 12), alpha).significant.mean()
        assert found == pytest.approx(alpha, abs=4 * np.sqrt(alpha / len(units) / 2) + 0.1 * alpha)


def test_clear_responses_are_found_and_their_direction_is_right(answer):
    units = answer.units
    found = detect(count(units, 40))
    strong = (np.abs(units.peak_hz) > 15) & (units.baseline_hz > 4)[:, None]
    assert found.significant[strong].mean() > 0.97
    right_way = found.sign == np.sign(units.peak_hz)
    assert right_way[strong & found.significant].mean() > 0.999
    clear = strong.all(1)
    assert (called(found)[clear] == units.kind[clear]).mean() > 0.95


def test_trials_sum_to_the_spikes_that_the_rates_expect(answer):
    counts = count(answer.units, 12)
    expected = 12 * window_counts(answer.units).sum(0)
    assert counts.spikes.sum(0) == pytest.approx(expected, rel=0.01)


def test_the_tally_counts_every_unit_once_per_region(answer):
    found = tally(answer.units, detect(count(answer.units, 12)))
    assert found.regions[:5] == FIVE
    assert found.true.sum(1) == pytest.approx(np.full(len(found.regions), 100))
    assert found.found.sum(1) == pytest.approx(np.full(len(found.regions), 100))
    assert found.units.sum() == len(answer.units)
    mt = found.regions.index("mt")
    assert found.true[mt, CLASSES.index("E+O+")] == 0
    assert found.true[mt, CLASSES.index("O+")] == pytest.approx(45, abs=10)


def test_more_trials_cost_time_not_memory_and_find_more(answer):
    few, many = detect(count(answer.units, 4)), detect(count(answer.units, 40))
    real = answer.units.peak_hz != 0
    assert many.significant[real].mean() > few.significant[real].mean() + 0.1


@pytest.mark.parametrize("trials", [1, 0, 2.5])
def test_a_test_needs_trials(answer, trials):
    with pytest.raises(ResponseError, match="expected a whole number from 2"):
        count(answer.units, trials)


def test_alpha_is_a_probability(answer):
    with pytest.raises(ResponseError, match="no probability"):
        detect(count(answer.units, 2), 1.5)
