"""The nine response classes and the rates that were recorded from them.

Rates are spikes per second, peaks are net (above baseline); conditions stand in the order execute, observe.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt

from data.tables import rows

__all__ = ["BOTH", "CLASSES", "CONDITIONS", "FILE", "SIGNS", "Rates", "class_of", "pooled_rates", "rates"]

CONDITIONS: Final = ("execute", "observe")
CLASSES: Final = ("E+", "E-", "O+", "O-", "E+O+", "E-O-", "E+O-", "E-O+", "none")
SIGNS: Final = ((1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, -1), (1, -1), (-1, 1), (0, 0))
"""Per class whether it is excited (1), suppressed (-1) or silent (0) in execute and observe."""
BOTH: Final = ("E+O+", "E-O-", "E+O-", "E-O+")
FILE: Final = "f5_m1_classes.csv"

_RECORDED_IN: Final[Mapping[str, tuple[str, ...]]] = {"m1": ("M1-PTN", "M1-UID")}
_OTHERWISE: Final = ("F5",)


@dataclass(frozen=True, eq=False)
class Rates:
    """Mean rates per class: `peak_hz` (9, 2) net at the peak, `baseline_hz` (9,), `source` where each was recorded."""

    peak_hz: npt.NDArray[np.float64]
    baseline_hz: npt.NDArray[np.float64]
    source: tuple[str, ...]


def rates(region: str) -> Rates:
    """Return the rates of a region's classes: macaque M1 for `m1`, macaque F5 for all others."""
    return _recorded(_RECORDED_IN.get(region, _OTHERWISE))


def class_of(signs: npt.NDArray[np.int8]) -> npt.NDArray[np.int8]:
    """Return the class (n,) of units that are excited (1), suppressed (-1) or silent (0) per condition (n, 2)."""
    by_code = np.empty(9, np.int8)
    for kind, (execute, observe) in enumerate(SIGNS):
        by_code[3 * (execute + 1) + observe + 1] = kind
    return np.take(by_code, 3 * (signs[:, 0] + 1) + signs[:, 1] + 1)


@cache
def _recorded(areas: tuple[str, ...]) -> Rates:
    return pooled_rates(rows(FILE), areas)


def pooled_rates(table: Sequence[Mapping[str, str]], areas: tuple[str, ...]) -> Rates:
    """Return the rates of each class, averaged over the unit counts of `areas`; what is not there is taken from F5.

    The recorded means of a condition that a class does not answer to are not significant: they count as 0.
    """
    peak, baseline, source = np.zeros((9, 2)), np.zeros(9), []
    for kind, name in enumerate(CLASSES):
        there = [row for row in table if row["area"] in areas and row["cls"].removesuffix(" only") == name]
        found = there or [
            row for row in table if row["area"] in _OTHERWISE and row["cls"].removesuffix(" only") == name
        ]
        count = [float(row["n_units_x_obj"]) for row in found]
        for condition, column in enumerate(("exe_peak_net", "obs_peak_net")):
            answers = SIGNS[kind][condition] != 0
            peak[kind, condition] = np.average([float(row[column]) for row in found], weights=count) if answers else 0
        baseline[kind] = np.average([float(row["base"]) for row in found], weights=count)
        source.append(" + ".join(row["area"] for row in found))
    for array in (peak, baseline):
        array.setflags(write=False)
    return Rates(peak, baseline, tuple(source))
