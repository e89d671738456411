"""What takes too long for the GUI thread: answered at once where it is kept, else worked out aside."""

from collections.abc import Callable, Hashable
from functools import partial
from typing import TypeVar

from PyQt6.QtCore import QObject, pyqtSignal

from atlas_app.brain.library import Library
from atlas_app.gui.workers import Workers

__all__ = ["Lookup"]

T = TypeVar("T")


class Lookup(QObject):
    """Asks the library; `arrived` tells when something that was not there has come, or has failed.

    One question is worked on at a time. Of those asked meanwhile only the last waits: the others are out of date.
    """

    arrived = pyqtSignal()

    def __init__(self, library: Library) -> None:
        super().__init__()
        self._library, self._workers = library, Workers()
        self._asked: Hashable = None
        self._next: tuple[Hashable, Callable[[], object]] | None = None
        self._fault: tuple[Hashable, str] = (None, "")

    def ask(self, key: Hashable, make: Callable[[], T]) -> T | None:
        """Return what `key` stands for, or None while `make` works it out."""
        if self._library.has(key):
            return self._library.keep(key, make)
        if key not in (self._asked, self._fault[0]):
            self._next = (key, partial(self._library.keep, key, make))
            self._go()
        return None

    def fault(self, key: Hashable) -> str:
        """Return why `key` could not be worked out; empty if nothing is wrong."""
        return self._fault[1] if key == self._fault[0] else ""

    def close(self) -> None:
        """Forget what is under way."""
        self._workers.close()

    def _go(self) -> None:
        if self._asked is not None or self._next is None:
            return
        (self._asked, work), self._next = self._next, None
        self._workers.run(work, self._done, self._failed)

    def _done(self, _made: object) -> None:
        self._asked = None
        self._go()
        self.arrived.emit()

    def _failed(self, error: Exception) -> None:
        self._fault = (self._asked, str(error) or type(error).__name__)
        self._done(None)
