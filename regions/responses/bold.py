"""BOLD: the slow blood response to what the units do, by SPM's canonical response function in closed form."""

from math import factorial
from typing import Final

import numpy as np
import numpy.typing as npt

from regions.responses.timecourse import envelope

__all__ = ["BOLD_PEAK_S", "bold", "response_function"]

Float64 = npt.NDArray[np.float64]

LASTS_S: Final = 32.0
RATIO: Final = 6.0
STEP_S: Final = 0.01

_RISE, _UNDERSHOOT = 6, 16
_ACTIVE_S: Final = (-1.0, 4.0)
"""When the rates differ from the baseline."""
BOLD_PEAK_S: Final = 5.8
"""About when the response to one action is largest, in s from movement onset."""


def response_function(time_s: npt.ArrayLike) -> Float64:
    """Return SPM's canonical response to an impulse at 0 s (parameters 6 16 1 1 6 0 32), its integral 1.

    A gamma density of shape 6 less a sixth of one of shape 16, both in seconds; 0 before the impulse and after 32 s.
    """
    t = np.asarray(time_s, np.float64)
    u = np.clip(t, 0, LASTS_S)
    shape = _gamma(u, _RISE) - _gamma(u, _UNDERSHOOT) / RATIO
    return np.where((t >= 0) & (t <= LASTS_S), shape, 0.0) / (1 - 1 / RATIO)


def bold(time_s: npt.ArrayLike) -> Float64:
    """Return how much of its peak the blood response to one action has at times in s from movement onset."""
    largest = float(_convolved(np.arange(4.0, 8.0, 0.05)).max())
    return _convolved(np.asarray(time_s, np.float64)) / largest


def _gamma(t: Float64, shape: int) -> Float64:
    density: Float64 = t ** (shape - 1) * np.exp(-t) / factorial(shape - 1)
    return density


def _convolved(t: Float64) -> Float64:
    when = np.arange(_ACTIVE_S[0] + STEP_S / 2, _ACTIVE_S[1], STEP_S)
    summed: Float64 = response_function(t[..., None] - when) @ envelope(when)
    return summed * STEP_S
