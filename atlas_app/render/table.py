"""The colour table: from (z execute, z observe) to a colour, looked up for every pixel of the surface.

Edges at the threshold and the fade below are exact inside every triangle, since z and not colour is interpolated.
Nothing is blended between the two conditions.
"""

import functools
from typing import Any, Final, Literal

import numpy as np
import numpy.typing as npt

from atlas_app.brain.palette import AGREEMENT, PALETTES, STATES, colour_of, rgb
from atlas_app.model.scene import COMPARED, Condition, Theme

__all__ = ["HIGH", "LOW", "SIZE", "coordinates", "table"]

SIZE: Final = 1024
LOW: Final = -2.0
HIGH: Final = 22.0
"""The range of z that the table holds; beyond it colours do not change."""

FADE_FROM: Final = 0.45
"""Share of the threshold at which the fade begins, so that noise alone stays dark."""
FADE_TO: Final = 0.34
"""Opacity just below the threshold: the edge must stay plain to see."""


def coordinates(z: npt.NDArray[np.floating[Any]]) -> npt.NDArray[np.float32]:
    """Return texture coordinates (n, 2) for z (n, 2)."""
    return np.asarray((z - LOW) / (HIGH - LOW), np.float32)


@functools.lru_cache(maxsize=24)
def table(condition: Condition | Literal["agreement"], threshold_z: float, theme: Theme) -> npt.NDArray[np.uint8]:
    """Return the colour table uint8 (SIZE, SIZE, 3); rows are z observe, columns z execute.

    A condition that stands apart from the two has its own z in the columns; where atlases agree, it is their number.
    """
    z = LOW + (np.arange(SIZE, dtype=np.float32) + 0.5) * np.float32((HIGH - LOW) / SIZE)
    cortex = rgb(PALETTES[theme].cortex)
    if condition == "agreement":
        return _steps(z, cortex, theme)
    if condition == "rest":
        return np.full((SIZE, SIZE, 3), np.rint(cortex * 255), np.uint8)
    if condition not in COMPARED:
        faded = condition != "imagine"  # below its threshold there is no data, so nothing may shine through
        apart = _one_state(z, threshold_z, cortex, rgb(colour_of(condition)), faded)
        return np.ascontiguousarray(np.broadcast_to(apart[None], (SIZE, SIZE, 3)))
    execute, observe = (_one_state(z, threshold_z, cortex, rgb(STATES[state])) for state in ("execute", "observe"))
    if condition == "mirror":
        return _three_states(execute, observe, int(np.searchsorted(z, threshold_z)))
    row = execute[None] if condition == "execute" else observe[:, None]
    return np.ascontiguousarray(np.broadcast_to(row, (SIZE, SIZE, 3)))


def _steps(number: Any, cortex: Any, theme: Theme) -> npt.NDArray[np.uint8]:
    """Return the colour of the nearest whole number; none is the cortex."""
    colours = np.stack([cortex, *map(rgb, AGREEMENT[theme])])
    row = colours[np.clip(np.rint(number), 0, len(colours) - 1).astype(int)]
    return np.ascontiguousarray(np.broadcast_to(np.rint(row * 255).astype(np.uint8)[None], (SIZE, SIZE, 3)))


def _one_state(z: Any, threshold_z: float, cortex: Any, colour: Any, faded: bool = True) -> npt.NDArray[np.uint8]:
    """Return colours (SIZE, 3) of one condition: full above the threshold, below it a fade, or none."""
    rise = np.clip((z / threshold_z - FADE_FROM) / (1 - FADE_FROM), 0, 1)
    share = np.where(z >= threshold_z, 1.0, FADE_TO * rise**2 * np.float32(faded))[:, None]
    return np.asarray(np.rint((cortex + (colour - cortex) * share) * 255), np.uint8)


def _three_states(execute: Any, observe: Any, passed: int) -> npt.NDArray[np.uint8]:
    """Return execute only, observe only and both; below the threshold, at row `passed`, the larger of the two fades."""
    colours = np.broadcast_to(execute[None], (SIZE, SIZE, 3)).copy()
    colours[passed:] = observe[passed:, None]
    below = np.tri(passed, k=-1, dtype=bool)[..., None]
    colours[:passed, :passed] = np.where(below, observe[:passed, None], execute[None, :passed])
    colours[passed:, passed:] = np.rint(rgb(STATES["both"]) * 255)
    return colours
