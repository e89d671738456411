"""`simulate`: tidy rows in a file, or the ladder on the terminal; what is supposed is said, what is there is kept."""

import csv
import io
import json
import os
import sys

import pytest

from atlas_app.brain import responses
from atlas_app.model import edits
from atlas_app.model.scene import Scene
from regions.catalogue import ORDER
from regions.responses.classes import CLASSES
from regions.responses.ladder import RUNGS, climb
from regions.responses.spikes import raster
from regions.responses.tidy import COLUMNS
from regions.responses.voxel import by_class, in_voxel

NOTHING = ("rest", "imagine")
"""Conditions whose rows rest on no simulated unit."""


@pytest.fixture
def written(run, tmp_path):
    """Run `simulate` into a file and return its rows."""

    def call(*words, ending="csv"):
        out = tmp_path / f"out.{ending}"
        assert run("simulate", *words, "--out", out, "--force") == (0, "", "")
        assert [path.name for path in tmp_path.iterdir()] == [out.name]
        text = out.read_text(encoding="utf-8")
        out.unlink()
        return json.loads(text) if ending == "json" else list(csv.DictReader(io.StringIO(text)))

    return call


def rungs(said):
    """The ladder as printed: (region, side, rung) to per cent, low, high, expected if independent."""
    found = {}
    for line in said.splitlines():
        for rung in RUNGS:
            head, there, rest = line.partition(f"  {rung}  ")
            if there and len(head.split()) == 3:
                region, side, _ = head.split()
                found[region, side, rung] = [float(word) for word in rest.replace(" to ", " ").split()[:4]]
    return found


def refused(result, code, *parts):
    found, said, told = result
    assert (found, said, told.count("\n")) == (code, "", 1), told
    assert told.startswith("mirror-atlas: ")
    for part in parts:
        assert part in told, told


def test_every_population_of_both_sides_in_every_condition_and_time(written):
    rows = written()
    assert list(rows[0]) == list(COLUMNS)
    assert {(row["region"], row["hemisphere"]) for row in rows} == {(r, s) for r in ORDER for s in ("left", "right")}
    key = [(row["population"], row["condition"], row["time_s"]) for row in rows]
    assert len(set(key)) == len(key)
    assert len(key) == len({k[0] for k in key}) * len({k[1] for k in key}) * len({k[2] for k in key})
    assert {k[1] for k in key} == {"rest", "execute", "observe", "control", "object", "nogo", "imagine"}
    assert {row["signal"] for row in rows} == {"rate"}
    assert {row["action"] for row in rows if row["condition"] == "execute"} == {"grasp"}
    assert all(row["status"] and row["source"] for row in rows)


def test_csv_and_json_hold_the_same(written):
    as_csv, as_json = written(), written(ending="json")
    words = [{name: "" if value is None else str(value) for name, value in row.items()} for row in as_json]
    assert words == as_csv
    for row in as_json:
        assert type(row["units"]) is int
        assert type(row["mean_net_hz"]) is (float if row["condition"] != "imagine" else type(None))


def test_parquet_holds_the_same(written, run, tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet")
    rows = written(ending="json")
    assert run("simulate", "--out", tmp_path / "out.parquet") == (0, "", "")
    assert parquet.read_table(tmp_path / "out.parquet").to_pylist() == rows


def test_parquet_without_its_package_is_one_sentence(run, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    refused(run("simulate", "--out", tmp_path / "out.parquet"), 1, "pyarrow", "install it", ".csv")
    assert not list(tmp_path.iterdir())


def test_the_same_seed_gives_the_same_bytes_and_another_one_others(run, tmp_path):
    files = [tmp_path / f"{name}.csv" for name in ("one", "again", "other")]
    for path, seed in zip(files, ("5", "5", "6"), strict=True):
        assert run("simulate", "--seed", seed, "--out", path)[0] == 0
    one, again, other = (path.read_bytes() for path in files)
    assert one == again != other


def test_what_is_watched_can_differ_from_what_is_done(written):
    rows = written("--action", "tear", "--observe-action", "kick")
    actions = {(row["condition"], row["action"]) for row in rows}
    done = {("rest", ""), ("execute", "tear"), ("nogo", "tear"), ("imagine", "")}
    assert actions == done | {(condition, "kick") for condition in ("observe", "control", "object")}
    assert all("illustrative" in row["source"] for row in rows if row["condition"] not in NOTHING)


def test_what_was_supposed_stands_in_every_row(written):
    plain, split = written(), written("--split-both")
    assert "what-if" not in {row["status"] for row in plain}
    assert {row["status"] for row in split if row["condition"] not in NOTHING} == {"what-if"}
    assert all("No cell answers to both" in row["source"] for row in split if row["condition"] not in NOTHING)
    for one, two in zip(plain, split, strict=True):  # more units, the same sum
        assert int(two["units"]) >= int(one["units"])
        if one["condition"] != "imagine":
            assert float(two["mean_net_hz"]) == pytest.approx(float(one["mean_net_hz"]), abs=1e-4)


def test_the_ladder_is_that_of_the_app_s_own_units(run, library):
    said = run("simulate", "--seed", "3", "--action", "bring", "--hand", "left")[1]
    scene = edits.set_response(edits.set_action(Scene(), "bring"), seed=3, hand="left")
    printed = rungs(said)
    assert len(printed) == len(ORDER) * 2 * len(RUNGS)
    for side in ("left", "right"):
        for one in climb(responses.units(scene, side, library), scene.response.trials):
            for rung in one.rungs:
                wanted = (rung.found, rung.low, rung.high, rung.independent)
                assert printed[one.region, side, rung.name] == pytest.approx(wanted, abs=0.051)


def test_the_ladder_says_simulated_and_what_it_rests_on(run):
    said = run("simulate")[1]
    assert said.startswith("SIMULATED: do grasp, watch grasp")
    assert "Jerjian 2020" in said
    assert "nothing beyond these recordings" in said
    assert "another action" not in said
    assert "figure not checked" in run("simulate", "--preset", "classical")[1]
    assert "another action is illustrative" in run("simulate", "--observe-action", "kick")[1]


def test_with_the_switch_no_unit_answers_to_both_beyond_chance(run):
    said = run("simulate", "--split-both")[1]
    assert "Supposed: No cell answers to both." in said
    plain, split = rungs(run("simulate")[1]), rungs(said)
    for side in ("left", "right"):
        here = ("premotor", side, "excited in both")
        assert split[here][0] < plain[here][0] / 4


def test_watching_another_action_empties_the_rung_of_the_same_action(run):
    match, mismatch = (rungs(run("simulate", *words)[1]) for words in ((), ("--observe-action", "kick")))
    here = ("premotor", "left", "to the same action")
    assert mismatch[here][0] < 3 < match[here][0]


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        (["--action", "gras"], ["unknown action 'gras'", "did you mean 'grasp'?", "grasp, bring"]),
        (["--observe-action", "kik"], ["did you mean 'kick'?"]),
        (["--preset", "record"], ["did you mean 'recorded'?"]),
        (["--hand", "both"], ["unknown hand 'both'", "left, right"]),
        (["--seed", "1.5"], ["'1.5' is no seed", "0 to 4294967295"]),
        (["--seed", "9" * 5000], ["is no seed"]),
        (["--trials", "1"], ["--trials", "a whole number from 2 to 1000"]),
        (["--force"], ["--force", "--out FILE"]),
    ],
)
def test_a_wrong_word_is_one_sentence_and_nothing_is_written(run, tmp_path, words, parts):
    out = [] if words == ["--force"] else ["--out", tmp_path / "out.csv"]
    result = run("simulate", *words, *out)
    refused(result, 2, *parts)
    assert len(result[2]) < 400
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("name", "code", "part"),
    [
        ("out.xlsx", 2, ".csv, .json, .parquet"),
        ("out", 2, "'nothing'"),
        (".", 2, ".csv"),
        ("none/out.csv", 1, "none does not exist"),
    ],
)
def test_a_place_that_cannot_be_written_is_told(run, tmp_path, name, code, part):
    refused(run("simulate", "--out", tmp_path / name), code, part)
    assert not list(tmp_path.iterdir())


def test_what_is_there_is_kept_unless_forced(run, tmp_path):
    out = tmp_path / "out.csv"
    out.write_bytes(b"kept")
    refused(run("simulate", "--out", out), 1, "exists already", "--force")
    assert out.read_bytes() == b"kept"
    assert run("simulate", "--out", out, "--force") == (0, "", "")
    assert out.read_text().startswith(",".join(COLUMNS))


def test_a_write_that_fails_leaves_the_old_file(run, tmp_path, monkeypatch):
    def full(_descriptor):
        raise OSError(28, "No space left on device")

    out = tmp_path / "out.csv"
    out.write_bytes(b"kept")
    monkeypatch.setattr(os, "fsync", full)
    refused(run("simulate", "--out", out, "--force"), 1, "No space left on device")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"kept"]


# A place, one unit, the blood response.


def counted(said):
    """The table of classes at a place: class to units."""
    found = {}
    for line in said.splitlines():
        words = line.split()
        if words and words[0] in CLASSES:
            found[words[0]] = int(words[1])
    return found


def test_a_place_lists_the_units_of_its_voxel_by_class(run, library):
    for place in ("-50 4 30", "50 4 30"):
        code, said, told = run("simulate", "--at", *place.split(), "--voxel", "8")
        assert (code, told) == (0, "")
        side = "left" if place.startswith("-") else "right"
        centre = [float(word) for word in place.split()]
        wide = edits.set_response(Scene(), voxel_mm=8.0)
        every = responses.units(wide, side, library)
        inside = in_voxel(every, responses.cortex(6.0, side, library), centre, 8.0)
        assert len(inside) > 20
        assert counted(said) == by_class(every, inside)
        assert f"{len(inside)} units in a voxel of 8 mm" in said
        assert f"{side} hemisphere, premotor, area 6" in said
        assert said.startswith("SIMULATED: do grasp")
        assert "z >= 3.1, 12 trials, kernel 6 mm, noise 2 Hz, measurement seed 1" in said


def test_a_place_without_units_says_so(run):
    said = run("simulate", "--at", "-50", "40", "0")[1]
    assert "no region, area p47r" in said
    assert "0 units in a voxel of 3 mm" in said
    assert not counted(said)
    assert "left hemisphere" in run("simulate", "--at", "\u221250", "40", "0")[1]  # a minus as papers print it


def test_the_knobs_that_measure_turn_what_a_place_says(run):
    def z(*words):
        line = next(
            one for one in run("simulate", "--at", "-50", "4", "30", *words)[1].splitlines() if "There z" in one
        )
        return line.partition("(")[0]

    ways = [["--noise", "4"], ["--trials", "40"], ["--kernel", "9"], ["--measurement-seed", "2"], ["--threshold", "20"]]
    assert len({z(), *(z(*words) for words in ways)}) == 1 + len(ways)
    assert "BOLD at 5.8 s" in run("simulate", "--at", "-50", "4", "30", "--bold")[1]


def test_the_blood_response_is_on_a_clock_of_its_own(written):
    rows = [row for row in written("--bold", ending="json") if row["condition"] == "execute"]
    assert {row["signal"] for row in rows} == {"BOLD"}
    first = [row for row in rows if row["population"] == rows[0]["population"]]
    times = [row["time_s"] for row in first]
    assert (times[0], times[-1]) == (-2, 30)
    top = max(first, key=lambda row: row["mean_net_hz"])
    assert 5 <= top["time_s"] <= 6.5
    assert min(row["mean_net_hz"] for row in first if row["time_s"] > 10) < 0  # the undershoot


def test_the_spikes_of_one_unit_are_those_of_the_model(written, library):
    rows = written("--spikes", "sma:right:7", "--trials", "4", "--seed", "3")
    assert list(rows[0]) == ["region", "hemisphere", "unit", "class", "condition", "trial", "time_s"]
    units = responses.units(edits.set_response(Scene(), seed=3), "right", library)
    unit = next(its.start for population, its in units.each() if population.share.region == "sma") + 7
    assert {(row["region"], row["hemisphere"], row["unit"], row["class"]) for row in rows} == {
        ("sma", "right", "7", CLASSES[units.kind[unit]])
    }
    assert {row["condition"] for row in rows} == {"rest", "execute", "observe", "control", "object", "nogo"}
    for condition in ("rest", "execute", "observe"):
        for trial, wanted in enumerate(raster(units, unit, condition, 4), 1):
            here = [row["time_s"] for row in rows if (row["condition"], row["trial"]) == (condition, str(trial))]
            assert [float(word) for word in here if word] == pytest.approx(wanted, abs=1e-6)
            assert here, "a silent trial has a row without a time"


def test_a_unit_that_was_split_has_the_rows_of_both_its_cells(written, library):
    units = responses.units(Scene(), "left", library)
    its = next(its for population, its in units.each() if population.share.region == "premotor")
    number = [CLASSES[kind] for kind in units.kind[its]].index("E+O+")
    rows = written("--spikes", f"premotor:left:{number}", "--split-both", "--trials", "2")
    assert {row["class"] for row in rows} == {"E+", "O+"}
    assert {row["unit"] for row in rows} == {str(number)}


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        (["--at", "1", "2"], ["--at", "3 arguments"]),
        (["--at", "1", "2", "north"], ["'north' is no coordinate", "-200 to 200"]),
        (["--at", "1", "2", "nan"], ["'nan' is no coordinate"]),
        (["--at", "1", "2", "999"], ["'999' is no coordinate"]),
        (["--at", "1", "2", "3", "--out", "a.csv"], ["--at answers on the terminal"]),
        (["--spikes", "premotor"], ["--spikes writes a file", "--out FILE"]),
        (["--spikes", "premoter", "--out", "a.csv"], ["did you mean 'premotor'?"]),
        (["--spikes", "m1:middle", "--out", "a.csv"], ["unknown side 'middle'"]),
        (["--spikes", "m1:left:-1", "--out", "a.csv"], ["'m1:left:-1' is no unit", "premotor:left:12"]),
        (["--spikes", "m1:left:1:1", "--out", "a.csv"], ["is no unit"]),
        (["--spikes", "premotor:left:2000", "--out", "a.csv"], ["no unit 2000 of premotor left", "0 to 1999"]),
        (["--spikes", "m1", "--out", "a.csv", "--bold"], ["--bold", "--spikes"]),
        (["--bold"], ["--bold is about time", "--out FILE"]),
    ],
)
def test_what_cannot_be_answered_is_one_sentence(run, tmp_path, monkeypatch, words, parts):
    monkeypatch.chdir(tmp_path)
    refused(run("simulate", *words), 2, *parts)
    assert not list(tmp_path.iterdir())
