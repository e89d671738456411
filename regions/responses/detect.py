"""What an experimenter would find: spikes counted before and during the action, trial by trial, and tested."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from regions.responses.classes import CLASSES, CONDITIONS, class_of
from regions.responses.conditions import COUNTED, measured_in
from regions.responses.constants import value
from regions.responses.faults import ResponseError
from regions.responses.populations import Population
from regions.responses.timecourse import envelope
from regions.responses.units import Units, unit_stream

__all__ = [
    "Counts",
    "Detected",
    "Quality",
    "Tally",
    "called",
    "count",
    "detect",
    "draw_trials",
    "expected_spikes",
    "quality",
    "t_limit",
    "tally",
    "window_counts",
    "windows",
]

Float64 = npt.NDArray[np.float64]
STEP_S: Final = 0.05
TRIALS_AT_ONCE: Final = 16


@dataclass(frozen=True, eq=False)
class Counts:
    """Spikes of every unit (u, conditions, before / during) in all trials; mean and sd (u, c) of the change in Hz."""

    trials: int
    conditions: tuple[str, ...]
    spikes: npt.NDArray[np.int64]
    mean_hz: Float64
    sd_hz: Float64


@dataclass(frozen=True, eq=False)
class Detected:
    """Per unit and condition (u, c) whether the change is significant, and its direction (1, -1, 0)."""

    significant: npt.NDArray[np.bool_]
    sign: npt.NDArray[np.int8]


@dataclass(frozen=True)
class Quality:
    """Of the units of a region that answer in a condition, the part that is found; of the others, the part as well.

    None where there are no such units.
    """

    region: str
    condition: str
    sensitivity: float | None
    false_positives: float | None


@dataclass(frozen=True, eq=False)
class Tally:
    """Per cent of a region's units in each class (regions, 9), as they are and as an experimenter would find them."""

    regions: tuple[str, ...]
    units: npt.NDArray[np.int64]
    true: Float64
    found: Float64


def window_counts(units: Units, conditions: tuple[str, ...] = CONDITIONS) -> Float64:
    """Return the spikes expected in one trial (u, conditions, before / during)."""
    columns = [expected_spikes(units.baseline_hz, measured_in(units, condition)) for condition in conditions]
    return np.stack(columns, axis=1)


def expected_spikes(baseline_hz: Float64, peak_hz: Float64) -> Float64:
    """Return the spikes expected in one trial (k, before / during) of units (k,); no rate falls below 0."""
    expected = np.empty((len(peak_hz), 2))
    for window, (start, stop) in enumerate(windows()):
        shape = envelope(np.arange(start + STEP_S / 2, stop, STEP_S))
        rate = baseline_hz[:, None] + peak_hz[:, None] * shape
        expected[:, window] = np.maximum(rate, 0).mean(1) * (stop - start)
    return expected


def count(units: Units, trials: int, conditions: tuple[str, ...] = CONDITIONS) -> Counts:
    """Draw every unit's spikes in `trials` trials of each condition; memory does not grow with the trials."""
    if trials != int(trials) or trials < 2:
        raise ResponseError(f"{trials} trials: expected a whole number from 2, to test a change against its spread")
    expected = window_counts(units, conditions)
    spikes = np.zeros(expected.shape, np.int64)
    total, squares = np.zeros(expected.shape[:2]), np.zeros(expected.shape[:2])
    before_s, during_s = (stop - start for start, stop in windows())
    for population, its in units.each():
        for column, condition in enumerate(conditions):
            for drawn in draw_trials(units.seed, population, condition, expected[its, column], trials):
                change = drawn[..., 1] / during_s - drawn[..., 0] / before_s
                spikes[its, column] += drawn.sum(0)
                total[its, column] += change.sum(0)
                squares[its, column] += (change**2).sum(0)
    mean = total / trials
    variance = np.maximum(squares - trials * mean**2, 0) / (trials - 1)
    return Counts(trials, conditions, spikes, mean, np.sqrt(variance))


def draw_trials(
    seed: int, population: Population, condition: str, expected: Float64, trials: int
) -> Iterator[npt.NDArray[np.int64]]:
    """Yield the spikes (some trials, k, before / during) of a population in one condition, always the same ones.

    Each condition has a stream of its own: what happens in one does not touch the others.
    """
    rng = unit_stream(seed, population, "counts", COUNTED.index(condition))
    for first in range(0, trials, TRIALS_AT_ONCE):
        yield rng.poisson(expected, (min(TRIALS_AT_ONCE, trials - first), *expected.shape))


def detect(counts: Counts, alpha: float = 0.05) -> Detected:
    """Test every unit's change by a paired t-test, two-sided, in each condition."""
    limit = t_limit(alpha, counts.trials - 1) / np.sqrt(counts.trials)
    significant = np.abs(counts.mean_hz) > limit * np.maximum(counts.sd_hz, 1e-9)
    return Detected(significant, np.sign(counts.mean_hz).astype(np.int8))


def t_limit(alpha: float, freedom: int) -> float:
    """Return the t that is passed on either side, together, with probability `alpha` when there is nothing."""
    if not 0 < alpha < 1:
        raise ResponseError(f"alpha {alpha} is no probability between 0 and 1")
    from scipy.special import stdtrit  # only who asks for the test pays for the import

    return float(stdtrit(freedom, 1 - alpha / 2))


def called(detected: Detected) -> npt.NDArray[np.int8]:
    """Return the class (u,) that an experimenter would give each unit, from its first two conditions."""
    return class_of(np.where(detected.significant, detected.sign, 0)[:, :2].astype(np.int8))


def quality(units: Units, detected: Detected, conditions: tuple[str, ...] = CONDITIONS) -> tuple[Quality, ...]:
    """Return how well units were judged, per region and condition: `conditions` are those that were counted."""
    names = np.array([population.share.region for population in units.populations])
    region = np.repeat(names, np.diff(units.start))
    found: list[Quality] = []
    for column, condition in enumerate(conditions):
        answers, passed = measured_in(units, condition) != 0, detected.significant[:, column]
        for name in dict.fromkeys(names.tolist()):
            yes, no = ((region == name) & answers, (region == name) & ~answers)
            found.append(
                Quality(
                    name,
                    condition,
                    sensitivity=float(passed[yes].mean()) if yes.any() else None,
                    false_positives=float(passed[no].mean()) if no.any() else None,
                )
            )
    return tuple(found)


def tally(units: Units, detected: Detected) -> Tally:
    """Return the classes of every region's units, as they are and as found."""
    found = called(detected)
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


def windows() -> tuple[tuple[float, float], tuple[float, float]]:
    """Return the two windows in s that spikes are counted in, before and during the action."""
    return (
        (value("before_from_s"), value("before_to_s")),
        (value("during_from_s"), value("during_to_s")),
    )
