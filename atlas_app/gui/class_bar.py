"""One bar of the nine response classes: how many units an experimenter would put into each."""

from gettext import gettext as _
from typing import Final

from PyQt6.QtCore import QEvent, QRectF, QSize, Qt
from PyQt6.QtGui import QBrush, QColor, QFont, QHelpEvent, QPainter, QPaintEvent, QPalette, QPen
from PyQt6.QtWidgets import QSizePolicy, QToolTip, QWidget

from atlas_app.brain.palette import STATES
from atlas_app.gui.segments import INK
from regions.responses.classes import CLASSES

__all__ = ["CLASS_WORDS", "ClassBar"]

CLASS_WORDS: Final = {
    "E+": "excited in execute only",
    "E-": "suppressed in execute only",
    "E+O+": "excited in both",
    "E-O-": "suppressed in both",
    "E+O-": "opposite: excited in execute, suppressed in observe",
    "E-O+": "opposite: suppressed in execute, excited in observe",
    "O+": "excited in observe only",
    "O-": "suppressed in observe only",
    "none": "no answer found in either",
}
"""The classes in the order of the bar: what is shared stands between the two."""

SOLID: Final = ("E+", "E+O+", "O+")
CROSSED: Final = ("E+O-", "E-O+")
LEAST_PX: Final = 26.0
"""The least width in which a number can be read."""


class ClassBar(QWidget):
    """Suppressed classes are hatched, opposite ones crossed; what belongs to neither condition is grey."""

    def __init__(self) -> None:
        super().__init__()
        self._percent: dict[str, float] = {}
        self._words = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return a size in which its numbers can be read."""
        return QSize(300, 24)

    def show_percent(self, percent: tuple[float, ...] | None, words: str) -> None:
        """Show per cent of units in the order of `CLASSES`, or `words` in their place; `words` name the bar as well."""
        self._percent = dict(zip(CLASSES, percent, strict=True)) if percent else {}
        self._words = words
        said = "; ".join(self._said(name) for name in CLASS_WORDS if name in self._percent)
        self.setAccessibleName(words)
        self.setAccessibleDescription(said)
        self.update()

    def class_at(self, x: float) -> str:
        """Return the class at a place on the bar, empty for none."""
        return next((name for name, room in self._rooms() if room.left() <= x < room.right()), "")

    def event(self, event: QEvent | None) -> bool:
        """Tell what lies under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            name = self.class_at(event.pos().x())
            QToolTip.showText(event.globalPos(), self._said(name) if name else self._words, self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent | None) -> None:
        """Paint the classes side by side, or the words."""
        painter, role = QPainter(self), QPalette.ColorRole
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        face = QFont(self.font())
        face.setPixelSize(13)
        painter.setFont(face)
        rim = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if not self._percent:
            painter.setPen(self.palette().color(role.PlaceholderText))
            painter.drawText(rim.adjusted(9, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self._words)
        for name, room in self._rooms():
            self._paint_class(painter, name, room)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self.palette().color(role.Mid), 1))
        painter.drawRect(rim)

    def _paint_class(self, painter: QPainter, name: str, room: QRectF) -> None:
        colour = self._colour(name)
        if name in SOLID or name == "none":
            painter.fillRect(room, colour)
        else:
            painter.fillRect(room, colour.darker(190))
            pattern = Qt.BrushStyle.DiagCrossPattern if name in CROSSED else Qt.BrushStyle.BDiagPattern
            painter.fillRect(room, QBrush(colour, pattern))
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Window), 1))
        painter.drawLine(room.topRight(), room.bottomRight())
        if room.width() >= LEAST_PX and (name in SOLID or name == "none"):
            painter.setPen(self.palette().color(QPalette.ColorRole.WindowText) if name == "none" else QColor(INK))
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, f"{self._percent[name]:.0f}")

    def _colour(self, name: str) -> QColor:
        if name == "none":
            return self.palette().color(QPalette.ColorRole.Mid)
        state = "both" if len(name) == len("E+O+") else "execute" if name.startswith("E") else "observe"
        return QColor(STATES[state])

    def _rooms(self) -> list[tuple[str, QRectF]]:
        """Return where each class stands, without those that nobody is in."""
        whole, rooms, left = sum(self._percent.values()) or 1.0, [], 0.0
        for name in CLASS_WORDS:
            width = self.width() * self._percent.get(name, 0.0) / whole
            if width > 0:
                rooms.append((name, QRectF(left, 0, width, self.height())))
            left += width
        return rooms

    def _said(self, name: str) -> str:
        return f"{_(CLASS_WORDS[name])}: {self._percent[name]:.1f} %"
