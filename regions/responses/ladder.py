"""The strictness ladder: how few units are left when "answers to both" is asked ever more strictly."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
import numpy.typing as npt

from data.sides import Hemisphere
from regions.responses.detect import Counts, count, detect, t_limit
from regions.responses.faults import ResponseError
from regions.responses.intervals import wilson
from regions.responses.units import ASIDE, Units

__all__ = ["MEASURED", "RUNGS", "Group", "Ladder", "Rung", "climb", "ladder"]

Bools = npt.NDArray[np.bool_]
Group = Literal["region", "population"]

RUNGS: Final = (
    "significant in both",
    "same sign",
    "excited in both",
    "to the same action",
    "not to the object alone",
)
MEASURED: Final = ("execute", "observe", "control", "object")
"""The conditions that a ladder needs."""


@dataclass(frozen=True)
class Rung:
    """Per cent of a group's units that pass: `found` by the experimenter with its 95 % interval, and `true`.

    `independent` is what would be found if execution and observation had nothing to do with each other.
    """

    name: str
    units: int
    found: float
    low: float
    high: float
    independent: float
    true: float


@dataclass(frozen=True)
class Ladder:
    """The rungs of one region or population, `units` in all; `status` is that of the shares it was drawn from."""

    region: str
    hemisphere: Hemisphere
    areas: tuple[str, ...]
    status: str
    units: int
    rungs: tuple[Rung, ...]


def climb(units: Units, trials: int, alpha: float = 0.05, by: Group = "region") -> tuple[Ladder, ...]:
    """Measure what the ladder needs in `trials` trials per condition, and return the ladder of every group."""
    return ladder(units, count(units, trials, MEASURED), alpha, by)


def ladder(units: Units, counts: Counts, alpha: float = 0.05, by: Group = "region") -> tuple[Ladder, ...]:
    """Return the ladder of every group; `counts` are those of `MEASURED`.

    *To the same action*: the film that is watched is answered more than the control, a film of an action that is not
    executed. Where the watched action is itself another one than the executed, both films show it.
    """
    if counts.conditions != MEASURED:
        raise ResponseError(f"a ladder of {', '.join(counts.conditions)}: expected counts of {', '.join(MEASURED)}")
    found, true = _found(counts, alpha), _true(units)
    return tuple(
        Ladder(region, side, areas, status, int(there.sum()), _rungs(*(each[:, there] for each in (found, true))))
        for region, side, areas, status, there in _groups(units, by)
    )


def _groups(units: Units, by: str) -> Iterator[tuple[str, Hemisphere, tuple[str, ...], str, Bools]]:
    keys = [
        (one.share.region, one.hemisphere, () if by == "region" else one.share.areas, at * (by != "region"))
        for at, one in enumerate(units.populations)
    ]
    group = np.repeat(np.arange(len(keys)), np.diff(units.start))
    for key in dict.fromkeys(keys):
        members = [at for at, each in enumerate(keys) if each == key]
        shares = [units.populations[at].share for at in members]
        areas = tuple(area for share in shares for area in share.areas)
        yield key[0], key[1], areas, "; ".join(dict.fromkeys(s.status for s in shares)), np.isin(group, members)


def _found(counts: Counts, alpha: float) -> npt.NDArray[np.int8]:
    """Return (4, u) the direction in execute and in observe, whether film beats control, whether the object excites."""
    detected = detect(counts, alpha)
    direction = np.where(detected.significant, detected.sign, 0)
    film, control = MEASURED.index("observe"), MEASURED.index("control")
    spread = np.sqrt((counts.sd_hz[:, film] ** 2 + counts.sd_hz[:, control] ** 2) / counts.trials)
    limit = t_limit(alpha, 2 * counts.trials - 2) * np.maximum(spread, 1e-9)
    more = counts.mean_hz[:, film] - counts.mean_hz[:, control] > limit
    return np.stack([direction[:, 0], direction[:, 1], more, direction[:, MEASURED.index("object")] > 0]).astype(
        np.int8
    )


def _true(units: Units) -> npt.NDArray[np.int8]:
    """Return the same (4, u) as it is."""
    execute, observe = units.peak_hz.T
    control, thing = (units.aside_hz[:, ASIDE.index(name)] for name in ("control", "object"))
    return np.stack([np.sign(execute), np.sign(observe), observe > control, thing > 0]).astype(np.int8)


def _rungs(found: npt.NDArray[np.int8], true: npt.NDArray[np.int8]) -> tuple[Rung, ...]:
    n = found.shape[1]
    many, are, chance = _passing(found), _passing(true), _if_independent(found)
    low, high = wilson(many, n)
    return tuple(
        Rung(name, int(k), 100 * k / max(n, 1), 100 * float(a), 100 * float(b), 100 * c, 100 * t / max(n, 1))
        for name, k, a, b, c, t in zip(RUNGS, many, low, high, chance, are, strict=True)
    )


def _passing(facts: npt.NDArray[np.int8]) -> list[int]:
    """Return how many units pass each rung."""
    execute, observe, film, thing = facts
    both = (execute != 0) & (observe != 0)
    excited = (execute > 0) & (observe > 0)
    passing = (both, both & (execute == observe), excited, excited & (film > 0), excited & (film > 0) & (thing == 0))
    return [int(each.sum()) for each in passing]


def _if_independent(facts: npt.NDArray[np.int8]) -> list[float]:
    """Return the share of units that would pass each rung if the two conditions were independent."""
    execute, observe, film, thing = facts
    if not len(execute):
        return [0.0] * len(RUNGS)

    def share(passed: Bools) -> float:
        return float(passed.mean())

    up, down = share(execute > 0), share(execute < 0)
    watched = (
        share(observe > 0),
        share((observe > 0) & (film > 0)),
        share((observe > 0) & (film > 0) & (thing == 0)),
    )
    suppressed = share(observe < 0)
    return [
        (up + down) * (watched[0] + suppressed),
        up * watched[0] + down * suppressed,
        *(up * each for each in watched),
    ]
