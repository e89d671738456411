"""The size of a picture on the command line."""

import argparse
from typing import Final

__all__ = ["size"]

SIDE_PX: Final = (64, 8000)
MEGAPIXELS: Final = 40


def size(word: str) -> tuple[int, int]:
    """Read the width and the height of a picture in pixels."""
    parts = word.lower().split("x")
    low, high = SIDE_PX
    if len(parts) == 2 and all(part.isascii() and part.isdigit() and len(part) < 6 for part in parts):
        width, height = int(parts[0]), int(parts[1])
        if low <= min(width, height) and max(width, height) <= high and width * height <= MEGAPIXELS * 1e6:
            return width, height
    raise argparse.ArgumentTypeError(
        f"{word!r} is no size; expected WIDTHxHEIGHT in pixels from {low}x{low} to {high}x{high} and at most "
        f"{MEGAPIXELS} megapixels, such as 1920x1080"
    )
