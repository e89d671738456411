"""A short flight of the camera: the brain turns to where it shall be seen from; one step to undo."""

import itertools
import time
from collections.abc import Callable
from functools import partial
from typing import Final

from msgspec.structs import replace
from PyQt6.QtCore import QObject, QTimer

from atlas_app.commands.session import Edit, Session
from atlas_app.model.aim import between
from atlas_app.model.edits import set_orbit
from atlas_app.model.scene import Orbit, Scene

__all__ = ["FLIGHT_S", "SLOW_S", "Flight"]

FLIGHT_S: Final = 0.6
EVERY_MS: Final = 16
SLOW_S: Final = 0.15
"""Where one step takes longer than this, turning is no motion any more: the rest is one jump."""


class Flight(QObject):
    """Turns the brain step by step; whatever else moves the camera meanwhile ends the flight."""

    def __init__(self, session: Session, parent: QObject, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(parent)
        self._session, self._clock = session, clock
        self._numbers = itertools.count()
        self._key = ""
        self._start = self._end = self._led_to = Orbit()
        self._began = self._last = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self._step)

    @property
    def flying(self) -> bool:
        """Whether the brain is being turned."""
        return self._timer.isActive()

    def to(self, edit: Edit, then: Callable[[], None]) -> None:
        """Show at once what `edit` makes of the scene but for its camera, which follows; `then` is called in between.

        Where other panes come into the picture, the flight begins from how they stand unturned.
        """
        self._timer.stop()
        self._key = f"flight {next(self._numbers)}"
        end = edit(self._session.wished).orbit

        def held(scene: Scene) -> Scene:
            new = edit(scene)
            return replace(new, orbit=scene.orbit if new.views == scene.views else Orbit())

        self._session.edit(held, merge=self._key, then=partial(self._begin, self._key, end, then))

    def stop(self) -> None:
        """Stay where the camera is."""
        self._timer.stop()

    def _begin(self, key: str, end: Orbit, then: Callable[[], None]) -> None:
        then()
        if key != self._key:  # while it was loading, another flight began
            return
        self._start = self._led_to = self._session.store.state.orbit
        self._end = end
        self._began = self._last = self._clock()
        self._timer.start()

    def _step(self) -> None:
        if self._session.store.state.orbit != self._led_to:
            self._timer.stop()
            return
        now = self._clock()
        slow, self._last = now - self._last > SLOW_S, now
        share = 1.0 if slow else min((now - self._began) / FLIGHT_S, 1.0)
        self._led_to = between(self._start, self._end, share)
        self._session.edit(lambda scene: set_orbit(scene, self._led_to), merge=self._key)
        if share >= 1.0:
            self._timer.stop()
