"""Tidy rows: what every population does over time, one row per population, condition and time."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final, TypedDict

import numpy as np
import numpy.typing as npt

from regions.responses.action_file import actions
from regions.responses.actions import RECORDED_ACTION, Actions
from regions.responses.bold import bold
from regions.responses.bundled import FILE, bundled_names
from regions.responses.classes import CONDITIONS, rates
from regions.responses.conditions import COUNTED, NO_DATA, measured_in
from regions.responses.faults import choose
from regions.responses.populations import Population
from regions.responses.spikes import LASTS_S, net_rates
from regions.responses.units import Units

__all__ = ["COLUMNS", "EVERY", "Row", "default_times", "rows"]

Floats = npt.NDArray[np.float64]
Course = Callable[[Units, npt.ArrayLike, str, npt.ArrayLike], Floats]

EVERY: Final = ("rest", *CONDITIONS, "control", "object", "nogo", "imagine")
"""What a table can tell of; imagining has no data yet."""
BLOOD_S: Final = (-2.0, 30.0)
"""From when to when the blood response is told, in s from movement onset."""


class Row(TypedDict):
    """What one population does in one condition at one time; rates are above baseline, None is no data yet.

    `mean_net_hz` is per unit that was drawn, so that a unit split in two counts once; `sd_hz` is the spread from unit
    to unit, `units` how many there are. `signal` is the rate, or BOLD, the blood response in Hz of the peak rate.
    """

    population: str
    region: str
    hemisphere: str
    areas: str
    where: str
    condition: str
    action: str
    time_s: float
    mean_net_hz: float | None
    sd_hz: float | None
    units: int
    status: str
    source: str
    signal: str


COLUMNS: Final = tuple(Row.__annotations__)


def default_times(blood: bool = False) -> npt.NDArray[np.float64]:
    """Return the times of a trial, every 50 ms, or of the blood response to it, every 0.5 s; from movement onset."""
    if blood:
        return np.arange(BLOOD_S[0], BLOOD_S[1] + 0.25, 0.5)
    return np.round(np.arange(LASTS_S[0], LASTS_S[1] + 0.025, 0.05), 3)


def rows(
    units: Units,
    time_s: npt.ArrayLike | None = None,
    conditions: Sequence[str] = ("rest", *CONDITIONS),
    what_if: Sequence[str] = (),
    blood: bool = False,
    known: Actions | None = None,
) -> Iterator[Row]:
    """Yield the expected rates of the units of one side, or the `blood` response to them, population by population.

    `what_if` are the words of what was supposed (`knobs.supposed`): they become status and source. `known` are the
    actions that the units were tuned to, the bundled ones unless others are given.
    """
    times = default_times(blood) if time_s is None else np.atleast_1d(np.asarray(time_s, np.float64))
    for condition in conditions:
        choose("condition", condition, EVERY)
    course = _blood if blood else net_rates
    for population, its in units.each():
        for condition in conditions:
            action = _action(units, condition, known)
            rests_on = _rests_on(population, condition, action)
            if what_if and condition not in ("rest", "imagine"):
                rests_on = "what-if", f"{', '.join(what_if)}; {rests_on[1]}"
            yield from _rows(units, population, its, (condition, action), times, rests_on, course)


def _rows(
    units: Units,
    population: Population,
    its: slice,
    told: tuple[str, str],
    times: Floats,
    rests_on: tuple[str, str],
    course: Course,
) -> Iterator[Row]:
    which = np.arange(its.start, its.stop)
    mean: list[float | None] = [None] * len(times)
    spread: list[float | None] = [None] * len(times)
    condition, action = told
    if condition in COUNTED:
        net = course(units, which, condition, times)
        mean, spread = [*(net.sum(axis=0) / population.units).tolist()], [*net.std(axis=0).tolist()]
    share = population.share
    for time, hz, sd in zip(times.tolist(), mean, spread, strict=True):
        yield Row(
            population=" ".join(
                filter(None, (share.region, population.hemisphere, "+".join(share.areas), share.where))
            ),
            region=share.region,
            hemisphere=population.hemisphere,
            areas=";".join(share.areas),
            where=share.where,
            condition=condition,
            action=action,
            time_s=time,
            mean_net_hz=hz,
            sd_hz=sd,
            units=len(which),
            status=rests_on[0],
            source=rests_on[1],
            signal="BOLD" if course is _blood else "rate",
        )


def _blood(units: Units, which: npt.ArrayLike, condition: str, time_s: npt.ArrayLike) -> Floats:
    """Return the blood response (k, t) to the rates, by SPM's response function, in Hz of the rate at the peak."""
    peak = measured_in(units, condition)[np.atleast_1d(np.asarray(which))]
    response: Floats = peak[:, None] * bold(np.atleast_1d(time_s))
    return response


def _action(units: Units, condition: str, known: Actions | None) -> str:
    executed, watched = units.performed
    if condition == "control":
        return (known or actions()).control(executed, watched)
    return {"execute": executed, "nogo": executed, "observe": watched, "object": watched}.get(condition, "")


def _rests_on(population: Population, condition: str, action: str) -> tuple[str, str]:
    """Return the status of a row and what it was made from; what goes beyond the recorded action is assumed."""
    share = population.share
    if condition == "imagine":
        return NO_DATA, "no unit recordings of imagining at hand"
    if condition == "rest":
        return "assumption", "baseline; net rates are 0 by definition"
    recorded = "Jerjian 2020, macaque " + " and ".join(dict.fromkeys(rates(share.region).source))
    if condition not in (*CONDITIONS, "control"):
        return "assumption", f"illustrative: gain from responses.toml, rates from {recorded}"
    if action != RECORDED_ACTION or condition == "control":
        table = FILE if action in bundled_names() else "a table of one's own"
        return "assumption", f"illustrative: tuning from {table}, rates from {recorded}"
    if "assumption" in share.status:
        return share.status, f"illustrative: {share.note}; rates from {recorded}"
    return share.status, f"{share.note}; rates from {recorded}"
