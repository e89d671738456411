"""The one place where the scene changes."""

from collections import deque
from typing import Final

from atlas_app.model.changes import Changes, OnError
from atlas_app.model.scene import Scene

__all__ = ["MOST_STEPS", "Store"]

MOST_STEPS: Final = 200
"""How many steps can be undone; older ones are forgotten."""


class Store:
    """Holds the current scene, tells of changes, remembers the past; to be used from one thread only.

    `changed` tells (old, new), see `Changes`. While a listener is told, `state` may already be newer than its `new`.
    """

    def __init__(self, state: Scene | None = None, on_error: OnError | None = None) -> None:
        self.changed = Changes(on_error)
        self._state = Scene() if state is None else state
        self._past: deque[Scene] = deque(maxlen=MOST_STEPS)
        self._future: list[Scene] = []
        self._merge: str | None = None

    @property
    def state(self) -> Scene:
        """The current scene."""
        return self._state

    @property
    def previous(self) -> Scene | None:
        """Where `undo` would go."""
        return self._past[-1] if self._past else None

    @property
    def following(self) -> Scene | None:
        """Where `redo` would go."""
        return self._future[-1] if self._future else None

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to undo."""
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        """Whether there is an undone step to redo."""
        return bool(self._future)

    def set(self, new: Scene, merge: str | None = None, *, remember: bool = True) -> None:
        """Make `new` the current scene; a scene equal to the current one is no change.

        Consecutive changes with the same `merge` key are one step, and none if the last one ends where the first
        began. With `remember` off (playing) the change is no step and leaves both past and future as they are.
        """
        if new == self._state:
            return
        if remember:
            self._remember(new, merge)
        self._show(new)

    def undo(self) -> None:
        """Step back, if there is a past."""
        if self._past:
            self._merge = None
            self._future.append(self._state)
            self._show(self._past.pop())

    def redo(self) -> None:
        """Step forward again, if something was undone."""
        if self._future:
            self._merge = None
            self._past.append(self._state)
            self._show(self._future.pop())

    def _remember(self, new: Scene, merge: str | None) -> None:
        if merge is None or merge != self._merge:
            self._past.append(self._state)
        elif self._past[-1] == new:
            self._past.pop()
            merge = None
        self._merge = merge
        self._future.clear()

    def _show(self, new: Scene) -> None:
        old, self._state = self._state, new
        if new != old:
            self.changed.emit(old, new)
