"""A surface as it is shown: cut along its regions, its sides set apart where they would meet."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from data.sides import Hemisphere
from meshes import families
from meshes.outlines import Split
from meshes.surface import Vertices, set_apart

__all__ = ["APART", "Shape", "shapes"]

APART: Final = ("inflated", "very-inflated")
"""Surfaces whose two sides would stand inside each other."""


@dataclass(frozen=True, eq=False, slots=True)
class Shape:
    """One hemisphere's cut surface in mm, its unit normals, and how deep each vertex lies (standard deviations)."""

    vertices: Vertices
    normals: npt.NDArray[np.float32]
    depth: npt.NDArray[np.float32]
    box_mm: npt.NDArray[np.float64]
    """The lowest and the highest corner (2, 3) of the vertices."""


def shapes(
    family: families.Family, name: str, cuts: Mapping[Hemisphere, Split], apart: bool
) -> dict[Hemisphere, Shape]:
    """Return the cut surfaces of the hemispheres in `cuts`, both of them if they are to be set apart."""
    whole = {side: families.surface(family, name, side).vertices for side in cuts}
    if apart:
        whole["left"], whole["right"] = set_apart(whole["left"], whole["right"])
    return {
        side: Shape(
            cut.carry(whole[side]),
            _unit(cut.carry(families.normals(family, name, side))),
            cut.carry(families.depth(family, side)),
            np.stack([whole[side].min(axis=0), whole[side].max(axis=0)]).astype(np.float64),
        )
        for side, cut in cuts.items()
    }


def _unit(vectors: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    length = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.where(length > 0, length, 1), np.float32)
