"""A slider that is pulled from wherever it is pressed, painted by those who use it."""

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtGui import QMouseEvent, QWheelEvent
from PyQt6.QtWidgets import QSizePolicy, QSlider

__all__ = ["PullSlider"]


class PullSlider(QSlider):
    """A horizontal slider, its groove `inset` px from either end; `grasped` tells that a new pull begins.

    The wheel is left to others: nothing is turned in passing.
    """

    grasped = pyqtSignal()
    inset = 12.0

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def pulled(self, position: int) -> None:
        """Answer the pointer, which asks for a position between minimum and maximum."""
        raise NotImplementedError

    def x_of(self, position: float) -> float:
        """Return where on the groove a position is, in px."""
        return self.inset + (position - self.minimum()) / max(self._span(), 1) * (self.width() - 2 * self.inset)

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
        """Turn nothing."""
        if event is not None:
            event.ignore()

    def _span(self) -> int:
        return self.maximum() - self.minimum()

    def _pull(self, event: QMouseEvent) -> None:
        share = (event.position().x() - self.inset) / max(self.width() - 2 * self.inset, 1.0)
        self.pulled(round(self.minimum() + min(max(share, 0.0), 1.0) * self._span()))
