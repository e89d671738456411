"""Three slices through the scene's place, painted as they stand in a file; the pointer, the wheel and keys move it."""

from collections.abc import Callable
from typing import Final

import numpy as np
from PyQt6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, pyqtSignal
from PyQt6.QtGui import QFocusEvent, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QWheelEvent
from PyQt6.QtWidgets import QSizePolicy, QWidget

from atlas_app.brain.library import Library
from atlas_app.brain.slice_places import centre_of, inside, moved, through, under
from atlas_app.brain.slices import Slices, read_out, slices
from atlas_app.commands.session import Session
from atlas_app.gui.controls import focus_ring
from atlas_app.gui.eyes import eye_of
from atlas_app.gui.slice_steps import Steps, step_of
from atlas_app.gui.tongue import translated as _
from atlas_app.model.edits import set_place
from atlas_app.model.scene import Place, Scene
from atlas_app.render.preview import preview
from atlas_app.render.slice_panes import SlicePane
from atlas_app.render.slices import compose_slices, panes_of
from regions.own import AtlasRef

__all__ = ["SlicesView"]

NOTCH: Final = 120
"""What a notch of the wheel turns by."""


class SlicesView(QWidget):
    """The picture of the slices; `told` gives what lies under the pointer in words, empty for nothing."""

    told = pyqtSignal(str)

    def __init__(self, session: Session, library: Library, chosen: Callable[[], str]) -> None:
        super().__init__()
        self._session, self._library, self._chosen = session, library, chosen
        self._picture: Slices | None = None
        self._image: QImage | None = None
        self._bytes, self._words = b"", ""
        self._stale, self._ring = True, False
        self._loading: AtlasRef = ""
        self._grip: tuple[SlicePane, str] | None = None
        self._steps, self._turned = Steps(), 0
        session.store.changed.connect(self._changed)
        self.setMouseTracking(True)
        self.setMinimumSize(240, 240)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(_("Slices"))

    # What is shown

    @property
    def place(self) -> Place:
        """The scene's place; where it has none, the middle of the chosen region."""
        scene = self._session.store.state
        if scene.place is not None:
            return inside(scene.place)
        return self._library.keep(
            ("middle", scene.atlas, self._chosen()), lambda: centre_of(scene.atlas, self._chosen(), self._library)
        )

    @property
    def picture(self) -> Slices | None:
        """What was drawn last."""
        return self._picture

    @property
    def panes(self) -> tuple[SlicePane, ...]:
        """Where the slices stand, in the screen's own pixels."""
        return panes_of(self._picture, *self.pixels(), self.devicePixelRatioF()) if self._picture else ()

    def pixels(self) -> tuple[int, int]:
        """Return the picture's width and height in the screen's own pixels."""
        ratio = self.devicePixelRatioF()
        return max(round(self.width() * ratio), 16), max(round(self.height() * ratio), 16)

    def refresh(self, _because: object = None) -> None:
        """Draw anew when next seen."""
        self._stale = True
        self.update()

    def _changed(self, old: Scene, new: Scene) -> None:
        def looks(scene: Scene) -> tuple[object, ...]:
            return (scene.place, scene.atlas, scene.regions, scene.neighbours, scene.layer, scene.theme, scene.names)

        if looks(old) != looks(new):
            self.refresh()

    # Drawing

    def _ready(self) -> bool:
        """Whether the atlas is there in voxels; if not, begin to load it."""
        scene = self._session.store.state
        if self._library.has(("voxels", scene.atlas)) and self._library.has(("template",)):
            return True
        if self._loading != scene.atlas:
            self._loading = scene.atlas
            self._words = _("Preparing the slices, once...")
            place = scene.place or Place(x=0, y=0, z=0)
            self._session.face.in_background(
                lambda: slices(scene, self._library, place), lambda _made: self._loaded(), self._failed
            )
        return False

    def _loaded(self) -> None:
        self._loading = ""
        self.refresh()

    def _failed(self, error: Exception) -> None:
        self._words = _("The slices cannot be drawn.") + f"\n\n{error}"
        self.setAccessibleDescription(self._words)
        self.update()

    def _draw(self) -> None:
        scene, ratio = self._session.store.state, self.devicePixelRatioF()
        self._picture = slices(scene, self._library, self.place, self._picture)
        image = compose_slices(self._picture, *self.pixels(), ratio)
        self._bytes = preview(np.asarray(image), eye_of(self)).tobytes()
        self._image = QImage(self._bytes, image.width, image.height, 4 * image.width, QImage.Format.Format_RGBX8888)
        self._image.setDevicePixelRatio(ratio)
        self._stale = False
        self.setAccessibleDescription(f"{self._picture.said}. {self._picture.caption}")

    def paintEvent(self, event: QPaintEvent | None) -> None:
        """Draw the slices if they have changed, and paint them."""
        ready = self._ready()
        if ready and (self._stale or self._image is None or QSize(*self.pixels()) != self._image.size()):
            self._draw()
        painter = QPainter(self)
        if ready and self._image is not None:
            painter.drawImage(QPointF(0, 0), self._image)
        else:
            colours = self.palette()
            painter.fillRect(self.rect(), colours.color(QPalette.ColorRole.Base))
            painter.setPen(colours.color(QPalette.ColorRole.PlaceholderText))
            room = QRectF(self.rect()).adjusted(20, 20, -20, -20)
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._words)
        if self._ring:
            focus_ring(painter, self, 6)

    # The pointer

    def _move(self, place: Place, merge: str) -> None:
        if place != self._session.store.state.place:
            self._session.edit(lambda scene: set_place(scene, place), merge)

    def _at(self, position: QPointF) -> tuple[float, float]:
        """Return a position in the screen's own pixels."""
        ratio = self.devicePixelRatioF()
        return position.x() * ratio, position.y() * ratio

    def _pane(self, position: QPointF) -> SlicePane | None:
        """Return the pane under a position, if there is one."""
        at = self._at(position)
        return next((pane for pane in self.panes if pane.away(*at) == 0), None)

    def mousePressEvent(self, event: QMouseEvent | None) -> None:
        """Take the cross to the pointer."""
        if event is None or event.button() != Qt.MouseButton.LeftButton:
            return
        if pane := self._pane(event.position()):
            self._grip = (pane, self._steps.new("drag"))
            self._drag(event.position())

    def mouseMoveEvent(self, event: QMouseEvent | None) -> None:
        """Drag the cross, or tell what lies under the pointer."""
        if event is None:
            return
        if self._grip is not None:
            self._drag(event.position())
            return
        pane = self._pane(event.position())
        if pane is None:
            self.told.emit("")
            return
        place = moved(self.place, pane.plane, *pane.place(*self._at(event.position())))
        self.told.emit(read_out(under(self._session.store.state, self._library, place), place))

    def _drag(self, position: QPointF) -> None:
        if self._grip is not None:
            pane, key = self._grip
            self._move(moved(self.place, pane.plane, *pane.place(*self._at(position))), key)

    def mouseReleaseEvent(self, event: QMouseEvent | None) -> None:
        """Let go of the cross."""
        self._grip = None

    def leaveEvent(self, event: QEvent | None) -> None:
        """Tell that the pointer has gone."""
        self.told.emit("")

    def wheelEvent(self, event: QWheelEvent | None) -> None:
        """Step 1 mm a notch through the slice under the pointer."""
        if event is None:
            return
        event.accept()
        pane = self._pane(event.position())
        self._turned += event.angleDelta().y()
        steps = int(self._turned / NOTCH)
        self._turned -= steps * NOTCH
        if pane and steps:
            self._move(through(self.place, pane.plane, steps), self._steps.key(f"wheel {pane.plane}"))

    # The keyboard

    def event(self, event: QEvent | None) -> bool:
        """Keep the keys that move the place from the commands that have them too."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and step_of(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        """Move the place by 1 mm."""
        step = step_of(event) if event is not None else None
        if event is None or step is None or not self.panes:
            super().keyPressEvent(event)
            return
        x, y, z = (at + by for at, by in zip((self.place.x, self.place.y, self.place.z), step, strict=True))
        self._move(inside(Place(x=x, y=y, z=z)), self._steps.key("keys"))

    def focusInEvent(self, event: QFocusEvent | None) -> None:
        """Show a ring where the keyboard came here by itself."""
        by_key = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        self._ring = event is not None and event.reason() in by_key
        self.update()

    def focusOutEvent(self, event: QFocusEvent | None) -> None:
        """Take the ring away."""
        self._ring = False
        self.update()
