"""The dock "Slices": three slices of the template through the scene's place; built when it is first looked at."""

from typing import TYPE_CHECKING

from PyQt6.QtCore import Qt
from PyQt6.QtGui import QShowEvent
from PyQt6.QtWidgets import QDockWidget, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from atlas_app.brain.library import Library
from atlas_app.commands.session import Session
from atlas_app.gui.controls import Elided
from atlas_app.gui.dock import RegionsDock
from atlas_app.gui.docks import PanelHead
from atlas_app.gui.skin import palette
from atlas_app.gui.tongue import translated as _
from atlas_app.model.scene import Scene

if TYPE_CHECKING:  # Pillow and its fonts are not needed before the dock is opened
    from atlas_app.gui.slices_view import SlicesView

__all__ = ["SlicesDock"]

SIZE_PX = (1920, 840)
"""The picture that is saved, as the command line draws it."""
HINT = "Drag: move the cross \u00b7 wheel: 1 mm through the slice \u00b7 arrows, Page Up and Page Down: 1 mm"


class SlicesDock(QDockWidget):
    """The slices, what moves them, and a button that saves them."""

    def __init__(
        self, session: Session, library: Library, regions: RegionsDock, pointed: Elided, window: QWidget
    ) -> None:
        super().__init__(_("Slices"), window)
        self.setObjectName("slices")
        self._session, self._library, self._regions, self._pointed = session, library, regions, pointed
        self.head = PanelHead(_("Slices"), self)
        self.setTitleBarWidget(self.head)
        self.view: SlicesView | None = None
        self.save = QPushButton(_("Save slices..."))
        self.save.setProperty("chip", "true")
        self.save.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.save.setToolTip(_("Save the three slices as a picture of {} x {} pixels").format(*SIZE_PX))
        self.save.clicked.connect(self._save)
        self._inside = QWidget()
        self._inside.setMinimumWidth(356)
        self.setWidget(self._inside)
        session.store.changed.connect(self._changed)

    def showEvent(self, event: QShowEvent | None) -> None:
        """Build what is in it, if that was not done, and show the slices as they are now."""
        if self.view is None:
            self._build()
        super().showEvent(event)
        self.head.refresh()
        if self.view is not None:
            self.view.refresh()

    def _build(self) -> None:
        from atlas_app.gui.slices_view import SlicesView

        self.view = SlicesView(self._session, self._library, lambda: self._regions.chosen)
        self.view.told.connect(self._pointed.show_text)
        self._regions.list.chosen.connect(self.view.refresh)
        hint = Elided(_("How to move in the slices"), Qt.AlignmentFlag.AlignLeft)
        hint.setProperty("quiet", "true")
        hint.show_text(_(HINT))
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 0, 8, 0)
        foot.addWidget(hint, 1)
        foot.addWidget(self.save)
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(4, 2, 4, 8)
        column.setSpacing(6)
        column.addWidget(self.view, 1)
        column.addLayout(foot)
        self.setTabOrder(self.view, self.save)
        colours = palette(self._session.store.state.theme)
        for part in (self._inside, *self._inside.findChildren(QWidget)):
            part.setPalette(colours)

    def _changed(self, old: Scene, new: Scene) -> None:
        if old.theme != new.theme:
            self.head.refresh()

    def _save(self, _checked: bool = False) -> None:
        view, face = self.view, self._session.face
        if view is None or view.picture is None:
            face.say("There are no slices yet.")
            return
        place = view.place
        name = f"slices {place.x:.0f} {place.y:.0f} {place.z:.0f}.png"
        path = face.ask_path("save-picture", "Save slices", name)
        if path is None:
            return
        if path.suffix.lower() not in (".png", ".jpg", ".jpeg", ".tif", ".tiff"):
            face.say(f"{path.name}: a picture's name ends in one of .png, .jpg, .jpeg, .tif, .tiff.")
            return
        from atlas_app.export.slices import save_slices

        try:
            save_slices(view.picture, path, *SIZE_PX)
        except OSError as error:
            face.say(f"{path}: the slices cannot be saved: {error.strerror or error}.")
            return
        face.say(f"The slices are saved in {path.name}, {SIZE_PX[0]} x {SIZE_PX[1]} pixels.")
