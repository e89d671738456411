"""Where the tiles and words of a plate stand; pure functions from sizes to rectangles and marks."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from atlas_app.brain.palette import PALETTES, Palette
from atlas_app.brain.picture import Words
from atlas_app.brain.plate import Plate
from atlas_app.render.fonts import measure, wrapped
from atlas_app.render.marks import Mark, Text
from atlas_app.render.panes import LINE, MARGIN, SMALL, unit

__all__ = ["Rectangle", "fitted", "framed", "plate_marks", "size", "tiles"]

Rectangle = tuple[int, int, int, int]
"""Left, top, right, bottom in whole pixels."""

HEAD: Final = 92.0
NAMES: Final = 78.0
"""What name and note take above a tile, in pixels of a picture 1080 high."""
TITLE: Final = 44.0
NAME: Final = 30.0
WIDE: Final = 1.5
"""How much wider than high a brain is from the side."""


def tiles(plate: Plate, width: int, height: int) -> list[Rectangle]:
    """Return where each brain is drawn, in the grid that shows it largest."""
    u = unit(width, height)
    top, bottom = round(HEAD * u), height - round(_foot(plate.words, width, height))
    count = len(plate.tiles)

    def scale(columns: int) -> float:
        return min(width / columns / WIDE, (bottom - top) / -(-count // columns) - NAMES * u)

    columns = max(range(1, count + 1), key=scale)
    rows = -(-count // columns)
    across = [round(k * width / columns) for k in range(columns + 1)]
    down = [round(top + k * (bottom - top) / rows) for k in range(rows + 1)]
    cells = [(left, above, right, below) for above, below in pairwise(down) for left, right in pairwise(across)]
    return [
        (left, min(above + round(NAMES * u), below - 1), right, below) for left, above, right, below in cells[:count]
    ]


def plate_marks(plate: Plate, width: int, height: int) -> list[Mark]:
    """Return every word of a plate."""
    u, palette = unit(width, height), PALETTES[plate.theme]
    marks = framed(plate.words, palette, width, height)
    for tile, (left, top, right, _) in zip(plate.tiles, tiles(plate, width, height), strict=True):
        middle, room = (left + right) / 2, right - left - 12 * u
        name = Text(middle, top - 56 * u, tile.name, size(NAME, u), palette.ink, "semibold", "middle")
        note = Text(middle, top - 22 * u, tile.note, size(SMALL, u), palette.quiet_ink, align="middle")
        marks += [fitted(name, room), fitted(note, room)]
    return marks


def framed(words: Words, palette: Palette, width: int, height: int) -> list[Mark]:
    """Return the title above and the caption below."""
    u = unit(width, height)
    room = width - 2 * MARGIN * u
    title = Text(MARGIN * u, 46 * u, words.title, size(TITLE, u), palette.ink, "semibold")
    marks: list[Mark] = [fitted(title, room)]
    for above, line in enumerate(reversed(_caption(words, width, height))):
        y = height - (34 + LINE * above) * u
        marks.append(fitted(Text(MARGIN * u, y, line, size(SMALL, u), palette.quiet_ink), room))
    return marks


def fitted(text: Text, room: float) -> Text:
    """Return a line of text, smaller where it is wider than its room."""
    wide = measure(text.text, text.size_px, text.weight)
    return replace(text, size_px=max(int(text.size_px * room / wide), 6)) if wide > room > 0 else text


def size(px: float, u: float) -> int:
    """Return a size in whole pixels from one in pixels of a picture 1080 high."""
    return max(round(px * u), 6)


def _caption(words: Words, width: int, height: int) -> Sequence[str]:
    u = unit(width, height)
    return wrapped(words.caption, size(SMALL, u), max(width - 2 * MARGIN * u, 1.0))


def _foot(words: Words, width: int, height: int) -> float:
    return (50 + LINE * (len(_caption(words, width, height)) - 1)) * unit(width, height)
