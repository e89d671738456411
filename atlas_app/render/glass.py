"""The cortex as glass, and the shapes that are seen through it.

Glass must be drawn from the back to the front. The triangles of a pane's hemispheres are sorted for its eye, in numpy,
whenever it moves: right on every machine, still and moving alike, and many times quicker than to peel layer by layer.
"""

from typing import Any, Final

import numpy as np
import numpy.typing as npt
from vtkmodules.util.numpy_support import numpy_to_vtk
from vtkmodules.vtkCommonDataModel import vtkPolyData

from atlas_app.brain.palette import rgb
from atlas_app.brain.picture import DeepShape, Side
from atlas_app.render.actors import ColourTable, points_of, surface_actor, triangles
from atlas_app.render.table import coordinates

__all__ = ["DeepActor", "GlassActor"]

Floats = npt.NDArray[np.floating[Any]]

STEPS: Final = 65_535
"""Into how many depths the triangles are told apart: three thousandths of a mm each."""


class GlassActor:
    """The hemispheres of one pane as one translucent surface; touches only what differs."""

    def __init__(self) -> None:
        self.actor = surface_actor()
        self.actor.ForceTranslucentOn()
        self._mesh: vtkPolyData = self.actor.GetMapper().GetInput()
        self._shown: tuple[Side, ...] = ()
        self._towards = b""
        self._faces = np.zeros((0, 3), np.int32)
        self._middles = np.zeros((0, 3), np.float32)
        self._fronts = np.zeros((0, 3), np.float32)

    def show(self, sides: tuple[Side, ...], towards: Floats, colours: ColourTable) -> None:
        """Bring the actor to `sides` as seen from `towards`, a unit vector."""
        before, self._shown = self._shown, sides
        moved = _differ(before, sides, "vertices", "faces")
        if moved:
            self._place(sides)
        if moved or _differ(before, sides, "colour", "opaque"):
            rgba = [np.column_stack([side.colour, _opaque(side)]) for side in sides]
            self._mesh.GetPointData().SetScalars(numpy_to_vtk(np.concatenate(rgba), deep=True))
        if moved or _differ(before, sides, "z"):
            self._look_up(sides)
        self.actor.SetTexture(colours.texture if all(side.z is not None for side in sides) else None)  # type: ignore[arg-type]
        if moved or self._towards != towards.tobytes():
            self._towards = towards.tobytes()
            self._mesh.SetPolys(triangles(self._sorted(towards.astype(np.float32))))

    def _place(self, sides: tuple[Side, ...]) -> None:
        first = np.cumsum([0, *(len(side.vertices) for side in sides)])
        vertices = np.concatenate([side.vertices for side in sides])
        self._faces = np.concatenate([side.faces + at for side, at in zip(sides, first, strict=False)]).astype(np.int32)
        a, b, c = (vertices[self._faces[:, k]] for k in range(3))
        self._middles, self._fronts = a + b + c, np.cross(b - a, c - a)
        self._mesh.SetPoints(points_of(vertices))
        normals = np.concatenate([side.normals for side in sides])
        self._mesh.GetPointData().SetNormals(numpy_to_vtk(np.ascontiguousarray(normals), deep=True))

    def _look_up(self, sides: tuple[Side, ...]) -> None:
        z = [side.z for side in sides if side.z is not None]
        there = len(z) == len(sides)
        self._mesh.GetPointData().SetTCoords(numpy_to_vtk(coordinates(np.concatenate(z)), deep=True) if there else None)

    def _sorted(self, towards: npt.NDArray[np.float32]) -> npt.NDArray[np.int32]:
        """Return the triangles that face the eye, the farthest first."""
        front = np.flatnonzero(self._fronts @ towards > 0)
        depth = self._middles[front] @ towards
        low, high = (float(depth.min()), float(depth.max())) if len(depth) else (0.0, 0.0)
        step = ((depth - low) * (STEPS / max(high - low, 1e-6))).astype(np.uint16)  # 16 bits are sorted in a fifth
        return self._faces[front[np.argsort(step, kind="stable")]]


class DeepActor:
    """A shape below the cortex, shared by every pane that shows it."""

    def __init__(self) -> None:
        self.actor = surface_actor()
        self.actor.GetMapper().ScalarVisibilityOff()
        self._mesh: vtkPolyData = self.actor.GetMapper().GetInput()
        self._shown: DeepShape | None = None

    def show(self, shape: DeepShape) -> None:
        """Bring the actor to `shape`."""
        before, self._shown = self._shown, shape
        if before is None or before.vertices is not shape.vertices:
            self._mesh.SetPoints(points_of(shape.vertices))
            self._mesh.SetPolys(triangles(shape.faces))
            self._mesh.GetPointData().SetNormals(numpy_to_vtk(np.ascontiguousarray(shape.normals), deep=True))
        self.actor.GetProperty().SetColor(*map(float, rgb(shape.colour)))


def _differ(one: tuple[Side, ...], other: tuple[Side, ...], *names: str) -> bool:
    if len(one) != len(other):
        return True
    pairs = zip(one, other, strict=True)
    return any(getattr(a, name) is not getattr(b, name) for a, b in pairs for name in names)


def _opaque(side: Side) -> npt.NDArray[np.uint8]:
    return np.full(len(side.vertices), 255, np.uint8) if side.opaque is None else side.opaque
