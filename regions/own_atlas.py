"""An atlas of the user's own: from files to a value, and from the value to labels per vertex or voxel."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final, Literal, cast

import numpy as np
import numpy.typing as npt

from data.sides import Hemisphere
from regions.own import OwnAtlas, OwnAtlasError, OwnFile
from regions.own_checks import FAMILY_OF, MOST_BYTES, Labelled
from regions.own_files import on_surface, side_in
from regions.own_tables import ENDINGS, names_in
from regions.own_voxels import in_voxels

__all__ = ["ATLAS_ENDINGS", "is_atlas", "own_atlas", "own_surface", "own_voxels", "unchanged"]

ATLAS_ENDINGS: Final = (".label.gii", ".gii", ".annot", ".dlabel.nii", ".nii", ".nii.gz")

_OTHER: Final = {
    "lh": "rh",
    "rh": "lh",
    "LH": "RH",
    "RH": "LH",
    "left": "right",
    "right": "left",
    "Left": "Right",
    "Right": "Left",
    "L": "R",
    "R": "L",
}
_SIDED: Final = re.compile(r"(?<![A-Za-z0-9])(lh|rh|LH|RH|left|right|Left|Right|L|R)(?![A-Za-z0-9])")
_LEAST_SIDED: Final = 3
"""From so many labels on that tell their side, most of them on the other one are no accident."""


def is_atlas(path: Path) -> bool:
    """Whether a file's name is that of an atlas, or of a table that names its labels."""
    return path.name.lower().endswith((*ATLAS_ENDINGS, *ENDINGS))


def own_atlas(paths: Sequence[Path]) -> OwnAtlas:
    """Return the atlas in one or two files, with no label assigned yet.

    The second one may be the other hemisphere, or the names of the labels in voxels; where it is left out it is looked
    for beside the first. Raises `OwnAtlasError`, one sentence, for whatever is no such atlas.
    """
    files = [path.absolute() for path in paths]
    tables = [path for path in files if path.suffix.lower() in ENDINGS]
    labels = [path for path in files if path.name.lower().endswith(ATLAS_ENDINGS)]
    if len(files) > 2 or len(tables) > 1 or not labels or len(tables) + len(labels) != len(files):
        raise OwnAtlasError(_no_atlas(files, tables))
    first = labels[0]
    if _in_voxels(first):
        if len(labels) > 1:
            raise OwnAtlasError(f"{labels[1]}: a second file of labels beside a NIfTI file; expected a table of names")
        table = tables[0] if tables else _table_beside(first)
        found = OwnAtlas(name=_name(first), files=(_file(first, "voxels"), _file(table, "names")))
        own_voxels(found)
        return found
    if tables:
        raise OwnAtlasError(
            f"{tables[0]}: {first.name} names its labels itself; expected this table beside a NIfTI file"
        )
    return _on_surface(labels if len(labels) > 1 else [first, *_other_side(first)])


def unchanged(own: OwnAtlas) -> None:
    """Raise `OwnAtlasError` if a file of an atlas is gone, or is another than when it was opened."""
    for file in own.files:
        path = Path(file.path)
        if not _there(path):
            raise OwnAtlasError(
                f"{path}: the atlas '{own.name}' is gone; expected the file that the scene was made with"
            )
        if _sha256(path) != file.sha256:
            raise OwnAtlasError(
                f"{path}: the atlas '{own.name}' has changed; expected the file that the scene was made with"
            )


def own_surface(own: OwnAtlas, hemisphere: Hemisphere) -> tuple[npt.NDArray[Any], tuple[str, ...]]:
    """Return the labels of a hemisphere (n,) and their names; a hemisphere without file has none."""
    for file in own.files:
        if file.holds in (hemisphere, "both"):
            found = on_surface(Path(file.path)).get(hemisphere)
            if found:
                return found.code, found.names
    n = next(n for n, family in FAMILY_OF.items() if family == own.family)
    return np.zeros(n, np.int16), ("",)


def own_voxels(own: OwnAtlas) -> tuple[npt.NDArray[Any], npt.NDArray[np.float64], tuple[str, ...], tuple[str, ...]]:
    """Return labels in voxels (x, y, z), the affine to MNI152 mm, names and sides."""
    data, table = (Path(file.path) for kind in ("voxels", "names") for file in own.files if file.holds == kind)
    whole, named = in_voxels(data), names_in(table)
    lost = [number for number in whole.ids if number not in named]
    if lost:
        raise OwnAtlasError(
            f"{table}: does not name the label {lost[0]} of {data.name}; expected a name for each label"
        )
    names, sides = (tuple(named[number][k] for number in whole.ids) for k in (0, 1))
    seen: dict[tuple[str, str], int] = {}
    for number, key in zip(whole.ids, zip(names, sides, strict=True), strict=True):
        if key in seen:
            raise OwnAtlasError(f"{table}: calls {seen[key]} and {number} both {key[0]!r:.60}; expected each name once")
        seen[key] = number
    _refuse_swapped(data, _sides_of_voxels(whole.code, whole.affine, sides))
    return whole.code, whole.affine, ("", *names), ("", *sides)


def _on_surface(paths: Sequence[Path]) -> OwnAtlas:
    files: list[OwnFile] = []
    found: dict[Hemisphere, Labelled] = {}
    for path in paths:
        its = on_surface(path)
        if twice := [side for side in its if side in found]:
            raise OwnAtlasError(f"{path}: the {twice[0]} hemisphere again; expected the other one")
        found |= its
        files.append(_file(path, "both" if len(its) > 1 else next(iter(its))))
    counts = {len(one.code) for one in found.values()}
    if len(counts) > 1:
        said = " and ".join(str(n) for n in sorted(counts))
        raise OwnAtlasError(f"{paths[1]}: the two hemispheres have {said} vertices; expected the same surfaces")
    _refuse_swapped(paths[0], ((side_in(name), side) for side, one in found.items() for name in one.names if name))
    family = cast(Literal["fs-lr-32k", "fsaverage5"], FAMILY_OF[counts.pop()])
    return OwnAtlas(name=_name(paths[0]), files=tuple(files), family=family)


def _refuse_swapped(path: Path, told: Any) -> None:
    """Raise if most labels whose names tell a side lie on the other one; `told` are pairs of what is told and is."""
    pairs = [(said, side) for said, side in told if said]
    wrong = sum(said != side for said, side in pairs)
    if len(pairs) >= _LEAST_SIDED and 2 * wrong > len(pairs):
        said = f"{wrong} of {len(pairs)} labels that tell a side lie on the other one"
        raise OwnAtlasError(f"{path}: left and right are swapped: {said}; expected the left ones at x below 0")


def _sides_of_voxels(
    code: npt.NDArray[np.int16], affine: npt.NDArray[np.float64], sides: tuple[str, ...]
) -> Iterator[tuple[str, str]]:
    """Return what each label tells and where its centroid is; slice by slice, since a fine volume fills memory."""
    n = len(sides) + 1
    along, across = (np.arange(size) * affine[0, axis] for axis, size in enumerate(code.shape[:2]))
    plane = np.asarray(along[:, None] + across[None], np.float64).reshape(-1)
    count, total = np.zeros(n), np.zeros(n)
    for k in range(code.shape[2]):
        number = code[..., k].reshape(-1)
        count += np.bincount(number, minlength=n)
        total += np.bincount(number, plane + (k * affine[0, 2] + affine[0, 3]), n)
    mean = total / np.maximum(count, 1)
    return ((said, "left" if mm < 0 else "right") for said, mm in zip(sides, mean[1:].tolist(), strict=True))


def _in_voxels(path: Path) -> bool:
    name = path.name.lower()
    return name.endswith((".nii", ".nii.gz")) and not name.endswith((".dlabel.nii", ".dscalar.nii", ".dtseries.nii"))


def _table_beside(path: Path) -> Path:
    stem = path.name.removesuffix(".gz").removesuffix(".nii")
    for ending in ENDINGS:
        if _there(table := path.with_name(stem + ending)):
            return table
    raise OwnAtlasError(f"{path}: no names of its labels beside it; expected {stem}.tsv, {stem}.csv or {stem}.txt")


def _other_side(path: Path) -> list[Path]:
    """Return the file of the other hemisphere that lies beside a file, if there is one."""
    if not side_in(path.name):
        return []
    other = path.with_name(_SIDED.sub(lambda match: _OTHER[match[1]], path.name))
    return [other] if other != path and _there(other) else []


def _no_atlas(files: Sequence[Path], tables: Sequence[Path]) -> str:
    expected = "expected a GIFTI label (.label.gii), .annot, CIFTI .dlabel.nii or NIfTI (.nii, .nii.gz) file"
    if len(files) > 2:
        return f"{files[2]}: a third file; expected one or two"
    odd = next((path for path in files if not is_atlas(path)), None)
    if odd is None and tables:
        return f"{tables[0]}: a table of names without its atlas; {expected}, then its table"
    return f"{odd or 'no file'}: no atlas; {expected}"


def _name(path: Path) -> str:
    """Return what an atlas is called: its file, without side and ending."""
    stem = path.name
    for ending in ATLAS_ENDINGS:
        stem = stem.removesuffix(ending)
    kept = "".join(letter if letter.isprintable() else " " for letter in _SIDED.sub("", stem)).strip(" ._-")
    return re.sub(r"([._-])\1+", r"\1", kept)[:60] or path.name[:60]


def _file(path: Path, holds: Literal["left", "right", "both", "voxels", "names"]) -> OwnFile:
    return OwnFile(path=str(path), sha256=_sha256(path), holds=holds)


def _sha256(path: Path) -> str:
    """Return the sha256 of a file that is small enough for an atlas."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise OwnAtlasError(f"{path}: larger than {MOST_BYTES // 10**6} MB; expected an atlas")
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise OwnAtlasError(f"{path}: cannot be read: {error.strerror or error}") from None


def _there(path: Path) -> bool:
    """Whether there is such a file; a name that is too long for one is none."""
    try:
        return path.is_file()
    except OSError:
        return False
