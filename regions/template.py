"""The anatomy behind the slices: the MNI152 template, and the grid of 1 mm in which everything in the slices lies."""

from typing import Any, Final

import numpy as np
import numpy.typing as npt

from data.cache import mapped
from data.sources import find, source

__all__ = ["HIGH_MM", "LOW_MM", "SHAPE", "TEMPLATE", "nearest", "places_mm", "template"]

TEMPLATE: Final = "mni152-template"
"""The id of its source."""

LOW_MM: Final = (-76, -111, -72)
HIGH_MM: Final = (76, 77, 86)
"""Where the first and the last voxel of the grid have their centres: the brain, and a few mm around it."""

SHAPE: Final = (153, 189, 159)

WINDOW: Final = (60.0, 236.0)
"""The template's values between black and white; outside the brain it is 0."""

_VERSION: Final = "1"


def template() -> npt.NDArray[np.uint8]:
    """Return the template in the grid, uint8 (x, y, z): 0 outside the brain, within it from 1 (dark) to 255 (light).

    Raises `SourceError` if its file is missing or damaged.
    """
    key = repr((_VERSION, source(TEMPLATE).sha256, LOW_MM, SHAPE, WINDOW))
    return np.asarray(mapped("template-mni152", key, _read)["grey"])


def nearest(mni152_mm: npt.NDArray[Any]) -> npt.NDArray[np.int64]:
    """Return the voxels (n, 3) of the grid that are nearest to places (n, 3) in MNI152 mm."""
    index = np.floor(np.asarray(mni152_mm, np.float64) - LOW_MM + 0.5).astype(np.int64)
    return np.clip(index, 0, np.array(SHAPE) - 1)


def places_mm(start: int, stop: int) -> npt.NDArray[np.float64]:
    """Return where the voxels (n, 3) of the grid's layers `start` to `stop` along x have their centres, in C order."""
    index = np.indices((stop - start, *SHAPE[1:])).reshape(3, -1).T
    return index + np.add(LOW_MM, (start, 0, 0)).astype(np.float64)


def _read() -> dict[str, npt.NDArray[Any]]:
    import nibabel as nib

    image: Any = nib.load(find(TEMPLATE))
    affine = np.asarray(image.affine)
    if not np.array_equal(affine[:3, :3], np.eye(3)):
        raise ValueError("the template's voxels are not of 1 mm, from left to right")
    first = np.subtract(LOW_MM, affine[:3, 3]).astype(int)
    box = tuple(slice(start, start + size) for start, size in zip(first, SHAPE, strict=True))
    values = np.asarray(image.dataobj[box], np.float32)
    if values.shape != SHAPE:
        raise ValueError(f"the template has the shape {image.shape}, which is smaller than the grid")
    low, high = WINDOW
    shade = np.clip((values - low) / (high - low), 0, 1) * 254 + 1
    return {"grey": np.where(values > 0, np.rint(shade), 0).astype(np.uint8)}
