"""The list of the palette: what can be run now, and below a line in words what cannot."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PyQt6.QtCore import QModelIndex, QRect, QSize, Qt, pyqtSignal
from PyQt6.QtGui import QFont, QFontMetrics, QPainter, QPalette, QStandardItem, QStandardItemModel
from PyQt6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from atlas_app.gui.row_paint import begin_row
from atlas_app.gui.tongue import translated as _

__all__ = ["PaletteList", "Row"]

ROW: Final = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Row:
    """A command as it is listed; `keys` as they are written."""

    id: str
    title: str
    menu: str
    keys: str
    applies: bool


class PaletteList(QListView):
    """Shows rows; the keyboard is elsewhere, `taken` tells of a click by the command's id."""

    taken = pyqtSignal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Commands"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setUniformItemSizes(True)
        self._rows = QStandardItemModel(self)
        self.setModel(self._rows)
        self.setItemDelegate(_OneLine(self))
        self.clicked.connect(self._clicked)

    @property
    def current(self) -> str | None:
        """The command that Enter runs."""
        row = self.currentIndex().data(ROW)
        return row.id if isinstance(row, Row) and row.applies else None

    @property
    def offered(self) -> tuple[Row, ...]:
        """What is listed."""
        every = (self._rows.index(k, 0).data(ROW) for k in range(self._rows.rowCount()))
        return tuple(row for row in every if isinstance(row, Row))

    @property
    def spoken(self) -> str:
        """What a screen reader says of the command that Enter runs."""
        if self.current is None:
            return _("No command that applies now is called that")
        row = self.currentIndex().data(ROW)
        return f"{self.currentIndex().row() + 1}/{self._count}. {_said(row)}"

    @property
    def _count(self) -> int:
        return sum(row.applies for row in self.offered)

    def offer(self, now: Sequence[Row], not_now: Sequence[Row]) -> None:
        """List what can be run, and what cannot below it."""
        self._rows.clear()
        for row in now:
            self._rows.appendRow(_item(row))
        if not now:
            self._rows.appendRow(_words(_("No command that applies now is called that")))
        if not_now:
            self._rows.appendRow(_words(_("Not in this scene")))
        for row in not_now:
            self._rows.appendRow(_item(row))
        if now:
            self.setCurrentIndex(self._rows.index(0, 0))
        self.scrollToTop()

    def step(self, by: int) -> None:
        """Go so many rows on: by one around the end, by more as far as it goes."""
        count = self._count
        if count:
            there = self.currentIndex().row() + by
            there = there % count if abs(by) == 1 else min(max(there, 0), count - 1)
            self.setCurrentIndex(self._rows.index(there, 0))

    def _clicked(self, index: QModelIndex) -> None:
        row = index.data(ROW)
        if isinstance(row, Row) and row.applies:
            self.taken.emit(row.id)


def _said(row: Row) -> str:
    return ". ".join(part for part in (row.title, row.menu, row.keys) if part)


def _item(row: Row) -> QStandardItem:
    item = QStandardItem(row.title)
    item.setData(row, ROW)
    item.setData(_said(row), Qt.ItemDataRole.AccessibleTextRole)
    item.setEditable(False)
    item.setEnabled(row.applies)
    return item


def _words(said: str) -> QStandardItem:
    item = QStandardItem(said)
    item.setEnabled(False)
    return item


class _OneLine(QStyledItemDelegate):
    """A title, behind it quietly its menu, at the end its keys."""

    def paint(self, painter: QPainter | None, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        """Paint one row."""
        if painter is None:
            return
        row, role = index.data(ROW), QPalette.ColorRole
        painter.save()
        colours = begin_row(painter, option, self.parent())
        room = option.rect.adjusted(10, 0, -10, 0)
        live = isinstance(row, Row) and row.applies
        small = _small(option.font)
        keys, menu = (row.keys, row.menu) if isinstance(row, Row) else ("", "")
        ends = QFontMetrics(small).horizontalAdvance(keys) + 12 if keys else 0
        behind = QFontMetrics(small).horizontalAdvance(menu) + 12 if menu else 0
        font = option.font if isinstance(row, Row) else small
        title = QFontMetrics(font).elidedText(index.data(), Qt.TextElideMode.ElideRight, room.width() - ends - behind)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(font)
        group = QPalette.ColorGroup.Normal if live else QPalette.ColorGroup.Disabled
        painter.setPen(colours.color(group, role.Text))
        painter.drawText(room, middle | Qt.AlignmentFlag.AlignLeft, title)
        start = room.left() + QFontMetrics(font).horizontalAdvance(title) + 12
        painter.setFont(small)
        painter.setPen(colours.color(role.PlaceholderText) if live else colours.color(group, role.Text))
        painter.drawText(QRect(start, room.top(), behind, room.height()), middle | Qt.AlignmentFlag.AlignLeft, menu)
        painter.drawText(room, middle | Qt.AlignmentFlag.AlignRight, keys)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        """Return the room for one line."""
        return QSize(100, QFontMetrics(option.font).height() + 10)


def _small(font: QFont) -> QFont:
    small = QFont(font)
    small.setPixelSize(max(round(QFontMetrics(font).height() * 0.7), 11))
    return small
