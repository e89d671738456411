"""A finished picture as other eyes see it; only ever for the screen, files stay as they are."""

import functools
from typing import Final

import numpy as np
import numpy.typing as npt

from atlas_app.brain.colour_vision import Eye, encoded, filter_of, linear

__all__ = ["preview"]

Pixels = npt.NDArray[np.uint8]

STEPS: Final = 8191
"""Into how many steps light from black to white is cut."""
BELOW: Final = 4096
"""How many steps below black the sums of light may fall."""
BITS: Final = 20
"""Three sums of light travel in one number, this far apart, so that three look-ups do the work of nine."""
ROWS: Final = 32
"""How many rows are done at a time, so that what is in between stays near the processor."""


def preview(pixels: Pixels, eye: Eye) -> Pixels:
    """Return pixels (h, w, 4) as `eye` sees them, the fourth number as it was; about 10 ms a million."""
    if eye == "normal":
        return pixels
    (red, green, blue), codes = _sums(eye), _codes()
    out = pixels.copy()
    for top in range(0, len(pixels), ROWS):
        part, made = pixels[top : top + ROWS], out[top : top + ROWS]
        light = red.take(part[..., 0])
        light += green.take(part[..., 1])
        light += blue.take(part[..., 2])
        for channel in range(3):
            made[..., channel] = codes.take((light >> (BITS * channel)) & ((1 << BITS) - 1))
    return out


@functools.lru_cache(maxsize=8)
def _sums(eye: Eye) -> npt.NDArray[np.int64]:
    """Return what each value of red, green and blue (3, 256) adds to the three sums of light."""
    matrix, added = filter_of(eye)
    light = linear(np.arange(256) / 255)
    steps = np.rint(matrix.T[:, :, None] * light * STEPS).astype(np.int64)
    steps[0] += BELOW + round(added * STEPS)
    return np.asarray((steps << (BITS * np.arange(3))[None, :, None]).sum(axis=1))


@functools.lru_cache(maxsize=1)
def _codes() -> Pixels:
    """Return the sRGB of every sum of light."""
    light = (np.arange(2 * (STEPS + 1)) - BELOW) / STEPS
    return np.rint(encoded(light) * 255).astype(np.uint8)
