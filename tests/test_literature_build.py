"""The script that builds the literature layer: a few papers whose z can be worked out by hand."""

import csv
import gzip
import importlib.util
import math
import re
from pathlib import Path

import numpy as np
import pytest

ROOT = Path(__file__).parents[1]
SPEC = importlib.util.spec_from_file_location("build_literature", ROOT / "tools" / "build_literature.py")
build = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(build)

CENTRE = (45, 63, 36)  # the voxel at 0, 0, 0 mm


def counted(papers, ids=None):
    return build.count({pmid: np.array(mm, float) for pmid, mm in papers.items()}, ids or {})


def test_z_is_the_signed_root_of_a_chi_square_worked_out_by_hand():
    # 10 papers, 4 chosen; 3 of these and 2 others reach the voxel: cells 3 1 / 2 4, chi-square 10 x 10^2 / (4 6 5 5).
    assert build.signed_root(3, 5, 4, 10) == pytest.approx(math.sqrt(10 * 100 / 600))
    # The other way round, 1 of the chosen and 4 others: the same, against the chosen.
    assert build.signed_root(1, 5, 4, 10) == pytest.approx(-math.sqrt(10 * 100 / 600))


def test_z_is_that_of_a_table_made_by_another_hand():
    from scipy.stats import chi2_contingency

    rng = np.random.default_rng(0)
    for _ in range(20):
        a, b, c, d = rng.integers(1, 60, 4).tolist()
        expected = math.sqrt(chi2_contingency([[a, b], [c, d]], correction=False).statistic)
        assert build.signed_root(a, a + c, a + b, a + b + c + d) == pytest.approx(
            math.copysign(expected, a * d - b * c), abs=1e-9
        )


def test_where_no_paper_or_every_paper_reaches_z_is_nothing():
    assert build.signed_root([0, 4], [0, 10], 4, 10).tolist() == [0, 0]


def test_a_paper_counts_once_however_many_of_its_peaks_are_near():
    chosen, everyone = counted(
        {7: [(0, 0, 0), (2, 0, 0), (0, 0, 0), (4, 4, 0)], 8: [(0, 0, 2)]}, {"set": frozenset({7})}
    )
    assert everyone[CENTRE] == 2
    assert chosen["set"][CENTRE] == 1
    assert everyone.max() == 2
    assert chosen["set"].max() == 1


def test_ten_millimetres_are_reached_and_no_more():
    _, everyone = counted({1: [(0, 0, 0)]})
    i, j, k = np.nonzero(everyone)
    apart = np.linalg.norm(np.stack([i, j, k], 1) - CENTRE, axis=1) * 2
    assert apart.max() == 10
    grid = np.indices(build.SHAPE).reshape(3, -1).T
    assert len(apart) == (np.linalg.norm(grid - CENTRE, axis=1) * 2 <= 10).sum()
    assert everyone[CENTRE[0] + 5, CENTRE[1], CENTRE[2]] == 1  # at 10 mm
    assert everyone[CENTRE[0] + 3, CENTRE[1] + 4, CENTRE[2]] == 1  # at 10 mm too
    assert everyone[CENTRE[0] + 4, CENTRE[1] + 4, CENTRE[2]] == 0  # at 11.3 mm


def test_peaks_between_voxels_favour_neither_side():
    places = np.array([(1, 3, 5), (-7, 1, 9), (13, -1, -3), (39.5, -21, 55)])
    _, one = counted({1: places})
    _, other = counted({1: places * (-1, 1, 1)})
    assert (one == other[::-1]).all()
    assert one.sum() > 0


def test_a_peak_outside_the_grid_reaches_in_or_is_left_but_never_comes_out_elsewhere():
    _, near = counted({1: [(-94, 0, 0)]})  # 4 mm outside the first voxel on the left
    assert set(np.nonzero(near)[0].tolist()) == {0, 1, 2, 3}
    for far in ((-144, 0, 0), (0, 200, 0), (0, 0, -129), (93, 110, 120)):
        _, everyone = counted({1: [far], 2: [(0, 0, 0)]})
        assert everyone.sum() == everyone.max() * 515, far  # the ball of paper 2, whole


def test_values_between_voxels_are_trilinear():
    i, j, k = np.indices(build.SHAPE).astype(float)
    volume = 1 + 2 * i - 3 * j + 0.5 * k + i * j * k / 100
    mm = np.array([(0.0, 0.0, 0.0), (-37.3, -20.9, 51.2), (1.0, 1.0, 1.0)])
    x, y, z = ((mm - build.ORIGIN_MM) / 2).T
    assert build.sample(volume, mm) == pytest.approx(1 + 2 * x - 3 * y + 0.5 * z + x * y * z / 100)


def test_short_numbers_keep_their_side_of_the_threshold():
    z = np.concatenate([np.linspace(3.59, 3.61, 2001), np.linspace(-3, 12, 500)])
    short = build.half(z)
    assert short.dtype == np.float16
    assert ((short.astype(np.float32) >= 3.6) == (z >= 3.6)).all()
    assert np.abs(short - z).max() < 0.005


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("Posture influences motor imagery", True),
        ("Real and Imagined Movements", True),
        ("Imaging of motor recovery", False),
        ("Visual imagery", False),
        ("Motor imagery after stroke", False),
        ("Motor imagery: an ALE meta-analysis", False),
    ],
)
def test_imagery_is_a_search_of_titles(tmp_path, title, found):
    path = tmp_path / "metadata.tsv"
    path.write_text(f"id\ttitle\n5\t{title}\n")
    assert [one["pmid"] for one in build.imagery(path)] == ["5"] * found


@pytest.fixture
def inputs(tmp_path):
    """Sixty papers: twenty on watching and doing meet on the left, the others lie anywhere."""
    rng = np.random.default_rng(1)
    left, away = np.array((-40, -36, 46)), np.array((30, 30, 30))
    with gzip.open(tmp_path / "coordinates.tsv.gz", "wt") as file:
        file.write("id\ttable_id\tx\ty\tz\n")
        for pmid in range(60):
            for x, y, z in (left if pmid < 20 else away) + rng.integers(-5, 6, (4, 3)):
                file.write(f"{pmid}\tt1\t{x}\t{y}\t{z}\n")
    with gzip.open(tmp_path / "metadata.tsv.gz", "wt") as file:
        file.write("id\ttitle\n59\tMotor imagery of walking\n58\tFaces\n")
    kinds = [(p, "observation", p < 5) for p in range(10)] + [(p, "execution", True) for p in range(10, 20)]
    with (tmp_path / "studies.csv").open("w", newline="") as file:
        csv.writer(file).writerows([build.COLUMNS, *((p, f"Title {p}", *kind) for p, *kind in kinds)])
    return [str(tmp_path / name) for name in ("coordinates.tsv.gz", "metadata.tsv.gz", "studies.csv")]


def test_the_same_inputs_give_the_same_bytes_and_its_own_studies_will_do(inputs, tmp_path, capsys):
    once, again = tmp_path / "once", tmp_path / "again"
    once.mkdir()
    again.mkdir()
    assert build.main([*inputs, str(once)]) == 0
    said = capsys.readouterr().out
    assert build.main([*inputs[:2], str(once / "literature_studies.csv"), str(again)]) == 0
    assert capsys.readouterr().out == said
    assert len(said.splitlines()) == 4
    for path in once.iterdir():
        assert path.read_bytes() == (again / path.name).read_bytes()


def test_what_is_built_converges_where_the_papers_do(inputs, tmp_path):
    from meshes.families import mni152

    assert build.main([*inputs, str(tmp_path)]) == 0
    with np.load(tmp_path / "literature_fslr32k.npz") as file:
        near = np.linalg.norm(mni152("fs-lr-32k", "left")[0] - (-40, -36, 46), axis=1) < 6
        for name in ("observation", "observation_wide", "execution"):
            assert file[f"{name}_z_L"][near].min() > 1
            assert file[f"{name}_z_R"].max() < 1
        assert [int(file[f"papers{name}"]) for name in ("_observation", "_observation_wide", "_execution", "")] == [
            5,
            10,
            10,
            60,
        ]
    with (tmp_path / "literature_peaks.csv").open() as file:
        assert {int(row["pmid"]) for row in csv.DictReader(file)} == {*range(20), 59}


@pytest.mark.parametrize(
    ("broken", "text", "words"),
    [
        (0, "id\tx\ty\tz\n5\t1\t2\tmany\n", r"row 2: expected a paper's number and x, y, z in mm"),
        (0, "id\tx\ty\tz\n5\t1\t2\tnan\n", r"not finite"),
        (0, "id\tx\ty\n5\t1\t2\n", r"has no column z"),
        (2, "pmid,title,set,strict\n999,Nobody,observation,True\n", r"\[999\] have no peaks"),
        (2, "pmid,title,set,strict\n1,Somebody,execution,True\n", r"no papers for observation"),
    ],
)
def test_a_broken_input_is_one_sentence(inputs, tmp_path, capsys, broken, text, words):
    path = tmp_path / ("broken.csv" if broken == 2 else "broken.tsv")
    path.write_text(text)
    inputs[broken] = str(path)
    out = tmp_path / "out"
    out.mkdir()
    assert build.main([*inputs, str(out)]) == 1
    said = capsys.readouterr().err
    assert len(said.splitlines()) == 1
    assert re.search(words, said), said
    assert not list(out.iterdir())
