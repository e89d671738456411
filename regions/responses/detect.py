"""What an experimenter would find: spikes counted before and during the action, trial by trial, and tested."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from regions.responses.classes import CLASSES, class_of
from regions.responses.constants import value
from regions.responses.faults import ResponseError
from regions.responses.timecourse import envelope
from regions.responses.units import Units, unit_stream

__all__ = ["Counts", "Detected", "Tally", "count", "detect", "tally", "window_counts"]

Float64 = npt.NDArray[np.float64]
STEP_S = 0.05


@dataclass(frozen=True, eq=False)
class Counts:
    """Spikes of every unit (u, 2 conditions, before / during) in all trials; mean and sd (u, 2) of the change."""

    trials: int
    spikes: npt.NDArray[np.int64]
    mean_hz: Float64
    sd_hz: Float64


@dataclass(frozen=True, eq=False)
class Detected:
    """Per unit and condition (u, 2) whether the change is significant, and its direction (1, -1, 0)."""

    significant: npt.NDArray[np.bool_]
    sign: npt.NDArray[np.int8]


@dataclass(frozen=True, eq=False)
class Tally:
    """Per cent of a region's units in each class (regions, 9), as they are and as an experimenter would find them."""

    regions: tuple[str, ...]
    units: npt.NDArray[np.int64]
    true: Float64
    found: Float64


def window_counts(units: Units) -> Float64:
    """Return the spikes expected in one trial (u, 2 conditions, before / during); no rate falls below 0."""
    expected = np.empty((len(units), 2, 2))
    for window, (start, stop) in enumerate(_windows()):
        shape = envelope(np.arange(start + STEP_S / 2, stop, STEP_S))
        for condition in (0, 1):
            rate = units.baseline_hz[:, None] + units.peak_hz[:, condition, None] * shape
            expected[:, condition, window] = np.maximum(rate, 0).mean(1) * (stop - start)
    return expected


def count(units: Units, trials: int) -> Counts:
    """Draw every unit's spikes in `trials` trials of each condition; memory does not grow with the trials."""
    if trials != int(trials) or trials < 2:
        raise ResponseError(f"{trials} trials: expected a whole number from 2, to test a change against its spread")
    expected = window_counts(units)
    spikes = np.zeros(expected.shape, np.int64)
    total, squares = np.zeros((len(units), 2)), np.zeros((len(units), 2))
    seconds = np.array([stop - start for start, stop in _windows()])
    for population, first, last in zip(units.populations, units.start, units.start[1:], strict=False):
        rng = unit_stream(units.seed, population, "counts")
        for _ in range(trials):
            drawn = rng.poisson(expected[first:last])
            change = drawn[..., 1] / seconds[1] - drawn[..., 0] / seconds[0]
            spikes[first:last] += drawn
            total[first:last] += change
            squares[first:last] += change**2
    mean = total / trials
    variance = np.maximum(squares - trials * mean**2, 0) / (trials - 1)
    return Counts(trials, spikes, mean, np.sqrt(variance))


def detect(counts: Counts, alpha: float = 0.05) -> Detected:
    """Test every unit's change by a paired t-test, two-sided, in each condition."""
    if not 0 < alpha < 1:
        raise ResponseError(f"alpha {alpha} is no probability between 0 and 1")
    from scipy.special import stdtrit  # only who asks for the test pays for the import

    limit = stdtrit(counts.trials - 1, 1 - alpha / 2) / np.sqrt(counts.trials)
    significant = np.abs(counts.mean_hz) > limit * np.maximum(counts.sd_hz, 1e-9)
    return Detected(significant, np.sign(counts.mean_hz).astype(np.int8))


def tally(units: Units, detected: Detected) -> Tally:
    """Return the classes of every region's units, as they are and as found."""
    found = class_of(np.where(detected.significant, detected.sign, 0).astype(np.int8))
    names = [population.share.region for population in units.populations]
    region = np.repeat(np.arange(len(names)), np.diff(units.start))
    order = tuple(dict.fromkeys(names))
    row = np.array([order.index(name) for name in names], np.int64)[region]
    true_counts, found_counts = (
        np.bincount(row * len(CLASSES) + kind, minlength=len(order) * len(CLASSES)).reshape(-1, len(CLASSES))
        for kind in (units.kind, found)
    )
    many = true_counts.sum(1)
    return Tally(order, many, 100 * true_counts / many[:, None], 100 * found_counts / many[:, None])


def _windows() -> tuple[tuple[float, float], tuple[float, float]]:
    return (
        (value("before_from_s"), value("before_to_s")),
        (value("during_from_s"), value("during_to_s")),
    )
