"""The small numbers of the model, each with its status, citation and note (`data/files/responses.toml`)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Final

from data.tables import table
from regions.responses.faults import choose

__all__ = ["FILE", "Constant", "constants", "value"]

FILE: Final = "responses.toml"


@dataclass(frozen=True)
class Constant:
    """A number and what it rests on; `status` is `verified`, `derived`, `memory` or `assumption`."""

    value: float
    unit: str
    status: str
    citation: str
    note: str


@cache
def constants() -> Mapping[str, Constant]:
    """Return every constant of the model by its name."""
    return MappingProxyType({name: Constant(**row) for name, row in table(FILE).items()})


def value(name: str) -> float:
    """Return the number that the constant stands for."""
    return constants()[choose("constant", name, constants())].value
