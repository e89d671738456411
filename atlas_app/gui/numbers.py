"""The sheet of every number behind the pictures: search, sort, read one row whole, copy."""

import itertools
from gettext import gettext as _
from html import escape
from typing import Any, Final

from PyQt6.QtCore import QAbstractTableModel, QItemSelection, QModelIndex, QSortFilterProxyModel, Qt
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
from atlas_app.gui.skin import dress
from atlas_app.gui.timing import later
from atlas_app.model.scene import Theme

__all__ = ["NumbersSheet", "open_numbers"]

COLUMNS: Final = ("Of", "What", "Value", "Unit", "Status", "Species", "Source")
WIDTHS: Final = (136, 330, 80, 150, 254, 92, 200)
VALUE: Final = 2
SORTED_BY: Final = Qt.ItemDataRole.UserRole
SOUGHT: Final = Qt.ItemDataRole.UserRole + 1

Index = QModelIndex


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
        self.model = _Found(_Rows(rows, self), self)
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


class _Rows(QAbstractTableModel):
    """The numbers as Qt's table asks for them."""

    def __init__(self, rows: tuple[Number, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self._rows = rows
        self._cells = [_cells(row) for row in rows]
        self._sought = [
            " ".join((*cells, row.note, row.key)).casefold() for row, cells in zip(rows, self._cells, strict=True)
        ]

    def rowCount(self, parent: Index = Index()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = Index()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _(COLUMNS[section])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, column = index.row(), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._cells[row][column]
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"<p>{escape(self._cells[row][column])}</p>"
        if role == Qt.ItemDataRole.TextAlignmentRole and column == VALUE:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == SORTED_BY:
            return self._rows[row].value if column == VALUE else self._cells[row][column].casefold()
        return self._sought[row] if role == SOUGHT else None


class _Found(QSortFilterProxyModel):
    """The rows that hold every word that is sought; numbers sort as numbers, before words."""

    def __init__(self, rows: _Rows, parent: QWidget) -> None:
        super().__init__(parent)
        self._words: list[str] = []
        self.setSourceModel(rows)

    def seek(self, text: str) -> None:
        """Show only the rows that hold every word of a text."""
        self._words = text.casefold().split()
        self.invalidateFilter()

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        model = self.sourceModel()
        sought = model.data(model.index(source_row, 0, source_parent), SOUGHT) if model is not None else ""
        return all(word in sought for word in self._words)

    def lessThan(self, left: Index, right: Index) -> bool:
        return _order(left.data(SORTED_BY)) < _order(right.data(SORTED_BY))


class _Table(QTableView):
    """The table; Ctrl+C puts the selected rows on the clipboard, tab after tab."""

    def __init__(self, model: _Found) -> None:
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

    def chosen_rows(self) -> list[Index]:
        """Return the first cell of every selected row, from the top."""
        chosen = self.selectionModel()
        return [] if chosen is None else sorted(chosen.selectedRows(), key=lambda one: one.row())

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        """Copy, or do as Qt does."""
        sheet, clipboard = self.window(), QApplication.clipboard()
        if event is not None and event.matches(QKeySequence.StandardKey.Copy):
            if isinstance(sheet, NumbersSheet) and clipboard is not None:
                clipboard.setText(_text(sheet.chosen()))
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


def _cells(row: Number) -> tuple[str, ...]:
    return _(row.group), row.name, row.shown, row.unit, row.status, row.species, row.citation


def _order(value: Any) -> tuple[bool, float, str]:
    return (False, value, "") if isinstance(value, int | float) else (True, 0.0, str(value).casefold())


def _text(rows: tuple[Number, ...]) -> str:
    """Return rows as a spreadsheet takes them, with their headings."""
    lines = itertools.chain([(*map(_, COLUMNS), _("Note"))], ((*_cells(row), row.note) for row in rows))
    return "\n".join("\t".join(" ".join(cell.split()) for cell in line) for line in lines)


def _whole(row: Number) -> str:
    value = f"{escape(row.shown)} {escape(row.unit)}".strip()
    parts = [f"<p style='font-size: 16px'><b>{escape(row.name)}</b>: {value}</p>"]
    said = (row.status, row.species, row.citation)
    parts.append(f"<p>{escape('; '.join(filter(None, said)))}</p>")
    if row.note:
        parts.append(f"<p>{escape(row.note)}</p>")
    return "".join(parts)
