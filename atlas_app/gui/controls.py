"""Small controls, painted in the palette's colours: a choice, a line of text that shortens itself, evidence cells."""

from typing import Final

from PyQt6.QtCore import QPointF, QRectF, QSize, Qt
from PyQt6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen, QPolygonF, QResizeEvent
from PyQt6.QtWidgets import QComboBox, QLabel, QSizePolicy, QStyle, QStyleOptionComboBox, QWidget

from regions.catalogue import OutlineStyle, Standing

__all__ = ["CELL_PX", "MOVING_KEYS", "Choice", "Elided", "EvidenceCell", "Swatch", "focus_ring", "paint_standing"]

MOVING_KEYS: Final = frozenset(
    {
        Qt.Key.Key_Space,
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
    }
)
"""Keys that belong to a control while the keyboard is on it, even where a command has them too."""

CELL_PX: Final = 41
"""Width of a cell of evidence and of the word above it."""

DASHES: Final[dict[OutlineStyle, list[float]]] = {
    "solid": [],
    "dashed": [2.6, 1.8],
    "dotted": [0.1, 1.9],
    "thin": [3, 3],
}
"""Lengths of dash and gap in line widths, as the outlines on the brain have them."""


def focus_ring(painter: QPainter, widget: QWidget, radius: float) -> None:
    """Paint the ring that shows where the keyboard is."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(widget.palette().color(QPalette.ColorRole.Highlight), 2))
    painter.drawRoundedRect(QRectF(widget.rect()).adjusted(1, 1, -1, -1), radius, radius)


class Choice(QComboBox):
    """One of several, as a quiet field with a chevron."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaxVisibleItems(16)
        self.setStyleSheet("QComboBox { combobox-popup: 0; }")

    def sizeHint(self) -> QSize:
        """Return a width that its field can lose and a height that a finger can meet."""
        return QSize(120, 34)

    def minimumSizeHint(self) -> QSize:
        """Return the least size in which its words can be read."""
        return QSize(90, 34)

    def paintEvent(self, event: QPaintEvent | None) -> None:
        """Paint field, current words, chevron."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        role, colours = QPalette.ColorRole, self.palette()
        over = bool(option.state & QStyle.StateFlag.State_MouseOver) and self.isEnabled()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colours.color(role.Mid), 1))
        painter.setBrush(colours.color(role.Midlight if over else role.Button))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        room = self.rect().adjusted(10, 0, -25, 0)
        painter.setPen(colours.color(role.ButtonText))
        words = self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        painter.setPen(QPen(colours.color(role.PlaceholderText), 1.6))
        x, y = self.width() - 14.0, self.height() / 2 - 1.5
        painter.drawPolyline(QPolygonF([QPointF(x - 4, y), QPointF(x, y + 4), QPointF(x + 4, y)]))
        if self.hasFocus():
            focus_ring(painter, self, 8)


class Elided(QLabel):
    """A line of text that ends in dots where there is no room; the whole of it stands in its tool tip."""

    def __init__(self, name: str, align: Qt.AlignmentFlag) -> None:
        super().__init__()
        self._whole = ""
        self.setAccessibleName(name)
        self.setAlignment(align | Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setTextFormat(Qt.TextFormat.PlainText)

    @property
    def whole(self) -> str:
        """The text without dots."""
        return self._whole

    def show_text(self, text: str) -> None:
        """Show another line."""
        self._whole = text
        self.setAccessibleDescription(text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """Shorten the line to the new width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width())
        self.setText(shown)
        self.setToolTip(self._whole if shown != self._whole else "")


class Swatch(QWidget):
    """A region's fill and the style of its outline."""

    def __init__(self, outline: OutlineStyle) -> None:
        super().__init__()
        self._colour, self._outline = QColor(Qt.GlobalColor.transparent), outline
        self.setFixedSize(26, 18)

    def show_colour(self, colour: str | None) -> None:
        """Show another fill, or none."""
        self._colour = QColor(colour) if colour else QColor(Qt.GlobalColor.transparent)
        self.update()

    def paintEvent(self, event: QPaintEvent | None) -> None:
        """Paint the fill with its outline."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(self.palette().color(QPalette.ColorRole.WindowText), 1.8)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap if self._outline == "dotted" else Qt.PenCapStyle.FlatCap)
        if DASHES[self._outline]:
            pen.setDashPattern(DASHES[self._outline])
        painter.setPen(pen)
        painter.setBrush(self._colour)
        painter.setOpacity(1.0 if self.isEnabled() else 0.4)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5), 4, 4)


class EvidenceCell(QWidget):
    """What one question found: a full circle for shown, a half one for partly, an empty one for nothing."""

    def __init__(self, standing: Standing, said: str) -> None:
        super().__init__()
        self._standing = standing
        self.setFixedSize(CELL_PX, 22)
        self.setToolTip(said)
        self.setAccessibleName(said)

    def paintEvent(self, event: QPaintEvent | None) -> None:
        """Paint the circle."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QRectF(self.rect()).center()
        paint_standing(painter, self._standing, middle, 6.0, self.palette().color(QPalette.ColorRole.WindowText))


def paint_standing(painter: QPainter, standing: Standing, middle: QPointF, radius: float, colour: QColor) -> None:
    """Paint a circle that is full, half full or empty."""
    circle = QRectF(middle.x() - radius, middle.y() - radius, 2 * radius, 2 * radius)
    painter.setPen(QPen(colour, 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(circle)
    if standing != "none":
        painter.setBrush(colour)
        painter.drawPie(circle, 90 * 16, (360 if standing == "shown" else 180) * 16)
