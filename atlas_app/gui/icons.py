"""The few icons, drawn as paths in the colour of the words beside them."""

from collections.abc import Callable
from typing import Final

from PyQt6.QtCore import QPointF, QRectF, Qt
from PyQt6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

__all__ = ["icon"]

SIDE: Final = 24.0
SHARP: Final = 4


def icon(name: str, colour: QColor) -> QIcon:
    """Return the icon `name` in one colour; `KeyError` for an unknown one."""
    made = QIcon()
    for mode, opacity in ((QIcon.Mode.Normal, 1.0), (QIcon.Mode.Disabled, 0.35)):
        made.addPixmap(_drawn(name, colour, opacity), mode)
    return made


def _drawn(name: str, colour: QColor, opacity: float) -> QPixmap:
    pixmap = QPixmap(round(SIDE * SHARP), round(SIDE * SHARP))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(SHARP, SHARP)
    painter.setOpacity(opacity)
    pen = QPen(colour, 1.8)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    _DRAWN[name](painter, colour)
    painter.end()
    return pixmap


def _play(painter: QPainter, colour: QColor) -> None:
    painter.setBrush(colour)
    painter.drawPolygon(QPolygonF([QPointF(8.5, 6), QPointF(18, 12), QPointF(8.5, 18)]))


def _pause(painter: QPainter, colour: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    for left in (7.0, 13.5):
        painter.drawRoundedRect(QRectF(left, 5.5, 3.5, 13), 1.2, 1.2)


def _close(painter: QPainter, _colour: QColor) -> None:
    painter.drawLine(QPointF(7.5, 7.5), QPointF(16.5, 16.5))
    painter.drawLine(QPointF(16.5, 7.5), QPointF(7.5, 16.5))


def _eye(painter: QPainter, colour: QColor) -> None:
    lids = QPainterPath(QPointF(3, 12))
    lids.cubicTo(7, 5, 17, 5, 21, 12)
    lids.cubicTo(17, 19, 7, 19, 3, 12)
    painter.drawPath(lids)
    painter.setBrush(colour)
    painter.drawEllipse(QPointF(12, 12), 2.4, 2.4)


def _hidden(painter: QPainter, _colour: QColor) -> None:
    painter.setOpacity(0.55 * painter.opacity())
    lid = QPainterPath(QPointF(3, 11))
    lid.cubicTo(7, 16.5, 17, 16.5, 21, 11)
    painter.drawPath(lid)
    for x, low in ((6.5, 17.0), (12.0, 18.5), (17.5, 17.0)):
        painter.drawLine(QPointF(x + (12 - x) * 0.18, 14.6 if x == 12 else 13.8), QPointF(x, low))


def _back(painter: QPainter, _colour: QColor) -> None:
    painter.drawArc(QRectF(6, 6.5, 12, 12), -120 * 16, 255 * 16)
    painter.drawPolyline(QPolygonF([QPointF(5.2, 5.2), QPointF(6.6, 9.6), QPointF(11.0, 8.6)]))


def _die(painter: QPainter, colour: QColor) -> None:
    painter.drawRoundedRect(QRectF(4, 4, 16, 16), 3.5, 3.5)
    painter.setBrush(colour)
    for x, y in ((8.5, 8.5), (15.5, 8.5), (12.0, 12.0), (8.5, 15.5), (15.5, 15.5)):
        painter.drawEllipse(QPointF(x, y), 0.9, 0.9)


_DRAWN: Final[dict[str, Callable[[QPainter, QColor], None]]] = {
    "play": _play,
    "pause": _pause,
    "close": _close,
    "eye": _eye,
    "hidden": _hidden,
    "back": _back,
    "die": _die,
}
