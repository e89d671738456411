"""The scrubber: the action's time in ms from movement onset, with its onset and the peak of the responses marked."""

from typing import Final

from PyQt6.QtCore import QPointF, QRectF, QSize, Qt, pyqtSignal
from PyQt6.QtGui import QFont, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen, QWheelEvent
from PyQt6.QtWidgets import QAbstractSlider, QSizePolicy, QSlider

from atlas_app.gui.controls import focus_ring
from atlas_app.model.clock import ACTION, Clock

__all__ = ["Scrubber"]

INSET: Final = 12.0
GROOVE: Final = 17.0
SHOWN_S: Final = {ACTION: (ACTION.play_from_s, 1.5)}
"""The part of a clock that is shown, if not all of it."""


class Scrubber(QSlider):
    """A slider over the action's time; `scrubbed` tells the time in s, `grasped` that a new pull begins."""

    scrubbed = pyqtSignal(float)
    grasped = pyqtSignal()

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Time from movement onset in milliseconds")
        self.actionTriggered.connect(self._moved_by_keys)
        self._set_clock(ACTION)

    def show_time(self, time_s: float, clock: Clock) -> None:
        """Show a time on a clock; nothing is told."""
        if clock != self._clock:
            self._set_clock(clock)
        self.setValue(round(time_s * 1000))

    def _set_clock(self, clock: Clock) -> None:
        self._clock = clock
        first_s, last_s = SHOWN_S.get(clock, (clock.start_s, clock.end_s))
        self.setRange(round(first_s * 1000), round(last_s * 1000))
        self.setSingleStep(round(clock.step_s * 1000))
        self.setPageStep(round(clock.step_s * 4000))
        step = f"{clock.step_s:g} s" if clock.step_s >= 1 else f"{clock.step_s * 1000:g} ms"
        self.setToolTip(f"Time from movement onset (Left and Right: {step}; P: the peak)")
        self.update()

    def sizeHint(self) -> QSize:
        """Return a comfortable size."""
        return QSize(300, 46)

    def minimumSizeHint(self) -> QSize:
        """Return the size in which its marks keep apart."""
        return QSize(200, 46)

    def mousePressEvent(self, event: QMouseEvent | None) -> None:
        """Begin a pull where the pointer is."""
        if event is not None and event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self.grasped.emit()
            self._pull(event)

    def mouseMoveEvent(self, event: QMouseEvent | None) -> None:
        """Follow the pointer."""
        if event is not None and self.isSliderDown():
            self._pull(event)

    def mouseReleaseEvent(self, event: QMouseEvent | None) -> None:
        """End the pull."""
        self.setSliderDown(False)
        self.update()

    def wheelEvent(self, event: QWheelEvent | None) -> None:
        """Leave the wheel to others: time is not changed in passing."""
        if event is not None:
            event.ignore()

    def _pull(self, event: QMouseEvent) -> None:
        share = (event.position().x() - INSET) / max(self.width() - 2 * INSET, 1.0)
        value = self.minimum() + min(max(share, 0.0), 1.0) * (self.maximum() - self.minimum())
        self.setSliderPosition(round(value))
        self.scrubbed.emit(round(value) / 1000)

    def _moved_by_keys(self, action: int) -> None:
        if QAbstractSlider.SliderAction(action) != QAbstractSlider.SliderAction.SliderMove:
            self.grasped.emit()
            self.scrubbed.emit(self.sliderPosition() / 1000)

    def paintEvent(self, event: QPaintEvent | None) -> None:
        """Paint the groove, its marks with their names, the handle."""
        role, colours = QPalette.ColorRole, self.palette()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(1.0 if self.isEnabled() else 0.45)
        here = self._x(self.sliderPosition())
        painter.setPen(QPen(colours.color(role.Mid), 5, cap=Qt.PenCapStyle.RoundCap))
        painter.drawLine(QPointF(INSET, GROOVE), QPointF(self.width() - INSET, GROOVE))
        if self.isEnabled():
            painter.setPen(QPen(colours.color(role.PlaceholderText), 5, cap=Qt.PenCapStyle.RoundCap))
            painter.drawLine(QPointF(INSET, GROOVE), QPointF(here, GROOVE))
        self._paint_marks(painter)
        if self.isEnabled():
            painter.setPen(QPen(colours.color(role.Window), 2))
            painter.setBrush(colours.color(role.WindowText))
            painter.drawEllipse(QPointF(here, GROOVE), 9, 9)
        if self.hasFocus():
            focus_ring(painter, self, 8)

    def _paint_marks(self, painter: QPainter) -> None:
        face = QFont(self.font())
        face.setPixelSize(13)
        painter.setFont(face)
        quiet = self.palette().color(QPalette.ColorRole.PlaceholderText)
        for time_s, name in ((0.0, "onset"), (self._clock.peak_s, "peak")):
            x = self._x(time_s * 1000)
            painter.setPen(QPen(quiet, 2))
            painter.drawLine(QPointF(x, GROOVE - 7), QPointF(x, GROOVE + 7))
            painter.drawText(QRectF(x - 40, GROOVE + 9, 80, 18), Qt.AlignmentFlag.AlignCenter, name)
        if self.isEnabled():
            painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
            said = f"{self.sliderPosition():+d} ms".replace("-", "\u2212")
            painter.drawText(QRectF(self.width() - 92, GROOVE + 9, 90, 18), Qt.AlignmentFlag.AlignRight, said)

    def _x(self, value: float) -> float:
        share = (value - self.minimum()) / (self.maximum() - self.minimum())
        return INSET + share * (self.width() - 2 * INSET)
