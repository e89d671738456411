"""The nine response classes and the rates that were recorded from them.

Rates are spikes per second, peaks are net (above baseline); conditions stand in the order execute, observe.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from data.tables import rows
from regions.responses.faults import ResponseError, choose

__all__ = ["BOTH", "CLASSES", "CONDITIONS", "FILE", "SIGNS", "Rates", "class_of", "pooled_rates", "rates"]

CONDITIONS: Final = ("execute", "observe")
CLASSES: Final = ("E+", "E-", "O+", "O-", "E+O+", "E-O-", "E+O-", "E-O+", "none")
SIGNS: Final = ((1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, -1), (1, -1), (-1, 1), (0, 0))
"""Per class whether it is excited (1), suppressed (-1) or silent (0) in execute and observe."""
BOTH: Final = ("E+O+", "E-O-", "E+O-", "E-O+")
FILE: Final = "f5_m1_classes.csv"

_RECORDED_IN: Final[Mapping[str, tuple[str, ...]]] = {"m1": ("M1-PTN", "M1-UID")}
_OTHERWISE: Final = ("F5",)
_NUMBERS: Final = ("n_units_x_obj", "base", "exe_peak_net", "obs_peak_net")


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


def pooled_rates(table: Sequence[Mapping[str, str]], areas: tuple[str, ...], file: str = FILE) -> Rates:
    """Return the rates of each class, averaged over the unit counts of `areas`; what is not there is taken from F5.

    The recorded means of a condition that a class does not answer to are not significant: they count as 0. Raises
    `ResponseError` naming file, line and expectation for a class that is unknown, or a rate below 0.
    """
    every = [_Row.read(row, f"{file}, line {line}") for line, row in enumerate(table, 2)]
    peak, baseline, source = np.zeros((9, 2)), np.zeros(9), []
    for kind, name in enumerate(CLASSES):
        there = [row for row in every if row.area in areas and row.kind == name]
        found = there or [row for row in every if row.area in _OTHERWISE and row.kind == name]
        if not found:
            raise ResponseError(f"{file}: no rates for class {name!r}, expected a row of {' or '.join(areas)} or F5")
        count = [row.units for row in found]
        mean = np.average([row.peak_hz for row in found], weights=count, axis=0)
        peak[kind] = np.where(SIGNS[kind], mean, 0.0)
        baseline[kind] = np.average([row.baseline_hz for row in found], weights=count)
        source.append(" + ".join(row.area for row in found))
    for array in (peak, baseline):
        array.setflags(write=False)
    return Rates(peak, baseline, tuple(source))


class _Row(NamedTuple):
    """A row of the table of rates."""

    area: str
    kind: str
    units: float
    baseline_hz: float
    peak_hz: tuple[float, float]

    @staticmethod
    def read(row: Mapping[str, str], at: str) -> "_Row":
        try:
            kind = choose("class", row["cls"].removesuffix(" only"), CLASSES)
            units, base, execute, observe = (float(row[name]) for name in _NUMBERS)
        except KeyError as error:
            raise ResponseError(f"{at}: column {error} is missing, expected area, cls, {', '.join(_NUMBERS)}") from None
        except ResponseError as error:
            raise ResponseError(f"{at}: {error}") from None
        except (TypeError, ValueError):
            raise ResponseError(f"{at}: expected a number in each of {', '.join(_NUMBERS)}") from None
        if not (units > 0 and base >= 0):
            raise ResponseError(f"{at}: {units:g} units at a baseline of {base:g} Hz, expected units and a rate from 0")
        return _Row(row["area"], kind, units, base, (execute, observe))
