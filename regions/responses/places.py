"""Places: what the units around a vertex add up to, and how far it stands out of measurement noise.

Columns are a pair of conditions: execute, observe unless others are asked for.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from data.sides import HEMISPHERES, Hemisphere
from regions.responses.classes import CONDITIONS
from regions.responses.conditions import COUNTED, measured_in
from regions.responses.cortex import Cortex
from regions.responses.faults import ResponseError, choose
from regions.responses.seeds import stream
from regions.responses.timecourse import envelope
from regions.responses.units import Units

__all__ = ["STATES", "Taper", "both", "drive_peak", "field", "states", "taper", "z_scores"]

Float32 = npt.NDArray[np.float32]
UInt8 = npt.NDArray[np.uint8]
Pair = tuple[str, str]
Course = Callable[[float], npt.NDArray[np.float64]]

STATES: Final = ("none", "execute only", "observe only", "both")
ROWS_AT_ONCE: Final = 2048
"""The pairs of so many rows fit a processor's cache: twice as fast as all at once."""


@dataclass(frozen=True, eq=False)
class Taper:
    """A kernel with weights: 1 at the place itself, falling to 0 at `radius_mm` as 1 - (d / radius)^2.

    Per vertex (n,): `norm` the root of its squared weights, `mm2` its weighted cortex, `inside` whether it is cortex or
    medial wall.
    """

    radius_mm: float
    indptr: npt.NDArray[np.int64]
    indices: npt.NDArray[np.int32]
    weight: Float32
    norm: Float32
    mm2: Float32
    inside: npt.NDArray[np.bool_]


def taper(cortex: Cortex, radius_mm: float) -> Taper:
    """Weigh the pairs of the cortex's kernel, which must have been built for at least this radius.

    Raises `ResponseError` if the radius is no positive length.
    """
    if not 0 < radius_mm < np.inf:
        raise ResponseError(f"kernel of {radius_mm} mm: expected a positive length")
    kernel = cortex.kernel
    weight = np.maximum(1 - (kernel.distance_mm / np.float32(radius_mm)) ** 2, 0)
    norm = np.sqrt(np.add.reduceat(weight * weight, kernel.indptr[:-1]))
    mm2 = np.add.reduceat(weight * cortex.area_mm2.take(kernel.indices), kernel.indptr[:-1])
    return Taper(radius_mm, kernel.indptr, kernel.indices, weight, norm, mm2, np.diff(kernel.indptr) > 1)


def drive_peak(units: Units, kernel: Taper, conditions: Pair = CONDITIONS) -> Float32:
    """Return the mean net rate (n, 2) in Hz around every vertex at the peak; cortex without units counts as silent.

    Raises `ResponseError` for a condition without data.
    """
    sums = [_summed(units, condition, len(kernel.mm2)) for condition in conditions]
    summed = _spread(kernel, np.stack(sums, axis=1))
    return summed * np.divide(kernel.inside, kernel.mm2, out=np.zeros_like(kernel.mm2), where=kernel.mm2 > 0)[:, None]


def field(kernel: Taper, hemisphere: Hemisphere, measurement_seed: int, conditions: Pair = CONDITIONS) -> Float32:
    """Return measurement noise (n, 2): smooth over the kernel, variance 1 at every vertex, 0 on the medial wall."""
    white = np.stack([_white(measurement_seed, hemisphere, each, len(kernel.norm)) for each in conditions], axis=1)
    smooth = _spread(kernel, white) / kernel.norm[:, None]
    smooth[~kernel.inside] = 0
    return smooth


def z_scores(
    drive: Float32,
    noise: Float32,
    trials: int,
    noise_hz: float,
    time_s: float | None = None,
    course: Course = envelope,
) -> Float32:
    """Return z (n, 2) of drive over noise of known sd per trial, at the peak or at a time in s from movement onset.

    `course` tells how much of the peak is there at a time: the rates' own, or that of BOLD.
    """
    if not trials >= 1 or not 0 < noise_hz < np.inf:
        raise ResponseError(
            f"{trials} trials at a noise of {noise_hz} Hz: expected at least one trial and positive noise"
        )
    height = 1.0 if time_s is None else float(course(time_s))
    return drive * np.float32(height * np.sqrt(trials) / noise_hz) + noise


def both(z: Float32) -> Float32:
    """Return the smaller z (n,) of the two conditions."""
    return np.minimum(z[:, 0], z[:, 1])


def states(z: Float32, threshold: float = 3.1) -> UInt8:
    """Return what each vertex answers to at the threshold: an index (n,) into `STATES`."""
    passed = z >= threshold
    return (passed[:, 0] + 2 * passed[:, 1]).astype(np.uint8)


def _summed(units: Units, condition: str, n: int) -> npt.NDArray[np.float64]:
    # In the order of the units: a twin right behind its unit leaves every sum what it was, to the bit.
    return np.bincount(units.vertex, units.mm2 * measured_in(units, condition), minlength=n).astype(np.float64)


def _white(seed: int, hemisphere: Hemisphere, condition: str, n: int) -> Float32:
    """Return white noise (n,) of one condition, whichever other one it is asked for with."""
    side = HEMISPHERES.index(hemisphere)
    if condition in CONDITIONS:
        rng = stream(seed, 0, side, what="measurement seed")
        return rng.standard_normal((n, 2), dtype=np.float32)[:, CONDITIONS.index(condition)]
    rng = stream(seed, 0, side, 1 + COUNTED.index(choose("condition", condition, COUNTED)), what="measurement seed")
    return rng.standard_normal(n, dtype=np.float32)


def _spread(kernel: Taper, pair: npt.NDArray[np.floating[Any]]) -> Float32:
    """Sum both columns of `pair` (n, 2) over every kernel, by weight."""
    # As one complex number the two columns are gathered at once: numpy alone, within twice of what scipy.sparse takes.
    values = np.ascontiguousarray(pair, np.float32).view(np.complex64)[:, 0]
    out = np.empty(len(values), np.complex64)
    for first in range(0, len(values), ROWS_AT_ONCE):
        rows = kernel.indptr[first : first + ROWS_AT_ONCE + 1]
        pairs = slice(rows[0], rows[-1])
        terms = values.take(kernel.indices[pairs].astype(np.intp), mode="clip")
        terms *= kernel.weight[pairs]
        np.add.reduceat(terms, rows[:-1] - rows[0], out=out[first : first + len(rows) - 1])
    return out.view(np.float32).reshape(-1, 2)
