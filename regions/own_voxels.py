"""Reading voxel labels of the user's own: NIfTI files, supposed to lie in MNI152."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from regions.own import MOST_LABELS, OwnAtlasError
from regions.own_checks import MOST_BYTES, opened, told, whole_numbers

__all__ = ["Voxels", "in_voxels"]


@dataclass(frozen=True, eq=False, slots=True)
class Voxels:
    """Labels in voxels: `code` int16 (x, y, z) numbers `ids` from 1 on, 0 is none; `affine` leads to mm."""

    code: npt.NDArray[np.int16]
    ids: tuple[int, ...]
    affine: npt.NDArray[np.float64]


def in_voxels(path: Path) -> Voxels:
    """Return the labels in a NIfTI file; `OwnAtlasError` says what is wrong with it."""
    return told(path, "NIfTI", MOST_BYTES, _nifti)


def _nifti(path: Path) -> Voxels:
    image = opened(path)
    shape = tuple(int(n) for n in image.shape)
    while len(shape) > 3 and shape[-1] == 1:
        shape = shape[:-1]
    if len(shape) != 3 or min(shape) < 1:
        raise OwnAtlasError(f"{path}: has {' x '.join(map(str, shape))} voxels; expected labels in three dimensions")
    affine = _affine(path, image)
    raw, slope, inter = image.dataobj.get_unscaled().reshape(shape), image.dataobj.slope, image.dataobj.inter

    def layer(k: int) -> npt.NDArray[np.integer[Any]]:
        return whole_numbers(path, raw[..., k] if (slope, inter) == (1, 0) else raw[..., k] * slope + inter)

    ids = np.unique(np.concatenate([np.unique(layer(k)) for k in range(shape[2])]))
    ids = ids[ids > 0]
    if not 0 < len(ids) <= MOST_LABELS:
        raise OwnAtlasError(f"{path}: found {len(ids)} labels; expected 1 to {MOST_LABELS}")
    code = np.zeros(shape, np.int16)
    for k in range(shape[2]):
        values = layer(k)
        code[..., k] = np.where(values > 0, np.searchsorted(ids, values) + 1, 0)
    return Voxels(code, tuple(ids.tolist()), affine)


def _affine(path: Path, image: Any) -> npt.NDArray[np.float64]:
    """Return the way from voxels to mm, which are supposed to be those of MNI152."""
    if image.header["sform_code"] < 1 and image.header["qform_code"] < 1:
        raise OwnAtlasError(f"{path}: does not tell where its voxels lie; expected an affine to MNI152 mm")
    affine = np.asarray(image.affine, np.float64)
    if not np.isfinite(affine).all() or abs(np.linalg.det(affine[:3, :3])) < 1e-3 or np.abs(affine).max() > 1000:
        raise OwnAtlasError(f"{path}: its affine leads nowhere; expected one to MNI152 mm")
    return affine
