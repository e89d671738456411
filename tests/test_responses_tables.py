"""The model's tables: shares that add up, rates as recorded, a course that fits, one sentence for what is wrong."""

import subprocess
import sys
from dataclasses import fields

import numpy as np
import pytest

from data.tables import rows
from regions.responses.classes import BOTH, CLASSES, SIGNS, class_of, pooled_rates, rates
from regions.responses.constants import constants, knob_table, value
from regions.responses.faults import ResponseError
from regions.responses.knobs import Knobs
from regions.responses.seeds import stream
from regions.responses.shares import check_shares, preset_shares, presets, scaled
from regions.responses.timecourse import envelope

GOOD = rows("class_proportions.csv")


def changed(line, **columns):
    return [row | columns if number == line else row for number, row in enumerate(GOOD, 2)]


def test_every_share_of_both_presets_adds_up_and_names_areas():
    for preset in presets():
        for share in preset_shares(preset):
            assert sum(share.percent) == pytest.approx(100, abs=0.1 + 1e-9)
            assert share.areas


def test_classical_keeps_the_recorded_shares_where_it_says_nothing():
    recorded, classical = preset_shares("recorded"), preset_shares("classical")
    assert [(s.region, s.areas, s.where) for s in recorded] == [(s.region, s.areas, s.where) for s in classical]
    differ = [(a, b) for a, b in zip(recorded, classical, strict=True) if a != b]
    assert [b.region for _, b in differ] == ["premotor"]
    assert differ[0][1].percent[CLASSES.index("E+O+")] == 17.3
    assert differ[0][1].status == "memory"


@pytest.mark.parametrize(
    ("line", "columns", "words"),
    [
        (2, {"none": "14.2"}, r"line 2: the nine shares sum to 99, expected 100 ± 0.1"),
        (5, {"E+": "-3"}, r"line 5: the share of 'E\+' is '-3', expected per cent from 0 to 100"),
        (5, {"E-": "many"}, r"line 5: the share of 'E-' is 'many'"),
        (6, {"O+": "nan"}, r"line 6: the share of 'O\+' is 'nan'"),
        (7, {"O-": ""}, r"line 7: the share of 'O-' is ''"),
        (7, {"E+O+": None}, r"line 7: column 'E\+O\+' is missing"),
        (9, {"areas": " ; "}, r"line 9: region or areas are empty"),
        (9, {"region": ""}, r"line 9: region or areas are empty"),
        (9, {"region": "ipll"}, r"line 9: unknown region 'ipll': did you mean 'ipl'"),
        (9, {"areas": "PFt;PFZ"}, r"line 9: unknown area 'PFZ': did you mean '.+'\? expected one of \d+ names"),
        (9, {"E++": "3"}, r"line 9: unknown class or column 'E\+\+'"),
    ],
)
def test_a_wrong_row_is_one_sentence_with_file_line_and_expectation(line, columns, words):
    with pytest.raises(ResponseError, match=r"^mine\.csv, " + words) as fault:
        check_shares(changed(line, **columns), "mine.csv")
    assert "\n" not in str(fault.value)


def test_a_missing_column_is_named():
    with pytest.raises(ResponseError, match=r"line 2: column 'areas' is missing, expected preset, region, areas"):
        check_shares([{name: word for name, word in row.items() if name != "areas"} for row in GOOD])


def test_an_unknown_preset_names_the_nearest():
    with pytest.raises(ResponseError, match=r"unknown preset 'clasical': did you mean 'classical'\?"):
        preset_shares("clasical")


def test_f5_rates_are_the_recorded_ones_and_silent_conditions_are_zero():
    f5 = rates("premotor")
    assert f5.peak_hz[CLASSES.index("E+O+")].tolist() == [34.4, 17.1]
    assert f5.baseline_hz[CLASSES.index("E-O+")] == 18.7
    assert (np.sign(f5.peak_hz) == SIGNS).all()
    assert set(f5.source) == {"F5"}


def test_m1_rates_pool_both_kinds_of_units_by_their_counts():
    m1 = rates("m1")
    assert m1.peak_hz[CLASSES.index("E+O+")] == pytest.approx(
        [(32.1 * 23 + 26.8 * 56) / 79, (8.4 * 23 + 6.4 * 56) / 79]
    )
    assert (np.sign(m1.peak_hz) == SIGNS).all()
    assert m1.source[CLASSES.index("E+O+")] == "M1-PTN + M1-UID"
    assert m1.source[CLASSES.index("O-")] == "M1-UID"


def test_a_class_that_m1_lacks_comes_from_f5_and_says_so():
    table = [row for row in rows("f5_m1_classes.csv") if row["cls"] != "O- only" or row["area"] == "F5"]
    pooled = pooled_rates(table, ("M1-PTN", "M1-UID"))
    assert pooled.source[CLASSES.index("O-")] == "F5"
    assert pooled.peak_hz[CLASSES.index("O-"), 1] == -3.4


def test_no_mean_rate_falls_below_zero_at_the_peak():
    for region in ("premotor", "m1"):
        assert (rates(region).peak_hz.min(1) >= -rates(region).baseline_hz).all()


def test_the_mean_of_a_shared_table_cannot_be_changed_by_who_reads_it():
    with pytest.raises(ValueError, match="read-only"):
        rates("premotor").peak_hz[0] = 0


def test_signs_and_classes_say_the_same():
    assert class_of(np.array(SIGNS, np.int8)).tolist() == list(range(9))
    assert {name for name, sign in zip(CLASSES, SIGNS, strict=True) if all(sign)} == set(BOTH)


def crossings(t, rate):
    """Half-rise, peak and half-fall of a course, between its samples; it starts and ends below half."""
    half, top = rate.max() / 2, int(rate.argmax())
    rise = top - int(np.argmax(rate[top::-1] < half))
    fall = top + int(np.argmax(rate[top:] < half))

    def between(i):
        return t[i] + (half - rate[i]) / (rate[i + 1] - rate[i]) * (t[i + 1] - t[i])

    return between(rise), t[top], between(fall - 1)


def test_the_time_course_is_within_50_ms_of_the_recorded_one():
    recorded = [row for row in rows("f5_psth.csv") if (row["area"], row["cls"]) == ("F5", "E+O+")]
    t = np.array([float(row["t_rel_movement_onset"]) for row in recorded])
    hz = np.array([float(row["exe_net_hz"]) for row in recorded])
    fine = np.arange(-1.5, 2.5, 0.001)
    for ours, theirs in zip(crossings(fine, envelope(fine)), crossings(t, hz), strict=True):
        assert abs(ours - theirs) < 0.05
    # And the figures that are quoted, which round to the bins.
    for ours, quoted in zip(crossings(fine, envelope(fine)), (0.04, 0.39, 0.69), strict=True):
        assert abs(ours - quoted) < 0.05
    assert np.abs(envelope(t) - hz / hz.max()).max() < 0.15


def test_the_course_is_one_at_the_peak_holds_and_ends():
    t = np.arange(-3, 6, 0.01)
    assert envelope(value("peak_s")) == 1
    assert envelope(t).max() <= 1
    assert envelope(1.2) == pytest.approx(0.35)
    assert envelope([-2, 4]) == pytest.approx([0, 0], abs=1e-6)
    assert np.abs(np.diff(envelope(t))).max() < 0.05  # no step anywhere


def test_every_constant_says_what_it_rests_on():
    for name, constant in constants().items():
        assert constant.status in ("verified", "derived", "memory", "assumption"), name
        assert constant.note, name
        assert constant.citation or constant.status == "assumption", name
    for side in ("execute_opposite", "execute_same", "execute_same_primary", "observe_opposite", "observe_same"):
        assert constants()[side].status == "assumption"
    with pytest.raises(ResponseError, match="did you mean 'hold'"):
        value("holt")


@pytest.mark.parametrize("seed", [-1, 1.5, "one", None])
def test_a_seed_that_is_no_whole_number_is_told(seed):
    with pytest.raises(ResponseError, match=r"seed .*: expected a whole number from 0"):
        stream(seed, 1)


def test_the_model_starts_without_scipy():
    words = "import sys, regions.responses.simulate; sys.exit('scipy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", words], check=False).returncode == 0


def test_every_knob_has_a_range_a_default_a_source_and_a_sentence_of_help():
    turned = Knobs()
    assert set(knob_table()) == {field.name for field in fields(turned)}
    for name, knob in knob_table().items():
        assert getattr(turned, name) == knob.default, name
        assert knob.label
        assert knob.source
        assert knob.help.endswith(".")
        if knob.low is not None:
            assert knob.low <= knob.default <= knob.high
    assert "empathy" not in " ".join(knob.help + knob.label for knob in knob_table().values()).lower()
    what_if = {name for name, knob in knob_table().items() if knob.what_if}
    assert {"mirror_share", "split_both", "familiarity"} <= what_if
    assert "preset" not in what_if


def test_more_mirror_units_leave_less_for_the_others_and_never_more_than_all():
    is_both = np.isin(CLASSES, BOTH)
    recorded = preset_shares()
    for times in (0.0, 0.5, 2.0, 3.0, 100.0):
        for share, was in zip(scaled(recorded, times), recorded, strict=True):
            percent, before = np.array(share.percent), np.array(was.percent)
            assert percent.sum() == pytest.approx(before.sum())
            assert percent.min() >= 0
            if before[is_both].sum() * times <= before.sum() and before[is_both].any():
                assert percent[is_both] == pytest.approx(times * before[is_both])
    assert scaled(recorded, 1.0) == recorded
    only_premotor = scaled(recorded, 2.0, ["premotor"])
    assert [a == b for a, b in zip(only_premotor, recorded, strict=True)].count(False) == 1
    with pytest.raises(ResponseError, match="mirror share -1"):
        scaled(recorded, -1)
    with pytest.raises(ResponseError, match="unknown region 'premotr'"):
        scaled(recorded, 2, ["premotr"])


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"cls": "E++"}, "unknown class 'E\\+\\+'"),
        ({"base": "-3"}, "50 units at a baseline of -3 Hz, expected units and a rate from 0"),
        ({"base": "nan"}, "baseline of nan"),
        ({"base": "low"}, "expected a number in each of"),
        ({"n_units_x_obj": "0"}, "0 units at a baseline"),
    ],
)
def test_a_wrong_rate_is_one_sentence_with_file_line_and_expectation(columns, words):
    table = rows("f5_m1_classes.csv")
    table[0] = table[0] | columns
    with pytest.raises(ResponseError, match=r"^mine\.csv, line 2: .*" + words):
        pooled_rates(table, ("F5",), "mine.csv")
