"""The segmented control of the conditions: large enough for a hall, each with its key, coloured as the picture is."""

from typing import Final

from PyQt6.QtCore import QRectF, QSize, Qt
from PyQt6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPalette
from PyQt6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from atlas_app.brain.palette import STATES
from atlas_app.gui.controls import focus_ring

__all__ = ["Segment", "Segments"]

HEIGHT: Final = 58
INK: Final = "#10131A"
"""Words on a coloured segment; dark ones keep a contrast of 4.5 on all three."""


class Segment(QAbstractButton):
    """One condition: its name, in small what it means, its key."""

    def __init__(self, title: str, meaning: str, key: str, state: str | None) -> None:
        super().__init__()
        self._meaning, self._key = meaning, key
        self._colour = QColor(STATES[state]) if state else None
        self.setText(title)
        self.setCheckable(True)
        self.setAccessibleName(f"{title}: {meaning}")
        self.setAccessibleDescription(f"Key {key}")
        self.setToolTip(f"{title}: {meaning} ({key})")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        """Return the size that its words need."""
        large = QFontMetrics(self._face(19, QFont.Weight.DemiBold)).horizontalAdvance(self.text())
        small = QFontMetrics(self._face(13, QFont.Weight.Normal)).horizontalAdvance(self._meaning)
        return QSize(max(large, small) + 66, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Return the size below which its words would be cut."""
        return QSize(self.sizeHint().width() - 6, HEIGHT)

    def paintEvent(self, event: QPaintEvent | None) -> None:
        """Paint the ground, the key's cap, both lines of words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink, quiet = self._paint_ground(painter)
        cap = QRectF(12, (self.height() - 26) / 2, 26, 26)
        painter.setPen(quiet)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(cap, 6, 6)
        painter.setPen(ink)
        painter.setFont(self._face(15, QFont.Weight.DemiBold))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self._key)
        left = Qt.AlignmentFlag.AlignLeft
        words = QRectF(48, 8, self.width() - 50, 24)
        painter.setFont(self._face(19, QFont.Weight.DemiBold))
        painter.drawText(words, left | Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.setPen(quiet)
        painter.setFont(self._face(13, QFont.Weight.Normal))
        painter.drawText(words.translated(0, 21), left | Qt.AlignmentFlag.AlignVCenter, self._meaning)
        if self.hasFocus():
            focus_ring(painter, self, 10)

    def _paint_ground(self, painter: QPainter) -> tuple[QColor, QColor]:
        """Paint the ground and return the colours of its words."""
        role, colours = QPalette.ColorRole, self.palette()
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked():
            painter.setBrush(self._colour or colours.color(role.WindowText))
            words = QColor(INK) if self._colour else colours.color(role.Base)
            quiet = words
        else:
            painter.setPen(colours.color(role.Mid))
            painter.setBrush(colours.color(role.Midlight if self.underMouse() else role.Button))
            words, quiet = colours.color(role.WindowText), colours.color(role.PlaceholderText)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5), 10, 10)
        return words, quiet

    def _face(self, size_px: int, weight: QFont.Weight) -> QFont:
        face = QFont(self.font())
        face.setPixelSize(size_px)
        face.setWeight(weight)
        return face


class Segments(QWidget):
    """Segments side by side; the scene says which one is pressed."""

    def __init__(self, name: str, segments: list[Segment]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(5)
        for segment in segments:
            row.addWidget(segment)
