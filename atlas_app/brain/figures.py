"""Published and derived figures behind a region: the rows of `data/files/numbers.csv`, with what must be said."""

import functools
import re
from dataclasses import asdict, dataclass
from typing import Any, Final

from data.tables import rows

__all__ = ["Figure", "caveat", "figures"]

SUPERSEDED: Final = "evidence_region_meta.csv"
"""Where the figures come from that were counted on an earlier definition of the regions; `reported` counts anew."""

CAVEATS: Final = {"memory": "figure not checked against the paper", "assumption": "illustrative"}

_NUMBER: Final = re.compile(r"-?\d+(\.\d+)?")
_M1: Final = "M1 (comparison)"

Value = int | float | str


@dataclass(frozen=True, slots=True)
class Figure:
    """One published or derived figure; `regions` is empty for what concerns the whole question (critique, method).

    `value` and `n` are numbers where they are, otherwise words such as "34.4 / 17.1" or "of 68". `caveat` is what must
    be said wherever the figure is shown, '' if nothing.
    """

    regions: tuple[str, ...]
    about: str
    quantity: str
    value: Value
    unit: str
    species: str
    n: Value
    status: str
    caveat: str
    citation: str
    doi: str
    note: str

    def as_json(self) -> dict[str, Any]:
        """Return the figure as plain values."""
        return asdict(self)


def figures(ids: tuple[str, ...] | None = None) -> list[Figure]:
    """Return the figures that belong to any of these regions, or every figure."""
    return [one for one in _every() if ids is None or set(one.regions) & set(ids)]


@functools.cache
def _every() -> tuple[Figure, ...]:
    return tuple(_figure(row) for row in rows("numbers.csv") if row["source_seen"] != SUPERSEDED)


def caveat(status: str) -> str:
    """Return what must be said beside a figure of this status, such as "memory + assumption"; '' if nothing."""
    return "; ".join(words for word, words in CAVEATS.items() if word in status)


def _figure(row: dict[str, str]) -> Figure:
    key = row["region_key"] or ("m1" if row["region"] == _M1 else "")
    return Figure(
        regions=tuple(filter(None, key.split(";"))),
        about=row["region"],
        quantity=row["quantity"],
        value=_value(row["value"]),
        unit=row["unit"],
        species=row["species"],
        n=_value(row["n"]),
        status=row["status"],
        caveat=caveat(row["status"]),
        citation=row["citation"],
        doi=row["doi"],
        note=row["note"],
    )


def _value(word: str) -> Value:
    if not _NUMBER.fullmatch(word):
        return word
    return float(word) if "." in word else int(word)
