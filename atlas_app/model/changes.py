"""Who is told about a change of the scene, in which order, and what happens when one of them fails."""

import types
import weakref
from collections.abc import Callable

from psygnal import Signal

from atlas_app.model.scene import Scene

__all__ = ["Changes", "Listener", "OnError"]

Listener = Callable[[Scene, Scene], None]
OnError = Callable[[Exception], None]


class Changes:
    """Tells every listener (old, new), each change to all of them before the next one.

    A listener that changes the scene again does not confuse the others: its change waits until everybody has heard of
    the first. A listener that raises does not stop the others: when all have heard, its exception goes to `on_error`,
    or without one all of them are raised as an `ExceptionGroup`. Methods are held weakly, functions are not.
    """

    _told = Signal(Scene, Scene, reemission="queued")

    def __init__(self, on_error: OnError | None = None) -> None:
        self._on_error = on_error
        self._guards: list[_Guard] = []
        self._faults: list[Exception] = []
        self._telling = False

    def connect(self, listener: Listener) -> Listener:
        """Tell `listener` from now on; usable as a decorator."""
        for dead in [guard for guard in self._guards if guard.listener() is None]:
            self._drop(dead)
        guard = _Guard(listener, self._faults)
        self._guards.append(guard)
        self._told.connect(guard.tell)
        return listener

    def disconnect(self, listener: Listener) -> None:
        """Tell `listener` no longer; one that was never connected is no fault."""
        for guard in [guard for guard in self._guards if guard.listener() == listener]:
            self._drop(guard)

    def emit(self, old: Scene, new: Scene) -> None:
        """Tell everybody; called while everybody is being told, wait for the end of that."""
        if self._telling:
            self._told.emit(old, new)
            return
        self._telling = True
        try:
            self._told.emit(old, new)
        finally:
            self._telling = False
            faults = self._faults.copy()
            self._faults.clear()
        self._report(faults)

    def _report(self, faults: list[Exception]) -> None:
        if self._on_error:
            for fault in faults:
                self._on_error(fault)
        elif faults:
            raise ExceptionGroup("listeners to the scene failed", faults)

    def _drop(self, guard: "_Guard") -> None:
        self._told.disconnect(guard.tell)
        self._guards.remove(guard)


class _Guard:
    """One listener, whose exceptions are kept instead of raised."""

    def __init__(self, listener: Listener, faults: list[Exception]) -> None:
        is_method = isinstance(listener, types.MethodType)
        self.listener: Callable[[], Listener | None] = weakref.WeakMethod(listener) if is_method else lambda: listener
        self._faults = faults

    def tell(self, old: Scene, new: Scene) -> None:
        listener = self.listener()
        if listener is None:
            return
        try:
            listener(old, new)
        except Exception as fault:  # noqa: BLE001 -- whatever it is, the others must still hear of the change
            self._faults.append(fault)
