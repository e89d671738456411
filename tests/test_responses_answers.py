"""What may be asked of the model: rates and spikes over time, voxels, BOLD, tidy rows."""

import csv
import io
import json

import numpy as np
import pytest

from data.tables import rows as bundled
from regions.responses.bold import BOLD_PEAK_S, bold, response_function
from regions.responses.classes import CLASSES
from regions.responses.conditions import ALL
from regions.responses.detect import count, windows
from regions.responses.faults import ResponseError
from regions.responses.knobs import supposed
from regions.responses.places import z_scores
from regions.responses.populations import populations
from regions.responses.simulate import Knobs, simulate, units_of
from regions.responses.spikes import LASTS_S, net_rates, raster, rate
from regions.responses.tidy import COLUMNS, default_times, rows
from regions.responses.units import draw
from regions.responses.voxel import by_class, in_voxel
from tests.test_responses_cortex import real_cortex

F5 = 0
EXCITED = CLASSES.index("E+O+")


@pytest.fixture(scope="module")
def left():
    return real_cortex("left")[0]


@pytest.fixture(scope="module")
def units(left):
    return units_of(left, Knobs())


def excited_in_f5(units):
    return np.flatnonzero(units.kind[: units.start[1]] == EXCITED)


def crossings(t, hz):
    """Half-rise, peak and half-fall."""
    top = int(hz.argmax())
    rise = np.flatnonzero(hz[:top] < hz[top] / 2)[-1]
    fall = top + np.flatnonzero(hz[top:] < hz[top] / 2)[0]
    return t[rise + 1], t[top], t[fall]


# Rates and spikes.


def test_the_expected_rate_of_f5_rises_peaks_and_falls_as_recorded(units):
    t = np.arange(-1, 2, 0.001)
    mean = {c: net_rates(units, excited_in_f5(units), c, t).mean(0) for c in ("execute", "observe")}
    recorded = [row for row in bundled("f5_psth.csv") if (row["area"], row["cls"]) == ("F5", "E+O+")]
    when = np.array([float(row["t_rel_movement_onset"]) for row in recorded])
    for condition, column in (("execute", "exe_net_hz"), ("observe", "obs_net_hz")):
        hz = np.array([float(row[column]) for row in recorded])
        fine = np.interp(t, when, hz)
        limit = 0.05 if condition == "execute" else 0.11  # observation takes the course of execution
        for ours, theirs in zip(crossings(t, mean[condition]), crossings(t, fine), strict=True):
            assert abs(ours - theirs) < limit, condition
    for ours, quoted in zip(crossings(t, mean["execute"]), (0.04, 0.39, 0.69), strict=True):
        assert abs(ours - quoted) < 0.05
    assert mean["observe"].max() / mean["execute"].max() == pytest.approx(0.50, abs=0.05)
    held = net_rates(units, excited_in_f5(units), "execute", [1.2]).mean() / mean["execute"].max()
    assert 0.3 <= held <= 0.4


def test_watching_gains_half_of_acting_in_f5_on_both_sides_and_in_the_classical_preset():
    """In the hemisphere of the acting hand execution is weaker, so the gain is taken opposite."""
    for side, hand in (("left", "right"), ("right", "left")):
        for preset in ("recorded", "classical"):
            units = draw(populations(real_cortex(side)[0], preset), 1, hand)
            peaks = units.peak_hz[excited_in_f5(units)]
            assert peaks[:, 1].mean() / peaks[:, 0].mean() == pytest.approx(0.50, abs=0.05)


def test_rates_are_never_negative_and_rest_is_the_baseline(units):
    which = np.arange(0, len(units), 37)
    for condition in ("rest", "execute", "observe", "object", "nogo"):
        assert rate(units, which, condition, default_times()).min() >= 0
    assert rate(units, which, "rest", [0.4])[:, 0].tolist() == units.baseline_hz[which].tolist()


@pytest.mark.parametrize("condition", ["execute", "observe", "object", "nogo", "rest"])
def test_a_raster_has_the_very_spikes_that_were_counted(units, condition):
    counts = count(units, 12, (condition,))
    for unit in (0, 700, len(units) - 1):
        trains = raster(units, unit, condition, 12)
        assert len(trains) == 12
        for window, (start, stop) in enumerate(windows()):
            inside = [((train >= start) & (train < stop)).sum() for train in trains]
            assert sum(inside) == counts.spikes[unit, 0, window]


def test_spikes_follow_the_rate_in_time(units):
    """All spikes of many trials, against the rate that they were drawn from."""
    unit = int(excited_in_f5(units)[np.argmax(units.peak_hz[excited_in_f5(units), 0])])
    trains = raster(units, unit, "execute", 600)
    edges = np.arange(LASTS_S[0], LASTS_S[1] + 0.05, 0.1)
    found = np.histogram(np.concatenate(trains), edges)[0] / 600
    fine = np.arange(LASTS_S[0], LASTS_S[1], 0.001) + 0.0005
    hz = rate(units, unit, "execute", fine)[0]
    expected = np.histogram(fine, edges, weights=hz * 0.001)[0]
    assert np.abs(found - expected).max() < 4.5 * np.sqrt(expected.max() / 600)
    assert all((np.diff(train) >= 0).all() for train in trains)
    assert min(train.min() for train in trains) >= LASTS_S[0]
    assert max(train.max() for train in trains) <= LASTS_S[1]


def test_a_raster_is_the_same_whenever_it_is_asked_for(units):
    one, other = (raster(units, 5, "execute", 4) for _ in range(2))
    assert [train.tobytes() for train in one] == [train.tobytes() for train in other]
    more = raster(units, 5, "observe", 4)
    assert [len(train) for train in more] != [len(train) for train in one]
    with pytest.raises(ResponseError, match=r"unit -1: expected a number from 0 to \d+"):
        raster(units, -1, "execute", 4)


# Voxels.


def test_a_voxel_holds_the_units_inside_its_cube(left, units):
    centre = left.mni152_mm[units.vertex[100]]
    small, large = in_voxel(units, left, centre, 3.0), in_voxel(units, left, centre, 12.0)
    assert 100 in small
    assert set(small) < set(large)
    off = np.abs(left.mni152_mm[units.vertex[large]] - centre)
    assert off.max() <= 6
    many = by_class(units, large)
    assert tuple(many) == CLASSES
    assert sum(many.values()) == len(large)
    assert sum(by_class(units, in_voxel(units, left, [0, 0, 200], 3.0)).values()) == 0


@pytest.mark.parametrize(
    ("centre", "side", "words"),
    [([0, 0], 3, "three numbers"), ([0, 0, float("nan")], 3, "three numbers"), ([0, 0, 0], 0, "positive length")],
)
def test_a_voxel_that_is_none_is_told(left, units, centre, side, words):
    with pytest.raises(ResponseError, match=words):
        in_voxel(units, left, centre, side)


# BOLD.


@pytest.mark.filterwarnings("ignore")
def test_the_response_function_is_that_of_spm_as_nilearn_has_it():
    from nilearn.glm.first_level import spm_hrf

    for step in (0.1, 0.05, 0.02):
        theirs = spm_hrf(1.0, round(1 / step))
        ours = response_function(np.linspace(0, 32, len(theirs)))
        assert np.corrcoef(ours, theirs)[0, 1] > 0.999


def test_the_response_function_peaks_undershoots_and_sums_to_one():
    t = np.arange(-2, 40, 0.01)
    h = response_function(t)
    assert t[h.argmax()] == pytest.approx(5.0, abs=0.02)
    assert t[h.argmin()] == pytest.approx(15.75, abs=0.05)
    assert h.sum() * 0.01 == pytest.approx(1, abs=0.002)
    assert not h[t < 0].any()


def test_blood_lags_behind_the_rates_and_leaves_the_map_at_its_peak(left):
    t = np.arange(-2, 32, 0.02)
    course = bold(t)
    assert course.max() == pytest.approx(1, abs=1e-3)
    assert t[course.argmax()] == pytest.approx(BOLD_PEAK_S, abs=0.1)
    assert course[t < -1].tolist() == [0] * int((t < -1).sum())
    assert -0.2 < course.min() < -0.05
    answer = simulate(left)
    slow = z_scores(answer.drive_peak_hz, answer.noise, 12, 2.0, BOLD_PEAK_S, bold)
    assert np.abs(slow - answer.z()).max() < 0.02 * np.abs(answer.z()).max()


# Rows.


def test_there_is_one_row_per_population_condition_and_time(units):
    table = list(rows(units, conditions=ALL))
    assert len(table) == len(units.populations) * len(ALL) * len(default_times())
    keys = {(row["population"], row["condition"], row["time_s"]) for row in table}
    assert len(keys) == len(table)
    assert all(tuple(row) == COLUMNS for row in table)
    assert sum({row["population"]: row["units"] for row in table}.values()) == len(units)
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS)
    writer.writeheader()
    writer.writerows(table)
    assert len(list(csv.DictReader(io.StringIO(text.getvalue())))) == len(table)
    assert json.loads(json.dumps(table, allow_nan=False)) == table


def test_a_row_is_the_mean_of_its_units(units):
    row = next(row for row in rows(units, [0.39], ["execute"]) if row["region"] == "premotor")
    net = net_rates(units, np.arange(units.start[1]), "execute", 0.39)
    assert row["mean_net_hz"] == pytest.approx(net.mean())
    assert row["sd_hz"] == pytest.approx(net.std())
    assert row["units"] == units.start[1]
    assert (row["status"], row["action"]) == ("derived", "grasp")
    assert "Jerjian 2020" in row["source"]


def test_what_has_no_recording_says_so_in_its_row(left, units):
    for row in rows(units, [0.39], ALL):
        if row["condition"] == "imagine":
            assert row["mean_net_hz"] is None
            assert row["status"] == "no data yet"
        elif row["condition"] in ("object", "nogo") or (
            row["region"] not in ("premotor", "m1", "sma", "mtl") and row["condition"] != "rest"
        ):
            assert row["status"] == "assumption"
            assert row["source"].startswith("illustrative")
    kick = units_of(left, Knobs(observe_action="kick"))
    for row in rows(kick, [0.39], ("execute", "observe")):
        if (row["region"], row["areas"][:2]) == ("premotor", "6v"):
            assert row["status"] == ("derived" if row["condition"] == "execute" else "assumption")
            assert row["action"] == ("grasp" if row["condition"] == "execute" else "kick")


def test_what_was_supposed_stands_in_every_row_it_touches(left):
    knobs = Knobs(mirror_share=2.0, split_both=True)
    for row in rows(units_of(left, knobs), [0.39], what_if=supposed(knobs)):
        if row["condition"] != "rest":
            assert row["status"] == "what-if"
            assert row["source"].startswith("Mirror share, No cell answers to both; ")
    assert supposed(Knobs(seed=9, noise_hz=1.0, action="kick")) == ()


def test_the_switch_changes_how_many_units_there_are_and_not_what_they_do_together(left, units):
    twins = units_of(left, Knobs(split_both=True))
    for whole, split in zip(rows(units, [0.2, 0.39]), rows(twins, [0.2, 0.39]), strict=True):
        assert split["mean_net_hz"] == pytest.approx(whole["mean_net_hz"], abs=1e-9)
        assert split["units"] >= whole["units"]


def test_a_condition_that_is_none_is_told(units):
    with pytest.raises(ResponseError, match="unknown condition 'exekute': did you mean 'execute'"):
        list(rows(units, conditions=["exekute"]))
