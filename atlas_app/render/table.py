"""The colour table: from (z execute, z observe) to a colour, looked up for every pixel of the surface.

Edges at the threshold and the fade below are exact inside every triangle, since z and not colour is interpolated.
Nothing is blended between the two conditions.
"""

import functools
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from atlas_app.brain.palette import PALETTES, STATES, rgb
from atlas_app.model.scene import Condition, Theme

__all__ = ["HIGH", "LOW", "SIZE", "coordinates", "table"]

SIZE: Final = 1024
LOW: Final = -2.0
HIGH: Final = 14.0
"""The range of z that the table holds; beyond it colours do not change."""

FADE_FROM: Final = 0.45
"""Share of the threshold at which the fade begins, so that noise alone stays dark."""
FADE_TO: Final = 0.34
"""Opacity just below the threshold: the edge must stay plain to see."""


def coordinates(z: npt.NDArray[np.floating[Any]]) -> npt.NDArray[np.float32]:
    """Return texture coordinates (n, 2) for z (n, 2)."""
    return np.asarray((z - LOW) / (HIGH - LOW), np.float32)


@functools.lru_cache(maxsize=24)
def table(condition: Condition, threshold_z: float, theme: Theme) -> npt.NDArray[np.uint8]:
    """Return the colour table uint8 (SIZE, SIZE, 3); rows are z observe, columns z execute."""
    if condition == "rest":
        return np.full((1, 1, 3), 255, np.uint8)
    z = LOW + (np.arange(SIZE, dtype=np.float32) + 0.5) * np.float32((HIGH - LOW) / SIZE)
    cortex = rgb(PALETTES[theme].cortex)
    if condition == "mirror":
        colours = _three_states(z, threshold_z, cortex)
    else:
        row = _one_state(z, threshold_z, cortex, rgb(STATES[condition]))
        colours = np.broadcast_to(row[None] if condition == "execute" else row[:, None], (SIZE, SIZE, 3))
    return np.ascontiguousarray(np.rint(colours * 255).astype(np.uint8))


def _one_state(z: Any, threshold_z: float, cortex: Any, colour: Any) -> npt.NDArray[np.float32]:
    """Return colours (SIZE, 3) of one condition: full above the threshold, fading to cortex below."""
    rise = np.clip((z / threshold_z - FADE_FROM) / (1 - FADE_FROM), 0, 1)
    share = np.where(z >= threshold_z, 1.0, FADE_TO * rise**2)[:, None]
    return np.asarray(cortex + (colour - cortex) * share, np.float32)


def _three_states(z: Any, threshold_z: float, cortex: Any) -> npt.NDArray[np.float32]:
    """Return colours (SIZE, SIZE, 3) of execute only, observe only and both; below, the larger of the two fades."""
    alone = [_one_state(z, threshold_z, cortex, rgb(STATES[state])) for state in ("execute", "observe")]
    execute, observe = z[None, :, None], z[:, None, None]
    colours = np.where(execute >= observe, alone[0][None, :], alone[1][:, None])
    colours = np.where((execute >= threshold_z) & (observe < threshold_z), alone[0][None, :], colours)
    colours = np.where((observe >= threshold_z) & (execute < threshold_z), alone[1][:, None], colours)
    both = np.minimum(execute, observe) >= threshold_z
    return np.asarray(np.where(both, rgb(STATES["both"]), colours), np.float32)
