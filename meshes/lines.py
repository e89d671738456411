"""Lines on a cut surface: closed outlines of its parts, cut into dashes or dots, and level lines inside a part."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from meshes.outlines import Split
from meshes.surface import Faces, Vertices

__all__ = ["Lines", "contour", "dashed", "level", "outline"]

Place = tuple[int, int, float]
"""A point between two vertices of the cut surface, `(1 - s) * v[p] + s * v[q]`, as (p, q, s)."""


@dataclass(frozen=True, eq=False, slots=True)
class Lines:
    """Polylines: point k lies at `(1 - s[k]) * v[p[k]] + s[k] * v[q[k]]`, line l from start[l] to start[l + 1]."""

    p: npt.NDArray[np.int32]
    q: npt.NDArray[np.int32]
    s: npt.NDArray[np.float32]
    start: npt.NDArray[np.int32]

    @classmethod
    def of(cls, lines: Iterable[Sequence[Place]]) -> "Lines":
        """Gather lines of two points or more."""
        kept = [line for line in lines if len(line) > 1]
        places = np.array([place for line in kept for place in line], np.float64).reshape(-1, 3)
        start = np.cumsum([0, *map(len, kept)])
        return cls(
            places[:, 0].astype(np.int32),
            places[:, 1].astype(np.int32),
            places[:, 2].astype(np.float32),
            start.astype(np.int32),
        )

    def carry(self, values: npt.NDArray[Any]) -> npt.NDArray[np.float32]:
        """Return values (n, ...) of the cut surface's vertices at the lines' points."""
        s = self.s.reshape(-1, *[1] * (values.ndim - 1))
        return np.asarray(values[self.p] * (1 - s) + values[self.q] * s, np.float32)


def outline(cut: Split, part: int) -> list[list[int]]:
    """Return the closed outlines of one part, each a list of vertices of the cut surface that ends where it began."""
    meets = (cut.borders[:, 2:] == part).any(axis=1)
    ends = cut.borders[meets, :2]
    number = {int(v): (int(cut.i[v]), int(cut.j[v])) for v in np.unique(ends)}
    vertex = {edge: v for v, edge in number.items()}
    return [[vertex[edge] for edge in loop] for loop in _chains((number[int(a)], number[int(b)]) for a, b in ends)]


def _chains(segments: Iterable[tuple[Any, Any]]) -> list[list[Any]]:
    """Join segments into chains, as long as they go; a closed one ends where it began."""
    ahead: dict[Any, list[Any]] = defaultdict(list)
    for a, b in segments:
        ahead[a].append(b)
        ahead[b].append(a)
    chains = []
    for begin in sorted(ahead, key=lambda node: (len(ahead[node]) % 2 == 0, node)):  # open ends first
        while ahead[begin]:
            chain = [begin]
            while ahead[chain[-1]]:
                following = ahead[chain[-1]].pop()
                ahead[following].remove(chain[-1])
                chain.append(following)
            chains.append(chain)
    return chains


def dashed(line: Sequence[int], points: Vertices, on_mm: float, off_mm: float) -> list[list[Place]]:
    """Cut a line into dashes of about `on_mm`, gaps of about `off_mm` on `points`; without a gap it stays whole."""
    if off_mm == 0:
        return [[(v, v, 0.0) for v in line]]
    length = np.r_[0.0, np.cumsum(np.linalg.norm(np.diff(points[list(line)], axis=0), axis=1))]
    count = max(round(float(length[-1]) / (on_mm + off_mm)), 1)
    period = length[-1] / count
    on = period * on_mm / (on_mm + off_mm)
    return [_between(line, length, k * period, k * period + on) for k in range(count)]


def _between(line: Sequence[int], length: npt.NDArray[Any], begin: float, end: float) -> list[Place]:
    inside = np.flatnonzero((length > begin) & (length < end))
    return [_at(line, length, begin), *((line[k], line[k], 0.0) for k in inside.tolist()), _at(line, length, end)]


def _at(line: Sequence[int], length: npt.NDArray[Any], where: float) -> Place:
    k = int(np.clip(np.searchsorted(length, where, side="right") - 1, 0, len(line) - 2))
    gap = length[k + 1] - length[k]
    return line[k], line[k + 1], float((where - length[k]) / gap) if gap > 0 else 0.0


def contour(faces: Faces, values: npt.NDArray[Any]) -> Lines:
    """Return where `values` (n,) of a surface's vertices pass zero, as one short line a triangle."""
    above = values > 0
    a, b, c = (above[faces[:, k]] for k in range(3))
    faces = faces[(a != b) | (b != c)]
    corners = above[faces]
    alone_above = corners.sum(axis=1) == 1
    odd = np.where(alone_above[:, None], corners, ~corners).argmax(axis=1)  # the corner that stands alone
    row = np.arange(len(faces))
    alone = np.repeat(faces[row, odd], 2)
    others = np.stack([faces[row, (odd + 1) % 3], faces[row, (odd + 2) % 3]], axis=1).ravel()
    here, there = values[alone].astype(np.float64), values[others].astype(np.float64)
    start = np.arange(len(faces) + 1) * 2
    return Lines(
        alone.astype(np.int32),
        others.astype(np.int32),
        (here / (here - there)).astype(np.float32),
        start.astype(np.int32),
    )


def level(cut: Split, part: int, values: npt.NDArray[Any]) -> list[list[Place]]:
    """Return the lines inside one part along which `values` (n,) of the cut surface's vertices change sign."""
    faces = cut.faces[cut.part[cut.faces[:, 0]] == part]
    above = values[faces] > 0
    crossed = faces[above.any(axis=1) & ~above.all(axis=1)]
    places: dict[tuple[int, int], Place] = {}
    segments = []
    for triangle in crossed.tolist():
        ends = []
        for a, b in ((0, 1), (1, 2), (2, 0)):
            p, q = sorted((triangle[a], triangle[b]))
            if (values[p] > 0) != (values[q] > 0):
                places[p, q] = (p, q, float(values[p] / (values[p] - values[q])))
                ends.append((p, q))
        segments.append((ends[0], ends[1]))
    return [[places[edge] for edge in chain] for chain in _chains(segments)]
