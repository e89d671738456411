"""The numbers as Qt's tables ask for them: rows, what is sought in them, how they sort, how they are copied."""

import itertools
from html import escape
from typing import Any, Final

from PyQt6.QtCore import QAbstractTableModel, QModelIndex, QSortFilterProxyModel, Qt
from PyQt6.QtWidgets import QWidget

from atlas_app.brain.numbers import Number
from atlas_app.gui.tongue import translated as _

__all__ = ["COLUMNS", "Found", "NumberRows", "as_text"]

COLUMNS: Final = ("Of", "What", "Value", "Unit", "Status", "Species", "Source")
VALUE: Final = 2
SORTED_BY: Final = Qt.ItemDataRole.UserRole
SOUGHT: Final = Qt.ItemDataRole.UserRole + 1

Index = QModelIndex


class NumberRows(QAbstractTableModel):
    """The numbers as Qt's table asks for them."""

    def __init__(self, rows: tuple[Number, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self._rows = rows
        self._cells = [_cells(row) for row in rows]
        self._sought = [
            " ".join((*cells, row.note, row.key)).casefold() for row, cells in zip(rows, self._cells, strict=True)
        ]

    def rowCount(self, parent: Index = Index()) -> int:  # noqa: B008 - Qt's own signature
        """How many numbers there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = Index()) -> int:  # noqa: B008
        """How many columns there are."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the word above a column."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _(COLUMNS[section])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows, or by what it is sorted and sought."""
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


class Found(QSortFilterProxyModel):
    """The rows that hold every word that is sought; numbers sort as numbers, before words."""

    def __init__(self, rows: NumberRows, parent: QWidget) -> None:
        super().__init__(parent)
        self._words: list[str] = []
        self.setSourceModel(rows)

    def seek(self, text: str) -> None:
        """Show only the rows that hold every word of a text."""
        self._words = text.casefold().split()
        self.invalidateFilter()

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        """Return whether a row holds every word."""
        model = self.sourceModel()
        sought = model.data(model.index(source_row, 0, source_parent), SOUGHT) if model is not None else ""
        return all(word in sought for word in self._words)

    def lessThan(self, left: Index, right: Index) -> bool:
        """Return whether a cell comes before another."""
        return _order(left.data(SORTED_BY)) < _order(right.data(SORTED_BY))


def _cells(row: Number) -> tuple[str, ...]:
    return _(row.group), row.name, row.shown, row.unit, row.status, row.species, row.citation


def _order(value: Any) -> tuple[bool, float, str]:
    return (False, value, "") if isinstance(value, int | float) else (True, 0.0, str(value).casefold())


def as_text(rows: tuple[Number, ...]) -> str:
    """Return rows as a spreadsheet takes them, with their headings."""
    lines = itertools.chain([(*map(_, COLUMNS), _("Note"))], ((*_cells(row), row.note) for row in rows))
    return "\n".join("\t".join(" ".join(cell.split()) for cell in line) for line in lines)
