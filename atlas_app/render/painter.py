"""Paints marks on pixels; at rest everything is smooth at its edges."""

import functools
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw

from atlas_app.render.fonts import FontWeight, font
from atlas_app.render.loops import paint_loops
from atlas_app.render.marks import Bars, Box, Loops, Mark, Stroke, Text

__all__ = ["paint"]

OVER = 4
"""Boxes are drawn this much larger and reduced."""


def paint(image: Image.Image, marks: Iterable[Mark], fine: bool = True) -> None:
    """Paint marks on an RGBA or RGBX image, in order; without `fine` strokes are quick and their edges rough."""
    for mark in marks:
        match mark:
            case Text():
                _text(image, mark)
            case Stroke():
                _stroke(image, mark) if fine else _quick_stroke(image, mark)
            case Box():
                _box(image, mark)
            case Bars():
                _bars(image, mark)
            case Loops():
                paint_loops(image, mark, _stamp)


def _text(image: Image.Image, mark: Text) -> None:
    letters, left, above = _letters(mark.text, mark.size_px, mark.weight, 0)
    width = font(mark.size_px, mark.weight).getlength(mark.text)
    x = mark.x - {"left": 0.0, "middle": width / 2, "right": width}[mark.align]
    y = mark.y + _cap_height(mark.size_px, mark.weight) / 2
    if mark.halo:
        ring, ring_left, ring_above = _letters(mark.text, mark.size_px, mark.weight, max(round(mark.size_px / 9), 1))
        _stamp(image, ring, round(x) + ring_left, round(y) + ring_above, mark.halo)
    _stamp(image, letters, round(x) + left, round(y) + above, mark.colour)


@functools.lru_cache(maxsize=512)
def _letters(text: str, size_px: int, weight: FontWeight, ring: int) -> tuple[Image.Image, int, int]:
    """Return the coverage of a line of text, and where it stands relative to the start of its base line."""
    face = font(size_px, weight)
    left, top, right, bottom = face.getbbox(text, anchor="ls", stroke_width=ring)
    left, top = int(left) - 1, int(top) - 1
    mask = Image.new("L", (int(right) - left + 2, int(bottom) - top + 2))
    ImageDraw.Draw(mask).text((-left, -top), text, fill=255, font=face, anchor="ls", stroke_width=ring)
    return mask, left, top


@functools.lru_cache(maxsize=64)
def _cap_height(size_px: int, weight: FontWeight) -> float:
    return -float(font(size_px, weight).getbbox("H", anchor="ls")[1])


def _stamp(image: Image.Image, mask: Image.Image, x: int, y: int, colour: str) -> None:
    """Lay a colour over the image by the coverage of a mask; a transparent ground becomes opaque there."""
    if image.mode != "RGBA":
        image.paste(colour, (x, y), mask)
        return
    layer = Image.new("RGBA", mask.size, colour)
    layer.putalpha(mask)
    left, top = max(-x, 0), max(-y, 0)
    if left < mask.width and top < mask.height and x < image.width and y < image.height:
        image.alpha_composite(layer, (max(x, 0), max(y, 0)), (left, top))


def _stroke(image: Image.Image, mark: Stroke) -> None:
    points = np.asarray(mark.points, np.float32)
    reach = max(mark.width, mark.dot) + 1.5
    low = np.floor(points.min(axis=0) - reach)
    high = np.ceil(points.max(axis=0) + reach)
    low, high = np.maximum(low, 0), np.minimum(high, image.size)
    if (high <= low).any():
        return
    coverage = np.zeros((int(high[1] - low[1]), int(high[0] - low[0])), np.float32)
    for a, b in pairwise(points):
        _cover(coverage, a - low, b - low, mark.width / 2)
    if mark.dot:
        _cover(coverage, points[-1] - low, points[-1] - low, mark.dot)
    mask = Image.fromarray(np.rint(coverage * 255).astype(np.uint8))
    _stamp(image, mask, int(low[0]), int(low[1]), mark.colour)


def _quick_stroke(image: Image.Image, mark: Stroke) -> None:
    pen = ImageDraw.Draw(image)
    pen.line(mark.points, fill=mark.colour, width=max(round(mark.width), 1))
    (x, y), r = mark.points[-1], mark.dot
    if r:
        pen.ellipse((x - r, y - r, x + r, y + r), fill=mark.colour)


def _cover(coverage: npt.NDArray[np.float32], a: Any, b: Any, radius: float) -> None:
    """Add the coverage of a line from `a` to `b` with round ends, only where it can be."""
    low = np.maximum(np.floor(np.minimum(a, b) - radius - 1), 0).astype(int)
    high = np.minimum(np.ceil(np.maximum(a, b) + radius + 2), coverage.shape[::-1]).astype(int)
    x = np.arange(low[0], high[0], dtype=np.float32)[None, :] + 0.5
    y = np.arange(low[1], high[1], dtype=np.float32)[:, None] + 0.5
    along = b - a
    length = float(along @ along)
    share = np.clip(((x - a[0]) * along[0] + (y - a[1]) * along[1]) / length, 0, 1) if length else 0.0
    distance = np.hypot(x - a[0] - share * along[0], y - a[1] - share * along[1])
    part = coverage[low[1] : high[1], low[0] : high[0]]
    np.maximum(part, np.clip(radius + 0.5 - distance, 0, 1), out=part)


def _box(image: Image.Image, mark: Box) -> None:
    left, top = int(np.floor(mark.left)) - 1, int(np.floor(mark.top)) - 1
    size = (int(np.ceil(mark.right)) - left + 2, int(np.ceil(mark.bottom)) - top + 2)
    edge = [
        (v - o) * OVER for v, o in zip((mark.left, mark.top, mark.right, mark.bottom), (left, top) * 2, strict=True)
    ]
    for colour, keywords in (
        (mark.fill, {"fill": 255}),
        (mark.outline, {"outline": 255, "width": round(mark.width * OVER)}),
    ):
        if colour:
            mask = Image.new("L", (size[0] * OVER, size[1] * OVER))
            ImageDraw.Draw(mask).rounded_rectangle(edge, radius=mark.radius * OVER, **keywords)  # type: ignore[arg-type]
            _stamp(image, mask.reduce(OVER), left, top, colour)


def _bars(image: Image.Image, mark: Bars) -> None:
    """Paint rectangles from whole pixel to whole pixel, each at least one wide and high."""
    edges = np.rint(np.array(mark.places, np.float64)).astype(int).reshape(-1, 4)
    if not len(edges):
        return
    edges[:, 2:] = np.maximum(edges[:, 2:], edges[:, :2] + 1)
    edges[:, 2:] -= 1  # Pillow fills the last pixel, too
    pen = ImageDraw.Draw(image)
    for one in edges.tolist():
        pen.rectangle(one, fill=mark.colour)
