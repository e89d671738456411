"""Where the three slices stand in a picture: side by side, below each other, or in two rows, whichever is largest."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from atlas_app.brain.slice_places import PLANES, Plane, extent
from atlas_app.render.fonts import wrapped

__all__ = ["SlicePane", "lines_below", "panes", "text_px"]

LETTER: Final = 1.7
"""What the letter at an end of a slice takes within it; all in sizes of the words."""
TITLE: Final = 2.0
BELOW: Final = 0.4
BESIDE: Final = 0.4
LINE: Final = 1.45
EDGE: Final = 0.8
GRIDS: Final[tuple[tuple[tuple[Plane, ...], ...], ...]] = (
    (("axial", "coronal", "sagittal"),),
    (("axial",), ("coronal",), ("sagittal",)),
    (("coronal", "sagittal"), ("axial",)),
)
LEAST_PX: Final = 12


@dataclass(frozen=True, slots=True)
class SlicePane:
    """One slice's place: `left`, `top` in pixels of its corner at the lowest u and the highest v, in mm."""

    plane: Plane
    left: float
    top: float
    px_per_mm: float
    low_u: float
    high_v: float
    width: float
    height: float

    def pixel(self, u: float, v: float) -> tuple[float, float]:
        """Return the pixel of a place in the slice, in mm."""
        return self.left + (u - self.low_u) * self.px_per_mm, self.top + (self.high_v - v) * self.px_per_mm

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Return the place in the slice, in mm, of a pixel."""
        return self.low_u + (x - self.left) / self.px_per_mm, self.high_v - (y - self.top) / self.px_per_mm

    def away(self, x: float, y: float) -> float:
        """Return how far a pixel lies from the slice."""
        across = max(self.left - x, x - self.left - self.width, 0.0)
        return across + max(self.top - y, y - self.top - self.height, 0.0)


def text_px(width: int, height: int, ratio: float = 1.0) -> int:
    """Return the size of the words: a forty-fifth of the height, less where the picture is narrow."""
    return max(round(min(height / 45, width / 75)), round(LEAST_PX * ratio))


def lines_below(said: str, caption: str, width: int, size: int) -> tuple[str, ...]:
    """Return the lines below the slices: what is at the cross, then what everything rests on."""
    room = width - 2 * EDGE * size
    return (*wrapped(said, size, room), *wrapped(caption, round(size * 0.9), room))


def panes(lines: int, width: int, height: int, size: int, low: Sequence[tuple[float, float]]) -> tuple[SlicePane, ...]:
    """Return the panes of `PLANES`, all of one scale, above so many lines of text of a size.

    `low` are the lowest u and the highest v of each plane, in mm.
    """
    room = (width - 2 * EDGE * size, height - (LINE * lines + 2 * EDGE) * size)
    border = (2 * BESIDE * size, (TITLE + BELOW) * size)

    def scale(grid: tuple[tuple[Plane, ...], ...]) -> float:
        across = min((room[0] - len(row) * border[0]) / sum(extent(plane)[0] for plane in row) for row in grid)
        down = (room[1] - len(grid) * border[1]) / sum(max(extent(plane)[1] for plane in row) for row in grid)
        return min(across, down)

    grid = max(GRIDS, key=scale)
    px_per_mm = max(scale(grid), 0.1)
    found = {}
    heights = [max(extent(plane)[1] for plane in row) * px_per_mm + border[1] for row in grid]
    top = EDGE * size + max(room[1] - sum(heights), 0) / 2
    for row, tall in zip(grid, heights, strict=True):
        wide = sum(extent(plane)[0] * px_per_mm + border[0] for plane in row)
        gap = max(room[0] - wide, 0) / (len(row) + 1)
        left = EDGE * size + gap
        for plane in row:
            across, down = (mm * px_per_mm for mm in extent(plane))
            below = (tall - border[1] - down) / 2
            at = (left + BESIDE * size, top + TITLE * size + below)
            found[plane] = SlicePane(plane, *at, px_per_mm, *low[PLANES.index(plane)], across, down)
            left += across + border[0] + gap
        top += tall
    return tuple(found[plane] for plane in PLANES)
