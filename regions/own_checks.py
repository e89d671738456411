"""What is checked of every label file of the user's own: how large it is, its numbers, its names.

Sizes are told by a file's head before anything is unpacked; whatever is wrong is one `OwnAtlasError`, a sentence that
names the file, the fault and what was expected.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import prod
from pathlib import Path
from typing import Any, Final, TypeVar

import numpy as np
import numpy.typing as npt

from regions.own import MOST_LABELS, OwnAtlasError

__all__ = [
    "FAMILY_OF",
    "MOST_BYTES",
    "WANTED",
    "Key",
    "Labelled",
    "labelled",
    "opened",
    "told",
    "unique",
    "whole_numbers",
]

T = TypeVar("T")
Ints = npt.NDArray[np.integer[Any]]
Key = Mapping[int, str]

FAMILY_OF: Final = {32492: "fs-lr-32k", 10242: "fsaverage5"}
"""The surface family whose hemispheres have so many vertices."""

MOST_BYTES: Final = 512_000_000
MOST_VOXELS: Final = 64_000_000
MOST_OFFSET: Final = 64_000_000

WANTED: Final = "expected 32492 (fs_LR 32k) or 10242 (fsaverage5) vertices a hemisphere"
_NONE: Final = re.compile(r"(?i)^(\?\?\?|none|null|unknown|medial[-_ ]?wall|corpuscallosum|background.*)$")
"""What files call the places that have no label."""


@dataclass(frozen=True, eq=False, slots=True)
class Labelled:
    """The labels of one hemisphere: `code` int16 (n,) numbers `names`, 0 is none."""

    code: npt.NDArray[np.int16]
    names: tuple[str, ...]


def told(path: Path, kind: str, most: int, read: Callable[[Path], T]) -> T:
    """Return what `read` makes of a file of at most `most` bytes; whatever it stumbles over is one sentence."""
    try:
        if not path.is_file():
            raise OwnAtlasError(f"{path}: there is no such file; expected a {kind} file")
        if path.stat().st_size > most:
            raise OwnAtlasError(f"{path}: larger than {most // 10**6} MB; expected a {kind} file")
        return read(path)
    except OwnAtlasError:
        raise
    except Exception as error:  # readers of foreign files raise nearly everything
        reason = " ".join(str(error).split())[:120].rstrip(".") or type(error).__name__
        raise OwnAtlasError(f"{path}: expected a whole {kind} file, found a damaged one or none: {reason}") from error


def opened(path: Path) -> Any:
    """Open a NIfTI or CIFTI file without its data, once its head says that they are not too many."""
    import nibabel as nib

    image: Any = nib.load(path)
    shape = tuple(int(n) for n in image.shape)
    if min(shape, default=0) < 0 or prod(shape) > MOST_VOXELS:
        size = prod(shape) * image.get_data_dtype().itemsize / 1e9
        said = f"says it holds {' x '.join(map(str, shape))} values ({size:.1f} GB)"
        raise OwnAtlasError(f"{path}: {said}; expected at most {MOST_VOXELS // 10**6} million")
    if image.get_data_dtype().kind not in "iuf":
        raise OwnAtlasError(f"{path}: holds {image.get_data_dtype()}; expected whole numbers")
    if int(image.dataobj.offset) > MOST_OFFSET:
        raise OwnAtlasError(f"{path}: says that its data begin {image.dataobj.offset} bytes in; expected them sooner")
    return image


def whole_numbers(path: Path, values: npt.NDArray[Any]) -> Ints:
    """Return values as whole numbers, none of them negative."""
    if values.dtype.kind not in "iu":
        if not np.isfinite(values).all():
            raise OwnAtlasError(f"{path}: holds values that are no number (NaN); expected whole numbers of labels")
        if (values != np.rint(values)).any() or np.abs(values).max(initial=0) > 2**53:
            odd = values[(values != np.rint(values)) | (np.abs(values) > 2**53)].flat[0]
            raise OwnAtlasError(f"{path}: holds {odd:g}; expected whole numbers of labels")
    if values.size and values.min() < 0:
        raise OwnAtlasError(f"{path}: holds {int(values.min())}; expected numbers of labels from 0 on")
    return values.astype(np.int64)


def unique(path: Path, rows: list[tuple[int, str]]) -> dict[int, str]:
    """Return names by number; each number and each name stands once, but for those that mean no label."""
    key: dict[int, str] = {}
    number_of: dict[str, int] = {}
    for number, given in rows:
        name = given.strip()
        if number in key:
            raise OwnAtlasError(f"{path}: names the label {number} twice; expected each number once")
        if _NONE.match(name) or not name:
            key[number] = ""
            continue
        if len(name) > 200 or not name.isprintable():
            raise OwnAtlasError(
                f"{path}: calls the label {number} {name!r:.60}; expected one line of at most 200 letters"
            )
        if name in number_of:
            raise OwnAtlasError(
                f"{path}: calls {number_of[name]} and {number} both {name!r:.60}; expected each name once"
            )
        key[number], number_of[name] = name, number
    return key


def labelled(path: Path, values: npt.NDArray[Any], key: Key, whole: bool = True) -> Labelled:
    """Return the labels of the vertices of one hemisphere, whose numbers `key` names."""
    if whole and (values.ndim != 1 or len(values) not in FAMILY_OF):
        raise OwnAtlasError(f"{path}: holds {' x '.join(map(str, values.shape))} values; {WANTED}")
    if not any(key.values()):
        raise OwnAtlasError(f"{path}: its table of labels is empty; expected a name for each label")
    numbers = whole_numbers(path, values)
    there = np.unique(numbers)
    lost = [int(n) for n in there if n and int(n) not in key]
    if lost:
        raise OwnAtlasError(f"{path}: its table does not name the label {lost[0]}; expected a name for each label")
    kept = [int(n) for n in there if key.get(int(n))]
    if len(kept) > MOST_LABELS:
        raise OwnAtlasError(f"{path}: found {len(kept)} labels; expected at most {MOST_LABELS}")
    code = np.where(np.isin(numbers, kept), np.searchsorted(kept, numbers) + 1, 0) if kept else np.zeros(len(numbers))
    return Labelled(code.astype(np.int16), ("", *(key[n] for n in kept)))
