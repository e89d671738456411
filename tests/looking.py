"""Where on a picture a part of the brain is seen, and what colour it has there."""

import numpy as np
from msgspec.structs import replace

from atlas_app.brain.resolve import resolve
from atlas_app.render.panes import cells, eyes

__all__ = ["after", "drawn", "pixels_of", "seen", "tame"]

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
    """The brains of a scene without words, uint8 (h, w, 3)."""
    return canvas.draw(resolve(scene, library), *size, **how)[..., :3].copy()


def seen(picture, size, side, there):
    """Pixels (k, 2), x and y, at which vertices `there` of one side can be seen in any pane."""
    shown = picture.sides[side]
    found = []
    places = cells(picture, *size)
    for pane, cell, eye in zip(picture.panes, places, eyes(picture, places), strict=True):
        if side not in pane.sides:
            continue
        every = np.concatenate([eye.project(picture.sides[one].vertices) for one in pane.sides])
        front = np.full((size[0] // GRID_PX + 2, size[1] // GRID_PX + 2), -np.inf)
        at = _cells(every, front)
        np.maximum.at(front, (at[:, 0], at[:, 1]), every[:, 2])
        mine = eye.project(shown.vertices[there])
        at = _cells(mine, front)
        visible = (shown.normals[there] @ eye.axes[2] > 0.45) & (mine[:, 2] > front[at[:, 0], at[:, 1]] - 6)
        x, y = mine[visible, 0], mine[visible, 1]
        inside = (x > cell.left) & (x < cell.left + cell.width) & (y > cell.top) & (y < cell.top + cell.height)
        found.append(np.stack([x[inside], y[inside]], axis=1).astype(int))
    return np.concatenate(found)


def _cells(points, front):
    return np.clip((points[:, :2] / GRID_PX).astype(int), 0, np.array(front.shape) - 1)


def pixels_of(canvas, picture, size, side, there):
    """The colours (k, 3) of the places where vertices `there` of one side are seen."""
    image = canvas.draw(picture, *size)[..., :3]
    at = seen(picture, size, side, there)
    assert len(at), "nothing of it can be seen"
    return image[at[:, 1], at[:, 0]].copy()
