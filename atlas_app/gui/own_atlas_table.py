"""The labels of an atlas of the user's own, a row each: what covers them in HCP-MMP, and what they count for."""

from collections.abc import Mapping, Sequence

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtGui import QKeyEvent
from PyQt6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from atlas_app.brain.own_atlas import Overlap
from atlas_app.gui.tongue import translated as _
from regions.catalogue import region
from regions.own import Assignment

__all__ = ["LabelTable"]

LABEL, COVERED, PERCENT, REGION = range(4)


class LabelTable(QTableWidget):
    """Rows that are selected together count for the same region: Return asks for which, Delete is for none."""

    asked = pyqtSignal()
    cleared = pyqtSignal()

    def __init__(self, overlaps: Sequence[Overlap]) -> None:
        super().__init__(len(overlaps), 4)
        self.setAccessibleName(_("Labels and their regions"))
        self.setToolTip(_("Select labels, then choose their region below. Return: choose. Delete: no region."))
        self.setHorizontalHeaderLabels([_("Label"), _("Mostly in, by HCP-MMP"), _("%"), _("Counts for")])
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        side = self.verticalHeader()
        if side is not None:
            side.hide()
            side.setDefaultSectionSize(28)
        for row, one in enumerate(overlaps):
            for column in range(4):
                self.setItem(row, column, _item(one, column))
        self._columns()
        self.setSortingEnabled(True)
        self.itemDoubleClicked.connect(lambda _item: self.asked.emit())

    def chosen(self) -> tuple[str, ...]:
        """Return the labels whose rows are selected."""
        model = self.selectionModel()
        rows = sorted(index.row() for index in model.selectedRows(LABEL)) if model is not None else []
        return tuple(self._text(row, LABEL) for row in rows if not self.isRowHidden(row))

    def show_regions(self, rows: Mapping[str, Assignment]) -> None:
        """Show what each label counts for; a part of one with the words that say which."""
        self.setSortingEnabled(False)  # or rows would move away while they are written
        for row in range(self.rowCount()):
            found, item = rows.get(self._text(row, LABEL)), self.item(row, REGION)
            if item is not None:
                item.setText(_said(found) if found else "")
        self.setSortingEnabled(True)

    def narrow(self, words: str) -> None:
        """Show only rows that hold all of these words, in whatever column."""
        wanted = words.lower().split()
        for row in range(self.rowCount()):
            text = " ".join(self._text(row, column) for column in range(4)).lower()
            self.setRowHidden(row, not all(word in text for word in wanted))

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        """Return asks for the region of what is selected, Delete takes it away."""
        key = event.key() if event is not None else None
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.asked.emit()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.cleared.emit()
        else:
            super().keyPressEvent(event)

    def _text(self, row: int, column: int) -> str:
        item = self.item(row, column)
        return item.text() if item is not None else ""

    def _columns(self) -> None:
        head = self.horizontalHeader()
        if head is None:
            return
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        for column, width in ((LABEL, 250), (COVERED, 210), (PERCENT, 60)):
            self.setColumnWidth(column, width)
        head.setSectionResizeMode(REGION, QHeaderView.ResizeMode.Stretch)


def _item(one: Overlap, column: int) -> QTableWidgetItem:
    item = QTableWidgetItem()
    if column == PERCENT:
        item.setData(Qt.ItemDataRole.DisplayRole, one.percent if one.region else None)
    elif column == COVERED:
        item.setText(
            _(region(one.region).short) if one.region else _("none") if one.area_mm2 else _("not on the cortex")
        )
    elif column == LABEL:
        item.setText(one.label)
        item.setToolTip(one.label)
    return item


def _said(row: Assignment) -> str:
    name = _(region(row.region).short)
    return f"{name} ({row.clip})" if row.clip else name
