"""The same brain in anybody's PyVista plotter."""

import numpy as np
import pytest

from atlas_app.brain.resolve import resolve
from atlas_app.model import edits
from atlas_app.model.scene import Scene
from atlas_app.render.actors import ColourTable, LineActors, SurfaceActor
from atlas_app.render.plotter import add_brain
from regions.catalogue import region
from tests.colour_science import hue, parse


@pytest.fixture
def plotter():
    import pyvista

    shown = pyvista.Plotter(off_screen=True, window_size=(480, 360))
    yield shown
    shown.close()


def share(image, colour):
    image = image[..., :3].astype(float)
    off = np.abs((hue(image) - hue(parse(colour)) + 0.5) % 1 - 0.5)
    return float(((off < 0.03) & (np.ptp(image, axis=-1) > 40)).mean())


def test_the_actors_of_a_drawing_are_drawn_by_any_renderer(plotter, library):
    picture = resolve(Scene(), library)
    surface, lines = SurfaceActor(ColourTable()), LineActors()
    surface.show(picture.sides["left"])
    lines.show(picture.sides["left"].lines, None, "dark", 1.0)
    plotter.set_background("black")
    for actor in (surface.actor, *lines.actors.values()):
        plotter.renderer.AddActor(actor)
    plotter.view_vector((-1, 0, 0), (0, 0, 1))
    image = plotter.screenshot(return_img=True)
    assert (image.max(axis=-1) > 20).mean() > 0.2
    assert share(image, region("ipl").colour) > 0.02


def test_a_scene_is_added_with_its_colours_camera_and_ground(plotter):
    add_brain(plotter, edits.set_theme(Scene(), "light"))
    image = plotter.screenshot(return_img=True)
    assert tuple(image[0, 0]) == (255, 255, 255)
    for one in ("premotor", "s1", "ipl"):
        assert share(image, region(one).colour) > 0.01, one


def test_a_simulated_brain_says_so_in_a_plotter_too(plotter):
    add_brain(plotter, edits.set_condition(Scene(), "execute"))
    plotter.screenshot(return_img=True)
    said = [
        actor.GetInput()
        for actor in plotter.renderer.actors.values()
        if hasattr(actor, "GetInput") and isinstance(actor.GetInput(), str)
    ]
    texts = said or [
        actor.GetText(k) or ""
        for actor in plotter.renderer.actors.values()
        if hasattr(actor, "GetText")
        for k in range(8)
    ]
    assert any("SIMULATED" in one for one in texts)
