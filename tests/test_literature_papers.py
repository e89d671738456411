"""A place answers with the papers that report a peak near it."""

from collections import Counter

import numpy as np
import pytest

from data.tables import rows
from regions.papers import CHOSEN, Paper, papers_near, studies

AIP_LEFT = (-36, -44, 54)
HIPPOCAMPUS_LEFT = (-26, -20, -18)


def test_the_studies_are_those_the_map_counts():
    assert Counter((one.set, one.strict) for one in studies()) == {
        ("observation", True): 36,
        ("observation", False): 26,
        ("execution", True): 40,
        ("imitation", True): 9,
        ("imagery_uncurated", False): 46,
    }
    assert all(one.title == one.title.strip() and one.title for one in studies())


def test_every_study_has_peaks_and_every_peak_a_study():
    assert {int(row["pmid"]) for row in rows("literature_peaks.csv")} == {one.pmid for one in studies()}


def test_a_place_in_the_intraparietal_sulcus_has_papers_on_both():
    kinds = Counter(one.set for one in papers_near(AIP_LEFT))
    assert kinds["execution"] >= 10
    assert kinds["observation"] >= 10
    assert len(papers_near(HIPPOCAMPUS_LEFT)) < 10
    assert papers_near((0, -130, 80)) == []


def test_papers_come_nearest_first_once_each_and_within_the_radius():
    found = papers_near(AIP_LEFT)
    assert all(isinstance(one, Paper) for one in found)
    distances = [one.distance_mm for one in found]
    assert distances == sorted(distances)
    assert distances[-1] <= 10
    assert len({(one.pmid, one.set) for one in found}) == len(found)
    assert {one.set for one in found} <= set(CHOSEN)


def test_the_distance_is_to_the_nearest_peak_and_the_rim_is_inside():
    nearest: dict[int, float] = {}
    for row in rows("literature_peaks.csv"):
        apart = float(np.linalg.norm([float(row[axis]) - mm for axis, mm in zip("xyz", AIP_LEFT, strict=True)]))
        nearest[int(row["pmid"])] = min(apart, nearest.get(int(row["pmid"]), np.inf))
    found = papers_near(AIP_LEFT, 30)
    assert len(found) > 50
    assert all(one.distance_mm == pytest.approx(nearest[one.pmid]) for one in found)
    rim = found[10].distance_mm
    assert found[10] in papers_near(AIP_LEFT, rim)
    assert found[10] not in papers_near(AIP_LEFT, rim - 1e-6)


def test_a_larger_radius_loses_no_paper():
    few, many = ({(one.pmid, one.set) for one in papers_near(AIP_LEFT, mm)} for mm in (6, 12))
    assert few < many


def test_imagery_answers_only_when_asked():
    found = papers_near(AIP_LEFT, sets=("imagery_uncurated",))
    assert found
    assert {one.set for one in found} == {"imagery_uncurated"}
    assert not any(one.strict for one in found)


@pytest.mark.parametrize(
    ("place", "radius", "words"),
    [
        ((1, 2), 10, "is no place"),
        ((1, 2, np.nan), 10, "is no place"),
        ((1, 2, 3), -1, "-1 mm"),
        ((1, 2, 3), np.nan, "nan mm"),
    ],
)
def test_what_is_no_place_or_no_radius_is_said(place, radius, words):
    with pytest.raises(ValueError, match=words):
        papers_near(place, radius)
