"""The two surface families on board: right way out, one brain in size, sulci deep."""

import numpy as np
import pytest

from data.sides import HEMISPHERES
from meshes import families
from meshes.families import SURFACES, surface, to_mni152
from tests.shapes import area, pieces, volume

ALL = [(family, name) for family, names in SURFACES.items() for name in names]


@pytest.mark.parametrize("family", list(SURFACES))
@pytest.mark.parametrize("side", HEMISPHERES)
def test_a_family_has_one_closed_set_of_triangles(family, side):
    faces = surface(family, "white", side).faces
    n = faces.max() + 1
    edges = np.sort(np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]]), axis=1)
    _, shared = np.unique(edges[:, 0].astype(np.int64) * n + edges[:, 1], return_counts=True)
    assert (shared == 2).all()
    assert n - len(shared) + len(faces) == 2  # a sphere without handles
    assert pieces(faces, np.ones(n, bool)) == 1
    assert all(np.array_equal(faces, surface(family, name, side).faces) for name in SURFACES[family])


@pytest.mark.parametrize(("family", "name"), ALL)
def test_every_surface_is_a_brain_right_way_out(family, name):
    for side in HEMISPHERES:
        shown = surface(family, name, side)
        assert volume(shown.vertices, shown.faces) > 1e5
        assert 140 < np.ptp(shown.vertices[:, 1]) < 210
        normals = families.normals(family, name, side)
        assert np.allclose(np.linalg.norm(normals, axis=1), 1, atol=1e-4)
        cross = np.cross(*(shown.vertices[shown.faces[:, k]] - shown.vertices[shown.faces[:, 0]] for k in (1, 2)))
        assert ((normals[shown.faces[:, 0]] * cross).sum(axis=1) > 0).mean() > 0.97


def test_the_midthickness_lies_between_white_and_pial():
    for family in SURFACES:
        white, middle, pial = (surface(family, name, "left").vertices for name in ("white", "midthickness", "pial"))
        thickness = np.linalg.norm(pial - white, axis=1)
        off = np.linalg.norm(middle - (white + pial) / 2, axis=1)
        assert np.median(off) < 0.1 * np.median(thickness)
        assert 1.5 < np.median(thickness) < 4


def test_coordinates_are_always_those_of_the_midthickness():
    for family in SURFACES:
        places, areas = families.mni152(family, "right")
        assert np.array_equal(places, surface(family, "midthickness", "right").vertices)
        assert areas.sum() == pytest.approx(area(places, surface(family, "white", "right").faces).sum(), rel=1e-4)


def test_fsaverage_is_moved_from_mni305_by_the_published_affine():
    """FreeSurfer's own example: the MNI305 place 10, -20, 35 is 10.695, -18.409, 36.137 in MNI152, printed to 3 µm."""
    assert to_mni152(np.float32([[10, -20, 35]])) == pytest.approx(np.float32([[10.695, -18.409, 36.137]]), abs=5e-3)


def test_the_families_agree_on_where_the_brain_is():
    for side in HEMISPHERES:
        boxes = [np.stack([m.min(axis=0), m.max(axis=0)]) for m, _ in (families.mni152(f, side) for f in SURFACES)]
        assert np.abs(boxes[0] - boxes[1]).max() < 6


@pytest.mark.parametrize("family", list(SURFACES))
@pytest.mark.parametrize("side", HEMISPHERES)
def test_sulci_are_deep_and_the_crowns_are_not(family, side):
    """The crowns are what a sheet pulled over the brain touches; the deep is far below it."""
    from scipy.spatial import ConvexHull

    assert families.depth(family, side).std() == pytest.approx(1, abs=0.01)
    pial, depth = surface(family, "pial", side).vertices[::9], families.depth(family, side)[::9]
    hull = ConvexHull(pial)
    below = -(hull.equations[:, :3] @ pial.T + hull.equations[:, 3:]).max(axis=0)
    outer = np.abs(pial[:, 0]) > 25  # the inner wall is below the sheet, too, and no sulcus
    assert np.median(depth[outer & (below < 0.5)]) < -0.7
    assert np.median(depth[outer & (below > 12)]) > 0.5


def test_unknown_surfaces_are_key_errors():
    with pytest.raises(KeyError):
        surface("fs-lr-32k", "flat", "left")
    with pytest.raises(KeyError):
        surface("fsaverage5", "very-inflated", "left")
