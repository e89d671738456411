"""The window: the brain in the middle, the stage bar below, the dock beside it."""

from functools import partial
from pathlib import Path
from typing import Final

from msgspec.structs import replace
from PyQt6.QtCore import QEvent, QSettings, Qt, QTimer
from PyQt6.QtGui import QCloseEvent, QKeyEvent
from PyQt6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QApplication,
    QComboBox,
    QMainWindow,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from atlas_app.brain.describe import describe
from atlas_app.brain.library import Library
from atlas_app.commands.catalog import catalog
from atlas_app.commands.session import Session
from atlas_app.gui.controls import MOVING_KEYS
from atlas_app.gui.dock import RegionsDock
from atlas_app.gui.docks import Docks
from atlas_app.gui.drops import Drops
from atlas_app.gui.face import WindowFace
from atlas_app.gui.findings import Place, prepare
from atlas_app.gui.hands import Hands
from atlas_app.gui.hover import Hover, label_of
from atlas_app.gui.lab import Lab
from atlas_app.gui.menus import Actions
from atlas_app.gui.player import Player
from atlas_app.gui.skin import dress
from atlas_app.gui.slices import SlicesDock
from atlas_app.gui.stage_bar import StageBar, StatusLine
from atlas_app.gui.start import Start
from atlas_app.gui.tongue import translated as _
from atlas_app.gui.viewport import Viewport
from atlas_app.gui.workers import Workers
from atlas_app.model.changes import OnError
from atlas_app.model.edits import set_condition
from atlas_app.model.scene import Scene
from atlas_app.model.store import Store

__all__ = ["Window"]

VERSION: Final = 2
"""Of what is remembered about docks; a window of another version begins anew."""

CONTROLS: Final = (QAbstractButton, QComboBox, QAbstractSlider, QAbstractItemView, QTextBrowser)


class Window(QMainWindow):
    """One window with a scene of its own."""

    def __init__(
        self,
        scene: Scene,
        library: Library,
        settings: QSettings | None = None,
        on_error: OnError | None = None,
    ) -> None:
        super().__init__()
        self._settings = settings
        self._library = library
        self._start = Start.here()
        registry = catalog()
        store = Store(scene, on_error)
        self.player = Player(store, self)
        self.workers = Workers()
        self.session = Session(store, library, WindowFace(self, registry))
        self.actions_by_id = Actions(registry, self.session, self)
        self.viewport = Viewport(self.session, library)
        self.hover = Hover(self.viewport, library)
        self.stage = StageBar(self.session, registry)
        self.status = StatusLine(self.session)
        self.dock = RegionsDock(self.session, registry, library, self)
        self.lab = Lab(self.session, registry, self)
        self.slices = SlicesDock(self.session, library, self.dock, self.status.pointed, self)
        self.drops = Drops(self)
        self._lay_out()
        self.hands = Hands(self, settings)
        self._connect()
        dress(self, scene.theme)
        self.stage.show_playing(False)
        self._refresh()
        self.dock.choose(self.dock.chosen)
        self._restore()

    # Building

    def _lay_out(self) -> None:
        self.setWindowTitle("Mirror Atlas")
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.viewport, 1)
        column.addWidget(self.stage)
        column.addWidget(self.status)
        self.setCentralWidget(middle)
        self.docks = Docks(self, self.dock, self.lab, self.slices)
        bar = self.menuBar()
        if bar is not None:
            self.docks.add_to(self.actions_by_id.fill(bar)["View"], self.actions_by_id)
        self.viewport.setFocus()

    def _connect(self) -> None:
        self.session.store.changed.connect(self._changed)
        self.player.changed.connect(self.stage.show_playing)
        self.workers.busy.connect(self.status.show_busy)
        given_up = (self.actions_by_id["edit.undo"].triggered, self.status.cancel.clicked)
        for ended in (self.workers.busy, *given_up):
            ended.connect(self.lab.refresh_soon)
        self.hover.told.connect(self.status.pointed.show_text)
        self.viewport.reset_wanted.connect(partial(self.actions_by_id.run, "view.reset"))
        self.viewport.clicked.connect(self._clicked)
        self.dock.search.left.connect(self.viewport.setFocus)
        self.viewport.drawn.connect(self._described)

    def _restore(self) -> None:
        screen = self.screen()
        room = screen.availableGeometry().size() if screen else self.size()
        self.setMinimumSize(min(940, room.width()), min(620, room.height()))
        self.resize(min(1600, room.width()), min(940, room.height()))
        if self._settings is None:
            return
        if geometry := self._settings.value("geometry"):
            self.restoreGeometry(geometry)
        if state := self._settings.value("state"):
            self.restoreState(state, VERSION)

    # Starting

    def start(self) -> None:
        """Load what the scene needs, find out whether OpenGL draws, then draw; the window is there all the while."""
        self.viewport.say(_("Loading the brain..."))
        scene = self.session.store.state
        self.workers.run(lambda: self._prepared(scene), self._begin, self._not_loaded)
        QTimer.singleShot(0, _import_vtk)

    def _prepared(self, scene: Scene) -> str:
        self._library.load(scene)
        return self._start.fault()

    def _begin(self, fault: str) -> None:
        if fault:
            self.viewport.say(fault)
            return
        self._start.begun()
        self.viewport.drawn.connect(self._reached)
        self.viewport.begin()

    def _not_loaded(self, error: Exception) -> None:
        self.viewport.say(_("The brain cannot be loaded.") + f"\n\n{error}")

    def _reached(self, fine: bool) -> None:
        if not fine:
            return
        self.viewport.drawn.disconnect(self._reached)
        self._start.reached()
        self.dock.region_card.places.warm()  # so that the first click and the first key answer at once
        self.workers.quietly(partial(prepare, set_condition(self.session.store.state, "mirror"), self._library))

    # Following the scene

    def _changed(self, old: Scene, new: Scene) -> None:
        state = self.session.store.state
        if old.theme != new.theme:
            dress(self, state.theme)
            self.stage.show_playing(self.player.playing)
        if replace(old, orbit=new.orbit, time_s=new.time_s) == new:  # a drag, or the action running
            self.actions_by_id.refresh(marks=False)
            self.stage.show_time()
        else:
            self._refresh()
        self._titled()

    def _refresh(self) -> None:
        self.actions_by_id.refresh()
        self.stage.refresh()
        self.dock.refresh()
        self.lab.refresh()

    def belongs_to(self, path: Path | None) -> None:
        """Tell from which file the scene came: its name stands in the title, and saving goes there."""
        self.session.path = path
        self._titled()

    def _titled(self) -> None:
        path = self.session.path
        self.setWindowTitle(f"{path.name} - Mirror Atlas" if path else "Mirror Atlas")

    def _described(self, fine: bool) -> None:
        if fine:
            self.viewport.setAccessibleDescription(describe(self.viewport.picture))

    def _clicked(self, x: float, y: float) -> None:
        if (found := self.hover.at(x, y)) is None:
            return
        if not found.shape:
            self.dock.region_card.point(Place(found.hemisphere, label_of(found), found.mni152_mm))
        if found.region is not None:
            self.dock.choose(found.region)

    # Qt's own

    def event(self, event: QEvent | None) -> bool:
        """Leave Space and arrows to the control that the keyboard is on; elsewhere they run commands."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
            if plain and Qt.Key(event.key()) in MOVING_KEYS and isinstance(QApplication.focusWidget(), CONTROLS):
                event.accept()
                return True
        return super().event(event)

    def closeEvent(self, event: QCloseEvent | None) -> None:
        """Stop what moves, give the graphics memory back, remember the docks."""
        self.player.pause()
        self.session.cancel()
        self.workers.close()
        self.dock.region_card.close_lookups()
        self.session.store.changed.disconnect(self._changed)
        self.viewport.close_canvas()
        if self._settings is not None:
            self._settings.setValue("geometry", self.saveGeometry())
            self._settings.setValue("state", self.saveState(VERSION))
        super().closeEvent(event)


def _import_vtk() -> None:
    """Load what draws while the brain is being loaded."""
    import atlas_app.render.compose  # noqa: F401
