"""Windows for tests: opened, waited for, read as pixels."""

import sys
from collections.abc import Callable, Iterator

import numpy as np
import numpy.typing as npt
import pytest
from PyQt6.QtCore import QEvent, QPoint, QPointF, QSettings, Qt
from PyQt6.QtGui import QImage, QMouseEvent
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import QApplication

from atlas_app.brain.library import Library
from atlas_app.gui.app import application
from atlas_app.gui.window import Window
from atlas_app.model.scene import Scene

Pixels = npt.NDArray[np.uint8]
Open = Callable[..., Window]

PATIENCE_MS = 30_000
ARRIVES_MS = 10_000
"""How long the card may take to tell of something."""


class Clock:
    """Time that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def raised(error: Exception) -> None:
    """Let what a listener to the scene raised fail the test."""
    sys.excepthook(type(error), error, error.__traceback__)


@pytest.fixture(scope="session")
def library() -> Library:
    """One library for all windows, so that the brain is loaded once."""
    return Library()


@pytest.fixture
def open_window(qtbot, library, tmp_path) -> Iterator[Open]:
    """Open windows that wait until their brain is drawn, and close them at the end; their clock stands still."""
    opened = []

    def open_one(
        scene: Scene | None = None, size: tuple[int, int] = (1280, 720), shelf: Library | None = None
    ) -> Window:
        scene = scene or Scene()
        application(scene.theme)
        settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
        window = Window(scene, shelf or library, settings, raised)
        window.player._clock = Clock()
        window.resize(*size)
        opened.append(window)
        window.show()
        window.resize(*size)
        window.activateWindow()
        qtbot.waitExposed(window)
        window.start()
        settle(qtbot, window)
        return window

    yield open_one
    for window in opened:
        window.close()
        window.deleteLater()
    QApplication.processEvents()


def settle(qtbot, window: Window) -> None:
    """Wait until nothing is loaded or drawn any more."""
    qtbot.waitUntil(lambda: window.viewport.at_rest and not window.session.loading, timeout=PATIENCE_MS)


def press(qtbot, window: Window, *keys: str) -> None:
    """Type keys such as "E" or "Ctrl+Z" into whatever has the keyboard, and wait until the picture stands."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    for key in keys:
        *modifiers, last = key.split("+")
        held = Qt.KeyboardModifier.NoModifier
        for name in modifiers:
            held |= {"Ctrl": Qt.KeyboardModifier.ControlModifier, "Shift": Qt.KeyboardModifier.ShiftModifier}[name]
        QTest.keyClick(window.focusWidget() or window, getattr(Qt.Key, f"Key_{last}"), held)
        settle(qtbot, window)


def play_out(qtbot, window: Window) -> None:
    """Let the action run to its peak."""
    window.player._clock.now += 60
    qtbot.waitUntil(lambda: not window.player.playing, timeout=PATIENCE_MS)
    settle(qtbot, window)


def drag(window: Window, start, way, button=Qt.MouseButton.LeftButton, steps=4) -> None:
    """Drag over the brain from `start` by `way`, in the widget's pixels."""
    viewport, start = window.viewport, QPoint(*start)
    QTest.mousePress(viewport, button, pos=start)
    for step in range(1, steps + 1):
        move(viewport, start + QPoint(*way) * step / steps, button)
    QTest.mouseRelease(viewport, button, pos=start + QPoint(*way))


def move(widget, place: QPoint, button=Qt.MouseButton.NoButton) -> None:
    """Move the pointer over a widget, with a button held or without."""
    where = QPointF(place), QPointF(widget.mapToGlobal(place))
    none = Qt.MouseButton.NoButton
    event = QMouseEvent(QEvent.Type.MouseMove, *where, none, button, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(widget, event)


def picture(window: Window) -> Pixels:
    """Return what the viewport shows, uint8 (h, w, 3)."""
    return of_image(window.viewport.image)


def grabbed(window: Window) -> Pixels:
    """Return the whole window, uint8 (h, w, 3)."""
    return of_image(window.grab().toImage())


def of_image(image) -> Pixels:
    """Return a QImage as uint8 (h, w, 3)."""
    flat = image.convertToFormat(QImage.Format.Format_RGBX8888)
    data = flat.constBits().asarray(flat.sizeInBytes())
    rows = np.frombuffer(data, np.uint8).reshape(flat.height(), flat.bytesPerLine())
    return rows[:, : flat.width() * 4].reshape(flat.height(), flat.width(), 4)[..., :3].copy()


def coloured(pixels: Pixels, colour: str, within: float = 0.02) -> int:
    """Count the pixels of a hue, in whatever light."""
    wanted = np.array([[[int(colour[k : k + 2], 16) for k in (1, 3, 5)]]], np.uint8)
    apart = np.abs(_hue(pixels) - _hue(wanted)[0, 0])
    vivid = np.ptp(pixels, axis=-1) > 0.25 * pixels.max(axis=-1).clip(1)
    return int(((np.minimum(apart, 1 - apart) < within) & vivid & (pixels.max(axis=-1) > 50)).sum())


def _hue(pixels: Pixels) -> npt.NDArray[np.floating]:
    red, green, blue = (pixels[..., k].astype(np.float32) for k in range(3))
    high = np.maximum(np.maximum(red, green), blue)
    spread = np.maximum(high - np.minimum(np.minimum(red, green), blue), 1)
    sixth = np.select(
        [high == red, high == green], [(green - blue) / spread, 2 + (blue - red) / spread], 4 + (red - green) / spread
    )
    return sixth / 6 % 1


def card(window: Window) -> str:
    """Return the words of the card."""
    return window.dock.card.toPlainText()


def arrive(qtbot, window: Window, word: str) -> None:
    """Wait until the card tells of something."""
    qtbot.waitUntil(lambda: word in card(window), timeout=ARRIVES_MS)
