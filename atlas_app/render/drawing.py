"""A picture in a render window: one renderer a pane, sharing the hemispheres' actors."""

from typing import Any

from vtkmodules.vtkRenderingCore import vtkLight, vtkRenderer, vtkRenderWindow

from atlas_app.brain.palette import PALETTES, rgb
from atlas_app.brain.picture import DeepShape, Pane, Picture
from atlas_app.render.actors import ColourTable, LineActors, SurfaceActor
from atlas_app.render.glass import DeepActor, GlassActor
from atlas_app.render.panes import Cell, Eye, cells, eyes, unit
from data.sides import Hemisphere

__all__ = ["Drawing", "aim", "light"]

EYE_MM = 600.0
"""How far the parallel camera stands off; only clipping depends on it."""


class Drawing:
    """What a render window shows. `show` applies the difference: the result is that of a fresh drawing."""

    def __init__(self, window: vtkRenderWindow) -> None:
        self._window = window
        self._surfaces: dict[tuple[Hemisphere, int], SurfaceActor] = {}
        self._lines: dict[tuple[int, Hemisphere], LineActors] = {}
        self._glass: dict[int, GlassActor] = {}
        self._deep: dict[tuple[str, Hemisphere | None], DeepActor] = {}
        self._tables: list[ColourTable] = []
        self._panes: list[vtkRenderer] = []
        self._ground = vtkRenderer()
        window.SetNumberOfLayers(2)
        window.AddRenderer(self._ground)

    def show(self, picture: Picture, width: int, height: int, transparent: bool = False, fine: bool = True) -> None:
        """Bring the window to `picture`, laid out for `width` x `height` pixels; without `fine` lines are quick."""
        places = cells(picture, width, height)
        scale = unit(width, height)
        self._have_panes(len(places))
        ground = "#000000" if transparent else PALETTES[picture.scene.theme].background
        self._ground.SetBackground(*map(float, rgb(ground)))
        self._ground.SetBackgroundAlpha(0.0 if transparent else 1.0)
        views = eyes(picture, places)
        conditions = list(dict.fromkeys(pane.condition for pane in picture.panes))
        for slot, condition in enumerate(conditions):
            self._table(slot).show(condition, picture.threshold_z, picture.scene.theme)
        for k, (renderer, pane, cell, eye) in enumerate(zip(self._panes, picture.panes, places, views, strict=True)):
            slot = conditions.index(pane.condition)
            wanted = self._inside(picture, pane, k, slot, eye)
            for side in pane.sides:
                wanted += [] if k in self._glass else [self._surface(picture, side, slot)]
                lines = self._lines.setdefault((k, side), LineActors())
                drawn = picture.sides[side].lines
                lines.show(drawn, eye.axes[2], picture.scene.theme, scale, fine)
                rimmed = pane.condition == "mirror" and any(line.weight == "rim" for line in drawn)
                lines.actors["rim"].SetVisibility(rimmed)
                wanted += lines.actors.values()
            _hold(renderer, wanted)
            aim(renderer, eye, cell, width, height)

    def nudge(self, across: float, up: float) -> None:
        """Move every pane's picture by parts of a pixel."""
        for renderer in self._panes:
            width, height = renderer.GetSize()
            renderer.GetActiveCamera().SetWindowCenter(-2 * across / max(width, 1), -2 * up / max(height, 1))

    def close(self) -> None:
        """Let go of every renderer."""
        self._have_panes(0)
        self._window.RemoveRenderer(self._ground)
        self._surfaces.clear()
        self._lines.clear()
        self._glass.clear()
        self._deep.clear()
        self._tables.clear()

    def _table(self, slot: int) -> ColourTable:
        while len(self._tables) <= slot:
            self._tables.append(ColourTable())
        return self._tables[slot]

    def _surface(self, picture: Picture, side: Hemisphere, slot: int) -> Any:
        key = (side, slot)
        if key not in self._surfaces:
            self._surfaces[key] = SurfaceActor(self._tables[slot])
        self._surfaces[key].show(picture.sides[side])
        return self._surfaces[key].actor

    def _inside(self, picture: Picture, pane: Pane, number: int, slot: int, eye: Eye) -> list[Any]:
        """Return a pane's glass and what is seen through it; nothing where the cortex is solid."""
        sides = tuple(picture.sides[side] for side in pane.sides)
        if any(side.opaque is None for side in sides):
            self._glass.pop(number, None)
            return []
        if number not in self._glass:
            self._glass[number] = GlassActor()
        glass = self._glass[number]
        glass.show(sides, eye.axes[2], self._tables[slot])
        return [glass.actor, *(self._shape(shape) for shape in picture.within(pane))]

    def _shape(self, shape: DeepShape) -> Any:
        key = (shape.id, shape.hemisphere)
        if key not in self._deep:
            self._deep[key] = DeepActor()
        self._deep[key].show(shape)
        return self._deep[key].actor

    def _have_panes(self, count: int) -> None:
        while len(self._panes) > count:
            renderer = self._panes.pop()
            renderer.RemoveAllViewProps()
            self._window.RemoveRenderer(renderer)
        while len(self._panes) < count:
            renderer = vtkRenderer()
            renderer.SetLayer(1)
            renderer.SetUseOIT(False)  # glass is sorted already; what VTK would do instead takes longer and is a guess
            light(renderer)
            self._panes.append(renderer)
            self._window.AddRenderer(renderer)


def _hold(renderer: vtkRenderer, wanted: list[Any]) -> None:
    props = renderer.GetViewProps()
    held: list[Any] = [props.GetItemAsObject(k) for k in range(props.GetNumberOfItems())]
    for prop in held:
        if prop not in wanted:
            renderer.RemoveViewProp(prop)
    for prop in wanted:
        if prop not in held:
            renderer.AddViewProp(prop)


def light(renderer: vtkRenderer) -> None:
    """Light a renderer from above the eye's left shoulder; the lamp turns with the camera, a second would slow it."""
    renderer.AutomaticLightCreationOff()
    renderer.RemoveAllLights()
    lamp = vtkLight()
    lamp.SetLightTypeToCameraLight()
    lamp.SetPosition(-0.2, 0.24, 1.0)
    lamp.SetFocalPoint(0, 0, 0)
    lamp.SetIntensity(1.06)
    renderer.AddLight(lamp)


def aim(renderer: vtkRenderer, eye: Eye, cell: Cell, width: int, height: int) -> None:
    """Give a renderer its part of the window and its camera."""
    top, bottom = 1 - cell.top / height, 1 - (cell.top + cell.height) / height
    renderer.SetViewport(cell.left / width, max(bottom, 0.0), min((cell.left + cell.width) / width, 1.0), min(top, 1.0))
    right, up, towards = eye.axes
    across, down = (eye.middle[0] - cell.middle[0]) / eye.px_per_mm, (eye.middle[1] - cell.middle[1]) / eye.px_per_mm
    focus = eye.centre - right * across + up * down
    camera = renderer.GetActiveCamera()
    camera.ParallelProjectionOn()
    camera.SetFocalPoint(*focus)
    camera.SetPosition(*(focus + towards * EYE_MM))
    camera.SetViewUp(*up)
    camera.SetParallelScale(cell.height / 2 / eye.px_per_mm)
    camera.SetClippingRange(EYE_MM - 400, EYE_MM + 400)
