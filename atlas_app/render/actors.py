"""One hemisphere as VTK actors: the surface with its colours and its colour table, and the lines on it."""

from typing import Any, Final, Literal

import numpy as np
import numpy.typing as npt
from vtkmodules.util.numpy_support import numpy_to_vtk, numpy_to_vtkIdTypeArray
from vtkmodules.vtkCommonCore import vtkPoints
from vtkmodules.vtkCommonDataModel import vtkCellArray, vtkImageData, vtkPolyData
from vtkmodules.vtkRenderingCore import vtkActor, vtkMapper, vtkPolyDataMapper, vtkTexture

from atlas_app.brain.palette import PALETTES, rgb
from atlas_app.brain.picture import Line, Side, Weight
from atlas_app.model.scene import Condition, Theme
from atlas_app.render.table import coordinates, table

__all__ = ["WIDTHS", "ColourTable", "LineActors", "SurfaceActor", "points_of", "surface_actor", "triangles"]

WIDTHS: Final[dict[Weight, float]] = {"rim": 2.6, "casing": 6.4, "fine": 1.6, "strong": 3.0}
"""Line widths in pixels of a picture 1080 high."""

OFFSET: Final[dict[Weight, float]] = {"rim": -32.0, "casing": -34.0, "fine": -36.0, "strong": -40.0}
"""How far lines are pulled towards the eye in depth, or the surface would swallow parts of them."""

FACING: Final = 0.14
"""Least cosine between a line's surface and the line of sight."""


Towards = npt.NDArray[np.floating[Any]] | None
"""The unit vector towards the eye."""


class ColourTable:
    """The texture that turns z into colour; pictures of the same terms leave it as it is."""

    def __init__(self) -> None:
        self.texture = vtkTexture()
        self.texture.InterpolateOff()
        self.texture.RepeatOff()
        self.texture.EdgeClampOn()
        self.texture.SetColorModeToDirectScalars()
        self._shown: tuple[Condition | Literal["agreement"], float, Theme] | None = None

    def show(self, condition: Condition | Literal["agreement"], threshold_z: float, theme: Theme) -> None:
        """Bring the table to a condition."""
        terms = (condition, threshold_z, theme)
        if terms == self._shown:
            return
        self._shown = terms
        colours = table(*terms)
        image = vtkImageData()
        image.SetDimensions(colours.shape[1], colours.shape[0], 1)
        image.GetPointData().SetScalars(numpy_to_vtk(colours.reshape(-1, 3), deep=True))
        self.texture.SetInputDataObject(image)


class SurfaceActor:
    """The surface of one hemisphere, shared by every pane that shows it; touches only what differs."""

    def __init__(self, colours: ColourTable) -> None:
        self.actor = surface_actor()
        self._colours = colours
        self._mesh: vtkPolyData = self.actor.GetMapper().GetInput()
        self._shown: Side | None = None

    def show(self, side: Side) -> None:
        """Bring the actor to `side`."""
        before, self._shown = self._shown, side
        if before is side:
            return
        data = self._mesh.GetPointData()
        if before is None or before.vertices is not side.vertices:
            self._mesh.SetPoints(points_of(side.vertices))
            data.SetNormals(numpy_to_vtk(np.ascontiguousarray(side.normals), deep=True))
        if before is None or before.faces is not side.faces:
            self._mesh.SetPolys(triangles(side.faces))
        if before is None or before.colour is not side.colour:
            data.SetScalars(numpy_to_vtk(side.colour, deep=True))
        if side.z is None:
            self.actor.SetTexture(None)  # type: ignore[arg-type]  # looking up nothing for every pixel takes a tenth of a frame
            data.SetTCoords(None)
        elif before is None or before.z is not side.z:
            self.actor.SetTexture(self._colours.texture)
            data.SetTCoords(numpy_to_vtk(coordinates(side.z), deep=True))


class LineActors:
    """The lines of one hemisphere in one pane; only those on the side that faces the eye are drawn.

    Without that, lines just behind the edge of the brain would win against it by the offset that keeps lines whole.
    """

    def __init__(self) -> None:
        self.actors = {weight: _line_actor(weight) for weight in WIDTHS}
        self._shown: tuple[tuple[Line, ...], bytes] | None = None

    def show(self, lines: tuple[Line, ...], towards: Towards, theme: Theme, scale: float, fine: bool = True) -> None:
        """Bring the actors to `lines` as seen from `towards`; `scale` is in pixels per pixel of a picture 1080 high.

        `fine` lines have round joints; without it they look stitched, but are quick.
        Without `towards` the lines of every side are drawn, for an eye that moves on its own. Where lines lie over each
        other the five's outlines win, then the neighbours'.
        """
        palette = PALETTES[theme]
        colours = {"strong": palette.outline, "fine": palette.neighbour_outline, "rim": palette.rim}
        colours |= {"casing": palette.background}
        known = (lines, b"" if towards is None else towards.tobytes())
        fresh = self._shown is None or self._shown[0] is not lines
        moved = fresh or self._shown is None or self._shown[1] != known[1]
        self._shown = known
        for weight, actor in self.actors.items():
            actor.GetProperty().SetColor(*map(float, rgb(colours[weight])))
            actor.GetProperty().SetLineWidth(max(WIDTHS[weight] * scale, 1.0))
            tube = fine and weight != "casing"  # a wide tube swallows a thin one
            actor.GetProperty().SetRenderLinesAsTubes(tube)
            if moved:
                line = next((line for line in lines if line.weight == weight), None)
                _show_lines(actor, line, towards, fresh)


def surface_actor() -> vtkActor:
    """Return an actor of an empty mesh that looks as brains do, coloured by its points."""
    mapper = vtkPolyDataMapper()
    mapper.SetInputData(vtkPolyData())
    mapper.SetScalarModeToUsePointData()
    mapper.SetColorModeToDirectScalars()
    actor = vtkActor()
    actor.SetMapper(mapper)
    look = actor.GetProperty()
    look.SetInterpolationToPhong()
    look.BackfaceCullingOn()
    look.SetAmbient(0.42)
    look.SetDiffuse(0.60)
    look.SetSpecular(0.10)
    look.SetSpecularPower(18)
    return actor


def _line_actor(weight: Weight) -> vtkActor:
    mapper = vtkPolyDataMapper()
    mapper.SetInputData(vtkPolyData())
    mapper.ScalarVisibilityOff()
    vtkMapper.SetResolveCoincidentTopologyToPolygonOffset()
    mapper.SetRelativeCoincidentTopologyLineOffsetParameters(0, OFFSET[weight])
    actor = vtkActor()
    actor.SetMapper(mapper)
    actor.GetProperty().LightingOff()
    return actor


def points_of(vertices: npt.NDArray[np.float32]) -> vtkPoints:
    """Return places (n, 3) as VTK holds them."""
    points = vtkPoints()
    points.SetData(numpy_to_vtk(np.ascontiguousarray(vertices), deep=True))
    return points


def triangles(faces: npt.NDArray[np.int32]) -> vtkCellArray:
    """Return triangles (m, 3) as VTK holds them."""
    cells = vtkCellArray()
    cells.SetData(3, numpy_to_vtk(np.ascontiguousarray(faces).ravel(), deep=True))
    return cells


def _show_lines(actor: vtkActor, line: Line | None, towards: Towards, fresh: bool) -> None:
    """Show the segments of a line that face the eye; its points are only handed over if they are `fresh`."""
    actor.SetVisibility(line is not None)
    if line is None:
        return
    mesh = actor.GetMapper().GetInput()
    if fresh:
        mesh.SetPoints(points_of(line.points))
    starts, ends = facing(line, towards)
    cells = vtkCellArray()
    cells.SetData(_ids(np.arange(len(starts) + 1) * 2), _ids(np.stack([starts, ends], axis=1).ravel()))
    mesh.SetLines(cells)


def facing(line: Line, towards: Towards) -> tuple[npt.NDArray[Any], npt.NDArray[Any]]:
    """Return first and last point of every segment whose surface faces the eye."""
    joined = np.ones(len(line.points), bool)
    front = joined if towards is None else line.normals @ towards.astype(np.float32) > FACING
    joined = joined.copy()
    joined[line.start[1:] - 1] = False
    first = np.flatnonzero(joined[:-1] & front[:-1] & front[1:])
    return first, first + 1


def _ids(values: npt.NDArray[Any]) -> Any:
    return numpy_to_vtkIdTypeArray(np.ascontiguousarray(values, np.int64), deep=True)
