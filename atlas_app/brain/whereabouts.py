"""Where an answer of the search is: a place in its middle, and from which side the cortex there can be seen."""

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from atlas_app.brain.anatomy import family_named, labels_on
from atlas_app.brain.library import Library
from data.cache import cached
from data.sides import HEMISPHERES, Hemisphere
from data.sources import source
from meshes import families
from regions.atlases import atlas
from regions.catalogue import ORDER
from regions.names import bare
from regions.search import Hit
from regions.volume import volume

__all__ = ["facing", "middle", "places"]

Floats = npt.NDArray[np.floating[Any]]
Mm = tuple[float, float, float]

AROUND_MM: Final = 8.0
"""Over how much of the cortex around a place its direction is taken."""

_VERSION: Final = "1"


def places(hit: Hit, atlas_id: str, family: str, library: Library) -> Mapping[str, Mm]:
    """Return where an answer is in MNI152 mm, by its side; '' is the side of what lies on the midline.

    A label is where its own atlas has it, a region where the atlas `atlas_id` on the surfaces `family` has it: the
    labelled vertex, or voxel where no vertex is labelled, that lies nearest to the middle of all of them. Empty where
    the atlas shows it nowhere. The first time takes seconds for an atlas in voxels.
    """
    if hit.label:
        known = library.keep(("middles", hit.atlas), lambda: _middles(hit.atlas))
        found = {side: mm for (label, side), mm in known.items() if hit.label in (label, bare(label))}
    else:
        found = {side: mm for side in HEMISPHERES if (mm := _of_region(hit.region, atlas_id, family, side, library))}
    return {side: mm for side, mm in found.items() if hit.side in ("", side)}


def facing(scene_family: families.Family, hemisphere: Hemisphere, mni152_mm: Mm, library: Library) -> Floats:
    """Return the unit vector (3,) that points away from the brain where its cortex is nearest to a place.

    It is taken on the inflated surface, on which every place looks outwards: a sulcus looks at its own other wall.
    """

    def make() -> npt.NDArray[np.float32]:
        return families.normals(scene_family, "inflated", hemisphere)

    normals = library.keep(("normals", scene_family, hemisphere), make)
    near = _nearness(families.mni152(scene_family, hemisphere)[0], mni152_mm)
    outwards = normals[near <= max(near.min(), AROUND_MM)].mean(axis=0, dtype=np.float64)
    return np.asarray(outwards / np.linalg.norm(outwards))


def middle(points: Floats) -> int:
    """Return which of the points (n, 3) lies nearest to the middle of all."""
    return int(_nearness(points, points.mean(axis=0, dtype=np.float64)).argmin())


def _nearness(points: Floats, place: Any) -> Floats:
    return np.asarray(np.linalg.norm(points - np.asarray(place, np.float64), axis=1))


def _of_region(region_id: str, atlas_id: str, family: str, side: Hemisphere, library: Library) -> Mm | None:
    anatomy = library.anatomy(atlas_id, side, family)
    points = anatomy.mni152_mm[anatomy.code == ORDER.index(region_id) + 1]
    return _mm(points[middle(points)]) if len(points) else None


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
