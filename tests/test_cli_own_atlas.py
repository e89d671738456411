import json
from pathlib import Path

import numpy as np
import pytest

from atlas_app.__main__ import main
from data.sides import HEMISPHERES
from regions.own_tables import assignments_text
from regions.parcellation import parcellation
from tests.atlas_files import gifti_pair, nifti
from tests.test_regions_own_atlas import by_crosswalk


@pytest.fixture(scope="module")
def mmp(tmp_path_factory) -> Path:
    """Return HCP-MMP as a file of one's own."""
    here = tmp_path_factory.mktemp("cli")
    return gifti_pair(here, "mmp", {side: parcellation("hcp-mmp", side) for side in HEMISPHERES})


@pytest.fixture
def table(mmp, tmp_path) -> Path:
    """Return its regions as HCP-MMP has them."""
    from regions.own_atlas import own_atlas

    path = tmp_path / "r.toml"
    path.write_text(assignments_text(by_crosswalk(own_atlas([mmp]), "hcp-mmp").regions, "mmp"), encoding="utf-8")
    return path


def answered(capsys, *words: object) -> tuple[int, str, str]:
    code = main([str(word) for word in words])
    said = capsys.readouterr()
    return code, said.out, said.err


def rows(text: str) -> dict[tuple[str, str], dict]:
    return {(row["region"], row["hemisphere"]): row for row in json.loads(text)}


def test_regions_of_a_file_are_those_of_its_table(capsys, mmp, table):
    code, out, err = answered(capsys, "regions", "--atlas", mmp, "--assign", table, "--json")
    assert code == 0
    assert str(table) in err
    mine, theirs = rows(out), rows(answered(capsys, "regions", "--json")[1])
    assert {key: row["vertices"] for key, row in mine.items()} == {key: row["vertices"] for key, row in theirs.items()}
    assert {row["atlas"] for row in mine.values()} == {"own"}


def test_a_table_beside_the_file_is_taken_and_without_one_the_overlap(capsys, mmp, table):
    err = answered(capsys, "regions", "--atlas", mmp)[2]
    assert "83 of 360 labels of mmp go to the region of HCP-MMP" in err
    beside = Path(f"{mmp}.regions.toml")
    beside.write_text("[regions]\nsma = ['L_4']\n", encoding="utf-8")
    try:
        code, out, err = answered(capsys, "regions", "--atlas", mmp, "--json")
    finally:
        beside.unlink()
    assert code == 0
    assert str(beside) in err
    assert list(rows(out)) == [("sma", "left")]


def test_a_picture_says_whose_regions_it_shows(capsys, mmp, table, tmp_path, monkeypatch):
    from atlas_app.export import stills

    drawn = []
    monkeypatch.setattr(stills, "save_still", lambda picture, *_rest: drawn.append(picture))
    table.write_text("[regions]\nsma = ['L_6ma']\n", encoding="utf-8")
    assert answered(capsys, "render", tmp_path / "x.png", "--atlas", mmp, "--assign", table)[0] == 0
    (picture,) = drawn
    assert [name.region for name in picture.names] == ["sma"]
    assert "an atlas of your own" in picture.words.caption
    assert "not shown: Premotor" in picture.words.caption


def test_where_tells_the_label_of_a_file(capsys, mmp):
    code, out, _ = answered(capsys, "where", -42, -8, 54, "--atlas", mmp, "--json")
    assert code == 0
    own, home, *_ = json.loads(out)["atlases"]
    assert (own["atlas"], home["atlas"]) == ("own", "hcp-mmp")
    assert own["label"] == home["label"]


def test_where_reads_voxels_with_a_table_named_beside(capsys, tmp_path):
    affine = np.diag([20.0, 20.0, 20.0, 1.0])
    affine[:3, 3] = -95
    path = nifti(tmp_path / "x.nii.gz", np.ones((10, 10, 10), np.uint8), affine, "", ".md")
    names = tmp_path / "other.tsv"
    names.write_text("index\tname\n1\tEverywhere\n", encoding="utf-8")
    code, out, _ = answered(capsys, "where", -42, -8, 54, "--atlas", path, "--beside", names)
    assert code == 0
    assert any(line.split() == ["x", "Everywhere"] for line in out.splitlines())


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["--atlas", "none.annot"], 1, "none.annot: there is no such file"),
        (["--atlas", "hcp-mpp"], 2, "did you mean 'hcp-mmp'?"),
        (["--assign", "x.toml"], 2, "--assign belongs to an atlas of your own"),
        (["--atlas", "yeo-7", "--beside", "x"], 2, "--beside belongs to an atlas of your own"),
    ],
)
def test_what_is_wrong_is_one_sentence(capsys, words, code, said):
    found, out, err = answered(capsys, "regions", *words)
    assert (found, out) == (code, "")
    assert said in err
    assert err.count("\n") == 1


def test_a_table_of_an_unknown_label_is_one_sentence(capsys, mmp, tmp_path):
    path = tmp_path / "r.toml"
    path.write_text("[regions]\nsma = ['L_6mb']\n", encoding="utf-8")
    code, _, err = answered(capsys, "regions", "--atlas", mmp, "--assign", path)
    assert code == 1
    assert f"{path}: the label 'L_6mb' is unknown; expected one such as 'L_6m" in err
