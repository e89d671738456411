"""The ring that points out a place on the brain, in every pane that sees it."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from atlas_app.brain.palette import Palette
from atlas_app.brain.picture import Picture
from atlas_app.render.marks import Mark, Stroke
from atlas_app.render.panes import Cell, Eye

__all__ = ["RADIUS", "spot_marks", "spot_px"]

RADIUS: Final = 13.0
"""Of the ring, in pixels of a picture 1080 high; four short lines stand around it."""
REACH: Final = 9.0
FACING: Final = {False: 0.05, True: -0.5}
"""Least cosine between the place's normal and the line of sight; on a folded surface a sulcus may hide its walls."""
BESIDE_MM: Final = 4.0
EVERY: Final = 3
"""Every third vertex is enough to know what is in front."""
BEHIND_MM: Final = {False: 8.0, True: 20.0}
"""Hidden is a place that lies so far behind what is beside it; on a folded surface, deeper than a sulcus."""
FOLDED: Final = ("white", "midthickness", "pial")


def spot_marks(
    picture: Picture, places: Sequence[Cell], views: Sequence[Eye], u: float, palette: Palette
) -> list[Mark]:
    """Return a ring and four lines around the picture's place in each pane that sees it; `u` is the picture's pixel."""
    found = [spot_px(picture, pane, cell, eye) for pane, (cell, eye) in enumerate(zip(places, views, strict=True))]
    marks: list[Mark] = []
    for at in found:
        if at is not None:
            for width, colour in ((6.5, palette.background), (2.6, palette.ink)):
                marks += [Stroke(path, width * u, colour) for path in _paths(at, u)]
    return marks


def spot_px(picture: Picture, pane: int, cell: Cell, eye: Eye) -> tuple[float, float] | None:
    """Return where a pane shows the picture's place, in pixels; None if it does not."""
    spot = picture.spot
    folded = picture.scene.surface in FOLDED
    if spot is None or spot.hemisphere not in picture.panes[pane].sides:
        return None
    if float(spot.normal @ eye.axes[2]) < FACING[folded]:
        return None
    seen = eye.seen(spot.place[None])[0]
    for side in picture.panes[pane].sides:
        off = eye.seen(picture.sides[side].vertices[::EVERY]) - seen
        if (off[(off[:, :2] ** 2).sum(axis=1) < BESIDE_MM**2, 2] > BEHIND_MM[folded]).any():
            return None
    x, y = (float(value) for value in eye.pixels(seen[None])[0])
    inside = abs(x - cell.middle[0]) < cell.width / 2 and abs(y - cell.middle[1]) < cell.height / 2
    return (x, y) if inside else None


def _paths(at: tuple[float, float], u: float) -> list[tuple[tuple[float, float], ...]]:
    x, y = at
    turn = np.linspace(0, 2 * np.pi, 33)
    ring = tuple((x + RADIUS * u * float(np.cos(t)), y + RADIUS * u * float(np.sin(t))) for t in turn)
    near, far = RADIUS * u, (RADIUS + REACH) * u
    ways = ((1, 0), (0, 1), (-1, 0), (0, -1))
    return [ring, *(((x + near * a, y + near * b), (x + far * a, y + far * b)) for a, b in ways)]
