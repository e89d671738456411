"""The shipped literature maps: whole, in place, and giving the per cents that the evidence names."""

import hashlib
import math
import re

import numpy as np
import pytest

from data.sides import HEMISPHERES
from data.tables import FILES, table
from regions.catalogue import ORDER
from regions.literature import FILE_OF, literature, percents, words

# Per region or neighbour, then side: vertices, per cent of them in observation (strict, wide), execution, both (strict,
# wide), and the largest z in both.
REGIONS = {
    ("premotor", "left"): (1196, 40.2, 55.4, 15.0, 7.1, 9.4, 4.92),
    ("sma", "left"): (407, 8.8, 12.0, 27.3, 2.5, 10.6, 3.82),
    ("s1", "left"): (1854, 18.4, 26.1, 45.6, 13.9, 18.7, 8.25),
    ("ipl", "left"): (2612, 18.3, 22.8, 5.0, 3.8, 4.2, 5.21),
    ("mtl", "left"): (1019, 0.0, 0.0, 0.0, 0.0, 0.0, 0.41),
    ("m1", "left"): (839, 0.2, 1.9, 29.6, 0.2, 0.5, 3.77),
    ("mt", "left"): (271, 99.3, 99.3, 0.0, 0.0, 0.0, 3.1),
    ("sts", "left"): (744, 6.5, 6.0, 0.0, 0.0, 0.0, 1.66),
    ("aip", "left"): (480, 78.8, 95.0, 76.7, 62.3, 73.5, 8.29),
    ("ifg44", "left"): (139, 1.4, 23.0, 0.0, 0.0, 0.0, -0.84),
    ("premotor", "right"): (1274, 15.6, 49.0, 6.6, 2.5, 4.5, 4.75),
    ("sma", "right"): (386, 0.0, 8.0, 31.1, 0.0, 0.0, 3.03),
    ("s1", "right"): (1888, 21.0, 23.8, 21.6, 10.8, 12.5, 6.3),
    ("ipl", "right"): (2448, 6.6, 20.0, 5.4, 0.1, 0.3, 3.84),
    ("mtl", "right"): (1033, 0.0, 0.0, 0.0, 0.0, 0.0, 0.66),
    ("m1", "right"): (810, 0.0, 0.2, 4.0, 0.0, 0.0, 2.26),
    ("mt", "right"): (240, 96.7, 96.7, 0.0, 0.0, 0.0, 2.27),
    ("sts", "right"): (801, 41.9, 38.2, 0.0, 0.0, 0.0, 0.5),
    ("aip", "right"): (567, 81.8, 88.5, 66.5, 52.4, 58.0, 7.06),
    ("ifg44", "right"): (145, 0.0, 0.0, 0.0, 0.0, 0.0, 0.02),
}

# Per area, as far as it belongs to its region: vertices, per cent in observation, execution, both (strict, wide).
AREAS = """
L 6v 85 57.6 15.3 11.8 15.3
L 6r 242 23.1 0.0 0.0 0.0
L 6d 154 35.7 86.4 27.9 43.5
L 6a 360 52.5 8.9 8.9 8.9
L 55b 130 17.7 0.0 0.0 0.0
L FEF 153 65.4 0.7 0.0 0.0
L PEF 72 12.5 0.0 0.0 0.0
L 6mp 142 0.0 18.3 0.0 0.0
L 6ma 62 41.9 0.0 0.0 0.0
L SCEF 203 4.9 41.9 4.9 21.2
L 2 574 57.0 63.2 43.9 57.3
L 1 401 3.5 45.1 1.2 4.5
L 3b 574 0.0 40.1 0.0 0.0
L 3a 305 0.0 23.6 0.0 0.0
L PFt 195 93.8 52.8 49.7 52.8
L PF 372 58.3 0.8 0.8 0.8
L PFop 159 49.7 0.0 0.0 0.0
L PFm 509 0.0 0.0 0.0 0.0
L PGi 430 0.0 0.0 0.0 0.0
L PGs 305 0.0 0.0 0.0 0.0
L PGp 147 0.0 0.0 0.0 0.0
L IP0 108 0.0 0.0 0.0 0.0
L IP1 189 0.0 0.0 0.0 0.0
L IP2 198 0.0 12.1 0.0 1.5
L H 233 0.0 0.0 0.0 0.0
L PreS 159 0.0 0.0 0.0 0.0
L EC 86 0.0 0.0 0.0 0.0
L PeEc 245 0.0 0.0 0.0 0.0
L PHA1 108 0.0 0.0 0.0 0.0
L PHA2 68 0.0 0.0 0.0 0.0
L PHA3 120 0.0 0.0 0.0 0.0
L 4 839 0.2 29.6 0.2 0.5
L MT 58 100.0 0.0 0.0 0.0
L MST 73 100.0 0.0 0.0 0.0
L V4t 42 100.0 0.0 0.0 0.0
L FST 98 98.0 0.0 0.0 0.0
L STSdp 199 0.0 0.0 0.0 0.0
L STSvp 208 0.0 0.0 0.0 0.0
L TPOJ1 181 1.7 0.0 0.0 0.0
L TPOJ2 156 28.8 0.0 0.0 0.0
L AIP 309 67.0 84.8 62.5 79.9
L 7PC 171 100.0 62.0 62.0 62.0
L 44 139 1.4 0.0 0.0 0.0
R 6v 117 0.0 0.0 0.0 0.0
R 6r 263 0.0 0.0 0.0 0.0
R 6d 178 33.7 47.2 18.0 32.0
R 6a 339 28.3 0.0 0.0 0.0
R 55b 107 22.4 0.0 0.0 0.0
R FEF 179 10.6 0.0 0.0 0.0
R PEF 91 0.0 0.0 0.0 0.0
R 6mp 125 0.0 26.4 0.0 0.0
R 6ma 68 0.0 0.0 0.0 0.0
R SCEF 193 0.0 45.1 0.0 0.0
R 2 624 62.0 47.0 32.5 36.9
R 1 387 2.3 16.5 0.3 1.6
R 3b 557 0.0 9.0 0.0 0.0
R 3a 320 0.0 0.0 0.0 0.0
R PFt 193 64.8 3.6 1.6 3.6
R PF 383 3.7 0.0 0.0 0.0
R PFop 155 11.0 0.0 0.0 0.0
R PFm 471 0.0 4.0 0.0 0.0
R PGi 377 1.3 0.0 0.0 0.0
R PGs 209 0.0 0.0 0.0 0.0
R PGp 153 0.0 0.0 0.0 0.0
R IP0 95 0.0 0.0 0.0 0.0
R IP1 194 0.0 0.0 0.0 0.0
R IP2 218 0.0 49.1 0.0 0.0
R H 208 0.0 0.0 0.0 0.0
R PreS 169 0.0 0.0 0.0 0.0
R EC 86 0.0 0.0 0.0 0.0
R PeEc 312 0.0 0.0 0.0 0.0
R PHA1 112 0.0 0.0 0.0 0.0
R PHA2 61 0.0 0.0 0.0 0.0
R PHA3 85 0.0 0.0 0.0 0.0
R 4 810 0.0 4.0 0.0 0.0
R MT 42 97.6 0.0 0.0 0.0
R MST 76 100.0 0.0 0.0 0.0
R V4t 45 84.4 0.0 0.0 0.0
R FST 77 100.0 0.0 0.0 0.0
R STSdp 210 0.5 0.0 0.0 0.0
R STSvp 151 0.0 0.0 0.0 0.0
R TPOJ1 297 74.1 0.0 0.0 0.0
R TPOJ2 143 80.4 0.0 0.0 0.0
R AIP 371 72.2 79.8 58.2 66.8
R 7PC 196 100.0 41.3 41.3 41.3
R 44 145 0.0 0.0 0.0 0.0
"""
FAMILIES = {"fs-lr-32k": 32492, "fsaverage5": 10242}
EVERY = [(family, side, wide) for family in FAMILIES for side in HEMISPHERES for wide in (False, True)]


def where(library, side, *areas):
    labels = library.anatomy("hcp-mmp", side).labels
    return np.any([labels.where(f"{side[0].upper()}_{area}") for area in areas], axis=0)


def test_the_files_are_those_that_were_built():
    told = dict(re.findall(r"^- `([0-9a-f]{64})` (literature_\S+)$", (FILES / "README.md").read_text(), re.MULTILINE))
    assert {*FILE_OF.values(), "literature_studies.csv", "literature_peaks.csv"} == set(told.values())
    for digest, name in told.items():
        assert hashlib.sha256((FILES / name).read_bytes()).hexdigest() == digest, name


@pytest.mark.parametrize("name", FILE_OF.values())
def test_the_files_are_small_and_plain(name):
    assert (FILES / name).stat().st_size < 600_000
    with np.load(FILES / name, allow_pickle=False) as file:
        assert all(np.isfinite(file[key]).all() for key in file.files)


@pytest.mark.parametrize(("family", "side", "wide"), EVERY)
def test_every_map_is_whole_and_says_its_terms(family, side, wide):
    shown = literature(family, side, wide)
    for z in (shown.execution, shown.observation, shown.imagery, shown.both):
        assert z.shape == (FAMILIES[family],)
        assert z.dtype == np.float32
        assert -4 < z.min() < -1
        assert z.max() < 12
    assert (shown.threshold_z, shown.kernel_mm, shown.compared_with) == (3.6, 10.0, 13459)
    assert dict(shown.papers) == {"execution": 40, "observation": 62 if wide else 36, "imagery": 46}


def test_an_unknown_family_is_none():
    with pytest.raises(KeyError):
        literature("fsaverage7", "left")


def test_both_is_the_smaller_and_the_pair_is_in_the_simulations_order():
    shown = literature("fs-lr-32k", "left")
    assert (shown.pair[:, 0] == shown.execution).all()
    assert (shown.pair[:, 1] == shown.observation).all()
    assert (shown.both == shown.pair.min(axis=1)).all()


def test_a_shown_map_cannot_be_changed():
    with pytest.raises(ValueError, match="read-only"):
        literature("fsaverage5", "left").execution[0] = 9


def test_wide_changes_observation_and_nothing_else():
    strict, wide = (literature("fs-lr-32k", "right", wide) for wide in (False, True))
    assert (strict.execution == wide.execution).all()
    assert (strict.imagery == wide.imagery).all()
    assert (strict.observation != wide.observation).mean() > 0.5


@pytest.mark.parametrize("side", HEMISPHERES)
def test_the_regions_have_the_per_cents_of_the_evidence(library, side):
    codes = library.anatomy("hcp-mmp", side).code
    strict, wide = (percents(literature("fs-lr-32k", side, wide), codes) for wide in (False, True))
    assert tuple(strict) == ORDER
    for region, found in strict.items():
        other = wide[region]
        got = (found.observation, other.observation, found.execution, found.both, other.both)
        vertices, *expected, largest = REGIONS[region, side]
        assert found.vertices == other.vertices == vertices, region
        assert got == pytest.approx(expected, abs=0.05 + 1e-9), region
        assert found.largest_both_z == pytest.approx(largest, abs=0.006), region


@pytest.mark.parametrize("side", HEMISPHERES)
def test_the_areas_have_the_per_cents_of_the_evidence(library, side):
    one = library.anatomy("hcp-mmp", side)
    inside, names = np.where(one.code > 0, one.labels.code, 0), one.labels.names[1:]
    strict, wide = (percents(literature("fs-lr-32k", side, wide), inside, names) for wide in (False, True))
    lines = [line.split() for line in AREAS.split("\n") if line.startswith(side[0].upper())]
    assert {f"{letter}_{area}" for letter, area, *_ in lines} == set(strict)
    for letter, area, vertices, *numbers in lines:
        found, other = strict[f"{letter}_{area}"], wide[f"{letter}_{area}"]
        assert found.vertices == int(vertices), area
        got = (found.observation, found.execution, found.both, other.both)
        assert got == pytest.approx([float(number) for number in numbers], abs=0.05 + 1e-9), area


def test_per_cents_want_the_codes_of_their_own_surface(library):
    with pytest.raises(ValueError, match=r"shape \(10242,\); expected \(32492,\)"):
        percents(literature("fs-lr-32k", "left"), library.anatomy("desikan-killiany", "left").code)


def test_a_region_without_a_vertex_is_left_out():
    codes = np.zeros(10242, int)
    codes[:10] = 2
    assert list(percents(literature("fsaverage5", "left"), codes)) == [ORDER[1]]


def test_known_places_converge_on_the_left_as_the_evidence_says(library):
    shown = literature("fs-lr-32k", "left")
    for areas in (("AIP", "7PC"), ("PFt",), ("2",)):
        assert (shown.both[where(library, "left", *areas)] >= shown.threshold_z).mean() > 0.4, areas
    for areas in (("H", "PreS", "EC", "PeEc"), ("PGi", "PGs", "PGp"), ("55b",)):
        assert (shown.both[where(library, "left", *areas)] < shown.threshold_z).all(), areas


def test_left_is_left(library):
    """Most tasks used the right hand: primary motor cortex answers to execution on the left, at the hand."""
    left, right = (literature("fs-lr-32k", side) for side in HEMISPHERES)
    hand = where(library, "left", "4") & (left.execution == left.execution[where(library, "left", "4")].max())
    place = library.anatomy("hcp-mmp", "left").mni152_mm[hand][0]
    assert np.linalg.norm(place - (-38, -24, 56)) < 12
    assert left.execution[where(library, "left", "4")].mean() > right.execution[where(library, "right", "4")].mean() + 1


def test_motion_areas_answer_to_watching_alone(library):
    for side in HEMISPHERES:
        shown, mt = literature("fs-lr-32k", side), where(library, side, "MT", "MST")
        assert (shown.observation[mt] >= shown.threshold_z).mean() > 0.9
        assert (shown.execution[mt] < shown.threshold_z).all()


@pytest.mark.parametrize(("family", "side", "wide"), EVERY)
def test_the_medial_wall_is_below_the_threshold(library, family, side, wide):
    atlas = "hcp-mmp" if family == "fs-lr-32k" else "desikan-killiany"
    wall = library.anatomy(atlas, side).labels.code == 0
    shown = literature(family, side, wide)
    assert wall.any()
    assert max(z[wall].max() for z in (shown.execution, shown.observation, shown.imagery)) < shown.threshold_z


@pytest.mark.parametrize("side", HEMISPHERES)
def test_both_families_show_the_same_map_in_the_same_place(library, side):
    from scipy.spatial import KDTree

    here, there = (library.anatomy(atlas, side).mni152_mm for atlas in ("desikan-killiany", "hcp-mmp"))
    nearest = KDTree(there).query(here)[1]
    for wide in (False, True):
        coarse, fine = literature("fsaverage5", side, wide), literature("fs-lr-32k", side, wide)
        for name in ("execution", "observation", "imagery"):
            assert np.corrcoef(getattr(coarse, name), getattr(fine, name)[nearest])[0, 1] > 0.95, name


def test_the_words_claim_no_more_than_the_map():
    text = " ".join(words().values()).lower()
    assert not [word for word in ("silent", "light up", "lights up", "no activation", "this brain's") if word in text]
    assert "activation of" not in text
    assert "no convergence" in words()["below"].lower()
    assert words()["stamp"] == "LITERATURE CO-ACTIVATION"
    assert all(name in words()["kernel"] for name in ("area 2", "7PC", "AIP"))
    assert "not lateralisation" in words()["asymmetry"]
    assert "uncurated" in words()["caption_imagery"]


def test_every_sentence_can_be_filled_from_the_map():
    for wide in (False, True):
        terms = literature("fs-lr-32k", "left", wide).terms
        said = {
            name: text.format(**terms, z=4.2, percent=12.3, count=7, radius_mm=10.0) for name, text in words().items()
        }
        assert said["legend"] == f"z ≥ 3.6, 40 papers on execution, {62 if wide else 36} on observation, 10 mm kernel"
        assert not [name for name, text in said.items() if "{" in text or "nan" in text.split()]
        assert "13459" in said["method"]


def test_the_share_of_a_region_is_a_share(library):
    for side in HEMISPHERES:
        for found in percents(literature("fs-lr-32k", side), library.anatomy("hcp-mmp", side).code).values():
            assert 0 <= found.both <= min(found.execution, found.observation) <= 100
            assert math.isfinite(found.largest_both_z)
            assert (found.both > 0) == (found.largest_both_z >= 3.6)


def test_the_words_stand_in_their_table():
    assert dict(words()) == table("literature.toml")
