"""Where on a picture a part of the brain is seen, and what colour it has there."""

import numpy as np
from msgspec.structs import replace

from atlas_app.brain.resolve import resolve
from atlas_app.render.compose import compose
from atlas_app.render.panes import cells, eyes

__all__ = ["after", "composed", "drawn", "pixels_of", "seen", "tame"]

GRID_PX = 4


def tame(scene):
    """The same scene with one of two kernels and seeds, since each new one takes a second, and knobs above zero."""
    knobs = scene.response
    tamed = replace(
        knobs,
        kernel_mm=7.0 if knobs.kernel_mm > 9 else 6.0,
        seed=knobs.seed % 2,
        measurement_seed=knobs.measurement_seed % 2,
        noise_hz=max(knobs.noise_hz, 0.1),
        threshold_z=max(knobs.threshold_z, 0.1),
    )
    return replace(scene, response=tamed)


def after(changes, scene):
    """The scene after some edits, tamed."""
    for change in changes:
        scene = change(scene)
    return tame(scene)


def drawn(canvas, library, scene, size=(640, 360), **how):
    """The brains of a scene without words, uint8 (h, w, 3 or, transparent, 4)."""
    image = canvas.draw(resolve(scene, library), *size, **how)
    return np.array(image)[..., : len(image.mode) if image.mode == "RGBA" else 3]


def composed(canvas, library, scene, size=(640, 360), **how):
    """The finished picture of a scene, uint8 (h, w, 3 or, transparent, 4)."""
    image = compose(canvas, resolve(scene, library), *size, **how)
    return np.array(image)[..., : len(image.mode) if image.mode == "RGBA" else 3]


def seen(picture, size, side, there):
    """Pixels (k, 2), x and y, at which vertices `there` of one side can be seen in any pane."""
    shown = picture.sides[side]
    found = []
    places = cells(picture, *size)
    for pane, cell, eye in zip(picture.panes, places, eyes(picture, places), strict=True):
        if side not in pane.sides:
            continue
        every = eye.seen(np.concatenate([picture.sides[one].vertices for one in pane.sides]))
        front = np.full((size[0] // GRID_PX + 2, size[1] // GRID_PX + 2), -np.inf)
        at = _cells(eye.pixels(every), front)
        np.maximum.at(front, (at[:, 0], at[:, 1]), every[:, 2])
        mine = eye.seen(shown.vertices[there])
        pixels = eye.pixels(mine)
        at = _cells(pixels, front)
        visible = (shown.normals[there] @ eye.axes[2] > 0.45) & (mine[:, 2] > front[at[:, 0], at[:, 1]] - 6)
        x, y = pixels[visible].T
        inside = (x > cell.left) & (x < cell.left + cell.width) & (y > cell.top) & (y < cell.top + cell.height)
        found.append(np.stack([x[inside], y[inside]], axis=1).astype(int))
    return np.concatenate(found)


def _cells(pixels, front):
    return np.clip((pixels / GRID_PX).astype(int), 0, np.array(front.shape) - 1)


def pixels_of(canvas, library, scene, side, there, size=(960, 540)):
    """The colours (k, 3) of the places where vertices `there` of one side are seen."""
    at = seen(resolve(scene, library), size, side, there)
    assert len(at), "nothing of it can be seen"
    return drawn(canvas, library, scene, size)[at[:, 1], at[:, 0]]
