"""Regions in voxels: of an atlas in voxels its own, of one on a surface those of the cortex between white and pial."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from atlas_app.brain.anatomy import CORTEX, family_named, labels_on
from atlas_app.brain.library import Library
from data.cache import mapped
from data.sides import HEMISPHERES, Hemisphere
from data.sources import source
from data.tables import FILES
from meshes import families
from regions.atlases import atlas
from regions.catalogue import ORDER
from regions.crosswalk import region_voxels
from regions.own import AtlasRef
from regions.template import LOW_MM, SHAPE, nearest, places_mm
from regions.volume import volume

__all__ = ["HIPPOCAMPUS_OF", "Voxels", "region_of", "ribbon", "voxels"]

HIPPOCAMPUS_OF: Final = "desikan-killiany"
"""The atlas in voxels whose hippocampus stands in for that of an atlas on a surface, which has none."""

DEPTHS: Final = 8
"""Layers of the cortex that are filled one by one."""
STEP_MM: Final = 0.5
WIDER_MM: Final = 0.75
"""How far the cortex is widened to either side.

The mean of many folded sheets is thinner than the cortex of a template, and lies a little beside it.
"""
FULL: Final = 0.5
"""From which share on a voxel counts as cortex."""
NEIGHBOURS: Final = 5
"""An empty voxel with so many of its six neighbours filled is a pinhole."""
LAYERS: Final = 17

_VERSION: Final = "3"

Grid = npt.NDArray[np.integer[Any]]


@dataclass(frozen=True, eq=False, slots=True)
class Voxels:
    """Where the regions of one atlas are: `grid` (x, y, z) of the template's grid, looked up in `region` uint8 (n,).

    There k + 1 is `ORDER[k]` on the left, k + 1 + len(ORDER) on the right, 0 none of them. Of an atlas on a surface
    `grid` numbers vertices: 0 none, then those of the left side, those of the right, left and right hippocampus.
    """

    atlas: AtlasRef
    on_surface: bool
    grid: Grid
    region: npt.NDArray[np.uint8]

    def regions(self, part: tuple[int | slice, ...]) -> npt.NDArray[np.uint8]:
        """Return the regions of a part of the grid."""
        return np.asarray(self.region[self.grid[part]])


def region_of(number: int) -> tuple[str, Hemisphere]:
    """Return which region or neighbour a number other than 0 stands for, and on which side."""
    side, k = divmod(number - 1, len(ORDER))
    return ORDER[k], HEMISPHERES[side]


def voxels(atlas_id: AtlasRef, library: Library) -> Voxels:
    """Return the regions of an atlas in voxels; the first time takes seconds."""
    return library.keep(("voxels", atlas_id), lambda: _voxels(atlas_id, library))


def _voxels(atlas_id: AtlasRef, library: Library) -> Voxels:
    one = atlas(atlas_id)
    if one.volume is not None and one.regions_in_voxels:
        sums = [source(each).sha256 for each in one.volume.sources("left")]
        if one.own:
            sums = [*one.own.sums, repr(one.own.regions)]
        crosswalk = (FILES / "crosswalk.csv").stat()
        key = repr((_VERSION, sums, LOW_MM, SHAPE, crosswalk.st_size, crosswalk.st_mtime_ns))
        grid = mapped(f"regions-in-voxels-{one.id}", key, lambda: {"grid": _own(atlas_id)})["grid"]
        return Voxels(atlas_id, False, grid, np.arange(2 * len(ORDER) + 1, dtype=np.uint8))
    family = family_named(atlas_id)
    left, right = (library.anatomy(atlas_id, side, family).code.astype(np.int64) for side in HEMISPHERES)
    inner, other = ORDER.index("mtl") + 1, len(ORDER)
    numbers = np.concatenate([[0], left, np.where(right > 0, right + other, 0), [inner, inner + other]])
    return Voxels(atlas_id, True, ribbon(family), numbers.astype(np.uint8))


def _own(atlas_id: AtlasRef) -> npt.NDArray[np.uint8]:
    """Return the regions of an atlas in voxels, moved into the template's grid."""
    whole = volume(atlas_id)
    code = np.zeros(whole.code.shape, np.uint8)
    for k, side in enumerate(HEMISPHERES):
        voxel, number = region_voxels(whole, side)
        code[tuple(voxel.T)] = number + k * len(ORDER)
    inverse = np.linalg.inv(whole.affine)
    grid = np.zeros(SHAPE, np.uint8)
    for start in range(0, SHAPE[0], LAYERS):
        stop = min(start + LAYERS, SHAPE[0])
        index = np.rint(places_mm(start, stop) @ inverse[:3, :3].T + inverse[:3, 3]).astype(np.int64)
        inside = ((index >= 0) & (index < code.shape)).all(axis=1)
        grid[start:stop].reshape(-1)[inside] = code[tuple(index[inside].T)]
    return grid


def ribbon(family: families.Family) -> Grid:
    """Return which vertex of a family each voxel of the cortex belongs to, uint16 (x, y, z) as in `Voxels.grid`.

    A voxel is cortex where at least half of it lies between white and pial, both moved apart by `WIDER_MM`; the vertex
    is the one with most of it.
    """
    ids = [f"s1200-{name}-{side}" for name in ("white", "pial") for side in HEMISPHERES]
    if family != "fs-lr-32k":
        ids = [one.replace("s1200", family) for one in ids]
    volumes = atlas(HIPPOCAMPUS_OF).volume
    ids += volumes.sources("left") if volumes else ()
    key = repr(
        (_VERSION, [source(each).sha256 for each in ids], LOW_MM, SHAPE, DEPTHS, STEP_MM, WIDER_MM, FULL, NEIGHBOURS)
    )
    return np.asarray(mapped(f"ribbon-in-voxels-{family}", key, lambda: {"grid": _filled(family)})["grid"])


def _filled(family: families.Family) -> npt.NDArray[np.uint16]:
    grid = np.zeros(SHAPE, np.uint16)
    full = np.zeros(SHAPE, np.float32)
    first = 1
    for side in HEMISPHERES:
        vertex, share = _side(family, side)
        better = share > full
        grid[better], full[better] = vertex[better] + first, share[better]
        first += len(families.surface(family, "white", side).vertices)
    grid[full < FULL] = 0
    _close(grid)
    inner = volume(HIPPOCAMPUS_OF)
    for k, side in enumerate(HEMISPHERES):
        (number,) = inner.numbers("hippocampus", side)
        at = tuple(nearest(inner.centres(number)).T)
        grid[at] = np.where(grid[at] == 0, first + k, grid[at])
    return grid


def _side(family: families.Family, side: Hemisphere) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.float32]]:
    """Return the vertex that fills most of each voxel, and the share of the voxel that is this side's cortex."""
    pieces = list(_poured(family, side))
    pieces = list(_poured(family, side))
    key, weight = _summed(np.concatenate([key for key, _ in pieces]), np.concatenate([part for _, part in pieces]))
    voxel, vertex = key >> 16, key & 0xFFFF
    share = np.bincount(voxel, weight, minlength=np.prod(SHAPE)).astype(np.float32)
    most = np.zeros(len(share), np.int32)
    order = np.argsort(weight, kind="stable")
    most[voxel[order]] = vertex[order]  # of several, the last one stays: the largest
    return most.reshape(SHAPE), share.reshape(SHAPE)


def _poured(family: families.Family, side: Hemisphere) -> Iterator[tuple[npt.NDArray[Any], npt.NDArray[Any]]]:
    """Yield pieces of cortex: voxel and vertex in one number, and volume in mm3."""
    white, pial = (families.surface(family, name, side) for name in ("white", "pial"))
    out = np.float32(WIDER_MM) * families.normals(family, "midthickness", side)
    inner, outer = white.vertices - out, pial.vertices + out
    cortex = labels_on(CORTEX[family], side).code > 0  # the wall between the hemispheres is none
    faces = white.faces[cortex[white.faces].all(axis=1)]
    edges = [np.linalg.norm(outer[faces[:, a]] - outer[faces[:, b]], axis=1) for a, b in _EDGES]
    cuts = np.ceil(np.max(edges, axis=0) / STEP_MM).astype(int).clip(1)
    for cut in np.unique(cuts):
        some = faces[cuts == cut]
        shares = _shares(int(cut))
        vertex = some[:, shares.argmax(axis=1)]
        way = (outer - inner)[some]
        for depth in (np.arange(DEPTHS) + 0.5) / DEPTHS:
            corners = inner[some] + np.float32(depth) * way
            across = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]) / 2
            volume_mm3 = np.abs((across * way.mean(axis=1)).sum(axis=1)) / DEPTHS / len(shares)
            at = nearest(np.einsum("kc,fcx->fkx", shares, corners).reshape(-1, 3))
            voxel = np.ravel_multi_index(tuple(at.T), SHAPE)
            yield _summed((voxel << 16) | vertex.reshape(-1), np.repeat(volume_mm3.astype(np.float32), len(shares)))


def _summed(key: npt.NDArray[Any], weight: npt.NDArray[Any]) -> tuple[npt.NDArray[Any], npt.NDArray[Any]]:
    """Return every key once, ascending, with the sum of its weights."""
    order = np.argsort(key, kind="stable")
    key, weight = key[order], weight[order]
    begins = np.flatnonzero(np.r_[True, key[1:] != key[:-1]])
    return key[begins], np.add.reduceat(weight, begins)


_EDGES: Final = ((0, 1), (1, 2), (2, 0))


def _shares(cut: int) -> npt.NDArray[np.float32]:
    """Return the shares of a triangle's corners (cut * cut, 3) in the middles of its equal small triangles."""
    a, b = np.indices((cut, cut)).reshape(2, -1)
    up, down = a + b < cut, a + b < cut - 1
    first = np.stack([a[up] + 1 / 3, b[up] + 1 / 3], axis=1)
    second = np.stack([a[down] + 2 / 3, b[down] + 2 / 3], axis=1)
    two = np.concatenate([first, second]) / cut
    return np.column_stack([two, 1 - two.sum(axis=1)]).astype(np.float32)


def _close(grid: npt.NDArray[np.uint16]) -> None:
    """Fill pinholes with a neighbour."""
    inner = (slice(1, -1),) * 3
    beside = [np.roll(grid, step, axis)[inner] for axis in range(3) for step in (1, -1)]
    filled = np.sum([one > 0 for one in beside], axis=0)
    holes = (grid[inner] == 0) & (filled >= NEIGHBOURS)
    grid[inner][holes] = np.median(np.sort([one[holes] for one in beside], axis=0)[-3:], axis=0)
