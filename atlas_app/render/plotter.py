"""The brain of a scene in anybody's PyVista plotter, for those who write Python."""

from typing import TYPE_CHECKING

import msgspec
import numpy as np

from atlas_app.brain.library import Library
from atlas_app.brain.palette import PALETTES
from atlas_app.brain.resolve import resolve
from atlas_app.model.scene import Scene
from atlas_app.render.actors import ColourTable, LineActors, SurfaceActor
from atlas_app.render.drawing import EYE_MM, light
from atlas_app.render.panes import cells, eyes

if TYPE_CHECKING:
    import pyvista

__all__ = ["add_brain"]


def add_brain(plotter: "pyvista.Plotter", scene: Scene | None = None) -> None:
    """Add the brain of a scene's first pane to a plotter, with its colours, outlines, lights and camera.

    Of the words only the stamp is added, which says that a response is simulated. Raises what `resolve` raises.
    """
    chosen = scene or Scene()
    picture = resolve(msgspec.structs.replace(chosen, views=chosen.views[:1], names=False), Library())
    pane, colours = picture.panes[0], ColourTable()
    colours.show(pane.condition, picture.threshold_z, picture.scene.theme)
    width, height = plotter.window_size
    for side in pane.sides:
        surface, lines = SurfaceActor(colours), LineActors()
        surface.show(picture.sides[side])
        lines.show(picture.sides[side].lines, None, picture.scene.theme, height / 1080.0)
        for actor in (surface.actor, *lines.actors.values()):
            plotter.renderer.AddViewProp(actor)
    palette = PALETTES[picture.scene.theme]
    plotter.renderer.set_background(palette.background)
    if picture.words.stamp:
        plotter.add_text(picture.words.stamp, position="upper_right", font_size=14, color=palette.ink)
    light(plotter.renderer)
    eye = eyes(picture, cells(picture, width, height))[0]
    camera = plotter.camera
    camera.parallel_projection = True
    camera.focal_point = tuple(eye.centre)
    camera.position = tuple(eye.centre + np.asarray(eye.axes[2]) * EYE_MM)
    camera.up = tuple(eye.axes[1])
    camera.parallel_scale = height / 2 / eye.px_per_mm
    plotter.renderer.ResetCameraClippingRange()
