"""The place that a scene points out, on the surface nearest to it."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from atlas_app.model.scene import Scene, family_of
from data.sides import Hemisphere

if TYPE_CHECKING:
    from collections.abc import Collection

    from atlas_app.brain.library import Library
    from atlas_app.brain.picture import Picture

__all__ = ["Spot", "spotted"]

MIDLINE_MM: Final = 3.0
"""Nearer to the middle than this a place may lie on either side, whatever its sign."""

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, eq=False, slots=True)
class Spot:
    """A point on one side of the surface that is shown, in its mm, and its normal, both (3,)."""

    hemisphere: Hemisphere
    place: Floats
    normal: Floats


def spotted(picture: "Picture", library: "Library") -> "Picture":
    """Return a picture with its scene's place on the surface; as it is if no side that is shown has one."""
    scene = picture.scene
    if scene.place is None:
        return picture
    near = [_nearest(scene, side, library) for side in _sides(scene.place.x, picture.sides)]
    if not near:
        return picture
    _, vertex, side = min(near)
    shown = picture.sides[side]
    return replace(picture, spot=Spot(side, shown.vertices[vertex], shown.normals[vertex]))


def _sides(x: float, shown: "Collection[Hemisphere]") -> "list[Hemisphere]":
    own: Hemisphere = "left" if x < 0 else "right"
    return [side for side in shown if side == own or abs(x) < MIDLINE_MM]


def _nearest(scene: Scene, side: Hemisphere, library: "Library") -> tuple[float, int, Hemisphere]:
    """Return how far the nearest vertex of a side is, and which it is; the cut leaves the vertices in their order."""
    place = scene.place
    anatomy = library.anatomy(scene.atlas, side, family_of(scene))
    at = np.array([place.x, place.y, place.z] if place else [0, 0, 0], np.float32)
    off = ((anatomy.mni152_mm - at) ** 2).sum(axis=1)
    return float(off.min()), int(off.argmin()), side
