"""Where an answer of the search is: a place in its middle, and from which side the cortex there can be seen."""

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from atlas_app.brain.anatomy import family_named, labels_on
from atlas_app.brain.library import Library
from atlas_app.model.scene import Scene, family_of
from data.cache import cached
from data.sides import HEMISPHERES, Hemisphere
from data.sources import source
from meshes import families
from regions.atlases import atlas
from regions.catalogue import ORDER
from regions.names import bare
from regions.own import AtlasRef
from regions.search import Hit
from regions.volume import volume

__all__ = ["LAST_RESORT", "Mm", "facing", "middle", "places"]

Floats = npt.NDArray[np.floating[Any]]
Mm = tuple[float, float, float]

AROUND_MM: Final = 8.0
"""Over how much of the cortex around a place its direction is taken."""

LAST_RESORT: Final = "hcp-mmp"
"""The atlas that has every region and neighbour."""

CLEAR_MM: Final = 4.0
"""A line of sight is free where no vertex stands as near to it as this; the faces of inflated surfaces are large."""
BURIED_MM: Final = 1.0
"""A place without a wider line of sight is hidden from everywhere, and looked at straight."""
NEAR_MM: Final = 3.0
"""So near to the place itself nothing stands in the way."""

_VERSION: Final = "1"


def places(hit: Hit, atlas_id: AtlasRef, family: str, library: Library) -> Mapping[str, Mm]:
    """Return where an answer is in MNI152 mm, by its side; '' is the side of what lies on the midline.

    A label is where its own atlas has it, a region where the atlas `atlas_id` on the surfaces `family` has it: the
    labelled vertex, or voxel where no vertex is labelled, that lies nearest to the middle of all of them. A region that
    the atlas does not have is where HCP-MMP has it. The first time takes seconds for an atlas in voxels.
    """
    if hit.label:
        known = library.keep(("middles", hit.atlas), lambda: _middles(hit.atlas))
        found = {side: mm for (label, side), mm in known.items() if hit.label in (label, bare(label))}
    else:
        found = _of_region(hit.region, atlas_id, family, library) or _of_region(hit.region, LAST_RESORT, "", library)
    return {side: mm for side, mm in found.items() if hit.side in ("", side)}


def facing(scene: Scene, hemisphere: Hemisphere, mni152_mm: Mm, library: Library) -> Floats:
    """Return the unit vector (3,) towards where the cortex nearest to a place can be seen from, on the scene's surface.

    That is straight ahead of it if nothing is in the way, else as little aslant as can be. Straight ahead is how the
    smoothest surface looks there: in a folded one a sulcus looks at its own other wall.
    """
    family = family_of(scene)
    smoothest = families.SURFACES[family][-1]

    def make() -> tuple[Floats, Floats]:
        shown = families.surface(family, scene.surface, hemisphere).vertices
        return families.normals(family, smoothest, hemisphere), shown

    normals, shown = library.keep(("seen from", family, scene.surface, hemisphere), make)
    near = _nearness(families.mni152(family, hemisphere)[0], mni152_mm)
    outwards = normals[near <= max(near.min(), AROUND_MM)].mean(axis=0, dtype=np.float64)
    ways = _aslant(outwards / np.linalg.norm(outwards))
    room = [min(_room(shown, int(near.argmin()), way), CLEAR_MM) for way in ways]
    best = int(np.argmax(room))
    return ways[best if room[best] > BURIED_MM else 0]


def _aslant(ahead: Floats) -> list[Floats]:
    """Return unit vectors (3,): straight ahead, then more and more aslant all round."""
    across = np.cross(ahead, np.eye(3)[np.abs(ahead).argmin()])
    across /= np.linalg.norm(across)
    up = np.cross(ahead, across)
    turns = np.arange(12) * np.pi / 6
    rings = [(np.radians(tilt), turn) for tilt in (15, 30, 45, 60, 75) for turn in turns]
    sides = [np.sin(tilt) * (np.cos(turn) * across + np.sin(turn) * up) for tilt, turn in rings]
    return [ahead, *(np.cos(tilt) * ahead + aside for (tilt, _), aside in zip(rings, sides, strict=True))]


def _room(shown: Floats, vertex: int, way: Floats) -> float:
    """Return how far in mm from a vertex's line of sight the nearest vertex of its surface (n, 3) stands before it."""
    off = (shown - shown[vertex]).astype(np.float64)
    along = off @ way
    before = along > NEAR_MM
    beside = np.linalg.norm(off[before] - along[before, None] * way, axis=1)
    return float(beside.min(initial=np.inf))


def middle(points: Floats) -> int:
    """Return which of the points (n, 3) lies nearest to the middle of all."""
    return int(_nearness(points, points.mean(axis=0, dtype=np.float64)).argmin())


def _nearness(points: Floats, place: Any) -> Floats:
    return np.asarray(np.linalg.norm(points - np.asarray(place, np.float64), axis=1))


def _of_region(region_id: str, atlas_id: AtlasRef, family: str, library: Library) -> dict[str, Mm]:
    found: dict[str, Mm] = {}
    for side in HEMISPHERES:
        anatomy = library.anatomy(atlas_id, side, family)
        points = anatomy.mni152_mm[anatomy.code == ORDER.index(region_id) + 1]
        if len(points):
            found[side] = _mm(points[middle(points)])
    return found


def _middles(atlas_id: str) -> dict[tuple[str, str], Mm]:
    """Return the place of every label of an atlas by label and side, from the cache if it was made before."""
    one = atlas(atlas_id)
    every = [each for labels in (one.surface, one.volume) if labels for each in labels.files]
    sums = [source(each.format(hemisphere=side)).sha256 for each in every for side in HEMISPHERES]
    arrays = cached(f"middles-{atlas_id}", repr((_VERSION, one.surface, one.volume, sums)), lambda: _found(atlas_id))
    keys = zip(arrays["label"].tolist(), arrays["side"].tolist(), strict=True)
    return {key: _mm(place) for key, place in zip(keys, arrays["mni152_mm"], strict=True)}


def _found(atlas_id: str) -> dict[str, npt.NDArray[Any]]:
    found = {**(_in_voxels(atlas_id) if atlas(atlas_id).volume else {}), **_on_surface(atlas_id)}
    return {
        "label": np.array([label for label, _ in found]),
        "side": np.array([side for _, side in found]),
        "mni152_mm": np.array(list(found.values()), np.float64).reshape(-1, 3),
    }


def _on_surface(atlas_id: str) -> dict[tuple[str, str], Floats]:
    found: dict[tuple[str, str], Floats] = {}
    for side in HEMISPHERES:
        labels = labels_on(atlas_id, side)
        mni152_mm, _ = families.mni152(family_named(atlas_id), side)
        middles = _by_number(labels.code, mni152_mm)
        found |= {(labels.names[number], side): place for number, place in middles.items()}
    return found


def _in_voxels(atlas_id: str) -> dict[tuple[str, str], Floats]:
    whole = volume(atlas_id)
    index = np.argwhere(whole.code)
    places = (index @ whole.affine[:3, :3].T + whole.affine[:3, 3]).astype(np.float32)
    middles = _by_number(whole.code[tuple(index.T)], places)
    return {(whole.names[number], whole.sides[number]): place for number, place in middles.items()}


def _by_number(code: npt.NDArray[np.integer[Any]], places: Floats) -> dict[int, Floats]:
    """Return, for each number but 0 among `code` (n,), the one of its `places` (n, 3) in the middle of them."""
    order = np.argsort(code, kind="stable")
    numbers, starts = np.unique(code[order], return_index=True)
    found = {}
    for number, members in zip(numbers.tolist(), np.split(order, starts[1:]), strict=True):
        if number:
            found[number] = places[members][middle(places[members])]
    return found


def _mm(place: Floats) -> Mm:
    """Return a place to a tenth of a millimetre, near enough to find its own vertex again."""
    x, y, z = (round(float(value), 1) + 0.0 for value in place)
    return x, y, z
