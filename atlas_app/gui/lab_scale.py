"""Where a slider stops, and what a typed word means; plain numbers, no Qt."""

import math
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from regions.responses.constants import Knob

__all__ = ["Scale", "scale_of"]

DECADES: Final = 30
"""A range whose ends are this many times apart is stepped by parts, not by equal steps."""
STOPS: Final = 160
"""How many stops such a range has at most."""
STEPS: Final = 40
"""How many equal steps another range has, about."""
ENDLESS: Final = 10**6
"""A range of more whole numbers than this is typed, not pulled."""


@dataclass(frozen=True, slots=True)
class Scale:
    """The range of a knob; `stops` rise from the lowest to the highest, and are empty where nothing can be pulled."""

    low: float
    high: float
    whole: bool
    stops: tuple[float, ...]

    def nearest(self, value: float) -> int:
        """Return the stop nearest to a value."""
        after = min(max(bisect_left(self.stops, value), 1), len(self.stops) - 1)
        return after if self.stops[after] - value < value - self.stops[after - 1] else after - 1

    def beyond(self, value: float, steps: int) -> float:
        """Return the stop that is some steps above or below a value, the next ones counted first."""
        here = self.nearest(value)
        if self.stops[here] != value and (self.stops[here] > value) == (steps > 0):
            steps -= 1 if steps > 0 else -1
        return self.stops[min(max(here + steps, 0), len(self.stops) - 1)]

    def read(self, typed: str) -> float:
        """Return the number that was typed; `ValueError` says what was expected."""
        kind = "a whole number" if self.whole else "a number"
        expected = f"expected {kind} from {self.low:.10g} to {self.high:.10g}"
        try:
            number = float(typed.strip().replace("\u2212", "-").replace(",", "."))
        except ValueError:
            raise ValueError(f"{typed.strip()!r}: {expected}") from None
        if not self.low <= number <= self.high or (self.whole and number != int(number)):
            raise ValueError(f"{typed.strip()}: {expected}")
        return int(number) if self.whole else number

    def write(self, value: float) -> str:
        """Return a number as it is typed."""
        return f"{value:d}" if isinstance(value, int) else f"{value:.6g}"


def scale_of(knob: "Knob") -> Scale:
    """Return the scale of a knob that has a range; its default is always a stop."""
    if knob.low is None or knob.high is None or not isinstance(knob.default, int | float):
        raise ValueError(f"{knob.label} has no range")
    low, high, whole = knob.low, knob.high, isinstance(knob.default, int)
    stops: set[float] = {low, high, knob.default}
    if whole and high - low > ENDLESS:
        stops.clear()
    elif low > 0 and high / low >= DECADES:
        by = (high / low) ** (1 / STOPS)
        stops |= {_two_digits(low * by**k) for k in range(STOPS)}
    else:
        step = _plain((high - low) / STEPS)
        stops |= {round(low + k * step, 9) for k in range(math.ceil((high - low) / step))}
    kept = sorted({round(stop) for stop in stops} if whole else stops)
    return Scale(round(low) if whole else low, round(high) if whole else high, whole, tuple(kept))


def _two_digits(value: float) -> float:
    return float(f"{value:.2g}")


def _plain(step: float) -> float:
    """Return the nearest of 1, 2, 5 times a power of ten."""
    ten = 10 ** math.floor(math.log10(step))
    return float(min((1, 2, 5, 10), key=lambda times: abs(times * ten - step)) * ten)
