"""The one face of every word in a picture, measured the same on every machine."""

import functools
from typing import Literal

from PIL import ImageFont

from data.sources import find

__all__ = ["FontWeight", "font", "measure", "wrapped"]

FontWeight = Literal["regular", "semibold", "bold"]


@functools.lru_cache(maxsize=64)
def font(size_px: int, weight: FontWeight = "regular") -> ImageFont.FreeTypeFont:
    """Return the face at a size in whole pixels."""
    return ImageFont.truetype(_file(weight), max(size_px, 4), layout_engine=ImageFont.Layout.BASIC)


@functools.cache
def _file(weight: FontWeight) -> str:
    return str(find(f"font-{weight}"))


@functools.lru_cache(maxsize=2048)
def measure(text: str, size_px: int, weight: FontWeight = "regular") -> float:
    """Return the width of a line of text in pixels."""
    return float(font(size_px, weight).getlength(text))


@functools.lru_cache(maxsize=256)
def wrapped(text: str, size_px: int, room: float) -> tuple[str, ...]:
    """Return a text broken between words into lines no wider than `room` px, as far as its words allow."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and measure(longer, size_px) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)
