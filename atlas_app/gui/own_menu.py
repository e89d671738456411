"""The menu of a scene's own actions: they come and go with the scene, so it is filled each time it opens."""

from functools import partial
from itertools import groupby

from PyQt6.QtGui import QAction
from PyQt6.QtWidgets import QMenu

from atlas_app.commands.action import own_commands
from atlas_app.commands.command import Command
from atlas_app.commands.session import Session
from atlas_app.gui.tongue import translated as _

__all__ = ["OwnActions"]


class OwnActions(QMenu):
    """What a file brought along, to do and to watch; grey where there is none."""

    def __init__(self, session: Session, within: QMenu) -> None:
        super().__init__(_("Actions from the file"), within)
        self._session = session
        within.aboutToShow.connect(self._grey)
        self.aboutToShow.connect(self._fill)
        self._grey()

    def _grey(self) -> None:
        self.setEnabled(bool(self._session.store.state.own_actions))

    def _fill(self) -> None:
        self.clear()
        for _group, rows in groupby(own_commands(self._session.store.state.own_actions), lambda row: row.group):
            self.addSeparator()
            self.addActions([self._action(row) for row in rows])

    def _action(self, row: Command) -> QAction:
        store = self._session.store
        action = QAction(_(row.title).replace("&", "&&"), self)  # a name of one's own has no mnemonic
        action.setCheckable(True)
        action.setChecked(row.checked is not None and row.checked(store.state))
        action.setEnabled(row.applies(store))
        action.triggered.connect(partial(self._run, row))
        return action

    def _run(self, row: Command, _checked: bool = False) -> None:
        row.run(self._session)
