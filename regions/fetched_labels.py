"""From what a fetcher returns to plain arrays, as `regions.readers` reads them; whatever is doubtful is refused."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from data.fetched import Fetchable
from data.sides import HEMISPHERES
from data.spaces import MNI152_TO_TALAIRACH
from regions.readers import side_of

__all__ = ["LabelError", "plain"]

Arrays = dict[str, npt.NDArray[Any]]

VERTICES: Final = {"fsaverage5": 10_242, "fs-lr-32k": 32_492}
MOST_VOXELS: Final = 60_000_000
MOST_LABELS: Final = 5_000
ASTRAY_MM: Final = 2.0
"""So far beyond the midline the middle of a label may lie that is named after a side."""


class LabelError(ValueError):
    """What is wrong with a download, in a few words."""


def plain(row: Fetchable, bunch: Any) -> Arrays:
    """Return labels per vertex (`left`, `right`) or per voxel (`code`, `affine`, `sides`), and their `names`.

    Codes are int16 and number `names`; names[0] is '' for no label. The names come from the look-up table that belongs
    to the download. Raises `LabelError` where numbers, names and sides do not fit together.
    """
    known = _known(row, bunch["lut"])
    if row.lies in VERTICES:
        return _vertices(row, bunch, known)
    return _voxels(row, bunch["maps"], known)


def _known(row: Fetchable, lut: Any) -> dict[int, str]:
    """Return the name of every number that stands for a label."""
    numbers, names = [int(each) for each in lut["index"]], [_text(each) for each in lut["name"]]
    if not 0 < len(numbers) <= MOST_LABELS or len(set(numbers)) != len(numbers) or min(numbers) < 0:
        raise LabelError("its look-up table has no labels, or a number twice")
    none = re.compile(row.unlabelled or "$^")
    return {number: name for number, name in zip(numbers, names, strict=True) if name and not none.search(name)}


def _text(name: Any) -> str:
    return (name.decode("utf-8") if isinstance(name, bytes) else str(name)).strip()


def _vertices(row: Fetchable, bunch: Mapping[str, Any], known: Mapping[int, str]) -> Arrays:
    maps = {side: np.asarray(bunch[f"map_{side}"]) for side in HEMISPHERES}
    for side, values in maps.items():
        if values.shape != (VERTICES[row.lies],):
            raise LabelError(f"the {side} side has {values.size} vertices, expected {VERTICES[row.lies]}")
    numbers = _present(np.concatenate(list(maps.values())), known)
    codes: Arrays = {side: _numbered(values, numbers) for side, values in maps.items()}
    return {**codes, "names": np.array(["", *(known[each] for each in numbers)])}


def _voxels(row: Fetchable, maps: Any, known: Mapping[int, str]) -> Arrays:
    import nibabel as nib

    image: Any = nib.load(maps) if isinstance(maps, str | Path) else maps
    shape = tuple(image.shape)
    if np.prod(shape, dtype=np.float64) > MOST_VOXELS:
        raise LabelError(f"its header claims {' x '.join(str(each) for each in shape)} voxels")
    values = np.asarray(image.dataobj)
    values = values[..., 0] if values.ndim == 4 and shape[3] == 1 else values
    if values.ndim != 3:
        raise LabelError(f"it has {values.ndim} dimensions, expected 3")
    affine = _moved(np.asarray(image.affine, np.float64), row)
    numbers = _present(values, known)
    code, names = _numbered(values, numbers), ["", *(known[each] for each in numbers)]
    sides = ["", *(_side(row, name) for name in names[1:])]
    _refuse_swapped(code, affine, names, sides)
    return {"code": code, "affine": affine, "names": np.array(names), "sides": np.array(sides)}


def _moved(affine: npt.NDArray[np.float64], row: Fetchable) -> npt.NDArray[np.float64]:
    """Return the affine from voxels to MNI152 mm."""
    if affine.shape != (4, 4) or not np.isfinite(affine).all() or abs(np.linalg.det(affine)) < 1e-6:
        raise LabelError("its voxels have no place in space")
    if not row.lies.startswith("talairach"):
        return affine
    there = np.array([*MNI152_TO_TALAIRACH, (0.0, 0.0, 0.0, 1.0)])
    return np.asarray(np.linalg.inv(there) @ affine, np.float64)


def _present(values: npt.NDArray[Any], known: Mapping[int, str]) -> list[int]:
    """Return the numbers of the labels that there are; refuse numbers without a name."""
    if not np.isfinite(values).all():
        raise LabelError("some of its values are no numbers")
    found = np.unique(values)
    if (found != np.rint(found)).any():
        raise LabelError("some of its values are no whole numbers")
    there = [int(each) for each in found if int(each) in known]
    strange = [int(each) for each in found if each > 0 and int(each) not in known]
    if not there or len(strange) > 1:  # one may stand for what has no label
        raise LabelError(f"{len(strange)} of its numbers have no name" if there else "none of its numbers has a name")
    return there


def _numbered(values: npt.NDArray[Any], numbers: list[int]) -> npt.NDArray[np.int16]:
    code = np.where(np.isin(values, numbers), np.searchsorted(numbers, values) + 1, 0)
    return np.ascontiguousarray(code, np.int16)


def _side(row: Fetchable, name: str) -> str:
    for side, pattern in (("left", row.left), ("right", row.right)):
        if pattern and re.search(pattern, name):
            return side
    return side_of(name)


def _refuse_swapped(
    code: npt.NDArray[np.int16], affine: npt.NDArray[np.float64], names: list[str], sides: list[str]
) -> None:
    """Refuse a volume in which a label that is named after a side lies on the other one."""
    index = np.nonzero(code)
    number = code[index]
    x = sum((affine[0, axis] * index[axis] for axis in range(3)), np.full(len(number), affine[0, 3]))
    middle = np.bincount(number, x, len(names)) / np.maximum(np.bincount(number, minlength=len(names)), 1)
    for side, sign in (("left", 1), ("right", -1)):
        for name, its, mm in zip(names, sides, middle, strict=True):
            if its == side and sign * mm > ASTRAY_MM:
                raise LabelError(f"{name} lies on the other side than its name says")
