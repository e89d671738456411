"""The dock "Regions": what the brain is drawn from, the list of the regions, the card of the one that is chosen."""

from typing import Final

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QDockWidget, QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from atlas_app.brain.library import Library, hemispheres_of
from atlas_app.commands.command import Registry
from atlas_app.commands.session import Session
from atlas_app.gui.bound import BoundButton, BoundChoice, chip
from atlas_app.gui.controls import Choice
from atlas_app.gui.docks import PanelHead
from atlas_app.gui.finder import Finder
from atlas_app.gui.region_card import RegionCard
from atlas_app.gui.region_list import RegionList
from atlas_app.gui.search_box import SearchBox
from atlas_app.gui.tongue import translated as _
from regions.search import Hit, search

__all__ = ["RegionsDock"]

CHOICES: Final = (
    ("View", "view.direction."),
    ("Hemisphere", "view.hemisphere."),
    ("Surface", "brain.surface."),
    ("Atlas", "brain.atlas."),
)
CHIPS: Final = (("Names", "view.names"), ("Neighbours", "view.neighbours"), ("Light theme", "view.light"))


class RegionsDock(QDockWidget):
    """Everything about what is shown, beside the stage."""

    def __init__(self, session: Session, registry: Registry, library: Library, window: QWidget) -> None:
        super().__init__(_("Regions"), window)
        self.setObjectName("regions")
        self.setAllowedAreas(Qt.DockWidgetArea.LeftDockWidgetArea | Qt.DockWidgetArea.RightDockWidgetArea)
        self._session = session
        self._bound: list[BoundButton | BoundChoice] = []
        self.list = RegionList(session)
        self.region_card = RegionCard(session, registry, library)
        self.card = self.region_card.text
        inside = QWidget()
        self.search = SearchBox(self._ask, self)
        self._head = PanelHead(_("Regions"), self, self.search)
        self.setTitleBarWidget(self._head)
        self.finder = Finder(session, library, self.choose, self)
        column = QVBoxLayout(inside)
        column.setContentsMargins(12, 2, 12, 8)
        column.setSpacing(8)
        column.addLayout(self._choices(registry))
        column.addLayout(self._chips(registry))
        column.addWidget(_line())
        column.addWidget(self.list)
        column.addWidget(_line())
        column.addWidget(self.region_card, 1)
        inside.setMinimumWidth(384)
        self.setWidget(inside)
        self.list.chosen.connect(self.region_card.choose)
        for row in self.list.rows.values():
            row.chosen.connect(self.region_card.pick)
        self.search.chosen.connect(self.finder.show)

    def refresh(self) -> None:
        """Show what the scene says."""
        for bound in self._bound:
            bound.refresh()
        self.list.refresh()
        self._head.refresh()
        self.region_card.refresh()

    @property
    def chosen(self) -> str:
        """The region or neighbour whose card is shown."""
        return self.region_card.chosen

    def choose(self, region_id: str) -> None:
        """Show the card of one region or neighbour."""
        self.list.choose(region_id)

    def focus_search(self) -> None:
        """Bring the panel to the front and the keyboard into its search box."""
        self.show()
        self.raise_()
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _ask(self, words: str) -> tuple[Hit, ...]:
        scene = self._session.store.state
        return search(words, atlas_id=scene.atlas, side=hemispheres_of(scene)[0])

    def _choices(self, registry: Registry) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        for k, (name, prefix) in enumerate(CHOICES):
            label, choice = QLabel(_(name)), Choice(_(name))
            label.setProperty("heading", "true")
            label.setContentsMargins(4, 0, 0, 0)
            label.setBuddy(choice)
            self._bound.append(BoundChoice(choice, prefix, registry, self._session))
            grid.addWidget(label, k // 2 * 2, k % 2)
            grid.addWidget(choice, k // 2 * 2 + 1, k % 2)
        for column, share in enumerate((4, 3)):
            grid.setColumnStretch(column, share)
        return grid

    def _chips(self, registry: Registry) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(7)
        for name, command_id in CHIPS:
            command = registry[command_id]
            button = chip(_(name), f"{_(command.title)} ({', '.join(command.keys)})")
            self._bound.append(BoundButton(button, command_id, registry, self._session))
            row.addWidget(button)
        row.addStretch(1)
        return row


def _line() -> QFrame:
    line = QFrame()
    line.setObjectName("line")
    line.setFixedHeight(1)
    return line
