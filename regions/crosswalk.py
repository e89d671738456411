"""The crosswalk: which labels of an atlas make up each of the five regions and their neighbours."""

import functools
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from data.sides import Hemisphere
from data.tables import rows
from regions.catalogue import FIVE, ORDER
from regions.clip import keep
from regions.parcellation import Parcellation

__all__ = ["Row", "approximate", "crosswalk", "labels_of", "region_codes"]

_COUNTED: Final = ("core", "approximate", "neighbour")


@dataclass(frozen=True, slots=True)
class Row:
    """One label of one atlas on one side, and what it is to a region."""

    region: str
    hemisphere: str
    atlas: str
    label: str
    id: int
    role: str
    clip: str
    note: str


@functools.cache
def crosswalk(atlas_id: str, hemisphere: Hemisphere) -> tuple[Row, ...]:
    """Return the rows of one atlas and side, in the order of the file."""
    return tuple(
        Row(**{**row, "id": int(row["id"])})  # type: ignore[arg-type]
        for row in rows("crosswalk.csv")
        if row["atlas"] == atlas_id and row["hemisphere"] == hemisphere
    )


def labels_of(atlas_id: str, hemisphere: Hemisphere, region_id: str) -> tuple[str, ...]:
    """Return the labels that count for a region or neighbour."""
    return tuple(r.label for r in crosswalk(atlas_id, hemisphere) if r.region == region_id and r.role in _COUNTED)


def approximate(atlas_id: str, hemisphere: Hemisphere, region_id: str) -> bool:
    """Whether the atlas cannot resolve the region and only comes near it."""
    return any(r.role == "approximate" for r in crosswalk(atlas_id, hemisphere) if r.region == region_id)


def region_codes(labels: Parcellation, mni152_mm: npt.NDArray[Any]) -> npt.NDArray[np.int8]:
    """Return for each vertex (n,) which of `ORDER` it belongs to, as k + 1, or 0; a shared place is the first one's.

    `mni152_mm` (n, 3) are the vertices on the midthickness.
    """
    codes = np.zeros(len(labels.code), np.int8)
    counted = [row for row in crosswalk(labels.atlas, labels.hemisphere) if row.role in _COUNTED]
    for row in sorted(counted, key=lambda row: row.region not in FIVE):
        there = labels.where(row.label)
        if row.clip:
            there &= keep(row.clip, mni152_mm, labels.where)
        codes[there & (codes == 0)] = ORDER.index(row.region) + 1
    return codes
