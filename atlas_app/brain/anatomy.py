"""The anatomy of one hemisphere in one atlas: labels, regions, where they are, and how they are outlined."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Final, cast

import numpy as np
import numpy.typing as npt

from data.cache import cached
from data.sides import Hemisphere
from data.sources import source
from data.tables import FILES
from meshes import families
from meshes.lines import Lines, dashed, level, outline
from meshes.outlines import Split, split
from meshes.surface import Vertices
from regions.atlases import atlas
from regions.catalogue import ORDER, catalogue
from regions.crosswalk import region_codes
from regions.own import AtlasRef
from regions.parcellation import Parcellation, parcellation
from regions.ribbon import Ribbon

__all__ = ["CORTEX", "DASHES_MM", "INNER", "Anatomy", "anatomy", "family_named", "labels_on"]

HOME_FAMILY: Final[families.Family] = "fs-lr-32k"
"""The surfaces on which the populations are at home, and atlases are held against each other."""

CORTEX: Final[Mapping[families.Family, str]] = {"fs-lr-32k": "hcp-mmp", "fsaverage5": "desikan-killiany"}
"""The atlas of each family that has a label everywhere on the cortex and none on the medial wall."""

DASHES_MM: Final = {"solid": (1.0, 0.0), "dashed": (5.0, 3.0), "dotted": (0.9, 2.1), "thin": (2.2, 2.2)}
"""Length of dash and gap, measured on the midthickness."""

INNER: Final = "inner"
"""The name of the line at y = 0 between SMA proper and pre-SMA among `Anatomy.lines`."""

_VERSION: Final = "5"


@dataclass(frozen=True, eq=False, slots=True)
class Anatomy:
    """One hemisphere of an atlas on a surface family; arrays over its n vertices, `code` as `region_codes` has it."""

    atlas: AtlasRef
    family: families.Family
    hemisphere: Hemisphere
    labels: Parcellation
    code: npt.NDArray[np.int8]
    mni152_mm: Vertices
    area_mm2: npt.NDArray[np.float32]
    cut: Split
    lines: Mapping[str, Lines]
    inside: Mapping[str, npt.NDArray[np.int32]]
    """Per region some of its vertices that lie well inside, where a leader line may end."""


def family_named(atlas_id: AtlasRef, family: str = "") -> families.Family:
    """Return the surface family that is named, or the one that an atlas is usually shown on."""
    return cast(families.Family, family or atlas(atlas_id).family)


def anatomy(atlas_id: AtlasRef, hemisphere: Hemisphere, family: str = "") -> Anatomy:
    """Return the anatomy of a hemisphere; what is expensive comes from the cache."""
    on = family_named(atlas_id, family)
    labels = labels_on(atlas_id, hemisphere, on)
    mni152_mm, area_mm2 = families.mni152(on, hemisphere)
    arrays = cached(
        f"anatomy-{atlas(atlas_id).id}-{on}-{hemisphere}",
        _key(atlas_id),
        lambda: _built(labels, mni152_mm, on),
    )
    cut = Split(**{field.name: arrays[f"cut.{field.name}"] for field in fields(Split)})
    names = sorted({name.split(".")[1] for name in arrays if name.startswith("lines.")})
    lines = {
        name: Lines(**{field.name: arrays[f"lines.{name}.{field.name}"] for field in fields(Lines)}) for name in names
    }
    inside = {region_id: arrays[f"inside.{region_id}"] for region_id in ORDER}
    return Anatomy(atlas_id, on, hemisphere, labels, arrays["code"], mni152_mm, area_mm2, cut, lines, inside)


def labels_on(atlas_id: AtlasRef, hemisphere: Hemisphere, family: str = "") -> Parcellation:
    """Return the labels of an atlas on one hemisphere of a surface family, its usual one if none is named."""
    on = family_named(atlas_id, family)

    def ribbon() -> Ribbon:
        white, pial = (families.surface(on, name, hemisphere).vertices for name in ("white", "pial"))
        return Ribbon(white, pial, parcellation(CORTEX[on], hemisphere).code > 0)

    return parcellation(atlas_id, hemisphere, on, ribbon)


def _key(atlas_id: AtlasRef) -> str:
    """Everything that the cached part depends on: sources, crosswalk, outline styles."""
    one = atlas(atlas_id)
    every = [each for labels in (one.surface, one.volume) if labels for each in labels.files]
    sides = ("left", "right")
    sums = [source(each.format(hemisphere=side)).sha256 for each in every for side in sides]
    if one.own:
        sums = [*one.own.sums, repr(one.own.regions)]
    styles = [catalogue()[region_id].outline for region_id in ORDER]
    crosswalk = (FILES / "crosswalk.csv").stat()
    return repr((_VERSION, sums, styles, DASHES_MM, crosswalk.st_size, crosswalk.st_mtime_ns))


def _built(labels: Parcellation, mni152_mm: Vertices, family: families.Family) -> dict[str, npt.NDArray[Any]]:
    home = atlas(labels.atlas).crosswalk
    its = labels if home == labels.atlas else labels_on(home, labels.hemisphere, family)
    code = region_codes(its, mni152_mm)
    faces = families.surface(family, "white", labels.hemisphere).faces
    cut = split(mni152_mm, faces, code)
    lines = _lines(cut, cut.carry(mni152_mm))
    return {
        "code": code,
        **{f"inside.{name}": _inside(code == k, mni152_mm) for k, name in enumerate(ORDER, start=1)},
        **{f"cut.{field.name}": getattr(cut, field.name) for field in fields(Split)},
        **{
            f"lines.{name}.{field.name}": getattr(line, field.name)
            for name, line in lines.items()
            for field in fields(Lines)
        },
    }


def _inside(there: npt.NDArray[np.bool_], mni152_mm: Vertices, count: int = 30) -> npt.NDArray[np.int32]:
    """Return up to `count` vertices of a region, of the half that lies farthest from what is outside it."""
    members = np.flatnonzero(there)
    if not len(members):
        return np.zeros(0, np.int32)
    from scipy.spatial import KDTree

    far = KDTree(mni152_mm[~there]).query(mni152_mm[members])[0]
    deep = members[far >= np.median(far)]
    return np.asarray(deep[:: max(len(deep) // count, 1)], np.int32)


def _lines(cut: Split, points: Vertices) -> dict[str, Lines]:
    lines = {}
    for number, region_id in enumerate(ORDER, start=1):
        on_mm, off_mm = DASHES_MM[catalogue()[region_id].outline]
        loops = outline(cut, number)
        lines[region_id] = Lines.of(piece for loop in loops for piece in dashed(loop, points, on_mm, off_mm))
    lines[INNER] = Lines.of(level(cut, ORDER.index("sma") + 1, points[:, 1]))
    return lines
