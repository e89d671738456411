"""Smooth borders between labelled parts of a surface, found once and carried to every shape of that surface.

Labels live on vertices, so their raw borders follow the triangles. Here the membership of each vertex in each part is
averaged over its neighbours and biased until every part keeps its area; along an edge whose ends prefer different parts
stands a new vertex where the two preferences are equal. Every new vertex is kept as `(i, j, t)`: the place
`(1 - t) * v[i] + t * v[j]` of whatever surface is shown.
"""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from meshes.surface import Faces, Vertices, vertex_areas

__all__ = ["Split", "averaged", "split"]

Ints = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float32]
Scores = npt.NDArray[np.float64]

ROUNDS: Final = 3
"""Rounds of neighbour averaging; more would eat the corners of small parts."""


@dataclass(frozen=True, eq=False, slots=True)
class Split:
    """A surface cut along the borders of its parts.

    Vertex k lies at `(1 - t[k]) * v[i[k]] + t[k] * v[j[k]]` and belongs to part `part[k]`; `faces` int32 (m, 3) never
    join two parts. The first vertices are the surface's own. `borders` int32 (b, 4) are line segments: two vertices and
    the two parts that meet there, the smaller first.
    """

    i: Ints
    j: Ints
    t: Floats
    part: npt.NDArray[np.int8]
    faces: Faces
    borders: Ints

    def carry(self, values: npt.NDArray[Any]) -> npt.NDArray[np.float32]:
        """Return values (n, ...) of the surface's own vertices at the vertices of the cut surface."""
        fresh = slice(len(values), None)
        i, j, t = self.i[fresh], self.j[fresh], self.t[fresh].reshape(-1, *[1] * (values.ndim - 1))
        carried = np.empty((len(self.i), *values.shape[1:]), np.float32)
        carried[: len(values)] = values
        carried[fresh] = values[i] * (1 - t) + values[j] * t
        return carried


def split(vertices: Vertices, faces: Faces, part: npt.NDArray[np.integer[Any]]) -> Split:
    """Cut a surface along the smooth borders of `part` (n,), 0 for none; areas are kept as measured on `vertices`."""
    membership = averaged(faces, np.eye(int(part.max()) + 1)[part])
    score = _kept_areas(vertices, faces, part, membership)
    return _cut(faces, score)


def averaged(faces: Faces, values: Scores) -> Scores:
    """Return values (n, k) of the vertices after `ROUNDS` in which each became the mean of it and its neighbours."""
    n = len(values)
    edges = np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]])
    edges = np.unique(np.concatenate([edges, edges[:, ::-1], np.repeat(np.arange(n)[:, None], 2, axis=1)]), axis=0)
    start = np.searchsorted(edges[:, 0], np.arange(n))
    degree = np.diff(start, append=len(edges))[:, None]
    for _ in range(ROUNDS):
        values = np.add.reduceat(values[edges[:, 1]], start, axis=0) / degree
    return values


def _kept_areas(
    vertices: Vertices, faces: Faces, part: npt.NDArray[np.integer[Any]], membership: Scores, rounds: int = 40
) -> Scores:
    """Bias the memberships until each part has the area of its vertices, to 0.1 %."""
    parts = membership.shape[1]
    near = (np.ptp(membership[faces], axis=1) > 0).any(axis=1)
    target = np.bincount(part, vertex_areas(vertices, faces), parts)
    corners = vertices[faces]
    area = np.linalg.norm(np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]), axis=1) / 2
    whole = np.bincount(part[faces[~near, 0]], area[~near], parts)
    bias, step = np.zeros(parts), np.full(parts, 0.05)
    last = np.zeros(parts)
    for _ in range(rounds):
        now = whole + _areas(vertices, faces[near], membership + bias)
        short = (target - now) / np.maximum(target, 1e-9)
        if np.abs(short[1:]).max(initial=0.0) < 1e-3:
            break
        step = np.where(np.sign(short) == np.sign(last), step * 1.3, step * 0.5)
        move = np.clip(np.abs(short) * 4, 0.02, 1.0) * step * np.sign(short)
        bias[1:] += move[1:]
        last = short
    return membership + bias


def _areas(vertices: Vertices, faces: Faces, score: Scores) -> Scores:
    cut = _cut(faces, score)
    points = cut.carry(vertices)[cut.faces]
    area = np.linalg.norm(np.cross(points[:, 1] - points[:, 0], points[:, 2] - points[:, 0]), axis=1) / 2
    return np.asarray(np.bincount(cut.part[cut.faces[:, 0]], area, score.shape[1]), np.float64)


def _cut(faces: Faces, score: Scores) -> Split:
    """Cut every triangle whose corners prefer different parts."""
    n = len(score)
    part = score.argmax(axis=1)
    prefer = part[faces]
    mixed = (prefer != prefer[:, :1]).any(axis=1)
    cutter = _Cutter(score, part)
    pieces = [faces[~mixed].astype(np.int64)]
    lines = []
    three = mixed & (prefer[:, 0] != prefer[:, 1]) & (prefer[:, 1] != prefer[:, 2]) & (prefer[:, 2] != prefer[:, 0])
    for corner in range(3):
        order = [corner, (corner + 1) % 3, (corner + 2) % 3]
        alone = mixed & ~three & (prefer[:, order[1]] == prefer[:, order[2]])
        triangles, segments = cutter.two_parts(faces[alone][:, order])
        pieces.append(triangles)
        lines.append(segments)
    triangles, segments = cutter.three_parts(faces[three])
    keys = np.concatenate([*pieces, triangles]).ravel()
    fresh, where = np.unique(keys[keys >= n], return_inverse=True)
    numbers = keys.copy()
    numbers[keys >= n] = n + where
    borders = np.concatenate([*lines, segments])
    borders[:, :2] = n + np.searchsorted(fresh, borders[:, :2])
    i, j, t, own = cutter.places(fresh)
    return Split(
        i=np.concatenate([np.arange(n), i]).astype(np.int32),
        j=np.concatenate([np.arange(n), j]).astype(np.int32),
        t=np.concatenate([np.zeros(n), t]).astype(np.float32),
        part=np.concatenate([part, own]).astype(np.int8),
        faces=numbers.reshape(-1, 3).astype(np.int32),
        borders=borders.astype(np.int32),
    )


class _Cutter:
    """Names new vertices by one number that holds edge and part, so that neighbouring triangles agree on them."""

    def __init__(self, score: Scores, part: npt.NDArray[np.intp]) -> None:
        self.score, self.part = score, part
        self.n, self.parts = np.int64(len(score)), np.int64(score.shape[1])

    def new(self, a: Any, b: Any, own: Any) -> npt.NDArray[np.int64]:
        """Name the vertex between `a` and `b` as seen from part `own`."""
        low, high = np.minimum(a, b).astype(np.int64), np.maximum(a, b).astype(np.int64)
        return np.asarray(self.n + (low * self.n + high) * self.parts + own)

    def places(self, keys: npt.NDArray[np.int64]) -> tuple[Any, Any, Any, Any]:
        """Return i, j, t and the part of the vertices so named."""
        edge, own = np.divmod(keys - self.n, self.parts)
        i, j = np.divmod(edge, self.n)
        here, there = self.part[i], self.part[j]
        at_i = self.score[i, here] - self.score[i, there]
        at_j = self.score[j, there] - self.score[j, here]
        return i, j, np.clip(at_i / np.maximum(at_i + at_j, 1e-12), 0.02, 0.98), own

    def line(self, p: tuple[Any, Any], q: tuple[Any, Any], own: Any, other: Any) -> npt.NDArray[np.int64]:
        """Return border segments from edge p to edge q between two parts, by the names that part `own` gives."""
        first, last = self.new(p[0], p[1], own), self.new(q[0], q[1], own)
        return np.stack([first, last, np.minimum(own, other), np.maximum(own, other)], axis=1)

    def two_parts(self, faces: Faces) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """Cut triangles (k, 3) whose first corner stands alone."""
        a, b, c = (faces[:, k].astype(np.int64) for k in range(3))
        mine, theirs = self.part[a], self.part[b]
        ab, ac = self.new(a, b, theirs), self.new(a, c, theirs)
        tip = np.stack([a, self.new(a, b, mine), self.new(a, c, mine)], axis=1)
        rest = np.concatenate([np.stack([ab, b, c], axis=1), np.stack([ab, c, ac], axis=1)])
        return np.concatenate([tip, rest]), self.line((a, b), (a, c), mine, theirs)

    def three_parts(self, faces: Faces) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """Cut triangles where three parts meet; the small middle goes to the first corner's part."""
        a, b, c = (faces[:, k].astype(np.int64) for k in range(3))
        one, two, three = self.part[a], self.part[b], self.part[c]
        tips = [
            np.stack([p, self.new(p, q, own), self.new(p, r, own)], axis=1)
            for p, q, r, own in ((a, b, c, one), (b, c, a, two), (c, a, b, three))
        ]
        middle = np.stack([self.new(a, b, one), self.new(b, c, one), self.new(c, a, one)], axis=1)
        lines = [self.line((a, b), (b, c), two, one), self.line((b, c), (c, a), three, one)]
        return np.concatenate([*tips, middle]), np.concatenate(lines)
