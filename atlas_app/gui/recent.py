"""The scenes that were opened or saved last, as a menu."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from PyQt6.QtCore import QSettings
from PyQt6.QtGui import QAction
from PyQt6.QtWidgets import QMenu, QWidget

from atlas_app.commands.files import open_scene
from atlas_app.commands.session import Session
from atlas_app.gui.tongue import translated as _

__all__ = ["RecentScenes"]

MOST: Final = 8
KEY: Final = "recent"


class RecentScenes(QMenu):
    """At most eight files, the last one first; kept from one window to the next where there are settings."""

    def __init__(self, session: Session, settings: QSettings | None, window: QWidget) -> None:
        super().__init__(_("Open recent"), window)
        self._session, self._settings = session, settings
        self._kept: tuple[Path, ...] = ()
        self.setToolTipsVisible(True)
        self.aboutToShow.connect(self._fill)

    @property
    def paths(self) -> tuple[Path, ...]:
        """The files, the last one first."""
        if self._settings is None:
            return self._kept
        names = self._settings.value(KEY) or []
        names = [names] if isinstance(names, str) else names  # of a list of one, some formats make the one
        return tuple(Path(name) for name in names if isinstance(name, str))[:MOST] if isinstance(names, list) else ()

    def stand_before(self, action: QAction) -> None:
        """Take a place in the menu of another action, before it."""
        for menu in action.associatedObjects():
            if isinstance(menu, QMenu):
                menu.insertMenu(action, self)
                menu.aboutToShow.connect(self._grey)
        self._grey()

    def remember(self, path: Path) -> None:
        """Put a file first."""
        path = path.absolute()
        self._keep((path, *(one for one in self.paths if one != path)))

    def forget(self, path: Path | None = None) -> None:
        """Forget one file, or all."""
        self._keep(tuple(one for one in self.paths if path is not None and one != path))

    def _keep(self, paths: tuple[Path, ...]) -> None:
        self._kept = paths[:MOST]
        if self._settings is not None:
            self._settings.setValue(KEY, [str(path) for path in self._kept])
        self._grey()

    def _grey(self) -> None:
        self.setEnabled(bool(self.paths))

    def _fill(self) -> None:
        self.clear()
        paths = self.paths
        for number, path in enumerate(paths, start=1):
            twice = sum(one.name == path.name for one in paths) > 1
            name = f"{path.name} ({path.parent.name})" if twice else path.name
            action = self._action(f"&{number}  {name.replace('&', '&&')}", partial(self._open, path))
            action.setToolTip(str(path))
        self.addSeparator()
        self._action(_("Forget them"), self.forget)

    def _action(self, title: str, run: Callable[[], None]) -> QAction:
        action = QAction(title, self)
        action.triggered.connect(lambda _checked: run())
        self.addAction(action)
        return action

    def _open(self, path: Path) -> None:
        if path.is_file():
            open_scene(self._session, path)
            return
        self.forget(path)
        told = _("{file} is not in {folder} any more, and is forgotten here.")
        self._session.face.say(told.format(file=path.name, folder=path.parent))
