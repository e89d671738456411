"""The sheet of every number behind the pictures: search, sort, read one row whole, copy."""

from html import escape
from typing import Final

from PyQt6.QtCore import QItemSelection, QModelIndex, Qt
from PyQt6.QtGui import QIcon, QKeyEvent, QKeySequence
from PyQt6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableView,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from atlas_app.brain.numbers import Number, numbers
from atlas_app.gui.number_rows import COLUMNS, Found, NumberRows, as_text
from atlas_app.gui.skin import dress
from atlas_app.gui.timing import later
from atlas_app.gui.tongue import translated as _
from atlas_app.model.scene import Theme

__all__ = ["NumbersSheet", "open_numbers"]

WIDTHS: Final = (136, 330, 80, 150, 254, 92, 200)


def open_numbers(parent: QWidget, theme: Theme, own_actions: str = "") -> "NumbersSheet":
    """Show the sheet beside the work; Escape closes it."""
    sheet = NumbersSheet(parent, numbers(own_actions))
    dress(sheet, theme)
    sheet.resize(min(1560, max(parent.width() - 60, 620)), min(860, max(parent.height() - 60, 460)))
    sheet.show()
    return sheet


class NumbersSheet(QDialog):
    """A table with a line to search in above it and the whole of the chosen row below it."""

    def __init__(self, parent: QWidget, rows: tuple[Number, ...]) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("The numbers of the model"))
        self.setModal(False)
        self._rows = rows
        self.model = Found(NumberRows(rows, self), self)
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Search, such as: jerjian E+O+ peak"))
        self.search.setAccessibleName(_("Search the numbers"))
        self.search.setToolTip(_("Rows that hold every one of these words, in whatever column or note"))
        self.search.setClearButtonEnabled(True)
        self.count = QLabel()
        self.count.setProperty("quiet", "true")
        self.table = _Table(self.model)
        self.detail = _Detail()
        self._lay_out()
        self._soon = later(self, 80, self._seek)
        self.search.textChanged.connect(lambda _text: self._soon.start())
        chosen = self.table.selectionModel()
        if chosen is not None:
            chosen.selectionChanged.connect(self._tell)
        self._seek()
        self.search.setFocus()

    def chosen(self) -> tuple[Number, ...]:
        """Return the rows that are selected, from the top."""
        chosen = self.table.selectionModel()
        found = [] if chosen is None else [self.model.mapToSource(one).row() for one in self.table.chosen_rows()]
        return tuple(self._rows[k] for k in found)

    def _lay_out(self) -> None:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        for button in buttons.buttons():
            button.setIcon(QIcon())
            if isinstance(button, QPushButton):
                button.setAutoDefault(False)  # Return searches, it does not close
        buttons.rejected.connect(self.close)
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(self.search, 1)
        head.addWidget(self.count)
        foot = QHBoxLayout()
        hint = QLabel(
            _("Ctrl+C copies the selected rows; S sorts by the current column, as a click on a heading does.")
        )
        hint.setProperty("quiet", "true")
        foot.addWidget(hint, 1)
        foot.addWidget(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 18, 22, 16)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        column.addWidget(self.detail)
        column.addLayout(foot)

    def _seek(self) -> None:
        self.model.seek(self.search.text())
        shown, every = self.model.rowCount(), len(self._rows)
        self.count.setText(f"{shown} {_('of')} {every}" if shown != every else f"{every} {_('numbers')}")
        if shown and not self.table.chosen_rows():
            self.table.selectRow(0)
        self._tell()

    def _tell(self, _on: QItemSelection | None = None, _off: QItemSelection | None = None) -> None:
        rows = self.chosen()
        if len(rows) > 1:
            self.detail.setHtml(f"<p>{len(rows)} {_('rows are selected.')}</p>")
        else:
            self.detail.setHtml(_whole(rows[0]) if rows else f"<p>{_('No number holds these words.')}</p>")


class _Table(QTableView):
    """The table; Ctrl+C puts the selected rows on the clipboard, tab after tab."""

    def __init__(self, model: Found) -> None:
        super().__init__()
        self.setModel(model)
        self.setAccessibleName(_("The numbers of the model"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSortingEnabled(True)
        model.sort(-1)
        across, along = self.horizontalHeader(), self.verticalHeader()
        if across is not None and along is not None:
            along.hide()
            along.setDefaultSectionSize(32)
            across.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            across.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
            across.setHighlightSections(False)
            for column, width in enumerate(WIDTHS):
                across.resizeSection(column, width)
            across.setSectionResizeMode(len(COLUMNS) - 1, QHeaderView.ResizeMode.Stretch)
            across.setMinimumSectionSize(60)

    def chosen_rows(self) -> list[QModelIndex]:
        """Return the first cell of every selected row, from the top."""
        chosen = self.selectionModel()
        return [] if chosen is None else sorted(chosen.selectedRows(), key=lambda one: one.row())

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        """Copy, or do as Qt does."""
        sheet, clipboard = self.window(), QApplication.clipboard()
        if event is not None and event.matches(QKeySequence.StandardKey.Copy):
            if isinstance(sheet, NumbersSheet) and clipboard is not None:
                clipboard.setText(as_text(sheet.chosen()))
        elif event is not None and event.key() == Qt.Key.Key_S and not event.modifiers():
            self._sort_here()
        else:
            super().keyPressEvent(event)

    def _sort_here(self) -> None:
        """Sort by the column of the current cell; once more, the other way round."""
        across, column = self.horizontalHeader(), self.currentIndex().column()
        if across is not None and column >= 0:
            up = Qt.SortOrder.AscendingOrder
            again = across.sortIndicatorSection() == column and across.sortIndicatorOrder() == up
            self.sortByColumn(column, Qt.SortOrder.DescendingOrder if again else up)


class _Detail(QTextBrowser):
    """The whole of one row."""

    def __init__(self) -> None:
        super().__init__()
        self.setOpenLinks(False)
        self.setAccessibleName(_("The selected number in full"))
        self.setTabChangesFocus(True)
        self.setFixedHeight(150)


def _whole(row: Number) -> str:
    value = f"{escape(row.shown)} {escape(row.unit)}".strip()
    parts = [f"<p style='font-size: 16px'><b>{escape(row.name)}</b>: {value}</p>"]
    said = (row.status, row.species, row.citation)
    parts.append(f"<p>{escape('; '.join(filter(None, said)))}</p>")
    if row.note:
        parts.append(f"<p>{escape(row.note)}</p>")
    return "".join(parts)
