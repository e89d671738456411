"""Things that happen a little later, once."""

from collections.abc import Callable

from PyQt6.QtCore import QObject, QTimer

__all__ = ["later"]


def later(parent: QObject, ms: int, what: Callable[[], object]) -> QTimer:
    """Return a timer that, started, does `what` once after `ms`; started again before, it waits anew."""
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(ms)
    timer.timeout.connect(what)
    return timer
