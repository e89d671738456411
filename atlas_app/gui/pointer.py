"""Mouse, wheel and trackpad on the picture."""

from PyQt6.QtCore import QEvent, QPointF, Qt, pyqtSignal
from PyQt6.QtGui import QEnterEvent, QMouseEvent, QNativeGestureEvent, QWheelEvent
from PyQt6.QtWidgets import QWidget

from atlas_app.gui.gestures import Gestures

__all__ = ["PointerArea"]

WHEEL = 1.0015
"""Enlargement for one eighth of a degree of the wheel; a notch of 15 degrees makes a fifth."""
TREMBLE_PX = 3


class PointerArea(QWidget):
    """A widget on which a picture is turned, moved, enlarged and pointed at; places are pixels of the picture."""

    pointed = pyqtSignal(float, float)
    """The pointer rests or moves here; nothing is pressed."""
    left = pyqtSignal()
    """The pointer is elsewhere, or busy."""
    clicked = pyqtSignal(float, float)
    asked = pyqtSignal(float, float)
    """The right button was pressed and let go in one place: what can be done there?"""
    reset_wanted = pyqtSignal()

    def __init__(self) -> None:
        super().__init__()
        self._pressed_at: QPointF | None = None
        self.setMouseTracking(True)

    @property
    def gestures(self) -> Gestures:
        """What the pointer does to the camera."""
        raise NotImplementedError

    @property
    def ready(self) -> bool:
        """Whether there is a picture to point at."""
        raise NotImplementedError

    def mousePressEvent(self, event: QMouseEvent | None) -> None:
        """Begin to turn (left) or to move (right, middle, or left with Shift)."""
        if event is None or not self.ready:
            return
        left = event.button() == Qt.MouseButton.LeftButton
        pans = not left or bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        right = event.button() == Qt.MouseButton.RightButton
        self._pressed_at = event.position() if right or not pans else None
        self.gestures.press("pan" if pans else "turn", *self._place(event.position()))
        self.left.emit()

    def mouseMoveEvent(self, event: QMouseEvent | None) -> None:
        """Drag what is held, or tell where the pointer is."""
        if event is None or not self.ready:
            return
        if not self.gestures.dragging:
            self.pointed.emit(*self._place(event.position()))
            return
        if self._pressed_at is not None:
            if (event.position() - self._pressed_at).manhattanLength() < TREMBLE_PX:
                return
            self._pressed_at = None
        self.gestures.move(*self._place(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent | None) -> None:
        """End the drag; without one it was a click."""
        self.gestures.release()
        if event is not None and self._pressed_at is not None and self.ready:
            right = event.button() == Qt.MouseButton.RightButton
            (self.asked if right else self.clicked).emit(*self._place(event.position()))
        self._pressed_at = None

    def mouseDoubleClickEvent(self, event: QMouseEvent | None) -> None:
        """Ask for the view as it was."""
        if event is not None and event.button() == Qt.MouseButton.LeftButton:
            self.gestures.release()
            if not self.gestures.still:
                self.reset_wanted.emit()

    def wheelEvent(self, event: QWheelEvent | None) -> None:
        """Enlarge what is under the pointer."""
        if event is not None and self.ready and event.angleDelta().y():
            self.gestures.zoom(WHEEL ** event.angleDelta().y(), *self._place(event.position()))
            event.accept()

    def event(self, event: QEvent | None) -> bool:
        """Enlarge what two fingers pinch."""
        if isinstance(event, QNativeGestureEvent) and event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
            if self.ready:
                self.gestures.zoom(max(1.0 + event.value(), 0.1), *self._place(event.position()))
            return True
        return super().event(event)

    def enterEvent(self, event: QEnterEvent | None) -> None:
        """Tell where the pointer comes in."""
        if event is not None and self.ready:
            self.pointed.emit(*self._place(event.position()))

    def leaveEvent(self, event: QEvent | None) -> None:
        """Tell that the pointer has gone."""
        self.left.emit()

    def _place(self, position: QPointF) -> tuple[float, float]:
        ratio = self.devicePixelRatioF()
        return position.x() * ratio, position.y() * ratio
