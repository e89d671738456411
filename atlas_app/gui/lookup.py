"""What takes too long for the GUI thread: answered at once where it is kept, else worked out aside."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import partial
from typing import Final, TypeVar

from PyQt6.QtCore import QObject, pyqtSignal

from atlas_app.brain.library import Library
from atlas_app.gui.workers import Workers

__all__ = ["Lookup"]

T = TypeVar("T")

FAULTS: Final = 16
"""How many failed questions are remembered, so that they are not asked again and again."""


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
        self._faults: OrderedDict[Hashable, str] = OrderedDict()

    def ask(self, key: Hashable, make: Callable[[], T]) -> T | None:
        """Return what `key` stands for, or None while `make` works it out."""
        if self._library.has(key):
            return self._library.keep(key, make)
        if key != self._asked and key not in self._faults:
            self._next = (key, partial(self._library.keep, key, make))
            self._go()
        return None

    @property
    def busy(self) -> bool:
        """Whether something is being worked out."""
        return self._asked is not None

    def fault(self, key: Hashable) -> str:
        """Return why `key` could not be worked out; empty if nothing is wrong."""
        return self._faults.get(key, "")

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
        self._faults[self._asked] = str(error) or type(error).__name__
        while len(self._faults) > FAULTS:
            self._faults.popitem(last=False)
        self._done(None)
