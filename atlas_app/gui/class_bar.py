"""One bar of the nine response classes: how many units an experimenter would put into each."""

from collections.abc import Mapping
from typing import Final

from PyQt6.QtCore import QEvent, QRectF, QSize, Qt
from PyQt6.QtGui import QBrush, QColor, QFont, QHelpEvent, QImage, QPainter, QPaintEvent, QPalette, QPen
from PyQt6.QtWidgets import QSizePolicy, QToolTip, QWidget

from atlas_app.brain.palette import STATES
from atlas_app.gui.segments import INK
from atlas_app.gui.tongue import translated as _
from regions.responses.classes import CLASSES

__all__ = ["CLASS_WORDS", "ClassBar", "bar_image"]

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

PALE: Final = 0.45
"""How opaque numbers are that new ones are about to replace."""


class ClassBar(QWidget):
    """Suppressed classes are hatched, opposite ones crossed; what belongs to neither condition is grey."""

    def __init__(self) -> None:
        super().__init__()
        self._percent: dict[str, float] = {}
        self._hints: Mapping[str, str] = {}
        self._words, self._pale = "", False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return a size in which its numbers can be read."""
        return QSize(300, 24)

    def show_percent(
        self,
        percent: tuple[float, ...] | None,
        words: str,
        hints: Mapping[str, str] | None = None,
        pale: bool = False,
    ) -> None:
        """Show per cent of units in the order of `CLASSES`, or `words` in their place; `words` name the bar as well.

        `hints` tell more of each class under the pointer, as HTML; `pale` says that new numbers are on their way.
        """
        self._percent = dict(zip(CLASSES, percent, strict=True)) if percent else {}
        self._words, self._hints, self._pale = words, hints or {}, pale
        said = "; ".join(self._said(name) for name in CLASS_WORDS if name in self._percent)
        self.setAccessibleName(words)
        self.setAccessibleDescription(said)
        self.update()

    def class_at(self, x: float) -> str:
        """Return the class at a place on the bar, empty for none."""
        there = _rooms(self._percent, QRectF(self.rect()))
        return next((name for name, room in there if room.left() <= x < room.right()), "")

    def event(self, event: QEvent | None) -> bool:
        """Tell what lies under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            name = self.class_at(event.pos().x())
            said = self._hints.get(name, self._said(name)) if name else self._words
            QToolTip.showText(event.globalPos(), said, self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent | None) -> None:
        """Paint the classes side by side, or the words."""
        painter = QPainter(self)
        if not self._percent:
            painter.setFont(_face(self.font()))
            painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
            painter.drawText(self.rect().adjusted(9, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self._words)
        painter.setOpacity(PALE if self._pale else 1.0)
        _paint(painter, self._percent, QRectF(self.rect()), self.palette(), self.font())

    def _said(self, name: str) -> str:
        return f"{_(CLASS_WORDS[name])}: {self._percent[name]:.1f} %"


def bar_image(percent: Mapping[str, float], size: QSize, ratio: float, palette: QPalette, font: QFont) -> QImage:
    """Return a bar of classes as an image, `ratio` device pixels to a pixel."""
    image = QImage(size * ratio, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    _paint(painter, percent, QRectF(0, 0, size.width(), size.height()), palette, font)
    painter.end()
    return image


def _paint(painter: QPainter, percent: Mapping[str, float], box: QRectF, palette: QPalette, font: QFont) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(_face(font))
    for name, room in _rooms(percent, box):
        _paint_class(painter, name, percent[name], room, palette)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(palette.color(QPalette.ColorRole.Mid), 1))
    painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))


def _paint_class(painter: QPainter, name: str, percent: float, room: QRectF, palette: QPalette) -> None:
    colour = _colour(name, palette)
    if name in SOLID or name == "none":
        painter.fillRect(room, colour)
    else:
        painter.fillRect(room, colour.darker(190))
        pattern = Qt.BrushStyle.DiagCrossPattern if name in CROSSED else Qt.BrushStyle.BDiagPattern
        painter.fillRect(room, QBrush(colour, pattern))
    painter.setPen(QPen(palette.color(QPalette.ColorRole.Window), 1))
    painter.drawLine(room.topRight(), room.bottomRight())
    if room.width() >= LEAST_PX and (name in SOLID or name == "none"):
        painter.setPen(palette.color(QPalette.ColorRole.WindowText) if name == "none" else QColor(INK))
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, f"{percent:.0f}")


def _face(font: QFont) -> QFont:
    face = QFont(font)
    face.setPixelSize(13)
    return face


def _colour(name: str, palette: QPalette) -> QColor:
    if name == "none":
        return palette.color(QPalette.ColorRole.Mid)
    state = "both" if len(name) == len("E+O+") else "execute" if name.startswith("E") else "observe"
    return QColor(STATES[state])


def _rooms(percent: Mapping[str, float], box: QRectF) -> list[tuple[str, QRectF]]:
    """Return where each class stands, without those that nobody is in."""
    whole, rooms, left = sum(percent.values()) or 1.0, [], box.left()
    for name in CLASS_WORDS:
        width = box.width() * percent.get(name, 0.0) / whole
        if width > 0:
            rooms.append((name, QRectF(left, box.top(), width, box.height())))
        left += width
    return rooms
