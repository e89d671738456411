"""What lies under the pointer: from a pixel of a picture to a place on the brain, with the names that it carries."""

from dataclasses import dataclass
from typing import Any, Final, cast

import numpy as np
import numpy.typing as npt
from vtkmodules.util.numpy_support import numpy_to_vtk
from vtkmodules.vtkCommonCore import mutable, vtkPoints
from vtkmodules.vtkCommonDataModel import vtkCellArray, vtkGenericCell, vtkPolyData, vtkStaticCellLocator

from atlas_app.brain.library import Library
from atlas_app.brain.picture import DeepShape, Picture, Side
from atlas_app.model.scene import family_of
from atlas_app.render.panes import Cell, Eye, cells, eyes
from data.sides import Hemisphere
from regions.catalogue import ORDER

__all__ = ["Found", "Picker"]

Ends = npt.NDArray[np.floating[Any]]

REACH_MM: Final = 600.0
"""How far before and behind the brain's middle a line of sight is followed."""


@dataclass(frozen=True, slots=True)
class Found:
    """A place on the brain: its region or neighbour, the atlas's label (empty for none), whole mm in MNI152.

    Through glass it may be a shape below the cortex: `shape` is its name then, and `middle` tells that it has no side.
    """

    hemisphere: Hemisphere
    region: str | None
    label: str
    mni152_mm: tuple[int, int, int]
    shape: str = ""
    middle: bool = False


class Picker:
    """Answers what stands at a pixel; keeps one locator for each surface until its shape changes."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._sights: dict[Hemisphere | tuple[str, Hemisphere | None], _Sight] = {}

    def at(self, picture: Picture, size: tuple[int, int], x: float, y: float) -> Found | None:
        """Return what a picture of `size` px shows at the pixel (x, y), counted from the top left."""
        if picture.neuron:
            return None
        places = cells(picture, *size)
        for pane, cell, eye in zip(picture.panes, places, eyes(picture, places), strict=True):
            if not _inside(cell, x, y):
                continue
            start, end = _ray(eye, x, y)
            if deep := self._deep(picture.within(pane), start, end):
                return deep
            hits = [(self._sight(side, picture.sides[side]).hit(start, end), side) for side in pane.sides]
            near = min(((hit, side) for hit, side in hits if hit), key=lambda one: one[0].share, default=None)
            return self._named(picture, near[1], near[0]) if near else None
        return None

    def _deep(self, shapes: tuple[DeepShape, ...], start: Ends, end: Ends) -> Found | None:
        """Return the nearest shape on a line of sight; what is seen through glass is what is pointed at."""
        hits = [(self._sight((shape.id, shape.hemisphere), shape).hit(start, end), shape) for shape in shapes]
        near = min(((hit, shape) for hit, shape in hits if hit), key=lambda one: one[0].share, default=None)
        if near is None:
            return None
        hit, shape = near
        x, y, z = np.rint(start + (end - start) * hit.share).astype(int).tolist()
        side = shape.hemisphere or ("left" if x < 0 else "right")
        return Found(side, shape.region or None, shape.label, (x, y, z), shape.name, shape.hemisphere is None)

    def _sight(self, key: "Hemisphere | tuple[str, Hemisphere | None]", shown: Side | DeepShape) -> "_Sight":
        kept = self._sights.get(key)
        if kept is None or kept.vertices is not shown.vertices or kept.faces is not shown.faces:
            kept = self._sights[key] = _Sight(shown)
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
    """One surface as lines of sight meet it."""

    def __init__(self, side: Side | DeepShape) -> None:
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
