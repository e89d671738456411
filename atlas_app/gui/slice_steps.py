"""Steps through the slices: what a key moves by, and which steps are one to undo."""

import itertools
import time
from typing import Final

from PyQt6.QtCore import Qt
from PyQt6.QtGui import QKeyEvent

__all__ = ["Steps", "step_of"]

PAUSE_S: Final = 0.7
"""Turns of the wheel and presses of keys that lie further apart than this are two steps to undo."""

KEYS: Final = {
    Qt.Key.Key_Left: (-1, 0, 0),
    Qt.Key.Key_Right: (1, 0, 0),
    Qt.Key.Key_Up: (0, 1, 0),
    Qt.Key.Key_Down: (0, -1, 0),
    Qt.Key.Key_PageUp: (0, 0, 1),
    Qt.Key.Key_PageDown: (0, 0, -1),
}


def step_of(event: QKeyEvent) -> tuple[int, int, int] | None:
    """Return by how many mm to the right, forwards and up a key moves the place; None for any other key."""
    plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
    return KEYS.get(Qt.Key(event.key())) if plain else None


class Steps:
    """Names the steps: those of one kind that follow each other quickly have one name, and are one to undo."""

    def __init__(self) -> None:
        self._numbers = itertools.count()
        self._last_s, self._key = -PAUSE_S, ""

    def new(self, kind: str) -> str:
        """Return a name that was not there before."""
        self._last_s, self._key = time.monotonic(), f"place by {kind} {next(self._numbers)}"
        return self._key

    def key(self, kind: str) -> str:
        """Return the name of the last step if this one goes on from it, else a new one."""
        if time.monotonic() - self._last_s > PAUSE_S or not self._key.startswith(f"place by {kind} "):
            return self.new(kind)
        self._last_s = time.monotonic()
        return self._key
