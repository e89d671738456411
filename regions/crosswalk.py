"""The crosswalk: which labels of an atlas make up each of the five regions and their neighbours."""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from data.sides import Hemisphere
from data.tables import rows
from regions.atlases import atlas
from regions.catalogue import FIVE, ORDER
from regions.clip import keep
from regions.own import AtlasRef
from regions.parcellation import Parcellation
from regions.volume import Volume

__all__ = ["Row", "approximate", "crosswalk", "labels_of", "region_codes", "region_voxels"]

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


@functools.lru_cache(maxsize=64)
def crosswalk(atlas_id: AtlasRef, hemisphere: Hemisphere) -> tuple[Row, ...]:
    """Return the rows that make up the regions in one atlas and side, in the order of the file.

    In an atlas of the user's own those are the labels that were assigned, on either side.
    """
    home = atlas(atlas_id).crosswalk
    if not isinstance(home, str):
        return tuple(Row(r.region, hemisphere, "own", r.label, 0, "core", r.clip, "") for r in home.regions)
    return tuple(
        Row(**{**row, "id": int(row["id"])})  # type: ignore[arg-type]
        for row in rows("crosswalk.csv")
        if row["atlas"] == home and row["hemisphere"] == hemisphere
    )


def labels_of(atlas_id: AtlasRef, hemisphere: Hemisphere, region_id: str) -> tuple[str, ...]:
    """Return the labels that count for a region or neighbour."""
    return tuple(r.label for r in crosswalk(atlas_id, hemisphere) if r.region == region_id and r.role in _COUNTED)


def approximate(atlas_id: AtlasRef, hemisphere: Hemisphere, region_id: str) -> bool:
    """Whether the atlas cannot resolve the region and only comes near it."""
    return any(r.role == "approximate" for r in crosswalk(atlas_id, hemisphere) if r.region == region_id)


def region_codes(labels: Parcellation, mni152_mm: npt.NDArray[Any]) -> npt.NDArray[np.int8]:
    """Return for each vertex (n,) which of `ORDER` it belongs to, as k + 1, or 0; a shared place is the first one's.

    `mni152_mm` (n, 3) are the vertices on the midthickness.
    """
    return _codes(labels.atlas, labels.hemisphere, mni152_mm, labels.where)


def region_voxels(labels: Volume, hemisphere: Hemisphere) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int8]]:
    """Return the voxels (k, 3) of one side that belong to regions or neighbours, and which of `ORDER`, as k + 1."""
    rows = crosswalk(labels.atlas, hemisphere)
    measured_from = {name for name in labels.names if name and any(name in row.clip for row in rows)}
    named = {
        name: number
        for name in {row.label for row in rows} | measured_from
        for number in labels.numbers(name, hemisphere)
    }
    voxel = np.argwhere(np.isin(labels.code, list(named.values())))
    code = labels.code[tuple(voxel.T)]

    def where(name: str) -> npt.NDArray[np.bool_]:
        return np.asarray(code == named[name] if name in named else np.zeros(len(code), bool))

    mni152_mm = voxel @ labels.affine[:3, :3].T + labels.affine[:3, 3]
    codes = _codes(labels.atlas, hemisphere, mni152_mm, where)
    return voxel[codes > 0], codes[codes > 0]


def _codes(
    atlas_id: AtlasRef,
    hemisphere: Hemisphere,
    mni152_mm: npt.NDArray[Any],
    where: Callable[[str], npt.NDArray[np.bool_]],
) -> npt.NDArray[np.int8]:
    codes = np.zeros(len(mni152_mm), np.int8)
    counted = [row for row in crosswalk(atlas_id, hemisphere) if row.role in _COUNTED]
    for row in sorted(counted, key=lambda row: row.region not in FIVE):
        there = where(row.label)
        if row.clip:
            there = keep(row.clip, mni152_mm, where, there)
        codes[there & (codes == 0)] = ORDER.index(row.region) + 1
    return codes
