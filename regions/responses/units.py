"""Units: the single neurons of populations, drawn from their shares and rates."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
import numpy.typing as npt

from data.sides import HEMISPHERES, Hemisphere
from regions.responses.actions import RECORDED_ACTION
from regions.responses.classes import rates
from regions.responses.constants import value
from regions.responses.faults import choose
from regions.responses.populations import Population
from regions.responses.seeds import stream

__all__ = ["ASIDE", "Hand", "Units", "draw", "hand_gain", "unit_stream"]

Hand = Hemisphere
Stage = Literal["kinds", "gains", "counts", "tuning", "spikes"]
STAGES: Final[tuple[Stage, ...]] = ("kinds", "gains", "counts", "tuning", "spikes")
"""Their places seed the stages: new ones go to the end."""

ASIDE: Final = ("control", "object", "nogo")
"""What stands in the columns of `aside_hz`."""

_PRIMARY: Final = ("m1", "s1")


@dataclass(frozen=True, eq=False)
class Units:
    """Units of one side, population by population, ascending by vertex within each.

    `start` (p + 1,) tells where each of the `populations` begins; `vertex` (u,); `kind` (u,) the class; `peak_hz`
    (u, 2) net at the peak in execute and observe; `aside_hz` (u, 3) the same in what stands beside them (`ASIDE`);
    `baseline_hz` (u,); `gain` (u,) how much stronger than its class it fires; `mm2` (u,) the cortex it stands for.
    `performed` names the action that is executed and the one that is watched.
    """

    seed: int
    hand: Hand
    performed: tuple[str, str]
    populations: tuple[Population, ...]
    start: npt.NDArray[np.int64]
    vertex: npt.NDArray[np.int32]
    kind: npt.NDArray[np.int8]
    peak_hz: npt.NDArray[np.float64]
    aside_hz: npt.NDArray[np.float64]
    baseline_hz: npt.NDArray[np.float64]
    gain: npt.NDArray[np.float64]
    mm2: npt.NDArray[np.float64]

    def __len__(self) -> int:
        """Return how many units there are."""
        return len(self.vertex)

    def each(self) -> Iterator[tuple[Population, slice]]:
        """Yield every population and the slice of its units."""
        for population, first, last in zip(self.populations, self.start[:-1], self.start[1:], strict=True):
            yield population, slice(int(first), int(last))


def draw(populations: Iterable[Population], seed: int, hand: Hand = "right") -> Units:
    """Draw the units of the populations and what they do in the recorded action.

    The same seed gives each population the same bytes, whichever others are asked for.
    """
    choose("hand", hand, HEMISPHERES)
    every = tuple(populations)
    start = np.cumsum([0, *(population.units for population in every)], dtype=np.int64)
    n = int(start[-1])
    vertex, kind = np.empty(n, np.int32), np.empty(n, np.int8)
    peak, (baseline, gain, mm2) = np.empty((n, 2)), np.empty((3, n))
    performed, aside = (RECORDED_ACTION, RECORDED_ACTION), np.zeros((n, len(ASIDE)))
    units = Units(seed, hand, performed, every, start, vertex, kind, peak, aside, baseline, gain, mm2)
    for population, its in units.each():
        region = population.share.region
        vertex[its], kind[its] = _places_and_kinds(population, seed)
        gain[its] = _gains(population, seed)
        peak[its] = rates(region).peak_hz[kind[its]] * (
            gain[its, None] * hand_gain(region, population.hemisphere, hand)
        )
        baseline[its] = rates(region).baseline_hz[kind[its]]
        mm2[its] = population.mm2 / population.units
    return units


def hand_gain(region: str, hemisphere: Hemisphere, hand: Hand) -> tuple[float, float]:
    """Return how strongly a region answers in execute and in observe, given the acting hand (all assumed)."""
    if hemisphere != hand:
        return value("execute_opposite"), value("observe_opposite")
    return value("execute_same_primary" if region in _PRIMARY else "execute_same"), value("observe_same")


def unit_stream(seed: int, population: Population, stage: Stage, *key: int) -> np.random.Generator:
    """Return the random numbers of one stage of one population; `key` parts the stage further."""
    return stream(seed, population.number, STAGES.index(stage), *key)


def _places_and_kinds(population: Population, seed: int) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int8]]:
    """Return a vertex per unit, ascending, each with its share of the cortex give or take one unit; and a class."""
    rng = unit_stream(seed, population, "kinds")
    upto = np.cumsum(population.weight_mm2)
    at = (np.arange(population.units) + rng.random()) / population.units * upto[-1]
    vertex = population.vertices[_bin(upto, at)]
    upto = np.cumsum(population.share.percent)
    return vertex, _bin(upto, rng.random(population.units) * upto[-1]).astype(np.int8)


def _gains(population: Population, seed: int) -> npt.NDArray[np.float64]:
    """Return how much stronger than its class each unit fires, mean 1."""
    variance = value("gain_cv") ** 2
    return unit_stream(seed, population, "gains").gamma(1 / variance, variance, population.units)


def _bin(upto: npt.NDArray[np.float64], at: npt.NDArray[np.float64]) -> npt.NDArray[np.int64]:
    """Return the bin of a cumulative sum that each value falls into, rounding at the last edge included."""
    return np.minimum(np.searchsorted(upto, at, side="right"), len(upto) - 1)
