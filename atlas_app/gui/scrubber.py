"""The scrubber: the action's time in ms from movement onset, with its phases, onset and the peak of the responses."""

from typing import Final

from PyQt6.QtCore import QPointF, QRectF, QSize, Qt, pyqtSignal
from PyQt6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPalette, QPen
from PyQt6.QtWidgets import QAbstractSlider

from atlas_app.gui.controls import focus_ring
from atlas_app.gui.pull_slider import PullSlider
from atlas_app.model.clock import ACTION, Clock

__all__ = ["Scrubber"]

GROOVE: Final = 27.0
HEIGHT: Final = 56
LEAST_PX: Final = 26
"""The room that the first letters of a phase's name need."""
GAP_PX: Final = 8
NAMES: Final = 13.0
"""Where the names of the phases stand."""
SHOWN_S: Final = {ACTION: (ACTION.play_from_s, 1.5)}
"""The part of a clock that is shown, if not all of it."""


class Scrubber(PullSlider):
    """A slider over the action's time; `scrubbed` tells the time in s, `grasped` that a new pull begins."""

    scrubbed = pyqtSignal(float)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Time from movement onset in milliseconds")
        self.actionTriggered.connect(self._moved_by_keys)
        self._phases: tuple[tuple[float, str], ...] = ()
        self._set_clock(ACTION)

    def show_time(self, time_s: float, clock: Clock) -> None:
        """Show a time on a clock; nothing is told."""
        if clock != self._clock:
            self._set_clock(clock)
        self.setValue(round(time_s * 1000))

    def show_phases(self, phases: tuple[tuple[float, str], ...]) -> None:
        """Mark when the phases of an action begin, in s, with their names; they rise in time."""
        if phases != self._phases:
            self._phases = phases
            self._say()
            self.update()

    def _set_clock(self, clock: Clock) -> None:
        self._clock = clock
        first_s, last_s = SHOWN_S.get(clock, (clock.start_s, clock.end_s))
        self.setRange(round(first_s * 1000), round(last_s * 1000))
        self.setSingleStep(round(clock.step_s * 1000))
        self.setPageStep(round(clock.step_s * 4000))
        self._say()
        self.update()

    def _say(self) -> None:
        """Tell in words what is marked: the phases, and what the keys do."""
        clock = self._clock
        step = f"{clock.step_s:g} s" if clock.step_s >= 1 else f"{clock.step_s * 1000:g} ms"
        named = ", ".join(f"{name} {_ms(at_s)}" for at_s, name in self._phases)
        said = f"Phases: {named}" if named and clock == ACTION else ""
        self.setAccessibleDescription(said)
        self.setToolTip(f"Time from movement onset (Left and Right: {step}; P: the peak)" + (said and f"\n{said}"))

    def sizeHint(self) -> QSize:
        """Return a comfortable size."""
        return QSize(300, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Return the size in which its marks keep apart."""
        return QSize(200, HEIGHT)

    def pulled(self, position: int) -> None:
        """Go to the time that the pointer asks for."""
        self.setSliderPosition(position)
        self.scrubbed.emit(position / 1000)

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
        here = self.x_of(self.sliderPosition())
        painter.setPen(QPen(colours.color(role.Mid), 5, cap=Qt.PenCapStyle.RoundCap))
        painter.drawLine(QPointF(self.inset, GROOVE), QPointF(self.width() - self.inset, GROOVE))
        if self.isEnabled():
            painter.setPen(QPen(colours.color(role.PlaceholderText), 5, cap=Qt.PenCapStyle.RoundCap))
            painter.drawLine(QPointF(self.inset, GROOVE), QPointF(here, GROOVE))
        self._paint_phases(painter)
        self._paint_marks(painter)
        if self.isEnabled():
            painter.setPen(QPen(colours.color(role.Window), 2))
            painter.setBrush(colours.color(role.WindowText))
            painter.drawEllipse(QPointF(here, GROOVE), 9, 9)
        if self.hasFocus():
            focus_ring(painter, self, 8)

    def _paint_marks(self, painter: QPainter) -> None:
        painter.setFont(_small(self.font()))
        quiet = self.palette().color(QPalette.ColorRole.PlaceholderText)
        for time_s, name in ((0.0, "onset"), (self._clock.peak_s, "peak")):
            x = self.x_of(time_s * 1000)
            painter.setPen(QPen(quiet, 2))
            painter.drawLine(QPointF(x, GROOVE - 7), QPointF(x, GROOVE + 7))
            painter.drawText(QRectF(x - 40, GROOVE + 9, 80, 18), Qt.AlignmentFlag.AlignCenter, name)
        if self.isEnabled():
            painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
            time_s = self.sliderPosition() / 1000
            said = _ms(time_s) if self._clock.step_s < 1 else f"{time_s:+.1f} s".replace("-", "\u2212")
            painter.drawText(QRectF(self.width() - 92, GROOVE + 9, 90, 18), Qt.AlignmentFlag.AlignRight, said)

    def _paint_phases(self, painter: QPainter) -> None:
        """Paint a gentle tick where each phase begins, and above it as much of its name as fits before the next."""
        painter.setFont(_small(self.font()))
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.PlaceholderText), 1))
        for at, x, words in self.phases():
            painter.drawLine(QPointF(at, GROOVE - 8), QPointF(at, GROOVE - 3))
            painter.drawText(QPointF(x, NAMES), words)

    def phases(self) -> list[tuple[float, float, str]]:
        """Return where each phase that is shown has its tick, where its name begins, and what fits of that; px."""
        if self._clock != ACTION:  # on the slow clock they would all be at one place
            return []
        metrics, end = QFontMetricsF(_small(self.font())), self.width() - 2.0
        placed: list[tuple[float, float, str]] = []
        for at_s, name in reversed(self._phases):
            if not self.minimum() <= at_s * 1000 <= self.maximum():
                continue
            at = self.x_of(at_s * 1000)
            last = not placed
            x = (
                min(at, end - metrics.horizontalAdvance(name)) if last else at
            )  # what begins at the end stands before it
            fits = end - x >= LEAST_PX
            words = metrics.elidedText(name, Qt.TextElideMode.ElideRight, end - x) if fits else ""
            placed.append((at, x, words))
            end = min(x, at) - GAP_PX
        return placed[::-1]


def _small(font: QFont) -> QFont:
    face = QFont(font)
    face.setPixelSize(13)
    return face


def _ms(time_s: float) -> str:
    return f"{round(time_s * 1000):+d} ms".replace("-", "\u2212")
