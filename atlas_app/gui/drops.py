"""Files dropped on the window: a scene, actions of one's own, an atlas with its names, the regions of its labels."""

from pathlib import Path
from typing import TYPE_CHECKING

from PyQt6.QtCore import QEvent, QMimeData, QObject
from PyQt6.QtGui import QDragEnterEvent, QDropEvent

from atlas_app.commands.action import add_actions
from atlas_app.commands.files import open_scene
from atlas_app.gui.tongue import translated as _
from regions.own import OwnAtlas

if TYPE_CHECKING:
    from atlas_app.gui.window import Window

__all__ = ["Drops"]


class Drops(QObject):
    """Takes the files that are dropped on one window."""

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self._window = window
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject | None, event: QEvent | None) -> bool:
        """Let files be dropped, and open those that were."""
        if isinstance(event, QDropEvent) and event.type() in (QEvent.Type.DragEnter, QEvent.Type.Drop):
            paths = _files(event.mimeData())
            if paths:
                event.acceptProposedAction()
                if not isinstance(event, QDragEnterEvent):
                    self.take(paths)
                return True
        return super().eventFilter(watched, event)

    def take(self, paths: tuple[Path, ...]) -> None:
        """Open files as what their names say that they are; of several scenes or tables of actions the first."""
        session, first = self._window.session, paths[0]
        name = first.name.lower()
        if name.endswith(".json"):
            open_scene(session, first)
        elif name.endswith(".regions.toml"):
            self._assign(first)
        elif name.endswith(".toml"):
            add_actions(session, first)
        else:
            from regions.own_atlas import ATLAS_ENDINGS, is_atlas  # numpy is there by now

            if is_atlas(first):
                session.face.open_atlas(paths)
            else:
                endings = ", ".join(ATLAS_ENDINGS)
                told = _("{file}: expected a scene (.json), actions (.toml) or an atlas ({endings}).")
                session.face.say(told.format(file=first.name, endings=endings))

    def _assign(self, table: Path) -> None:
        """Assign the labels of the atlas that is shown as a table says."""
        session = self._window.session
        own = session.store.state.atlas
        if isinstance(own, OwnAtlas):
            session.face.open_atlas(tuple(Path(file.path) for file in own.files), table)
        else:
            session.face.say(_("Open the atlas first, then the file of its regions."))


def _files(data: QMimeData | None) -> tuple[Path, ...]:
    urls = data.urls() if data is not None else []
    return tuple(Path(url.toLocalFile()) for url in urls if url.isLocalFile())
