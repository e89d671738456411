"""What of a region can be seen in a pane, and where a leader line may end."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from atlas_app.brain.picture import Name, Picture
from atlas_app.render.panes import Cell, Eye

__all__ = ["Anchor", "anchors"]

Floats = npt.NDArray[np.floating[Any]]

FACING: Final = 0.25
"""Least cosine between a place's normal and the line of sight."""
GRID_MM: Final = 7.0
HIDDEN_MM: Final = 10.0
"""How far behind what is in front a place may lie and still count as seen; a grid cell holds slopes."""
DEEP_GRID_MM: Final = 3.0
DEEP_HIDDEN_MM: Final = 3.0
"""The same among the shapes below the cortex, which lie close together."""
LEAST: Final = 0.12
"""The least share of a region's inner places that must be seen before it is named."""
EVERY: Final = 7
"""Every seventh vertex is enough to know what is in front."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a name's leader line ends: pane, pixels, and the share of the region that is seen there."""

    name: Name
    pane: int
    x: float
    y: float
    seen: float


def anchors(picture: Picture, places: Sequence[Cell], views: Sequence[Eye]) -> list[Anchor]:
    """Return one anchor for each name that can be seen, in the pane where most of its region is."""
    best: dict[tuple[str, str | None], Anchor] = {}
    for pane, (cell, eye) in enumerate(zip(places, views, strict=True)):
        shown = picture.panes[pane]
        inside = [shape.vertices for shape in picture.within(shown)]
        cortex = [picture.sides[side].vertices[::EVERY] for side in shown.sides]
        front = _Front([*cortex, *inside], eye, GRID_MM, HIDDEN_MM)
        among = _Front(inside, eye, DEEP_GRID_MM, DEEP_HIDDEN_MM) if inside else front
        for name in picture.names:
            if name.hemisphere not in (None, *shown.sides):
                continue
            anchor = _anchor(name, pane, cell, eye, among if name.deep else front)
            key = (name.region, name.hemisphere)
            if anchor and (key not in best or anchor.seen > best[key].seen + 0.05):
                best[key] = anchor
    return list(best.values())


class _Front:
    """How near the nearest of some surfaces is, on a coarse grid over a pane."""

    def __init__(self, shown: list[Floats], eye: Eye, grid_mm: float, hidden_mm: float) -> None:
        self._grid_mm, self._hidden_mm = grid_mm, hidden_mm
        seen = eye.seen(np.concatenate(shown))
        self._low = seen[:, :2].min(axis=0)
        cell = self._cells(seen)
        self._shape = cell.max(axis=0) + 1
        self._depth = np.full(int(self._shape.prod()), -np.inf, seen.dtype)
        np.maximum.at(self._depth, cell[:, 0] * self._shape[1] + cell[:, 1], seen[:, 2])

    def _cells(self, seen: Floats) -> npt.NDArray[np.int64]:
        return np.asarray((seen[:, :2] - self._low) / self._grid_mm, np.int64)

    def shows(self, seen: Floats) -> npt.NDArray[np.bool_]:
        """Return which places (n, 3), in the eye's mm, are not behind something."""
        cell = np.clip(self._cells(seen), 0, self._shape - 1)
        return np.asarray(seen[:, 2] > self._depth[cell[:, 0] * self._shape[1] + cell[:, 1]] - self._hidden_mm)


def _anchor(name: Name, pane: int, cell: Cell, eye: Eye, front: _Front) -> Anchor | None:
    facing = name.normals @ eye.axes[2].astype(np.float32) > FACING
    if facing.sum() < LEAST * len(facing):
        return None
    seen = eye.seen(name.places[facing])
    pixels = eye.pixels(seen[front.shows(seen)])
    pixels = pixels[(np.abs(pixels - np.asarray(cell.middle)) < (cell.width / 2 - 2, cell.height / 2 - 2)).all(axis=1)]
    if len(pixels) < LEAST * len(facing):
        return None
    nearest = pixels[np.abs(pixels - pixels.mean(axis=0)).sum(axis=1).argmin()]
    return Anchor(name, pane, float(nearest[0]), float(nearest[1]), len(pixels) / len(facing))
