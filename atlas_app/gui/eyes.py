"""The picture as other eyes see it, on the screen only: the strip that says so and warns, the marks in the menu."""

from typing import TYPE_CHECKING, Final

from PyQt6.QtCore import QEvent, QObject, Qt
from PyQt6.QtGui import QActionGroup, QKeyEvent
from PyQt6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from atlas_app.brain.alike import alike, alike_said, shades
from atlas_app.brain.colour_vision import EYES, Eye
from atlas_app.commands.eyes import command_of
from atlas_app.gui.skin import palette
from atlas_app.gui.tongue import translated as _
from atlas_app.model.scene import Scene

if TYPE_CHECKING:
    from atlas_app.gui.window import Window

__all__ = ["EyeStrip", "Preview", "eye_of", "preview_of"]

CALLED: Final[dict[Eye, str]] = {
    "protan": "protan",
    "deutan": "deutan",
    "tritan": "tritan",
    "greyscale": "greyscale",
    "projector": "bright room",
}
ALL_WELL: Final = "Every two colours that carry meaning are CIEDE2000 15 or more apart, in full light."
SCALE: Final = "The colours are steps of a scale; they are not compared by pairs."
SCREEN_ONLY: Final = "On the screen only: what is saved or copied keeps its colours."
LEAST_PX: Final = 46
"""Room for two lines, so that a longer sentence does not move the picture."""


class EyeStrip(QFrame):
    """Says below the picture which preview is on and what is hard to tell apart; its button leaves it."""

    def __init__(self) -> None:
        super().__init__()
        self.badge, self.said, self.leave = QLabel(), QLabel(), QPushButton(_("Leave (Esc)"))
        self.badge.setProperty("badge", "true")
        self.badge.setToolTip(_(SCREEN_ONLY))
        self.said.setProperty("note", "true")
        self.said.setWordWrap(True)
        self.said.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.leave.setProperty("chip", "true")
        self.leave.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.leave.setAccessibleName(_("Leave the preview"))
        self.leave.setToolTip(_("Show the picture in its own colours again (Esc)"))
        self.setMinimumHeight(LEAST_PX)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 4, 20, 4)
        row.setSpacing(12)
        row.addWidget(self.badge, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.said, 1)
        row.addWidget(self.leave)

    def show_words(self, called: str, said: str, pairs: str) -> None:
        """Show which preview is on, what is to be said about it, and all that is alike when the pointer asks."""
        self.badge.setText(f"{_('Preview')}: {_(called)}")
        self.said.setText(said)
        self.said.setToolTip(pairs)
        self.setAccessibleName(self.badge.text())
        self.setAccessibleDescription(said)


class Preview(QObject):
    """Through which eye one window shows its picture; belongs to the window and not to the scene."""

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self._window = window
        self.eye: Eye = "normal"
        self.strip = EyeStrip()
        self.strip.hide()
        self.strip.leave.clicked.connect(self._leave)
        _put_below(window.viewport, self.strip)
        for part in (self.strip, *self.strip.findChildren(QWidget)):
            part.setPalette(palette(window.session.store.state.theme))
        QWidget.setTabOrder(window.viewport, self.strip.leave)
        group = QActionGroup(self)
        self._actions = {eye: window.actions_by_id[command_of(eye)] for eye in EYES}
        for action in self._actions.values():
            action.setCheckable(True)
            group.addAction(action)
        window.session.store.changed.connect(self._changed)
        window.installEventFilter(self)

    def look_through(self, eye: Eye) -> None:
        """Show the picture through an eye, and say what is hard to tell apart under it."""
        self.eye = eye
        self._actions[eye].setChecked(True)
        self._window.viewport.look_through(eye)
        if (slices := self._window.slices.view) is not None:
            slices.refresh()
        self._refresh()
        if eye == "normal":
            self._window.status.say(_("The picture is shown in its own colours."))
        else:
            self._window.status.say(alike_said(self._scene, eye) or self.strip.badge.text())

    @property
    def _scene(self) -> Scene:
        return self._window.session.store.state

    def _refresh(self) -> None:
        if self.eye != "normal":
            some = shades(self._scene)
            said = alike_said(self._scene, self.eye) or _(ALL_WELL if some else SCALE)
            pairs = "\n".join(f"{two.one} - {two.other}: {two.distance:.1f}" for two in alike(some, self.eye))
            self.strip.show_words(CALLED[self.eye], said, pairs)
        elif self.strip.leave.hasFocus():
            self._window.viewport.setFocus()
        self.strip.setVisible(self.eye != "normal")

    def _changed(self, _old: object, _new: object) -> None:
        self._refresh()

    def _leave(self, _checked: bool = False) -> None:
        self.look_through("normal")

    def eventFilter(self, watched: QObject | None, event: QEvent | None) -> bool:
        """Leave the preview at Escape, where nothing else wanted it."""
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if pressed and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape and self.eye != "normal":
            self._leave()
            return True
        return super().eventFilter(watched, event)


def preview_of(window: "Window") -> Preview:
    """Return the window's preview; made when it is first asked for."""
    made: Preview | None = window.findChild(Preview, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return made if made is not None else Preview(window)


def eye_of(widget: QWidget | None) -> Eye:
    """Return the eye through which the window around a widget shows its pictures."""
    while widget is not None:
        made: Preview | None = widget.findChild(Preview, options=Qt.FindChildOption.FindDirectChildrenOnly)
        if made is not None:
            return made.eye
        widget = widget.parentWidget()
    return "normal"


def _put_below(widget: QWidget, strip: QWidget) -> None:
    around = widget.parentWidget()
    column = around.layout() if around else None
    if isinstance(column, QBoxLayout):
        column.insertWidget(column.indexOf(widget) + 1, strip)
