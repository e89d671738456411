"""Tidy rows: what every population does over time, one row per population, condition and time."""

from collections.abc import Iterator, Sequence
from typing import Final, TypedDict

import numpy as np
import numpy.typing as npt

from regions.responses.actions import RECORDED_ACTION
from regions.responses.classes import CONDITIONS, rates
from regions.responses.conditions import ALL, NO_DATA
from regions.responses.faults import choose
from regions.responses.populations import Population
from regions.responses.spikes import LASTS_S, net_rates
from regions.responses.units import Units

__all__ = ["COLUMNS", "Row", "default_times", "rows"]


class Row(TypedDict):
    """What one population does in one condition at one time; rates are above baseline, None is no data yet.

    `mean_net_hz` is per unit that was drawn, so that a unit split in two counts once; `sd_hz` is the spread from unit
    to unit, `units` how many there are.
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


COLUMNS: Final = tuple(Row.__annotations__)


def default_times() -> npt.NDArray[np.float64]:
    """Return the times of a trial, every 50 ms, in s from movement onset."""
    return np.round(np.arange(LASTS_S[0], LASTS_S[1] + 0.025, 0.05), 3)


def rows(
    units: Units,
    time_s: npt.ArrayLike | None = None,
    conditions: Sequence[str] = ("rest", *CONDITIONS),
    what_if: Sequence[str] = (),
) -> Iterator[Row]:
    """Yield the expected rates of the units of one side, population by population.

    `what_if` are the words of what was supposed (`knobs.supposed`): they become status and source.
    """
    times = default_times() if time_s is None else np.atleast_1d(np.asarray(time_s, np.float64))
    for condition in conditions:
        choose("condition", condition, ALL)
    for population, its in units.each():
        for condition in conditions:
            rests_on = _rests_on(population, condition, _action(units, condition))
            if what_if and condition not in ("rest", "imagine"):
                rests_on = "what-if", f"{', '.join(what_if)}; {rests_on[1]}"
            yield from _rows(units, population, its, condition, times, rests_on)


def _rows(
    units: Units,
    population: Population,
    its: slice,
    condition: str,
    times: npt.NDArray[np.float64],
    rests_on: tuple[str, str],
) -> Iterator[Row]:
    which = np.arange(its.start, its.stop)
    mean: list[float | None] = [None] * len(times)
    spread: list[float | None] = [None] * len(times)
    if condition != "imagine":
        net = net_rates(units, which, condition, times)
        mean, spread = [*(net.sum(axis=0) / population.units).tolist()], [*net.std(axis=0).tolist()]
    share, action = population.share, _action(units, condition)
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
        )


def _action(units: Units, condition: str) -> str:
    executed, watched = units.performed
    return {"execute": executed, "nogo": executed, "observe": watched, "object": watched}.get(condition, "")


def _rests_on(population: Population, condition: str, action: str) -> tuple[str, str]:
    """Return the status of a row and what it was made from; what goes beyond the recorded action is assumed."""
    share = population.share
    if condition == "imagine":
        return NO_DATA, "no unit recordings of imagining at hand"
    if condition == "rest":
        return "assumption", "baseline; net rates are 0 by definition"
    recorded = "Jerjian 2020, macaque " + " and ".join(dict.fromkeys(rates(share.region).source))
    if condition not in CONDITIONS:
        return "assumption", f"illustrative: gain from responses.toml, rates from {recorded}"
    if action != RECORDED_ACTION:
        return "assumption", f"illustrative: tuning from actions.toml, rates from {recorded}"
    if "assumption" in share.status:
        return share.status, f"illustrative: {share.note}; rates from {recorded}"
    return share.status, f"{share.note}; rates from {recorded}"
