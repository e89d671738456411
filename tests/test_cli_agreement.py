"""The verb `agreement` and the layer on the command line: tables that parse, pictures of the right size."""

import csv
import json

import numpy as np
import pytest
from PIL import Image

from atlas_app.brain.agreement import pairs
from atlas_app.cli.agreement import COLUMNS
from regions.catalogue import FIVE


def test_without_a_file_the_table_is_printed(run, library):
    code, said, told = run("agreement", "--region", "sma")
    assert (code, told) == (0, "")
    lines = said.splitlines()
    assert lines[0].split()[:3] == ["region", "hemisphere", "atlas"]
    assert sum(line.startswith("sma") for line in lines) == 30
    first = pairs(library, ("sma",))[0]
    assert lines[1].split() == [
        *("sma", "left", "hcp-mmp", "desikan-killiany", "approximate"),
        *(
            f"{first.dice:.2f}",
            f"{first.centroid_distance_mm:.1f}",
            f"{first.area_a_mm2:.0f}",
            f"{first.area_b_mm2:.0f}",
        ),
    ]
    assert "differ by a few mm" in lines[-1]


def test_csv_and_json_hold_the_same(run, library, tmp_path):
    for name in ("a.csv", "a.json"):
        assert run("agreement", "--out", tmp_path / name) == (0, "", "")
    with (tmp_path / "a.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    plain = json.loads((tmp_path / "a.json").read_text())
    assert tuple(rows[0]) == tuple(plain[0]) == COLUMNS
    assert len(rows) == len(plain) == 150
    assert {row["region"] for row in rows} == set(FIVE)
    assert plain == [row.as_json() for row in pairs(library)]
    for text, value in zip(rows, plain, strict=True):
        assert all(json.loads(text[k]) == v if not isinstance(v, str) else text[k] == v for k, v in value.items())


def test_figure_and_matrix_have_their_size_and_say_what_they_are(run, tmp_path):
    figure, matrix = tmp_path / "f.png", tmp_path / "m.jpg"
    words = ("--figure", figure, "--matrix", matrix, "--size", "640x360", "--theme", "light")
    assert run("agreement", "--region", "mtl", *words) == (0, "", "")
    with Image.open(figure) as image:
        assert image.size == (640, 360)
        assert image.info["Description"].startswith("The medial temporal lobe in six atlases")
        assert "Left hemisphere" in image.info["Description"]
    with Image.open(matrix) as image:
        assert image.size == (640, 360)


def test_a_render_shows_the_layer_of_the_region_that_is_named(run, tmp_path):
    paths = [tmp_path / "sma.png", tmp_path / "ipl.png", tmp_path / "default.png"]
    for path, words in zip(paths, (["--region", "sma"], ["--region", "ipl"], []), strict=True):
        assert run("render", path, "--layer", "agreement", "--size", "320x180", *words) == (0, "", "")
    sma, ipl, usual = (np.asarray(Image.open(path)) for path in paths)
    assert np.array_equal(sma, usual)
    assert (sma != ipl).any()


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (["agreement", "--region", "smaa"], "did you mean 'sma'?"),
        (["agreement", "--region", "m1"], "unknown region 'm1'"),
        (["agreement", "--force"], "add --out FILE"),
        (["agreement", "--size", "640x360"], "add --figure FILE"),
        (["agreement", "--theme", "light"], "add --figure FILE"),
        (["agreement", "--hemisphere", "left"], "add --figure FILE"),
        (["agreement", "--hemisphere", "both", "--figure", "{}/f.png"], "unknown hemisphere 'both'"),
        (["agreement", "--out", "{}/a.xlsx"], "'.xlsx'"),
        (["agreement", "--figure", "{}/a.csv"], "'.csv'"),
        (["agreement", "--figure", "{0}/a.png", "--matrix", "{0}/a.png"], "the same file"),
        (["render", "{}/a.png", "--region", "sma"], "add --layer agreement"),
        (["render", "{}/a.png", "--layer", "agreement", "--region", "aip"], "unknown region 'aip'"),
    ],
)
def test_a_wrong_word_is_one_sentence_and_leaves_nothing(run, tmp_path, words, part):
    code, said, told = run(*(word.format(tmp_path) for word in words))
    assert (code, said) == (2, "")
    assert told.startswith("mirror-atlas: ")
    assert told.count("\n") == 1
    assert part in told
    assert not list(tmp_path.iterdir())


def test_a_file_that_is_there_stays_without_force(run, tmp_path):
    out = tmp_path / "a.csv"
    out.write_text("mine")
    code, _, told = run("agreement", "--region", "sma", "--out", out)
    assert code == 1
    assert "--force" in told
    assert out.read_text() == "mine"
    assert run("agreement", "--region", "sma", "--out", out, "--force")[0] == 0
    assert out.read_text().startswith("region,hemisphere,")
