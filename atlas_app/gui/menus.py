"""Menus, keys, marks and greying, all read from the table of commands."""

from functools import partial
from itertools import groupby
from typing import Final

from PyQt6.QtGui import QAction, QActionGroup, QKeySequence
from PyQt6.QtWidgets import QMenu, QMenuBar, QWidget

from atlas_app.commands.command import Command, Registry
from atlas_app.commands.session import Session
from atlas_app.gui.own_menu import OwnActions
from atlas_app.gui.tongue import translated as _

__all__ = ["Actions"]

FOLDED: Final = {
    ("View", "hemisphere"): "Hemisphere",
    ("View", "camera"): "Turn and zoom",
    ("View", "eyes"): "Preview for other eyes",
    ("Brain", "atlas"): "Atlas",
    ("Brain", "agreement"): "Agreement of one region",
    ("Brain", "shapes"): "Shapes below the cortex",
}
"""Groups that open sideways, so that no menu is taller than a small screen."""

OWN: Final = ("Action", "own")
"""The group that ends in the menu of the scene's own actions."""

REPEATING: Final = ("response.earlier", "response.later", "view.zoom-", "view.turn-", "view.roll-")
"""What a key that is held down does again and again."""


class Actions:
    """Every command as an action of one window."""

    def __init__(self, registry: Registry, session: Session, window: QWidget) -> None:
        self.registry, self._session, self._window = registry, session, window
        self._groups: dict[tuple[str, str], QActionGroup] = {}
        self._actions = {command.id: self._action(command) for command in registry.values()}
        window.addActions(list(self._actions.values()))

    def __getitem__(self, command_id: str) -> QAction:
        return self._actions[command_id]

    def run(self, command_id: str) -> None:
        """Run a command where it applies."""
        self.registry.run(command_id, self._session)

    def fill(self, bar: QMenuBar) -> dict[str, QMenu]:
        """Put every action into its menu, groups apart, and return the menus by their titles."""
        menus: dict[str, QMenu] = {}
        for title in self.registry.menus:
            menu = bar.addMenu(_(title))
            if menu is None:
                continue
            rows = [command for command in self.registry.values() if command.menu == title]
            for group, some in groupby(rows, key=lambda command: command.group):
                folded, after = FOLDED.get((title, group)), menu.actions()
                if after and not (folded and after[-1].menu()):  # what opens sideways stands together
                    menu.addSeparator()
                inner = menu.addMenu(_(folded)) if folded else menu
                (inner or menu).addActions([self._actions[command.id] for command in some])
                if (title, group) == OWN:
                    menu.addMenu(OwnActions(self._session, menu))
            menus[title] = menu
        return menus

    def refresh(self, marks: bool = True) -> None:
        """Grey what does not apply now, and mark what is on."""
        store = self._session.store
        for command in self.registry.values():
            action = self._actions[command.id]
            action.setEnabled(command.applies(store))
            if marks and command.checked is not None:
                action.setChecked(command.checked(store.state))

    def _action(self, command: Command) -> QAction:
        action = QAction(_(command.title), self._window)
        action.setObjectName(command.id)
        action.setMenuRole(QAction.MenuRole.NoRole)
        action.setShortcuts([QKeySequence(key) for key in command.keys])
        action.setAutoRepeat(command.id.startswith(REPEATING))
        action.setCheckable(command.checked is not None)
        if command.choice:
            group = self._groups.setdefault((command.menu, command.group), QActionGroup(self._window))
            group.setExclusionPolicy(QActionGroup.ExclusionPolicy.ExclusiveOptional)
            group.addAction(action)
        action.triggered.connect(partial(self._run, command))
        return action

    def _run(self, command: Command, _checked: bool = False) -> None:
        self.run(command.id)
        if command.checked is not None:
            self.refresh()  # Qt has moved the mark by itself; the scene decides
