"""The box that finds regions, areas and labels by their names, and its answers in a list under it."""

from collections.abc import Callable
from typing import Final

from PyQt6.QtCore import QEvent, QModelIndex, QPoint, QRect, QSize, Qt, pyqtSignal
from PyQt6.QtGui import (
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPalette,
    QStandardItem,
    QStandardItemModel,
)
from PyQt6.QtWidgets import (
    QLineEdit,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from atlas_app.gui.row_paint import begin_row
from atlas_app.gui.timing import later
from atlas_app.gui.tongue import translated as _
from regions.search import Hit, said

__all__ = ["Answers", "SearchBox"]

Ask = Callable[[str], tuple[Hit, ...]]

HIT: Final = Qt.ItemDataRole.UserRole
QUIET: Final = Qt.ItemDataRole.UserRole + 1
MOST_PX: Final = 520
MARGIN: Final = 12
ASK_MS: Final = 60
"""How long the keyboard rests before the index is asked."""
OWN_KEYS: Final = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape})
"""Keys that belong to the box while it has the keyboard, even where a command has them too."""


class SearchBox(QLineEdit):
    """A line to type in; `chosen` tells which answer was taken, `left` that the keyboard may go back."""

    chosen = pyqtSignal(object)
    left = pyqtSignal()

    def __init__(self, ask: Ask, host: QWidget) -> None:
        super().__init__()
        self._ask = ask
        self.setPlaceholderText(_("Search: SMA, BA6, angular, Broca..."))
        self.setAccessibleName(_("Search regions, areas and labels"))
        self.setToolTip(_("Search regions, areas and the labels of every atlas (Ctrl+F)"))
        self.setMinimumHeight(34)
        self.setMaxLength(80)
        self.answers = Answers(host)
        self.answers.taken.connect(self._take)
        self._soon = later(self, ASK_MS, self._look)
        self.textEdited.connect(self._edited)

    def _edited(self, _text: str) -> None:
        self._soon.start()

    def _look(self) -> None:
        self._soon.stop()
        if not self.text().strip():
            self.answers.hide()
            return
        self.answers.show_hits(self._ask(self.text()), QRect(self.mapTo(self.answers.host, QPoint(0, 0)), self.size()))
        self.setAccessibleDescription(self.answers.spoken)

    def _take(self, hit: Hit) -> None:
        self.answers.hide()
        self.setText(hit.title)
        self.setCursorPosition(0)
        self.chosen.emit(hit)
        self.left.emit()

    # Qt's own

    def event(self, event: QEvent | None) -> bool:
        """Keep the keys of the list to itself."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and event.key() in OWN_KEYS:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        """Move through the answers, take one, or leave."""
        if event is None or event.key() not in OWN_KEYS:
            super().keyPressEvent(event)
            return
        key = event.key()
        if self._soon.isActive():
            self._look()
        if key == Qt.Key.Key_Escape:
            self._escape()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            if self.answers.isHidden():
                self._look()
            else:
                self.answers.step(1 if key == Qt.Key.Key_Down else -1)
            self.setAccessibleDescription(self.answers.spoken)
        elif not self.answers.isHidden() and (hit := self.answers.current) is not None:
            self._take(hit)
        else:
            self._look()

    def _escape(self) -> None:
        if self.answers.isHidden():
            self.clear()
            self.left.emit()
        self.answers.hide()

    def focusInEvent(self, event: QFocusEvent | None) -> None:
        """Select what stands there, so that typing begins anew."""
        super().focusInEvent(event)
        self.selectAll()

    def focusOutEvent(self, event: QFocusEvent | None) -> None:
        """Take the list away."""
        super().focusOutEvent(event)
        self._soon.stop()
        self.answers.hide()


class Answers(QListView):
    """The answers below the box; the keyboard stays in the box, `taken` tells of a click."""

    taken = pyqtSignal(object)

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self.host = host
        self.setAccessibleName(_("Answers"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # notes are wrapped to what it leaves
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self._rows = QStandardItemModel(self)
        self.setModel(self._rows)
        self.setItemDelegate(TwoLines(self))
        self.entered.connect(self.setCurrentIndex)
        self.clicked.connect(self._clicked)
        self.hide()

    @property
    def current(self) -> Hit | None:
        """The answer that Enter takes."""
        hit = self.currentIndex().data(HIT)
        return hit if isinstance(hit, Hit) else None

    @property
    def hits(self) -> tuple[Hit, ...]:
        """What is offered."""
        found = (self._rows.index(k, 0).data(HIT) for k in range(self._rows.rowCount()))
        return tuple(hit for hit in found if isinstance(hit, Hit))

    @property
    def spoken(self) -> str:
        """What a screen reader says of the answer that Enter takes."""
        index = self.currentIndex()
        if self.isHidden() or not index.isValid():
            return ""
        place = f"{index.row() + 1}/{self._rows.rowCount()}"
        return f"{place}. {index.data(Qt.ItemDataRole.DisplayRole)}. {index.data(QUIET)}"

    def show_hits(self, hits: tuple[Hit, ...], box: QRect) -> None:
        """Offer answers under `box`, which is given in the host's own pixels, as wide as the host."""
        self._rows.clear()
        for hit in hits:
            item = QStandardItem(hit.title)
            item.setData(hit, HIT)
            item.setData(quiet_line(hit), QUIET)
            item.setToolTip(quiet_line(hit))
            item.setData(f"{hit.title}. {quiet_line(hit)}", Qt.ItemDataRole.AccessibleTextRole)
            item.setEditable(False)
            self._rows.appendRow(item)
        if not hits:
            none = QStandardItem(_("Nothing on board is called that or nearly so"))
            none.setEnabled(False)
            self._rows.appendRow(none)
        room = self.host.height() - box.bottom() - 8
        self.setGeometry(MARGIN, box.bottom() + 4, self.host.width() - 2 * MARGIN, max(min(MOST_PX, room), 60))
        self.show()
        self.raise_()
        self.setCurrentIndex(self._rows.index(0, 0))
        heights = sum(self.sizeHintForRow(k) for k in range(self._rows.rowCount()))
        self.resize(self.width(), min(heights + 12, self.height()))

    def step(self, by: int) -> None:
        """Go to the next answer or the one before, round the end."""
        self.setCurrentIndex(self._rows.index((self.currentIndex().row() + by) % self._rows.rowCount(), 0))

    def _clicked(self, index: QModelIndex) -> None:
        if isinstance(hit := index.data(HIT), Hit):
            self.taken.emit(hit)


class TwoLines(QStyledItemDelegate):
    """A title, and below it as many quiet lines as its note needs: a warning is never cut off."""

    def paint(self, painter: QPainter | None, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        """Paint one answer."""
        if painter is None:
            return
        role = QPalette.ColorRole
        painter.save()
        colours = begin_row(painter, option, self.parent())
        title, note = _fonts(option.font)
        room = option.rect.adjusted(10, 6, -10, -6)
        first = QFontMetrics(title).height()
        wide = QFontMetrics(title).elidedText(index.data(), Qt.TextElideMode.ElideMiddle, room.width())
        painter.setFont(title)
        painter.setPen(colours.color(role.Text if index.data(HIT) else role.PlaceholderText))
        painter.drawText(QRect(room.left(), room.top(), room.width(), first), Qt.AlignmentFlag.AlignLeft, wide)
        painter.setFont(note)
        painter.setPen(colours.color(role.PlaceholderText))
        painter.drawText(room.adjusted(0, first + 1, 0, 0), Qt.TextFlag.TextWordWrap, index.data(QUIET) or "")
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        """Return the room for the title and all of the note."""
        view = self.parent()
        width = (view.viewport() or view).width() if isinstance(view, QListView) else option.rect.width()
        title, note = _fonts(option.font)
        text = index.data(QUIET) or ""
        lines = QFontMetrics(note).boundingRect(QRect(0, 0, width - 20, 1000), Qt.TextFlag.TextWordWrap, text)
        return QSize(width, 13 + QFontMetrics(title).height() + (lines.height() if text else 0))


def quiet_line(hit: Hit) -> str:
    """Return what stands below the title: what kind of thing it is, and what it is not."""
    return f"{said(hit)}. {hit.note}" if hit.note else said(hit)


def _fonts(font: QFont) -> tuple[QFont, QFont]:
    title, note = QFont(font), QFont(font)
    title.setWeight(QFont.Weight.DemiBold)
    note.setPixelSize(max(round(QFontMetrics(font).height() * 0.68), 11))
    return title, note
