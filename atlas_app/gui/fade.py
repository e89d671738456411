"""A picture that gives way to the next one."""

from collections.abc import Callable
from typing import Final

from PyQt6.QtCore import QPointF, QVariantAnimation
from PyQt6.QtGui import QImage, QPainter
from PyQt6.QtWidgets import QWidget

__all__ = ["FADE_MS", "Fade"]

FADE_MS: Final = 350
"""Slow enough that nothing on the screen flickers, fast enough to be an answer."""


class Fade:
    """Paints the last picture over the new one, ever fainter; `changed` is called at each step."""

    def __init__(self, parent: QWidget, changed: Callable[[], None]) -> None:
        self._image: QImage | None = None
        self._clock = QVariantAnimation(parent)
        self._clock.setStartValue(1.0)
        self._clock.setEndValue(0.0)
        self._clock.setDuration(FADE_MS)
        self._clock.valueChanged.connect(lambda _: changed())
        self._clock.finished.connect(self.stop)

    @property
    def running(self) -> bool:
        """Whether the last picture is still to be seen."""
        return self._image is not None

    def start(self, image: QImage | None) -> None:
        """Let `image` give way, if there is one; it is copied."""
        self.stop()
        if image is not None:
            self._image = image.copy()
            self._clock.start()

    def stop(self) -> None:
        """Show the new picture alone."""
        self._clock.stop()
        self._image = None

    def paint(self, painter: QPainter, over: QImage) -> None:
        """Paint what is left of the last picture over the new one of the same size."""
        if self._image is not None and self._image.size() == over.size():
            painter.setOpacity(float(self._clock.currentValue()))
            painter.drawImage(QPointF(0, 0), self._image)
            painter.setOpacity(1.0)
