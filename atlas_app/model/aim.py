"""Turning the brain so that a place can be seen: which pane shows it, and from where."""

import math
from collections.abc import Sequence
from typing import Final, Literal

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from atlas_app.model.edits import set_view
from atlas_app.model.orbit import frame
from atlas_app.model.scene import Direction, Orbit, Scene, View

__all__ = ["aimed", "between"]

Side = Literal["left", "right"]

STEEPEST: Final = 60.0
"""How far, in degrees, the camera is lifted: what lies on top or below is seen aslant, and the brain stays upright."""
UPRIGHT: Final = 0.3
"""A direction whose level part is shorter than this hardly tells which way to turn."""
HIDDEN: Final = 0.35
"""How far towards the other hemisphere a place may look and still be seen past it."""

_MIRRORED: Final[dict[Direction, Direction]] = {"left": "right", "right": "left"}


def aimed(scene: Scene, side: Side, outwards: Sequence[float]) -> Scene:
    """Return `scene` with a place of one hemisphere, which looks `outwards` (3,), turned towards the viewer.

    The pane that needs the least turn shows it. Where no pane shows that hemisphere, all show the other one from then
    on; where the other hemisphere hides the place, the stage takes their place. The whole brain is in the picture.
    """
    away = np.asarray(outwards, np.float64)
    views = scene.views
    if not any(view.hemisphere in (side, "both") for view in views):
        views = tuple(_mirrored(view, side) for view in views)
    sign = _facing(views, side, away)
    if sign is None:
        scene = set_view(scene, "stage", side)
        views = scene.views
        sign = _facing(views, side, away) or 1
    return replace(scene, views=views, orbit=_orbit(views[0], sign * away, min(scene.orbit.zoom, 1.0)))


def between(start: Orbit, end: Orbit, share: float) -> Orbit:
    """Return the orbit at a share of the way, the short way round, slowly at both ends."""
    eased = share * share * (3.0 - 2.0 * share)
    if eased >= 1.0:
        return end

    def way(first: float, last: float) -> float:
        return first + (last - first) * eased

    def turn(first: float, last: float) -> float:
        return (first + ((last - first + 180.0) % 360.0 - 180.0) * eased + 180.0) % 360.0 - 180.0

    return Orbit(
        azimuth=turn(start.azimuth, end.azimuth),
        elevation=way(start.elevation, end.elevation),
        roll=turn(start.roll, end.roll),
        zoom=way(start.zoom, end.zoom),
        pan_x=way(start.pan_x, end.pan_x),
        pan_y=way(start.pan_y, end.pan_y),
    )


def _mirrored(view: View, side: Side) -> View:
    return replace(view, hemisphere=side, direction=_MIRRORED.get(view.direction, view.direction))


def _facing(views: Sequence[View], side: Side, away: NDArray[np.float64]) -> int | None:
    """Return 1 if a pane that looks as the first one shows the place best, -1 for one that looks back at it."""
    towards = frame(views[0].direction)[2]
    inwards = float(away[0]) * (1 if side == "left" else -1)
    signs = []
    for view in views:
        along = round(float(frame(view.direction)[2] @ towards))
        if along and (view.hemisphere == side or (view.hemisphere == "both" and inwards < HIDDEN)):
            signs.append(along)
    return max(signs, key=lambda sign: sign * float(away @ towards), default=None)


def _orbit(first: View, away: NDArray[np.float64], zoom: float) -> Orbit:
    """Return how to turn so that the first pane's camera stands where `away` points."""
    right, up, towards = frame(first.direction)
    level = math.hypot(float(away @ right), float(away @ towards))
    elevation = math.degrees(math.atan2(float(away @ up), level))
    azimuth = math.degrees(math.atan2(float(away @ right), float(away @ towards))) * min(level / UPRIGHT, 1.0)
    return Orbit(azimuth=azimuth, elevation=min(max(elevation, -STEEPEST), STEEPEST), zoom=zoom)
