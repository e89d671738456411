"""Geodesic kernels: the neighbours that plain Dijkstra finds, the same from both ends, none beyond the radius."""

import heapq

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meshes.kernel import geodesic_kernel


def bumpy(side, seed, spacing=1.7):
    """A wavy sheet of side x side vertices, its faces in no order, in a place of its own."""
    rng = np.random.default_rng(seed)
    x, y = np.meshgrid(np.arange(side), np.arange(side))
    flat = np.stack([x.ravel(), y.ravel(), 2 * np.sin(x.ravel() / 2)], 1) * spacing
    vertices = (flat + rng.normal(0, 0.2, flat.shape) - [40, 100, 30]).astype(np.float32)
    corner = (np.arange(side - 1)[:, None] * side + np.arange(side - 1)).ravel()
    faces = np.r_[np.c_[corner, corner + 1, corner + side], np.c_[corner + 1, corner + side + 1, corner + side]].astype(
        np.int32
    )
    return vertices, rng.permutation(faces)


def plain_dijkstra(vertices, faces, source, limit):
    """Every vertex within the limit of one source, by the textbook."""
    edges = {}
    for face in faces.tolist():
        for a, b in zip(face, [*face[1:], face[0]], strict=True):
            mm = float(np.linalg.norm(vertices[a].astype(float) - vertices[b]))
            edges.setdefault(a, []).append((b, mm))
            edges.setdefault(b, []).append((a, mm))
    done, heap = {}, [(0.0, source)]
    while heap:
        mm, at = heapq.heappop(heap)
        if at not in done and mm <= limit:
            done[at] = mm
            for other, step in edges.get(at, []):
                heapq.heappush(heap, (mm + step, other))
    return done


def row(kernel, v):
    its = slice(kernel.indptr[v], kernel.indptr[v + 1])
    return dict(zip(kernel.indices[its].tolist(), kernel.distance_mm[its].tolist(), strict=True))


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 1000), radius=st.floats(1.0, 9.0), side=st.integers(2, 28))
def test_a_row_is_what_plain_dijkstra_finds(seed, radius, side):
    vertices, faces = bumpy(side, seed)
    kernel = geodesic_kernel(vertices, faces, radius)
    for v in np.random.default_rng(seed).integers(0, len(vertices), 4).tolist():
        found, expected = row(kernel, v), plain_dijkstra(vertices, faces, v, radius)
        # Only what lies on the rim may differ.
        assert all(abs(expected.get(u, radius) - radius) < 1e-4 for u in found.keys() ^ expected.keys())
        assert all(abs(found[u] - expected[u]) < 1e-4 for u in found.keys() & expected.keys())


def test_distances_are_the_same_from_both_ends_and_within_the_radius():
    vertices, faces = bumpy(40, 3)
    kernel = geodesic_kernel(vertices, faces, 6.0)
    a = np.repeat(np.arange(len(vertices)), np.diff(kernel.indptr))
    there = dict(zip(zip(a.tolist(), kernel.indices.tolist(), strict=True), kernel.distance_mm.tolist(), strict=True))
    assert all(there[(v, u)] == pytest.approx(mm, rel=1e-6) for (u, v), mm in there.items())
    assert kernel.distance_mm.max() <= 6.0
    assert (kernel.distance_mm[a == kernel.indices] == 0).all()


def test_rows_name_their_own_vertex_and_ascend():
    vertices, faces = bumpy(20, 5)
    kernel = geodesic_kernel(vertices, faces, 4.0)
    for v in range(len(vertices)):
        its = kernel.indices[kernel.indptr[v] : kernel.indptr[v + 1]]
        assert v in its
        assert (np.diff(its) > 0).all()


def test_a_vertex_without_faces_has_only_itself_and_no_path_crosses_a_gap():
    vertices, faces = bumpy(16, 1)
    wall = np.arange(7 * 16, 8 * 16)  # one row of vertices, side to side
    kept = faces[~np.isin(faces, wall).any(1)]
    kernel = geodesic_kernel(vertices, kept, 8.0)
    assert all(row(kernel, v) == {v: 0.0} for v in wall.tolist())
    below, above = set(range(7 * 16)), set(range(8 * 16, 16 * 16))
    assert all(row(kernel, v).keys() <= below for v in below)
    assert all(row(kernel, v).keys() <= above for v in above)


def test_paths_run_along_the_surface_not_through_the_air():
    """Two leaves of a fold 1 mm apart are no neighbours."""
    vertices, faces = bumpy(12, 0)
    upper = vertices + np.float32([0, 0, 1])
    kernel = geodesic_kernel(np.r_[vertices, upper], np.r_[faces, faces + len(vertices)], 6.0)
    assert all(max(row(kernel, v)) < len(vertices) for v in range(len(vertices)))


def test_two_vertices_in_one_place_are_still_joined():
    vertices = np.zeros((3, 3), np.float32)
    kernel = geodesic_kernel(vertices, np.array([[0, 1, 2]], np.int32), 1.0)
    assert kernel.indices.tolist() == [0, 1, 2] * 3


@pytest.mark.parametrize("radius", [0.0, -1.0, float("nan"), float("inf")])
def test_a_radius_that_is_no_length_is_told(radius):
    with pytest.raises(ValueError, match="not a positive length"):
        geodesic_kernel(*bumpy(3, 0), radius)


def test_faces_that_name_no_vertex_are_told():
    vertices, faces = bumpy(3, 0)
    with pytest.raises(ValueError, match="0 to 8"):
        geodesic_kernel(vertices, faces + 1, 2.0)
