"""The table of Dice between every two atlases as marks: a cell is the lighter or darker the more the two agree."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from atlas_app.brain.palette import AGREEMENT, PALETTES, Palette, luminance, rgb
from atlas_app.brain.picture import Words
from atlas_app.brain.plate import Matrix
from atlas_app.model.scene import Theme
from atlas_app.render.fonts import measure
from atlas_app.render.marks import Box, Mark, Text
from atlas_app.render.panes import MARGIN, SMALL, unit
from atlas_app.render.plate import fitted, framed, size

__all__ = ["matrix_marks", "shade"]

TOP: Final = 72.0
HEAD: Final = 118.0
"""What title and names of the columns take above a table."""
FOOT: Final = 84.0
LABELS: Final = 212.0
"""What the names of the rows take; all in pixels of a picture 1080 high."""
NUMBER: Final = 30.0
GAP: Final = 3.0

Place = tuple[float, float, float, float]
"""Left, top, width, height in pixels."""


def matrix_marks(words: Words, matrices: Sequence[Matrix], theme: Theme, width: int, height: int) -> list[Mark]:
    """Return the marks of the tables, beside each other, below each other where the picture is taller than wide."""
    u, palette = unit(width, height), PALETTES[theme]
    marks = framed(words, palette, width, height)
    columns = len(matrices) if width >= height else 1
    across, down = width / columns, (height - (FOOT + TOP) * u) / (len(matrices) // columns)
    for k, one in enumerate(matrices):
        place = (k % columns * across, TOP * u + k // columns * down, across, down)
        marks += _table(one, place, theme, u)
    return marks


def shade(dice: float, theme: Theme) -> str:
    """Return the colour of a Dice from 0 to 1, between the steps in which agreement is counted."""
    ramp = np.stack([rgb(colour) for colour in AGREEMENT[theme]])
    at = min(max(dice, 0.0), 1.0) * (len(ramp) - 1)
    low = min(int(at), len(ramp) - 2)
    mixed = ramp[low] + (ramp[low + 1] - ramp[low]) * (at - low)
    return "#" + "".join(f"{round(float(part) * 255):02X}" for part in mixed)


def _table(one: Matrix, place: Place, theme: Theme, u: float) -> list[Mark]:
    left, top, width, height = place
    palette, count = PALETTES[theme], len(one.names)
    room = width - (LABELS + 2 * MARGIN) * u, height - HEAD * u
    side = max(min(*room) / count, 4.0)
    x, y = left + (MARGIN + LABELS) * u, top + HEAD * u + (room[1] - side * count) / 2
    title = Text(x, y - 88 * u, one.title, size(28, u), palette.ink, "semibold")
    marks: list[Mark] = [fitted(title, side * count)]
    for k in range(count):
        marks += _row_name(one, k, (x, y + (k + 0.5) * side), palette, u)
        marks += _column_name(one.names[k], (x + (k + 0.5) * side, y), side, palette, u)
        marks += [mark for j in range(count) for mark in _cell(one, k, j, (x + j * side, y + k * side), side, theme, u)]
    return marks


def _row_name(one: Matrix, k: int, at: tuple[float, float], palette: Palette, u: float) -> list[Mark]:
    small = size(SMALL, u)
    x, shift = at[0] - 14 * u, 14 * u * one.approximate[k]
    name = Text(x, at[1] - shift, one.names[k], small, palette.ink, align="right")
    rough = Text(x, at[1] + shift, "approximate", small, palette.quiet_ink, align="right")
    return [fitted(mark, LABELS * u) for mark in ((name, rough) if one.approximate[k] else (name,))]


def _column_name(name: str, at: tuple[float, float], side: float, palette: Palette, u: float) -> list[Mark]:
    """Name a column, in two lines where the name is wider than the column and has a hyphen."""
    small, room = size(SMALL, u), side - 4 * u
    first, hyphen, second = name.partition("-")
    lines = (first + hyphen, second) if hyphen and measure(name, small) > room else (name,)
    return [
        fitted(Text(at[0], at[1] - (18 + 28 * above) * u, line, small, palette.ink, align="middle"), room)
        for above, line in enumerate(reversed(lines))
    ]


def _cell(one: Matrix, k: int, j: int, corner: tuple[float, float], side: float, theme: Theme, u: float) -> list[Mark]:
    gap, (left, top) = GAP / 2 * u, corner
    edges = (left + gap, top + gap, left + side - gap, top + side - gap)
    if k == j:
        return [Box(*edges, 4 * u, outline=PALETTES[theme].quiet_ink, width=1.2 * u)]
    fill = shade(one.dice[k][j], theme)
    ink = PALETTES["dark" if luminance(fill) < 0.18 else "light"].ink
    x, y, room = left + side / 2, top + side / 2, side - 8 * u
    dice = Text(x, y - 14 * u, f"{one.dice[k][j]:.2f}", size(NUMBER, u), ink, "semibold", "middle")
    apart = Text(x, y + 20 * u, f"{one.distance_mm[k][j]:.0f} mm", size(SMALL, u), ink, align="middle")
    return [Box(*edges, 4 * u, fill), fitted(dice, room), fitted(apart, room)]
