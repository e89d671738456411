"""Plays the action once, slowly, and holds its peak; steps of playing are no steps to undo."""

import time
from collections.abc import Callable
from typing import Final

from PyQt6.QtCore import QObject, QTimer, pyqtSignal

from atlas_app.model.clock import clock_of
from atlas_app.model.edits import set_time
from atlas_app.model.playback import elapsed_at, playback_time
from atlas_app.model.store import Store

__all__ = ["Player"]

EVERY_MS: Final = 33


class Player(QObject):
    """Moves the scene's time while it plays; `changed` tells when playing begins and ends."""

    changed = pyqtSignal(bool)

    def __init__(self, store: Store, parent: QObject, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(parent)
        self._store, self._clock = store, clock
        self._began = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self._tick)

    @property
    def playing(self) -> bool:
        """Whether the action is being played."""
        return self._timer.isActive()

    def play(self) -> None:
        """Play on from the scene's time, or from the beginning where the peak is reached."""
        self._began = self._clock() - elapsed_at(self._store.state.time_s, clock_of(self._store.state))
        self._timer.start()
        self._tick()
        self.changed.emit(self.playing)

    def pause(self) -> None:
        """Stop where it is."""
        if self.playing:
            self._timer.stop()
            self.changed.emit(False)

    def _tick(self) -> None:
        time_s, held = playback_time(self._clock() - self._began, clock_of(self._store.state))
        self._store.set(set_time(self._store.state, time_s), remember=False)
        if held:
            self.pause()
