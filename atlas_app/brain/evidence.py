"""The evidence behind a region: published figures, shares of the response classes, per cents of the literature map."""

import re
from dataclasses import asdict, dataclass
from typing import Any, Final, Literal

from atlas_app.brain.library import Library
from atlas_app.brain.literature import literature_map
from atlas_app.brain.responses import HOME
from atlas_app.model.scene import Scene
from data.sides import HEMISPHERES, Hemisphere
from data.tables import rows
from regions.catalogue import ORDER
from regions.literature import percents
from regions.responses import shares
from regions.responses.classes import CLASSES
from regions.responses.shares import Share

__all__ = ["Figure", "Reported", "caveat", "class_shares", "figures", "reported", "share_json"]

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


@dataclass(frozen=True, slots=True)
class Reported:
    """Per cent of a region's vertices at or above the threshold of the literature map, in one set of papers."""

    region: str
    hemisphere: Hemisphere
    set: Literal["strict", "wide"]
    papers_execution: int
    papers_observation: int
    vertices: int
    execution: float
    observation: float
    both: float
    threshold_z: float

    def as_json(self) -> dict[str, Any]:
        """Return the row as plain values, per cents to 0.1."""
        return asdict(self) | {name: round(getattr(self, name), 1) for name in ("execution", "observation", "both")}


def figures(ids: tuple[str, ...] | None = None) -> list[Figure]:
    """Return the figures that belong to any of these regions, or every figure."""
    found = [_figure(row) for row in rows("numbers.csv") if row["source_seen"] != SUPERSEDED]
    return found if ids is None else [one for one in found if set(one.regions) & set(ids)]


def class_shares(ids: tuple[str, ...] = ORDER) -> list[Share]:
    """Return the shares of the nine response classes in these regions, of every preset."""
    return [share for share in shares.check_shares(rows(shares.FILE)) if share.region in ids]


def share_json(share: Share) -> dict[str, Any]:
    """Return a row of shares as plain values, with its caveat."""
    percent = dict(zip(CLASSES, share.percent, strict=True))
    return asdict(share) | {"percent": percent, "caveat": caveat(share.status)}


def reported(library: Library, ids: tuple[str, ...] = ORDER) -> list[Reported]:
    """Return what the literature map says of each region and side, strict before wide."""
    found = {
        (side, wide): (shown, percents(shown, library.anatomy(HOME, side).code))
        for side in HEMISPHERES
        for wide in (False, True)
        for shown in (literature_map(Scene(atlas=HOME, wide_literature=wide), side),)
    }
    return [
        Reported(
            region=one,
            hemisphere=side,
            set="wide" if wide else "strict",
            papers_execution=shown.papers["execution"],
            papers_observation=shown.papers["observation"],
            vertices=its[one].vertices,
            execution=its[one].execution,
            observation=its[one].observation,
            both=its[one].both,
            threshold_z=shown.threshold_z,
        )
        for one in ids
        for (side, wide), (shown, its) in found.items()
    ]


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
