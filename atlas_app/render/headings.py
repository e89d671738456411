"""What each pane shows, in large words above its brain, where panes show conditions of their own."""

from collections.abc import Sequence
from typing import Final

from atlas_app.brain.palette import Palette, colour_of
from atlas_app.brain.picture import Picture
from atlas_app.brain.words import TITLES
from atlas_app.render.callouts import shadow
from atlas_app.render.fonts import measure
from atlas_app.render.marks import Box, Mark, Text
from atlas_app.render.panes import HEADING, Cell, Eye

__all__ = ["headings"]

SIZE: Final = 38.0
SWATCH: Final = 26.0
NAMES: Final = 112.0
"""What two rows of names take between a brain and its heading. All in pixels of a picture 1080 high."""

COLOURED: Final = {"execute": "execute", "observe": "observe", "mirror": "both"}
SAID: Final[dict[str, str]] = {str(condition): said for condition, said in TITLES.items()} | {"rest": "Rest"}


def headings(picture: Picture, places: Sequence[Cell], views: Sequence[Eye], u: float, palette: Palette) -> list[Mark]:
    """Return each pane's heading with the colour of its response; it follows the brain, out of the way of names."""
    marks: list[Mark] = []
    size = max(round(SIZE * u), 7)
    for k, (pane, cell, eye) in enumerate(zip(picture.panes, places, views, strict=True)):
        said = SAID[pane.condition]
        state = COLOURED.get(pane.condition)
        before = (SWATCH + 12) * u if state else 0.0
        x = cell.middle[0] - (measure(said, size, "semibold") + before) / 2
        y = min(max(shadow(picture, k, eye)[1] - NAMES * u, cell.top - HEADING / 2 * u), cell.middle[1])
        if state:
            half = SWATCH / 2 * u
            marks.append(Box(x, y - half, x + 2 * half, y + half, 5 * u, colour_of(state), palette.quiet_ink, 1.5 * u))
        marks.append(Text(x + before, y, said, size, palette.ink, "semibold", halo=palette.background))
    return marks
