"""`mirror-atlas where`: a place in words and in JSON, whatever its signs; a wrong word is one sentence."""

import json
import subprocess
import sys

import pytest

from data import cache
from regions.atlases import atlases
from regions.catalogue import FIVE, NEIGHBOURS
from regions.spaces import SPACES, from_mni152

KNOB = ("-38", "-24", "58")


@pytest.fixture(scope="module", autouse=True)
def prepared():
    from atlas_app.brain.where_table import where_table

    where_table()


def asked(run, *words):
    code, said, told = run("where", *words, "--json")
    assert (code, told) == (0, "")
    return json.loads(said)


def test_json_has_the_keys_that_are_promised(run):
    answer = asked(run, *KNOB)
    assert list(answer)[:2] == ["point", "space"]
    assert answer["point"] == [-38, -24, 58]
    assert answer["space"] == "mni152"
    for part, ids in (("regions", FIVE), ("neighbours", NEIGHBOURS)):
        assert [row["region"] for row in answer[part]] == list(ids)
        for row in answer[part]:
            assert set(row) == {"region", "hemisphere", "distance_mm"}
            assert row["hemisphere"] in ("left", "right")
    assert [row["atlas"] for row in answer["atlases"]] == list(atlases())
    by_atlas = {row["atlas"]: row for row in answer["atlases"]}
    assert by_atlas["hcp-mmp"] == {"atlas": "hcp-mmp", "label": "L_4", "probability": None}
    assert by_atlas["juelich"]["label"] == "GM_Primary_motor_cortex_BA4a_L"
    assert by_atlas["juelich"]["probability"] == 0.43
    assert {"label": "GM_Primary_motor_cortex_BA4a_L", "probability": 0.43} in by_atlas["juelich"]["possible"]
    assert next(row for row in answer["neighbours"] if row["region"] == "m1")["distance_mm"] == 0
    assert all(row["distance_mm"] > 0 for row in answer["regions"])
    assert answer["sentence"] == "in primary motor cortex, not one of the five, left"
    assert answer["papers"]
    assert answer["papers"][0]["distance_mm"] <= answer["papers"][-1]["distance_mm"] <= 10


def test_outside_the_brain_labels_are_null_and_the_nearest_is_named(run):
    answer = asked(run, "-110", "0", "40")
    assert answer["sentence"] == "outside the brain: nearest cortex 48 mm away, left"
    assert answer["cortex"] == {"hemisphere": "left", "distance_mm": 47.9, "inside": False}
    assert all(row["label"] is None and row["probability"] is None for row in answer["atlases"])
    assert answer["atlases"][0]["nearest"] == "L_1"
    assert answer["atlases"][0]["distance_mm"] == 47.9
    assert (answer["border_mm"], answer["area_mm2"], answer["papers"]) == (None, None, [])


@pytest.mark.parametrize("space", SPACES)
def test_a_place_is_the_same_place_in_every_space(run, space):
    point = from_mni152(space, (-38, -24, 58)).round(4)
    answer = asked(run, *point, "--space", space)
    assert answer["space"] == space
    assert answer["point"] == pytest.approx(point.tolist())
    assert answer["mni152_mm"] == pytest.approx([-38, -24, 58], abs=0.01)
    assert answer["sentence"] == "in primary motor cortex, not one of the five, left"


def test_text_says_the_same_in_words(run):
    code, said, told = run("where", *KNOB)
    assert (code, told) == (0, "")
    first = said.splitlines()[0]
    assert first == "-38 -24 58 mm in MNI152: in primary motor cortex, not one of the five, left."
    for one in atlases().values():
        assert one.short in said
    assert "Juelich           GM_Primary_motor_cortex_BA4a_L, 43 %" in said
    assert "Motor cortex              left  here" in said
    assert "25 papers have a peak within 10 mm" in said
    assert max(map(len, said.splitlines())) < 120


def test_text_names_the_space_of_every_coordinate(run):
    _, said, _ = run("where", "-37", "-27", "54", "--space", "talairach")
    assert said.startswith("-37 -27 54 mm in Talairach, -37.7 -24.2 58.3 mm in MNI152: ")
    _, said, _ = run("where", "-37", "-27", "54", "--space", "mni305")
    assert said.startswith("-37 -27 54 mm in MNI305 (fsaverage), ")


def test_numbers_may_be_negative_and_broken_and_stand_behind_options(run):
    for words in (("-42", "-8.5", "54"), ("--json", "-42", "-.5", "+54"), ("--space", "mni305", "-0", "-0.0", "-1")):
        code, said, told = run("where", *words)
        assert (code, told) == (0, "")
        assert "-0 " not in said


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (("a", "b", "c"), "'a' is no coordinate"),
        (("1", "2"), "required: Z"),
        ((), "required: X, Y, Z"),
        (("nan", "0", "0"), "'nan' is no coordinate; expected mm from -300 to 300"),
        (("0", "inf", "0"), "'inf'"),
        (("0", "0", "1e9"), "'1e9' is no coordinate; expected mm from -300 to 300"),
        (("0", "0", "9" * 400), "argument Z"),
        (("1", "2", "3", "4"), "4"),
        (("1", "2", "3", "--space", "mni15"), "did you mean 'mni152'"),
        (("1,2,3",), "argument X"),
    ],
)
def test_a_wrong_word_is_one_sentence(run, words, part):
    code, said, told = run("where", *words)
    assert (code, said) == (2, "")
    assert told.startswith("mirror-atlas: ")
    assert told.count("\n") == 1
    assert part in told
    assert len(told) < 250


def test_the_first_question_says_that_atlases_are_prepared(run, monkeypatch, tmp_path, cache_folder):
    assert any(cache_folder.glob("where-*"))
    for part in cache_folder.iterdir():
        if not part.name.startswith("where-"):
            (tmp_path / part.name).symlink_to(part)
    monkeypatch.setenv(cache.FOLDER_VARIABLE, str(tmp_path))
    code, said, told = run("where", *KNOB, "--json")
    assert (code, told) == (0, "mirror-atlas: preparing atlases, once\n")
    assert json.loads(said)["sentence"].startswith("in primary motor cortex")
    code, _, told = run("where", *KNOB)
    assert (code, told) == (0, "")


def test_a_warm_question_loads_nothing_heavy():
    program = (
        "import sys\n"
        "from atlas_app.__main__ import main\n"
        f"assert main(['where', *{KNOB!r}]) == 0\n"
        "heavy = {'scipy', 'nibabel', 'nilearn', 'vtkmodules', 'PyQt6', 'PIL', 'pandas'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_help_needs_no_numpy():
    program = (
        "import sys\n"
        "from atlas_app.__main__ import main\n"
        "try:\n    main(['where', '--help'])\nexcept SystemExit as end:\n    assert end.code == 0\n"
        "assert 'numpy' not in sys.modules\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "mni305" in done.stdout
