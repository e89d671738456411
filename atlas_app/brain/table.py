"""What can be counted of the regions: vertices, area, centre; always on the midthickness in MNI152."""

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from atlas_app.brain.library import Library
from data.sides import HEMISPHERES, Hemisphere
from regions.atlases import atlas
from regions.catalogue import FIVE, ORDER
from regions.crosswalk import approximate, labels_of
from regions.own import AtlasRef

__all__ = ["Row", "region_rows"]


@dataclass(frozen=True, slots=True)
class Row:
    """One region on one side of one atlas; `centroid_mni152` is in whole mm, RAS."""

    region: str
    hemisphere: Hemisphere
    atlas: str
    labels: tuple[str, ...]
    vertices: int
    area_mm2: float
    centroid_mni152: tuple[int, int, int]
    approximate: bool

    def as_json(self) -> dict[str, Any]:
        """Return the row as plain values."""
        return asdict(self)


def region_rows(atlas_id: AtlasRef, library: Library, ids: tuple[str, ...] = FIVE) -> list[Row]:
    """Return one row per region and hemisphere, regions in the order given; none where an atlas has no vertex of it."""
    rows = (_row(atlas_id, region_id, side, library) for region_id in ids for side in HEMISPHERES)
    return [row for row in rows if row]


def _row(atlas_id: AtlasRef, region_id: str, side: Hemisphere, library: Library) -> Row | None:
    anatomy = library.anatomy(atlas_id, side)
    there = anatomy.code == ORDER.index(region_id) + 1
    if not there.any():
        return None
    area = anatomy.area_mm2[there].astype(np.float64)
    middle = np.rint(np.average(anatomy.mni152_mm[there], axis=0, weights=area)).astype(int).tolist()
    return Row(
        region=region_id,
        hemisphere=side,
        atlas=atlas(atlas_id).id,
        labels=tuple(one for one in labels_of(atlas_id, side, region_id) if one in anatomy.labels.names),
        vertices=int(there.sum()),
        area_mm2=round(float(area.sum()), 1),
        centroid_mni152=(middle[0], middle[1], middle[2]),
        approximate=approximate(atlas_id, side, region_id),
    )
