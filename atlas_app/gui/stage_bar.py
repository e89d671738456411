"""What stands below the brain: the conditions, play or pause, the scrubber; and the line of words under them."""

import itertools
from functools import partial
from typing import Final

from PyQt6.QtCore import QSize, Qt
from PyQt6.QtGui import QPalette
from PyQt6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from atlas_app.commands.action import own_commands
from atlas_app.commands.command import Command, Registry
from atlas_app.commands.session import Session
from atlas_app.gui.bound import BoundButton, BoundChoice
from atlas_app.gui.controls import Choice, Elided
from atlas_app.gui.icons import icon
from atlas_app.gui.layer_choice import LayerChoice
from atlas_app.gui.scrubber import Scrubber
from atlas_app.gui.segments import Segment, Segments
from atlas_app.gui.timing import later
from atlas_app.gui.tongue import translated as _
from atlas_app.model.clock import clock_of
from atlas_app.model.edits import set_time
from atlas_app.model.scene import Scene

__all__ = ["StageBar", "StatusLine"]

SEGMENTS: Final = (
    ("response.rest", "Rest", "five regions", None),
    ("response.execute", "Execute", "do it", "execute"),
    ("response.observe", "Observe", "watch it", "observe"),
    ("response.mirror", "Both", "mirror response", "both"),
)
ACTIONS: Final = (("What is done", "action.do."), ("What is watched", "action.watch."))
HINT: Final = "E  do it      O  watch it      M  both      R  rest      Space  plays"
SAID_MS: Final = 9000


class StageBar(QFrame):
    """The few controls that a lecturer uses on stage."""

    def __init__(self, session: Session, registry: Registry) -> None:
        super().__init__()
        self._session = session
        self._pulls = itertools.count()
        self._bound: list[BoundButton | BoundChoice] = []
        segments = []
        for command_id, title, meaning, state in SEGMENTS:
            segment = Segment(_(title), _(meaning), registry[command_id].keys[0], state)
            self._bound.append(BoundButton(segment, command_id, registry, session))
            segments.append(segment)
        self.play = QToolButton()
        self.play.setFixedSize(46, 46)
        self.play.setIconSize(QSize(30, 30))
        self.play.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._bound.append(BoundButton(self.play, "response.play", registry, session))
        self.scrubber = Scrubber()
        self.scrubber.grasped.connect(self._grasp)
        self.scrubber.scrubbed.connect(self._scrub)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(Segments(_("Condition"), segments), 5)
        row.addWidget(self.play)
        row.addWidget(self.scrubber, 4)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 4, 20, 6)
        column.setSpacing(6)
        column.addLayout(self._what(registry))
        column.addLayout(row)
        self._key = ""

    def refresh(self) -> None:
        """Show condition and time of the scene."""
        for bound in self._bound:
            bound.refresh()
        self.layers.refresh()
        for choice in self.deeds:
            choice.setEnabled(self._session.store.state.layer != "literature")
        self.scrubber.show_phases(_phases(self._session.store.state))
        self.show_time()

    def show_time(self) -> None:
        """Show the scene's time."""
        scene = self._session.store.state
        self.scrubber.setEnabled(scene.layer == "simulation")
        self.scrubber.show_time(scene.time_s, clock_of(scene))

    def show_playing(self, playing: bool) -> None:
        """Show the button's other face."""
        name = _("Pause") if playing else _("Play")
        colour = self.palette().color(QPalette.ColorRole.WindowText)
        self.play.setIcon(icon("pause" if playing else "play", colour))
        self.play.setAccessibleName(name)
        self.play.setToolTip(f"{name} ({_('Space')})")

    def _what(self, registry: Registry) -> QHBoxLayout:
        """Return the row of what is done, what is watched, and which layer answers."""
        row = QHBoxLayout()
        row.setSpacing(8)
        self.deeds = [Choice(_(name)) for name, _prefix in ACTIONS]
        for choice, (_name, prefix) in zip(self.deeds, ACTIONS, strict=True):
            self._bound.append(BoundChoice(choice, prefix, registry, self._session, _brought))
            choice.setMaximumWidth(280)
            row.addWidget(choice, 8)
        row.addStretch(1)
        self.layers = LayerChoice(self._session, registry)
        row.addWidget(self.layers)
        return row

    def _grasp(self) -> None:
        self._session.face.pause()
        self._key = f"scrub {next(self._pulls)}"

    def _scrub(self, time_s: float) -> None:
        def edit(scene: Scene) -> Scene:
            return set_time(scene, time_s)

        self._session.edit(edit, merge=self._key)


def _brought(scene: Scene) -> tuple[Command, ...]:
    return own_commands(scene.own_actions) if scene.own_actions else ()


def _phases(scene: Scene) -> tuple[tuple[float, str], ...]:
    """Return when the phases of what is done, or only watched, begin, in s, and their names."""
    from regions.responses.action_file import actions_of

    watched = scene.condition in ("observe", "object") and scene.observed
    shown = actions_of(scene.own_actions).actions[watched or scene.action]
    return tuple((phase.at_s, phase.name) for phase in shown.phases)


class StatusLine(QWidget):
    """One line: what to press or what was said, what is under way, what lies under the pointer."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.said = Elided(_("What to press, and what was done"), Qt.AlignmentFlag.AlignLeft)
        self.pointed = Elided(_("Under the pointer"), Qt.AlignmentFlag.AlignRight)
        self.pointed.setProperty("quiet", "true")
        self._loading = QWidget()
        self._loading.setVisible(False)
        self.cancel = QPushButton(_("Cancel"))
        self.cancel.setProperty("chip", "true")
        self.cancel.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.cancel.setAccessibleName(_("Cancel loading"))
        self.cancel.clicked.connect(partial(self._cancel, session))
        note = QHBoxLayout(self._loading)
        note.setContentsMargins(0, 0, 0, 0)
        note.addWidget(QLabel(_("Loading...")))
        note.addWidget(self.cancel)
        self.setFixedHeight(38)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 0, 20, 8)
        row.setSpacing(20)
        row.addWidget(self.said, 1)
        row.addWidget(self._loading)
        row.addWidget(self.pointed, 1)
        self._back = later(self, SAID_MS, self._hint)
        self._late = later(self, 200, self._loading.show)
        self._hint()

    def say(self, sentence: str) -> None:
        """Show a sentence for some seconds, then again what to press."""
        self.said.show_text(sentence)
        self._back.start()

    def show_busy(self, busy: bool) -> None:
        """Show that something is under way, unless it is over in no time."""
        if busy:
            self._late.start()
        else:
            self._late.stop()
            self._loading.hide()

    def _cancel(self, session: Session, _checked: bool = False) -> None:
        session.cancel()
        self.show_busy(False)
        self.say(_("Given up; the scene is as it was."))

    def _hint(self) -> None:
        self.said.show_text(_(HINT))
