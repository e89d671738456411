"""Voxels: which units a cube of a scanner holds."""

import numpy as np
import numpy.typing as npt

from regions.responses.classes import CLASSES
from regions.responses.cortex import Cortex
from regions.responses.faults import ResponseError
from regions.responses.units import Units

__all__ = ["by_class", "in_voxel"]


def in_voxel(units: Units, cortex: Cortex, centre_mni152_mm: npt.ArrayLike, side_mm: float) -> npt.NDArray[np.int64]:
    """Return the units inside a cube around a place in MNI152 mm, `side_mm` wide; they live on the midthickness."""
    centre = np.asarray(centre_mni152_mm, np.float64)
    if centre.shape != (3,) or not np.isfinite(centre).all():
        raise ResponseError(f"place {centre_mni152_mm!r}: expected three numbers in MNI152 mm")
    if not 0 < side_mm < np.inf:
        raise ResponseError(f"voxel of {side_mm!r} mm: expected a positive length")
    off = np.abs(cortex.mni152_mm[units.vertex] - centre)
    return np.flatnonzero((off <= side_mm / 2).all(axis=1))


def by_class(units: Units, which: npt.NDArray[np.int64]) -> dict[str, int]:
    """Return how many of some units are of each class."""
    many = np.bincount(units.kind[which], minlength=len(CLASSES))
    return dict(zip(CLASSES, many.tolist(), strict=True))
