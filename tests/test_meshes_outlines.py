"""Smooth borders: nothing is lost, nothing joined, every part keeps its area, every outline closes."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from atlas_app.brain.anatomy import family_named
from atlas_app.model.scene import ATLASES
from data.sides import HEMISPHERES
from meshes import families
from meshes.families import SURFACES
from meshes.lines import outline
from meshes.outlines import split
from regions.catalogue import FIVE, ORDER
from tests.shapes import area, pieces, sphere, volume

VERTICES, FACES = sphere(4)


def patches(seed, count, scatter=0.0):
    """Parts 0 to `count` of the sphere: what lies nearest to random places; a share of vertices is anybody's."""
    rng = np.random.default_rng(seed)
    middles = rng.normal(size=(count + 1, 3))
    middles /= np.linalg.norm(middles, axis=1, keepdims=True)
    part = (VERTICES @ middles.T).argmax(axis=1)
    lost = rng.random(len(part)) < scatter
    part[lost] = rng.integers(0, count + 1, lost.sum())
    return part.astype(np.int8)


part_maps = st.builds(patches, st.integers(0, 10_000), st.integers(1, 9), st.sampled_from([0.0, 0.0, 0.02, 0.3, 1.0]))


def edge_of(cut, number):
    """The rim of a part's triangles, as segments between places (i, j) of the surface."""
    faces = cut.faces[cut.part[cut.faces[:, 0]] == number]
    ends = np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]])
    return odd(cut, ends)


def border_of(cut, number):
    return odd(cut, cut.borders[(cut.borders[:, 2:] == number).any(axis=1), :2])


def odd(cut, ends):
    """Segments that occur an odd number of times, each by the edges on which its ends lie."""
    seen = set()
    for a, b in ends.tolist():
        seen ^= {frozenset([(int(cut.i[a]), int(cut.j[a])), (int(cut.i[b]), int(cut.j[b]))])}
    return seen


@settings(max_examples=25, deadline=None, derandomize=True)
@given(part_maps)
def test_a_cut_loses_nothing_and_joins_nothing(part):
    cut = split(VERTICES, FACES, part)
    points = cut.carry(VERTICES)
    assert np.array_equal(points[: len(VERTICES)], VERTICES)
    assert (cut.part[cut.faces] == cut.part[cut.faces[:, :1]]).all()
    assert area(points, cut.faces).sum() == pytest.approx(area(VERTICES, FACES).sum(), rel=1e-5)
    assert volume(points, cut.faces) == pytest.approx(volume(VERTICES, FACES), rel=1e-5)
    assert np.isin(np.arange(len(points)), cut.faces).all()
    assert ((cut.t >= 0) & (cut.t <= 1)).all()


@settings(max_examples=25, deadline=None, derandomize=True)
@given(part_maps)
def test_borders_are_the_rims_of_the_parts_and_close(part):
    cut = split(VERTICES, FACES, part)
    for number in np.unique(cut.part).tolist():
        assert edge_of(cut, number) == border_of(cut, number)
        assert all(loop[0] == loop[-1] for loop in outline(cut, number))


@settings(max_examples=25, deadline=None, derandomize=True)
@given(st.integers(0, 10_000), st.integers(1, 6))
def test_every_patch_keeps_its_area(seed, count):
    part = patches(seed, count)
    cut = split(VERTICES, FACES, part)
    measured = np.bincount(cut.part[cut.faces[:, 0]], area(cut.carry(VERTICES), cut.faces), count + 1)
    share = np.repeat(area(VERTICES, FACES) / 3, 3)
    wanted = np.bincount(part[FACES.ravel()], share, count + 1)
    assert measured[1:] == pytest.approx(wanted[1:], rel=0.005)  # what is no part takes the rest


def test_a_border_is_smoother_than_the_triangles():
    part = (VERTICES[:, 2] > 7).astype(np.int8)
    cut = split(VERTICES, FACES, part)
    points = cut.carry(VERTICES)
    ends = points[cut.borders[:, :2]]
    smooth = np.linalg.norm(ends[:, 0] - ends[:, 1], axis=1).sum()
    assert smooth == pytest.approx(2 * np.pi * np.sqrt(50**2 - 7**2), rel=0.02)


def test_one_part_alone_is_not_cut():
    cut = split(VERTICES, FACES, np.zeros(len(VERTICES), np.int8))
    assert np.array_equal(cut.faces, FACES)
    assert len(cut.borders) == 0
    assert outline(cut, 0) == []


@settings(max_examples=10, deadline=None, derandomize=True)
@given(part_maps, st.integers(0, 99))
def test_values_are_carried_as_places_are(part, seed):
    """A value that is linear in space is the same before and after, in one column or many."""
    cut = split(VERTICES, FACES, part)
    slope = np.random.default_rng(seed).normal(size=(3, 2))
    carried = cut.carry((VERTICES @ slope).astype(np.float32))
    assert carried == pytest.approx(cut.carry(VERTICES) @ slope, abs=1e-3)
    assert np.array_equal(cut.carry(VERTICES[:, 0]), cut.carry(VERTICES)[:, 0])


# The brain itself.

EVERY = [(atlas, side) for atlas in ATLASES for side in HEMISPHERES]


@pytest.mark.parametrize(("atlas", "side"), EVERY)
def test_every_region_keeps_its_area_within_half_a_per_cent(library, atlas, side):
    one = library.anatomy(atlas, side)
    measured = np.bincount(one.cut.part[one.cut.faces[:, 0]], area(one.cut.carry(one.mni152_mm), one.cut.faces), 11)
    for number, region in enumerate(ORDER, start=1):
        wanted = one.area_mm2[one.code == number].sum()
        if wanted:
            assert measured[number] == pytest.approx(wanted, rel=0.005), region
    assert measured.sum() == pytest.approx(one.area_mm2.sum(), rel=1e-4)


@pytest.mark.parametrize(("atlas", "side"), EVERY)
def test_outlines_of_the_brain_close_and_its_triangles_join_no_two_parts(library, atlas, side):
    one = library.anatomy(atlas, side)
    assert (one.cut.part[one.cut.faces] == one.cut.part[one.cut.faces[:, :1]]).all()
    for number, region in enumerate(ORDER, start=1):
        loops = outline(one.cut, number)
        assert bool(loops) == bool((one.code == number).any()), region
        assert all(loop[0] == loop[-1] for loop in loops), region
        assert edge_of(one.cut, number) == border_of(one.cut, number), region


@pytest.mark.parametrize("side", HEMISPHERES)
def test_each_of_the_five_stays_one_piece_when_it_is_cut(library, side):
    one = library.anatomy("hcp-mmp", side)
    for region in FIVE:
        number = ORDER.index(region) + 1
        inside = one.cut.faces[one.cut.part[one.cut.faces[:, 0]] == number]
        assert pieces(inside, one.cut.part == number) == 1, region


@pytest.mark.parametrize(("atlas", "side"), EVERY)
def test_what_is_carried_lies_on_an_edge_of_every_surface(library, atlas, side):
    one, family = library.anatomy(atlas, side), family_named(atlas)
    n = len(one.code)
    faces = families.surface(family, "white", side).faces.astype(np.int64)
    edges = np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]])
    low, high = one.cut.i[n:].astype(np.int64), one.cut.j[n:].astype(np.int64)
    assert np.isin(low * n + high, edges.min(axis=1) * n + edges.max(axis=1)).all()
    for name in SURFACES[family]:
        shown = families.surface(family, name, side).vertices
        carried = one.cut.carry(shown)
        a, b, c = shown[low], shown[high], carried[n:]
        detour = np.linalg.norm(c - a, axis=1) + np.linalg.norm(b - c, axis=1) - np.linalg.norm(b - a, axis=1)
        assert detour.max() < 1e-3
        assert np.array_equal(carried[:n], shown)
        assert area(carried, one.cut.faces).sum() == pytest.approx(area(shown, faces).sum(), rel=1e-4)
