"""Atlases in voxels: which label a place has, and how probable each label is there.

What is unpacked once lies in the cache as plain arrays and is mapped into memory, so that a question reads a few pages
of it and no more.
"""

import functools
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from data.cache import mapped
from data.sources import source
from regions.atlases import Labels, atlas
from regions.own import AtlasRef, OwnAtlas
from regions.own_atlas import own_voxels
from regions.readers import VOLUME, maps

__all__ = ["Chance", "Volume", "volume"]

Places = npt.NDArray[np.floating[Any]]

FAR_MM: Final = 1e6

_VERSION: Final = "2"


@dataclass(frozen=True, slots=True)
class Chance:
    """How probable one label is at a place, in per cent."""

    label: str
    percent: int


@dataclass(frozen=True, eq=False, slots=True)
class Volume:
    """Labels in a box of voxels: `code` (x, y, z) numbers `names`, names[0] is ''; `affine` leads to MNI152 mm.

    Where the atlas gives probabilities, `voxel` (k,), ascending flat indices, `number` (k,) and `percent` (k,) list
    every label that is possible there; elsewhere the three are empty. `sides` tells the side of every label, or ''.
    """

    atlas: AtlasRef
    code: npt.NDArray[np.integer[Any]]
    affine: npt.NDArray[np.float64]
    names: tuple[str, ...]
    sides: tuple[str, ...]
    voxel: npt.NDArray[np.int32]
    number: npt.NDArray[np.integer[Any]]
    percent: npt.NDArray[np.uint8]

    def code_at(self, mni152_mm: Places) -> npt.NDArray[np.int16]:
        """Return the number of the label at places (n, 3) in MNI152 mm, 0 for none; the nearest voxel tells."""
        flat = self._flat(mni152_mm)
        code = self.code.reshape(-1)[np.maximum(flat, 0)]
        return np.where(flat >= 0, code, 0).astype(np.int16)

    def chances_at(self, mni152_mm: Places) -> tuple[Chance, ...]:
        """Return every label that is possible at one place (3,), the most probable first."""
        flat = self._flat(np.asarray(mni152_mm)[None])[0]
        edges = np.array([flat, flat + 1], self.voxel.dtype)  # of another type, all of it would be read and converted
        low, high = np.searchsorted(self.voxel, edges) if flat >= 0 else (0, 0)
        found = [
            Chance(self.names[n], int(p)) for n, p in zip(self.number[low:high], self.percent[low:high], strict=True)
        ]
        return tuple(sorted(found, key=lambda one: -one.percent))

    def centres(self, number: int) -> npt.NDArray[np.float64]:
        """Return where the voxels of a label have their centres (k, 3), in MNI152 mm."""
        index = np.argwhere(self.code == number)
        return index @ self.affine[:3, :3].T + self.affine[:3, 3]

    def nearest(self, mni152_mm: Places, within_mm: float) -> tuple[str, float] | None:
        """Return the label nearest to a place (3,) and how far its nearest voxel is in mm; None if none is so near."""
        inverse = _inverse(np.asarray(self.affine, np.float64).tobytes())
        middle = inverse[:3, :3] @ mni152_mm + inverse[:3, 3]
        reach = within_mm * np.abs(inverse[:3, :3]).sum(axis=1)
        shape = self.code.shape
        low = np.clip(np.ceil(middle - reach), 0, shape).astype(int)
        high = np.clip(np.floor(middle + reach) + 1, low, shape).astype(int)
        box = self.code[tuple(slice(a, b) for a, b in zip(low, high, strict=True))]
        index = np.argwhere(box)
        off = np.linalg.norm((index + low) @ self.affine[:3, :3].T + self.affine[:3, 3] - mni152_mm, axis=1)
        if not len(off) or off.min() > within_mm:
            return None
        first = int(off.argmin())
        return self.names[int(box[tuple(index[first])])], float(off[first])

    def numbers(self, label: str, side: str) -> tuple[int, ...]:
        """Return the numbers of the labels of that name on a side; a label without side is on both."""
        found = zip(self.names, self.sides, strict=True)
        return tuple(n for n, (name, its) in enumerate(found) if name == label and its in (side, ""))

    def _flat(self, mni152_mm: Places) -> npt.NDArray[np.int64]:
        """Return flat voxel indices (n,), -1 outside the box."""
        inverse = _inverse(np.asarray(self.affine, np.float64).tobytes())
        places = np.asarray(mni152_mm, np.float64)
        places = np.where(np.abs(places) < FAR_MM, places, np.nan)  # what is no number is nowhere
        index = np.rint(places @ inverse[:3, :3].T + inverse[:3, 3])
        inside = np.isfinite(index).all(axis=1) & ((index >= 0) & (index < self.code.shape)).all(axis=1)
        index = np.where(inside[:, None], index, 0).astype(np.int64)
        return np.where(inside, np.ravel_multi_index(tuple(index.T), self.code.shape), -1)


@functools.lru_cache(maxsize=32)
def _inverse(affine: bytes) -> npt.NDArray[Any]:
    """Return the way back of an affine (4, 4), which would otherwise be half the work of one question."""
    return np.asarray(np.linalg.inv(np.frombuffer(affine, np.float64).reshape(4, 4)))


def volume(atlas_id: AtlasRef) -> Volume:
    """Return an atlas in voxels; unpacking one takes seconds, once.

    Raises `KeyError` for an atlas without volume, `SourceError` or `OwnAtlasError` if a file is missing or damaged.
    """
    one = atlas(atlas_id)
    labels = one.volume
    if labels is None:
        raise KeyError(one.id)
    sources = labels.sources("left")
    sums = one.own.sums if one.own else [source(each).sha256 for each in sources]
    key = repr((_VERSION, labels, sums))
    arrays = mapped(f"volume-{one.id}", key, lambda: _unpacked(labels, sources, one.own))
    names, sides = (tuple(arrays[name].tolist()) for name in ("names", "sides"))
    rest = {name: arrays[name] for name in ("code", "affine", "voxel", "number", "percent")}
    return Volume(atlas_id, names=names, sides=sides, **rest)


def _unpacked(labels: Labels, sources: tuple[str, ...], own: OwnAtlas | None) -> dict[str, npt.NDArray[Any]]:
    if labels.percent:
        each, affine, names, sides = maps(sources)
        return {**_largest(each, labels.percent), "affine": affine, **_told(("", *names), ("", *sides))}
    code, affine, names, sides = own_voxels(own) if own else VOLUME[labels.reader](sources)
    nothing: dict[str, npt.NDArray[Any]] = {
        "voxel": np.zeros(0, np.int32),
        "number": np.zeros(0, np.uint8),
        "percent": np.zeros(0, np.uint8),
    }
    return {"code": np.ascontiguousarray(code), "affine": affine, **nothing, **_told(names, sides)}


def _told(names: tuple[str, ...], sides: tuple[str, ...]) -> dict[str, npt.NDArray[Any]]:
    return {"names": np.array(names), "sides": np.array(sides)}


def _largest(each: Iterable[npt.NDArray[np.uint8]], least: int) -> dict[str, npt.NDArray[Any]]:
    """Return the label whose map is largest, and all maps where they are not 0; of two as large, the first."""
    code = best = np.zeros(0, np.uint8)
    found: list[tuple[npt.NDArray[Any], ...]] = []
    for number, percent in enumerate(each, start=1):
        if not found:
            code, best = np.zeros(percent.shape, np.uint8), np.full(percent.shape, least - 1, np.uint8)
        larger = percent > best
        code[larger], best[larger] = number, percent[larger]
        flat = np.ascontiguousarray(percent).reshape(-1)
        voxel = np.flatnonzero(flat).astype(np.int32)
        found.append((voxel, np.full(len(voxel), number, np.uint8), flat[voxel]))
    voxel, number_of, percent_of = (np.concatenate(part) for part in zip(*found, strict=True))
    order = np.argsort(voxel, kind="stable")
    return {
        "code": np.ascontiguousarray(code),
        "voxel": voxel[order],
        "number": number_of[order],
        "percent": percent_of[order],
    }
