"""The controls of a number: a slider that stops where the scale does, and a field in which it can be typed."""

from typing import Final

from PyQt6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, pyqtSignal
from PyQt6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette, QPen, QPolygonF
from PyQt6.QtWidgets import QAbstractSlider, QCheckBox, QLineEdit

from atlas_app.gui.controls import MOVING_KEYS, focus_ring
from atlas_app.gui.lab_scale import Scale
from atlas_app.gui.pull_slider import PullSlider
from atlas_app.gui.tongue import translated as _

__all__ = ["Field", "Slide", "Switch"]

KNOB: Final = 7.0


class Slide(PullSlider):
    """A slider over the stops of a scale; `slid` tells a value, `grasped` that a new pull begins."""

    slid = pyqtSignal(object)
    inset = 11.0

    def __init__(self, scale: Scale, default: float) -> None:
        super().__init__()
        self._scale, self._default = scale, scale.nearest(default)
        self.setRange(0, len(scale.stops) - 1)
        self.setPageStep(max(len(scale.stops) // 12, 1))
        self.actionTriggered.connect(self._moved_by_keys)

    def show_value(self, value: float) -> None:
        """Show a value at its nearest stop; nothing is told."""
        self._shown = value
        self.setValue(self._scale.nearest(value))
        self.update()

    def sizeHint(self) -> QSize:
        """Return a comfortable size."""
        return QSize(150, 26)

    def minimumSizeHint(self) -> QSize:
        """Return the size in which it can still be pulled."""
        return QSize(90, 26)

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        """Begin a pull with each press of a key; a key that is held down goes on with it."""
        if event is not None and not event.isAutoRepeat():
            self.grasped.emit()
        super().keyPressEvent(event)

    def pulled(self, position: int) -> None:
        """Go to the stop that the pointer asks for; tell it once."""
        if position != self.sliderPosition():
            self.setSliderPosition(position)
            self.slid.emit(self._scale.stops[position])

    def _moved_by_keys(self, action: int) -> None:
        if QAbstractSlider.SliderAction(action) == QAbstractSlider.SliderAction.SliderMove:
            return
        steps = self.sliderPosition() - self.value()
        if abs(steps) == 1:  # from a typed value, which may lie between two stops
            self.setSliderPosition(self._scale.nearest(self._scale.beyond(self._shown, steps)))
        self.slid.emit(self._scale.stops[self.sliderPosition()])

    def paintEvent(self, event: QPaintEvent | None) -> None:
        """Paint the groove, a mark where nothing is turned, the handle."""
        role, colours = QPalette.ColorRole, self.palette()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle, here, there = self.height() / 2, self.x_of(self.sliderPosition()), self.x_of(self._default)
        painter.setPen(QPen(colours.color(role.Mid), 4, cap=Qt.PenCapStyle.RoundCap))
        painter.drawLine(QPointF(self.inset, middle), QPointF(self.width() - self.inset, middle))
        painter.setPen(QPen(colours.color(role.PlaceholderText), 4, cap=Qt.PenCapStyle.RoundCap))
        painter.drawLine(QPointF(there, middle), QPointF(here, middle))
        painter.setPen(QPen(colours.color(role.PlaceholderText), 2))
        painter.drawLine(QPointF(there, middle - 8), QPointF(there, middle + 8))
        painter.setPen(QPen(colours.color(role.Window), 2))
        painter.setBrush(colours.color(role.WindowText))
        painter.drawEllipse(QPointF(here, middle), KNOB, KNOB)
        if self.hasFocus():
            focus_ring(painter, self, 8)


class Field(QLineEdit):
    """A number that can be typed; `typed` tells it once it was confirmed, `refused` says what was expected."""

    typed = pyqtSignal(object)
    stepped = pyqtSignal(int)
    refused = pyqtSignal(str)

    def __init__(self, scale: Scale) -> None:
        super().__init__()
        self._scale = scale
        self._shown = ""
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.editingFinished.connect(self._confirm)

    def show_value(self, value: float) -> None:
        """Show a value, unless another is just being typed."""
        shown = self._scale.write(value)
        if shown != self._shown or not self.isModified():
            self._shown = shown
            self.setText(shown)
        self.setAccessibleDescription(f"{_('Now')} {shown}")

    def event(self, event: QEvent | None) -> bool:
        """Keep the keys that edit; leave undo to the window once there is nothing typed to take back."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
            if plain and Qt.Key(event.key()) in MOVING_KEYS:
                event.accept()
                return True
            if not self.isModified() and event.key() in (Qt.Key.Key_Z, Qt.Key.Key_Y) and not plain:
                event.ignore()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        """Step with Up and Down; Escape takes back what was typed."""
        key = event.key() if event is not None else 0
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self._scale.stops:
            self.stepped.emit(1 if key == Qt.Key.Key_Up else -1)
        elif key == Qt.Key.Key_Escape:
            self.setText(self._shown)
        else:
            super().keyPressEvent(event)

    def _confirm(self) -> None:
        if self.text() == self._shown:
            return
        typed = self.text()
        self.setText(self._shown)
        try:
            value = self._scale.read(typed)
        except ValueError as fault:
            self.refused.emit(str(fault))
        else:
            self.typed.emit(value)


class Switch(QCheckBox):
    """A box with a tick and its words, in the palette's colours."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def sizeHint(self) -> QSize:
        """Return the size of its words with the box and the ring."""
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + 36, 28)

    def minimumSizeHint(self) -> QSize:
        """Return the size below which its words would be cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent | None) -> None:
        """Paint the box, its tick, the words."""
        role, colours = QPalette.ColorRole, self.palette()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = (self.height() - 16) / 2
        painter.setPen(QPen(colours.color(role.PlaceholderText), 1.4))
        painter.setBrush(colours.color(role.WindowText if self.isChecked() else role.Button))
        painter.drawRoundedRect(QRectF(5, top, 16, 16), 4, 4)
        if self.isChecked():
            painter.setPen(QPen(colours.color(role.Window), 2.2))
            painter.drawPolyline(QPolygonF([QPointF(9, top + 8), QPointF(12, top + 11.5), QPointF(17.5, top + 4.5)]))
        painter.setPen(colours.color(role.WindowText))
        painter.drawText(self.rect().adjusted(29, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self.text())
        if self.hasFocus():
            focus_ring(painter, self, 8)
