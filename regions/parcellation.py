"""The labels of an atlas on a surface: a label per vertex, from its own file or out of its voxels."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from data.cache import cached
from data.sides import Hemisphere
from data.sources import source
from regions.atlases import Atlas, atlas
from regions.own import AtlasRef
from regions.own_atlas import own_surface, unchanged
from regions.readers import SURFACE
from regions.ribbon import Ribbon, most_frequent
from regions.volume import volume

__all__ = ["Parcellation", "parcellation"]

MOST_SEARCHED: Final = 10_000_000
"""In a box of more voxels none is looked for beyond the ribbon: a search among all of them fills memory."""

_VERSION: Final = "3"


@dataclass(frozen=True, eq=False, slots=True)
class Parcellation:
    """The labels of one atlas on one hemisphere: `code` int16 (n,) numbers `names`; names[0] is '' for no label."""

    atlas: AtlasRef
    hemisphere: Hemisphere
    code: npt.NDArray[np.int16]
    names: tuple[str, ...]

    def where(self, name: str) -> npt.NDArray[np.bool_]:
        """Return where a label is (n,)."""
        return np.asarray(self.code == self.names.index(name) if name in self.names else np.zeros(len(self.code), bool))


def parcellation(
    atlas_id: AtlasRef, hemisphere: Hemisphere, family: str = "", ribbon: Callable[[], Ribbon] | None = None
) -> Parcellation:
    """Return the labels of an atlas on one hemisphere of a surface family, its own if none is named.

    An atlas in voxels is sampled along the `ribbon` of that family. Raises `SourceError` if a file is missing or
    damaged, `OwnAtlasError` if one of the user's own is not what it was, `ValueError` for a family that the atlas does
    not lie on.
    """
    one = atlas(atlas_id)
    family = family or one.family
    on_surface = one.surface is not None and family == one.family
    labels = one.surface if on_surface else one.volume
    if labels is None or (not on_surface and ribbon is None):
        raise ValueError(f"the atlas '{one.short if one.own else one.id}' does not lie on the surfaces of {family}")
    if one.own:
        unchanged(one.own)

    def build() -> dict[str, npt.NDArray[Any]]:
        if one.own and on_surface:
            code, names = own_surface(one.own, hemisphere)
        elif on_surface:
            code, names = SURFACE[labels.reader](labels.sources(hemisphere), hemisphere)
        else:
            code, names = _sampled(one, hemisphere, ribbon() if ribbon else None)
        return {"code": np.asarray(code, np.int16), "names": np.array(names)}

    sums = one.own.sums if one.own else [source(each).sha256 for each in labels.sources(hemisphere)]
    key = repr((_VERSION, labels, family, sums))
    arrays = cached(f"labels-{one.id}-{family}-{hemisphere}", key, build)
    return Parcellation(atlas_id, hemisphere, arrays["code"], tuple(arrays["names"].tolist()))


def _sampled(one: Atlas, hemisphere: Hemisphere, ribbon: Ribbon | None) -> tuple[npt.NDArray[Any], tuple[str, ...]]:
    """Return the labels of this side that are cortex, as the ribbon meets them in the voxels."""
    if ribbon is None or one.volume is None:
        raise ValueError(f"the atlas '{one.id}' has no voxels to sample")
    whole, off = volume(one.own or one.id), one.volume.off_surface
    allowed = np.array(
        [
            bool(name) and side in (hemisphere, "") and not (off and re.search(off, name))
            for name, side in zip(whole.names, whole.sides, strict=True)
        ]
    )
    reach_mm = one.volume.reach_mm if whole.code.size <= MOST_SEARCHED else 0.0
    code = most_frequent(whole, ribbon, allowed, reach_mm)
    there = np.unique(code[code > 0])
    return np.where(code > 0, np.searchsorted(there, code) + 1, 0), ("", *(whole.names[k] for k in there))
