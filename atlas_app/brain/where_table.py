"""What is asked where a place is: the cortex as columns with the labels of every atlas, in one table in the cache.

A column is the line from white matter to pial surface under one vertex; its labels are those of the vertex.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, cast

import numpy as np
import numpy.typing as npt

from data.cache import mapped
from data.sides import HEMISPHERES, Hemisphere
from data.sources import source
from data.tables import FILES
from regions.atlases import HOME, atlas, atlases
from regions.catalogue import ORDER
from regions.volume import Volume, volume

__all__ = ["HOME", "SHAPES", "TISSUE", "Columns", "Table", "Told", "where_table"]

SHAPES: Final = "desikan-killiany"
"""The atlas whose voxels are the hippocampus and the other shapes below the cortex."""
TISSUE: Final = "destrieux"
"""The atlas whose voxels tell white matter, ventricles, brain stem and cerebellum."""

_VERSION: Final = "2"

Floats = npt.NDArray[np.floating[Any]]


@dataclass(frozen=True, eq=False, slots=True)
class Columns:
    """The cortex of both sides of one surface family as n columns, the left side's `left` first; MNI152 mm.

    Coordinates come first, (3, n): a place is held against all columns in a fraction of a millisecond.
    """

    white: Floats
    way: Floats
    """From white matter to the pial surface (3, n)."""
    per: Floats
    """One over the square of its length (n,)."""
    left: int

    def off(self, mni152_mm: Floats) -> tuple[Floats, Floats]:
        """Return how far each column (n,) is from a place in mm, and where on its way it comes nearest, 0 to 1."""
        rest = [np.float32(at) - white for at, white in zip(mni152_mm, self.white, strict=True)]
        share = sum((r * w for r, w in zip(rest, self.way, strict=True)), np.zeros(1, np.float32)) * self.per
        np.clip(share, 0, 1, out=share)
        squares = ((r - share * w) ** 2 for r, w in zip(rest, self.way, strict=True))
        return np.sqrt(sum(squares, np.zeros(1, np.float32))), share

    def side(self, column: int) -> Hemisphere:
        """Return on which side a column is."""
        return "left" if column < self.left else "right"


@dataclass(frozen=True, eq=False, slots=True)
class Told:
    """What an atlas on a surface family says of each column: `code` (n,) numbers `names`; names[0] is ''."""

    family: str
    code: npt.NDArray[np.integer[Any]]
    names: tuple[str, ...]


@dataclass(frozen=True, eq=False, slots=True)
class Table:
    """Everything that is asked: columns by surface family, what each atlas tells, the regions and their shapes.

    `region` (n,) numbers `ORDER` from 1 per column of the home atlas's family; `depth` (n,) is how deep in a sulcus it
    lies, in standard deviations. `area_mm2` and `volume_mm3` are (sides, regions); `hippocampus` are voxel centres per
    side.
    """

    columns: Mapping[str, Columns]
    told: Mapping[str, Told]
    volumes: Mapping[str, Volume]
    region: npt.NDArray[np.integer[Any]]
    depth: Floats
    area_mm2: Floats
    volume_mm3: Floats
    hippocampus: Mapping[Hemisphere, Floats]
    members: Mapping[tuple[Hemisphere, int], npt.NDArray[np.intp]]
    """The columns of each side and region."""

    def knows(self, atlas_id: str) -> bool:
        """Whether an atlas was on board when the table was made; one that was fetched since was not."""
        return atlas_id in self.told or atlas_id in self.volumes

    @property
    def home(self) -> Columns:
        """The columns that the regions are told on."""
        return self.columns[atlas(HOME).family]


def where_table(preparing: Callable[[], None] = lambda: None) -> Table:
    """Return the table, from the cache if it is there; otherwise `preparing` is called and it is made in a minute.

    Raises `SourceError` if a file that it is made from is missing or damaged.
    """

    def build() -> Mapping[str, npt.NDArray[Any]]:
        preparing()
        return _built()

    arrays = {name: np.asarray(array) for name, array in mapped("where", _key(), build).items()}
    families = {name.split(".")[1] for name in arrays if name.startswith("left.")}
    return Table(
        columns={
            family: Columns(
                white=arrays[f"white.{family}"],
                way=arrays[f"way.{family}"],
                per=arrays[f"per.{family}"],
                left=int(arrays[f"left.{family}"]),
            )
            for family in families
        },
        told={
            one.id: Told(one.family, arrays[f"code.{one.id}"], tuple(arrays[f"names.{one.id}"].tolist()))
            for one in atlases().values()
            if one.surface
        },
        volumes={one.id: volume(one.id) for one in atlases().values() if one.volume},
        hippocampus={side: arrays[f"hippocampus.{side}"] for side in HEMISPHERES},
        members=_members(arrays["region"], int(arrays[f"left.{atlas(HOME).family}"])),
        **{name: arrays[name] for name in ("region", "depth", "area_mm2", "volume_mm3")},
    )


def _members(region: npt.NDArray[Any], left: int) -> dict[tuple[Hemisphere, int], npt.NDArray[np.intp]]:
    halves: tuple[tuple[Hemisphere, int, npt.NDArray[Any]], ...] = (
        ("left", 0, region[:left]),
        ("right", left, region[left:]),
    )
    numbers = range(1, len(ORDER) + 1)
    return {(side, k): np.flatnonzero(half == k) + first for side, first, half in halves for k in numbers}


def _key() -> str:
    """Return what the table depends on."""
    labels = [each for one in atlases().values() for each in (one.surface, one.volume) if each]
    files = [file for each in labels for side in HEMISPHERES for file in each.sources(side)]
    surfaces = [f"s1200-{name}-{side}" for name in ("white", "pial", "midthickness") for side in HEMISPHERES]
    surfaces += [f"fsaverage5-{name}-{side}" for name in ("white", "pial") for side in HEMISPHERES]
    crosswalk = hashlib.sha256((FILES / "crosswalk.csv").read_bytes()).hexdigest()
    return repr((_VERSION, labels, [source(file).sha256 for file in (*files, *surfaces)], crosswalk))


def _built() -> dict[str, npt.NDArray[Any]]:
    from atlas_app.brain.anatomy import labels_on

    arrays: dict[str, npt.NDArray[Any]] = {}
    cortex: dict[str, dict[Hemisphere, npt.NDArray[Any]]] = {}
    for one in atlases().values():
        if one.volume:
            volume(one.id)  # so that it lies in the cache, too
        if not one.surface:
            continue
        if one.family not in cortex:
            cortex[one.family] = _laid(one.family, arrays)
        sides = [labels_on(one.id, side) for side in HEMISPHERES]
        names = tuple(dict.fromkeys(("", *(name for side in sides for name in side.names))))
        codes = [
            np.array([names.index(name) for name in labels.names])[labels.code[cortex[one.family][labels.hemisphere]]]
            for labels in sides
        ]
        arrays[f"code.{one.id}"] = np.concatenate(codes).astype(np.int16)
        arrays[f"names.{one.id}"] = np.array(names)
    return {**arrays, **_regions(cortex[atlas(HOME).family]), **_hippocampus()}


def _laid(family: str, arrays: dict[str, npt.NDArray[Any]]) -> dict[Hemisphere, npt.NDArray[Any]]:
    """Lay the columns of a family down in `arrays` and return which vertices they stand for on each side."""
    from atlas_app.brain.anatomy import CORTEX
    from meshes import families
    from regions.parcellation import parcellation

    on = cast(families.Family, family)
    kept, white, way = {}, [], []
    for side in HEMISPHERES:
        kept[side] = np.flatnonzero(parcellation(CORTEX[on], side).code > 0)
        low, high = (families.surface(on, name, side).vertices[kept[side]] for name in ("white", "pial"))
        white.append(low)
        way.append(high - low)
    ways = np.concatenate(way).T.copy()
    arrays[f"white.{family}"], arrays[f"way.{family}"] = np.concatenate(white).T.copy(), ways
    arrays[f"per.{family}"] = 1 / np.maximum((ways**2).sum(axis=0), np.float32(1e-6))
    arrays[f"left.{family}"] = np.array(len(kept["left"]))
    return kept


def _regions(cortex: Mapping[Hemisphere, npt.NDArray[Any]]) -> dict[str, npt.NDArray[Any]]:
    from atlas_app.brain.anatomy import labels_on
    from meshes import families
    from regions.crosswalk import region_codes

    family = cast(families.Family, atlas(HOME).family)
    region, depth, area, volumes = [], [], [], []
    for side in HEMISPHERES:
        mid, mm2 = families.mni152(family, side)
        code = region_codes(labels_on(HOME, side), mid)
        region.append(code[cortex[side]])
        depth.append(families.depth(family, side)[cortex[side]])
        white, pial = (families.surface(family, name, side).vertices for name in ("white", "pial"))
        mm3 = mm2 * np.linalg.norm(pial - white, axis=1)
        members = [code == number for number in range(1, len(ORDER) + 1)]
        area.append([mm2[there].sum() for there in members])
        volumes.append([mm3[there].sum() for there in members])
    return {
        "region": np.concatenate(region),
        "depth": np.concatenate(depth),
        "area_mm2": np.array(area, np.float32),
        "volume_mm3": np.array(volumes, np.float32),
    }


def _hippocampus() -> dict[str, npt.NDArray[Any]]:
    shapes = volume(SHAPES)
    return {
        f"hippocampus.{side}": shapes.centres(shapes.numbers("hippocampus", side)[0]).astype(np.float32)
        for side in HEMISPHERES
    }
