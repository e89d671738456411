"""Places in the slices: which plane shows which axes, where a step leads, what is at a place."""

from dataclasses import dataclass
from typing import Final, Literal, get_args

import numpy as np

from atlas_app.brain.library import Library
from atlas_app.brain.ribbon_voxels import HIPPOCAMPUS_OF, Voxels, region_of, voxels
from atlas_app.model.scene import Place, Scene
from data.sides import HEMISPHERES, Hemisphere
from regions.atlases import atlas
from regions.names import readable
from regions.own import AtlasRef
from regions.template import HIGH_MM, LOW_MM, SHAPE, nearest
from regions.volume import volume

__all__ = [
    "AXES",
    "PLANES",
    "Found",
    "Plane",
    "centre_of",
    "extent",
    "inside",
    "moved",
    "through",
    "under",
    "voxel",
]

Plane = Literal["axial", "coronal", "sagittal"]

PLANES: Final[tuple[Plane, ...]] = get_args(Plane)
AXES: Final[dict[Plane, tuple[int, int, int]]] = {"axial": (0, 1, 2), "coronal": (0, 2, 1), "sagittal": (1, 2, 0)}
"""Which of x, y, z runs to the right, which up, and which through the slice."""


@dataclass(frozen=True, slots=True)
class Found:
    """What is at a place: a region or neighbour, its side, and the label of the atlas; each may be nothing."""

    region: str
    label: str
    hemisphere: str


def inside(place: Place) -> Place:
    """Return the place within the slices that is nearest to a place, in whole mm."""
    x, y, z = (
        min(max(round(mm), low), high)
        for mm, low, high in zip((place.x, place.y, place.z), LOW_MM, HIGH_MM, strict=True)
    )
    return Place(x=x, y=y, z=z)


def moved(place: Place, plane: Plane, u: float, v: float) -> Place:
    """Return the place at (u, v) in the slice of a plane through `place`, in whole mm, within the slices."""
    at = [place.x, place.y, place.z]
    for axis, mm in zip(AXES[plane][:2], (u, v), strict=True):
        at[axis] = min(max(mm, LOW_MM[axis]), HIGH_MM[axis])
    return inside(Place(x=at[0], y=at[1], z=at[2]))


def through(place: Place, plane: Plane, steps: float) -> Place:
    """Return the place so many mm further along the axis that runs through a plane: up, forwards, to the right."""
    at, axis = [place.x, place.y, place.z], AXES[plane][2]
    at[axis] = min(max(at[axis] + steps, LOW_MM[axis]), HIGH_MM[axis])
    return inside(Place(x=at[0], y=at[1], z=at[2]))


def centre_of(atlas_id: AtlasRef, region: str, library: Library, hemisphere: Hemisphere = "left") -> Place:
    """Return the place within a region that is nearest to its middle; (0, 0, 0) if it has none."""
    there = library.anatomy(atlas_id, hemisphere)
    points = there.mni152_mm[there.inside[region]]
    if not len(points):
        return Place(x=0, y=0, z=0)
    x, y, z = points[np.linalg.norm(points - points.mean(axis=0), axis=1).argmin()].tolist()
    return inside(Place(x=x, y=y, z=z))


def under(scene: Scene, library: Library, place: Place) -> Found:
    """Return what the slices show at a place."""
    whole = voxels(scene.atlas, library)
    at = voxel(place)
    number = int(whole.region[whole.grid[at]])
    region, hemisphere = region_of(number) if number else ("", "")
    if whole.on_surface:
        label, side = _label_on_surface(whole, int(whole.grid[at]), library)
    else:
        parts = volume(scene.atlas)
        code = int(parts.code_at(np.array([[place.x, place.y, place.z]]))[0])
        label, side = parts.names[code], parts.sides[code]
    return Found(region, readable(scene.atlas, label) if label else "", hemisphere or side)


def _label_on_surface(whole: Voxels, vertex: int, library: Library) -> tuple[str, str]:
    for side in HEMISPHERES:
        labels = library.anatomy(whole.atlas, side).labels
        if 0 < vertex <= len(labels.code):
            return labels.names[labels.code[vertex - 1]], side
        vertex -= len(labels.code)
    return (f"Hippocampus ({atlas(HIPPOCAMPUS_OF).short})", HEMISPHERES[vertex - 1]) if vertex > 0 else ("", "")


def voxel(place: Place) -> tuple[int, int, int]:
    """Return the voxel of the template's grid that is nearest to a place."""
    x, y, z = nearest(np.array([[place.x, place.y, place.z]]))[0].tolist()
    return x, y, z


def extent(plane: Plane) -> tuple[float, float]:
    """Return how wide and how high the slices of a plane are, in mm."""
    right, up, _ = AXES[plane]
    return float(SHAPE[right]), float(SHAPE[up])
