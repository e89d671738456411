"""What can be counted of the regions: whole, on the midthickness, in MNI152."""

import json

import numpy as np
import pytest

from atlas_app.brain.table import region_rows
from atlas_app.model.scene import ATLASES
from data.sides import HEMISPHERES
from regions.catalogue import FIVE, NEIGHBOURS, ORDER

PLACES = {  # where textbooks have them, left, MNI152 mm, to about a centimetre and a half
    "premotor": (-39, 0, 45),
    "sma": (-7, -3, 60),
    "s1": (-40, -26, 50),
    "ipl": (-47, -55, 35),
    "mtl": (-25, -23, -21),
}


@pytest.mark.parametrize("atlas", ATLASES)
def test_one_row_per_region_and_side_in_order(library, atlas):
    rows = region_rows(atlas, library)
    assert [(row.region, row.hemisphere) for row in rows] == [(r, s) for r in FIVE for s in HEMISPHERES]
    assert {row.atlas for row in rows} == {atlas}


@pytest.mark.parametrize("atlas", ATLASES)
def test_centroids_are_whole_millimetres_where_textbooks_have_them(library, atlas):
    for row in region_rows(atlas, library):
        assert all(type(value) is int for value in row.centroid_mni152)
        x, y, z = PLACES[row.region]
        wanted = (x if row.hemisphere == "left" else -x, y, z)
        assert np.linalg.norm(np.subtract(row.centroid_mni152, wanted)) < 21, row


def test_areas_are_those_of_the_vertices(library):
    for row in region_rows("hcp-mmp", library):
        one = library.anatomy("hcp-mmp", row.hemisphere)
        there = one.code == ORDER.index(row.region) + 1
        assert row.vertices == there.sum()
        assert row.area_mm2 == pytest.approx(one.area_mm2[there].sum(), abs=0.06)
        assert 500 < row.area_mm2 < 3500


def test_left_and_right_are_alike_in_size(library):
    for atlas in ATLASES:
        rows = region_rows(atlas, library)
        for left, right in zip(rows[::2], rows[1::2], strict=True):
            assert 0.75 < left.area_mm2 / right.area_mm2 < 1.33


def test_neighbours_are_counted_on_request(library):
    rows = region_rows("hcp-mmp", library, NEIGHBOURS)
    assert {row.region for row in rows} == set(NEIGHBOURS)
    assert all(row.vertices > 50 for row in rows)


def test_a_row_is_plain_json(library):
    row = region_rows("desikan-killiany", library)[0].as_json()
    assert json.loads(json.dumps(row)) == {
        **row,
        "labels": list(row["labels"]),
        "centroid_mni152": list(row["centroid_mni152"]),
    }
    assert row["approximate"] is True
