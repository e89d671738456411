"""Binomial intervals: how far a share that was counted may be from the one that was drawn from."""

from statistics import NormalDist
from typing import Any

import numpy as np
import numpy.typing as npt

from regions.responses.faults import ResponseError

__all__ = ["wilson"]

Float64 = npt.NDArray[np.float64]


def wilson(found: npt.ArrayLike, of: npt.ArrayLike, confidence: float = 0.95) -> tuple[Float64, Float64]:
    """Return the lower and upper end of Wilson's interval for counts `found` out of `of`, as parts of 1.

    It covers at its level on average, and stays within 0 and 1; nothing counted is 0 to 1.
    """
    if not 0 < confidence < 1:
        raise ResponseError(f"confidence {confidence!r}: expected a probability between 0 and 1")
    n: npt.NDArray[Any] = np.asarray(of, np.float64)
    k: npt.NDArray[Any] = np.asarray(found, np.float64)
    if (k < 0).any() or (k > n).any():
        raise ResponseError("more were found than there are, or fewer than none: expected counts within their totals")
    z = NormalDist().inv_cdf(0.5 + confidence / 2)
    share = k / np.maximum(n, 1)
    middle = (share + z**2 / (2 * np.maximum(n, 1))) / (1 + z**2 / np.maximum(n, 1))
    half = np.sqrt(share * (1 - share) * np.maximum(n, 1) + z**2 / 4) * z / (np.maximum(n, 1) + z**2)
    low = np.where(n > 0, np.where(k == 0, 0.0, middle - half), 0.0)
    high = np.where(n > 0, np.where(k == n, 1.0, middle + half), 1.0)
    return low, high
