"""Where things stand in a picture: the cells of its panes, and each pane's camera; pixels from the top left."""

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from atlas_app.brain.picture import Picture
from atlas_app.model.orbit import camera
from atlas_app.model.scene import Orbit, View
from atlas_app.render.fonts import wrapped

__all__ = ["FEW", "HEADING", "LINE", "MARGIN", "SMALL", "Cell", "Eye", "caption", "cells", "eyes", "headed", "unit"]

Floats = npt.NDArray[np.floating[Any]]

MARGIN: Final = 36.0
SMALL: Final = 24.0
"""The least size of a word that a hall can read, a forty-fifth of the height."""
LINE: Final = 30.0
LINES: Final = 3
HEAD: Final = 84.0
FOOT: Final = 118.0
HEADING: Final = 56.0
"""What a pane's heading takes above its cell, where panes show conditions of their own."""
BARE_HEAD: Final = 72.0
BARE_FOOT: Final = 112.0
NAMES: Final = 226.0
"""What names above and below a brain and its pane's title take of a cell's height."""
NAMES_OF_FIVE: Final = 150.0
"""The same where neighbours are not named."""
FEW: Final = 2
"""In a picture of more panes than these only the five are named; there is no room for neighbours."""
COLUMNS: Final = 640.0
"""What two columns of names take of a cell's width."""
NARROW: Final = 640.0
"""A cell narrower than this has no room for a row of names. All in pixels of a picture 1080 high."""


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

    def seen(self, points: Floats) -> Floats:
        """Return points (n, 3) in mm as the eye sees them (n, 3): to the right, up, towards it, from the centre."""
        return np.asarray((points - self.centre.astype(np.float32)) @ self.axes.T.astype(np.float32))

    def pixels(self, seen: Floats) -> Floats:
        """Return pixels (n, 2) of what the eye sees."""
        return np.asarray(self.middle + seen[:, :2] * (self.px_per_mm, -self.px_per_mm))

    def project(self, points: Floats) -> Floats:
        """Return pixels (n, 2) of points (n, 3) in mm."""
        return self.pixels(self.seen(points))


def unit(width: float, height: float) -> float:
    """Return the length of a picture's own pixel: 1 in a picture 1080 high, less in one narrower than 4:3."""
    return min(height / 1080.0, width / 1440.0)


def cells(picture: Picture, width: int, height: int) -> tuple[Cell, ...]:
    """Return the panes' cells, in the grid that shows the brain largest; head, foot and headings are left for words."""
    u = unit(width, height)
    named = picture.scene.names
    head, foot = (HEAD * u, FOOT * u) if named else (BARE_HEAD * u, BARE_FOOT * u)
    foot += LINE * u * (len(caption(picture, width, height)) - 1)
    room = max(height - head - foot, 1.0)
    above = HEADING * u if headed(picture) else 0.0
    alike = len({(pane.sides, pane.view.direction) for pane in picture.panes}) == 1
    narrow = 0.0 if alike else NARROW * u  # names stand in one pane of those that show the same places
    count = len(picture.panes)
    sizes = [_extent(picture, k) for k in range(count)]

    def scale(grid: tuple[int, tuple[float, float]]) -> float:
        columns, (across, down) = grid
        sides = width / columns * across, (room / -(-count // columns) - above) * down
        fits = min(min(sides[0] / size[0], sides[1] / size[1]) for size in sizes)
        return fits / 4 if named and columns > 1 and width / columns < narrow else fits

    grids = [
        (columns, fill)
        for columns in range(1, count + 1)
        for fill in _fills(width / columns / u, (room / -(-count // columns) - above) / u, count, named)
    ]
    columns, fill = max(grids, key=scale)
    across, down = width / columns, room / -(-count // columns)
    corners = ((k % columns * across, head + k // columns * down + above) for k in range(count))
    return tuple(Cell(left, top, across, max(down - above, 1.0), *fill) for left, top in corners)


def headed(picture: Picture) -> bool:
    """Whether each pane says in large words what it shows, since they do not show the same."""
    answers = picture.scene.names and bool(picture.words.stamp)
    return answers and len({pane.condition for pane in picture.panes}) > 1


def caption(picture: Picture, width: int, height: int) -> tuple[str, ...]:
    """Return the lines of a picture's caption, at least an empty one; a very small picture gets one, to be shrunk."""
    u = unit(width, height)
    said = picture.words.caption if picture.scene.names else ""
    lines = wrapped(said, max(round(SMALL * u), 6), max(width - 2 * MARGIN * u, 1.0)) or ("",)
    return lines if len(lines) <= LINES else (said,)


def _fills(across: float, down: float, panes: int, named: bool) -> list[tuple[float, float]]:
    """Return what shares of a cell the brain may fill: between names above and below it, or beside them."""
    if not named:
        return [(0.93, 0.90)]
    fills = [(0.93, max(1 - (NAMES if panes <= FEW else NAMES_OF_FIVE) / down, 0.3))]
    if across > COLUMNS:
        fills.append((1 - COLUMNS / across, 0.84))
    return fills


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
            axes=_axes(pane.view, first, orbit),
            centre=_box(picture, k).mean(axis=0),
            middle=(cell.middle[0] + orbit.pan_x * cell.height, cell.middle[1] - orbit.pan_y * cell.height),
            px_per_mm=px_per_mm,
        )
        for k, (pane, cell) in enumerate(zip(picture.panes, places, strict=True))
    )


@functools.lru_cache(maxsize=64)
def _axes(view: View, first: View, orbit: Orbit) -> Floats:
    axes = np.asarray(camera(view, first, orbit))
    axes.setflags(write=False)
    return axes


def _box(picture: Picture, pane: int) -> Floats:
    """Return the lowest and highest corner (2, 3) in mm of what a pane shows."""
    shown = picture.panes[pane]
    inside = (shape.box_mm for shape in picture.within(shown))  # a brainstem reaches below the cortex
    boxes = np.stack([*(picture.sides[side].box_mm for side in shown.sides), *inside])
    return np.stack([boxes[:, 0].min(axis=0), boxes[:, 1].max(axis=0)])


def _extent(picture: Picture, pane: int) -> tuple[float, float]:
    """Return width and height in mm of what a pane shows before it is turned."""
    view = picture.panes[pane].view
    low, high = _box(picture, pane)
    right, up, _ = np.abs(_axes(view, view, Orbit()))
    return float(right @ (high - low)), float(up @ (high - low))
