"""The picture on the screen: drawn off screen, painted as an image; fast while something moves, fine at rest."""

from typing import TYPE_CHECKING, Final

import numpy as np
from PyQt6.QtCore import QPointF, QRectF, QSize, Qt, pyqtSignal
from PyQt6.QtGui import QFocusEvent, QImage, QKeyEvent, QPainter, QPaintEvent, QPalette, QResizeEvent
from PyQt6.QtWidgets import QSizePolicy

from atlas_app.brain.colour_vision import Eye
from atlas_app.brain.library import Library
from atlas_app.brain.picture import Picture
from atlas_app.brain.resolve import resolve
from atlas_app.commands.session import Session
from atlas_app.gui.controls import focus_ring
from atlas_app.gui.fade import Fade
from atlas_app.gui.gestures import Gestures
from atlas_app.gui.pointer import PointerArea
from atlas_app.gui.timing import later
from atlas_app.model.edits import set_place
from atlas_app.model.scene import Scene
from atlas_app.render.panes import cells
from atlas_app.render.preview import preview

if TYPE_CHECKING:  # VTK loads while the window is already to be seen
    from PIL.Image import Image

    from atlas_app.render.canvas import Canvas

__all__ = ["REST_MS", "Viewport"]

REST_MS: Final = 150
"""How long everything stands still before the picture is drawn finely."""
LEAST_PX: Final = 16


class Viewport(PointerArea):
    """Shows the store's scene; `drawn` follows every drawing and tells whether it was a fine one."""

    drawn = pyqtSignal(bool)

    def __init__(self, session: Session, library: Library) -> None:
        super().__init__()
        self._session, self._library = session, library
        self._gestures = Gestures(session, lambda: cells(self.picture, *self.pixels()))
        self._canvas: Canvas | None = None
        self._picture: Picture | None = None
        self._image: QImage | None = None
        self._bytes = b""
        self._words = ""
        self._eye: Eye = "normal"
        self._drawing, self._stale, self._failed, self._ring = False, False, False, False
        self._rest = later(self, REST_MS, self._rested)
        self._fade = Fade(self, self.update)
        session.store.changed.connect(self._changed)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(240, 160)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName("Brain")

    # What is shown

    @property
    def picture(self) -> Picture:
        """The current scene with everything looked up."""
        scene = self._session.store.state
        if self._picture is None or self._picture.scene != scene:
            self._picture = resolve(scene, self._library)
        return self._picture

    @property
    def image(self) -> QImage | None:
        """What was drawn last."""
        return self._image

    @property
    def at_rest(self) -> bool:
        """Whether what is shown is the current scene, drawn finely."""
        still = not self._stale and not self._rest.isActive() and not self._fade.running
        return self._drawing and still and self._image is not None

    @property
    def gestures(self) -> Gestures:
        """What the pointer does to the camera."""
        return self._gestures

    @property
    def ready(self) -> bool:
        """Whether there is a picture to point at."""
        return self._drawing and self._image is not None

    def pixels(self) -> tuple[int, int]:
        """Return the picture's width and height in the screen's own pixels."""
        ratio = self.devicePixelRatioF()
        return max(round(self.width() * ratio), LEAST_PX), max(round(self.height() * ratio), LEAST_PX)

    def begin(self) -> None:
        """Draw from now on; the scene is loaded."""
        self._drawing = True
        self._touch()

    def say(self, words: str) -> None:
        """Show words in the place of the picture."""
        self._drawing, self._words = False, words
        self.setAccessibleDescription(words)
        self.update()

    def compose(self) -> "Image":
        """Return the picture as it stands in a file: fine, of the viewport's size."""
        from atlas_app.render.compose import compose

        return compose(self._ready_canvas(), self.picture, *self.pixels())

    def look_through(self, eye: Eye) -> None:
        """Show the picture as an eye sees it, on the screen only."""
        self._eye = eye
        self._touch()

    def close_canvas(self) -> None:
        """Stop drawing and give the graphics memory back."""
        self._drawing, self._failed = False, False
        self._rest.stop()
        self._fade.stop()
        self._session.store.changed.disconnect(self._changed)
        if self._canvas is not None:
            self._canvas.close()
            self._canvas = None

    # Drawing

    def _changed(self, old: Scene, new: Scene) -> None:
        if old.layer != new.layer and "regions" not in (old.layer, new.layer):
            self._fade.start(self._image)
        self._touch()

    def _touch(self) -> None:
        self._drawing, self._failed = self._drawing or self._failed, False
        if self._drawing:
            self._stale = True
            self._rest.start()
            self.update()

    def _rested(self) -> None:
        if self._gestures.dragging:
            self._rest.start()
        elif self._drawing:
            self._draw(fine=True)
            self.update()

    def _ready_canvas(self) -> "Canvas":
        if self._canvas is None:
            from atlas_app.render.canvas import Canvas

            self._canvas = Canvas()
        return self._canvas

    def _draw(self, fine: bool) -> None:
        from atlas_app.render.compose import compose

        self._stale = False
        try:
            image = compose(self._ready_canvas(), self.picture, *self.pixels(), fine=fine)
        except Exception:
            self.say("The brain cannot be drawn; the report says why. The next change of the scene tries again.")
            self._failed = True
            self._rest.stop()
            raise
        plain = self._eye == "normal"
        self._bytes = image.tobytes() if plain else preview(np.asarray(image), self._eye).tobytes()
        self._image = QImage(self._bytes, image.width, image.height, 4 * image.width, QImage.Format.Format_RGBX8888)
        self._image.setDevicePixelRatio(self.devicePixelRatioF())
        self.drawn.emit(fine)

    def paintEvent(self, event: QPaintEvent | None) -> None:
        """Draw the picture if it has changed, and paint it."""
        if self._drawing and (self._stale or self._image is None or self._size() != self._image.size()):
            self._draw(fine=False)
            self._rest.start()
        painter = QPainter(self)
        if self._drawing and self._image is not None:
            painter.drawImage(QPointF(0, 0), self._image)
            self._fade.paint(painter, self._image)
        else:
            self._paint_words(painter)
        if self._ring:
            focus_ring(painter, self, 6)

    def _size(self) -> QSize:
        return QSize(*self.pixels())

    def _paint_words(self, painter: QPainter) -> None:
        colours = self.palette()
        painter.fillRect(self.rect(), colours.color(QPalette.ColorRole.Base))
        painter.setPen(colours.color(QPalette.ColorRole.PlaceholderText))
        room = QRectF(self.rect()).adjusted(40, 20, -40, -20)
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._words)

    # The keyboard

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        """Point out no place any more at Escape."""
        if event is None:
            return
        if event.key() == Qt.Key.Key_Escape and self._session.store.state.place is not None:
            self._session.edit(lambda scene: set_place(scene, None), "place")
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent | None) -> None:
        """Show a ring where the keyboard came here by itself."""
        by_key = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        self._ring = event is not None and event.reason() in by_key
        self.update()

    def focusOutEvent(self, event: QFocusEvent | None) -> None:
        """Take the ring away."""
        self._ring = False
        self.update()

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """Draw anew in the new size."""
        super().resizeEvent(event)
        self._touch()
