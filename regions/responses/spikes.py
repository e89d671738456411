"""Rates and spikes over time, for the units that are looked at."""

from typing import Final

import numpy as np
import numpy.typing as npt

from regions.responses.conditions import COUNTED, measured_in
from regions.responses.detect import draw_trials, expected_spikes, windows
from regions.responses.faults import ResponseError
from regions.responses.populations import Population
from regions.responses.timecourse import envelope
from regions.responses.units import Units, unit_stream

__all__ = ["LASTS_S", "net_rates", "raster", "rate"]

Float64 = npt.NDArray[np.float64]

LASTS_S: Final = (-1.0, 2.0)
"""From when to when a trial is drawn, in s from movement onset."""
STEP_S: Final = 0.005


def rate(units: Units, which: npt.ArrayLike, condition: str, time_s: npt.ArrayLike) -> Float64:
    """Return the firing rate (k, t) in Hz of some units over time in s from movement onset; never below 0."""
    peak = measured_in(units, condition)
    chosen = np.atleast_1d(np.asarray(which))
    return np.maximum(units.baseline_hz[chosen, None] + peak[chosen, None] * envelope(np.atleast_1d(time_s)), 0)


def net_rates(units: Units, which: npt.ArrayLike, condition: str, time_s: npt.ArrayLike) -> Float64:
    """Return the rate above baseline (k, t) in Hz."""
    return rate(units, which, condition, time_s) - units.baseline_hz[np.atleast_1d(np.asarray(which)), None]


def raster(units: Units, unit: int, condition: str, trials: int) -> tuple[Float64, ...]:
    """Return the spike times in s of one unit in each trial, with the very counts that `count` drew for it."""
    if not 0 <= unit < len(units):
        raise ResponseError(f"unit {unit}: expected a number from 0 to {len(units) - 1}")
    population, its = _home(units, unit)
    expected = expected_spikes(units.baseline_hz[its], measured_in(units, condition)[its])
    drawn = np.concatenate(list(draw_trials(units.seed, population, condition, expected, trials)))[:, unit - its.start]
    edges, fine = _pieces(), np.arange(LASTS_S[0], LASTS_S[1] + STEP_S / 2, STEP_S)
    upto = np.concatenate([[0.0], np.cumsum(rate(units, unit, condition, fine[:-1] + STEP_S / 2)[0] * STEP_S)])
    at = np.interp(edges, fine, upto)
    rng = unit_stream(units.seed, population, "spikes", COUNTED.index(condition), unit - its.start)
    trains = []
    for before, during in drawn:
        many = [before, *rng.poisson(at[2] - at[1], 1), during, *rng.poisson(at[4] - at[3], 1)]
        spikes = [at[i] + np.sort(rng.random(k)) * (at[i + 1] - at[i]) for i, k in enumerate(many)]
        trains.append(np.interp(np.concatenate(spikes), upto, fine))
    return tuple(trains)


def _home(units: Units, unit: int) -> tuple[Population, slice]:
    return next((one, its) for one, its in units.each() if its.start <= unit < its.stop)


def _pieces() -> Float64:
    """Return the edges of: the counted window before, what is between, the counted window during, what follows."""
    (before, middle), (start, stop) = windows()
    return np.array([before, middle, start, stop, LASTS_S[1]])
