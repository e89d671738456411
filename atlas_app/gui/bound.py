"""Controls that stand for rows of the table of commands: what they show, offer and grey is read from there."""

from collections.abc import Callable, Sequence
from functools import partial

from PyQt6.QtCore import Qt
from PyQt6.QtGui import QStandardItemModel
from PyQt6.QtWidgets import QAbstractButton, QPushButton

from atlas_app.commands.command import Command, Registry
from atlas_app.commands.session import Session
from atlas_app.gui.controls import Choice
from atlas_app.gui.tongue import translated as _
from atlas_app.model.scene import Scene

__all__ = ["BoundButton", "BoundChoice", "Brought", "chip"]

Brought = Callable[[Scene], Sequence[Command]]
"""The commands that belong to a scene and not to the table."""


class BoundButton:
    """A button that runs one command; pressed as long as the command's mark is set."""

    def __init__(self, button: QAbstractButton, command_id: str, registry: Registry, session: Session) -> None:
        self.button, self._command, self._session = button, registry[command_id], session
        button.setCheckable(self._command.checked is not None)
        button.clicked.connect(partial(self._run, registry))

    def refresh(self) -> None:
        """Show what the scene says."""
        store = self._session.store
        self.button.setEnabled(self._command.applies(store))
        if self._command.checked is not None:
            self.button.setChecked(self._command.checked(store.state))

    def _run(self, registry: Registry, _checked: bool = False) -> None:
        registry.run(self._command.id, self._session)
        self.refresh()  # Qt has pressed it by itself; the scene decides


class BoundChoice:
    """A choice among the commands of one group, and of those that a scene brings along by itself."""

    def __init__(
        self, choice: Choice, prefix: str, registry: Registry, session: Session, brought: Brought | None = None
    ) -> None:
        self.choice, self._session, self._prefix, self._brought = choice, session, prefix, brought
        self._fixed = [command for command in registry.values() if command.id.startswith(prefix)]
        self._rows: list[Command] = []
        self._show(self._fixed)
        choice.activated.connect(self._run)

    def refresh(self) -> None:
        """Show which one the scene is at, and grey those that it cannot have."""
        store = self._session.store
        brought = self._brought(store.state) if self._brought else ()
        self._show([*self._fixed, *(row for row in brought if row.id.startswith(self._prefix))])
        on = (k for k, row in enumerate(self._rows) if row.checked is not None and row.checked(store.state))
        self.choice.setCurrentIndex(next(on, -1))
        self.choice.setToolTip(f"{self.choice.accessibleName()}. {self.choice.currentText()}")
        model = self.choice.model()
        if isinstance(model, QStandardItemModel):
            for k, row in enumerate(self._rows):
                if (item := model.item(k)) is not None:
                    item.setEnabled(row.applies(store))

    def _show(self, rows: list[Command]) -> None:
        if rows != self._rows:
            self._rows = rows
            self.choice.clear()
            self.choice.addItems([_(row.title) for row in rows])

    def _run(self, index: int) -> None:
        row = self._rows[index]
        if row.applies(self._session.store):
            row.run(self._session)
        self.refresh()


def chip(text: str, said: str) -> QPushButton:
    """Return a small button that stays pressed."""
    button = QPushButton(text)
    button.setProperty("chip", "true")
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setToolTip(said)
    return button
