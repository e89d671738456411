"""The small numbers of the model and its knobs, each with what it rests on (`data/files/responses.toml`)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Final

from data.tables import table
from regions.responses.faults import choose

__all__ = ["FILE", "Constant", "Knob", "constants", "knob_table", "value"]

FILE: Final = "responses.toml"
WHAT_IF: Final = "what-if"

_KNOBS: Final = "knob"


@dataclass(frozen=True)
class Constant:
    """A number and what it rests on; `status` is `verified`, `derived`, `memory` or `assumption`."""

    value: float
    unit: str
    status: str
    citation: str
    note: str


@dataclass(frozen=True)
class Knob:
    """Something to turn: its default, the range or the choices if it has any, and whence it is (or "what-if")."""

    label: str
    default: float | str | bool
    unit: str
    source: str
    help: str
    low: float | None = None
    high: float | None = None
    choices: tuple[str, ...] = ()

    @property
    def what_if(self) -> bool:
        """Whether no recording says how it should stand."""
        return self.source == WHAT_IF


@cache
def constants() -> Mapping[str, Constant]:
    """Return every constant of the model by its name."""
    rows = table(FILE)
    return MappingProxyType({name: Constant(**row) for name, row in rows.items() if name != _KNOBS})


@cache
def knob_table() -> Mapping[str, Knob]:
    """Return every knob of the model by its name, in the order in which they are shown."""
    rows = table(FILE)[_KNOBS]
    return MappingProxyType(
        {name: Knob(**row | {"choices": tuple(row.get("choices", ()))}) for name, row in rows.items()}
    )


@cache
def value(name: str) -> float:
    """Return the number that the constant stands for."""
    return constants()[choose("constant", name, constants())].value
