"""The palette: type a few letters of any command, Enter runs it."""

from typing import Final

from PyQt6.QtCore import QEvent, QObject, Qt
from PyQt6.QtGui import QFocusEvent, QKeyEvent
from PyQt6.QtWidgets import QApplication, QFrame, QLineEdit, QVBoxLayout, QWidget

from atlas_app.commands.ranking import ranked
from atlas_app.commands.session import Session
from atlas_app.gui.menus import Actions
from atlas_app.gui.palette_list import PaletteList, Row
from atlas_app.gui.tongue import translated as _

__all__ = ["PaletteBox"]

WIDTH: Final = 620
HEIGHT: Final = 460
TOP: Final = 64
ITSELF: Final = "help.palette"
STEPS: Final = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -8, Qt.Key.Key_PageDown: 8}
TAKES: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
OWN_KEYS: Final = frozenset({*STEPS, *TAKES, Qt.Key.Key_Escape})


class PaletteBox(QFrame):
    """A line and a list over the window; the keyboard stays in the line."""

    def __init__(self, actions: Actions, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._actions, self._session = actions, session
        self._before: QWidget | None = None
        self.setObjectName("palette")
        self.setAccessibleName(_("Commands by name"))
        self.line = QLineEdit()
        self.line.setPlaceholderText(_("Type what to do: glass, next neuron, save..."))
        self.line.setAccessibleName(_("Name of a command"))
        self.line.setMinimumHeight(38)
        self.line.setMaxLength(80)
        self.list = PaletteList()
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 10)
        column.setSpacing(8)
        column.addWidget(self.line)
        column.addWidget(self.list, 1)
        self.line.textChanged.connect(self._look)
        self.line.installEventFilter(self)
        self.list.taken.connect(self._run)
        window.installEventFilter(self)
        self.hide()

    def open(self) -> None:
        """Come up empty, with every command; called again, go away."""
        if not self.isHidden():
            self.leave()
            return
        self._before = QApplication.focusWidget()
        self._place()
        self.line.clear()
        self._look()
        self.show()
        self.raise_()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def leave(self) -> None:
        """Go away and give the keyboard back."""
        before, self._before = self._before, None
        self.hide()
        if before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    def _look(self) -> None:
        """Offer what fits what was typed: first what can be run now, then what cannot."""
        rows = [command for command in self._actions.registry.values() if command.id != ITSELF]
        found = [rows[k] for k in ranked(self.line.text(), [f"{_(row.title)} {_(row.menu)}" for row in rows])]
        store = self._session.store
        made = [Row(one.id, _(one.title), _(one.menu), "   ".join(one.keys), one.applies(store)) for one in found]
        self.list.offer([row for row in made if row.applies], [row for row in made if not row.applies])
        self.line.setAccessibleDescription(self.list.spoken)

    def _run(self, command_id: str) -> None:
        self.leave()
        self._actions[command_id].trigger()

    def _place(self) -> None:
        host = self.parentWidget()
        if host is not None:
            width, height = min(WIDTH, host.width() - 40), min(HEIGHT, host.height() - TOP - 40)
            self.setGeometry((host.width() - width) // 2, TOP, width, height)

    # Qt's own

    def eventFilter(self, watched: QObject | None, event: QEvent | None) -> bool:
        """Take the keys of the list from the line, and follow the window's size."""
        if watched is not self.line:
            if event is not None and event.type() == QEvent.Type.Resize and not self.isHidden():
                self._place()
            return super().eventFilter(watched, event)
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut:
            if event.reason() not in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason):
                self._before = None  # the keyboard has gone where it was sent
                self.hide()
        elif isinstance(event, QKeyEvent) and self._is_own(event):
            if event.type() == QEvent.Type.KeyPress:
                self._press(Qt.Key(event.key()))
            event.accept()
            return True
        return super().eventFilter(watched, event)

    def _is_own(self, event: QKeyEvent) -> bool:
        again = event.key() == Qt.Key.Key_K and event.modifiers() == Qt.KeyboardModifier.ControlModifier
        return event.key() in OWN_KEYS or again

    def _press(self, key: Qt.Key) -> None:
        if key in STEPS:
            self.list.step(STEPS[key])
            self.line.setAccessibleDescription(self.list.spoken)
        elif key not in TAKES:
            self.leave()
        elif (chosen := self.list.current) is not None:
            self._run(chosen)
