"""`simulate`: tidy rows in a file, or the ladder on the terminal; what is supposed is said, what is there is kept."""

import csv
import io
import json
import os
import sys

import pytest

from atlas_app.__main__ import main
from atlas_app.brain import responses
from atlas_app.model import edits
from atlas_app.model.scene import Scene
from regions.catalogue import ORDER
from regions.responses.ladder import RUNGS, climb
from regions.responses.tidy import COLUMNS


@pytest.fixture
def run(capsys):
    def call(*words):
        code = main([str(word) for word in words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


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
    assert {k[1] for k in key} == {"rest", "execute", "observe"}
    assert {row["action"] for row in rows if row["condition"] == "execute"} == {"grasp"}
    assert all(row["status"] and row["source"] for row in rows)


def test_csv_and_json_hold_the_same(written):
    as_csv, as_json = written(), written(ending="json")
    assert [{name: str(value) for name, value in row.items()} for row in as_json] == as_csv
    assert all(type(row["mean_net_hz"]) is float and type(row["units"]) is int for row in as_json)


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
    assert actions == {("rest", ""), ("execute", "tear"), ("observe", "kick")}
    assert all("illustrative" in row["source"] for row in rows if row["condition"] != "rest")


def test_what_was_supposed_stands_in_every_row(written):
    plain, split = written(), written("--split-both")
    assert "what-if" not in {row["status"] for row in plain}
    assert {row["status"] for row in split if row["condition"] != "rest"} == {"what-if"}
    assert all("No cell answers to both" in row["source"] for row in split if row["condition"] != "rest")
    for one, two in zip(plain, split, strict=True):  # more units, the same sum
        assert int(two["units"]) >= int(one["units"])
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
        (["--trials", "5"], ["--trials"]),
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
