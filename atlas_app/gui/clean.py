"""The clean stage: only the brain, its words and the large conditions; C or Esc brings everything back."""

from typing import TYPE_CHECKING

from PyQt6.QtCore import QByteArray, QEvent, QObject, Qt
from PyQt6.QtGui import QKeyEvent
from PyQt6.QtWidgets import QDockWidget, QWidget

if TYPE_CHECKING:
    from atlas_app.gui.window import Window

__all__ = ["CleanStage"]


class CleanStage(QObject):
    """Hides what surrounds the stage of one window; a window that is closed like that opens with everything again."""

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self._window = window
        self._hidden: list[QWidget] = []
        self._docks = QByteArray()
        window.installEventFilter(self)

    def toggle(self) -> None:
        """Hide everything around the stage, or bring it back as it was."""
        if self._hidden:
            self._leave()
        else:
            self._enter()

    def eventFilter(self, watched: QObject | None, event: QEvent | None) -> bool:
        """Leave with Esc where nothing else wants it, and before the window remembers where its docks stand."""
        if self._hidden and event is not None:
            if event.type() == QEvent.Type.Close:
                self._leave()
            elif _is_escape(event):
                self._leave()
                return True
        return super().eventFilter(watched, event)

    def _enter(self) -> None:
        window, stage = self._window, self._window.stage
        self._docks = window.saveState()
        around = [window.menuBar(), window.status, stage.play, stage.scrubber, stage.layers, *stage.deeds]
        docks = window.findChildren(QDockWidget)
        self._hidden = [one for one in (*around, *docks) if one is not None and not one.isHidden()]
        window.viewport.setFocus()
        for one in self._hidden:
            one.hide()

    def _leave(self) -> None:
        for one in self._hidden:
            one.show()
        self._hidden = []
        self._window.restoreState(self._docks)
        self._window.docks.fit()


def _is_escape(event: QEvent) -> bool:
    if not isinstance(event, QKeyEvent):
        return False
    return event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape
