"""From voxels to a surface: which label most of the cortical ribbon under a vertex has."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from regions.volume import Volume

__all__ = ["Ribbon", "most_frequent"]

DEPTHS: Final = (np.arange(10) + 0.5) / 10
"""Places between white matter (0) and pial surface (1) that are asked at every vertex."""

BEYOND: Final = np.array([-0.25, 1.25, -0.5, 1.5, -0.75, 1.75])
"""Places a little outside, asked one after the other where all of the ribbon has no label.

The folds of an atlas made from other brains lie a millimetre or two beside those of the surface.
"""


@dataclass(frozen=True, eq=False, slots=True)
class Ribbon:
    """The cortex of one hemisphere: white matter and pial surface (n, 3) in MNI152 mm, and where cortex is (n,)."""

    white_mni152_mm: npt.NDArray[np.floating[Any]]
    pial_mni152_mm: npt.NDArray[np.floating[Any]]
    cortex: npt.NDArray[np.bool_]

    def at(self, share: float) -> npt.NDArray[Any]:
        """Return the places (n, 3) at a share of the way from white matter to the pial surface."""
        way: npt.NDArray[Any] = self.pial_mni152_mm - self.white_mni152_mm
        return self.white_mni152_mm + share * way


def most_frequent(
    volume: Volume, ribbon: Ribbon, allowed: npt.NDArray[np.bool_], reach_mm: float = 0.0
) -> npt.NDArray[np.int16]:
    """Return the number (n,) of the label that most places along each vertex's ribbon have, 0 if none has one.

    Only labels that `allowed` (one per number, the first for none) names count; of two as frequent, the smaller number.
    Within the ribbon this is what nilearn's `vol_to_surf` finds between two meshes with `nearest_most_frequent`, but
    for places without a label: they do not vote. Where the ribbon has none, the nearest one within `reach_mm` counts.
    """

    def asked(share: float) -> npt.NDArray[np.int16]:
        code = volume.code_at(ribbon.at(share))
        return np.where(allowed[code] & ribbon.cortex, code, 0).astype(np.int16)

    found = np.stack([asked(share) for share in DEPTHS])
    same = (found[:, None] == found[None]).sum(axis=1) * (found > 0)
    most = same.max(axis=0)
    code = np.where((same == most) & (most > 0), found, np.iinfo(np.int16).max).min(axis=0)
    code = np.where(most > 0, code, 0)
    for share in BEYOND:
        code = np.where(code > 0, code, asked(share))
    bare = np.flatnonzero((code == 0) & ribbon.cortex)
    if reach_mm and len(bare):
        code[bare] = _nearest(volume, ribbon.at(0.5)[bare], allowed, reach_mm)
    return np.asarray(code, np.int16)


def _nearest(
    volume: Volume, mni152_mm: npt.NDArray[Any], allowed: npt.NDArray[np.bool_], reach_mm: float
) -> npt.NDArray[np.int16]:
    """Return the label (n,) whose voxel is nearest to each place, 0 beyond `reach_mm`."""
    from scipy.spatial import KDTree

    labelled = np.argwhere(allowed[volume.code])
    centres = labelled @ volume.affine[:3, :3].T + volume.affine[:3, 3]
    distance, index = KDTree(centres).query(mni152_mm, distance_upper_bound=reach_mm)
    found = volume.code[tuple(labelled[np.minimum(index, len(labelled) - 1)].T)]
    return np.where(np.isfinite(distance), found, 0).astype(np.int16)
