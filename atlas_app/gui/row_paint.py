"""What the rows of our lists have in common where they are painted."""

from PyQt6.QtCore import QObject, Qt
from PyQt6.QtGui import QPainter, QPalette
from PyQt6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

__all__ = ["begin_row"]


def begin_row(painter: QPainter, option: QStyleOptionViewItem, view: QObject | None) -> QPalette:
    """Paint the ground of a row, lighter where it is selected, and return the colours of what stands on it.

    They are those of the window: a style sheet pales the palette of a view.
    """
    window = view.window() if isinstance(view, QWidget) else None
    colours = window.palette() if window else option.palette
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if option.state & QStyle.StateFlag.State_Selected:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.color(QPalette.ColorRole.Midlight))
        painter.drawRoundedRect(option.rect, 6, 6)
    return colours
