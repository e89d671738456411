"""The crosswalk: its labels exist, its regions are those of the evidence, two atlases agree where they can."""

import re

import numpy as np
import pytest

from atlas_app.brain.table import region_rows
from atlas_app.model.scene import ATLASES
from data.sides import HEMISPHERES
from data.tables import rows
from regions.catalogue import FIVE, NEIGHBOURS, ORDER
from regions.clip import keep
from regions.crosswalk import approximate, crosswalk, labels_of, region_codes
from regions.parcellation import parcellation
from tests.shapes import pieces

EVERY = [(atlas, side) for atlas in ATLASES for side in HEMISPHERES]

VERTICES = {  # on the S1200 midthickness, as the evidence counts them: left, right
    "premotor": (1196, 1274),
    "sma": (407, 386),
    "s1": (1854, 1888),
    "ipl": (2612, 2448),
    "mtl": (1019, 1033),
}
CORE = {
    "premotor": "6v 6r 6d 6a 55b FEF PEF",
    "sma": "6mp 6ma SCEF",
    "s1": "3a 3b 1 2",
    "ipl": "PFt PF PFop PFm PGi PGs PGp IP0 IP1 IP2",
    "mtl": "H PreS EC PeEc PHA1 PHA2 PHA3",
    "m1": "4",
    "mt": "MT MST V4t FST",
    "sts": "STSdp STSvp TPOJ1 TPOJ2",
    "aip": "AIP 7PC",
    "ifg44": "44",
}


def faces_of(one):
    from atlas_app.brain.anatomy import family_of
    from meshes.families import surface

    return surface(family_of(one.atlas), "white", one.hemisphere).faces


@pytest.mark.parametrize("side", HEMISPHERES)
def test_the_five_have_the_vertices_that_the_evidence_counts(library, side):
    one = library.anatomy("hcp-mmp", side)
    counted = {region: int((one.code == ORDER.index(region) + 1).sum()) for region in FIVE}
    assert counted == {region: counts[HEMISPHERES.index(side)] for region, counts in VERTICES.items()}


@pytest.mark.parametrize("side", HEMISPHERES)
def test_each_of_the_five_is_one_connected_piece(library, side):
    one = library.anatomy("hcp-mmp", side)
    for region in FIVE:
        assert pieces(faces_of(one), one.code == ORDER.index(region) + 1) == 1, region


@pytest.mark.parametrize("side", HEMISPHERES)
def test_regions_and_neighbours_are_made_of_the_areas_of_the_evidence(side):
    for region, areas in CORE.items():
        wanted = {f"{side[0].upper()}_{area}" for area in areas.split()}
        assert set(labels_of("hcp-mmp", side, region)) == wanted, region


@pytest.mark.parametrize(("atlas", "side"), EVERY)
def test_every_label_that_counts_is_in_its_atlas(library, atlas, side):
    one = library.anatomy(atlas, side)
    for row in crosswalk(atlas, side):
        if row.note == "subcortical":
            assert row.label not in one.labels.names  # its shape is not a part of the cortex
        else:
            assert row.label in one.labels.names, row
            assert one.labels.where(row.label).any(), row


@pytest.mark.parametrize(("atlas", "side"), EVERY)
def test_every_row_that_counts_gives_its_region_some_cortex(library, atlas, side):
    one = library.anatomy(atlas, side)
    for row in crosswalk(atlas, side):
        if row.role not in ("core", "approximate", "neighbour") or row.note == "subcortical":
            continue
        there = one.labels.where(row.label)
        if row.clip:
            there &= keep(row.clip, one.mni152_mm, one.labels.where)
        assert (one.code[there] == ORDER.index(row.region) + 1).any(), row


@pytest.mark.parametrize(("atlas", "side"), EVERY)
def test_no_vertex_without_a_label_belongs_to_a_region(library, atlas, side):
    one = library.anatomy(atlas, side)
    assert not one.code[one.labels.code == 0].any()


def test_the_sma_stays_within_15_mm_of_the_midline(library):
    for atlas, side in EVERY:
        one = library.anatomy(atlas, side)
        assert np.abs(one.mni152_mm[one.code == ORDER.index("sma") + 1, 0]).max() <= 15


def test_only_what_an_atlas_cannot_resolve_is_approximate():
    for side in HEMISPHERES:
        assert not any(approximate("hcp-mmp", side, region) for region in ORDER)
        rough = {region for region in ORDER if approximate("desikan-killiany", side, region)}
        assert rough == {"premotor", "sma"}


def test_the_atlases_agree_where_the_regions_are(library):
    """Within 15 mm, and better where both know the region; left with left."""
    hcp, desikan = (region_rows(atlas, library) for atlas in ATLASES)
    for one, other in zip(hcp, desikan, strict=True):
        assert (one.region, one.hemisphere) == (other.region, other.hemisphere)
        apart = float(np.linalg.norm(np.subtract(one.centroid_mni152, other.centroid_mni152)))
        assert apart < 15, (one.region, one.hemisphere, apart)
        if one.region == "s1":
            assert apart < 8


def test_both_atlases_overlap_in_place_not_only_in_their_middles(library):
    """Of Desikan-Killiany's somatosensory vertices most lie nearest to one that HCP-MMP calls somatosensory."""
    from scipy.spatial import KDTree

    for side in HEMISPHERES:
        hcp, desikan = (library.anatomy(atlas, side) for atlas in ATLASES)
        for region, least in (("s1", 0.7), ("ipl", 0.5), ("mtl", 0.7)):
            number = ORDER.index(region) + 1
            nearest = KDTree(hcp.mni152_mm).query(desikan.mni152_mm[desikan.code == number])[1]
            assert (hcp.code[nearest] == number).mean() > least, (region, side)


def test_desikans_premotor_is_in_front_of_its_precentral_gyrus(library):
    for side in HEMISPHERES:
        one = library.anatomy("desikan-killiany", side)
        gyrus, kept = one.labels.where("precentral"), one.code == ORDER.index("premotor") + 1
        y = one.mni152_mm[:, 1]
        assert y[gyrus & kept].mean() > y[gyrus & ~kept].mean() + 5


def test_a_shared_place_is_the_first_ones():
    """Desikan-Killiany's paracentral lobule is claimed by the SMA and, as a part, by S1: the SMA has it."""
    one = parcellation("desikan-killiany", "left")
    places = np.tile(np.float32([-5, 0, 60]), (len(one.code), 1))
    codes = region_codes(one, places)
    assert set(codes[one.where("paracentral")].tolist()) == {ORDER.index("sma") + 1}


def test_every_row_of_the_file_is_known_to_the_readers():
    roles = {row["role"] for row in rows("crosswalk.csv")}
    assert roles == {"core", "approximate", "partial", "optional", "neighbour"}
    assert {row["region"] for row in rows("crosswalk.csv")} == set(ORDER)
    for row in rows("crosswalk.csv"):
        assert (row["role"] == "neighbour") == (row["region"] in NEIGHBOURS)
        assert re.fullmatch(r"\d+", row["id"])
        if row["clip"]:
            keep(row["clip"], np.zeros((2, 3)), lambda _name: np.array([True, False]))


def test_an_atlas_without_the_crosswalk_has_no_regions():
    assert crosswalk("no-such-atlas", "left") == ()
    assert labels_of("no-such-atlas", "left", "s1") == ()
