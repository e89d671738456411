"""What lies at hand in one window: the menu of a region, the palette of commands, the scenes that were open last."""

from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, Final

from PyQt6.QtCore import QEvent, QObject, QPoint, QSettings, Qt
from PyQt6.QtGui import QAction, QContextMenuEvent, QCursor, QKeyEvent
from PyQt6.QtWidgets import QMenu, QWidget

from atlas_app.commands.command import Command
from atlas_app.commands.region import place_commands, region_commands
from atlas_app.gui.findings import Place
from atlas_app.gui.hover import label_of, read_out
from atlas_app.gui.palette_box import PaletteBox
from atlas_app.gui.recent import RecentScenes
from atlas_app.gui.region_list import RegionRow
from atlas_app.gui.tongue import translated as _
from atlas_app.model import scene as model
from atlas_app.model.edits import look_of
from data.sides import Hemisphere
from regions.catalogue import region

if TYPE_CHECKING:  # VTK loads while the window is already to be seen
    from atlas_app.gui.window import Window
    from atlas_app.render.pick import Found

__all__ = ["Hands"]

WHAT: Final = "place.what"


class Hands(QObject):
    """Listens for right clicks and the Menu key on the brain and on the rows of the regions."""

    def __init__(self, window: "Window", settings: QSettings | None) -> None:
        super().__init__(window)
        self._window = window
        self.recent = RecentScenes(window.session, settings, window)
        self.recent.stand_before(window.actions_by_id["file.save"])
        self.palette = PaletteBox(window.actions_by_id, window.session, window)
        self.menu: QMenu | None = None
        """The menu that was opened last."""
        window.viewport.asked.connect(self._asked)
        for widget in (window.viewport, window.dock.search, *window.dock.list.rows.values()):
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject | None, event: QEvent | None) -> bool:
        """Open the menu of a row at a right click or the Menu key, and of the chosen region on the brain."""
        window = self._window
        if isinstance(event, QContextMenuEvent) and isinstance(watched, RegionRow):
            window.dock.choose(watched.region_id)
            self._open(watched.region_id, None, None, _beside(watched, event))
            return True
        if isinstance(event, QContextMenuEvent) and watched is window.viewport:
            if event.reason() == QContextMenuEvent.Reason.Keyboard:  # a right click may yet become a drag
                self._open_by_key()
            return True
        if isinstance(event, QKeyEvent) and watched is window.dock.search and _is_palette_key(event):
            event.ignore()  # else the line would delete its end
            return event.type() == QEvent.Type.ShortcutOverride
        return super().eventFilter(watched, event)

    # The menu of a region

    def _asked(self, x: float, y: float) -> None:
        if (found := self._window.hover.at(x, y)) is not None:
            if found.region is not None:
                self._window.dock.choose(found.region)
            self._open(found.region, found.hemisphere, found, QCursor.pos())

    def _open_by_key(self) -> None:
        viewport = self._window.viewport
        self._open(self._window.dock.chosen, None, None, viewport.mapToGlobal(viewport.rect().center()))

    def _open(self, region_id: str | None, side: Hemisphere | None, found: "Found | None", at: QPoint) -> None:
        if self.menu is not None:
            self.menu.deleteLater()
        self.menu = menu = QMenu(self._window)
        title = read_out(found) if found else region(region_id).name if region_id else ""
        menu.setAccessibleName(title)
        head = QAction(title.replace("&", "&&"), menu)
        head.setEnabled(False)
        menu.addAction(head)
        scene = self._window.session.store.state
        rows = region_commands(region_id, look_of(scene, region_id).visible, side) if region_id else ()
        here = place_commands(_place(found)) if found else ()
        rows += tuple(row for row in here if row.id != WHAT or (found and not found.shape))
        for _group, some in groupby(rows, key=lambda row: (row.menu, row.group)):
            menu.addSeparator()
            menu.addActions([self._action(row, found, menu) for row in some])
        menu.popup(at)

    def _action(self, row: Command, found: "Found | None", menu: QMenu) -> QAction:
        session = self._window.session
        action = QAction(_(row.title), menu)
        action.setObjectName(row.id)
        action.setEnabled(row.applies(session.store))
        action.triggered.connect(partial(self._run, row, found))
        return action

    def _run(self, row: Command, found: "Found | None", _checked: bool = False) -> None:
        row.run(self._window.session)
        if row.id == WHAT and found is not None:
            self._window.dock.region_card.show_place(Place(found.hemisphere, label_of(found), found.mni152_mm))


def _place(found: "Found") -> model.Place:
    x, y, z = found.mni152_mm
    return model.Place(x=x, y=y, z=z)


def _beside(row: QWidget, event: QContextMenuEvent) -> QPoint:
    """Return where a row's menu opens: under the pointer, or under the row if a key asked."""
    if event.reason() == QContextMenuEvent.Reason.Mouse:
        return event.globalPos()
    return row.mapToGlobal(row.rect().bottomLeft() + QPoint(24, 0))


def _is_palette_key(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_K and event.modifiers() == Qt.KeyboardModifier.ControlModifier
