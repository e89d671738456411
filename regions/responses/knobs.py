"""Everything that can be turned, as one frozen value; ranges, sources and help stand in `constants.knob_table`."""

import operator
from dataclasses import dataclass, fields
from typing import Any, Final

from regions.responses.actions import RECORDED_ACTION
from regions.responses.constants import Knob, knob_table
from regions.responses.faults import ResponseError, choose
from regions.responses.shares import RECORDED
from regions.responses.units import Hand

__all__ = ["Knobs", "check_knobs", "supposed"]

_HYPOTHESES: Final = ("mirror_share", "split_both", "familiarity")


@dataclass(frozen=True)
class Knobs:
    """The knobs of the model; `observe_action` '' means the executed action, `alpha` is two-sided."""

    seed: int = 1
    measurement_seed: int = 1
    trials: int = 12
    noise_hz: float = 2.0
    kernel_mm: float = 6.0
    hand: Hand = "right"
    preset: str = RECORDED
    action: str = RECORDED_ACTION
    observe_action: str = ""
    mirror_share: float = 1.0
    familiarity: float = 1.0
    split_both: bool = False
    threshold_z: float = 3.1
    alpha: float = 0.05
    voxel_mm: float = 3.0
    bold: bool = False

    @property
    def observed(self) -> str:
        """The action that is watched."""
        return self.observe_action or self.action


def supposed(knobs: Knobs) -> tuple[str, ...]:
    """Return the labels of the knobs that make the units what no recording says they are."""
    table = knob_table()
    return tuple(table[name].label for name in _HYPOTHESES if getattr(knobs, name) != table[name].default)


def check_knobs(knobs: Knobs) -> None:
    """Raise `ResponseError` naming the first knob that is turned beyond its range."""
    table = knob_table()
    for field in fields(knobs):
        _check(field.name, getattr(knobs, field.name), table[field.name])


def _check(name: str, turned: Any, knob: Knob) -> None:
    if knob.choices:
        choose(name.replace("_", " "), turned, knob.choices)
    if knob.low is None or knob.high is None:
        return
    whole = isinstance(knob.default, int)
    try:
        number = operator.index(turned) if whole else float(turned)
    except (TypeError, ValueError):
        number = float("nan")
    if not knob.low <= number <= knob.high:
        kind = "a whole number" if whole else "a number"
        unit = f" {knob.unit}" if knob.unit else ""
        raise ResponseError(f"{name} {turned!r}: expected {kind} from {knob.low:.10g} to {knob.high:.10g}{unit}")
