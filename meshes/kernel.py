"""Geodesic kernels: who lies within some millimetres of whom, along the surface."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

__all__ = ["Kernel", "geodesic_kernel"]

Float32 = npt.NDArray[np.float32]
Int32 = npt.NDArray[np.int32]
Int64 = npt.NDArray[np.int64]

BLOCK_RADII: Final = 4.0
"""Side of a block in radii: larger blocks search too many pairs, smaller ones too many halos."""

LEAST_BLOCK_MM: Final = 24.0
"""Below it the number of blocks costs more than the pairs do: with 4 mm blocks a 1 mm kernel takes ten times longer."""


@dataclass(frozen=True, eq=False)
class Kernel:
    """The neighbours of every vertex within a radius, row by row; each row names its own vertex too, at 0 mm.

    `indptr` (n + 1,), `indices` and `distance_mm` (pairs,): row `v` is `indices[indptr[v]:indptr[v + 1]]`, ascending.
    """

    indptr: Int64
    indices: Int32
    distance_mm: Float32


def geodesic_kernel(vertices: Float32, faces: Int32, radius_mm: float) -> Kernel:
    """Return the vertices within `radius_mm` of each vertex along the edges of the surface.

    `vertices` (n, 3) in mm, `faces` (m, 3). A vertex without faces has only itself. Raises `ValueError` for a radius
    that is no positive length, and for faces that name vertices that are not there.
    """
    if not 0 < radius_mm < np.inf:
        raise ValueError(f"kernel radius {radius_mm} mm is not a positive length")
    if len(faces) and not 0 <= faces.min() <= faces.max() < len(vertices):
        raise ValueError(
            f"faces name vertices {faces.min()} to {faces.max()}, the surface has 0 to {len(vertices) - 1}"
        )
    graph = _edges(vertices, faces)
    blocks = [_within(graph, inside, halo, radius_mm) for inside, halo in _blocks(vertices, radius_mm)]
    return _rows(len(vertices), blocks)


def _edges(vertices: Float32, faces: Int32) -> Any:
    """Return the edges as a sparse symmetric matrix of lengths in mm."""
    from scipy.sparse import csr_matrix  # 0.3 s: only when no cached kernel is at hand

    ends = np.sort(np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]]), axis=1)
    codes = np.unique(ends[:, 0].astype(np.int64) * len(vertices) + ends[:, 1])
    a, b = np.divmod(codes, max(len(vertices), 1))
    step = vertices[a].astype(np.float64) - vertices[b]
    # A stored zero would read as "no edge", even between two vertices in one place.
    length = np.maximum(np.sqrt((step**2).sum(1)), 1e-9)
    n = len(vertices)
    return csr_matrix((np.r_[length, length], (np.r_[a, b], np.r_[b, a])), shape=(n, n))


def _blocks(vertices: Float32, radius_mm: float) -> Iterator[tuple[Int64, Int64]]:
    """Cut space into cubes; yield the vertices inside each, and those a path from inside can reach."""
    block_mm = max(BLOCK_RADII * radius_mm, LEAST_BLOCK_MM)
    cells = np.floor((vertices - vertices.min(0, initial=np.inf)) / block_mm).astype(np.int64)
    _, cell = np.unique(cells, axis=0, return_inverse=True)
    order = np.argsort(cell, kind="stable")
    for inside in np.split(order, np.flatnonzero(np.diff(cell[order])) + 1) if len(order) else ():
        low, high = vertices[inside].min(0) - radius_mm, vertices[inside].max(0) + radius_mm
        halo = np.flatnonzero((vertices[:, 0] >= low[0]) & (vertices[:, 0] <= high[0]))
        yield inside, halo[((vertices[halo] >= low) & (vertices[halo] <= high)).all(1)]


def _within(graph: Any, inside: Int64, halo: Int64, radius_mm: float) -> tuple[Int64, Int64, Int32, Float32]:
    """Return a block's rows: its vertices, how many neighbours each has, the neighbours, their distances."""
    from scipy.sparse.csgraph import dijkstra

    near = graph[halo][:, halo]
    distance = dijkstra(near, indices=np.searchsorted(halo, inside), limit=radius_mm)
    reached = np.flatnonzero(distance <= radius_mm)
    row, column = np.divmod(reached, len(halo))
    many = np.bincount(row, minlength=len(inside))
    return inside, many, halo[column].astype(np.int32), distance.ravel()[reached].astype(np.float32)


def _rows(n: int, blocks: list[tuple[Int64, Int64, Int32, Float32]]) -> Kernel:
    """Put the rows of all blocks into the order of the vertices."""
    count = np.zeros(n, np.int64)
    for inside, many, _, _ in blocks:
        count[inside] = many
    indptr = np.r_[np.int64(0), np.cumsum(count)]
    indices, distance = np.empty(indptr[-1], np.int32), np.empty(indptr[-1], np.float32)
    for inside, many, neighbours, mm in blocks:
        starts = np.cumsum(many) - many
        at = np.repeat(indptr[inside] - starts, many) + np.arange(many.sum())
        indices[at], distance[at] = neighbours, mm
    return Kernel(indptr, indices, distance)
