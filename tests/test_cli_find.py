"""The verb `find`: the same answers as the window's, with what they are not and where they are."""

import json

import pytest

from atlas_app.__main__ import main
from regions.search import search


def told(capsys, *words):
    code = main(["find", *words])
    out, err = capsys.readouterr()
    return code, out, err


def test_the_answers_are_those_of_the_search(capsys):
    code, out, _ = told(capsys, "area", "2", "--json")
    rows = json.loads(out)
    assert code == 0
    assert [row["title"] for row in rows] == [hit.title for hit in search("area 2")]
    first = rows[0]
    assert (first["region"], first["atlas"], first["label"], first["hemisphere"]) == ("s1", "hcp-mmp", "2", "both")
    assert "contested" in first["note"]
    assert set(first["mni152"]) == {"left", "right"}
    assert all(isinstance(value, int) for value in first["mni152"]["left"])
    assert first["mni152"]["left"][0] < 0 < first["mni152"]["right"][0]


def test_words_say_what_a_thing_is_not(capsys):
    code, out, err = told(capsys, "middle", "temporal", "--limit", "1")
    assert (code, err) == (0, "")
    assert "Neither is the medial temporal lobe." in out
    assert "MNI152 mm: left -4" in out


def test_a_side_is_kept_to(capsys):
    _, out, _ = told(capsys, "SMA", "right", "--json")
    assert {side for row in json.loads(out) for side in row["mni152"]} == {"right"}


def test_what_lies_on_the_midline_has_no_side(capsys):
    _, out, _ = told(capsys, "brain stem", "--limit", "1", "--json")
    assert list(json.loads(out)[0]["mni152"]) == ["both"]


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["xyzzy"], 1, "Nothing on board is called 'xyzzy'"),
        (["--json", "?!"], 1, "Nothing on board"),
        ([], 2, "WORDS"),
        (["SMA", "--limit", "0"], 2, "'0' is no number of answers"),
        (["SMA", "--limit", "\u0664"], 2, "no number of answers"),
        (["SMA", "--atlas", "hcp"], 2, "hcp-mmp"),
    ],
)
def test_a_wrong_word_is_one_sentence(capsys, words, code, sentence):
    found, out, err = told(capsys, *words)
    assert (found, out) == (code, "")
    assert sentence in err
    assert err.count("\n") == 1
