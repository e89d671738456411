"""What the pointer does to the camera: turn, move, enlarge; every gesture is one step to undo."""

import itertools
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from atlas_app.commands.session import Session
from atlas_app.model.edits import set_orbit
from atlas_app.model.orbit import dragged, panned, zoomed
from atlas_app.model.scene import Orbit
from atlas_app.render.panes import Cell

__all__ = ["Gestures"]

Kind = Literal["turn", "pan"]

PAUSE_S: Final = 0.7
"""Wheel turns that lie further apart than this are two gestures."""


@dataclass(frozen=True, slots=True)
class _Grip:
    """Where a drag began and from which orbit, and the orbit that it led to last."""

    kind: Kind
    pane: int
    cell: Cell
    x: float
    y: float
    start: Orbit
    led_to: Orbit
    key: str


class Gestures:
    """Turns pointer moves, in pixels of the picture, into edits of the orbit."""

    def __init__(self, session: Session, cells: Callable[[], Sequence[Cell]]) -> None:
        self._session, self._cells = session, cells
        self._numbers = itertools.count()
        self._grip: _Grip | None = None
        self._wheel_key, self._wheeled = "", -PAUSE_S

    @property
    def dragging(self) -> bool:
        """Whether a drag is under way."""
        return self._grip is not None

    @property
    def still(self) -> bool:
        """Whether there is no brain to move, but a neuron."""
        return self._session.store.state.neuron is not None

    def press(self, kind: Kind, x: float, y: float) -> None:
        """Begin to turn or to move what lies at (x, y); a neuron stands still."""
        if self.still:
            return
        pane, cell = self._at(x, y)
        orbit = self._session.store.state.orbit
        self._grip = _Grip(kind, pane, cell, x, y, orbit, orbit, f"drag {next(self._numbers)}")

    def move(self, x: float, y: float) -> None:
        """Drag to (x, y)."""
        grip = self._grip
        if grip is None:
            return
        now = self._session.store.state.orbit
        if now != grip.led_to:  # something else moved the camera: go on from there
            self._grip = grip = _Grip(grip.kind, grip.pane, grip.cell, x, y, now, now, grip.key)
        dx, dy = (x - grip.x) / grip.cell.height, (grip.y - y) / grip.cell.height
        orbit = self._turned(grip, dx, dy) if grip.kind == "turn" else panned(grip.start, dx, dy)
        self._session.edit(lambda scene: set_orbit(scene, orbit), merge=grip.key)
        led_to = self._session.store.state.orbit
        self._grip = _Grip(grip.kind, grip.pane, grip.cell, grip.x, grip.y, grip.start, led_to, grip.key)

    def release(self) -> None:
        """End the drag."""
        self._grip = None

    def zoom(self, factor: float, x: float, y: float) -> None:
        """Enlarge by `factor` what lies at (x, y)."""
        if self.still:
            return
        now = time.monotonic()
        if now - self._wheeled > PAUSE_S:
            self._wheel_key = f"zoom {next(self._numbers)}"
        self._wheeled = now
        _, cell = self._at(x, y)
        at = ((x - cell.middle[0]) / cell.height, (cell.middle[1] - y) / cell.height)
        self._session.edit(lambda scene: set_orbit(scene, zoomed(scene.orbit, factor, at)), merge=self._wheel_key)

    def _turned(self, grip: _Grip, dx: float, dy: float) -> Orbit:
        panes = self._session.store.state.views
        return dragged(grip.start, dx, dy, panes[min(grip.pane, len(panes) - 1)], panes[0])

    def _at(self, x: float, y: float) -> tuple[int, Cell]:
        """Return the pane under a pixel, or the nearest one."""

        def apart(place: tuple[int, Cell]) -> float:
            cell = place[1]
            beside = max(abs(x - cell.middle[0]) - cell.width / 2, 0.0)
            return beside + max(abs(y - cell.middle[1]) - cell.height / 2, 0.0)

        return min(enumerate(self._cells()), key=apart)
