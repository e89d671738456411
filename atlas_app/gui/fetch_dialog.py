"""Downloading an atlas that is not on board: which there are, how large, whose, and how far it is."""

from collections.abc import Callable
from functools import partial
from html import escape
from typing import TYPE_CHECKING, Final

from PyQt6.QtCore import QEvent, QObject, Qt
from PyQt6.QtGui import QKeyEvent
from PyQt6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QPushButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from atlas_app.gui.fetching import Fetching
from atlas_app.gui.skin import SKINS, dress
from atlas_app.gui.tongue import translated as _
from atlas_app.model.edits import set_atlas
from atlas_app.model.scene import Theme
from data.fetched import Fetchable, fetchables
from regions.atlases import atlas, atlases
from regions.on_request import size_said

if TYPE_CHECKING:
    from atlas_app.gui.window import Window

__all__ = ["FetchDialog", "open_fetch_dialog"]

STEPS: Final = 1000


def open_fetch_dialog(window: "Window") -> "FetchDialog":
    """Show the dialog beside the work; there is one at a time, and Escape closes it."""
    dialog = next(iter(window.findChildren(FetchDialog)), None)
    if dialog is None:
        dialog = FetchDialog(window, partial(_show, window), partial(_landed, window))
        theme = window.session.store.state.theme
        dress(dialog, theme)
        dialog.colour(theme)
        dialog.resize(min(720, max(window.width() - 60, 480)), min(620, max(window.height() - 60, 460)))
    dialog.show()
    dialog.activateWindow()
    return dialog


def _show(window: "Window", atlas_id: str) -> None:
    window.session.edit(lambda scene: set_atlas(scene, atlas_id))


def _landed(window: "Window") -> None:
    """Let menu and search know that there is one more."""
    from regions.search import index

    window.actions_by_id.refresh()
    window.workers.quietly(index)


class FetchDialog(QDialog):
    """A list of what can be downloaded; the rest of the window stays at work meanwhile."""

    def __init__(self, parent: QWidget, show: Callable[[str], None], landed: Callable[[], None]) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Download an atlas"))
        self.setModal(False)
        self._show, self._landed = show, landed
        self.fetching = Fetching(self)
        self.list = QListWidget()
        self.list.setAccessibleName(_("Atlases that can be downloaded"))
        self.list.setToolTip(_("Choose an atlas; Return downloads it, or shows it once it is on board"))
        self.told = QTextBrowser()
        self.told.setOpenLinks(False)
        self.told.setAccessibleName(_("About this atlas"))
        self.told.setToolTip(_("What it is, its licence, whom to cite"))
        self.told.setTabChangesFocus(True)
        self.bar = QProgressBar()
        self.bar.setAccessibleName(_("How much is downloaded"))
        self.bar.setToolTip(_("How much is downloaded"))
        self.bar.setTextVisible(False)
        self.said = QLabel()
        self.download = _button(_("Download"), _("Download the chosen atlas"), self._begin)
        self.give_up = _button(_("Cancel download"), _("Stop; nothing is kept"), self.fetching.cancel)
        self.use = _button(_("Show"), _("Show the chosen atlas on the brain"), self._use)
        self.done_with = _button(_("Close"), _("Close; a download under way is given up"), self.close)
        self._lay_out()
        self._fill()
        self.list.currentItemChanged.connect(lambda _now, _before: self._tell())
        self.list.itemDoubleClicked.connect(lambda _item: self._go())
        self.fetching.moved.connect(self._moved)
        self.fetching.ended.connect(self._ended)
        parent.installEventFilter(self)
        self.list.setCurrentRow(0)
        self._rest()
        self.list.setFocus()

    def colour(self, theme: Theme) -> None:
        """Put bar and list into the colours of a theme."""
        skin = SKINS[theme]
        self.list.setStyleSheet(f"QListWidget:focus {{ border: 1px solid {skin.focus}; }}")
        self.bar.setStyleSheet(
            f"QProgressBar {{ background: {skin.raised}; border: 1px solid {skin.line}; border-radius: 5px;"
            f" max-height: 8px; }} QProgressBar::chunk {{ background: {skin.focus}; border-radius: 4px; }}"
        )

    @property
    def chosen(self) -> Fetchable:
        """The atlas that is chosen in the list."""
        return tuple(fetchables().values())[max(self.list.currentRow(), 0)]

    # Building

    def _lay_out(self) -> None:
        head = QLabel(_("What is downloaded is kept, and works without a network from then on."))
        head.setProperty("quiet", "true")
        head.setWordWrap(True)
        self.said.setWordWrap(True)
        self.said.setMinimumHeight(44)
        self.said.setAlignment(Qt.AlignmentFlag.AlignTop)
        foot = QHBoxLayout()
        for button in (self.download, self.give_up, self.use):
            foot.addWidget(button)
        foot.addStretch(1)
        foot.addWidget(self.done_with)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 18, 22, 16)
        column.setSpacing(10)
        column.addWidget(head)
        column.addWidget(self.list, 3)
        column.addWidget(self.told, 2)
        column.addWidget(self.bar)
        column.addWidget(self.said)
        column.addLayout(foot)

    def _fill(self) -> None:
        for row, one in enumerate(fetchables().values()):
            item = self.list.item(row) or QListWidgetItem(self.list)
            state = _("on board") if one.id in atlases() else size_said(one)
            item.setText(f"{one.short}   \u00b7   {state}")

    # Following the download

    def _begin(self) -> None:
        self.said.clear()
        self.fetching.start(self.chosen.id)
        self._rest()

    def _moved(self, part: float) -> None:
        self.bar.setRange(0, 0 if part < 0 else STEPS)
        self.bar.setValue(round(STEPS * max(part, 0)))
        if (row := self.fetching.row) is not None:
            doing = _("asking for it") if part < 0 else f"{100 * part:.0f} % {_('of')} {size_said(row)}"
            self.said.setText(f"{row.short}: {doing}")

    def _ended(self, fine: bool, fault: str) -> None:
        self.said.setText(_("It is on board; the menu Brain has it, too.") if fine else fault)
        self._fill()
        if fine:
            self._landed()
        self._rest()
        (self.use if fine else self.list).setFocus()

    def _rest(self) -> None:
        """Show what can be done now."""
        busy = self.fetching.row is not None
        if not busy:
            self.bar.setRange(0, STEPS)
            self.bar.setValue(0)
        self.give_up.setEnabled(busy)
        self._tell()

    def _tell(self) -> None:
        one, busy = self.chosen, self.fetching.row is not None
        on_board = one.id in atlases()
        self.download.setEnabled(not busy and not on_board)
        self.use.setEnabled(on_board)
        nearest = _("Nearest on board: {name}.").format(name=atlas(one.nearest).name)
        lines = (
            one.note,
            f"{one.space}. {'' if on_board else nearest}",
            f"{_('Licence')}: {one.licence}",
            one.citation,
        )
        head = f"<p style='margin: 0 0 6px 0; font-size: 16px'><b>{escape(one.name)}</b></p>"
        self.told.setHtml(head + "".join(f"<p style='margin: 0 0 6px 0'>{escape(line)}</p>" for line in lines))

    def _go(self) -> None:
        if self.use.isEnabled():
            self._use()
        elif self.download.isEnabled():
            self._begin()

    def _use(self) -> None:
        self._show(self.chosen.id)

    # Qt's own

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        """Download or show by Return, on every platform: on some the list itself takes no notice of it."""
        if event is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.list.hasFocus():
            self._go()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject | None, event: QEvent | None) -> bool:
        """Close with the window, and leave nothing half-written."""
        if watched is self.parent() and event is not None and event.type() == QEvent.Type.Close:
            self.close()
        return super().eventFilter(watched, event)

    def done(self, result: int) -> None:
        """Give up what is under way, and close."""
        self.fetching.ended.disconnect(self._ended)
        self.fetching.cancel()
        super().done(result)


def _button(title: str, tip: str, run: Callable[[], object]) -> QPushButton:
    made = QPushButton(title)
    made.setAccessibleName(title)
    made.setToolTip(tip)
    made.setAutoDefault(False)
    made.clicked.connect(lambda _checked: run())
    return made
