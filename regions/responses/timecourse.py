"""The time course of a response: rise, peak, fall, hold, release, as recorded from F5 units of class E+O+."""

import numpy as np
import numpy.typing as npt

from regions.responses.constants import value

__all__ = ["envelope"]

_HALF = float(np.sqrt(2 * np.log(2)))


def envelope(time_s: npt.ArrayLike) -> npt.NDArray[np.float64]:
    """Return the response at times in s from movement onset, 1 at the peak: two half Gaussians and the hold plateau."""
    t = np.asarray(time_s, np.float64)
    peak = value("peak_s")
    width = np.where(t < peak, peak - value("half_rise_s"), value("half_fall_s") - peak) / _HALF
    after_hold = np.maximum(t - value("hold_end_s"), 0) * _HALF / value("half_release_s")
    held = np.where(t >= peak, value("hold") * np.exp(-0.5 * after_hold**2), 0)
    return np.maximum(np.exp(-0.5 * ((t - peak) / width) ** 2), held)
