"""Paints closed outlines: a veil of colour inside them, lines along them, smooth at their edges."""

from collections.abc import Callable, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw

from atlas_app.render.marks import Loops, Points

__all__ = ["paint_loops"]

OVER: Final = 2
"""Lines are drawn this much larger and reduced."""

Stamp = Callable[[Image.Image, Image.Image, int, int, str], None]


def paint_loops(image: Image.Image, mark: Loops, stamp: Stamp) -> None:
    """Paint the outlines; `stamp` lays a colour over the image by the coverage of a mask."""
    every = np.concatenate([*mark.loops, *mark.lines]) if mark.loops or mark.lines else np.zeros((0, 2))
    if not len(every):
        return
    reach = mark.width + 2
    low = np.maximum(np.floor(every.min(axis=0) - reach), 0).astype(int)
    high = np.minimum(np.ceil(every.max(axis=0) + reach), image.size).astype(int)
    if (high <= low).any():
        return
    x, y = low.tolist()
    size = (int(high[0] - x), int(high[1] - y))
    if mark.fill and mark.veil:
        stamp(image, _veil(mark, low, size), x, y, mark.fill)
    wide = Image.new("L", (size[0] * OVER, size[1] * OVER))
    pen = ImageDraw.Draw(wide)
    for line in mark.lines:
        pen.line(_flat(line, low, OVER), fill=255, width=max(round(mark.width * OVER), 1), joint="curve")
    stamp(image, wide.reduce(OVER), x, y, mark.colour)


def _veil(mark: Loops, low: npt.NDArray[np.int64], size: tuple[int, int]) -> Image.Image:
    """Return the coverage of the inside; what runs clockwise is a hole."""
    mask = Image.new("L", size)
    pen = ImageDraw.Draw(mask)
    covers = round(255 * mark.veil)
    for loop in sorted(mark.loops, key=lambda one: -np.ptp(one[:, 0]) * np.ptp(one[:, 1])):
        pen.polygon(_flat(loop, low, 1), fill=0 if _clockwise(loop) else covers)
    return mask


def _clockwise(loop: Points) -> bool:
    """Whether a loop runs clockwise to the eye, y running down."""
    x, y = loop.T
    return bool(x @ np.roll(y, -1) - y @ np.roll(x, -1) > 0)


def _flat(line: Points, low: npt.NDArray[np.int64], over: int) -> Sequence[float]:
    flat: list[float] = ((line - low) * over).reshape(-1).tolist()
    return flat
