"""Where the camera stands: base vectors of the named directions, and what turning, moving and enlarging do to them.

Coordinates are RAS in mm: +x the subject's right, +y anterior, +z up. The projection is parallel. One rotation turns
every pane, so panes that look at each other always show opposite sides.
"""

import math
from typing import Final

import msgspec
import numpy as np
from numpy.typing import NDArray

from atlas_app.model.scene import Direction, Orbit, View

__all__ = ["DEGREES_PER_HEIGHT", "camera", "dragged", "frame", "panned", "rolled", "rotation", "zoomed"]

DEGREES_PER_HEIGHT: Final = 180.0
"""How far a drag over the whole height of a pane turns the brain."""

ZOOM: Final = (0.2, 20.0)
PAN: Final = (-5.0, 5.0)

Frame = NDArray[np.float64]

# towards the viewer, up on the screen
_DIRECTIONS: Final[dict[Direction, tuple[tuple[int, int, int], tuple[int, int, int]]]] = {
    "left": ((-1, 0, 0), (0, 0, 1)),
    "right": ((1, 0, 0), (0, 0, 1)),
    "dorsal": ((0, 0, 1), (0, 1, 0)),
    "ventral": ((0, 0, -1), (0, 1, 0)),
    "anterior": ((0, 1, 0), (0, 0, 1)),
    "posterior": ((0, -1, 0), (0, 0, 1)),
}


def frame(direction: Direction) -> Frame:
    """Return the unit vectors right, up and towards the viewer as the rows of a (3, 3) array."""
    towards, up = (np.array(vector, dtype=np.float64) for vector in _DIRECTIONS[direction])
    return np.stack([np.cross(up, towards), up, towards])


def rotation(first: View, orbit: Orbit) -> Frame:
    """Return the (3, 3) matrix that turns every pane's camera: roll, then elevation, then azimuth.

    The axes are those of the first pane before any turn: azimuth about its vertical, elevation about its horizontal
    (positive lifts its camera), roll about its line of sight (positive turns its picture clockwise).
    """
    right, up, towards = frame(first.direction)
    return _turn(up, orbit.azimuth) @ _turn(right, -orbit.elevation) @ _turn(towards, orbit.roll)


def camera(view: View, first: View, orbit: Orbit) -> Frame:
    """Return right, up and towards the viewer, as rows, for one pane of a scene whose first pane is `first`."""
    turned: Frame = frame(view.direction) @ rotation(first, orbit).T
    return turned


def dragged(orbit: Orbit, dx: float, dy: float, view: View, first: View) -> Orbit:
    """Turn the brain as if its surface were held in `view` and pulled to the right and up.

    `dx` and `dy` are parts of the pane's height; the elevation stops at the poles.
    """
    facing = round(float(frame(view.direction)[2] @ frame(first.direction)[2]))  # 1 the same side, -1 the opposite
    roll = math.radians(orbit.roll) * facing
    across = dx * math.cos(roll) - dy * math.sin(roll)
    along = dx * math.sin(roll) + dy * math.cos(roll)
    return msgspec.structs.replace(
        orbit,
        azimuth=_wrapped(orbit.azimuth - DEGREES_PER_HEIGHT * across),
        elevation=_clamped(orbit.elevation - DEGREES_PER_HEIGHT * along * (facing or 1), (-90.0, 90.0)),
    )


def zoomed(orbit: Orbit, factor: float, at: tuple[float, float] = (0.0, 0.0)) -> Orbit:
    """Enlarge by `factor` and keep what lies under `at`: parts of the pane's height from its centre, right and up."""
    zoom = _clamped(orbit.zoom * factor, ZOOM)
    pan_x, pan_y = (
        _clamped(place - (place - pan) * zoom / orbit.zoom, PAN)
        for place, pan in zip(at, (orbit.pan_x, orbit.pan_y), strict=True)
    )
    return msgspec.structs.replace(orbit, zoom=zoom, pan_x=pan_x, pan_y=pan_y)


def panned(orbit: Orbit, dx: float, dy: float) -> Orbit:
    """Move the picture to the right and up, in parts of the pane's height."""
    return msgspec.structs.replace(orbit, pan_x=_clamped(orbit.pan_x + dx, PAN), pan_y=_clamped(orbit.pan_y + dy, PAN))


def rolled(orbit: Orbit, degrees: float) -> Orbit:
    """Turn the first pane's picture clockwise."""
    return msgspec.structs.replace(orbit, roll=_wrapped(orbit.roll + degrees))


def _turn(axis: Frame, degrees: float) -> Frame:
    """Return the (3, 3) matrix that turns counter-clockwise about a unit vector that points at the viewer."""
    angle = math.radians(degrees)
    x, y, z = axis
    cross = np.array([[0.0, -z, y], [z, 0.0, -x], [-y, x, 0.0]])
    turned: Frame = np.eye(3) + math.sin(angle) * cross + (1.0 - math.cos(angle)) * (cross @ cross)
    return turned


def _wrapped(degrees: float) -> float:
    return (degrees + 180.0) % 360.0 - 180.0


def _clamped(value: float, limits: tuple[float, float]) -> float:
    return min(max(value, limits[0]), limits[1])
