"""Work off the GUI thread, its outcome delivered on it."""

import threading
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import TypeVar

from PyQt6.QtCore import QObject, pyqtSignal

__all__ = ["Workers"]

T = TypeVar("T")


class Workers(QObject):
    """Runs work in threads of its own; `busy` tells when the first begins and when the last has ended."""

    busy = pyqtSignal(bool)
    _arrived = pyqtSignal(object)

    def __init__(self) -> None:
        super().__init__()
        self._running = 0
        self._closed = False
        self._arrived.connect(self._deliver)

    def run(self, work: Callable[[], T], done: Callable[[T], None], failed: Callable[[Exception], None]) -> None:
        """Run `work` in a thread, then call `done` or `failed` here; neither once this was closed."""
        self._running += 1
        threading.Thread(target=self._work, args=(work, done, failed), daemon=True).start()
        if self._running == 1:
            self.busy.emit(True)

    def quietly(self, work: Callable[[], object]) -> None:
        """Run `work` in a thread ahead of time; nobody is told, and if it fails whoever needs it will hear."""

        def tried() -> None:
            with suppress(Exception):
                work()

        threading.Thread(target=tried, daemon=True).start()

    def close(self) -> None:
        """Forget what is under way: its outcome will find nobody."""
        self._closed = True

    def _work(self, work: Callable[[], T], done: Callable[[T], None], failed: Callable[[Exception], None]) -> None:
        try:
            outcome = partial(done, work())
        except Exception as error:  # noqa: BLE001 - whatever it is belongs to whoever asked for the work
            outcome = partial(failed, error)
        with suppress(RuntimeError):  # the window may be gone by now
            self._arrived.emit(outcome)

    def _deliver(self, outcome: Callable[[], None]) -> None:
        self._running -= 1
        if self._closed:
            return
        if self._running == 0:
            self.busy.emit(False)
        outcome()
