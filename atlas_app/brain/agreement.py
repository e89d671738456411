"""Where the atlases agree: how many put each place in a region, and how far every two of them are apart.

Everything is counted on the S1200 midthickness in MNI152, where each atlas that makes up the five by labels of its own
can lie; its voxels are sampled along the ribbon. Another surface family takes the answer of the place nearest to its
own midthickness.
"""

import functools
from collections.abc import Hashable
from dataclasses import asdict, dataclass
from itertools import combinations
from typing import Any, Final, cast

import numpy as np
import numpy.typing as npt

from atlas_app.brain.anatomy import CORTEX, HOME_FAMILY, labels_on
from atlas_app.brain.library import Library
from data.cache import cached
from data.sides import HEMISPHERES, Hemisphere
from data.sources import source
from data.tables import FILES
from meshes import families
from meshes.outlines import averaged
from regions.atlases import atlas, atlases
from regions.catalogue import FIVE, ORDER
from regions.crosswalk import approximate, region_codes

__all__ = [
    "Claims",
    "Extent",
    "Pair",
    "agreeing",
    "agreement_key",
    "claims",
    "extents",
    "pairs",
    "resolved",
]

STEEP: Final = 2.0
"""How steeply a softened border rises from outside to inside; at 2 it is about two triangles wide."""

NEAR: Final = 0.45
"""How far from the number itself the softened one may be: at every vertex the step that is drawn is the number's."""

_VERSION: Final = "1"

Points = npt.NDArray[np.float32]


@functools.cache
def agreeing() -> tuple[str, ...]:
    """Return the atlases that make up the five by labels of their own, HCP-MMP first: those that can agree."""
    return tuple(one.id for one in atlases().values() if one.regions == "own")


@dataclass(frozen=True, eq=False, slots=True)
class Claims:
    """What atlases say of a hemisphere of a family, n vertices: `code` int8 (atlases, n) as `region_codes` has it.

    `height` float32 (5, n) is per region the number of atlases with softened borders, for drawing only.
    """

    family: families.Family
    hemisphere: Hemisphere
    atlases: tuple[str, ...]
    code: npt.NDArray[np.int8]
    height: Points
    mni152_mm: Points
    area_mm2: Points

    def of(self, region_id: str) -> npt.NDArray[np.bool_]:
        """Return which atlas puts which vertex in a region (atlases, n)."""
        return np.asarray(self.code == ORDER.index(region_id) + 1)

    def count(self, region_id: str) -> npt.NDArray[np.int8]:
        """Return how many atlases put each vertex in a region (n,)."""
        return np.asarray(self.of(region_id).sum(axis=0), np.int8)

    def who(self, region_id: str, vertex: int) -> tuple[str, ...]:
        """Return the atlases that put one vertex in a region."""
        return tuple(one for one, says in zip(self.atlases, self.of(region_id)[:, vertex], strict=True) if says)

    def nearest(self, mni152_mm: Any) -> int:
        """Return the vertex of the midthickness that is nearest to a place (3,) in MNI152 mm."""
        return int(np.linalg.norm(self.mni152_mm - np.asarray(mni152_mm, np.float32), axis=1).argmin())


@dataclass(frozen=True, slots=True)
class Extent:
    """One region on one side of one atlas: its area, its centroid in MNI152 mm, whether it is only approximate."""

    region: str
    hemisphere: Hemisphere
    atlas: str
    area_mm2: float
    centroid_mni152: tuple[float, float, float]
    approximate: bool


@dataclass(frozen=True, slots=True)
class Pair:
    """Two atlases on one region and side: Dice by area, distance of the centroids, and what each is."""

    region: str
    hemisphere: Hemisphere
    atlas_a: str
    atlas_b: str
    dice: float
    centroid_distance_mm: float
    area_a_mm2: float
    area_b_mm2: float
    approximate_a: bool
    approximate_b: bool

    def as_json(self) -> dict[str, Any]:
        """Return the row as plain values: Dice to 0.001, mm and mm2 to 0.1."""
        rounded = {"dice": round(self.dice, 3), "centroid_distance_mm": round(self.centroid_distance_mm, 1)}
        return asdict(self) | rounded | {k: round(getattr(self, k), 1) for k in ("area_a_mm2", "area_b_mm2")}


def agreement_key(family: str, side: Hemisphere) -> tuple[Hashable, ...]:
    """Return under which key the library keeps what the atlases say of a hemisphere."""
    return ("agreement", family, side)


def claims(library: Library, side: Hemisphere, family: str = HOME_FAMILY) -> Claims:
    """Return what the atlases say of one hemisphere on a surface family; made once, then from the cache."""
    home = library.keep(agreement_key(HOME_FAMILY, side), lambda: _claims(HOME_FAMILY, side))
    if family == HOME_FAMILY:
        return home
    return library.keep(agreement_key(family, side), lambda: _claims(cast(families.Family, family), side))


def extents(library: Library, region_id: str, side: Hemisphere) -> tuple[Extent, ...]:
    """Return a region on one side as each atlas has it, in the order of `agreeing`."""
    home = claims(library, side)
    return tuple(
        _extent(home, there, one, region_id) for one, there in zip(home.atlases, home.of(region_id), strict=True)
    )


def pairs(library: Library, ids: tuple[str, ...] = FIVE) -> list[Pair]:
    """Return a row for every two atlases, per region and hemisphere."""
    return [row for region_id in ids for side in HEMISPHERES for row in _pairs(library, region_id, side)]


def resolved(region_id: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the atlases that resolve a region on both sides, and those that only come near it."""
    rough = {one for one in agreeing() for side in HEMISPHERES if approximate(one, side, region_id)}
    return tuple(one for one in agreeing() if one not in rough), tuple(one for one in agreeing() if one in rough)


def _pairs(library: Library, region_id: str, side: Hemisphere) -> list[Pair]:
    home = claims(library, side)
    area = home.area_mm2.astype(np.float64)
    found = zip(extents(library, region_id, side), home.of(region_id), strict=True)
    return [
        Pair(
            region=region_id,
            hemisphere=side,
            atlas_a=a.atlas,
            atlas_b=b.atlas,
            dice=2 * float(area[here & there].sum()) / ((a.area_mm2 + b.area_mm2) or 1.0),
            centroid_distance_mm=float(np.linalg.norm(np.subtract(a.centroid_mni152, b.centroid_mni152))),
            area_a_mm2=a.area_mm2,
            area_b_mm2=b.area_mm2,
            approximate_a=a.approximate,
            approximate_b=b.approximate,
        )
        for (a, here), (b, there) in combinations(found, 2)
    ]


def _extent(home: Claims, there: npt.NDArray[np.bool_], atlas_id: str, region_id: str) -> Extent:
    area = home.area_mm2[there].astype(np.float64)
    centre = (home.mni152_mm[there] * area[:, None]).sum(axis=0) / (area.sum() or 1.0)
    rough = approximate(atlas_id, home.hemisphere, region_id)
    x, y, z = centre.tolist()
    return Extent(region_id, home.hemisphere, atlas_id, float(area.sum()), (x, y, z), rough)


def _claims(family: families.Family, side: Hemisphere) -> Claims:
    arrays = cached(f"agreement-{family}-{side}", _key(), lambda: _built(family, side))
    return Claims(family, side, agreeing(), arrays["code"], arrays["height"], *families.mni152(family, side))


def _key() -> str:
    """Everything that the answer depends on: which atlases, their files, the crosswalk."""
    labels = [each for one in agreeing() for each in (atlas(one).surface, atlas(one).volume) if each]
    sums = [source(file).sha256 for each in labels for side in HEMISPHERES for file in each.sources(side)]
    crosswalk = (FILES / "crosswalk.csv").stat()
    return repr((_VERSION, agreeing(), labels, sums, STEEP, crosswalk.st_size, crosswalk.st_mtime_ns))


def _built(family: families.Family, side: Hemisphere) -> dict[str, npt.NDArray[Any]]:
    mni152_mm, _ = families.mni152(HOME_FAMILY, side)
    code = np.stack([region_codes(labels_on(one, side, HOME_FAMILY), mni152_mm) for one in agreeing()])
    if family != HOME_FAMILY:
        code = _carried(code, family, side)
    faces = families.surface(family, "white", side).faces
    member = (code[None] == np.arange(1, len(FIVE) + 1)[:, None, None]).reshape(-1, code.shape[1])
    soft = averaged(faces, member.T.astype(np.float64)).T.reshape(len(FIVE), *code.shape)
    height = np.clip((soft - 0.5) * STEEP + 0.5, 0, 1).sum(axis=1)
    count = (code[None] == np.arange(1, len(FIVE) + 1)[:, None, None]).sum(axis=1)
    return {"code": code, "height": np.clip(height, count - NEAR, count + NEAR).astype(np.float32)}


def _carried(code: npt.NDArray[np.int8], family: families.Family, side: Hemisphere) -> npt.NDArray[np.int8]:
    """Return what the nearest places of the home family say; on the medial wall nobody says anything."""
    from scipy.spatial import KDTree

    (home_mm, _), (there_mm, _) = families.mni152(HOME_FAMILY, side), families.mni152(family, side)
    nearest = KDTree(home_mm).query(there_mm)[1]
    cortex = labels_on(CORTEX[family], side, family).code > 0
    return np.where(cortex, code[:, nearest], 0).astype(np.int8)
