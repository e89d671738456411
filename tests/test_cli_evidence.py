"""`evidence`: every figure with its status and source; what is not checked or assumed says so wherever it appears."""

import json
import re

import pytest

from atlas_app.__main__ import main
from data.tables import rows
from regions.catalogue import ORDER

UNCHECKED, ILLUSTRATIVE = "figure not checked against the paper", "illustrative"


@pytest.fixture(scope="module")
def everything():
    """What `evidence --json` answers, asked once."""
    import contextlib
    import io

    with contextlib.redirect_stdout(io.StringIO()) as said:
        assert main(["evidence", "--json"]) == 0
    return json.loads(said.getvalue())


def test_json_is_one_object_of_lists(everything):
    assert list(everything) == ["regions", "figures", "shares", "literature", "comparison", "terms"]
    assert all(isinstance(value, list) and value for value in everything.values())
    assert everything["regions"] == list(ORDER)


def test_every_current_figure_is_there_once(everything):
    current = [row for row in rows("numbers.csv") if row["citation"] != "this work"]
    assert [(one["quantity"], one["citation"], one["doi"], one["status"]) for one in everything["figures"]] == [
        (row["quantity"], row["citation"], row["doi"], row["status"]) for row in current
    ]


def test_no_figure_of_an_earlier_definition_of_the_regions_is_shown(everything, run):
    assert "MKDA association" not in json.dumps(everything)
    assert "MKDA association" not in run("evidence", "premotor")[1]


def test_numbers_are_numbers_and_words_stay_words(everything):
    values = {one["quantity"]: one["value"] for one in everything["figures"]}
    assert values["cells recorded in medial frontal and temporal cortex"] == 1177
    assert values["F5 response class E+O+"] == 21.7
    assert values["strictly / broadly / non-congruent"] == "31.5 / 60.9 / 7.6"
    assert values["cells responding to both (hippocampus / parahippocampal / entorhinal)"] == "~10"
    for one in everything["figures"]:
        for value in (one["value"], one["n"]):
            assert not isinstance(value, str) or not re.fullmatch(r"-?\d+(\.\d+)?", value)


def test_what_is_not_checked_or_assumed_says_so(everything):
    statuses = set()
    for one in (*everything["figures"], *everything["shares"]):
        statuses.add(one["status"])
        assert (UNCHECKED in one["caveat"]) == ("memory" in one["status"]), one
        assert (ILLUSTRATIVE in one["caveat"]) == ("assumption" in one["status"]), one
    assert {"verified", "derived", "memory", "assumption", "memory + assumption"} <= statuses


@pytest.mark.parametrize("region", ORDER)
def test_a_region_s_text_has_each_of_its_figures_with_its_caveat(run, everything, region):
    code, said, told = run("evidence", region)
    assert (code, told) == (0, "")
    its = [one for one in everything["figures"] if region in one["regions"]]
    lines = said.splitlines()
    heads = [k for k, line in enumerate(lines) if any(line.startswith(f"{one['about']}: ") for one in its)]
    assert len(heads) == len(its)
    for at, one in zip(heads, its, strict=True):
        assert one["quantity"] in lines[at]
        assert str(one["value"]) in lines[at]
        assert lines[at + 1].strip() == one["status"] + (f": {one['caveat']}" if one["caveat"] else "")
        assert one["citation"] in lines[at + 2]
        assert one["doi"] in lines[at + 2]


def test_a_region_has_its_own_figures_only(run, everything):
    answer = json.loads(run("evidence", "sma", "--json")[1])
    assert answer["figures"] == [one for one in everything["figures"] if "sma" in one["regions"]]
    for name in ("shares", "literature", "comparison"):
        assert answer[name] == [one for one in everything[name] if one["region"] == "sma"]
    shared = [one for one in answer["figures"] if one["regions"] == ["sma", "mtl"]]
    assert shared
    assert all(one in json.loads(run("evidence", "mtl", "--json")[1])["figures"] for one in shared)


def test_motor_cortex_has_its_recordings_and_a_region_no_critique(run):
    assert "M1 PTNs mirror-like" in run("evidence", "m1")[1]
    assert "critique" not in run("evidence", "premotor")[1]
    assert "critique: " in run("evidence")[1]


def test_shares_are_those_of_the_table_and_sum_to_all(everything):
    assert len(everything["shares"]) == len(rows("class_proportions.csv"))
    for one in everything["shares"]:
        assert sum(one["percent"].values()) == pytest.approx(100, abs=0.1)
    assert {one["preset"] for one in everything["shares"]} == {"recorded", "classical"}


def test_vertices_and_per_cents_are_one_truth(run, everything):
    """`regions --json`, the literature rows and the comparison count the same vertices; strict per cents agree."""
    counted = {(one["region"], one["hemisphere"]): one["vertices"] for one in json.loads(run("regions", "--json")[1])}
    strict = {(one["region"], one["hemisphere"]): one for one in everything["literature"] if one["set"] == "strict"}
    compared = {(one["region"], one["hemisphere"]): one for one in everything["comparison"]}
    assert list(strict) == list(compared)
    assert len(compared) == 2 * len(ORDER)
    for key, one in compared.items():
        assert one["vertices"] == strict[key]["vertices"] == counted.get(key, one["vertices"])
        its = (strict[key]["execution"], strict[key]["observation"], strict[key]["both"])
        assert tuple(one["literature"].values()) == its
    assert set(counted) <= set(compared)
    assert (strict["premotor", "left"]["both"], strict["s1", "right"]["both"]) == (7.1, 10.8)


def test_the_wide_set_is_beside_the_strict_one(everything, run):
    left = [one for one in everything["literature"] if (one["region"], one["hemisphere"]) == ("premotor", "left")]
    assert [(one["set"], one["papers_observation"], one["observation"]) for one in left] == [
        ("strict", 36, 40.2),
        ("wide", 62, 55.4),
    ]
    assert re.search(r"premotor +left +1196 +wide, 62 +15\.0 +55\.4 +9\.4", run("evidence", "premotor")[1])


def test_the_comparison_is_simulated_only_when_asked_for(run):
    plain, compared = run("evidence", "ifg44")[1], run("evidence", "ifg44", "--compare")[1]
    assert "SIMULATED" not in plain
    assert "LITERATURE CO-ACTIVATION" in plain
    assert compared.startswith(plain.rstrip())
    assert "SIMULATED" in compared
    assert "ifg44, left: The simulation has execute" in compared
    assert "the literature shows no convergence" in compared


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        (["premotr"], ["unknown region 'premotr'", "did you mean 'premotor'?", "mtl"]),
        (["SMA"], ["did you mean 'sma'?"]),
        ([""], ["unknown region ''"]),
        (["sma", "s1"], ["s1"]),
        (["--yaml"], ["--yaml"]),
        (["x" * 5000, "--json"], ["unknown region"]),
    ],
)
def test_a_wrong_word_is_one_sentence(run, words, parts):
    code, said, told = run("evidence", *words)
    assert (code, said, told.count("\n")) == (2, "", 1)
    assert len(told) < 400
    for part in parts:
        assert part in told
