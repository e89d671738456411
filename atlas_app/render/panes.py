"""Where things stand in a picture: the cells of its panes, and each pane's camera; pixels from the top left."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from atlas_app.brain.picture import Picture
from atlas_app.model.orbit import camera
from atlas_app.model.scene import Orbit

__all__ = ["Cell", "Eye", "cells", "eyes", "unit"]

Floats = npt.NDArray[np.floating[Any]]


@dataclass(frozen=True, slots=True)
class Cell:
    """A pane's rectangle in pixels, `left`, `top`, `width`, `height`, and the share of it that the brain may fill."""

    left: float
    top: float
    width: float
    height: float
    fill_x: float = 0.94
    fill_y: float = 0.72

    @property
    def middle(self) -> tuple[float, float]:
        """The centre in pixels."""
        return self.left + self.width / 2, self.top + self.height / 2


@dataclass(frozen=True, eq=False, slots=True)
class Eye:
    """A parallel camera on one pane: axes (3, 3) right, up, towards the eye; `centre` mm stands at `middle` px."""

    axes: Floats
    centre: Floats
    middle: tuple[float, float]
    px_per_mm: float

    def project(self, points: Floats) -> Floats:
        """Return pixels and depth (n, 3) of points (n, 3) in mm: x right, y down, depth in mm towards the eye."""
        seen = (points - self.centre) @ self.axes.T
        return np.stack(
            [self.middle[0] + seen[:, 0] * self.px_per_mm, self.middle[1] - seen[:, 1] * self.px_per_mm, seen[:, 2]],
            axis=1,
        )


def unit(height: float) -> float:
    """Return the length of a picture's own pixel: 1 in a picture 1080 high."""
    return height / 1080.0


def cells(picture: Picture, width: int, height: int) -> tuple[Cell, ...]:
    """Return the panes' cells, in the grid that shows the brain largest; head and foot are left for words."""
    u = unit(height)
    head, foot = (84 * u, 118 * u) if picture.scene.names else (64 * u, 100 * u)
    room = max(height - head - foot, 1.0)
    fill_y = 0.70 if picture.scene.names else 0.90
    fill_x = 0.93 if len(picture.panes) > 1 or not picture.scene.names or width < 1.1 * height else 0.62
    sizes = [_extent(picture, k) for k in range(len(picture.panes))]

    def scale(columns: int) -> float:
        rows = -(-len(sizes) // columns)
        across, down = width / columns * fill_x, room / rows * fill_y
        return min(min(across / size[0], down / size[1]) for size in sizes)

    columns = max(range(1, len(sizes) + 1), key=scale)
    rows = -(-len(sizes) // columns)
    return tuple(
        Cell(
            k % columns * width / columns,
            head + k // columns * room / rows,
            width / columns,
            room / rows,
            fill_x,
            fill_y,
        )
        for k in range(len(sizes))
    )


def eyes(picture: Picture, places: Sequence[Cell]) -> tuple[Eye, ...]:
    """Return each pane's camera; one scale for all panes, so that sizes compare."""
    orbit = picture.scene.orbit
    first = picture.panes[0].view
    fits = []
    for k, cell in enumerate(places):
        across, down = _extent(picture, k)
        fits.append(min(cell.width * cell.fill_x / across, cell.height * cell.fill_y / down))
    px_per_mm = min(fits) * orbit.zoom
    return tuple(
        Eye(
            axes=np.asarray(camera(pane.view, first, orbit)),
            centre=_box(picture, k).mean(axis=0),
            middle=(cell.middle[0] + orbit.pan_x * cell.height, cell.middle[1] - orbit.pan_y * cell.height),
            px_per_mm=px_per_mm,
        )
        for k, (pane, cell) in enumerate(zip(picture.panes, places, strict=True))
    )


def _box(picture: Picture, pane: int) -> Floats:
    """Return the lowest and highest corner (2, 3) in mm of what a pane shows."""
    boxes = np.stack([picture.sides[side].box_mm for side in picture.panes[pane].sides])
    return np.stack([boxes[:, 0].min(axis=0), boxes[:, 1].max(axis=0)])


def _extent(picture: Picture, pane: int) -> tuple[float, float]:
    """Return width and height in mm of what a pane shows before it is turned."""
    view = picture.panes[pane].view
    low, high = _box(picture, pane)
    right, up, _ = np.abs(np.asarray(camera(view, view, Orbit())))
    return float(right @ (high - low)), float(up @ (high - low))
