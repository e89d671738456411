"""The five regions and their neighbours as rows: fill, outline, name, evidence, an eye; a click chooses one."""

from functools import partial
from typing import Final

from PyQt6.QtCore import QSize, Qt, pyqtSignal
from PyQt6.QtGui import QColor, QMouseEvent, QPalette
from PyQt6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from atlas_app.commands.session import Session
from atlas_app.gui.card import evidence_said
from atlas_app.gui.controls import CELL_PX, EvidenceCell, Swatch
from atlas_app.gui.icons import icon
from atlas_app.gui.tongue import translated as _
from atlas_app.model.edits import look_of, set_region_visible
from regions.catalogue import FIVE, NEIGHBOURS, region

__all__ = ["RegionList", "RegionRow"]

HEADS: Final = (
    ("monkey", "Do single neurons of monkeys answer to doing and to watching?"),
    ("human", "Do single neurons of people answer to doing and to watching?"),
    ("fMRI", "Does fMRI of people show both in the same place?"),
)


class RegionRow(QFrame):
    """One region or neighbour."""

    chosen = pyqtSignal(str)

    def __init__(self, region_id: str, session: Session) -> None:
        super().__init__()
        self.region_id, self._session = region_id, session
        self._icon: tuple[bool, QColor] | None = None
        one = region(region_id)
        self.setProperty("row", "true")
        self.eye = QToolButton()
        self.eye.setCheckable(True)
        self.eye.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.eye.setIconSize(QSize(20, 20) if one.evidence else QSize(16, 16))
        self.eye.setAccessibleName(_("Show {name}").format(name=one.short))
        self.eye.clicked.connect(self._toggle)
        self.name = QPushButton(one.short)
        self.name.setProperty("name", "true")
        self.name.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.name.setAccessibleName(one.name)
        self.name.setAccessibleDescription(" ".join(evidence_said(cell) for cell in one.evidence))
        self.name.setToolTip(one.name)
        self.name.clicked.connect(partial(self.chosen.emit, region_id))
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 0, 4, 0)
        row.setSpacing(0)
        row.addWidget(self.eye)
        self._swatch = Swatch(one.outline)
        if one.is_neighbour:
            self.name.setProperty("small", "true")
        else:
            row.addSpacing(4)
            row.addWidget(self._swatch)
            row.addSpacing(4)
        row.addWidget(self.name, 1)
        for cell in one.evidence:
            row.addWidget(EvidenceCell(cell.standing, evidence_said(cell)))

    def refresh(self) -> None:
        """Show whether the scene shows the region, and in which colour."""
        scene = self._session.store.state
        look, one = look_of(scene, self.region_id), region(self.region_id)
        self.eye.setChecked(look.visible)
        self.eye.setEnabled(not one.is_neighbour or scene.neighbours)
        colour = self.palette().color(QPalette.ColorRole.WindowText)
        if self._icon != (look.visible, colour):
            self._icon = (look.visible, colour)
            self.eye.setIcon(icon("eye" if look.visible else "hidden", colour))
        self.eye.setToolTip(_("Hide {name}" if look.visible else "Show {name}").format(name=one.short))
        self._swatch.show_colour((look.colour or one.colour) if scene.layer == "regions" else None)
        self._swatch.setEnabled(look.visible)

    def show_chosen(self, chosen: bool) -> None:
        """Show whether the card tells of this region."""
        self.setProperty("chosen", "true" if chosen else "false")
        for widget in (self, self.name):
            if (style := widget.style()) is not None:
                style.unpolish(widget)
                style.polish(widget)

    def mousePressEvent(self, event: QMouseEvent | None) -> None:
        """Choose the region wherever its row is clicked."""
        self.chosen.emit(self.region_id)

    def _toggle(self, visible: bool) -> None:
        self._session.edit(lambda scene: set_region_visible(scene, self.region_id, visible))
        self.refresh()


class RegionList(QWidget):
    """All rows; `chosen` tells which one was clicked."""

    chosen = pyqtSignal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.rows = {region_id: RegionRow(region_id, session) for region_id in (*FIVE, *NEIGHBOURS)}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._heads())
        for region_id in FIVE:
            column.addWidget(self.rows[region_id])
        self._others = QLabel(_("Neighbours, outside the five"))
        self._others.setProperty("heading", "true")
        self._others.setContentsMargins(6, 4, 0, 0)
        column.addWidget(self._others)
        grid = QGridLayout()
        grid.setSpacing(0)
        for k, region_id in enumerate(NEIGHBOURS):
            grid.addWidget(self.rows[region_id], k // 2, k % 2)
        column.addLayout(grid)
        for row in self.rows.values():
            row.chosen.connect(self.choose)

    def choose(self, region_id: str) -> None:
        """Mark one row and tell of it."""
        for one, row in self.rows.items():
            row.show_chosen(one == region_id)
        self.chosen.emit(region_id)

    def refresh(self) -> None:
        """Show what the scene shows."""
        for row in self.rows.values():
            row.refresh()

    def _heads(self) -> QHBoxLayout:
        """Return the words above the three columns of evidence."""
        row = QHBoxLayout()
        row.setContentsMargins(6, 0, 4, 0)
        row.setSpacing(0)
        title = QLabel(_("The five regions"))
        title.setProperty("heading", "true")
        row.addWidget(title, 1)
        for word, question in HEADS:
            head = QLabel(_(word))
            head.setProperty("small", "true")
            head.setFixedWidth(CELL_PX)
            head.setAlignment(Qt.AlignmentFlag.AlignCenter)
            head.setToolTip(_(question))
            row.addWidget(head)
        return row
