"""What lies under the pointer: from a pixel of a picture to a place on the brain, with the names that it carries."""

from dataclasses import dataclass
from typing import Any, Final, cast

import numpy as np
import numpy.typing as npt
from vtkmodules.util.numpy_support import numpy_to_vtk
from vtkmodules.vtkCommonCore import mutable, vtkPoints
from vtkmodules.vtkCommonDataModel import vtkCellArray, vtkGenericCell, vtkPolyData, vtkStaticCellLocator

from atlas_app.brain.library import Library
from atlas_app.brain.picture import Picture, Side
from atlas_app.model.scene import family_of
from atlas_app.render.panes import Cell, Eye, cells, eyes
from data.sides import Hemisphere
from regions.catalogue import ORDER

__all__ = ["Found", "Picker"]

REACH_MM: Final = 600.0
"""How far before and behind the brain's middle a line of sight is followed."""


@dataclass(frozen=True, slots=True)
class Found:
    """A place on the brain: its region or neighbour, the atlas's label (empty for none), whole mm in MNI152."""

    hemisphere: Hemisphere
    region: str | None
    label: str
    mni152_mm: tuple[int, int, int]


class Picker:
    """Answers what stands at a pixel; keeps one locator a side until that side's shape changes."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._sights: dict[Hemisphere, _Sight] = {}

    def at(self, picture: Picture, size: tuple[int, int], x: float, y: float) -> Found | None:
        """Return what a picture of `size` px shows at the pixel (x, y), counted from the top left."""
        if picture.neuron:
            return None
        places = cells(picture, *size)
        for pane, cell, eye in zip(picture.panes, places, eyes(picture, places), strict=True):
            if not _inside(cell, x, y):
                continue
            start, end = _ray(eye, x, y)
            hits = [(self._sight(picture.sides[side]).hit(start, end), side) for side in pane.sides]
            near = min(((hit, side) for hit, side in hits if hit), key=lambda one: one[0].share, default=None)
            return self._named(picture, near[1], near[0]) if near else None
        return None

    def _sight(self, side: Side) -> "_Sight":
        kept = self._sights.get(side.hemisphere)
        if kept is None or kept.vertices is not side.vertices or kept.faces is not side.faces:
            kept = self._sights[side.hemisphere] = _Sight(side)
        return kept

    def _named(self, picture: Picture, hemisphere: Hemisphere, hit: "_Hit") -> Found:
        anatomy = self._library.anatomy(picture.scene.atlas, hemisphere, family_of(picture.scene))
        cut, vertex = anatomy.cut, hit.vertex
        part = int(cut.part[vertex])
        if vertex >= len(anatomy.mni152_mm):  # made by the cut: the nearer end of its edge has label and coordinates
            vertex = int(cut.i[vertex] if cut.t[vertex] < 0.5 else cut.j[vertex])
        x, y, z = np.rint(anatomy.mni152_mm[vertex]).astype(int).tolist()
        label = anatomy.labels.names[int(anatomy.labels.code[vertex])]
        return Found(hemisphere, ORDER[part - 1] if part else None, label, (x, y, z))


@dataclass(frozen=True, slots=True)
class _Hit:
    """Where a line of sight meets a side: the share of its way, and the nearest vertex of the face that it meets."""

    share: float
    vertex: int


class _Sight:
    """One side as lines of sight meet it."""

    def __init__(self, side: Side) -> None:
        self.vertices, self.faces = side.vertices, side.faces
        points, polygons = vtkPoints(), vtkCellArray()
        points.SetData(numpy_to_vtk(np.ascontiguousarray(side.vertices), deep=True))
        polygons.SetData(3, numpy_to_vtk(np.ascontiguousarray(side.faces).ravel(), deep=True))
        self._mesh, self._locator, self._cell = vtkPolyData(), vtkStaticCellLocator(), vtkGenericCell()
        self._mesh.SetPoints(points)
        self._mesh.SetPolys(polygons)
        self._locator.SetDataSet(self._mesh)
        self._locator.BuildLocator()

    def hit(self, start: npt.NDArray[Any], end: npt.NDArray[Any]) -> _Hit | None:
        share, part, face = (cast(Any, mutable(zero)) for zero in (0.0, 0, 0))  # filled in by the call
        place, inside = [0.0] * 3, [0.0] * 3
        met = self._locator.IntersectWithLine(
            start.tolist(), end.tolist(), 1e-6, share, place, inside, part, face, self._cell
        )
        if not met:
            return None
        corners = self.faces[int(face)]
        nearest = np.linalg.norm(self.vertices[corners] - place, axis=1).argmin()
        return _Hit(float(share), int(corners[nearest]))


def _inside(cell: Cell, x: float, y: float) -> bool:
    return cell.left <= x < cell.left + cell.width and cell.top <= y < cell.top + cell.height


def _ray(eye: Eye, x: float, y: float) -> tuple[npt.NDArray[Any], npt.NDArray[Any]]:
    """Return the two ends in mm of the line of sight through a pixel, the nearer one first."""
    right, up, towards = eye.axes
    across, along = (x - eye.middle[0]) / eye.px_per_mm, (eye.middle[1] - y) / eye.px_per_mm
    middle = eye.centre + right * across + up * along
    return middle + towards * REACH_MM, middle - towards * REACH_MM
