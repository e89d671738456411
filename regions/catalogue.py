"""The five regions and their neighbours, in words: names, colours, what each rests on, who says so."""

import functools
from dataclasses import dataclass
from typing import Any, Final, Literal

from data.tables import table

__all__ = ["EVIDENCE", "FIVE", "NEIGHBOURS", "ORDER", "Evidence", "Region", "catalogue", "region"]

Standing = Literal["shown", "partly", "none"]
OutlineStyle = Literal["solid", "dashed", "dotted", "thin"]

FIVE: Final = ("premotor", "sma", "s1", "ipl", "mtl")
NEIGHBOURS: Final = ("m1", "mt", "sts", "aip", "ifg44")
ORDER: Final = (*FIVE, *NEIGHBOURS)
"""Code k + 1 in a label map stands for ORDER[k]; 0 is none of them."""

EVIDENCE: Final = ("monkey_neurons", "human_neurons", "human_fmri")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one of the three questions found: shown, partly or contested, nothing at hand."""

    question: str
    standing: Standing
    note: str


@dataclass(frozen=True, slots=True)
class Region:
    """One region or neighbour in words; `evidence` has three cells for a region, none for a neighbour."""

    id: str
    name: str
    short: str
    areas: str
    description: str
    simulated_from: str
    citations: tuple[str, ...]
    colour: str | None = None
    outline: OutlineStyle = "thin"
    say: str = ""
    evidence: tuple[Evidence, ...] = ()

    @property
    def is_neighbour(self) -> bool:
        """Whether this is a neighbour, outside the five."""
        return self.id in NEIGHBOURS


@functools.cache
def catalogue() -> dict[str, Region]:
    """Return regions and neighbours by id, in the order of `ORDER`."""
    rows = table("regions.toml")
    found = {row["id"]: _region(row) for row in (*rows["region"], *rows["neighbour"])}
    return {region_id: found[region_id] for region_id in ORDER}


def region(region_id: str) -> Region:
    """Return one region or neighbour; `KeyError` for an unknown id."""
    return catalogue()[region_id]


def _region(row: dict[str, Any]) -> Region:
    cells = tuple(Evidence(q, row.pop(q), row.pop(f"{q}_note")) for q in EVIDENCE if q in row)
    return Region(**{**row, "citations": tuple(row["citations"]), "evidence": cells})
