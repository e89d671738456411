"""The words of a card: they can be selected and copied, their links open papers, their numbers tell whence they are."""

from collections.abc import Mapping
from html import unescape
from typing import Final, get_args

from PyQt6.QtCore import QEvent, QPoint, QPointF, QSize, Qt, QUrl
from PyQt6.QtGui import (
    QColor,
    QContextMenuEvent,
    QDesktopServices,
    QHelpEvent,
    QImage,
    QPainter,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PyQt6.QtWidgets import QApplication, QFrame, QMenu, QTextBrowser, QToolTip

from atlas_app.gui.card_parts import DOI
from atlas_app.gui.class_bar import bar_image
from atlas_app.gui.controls import paint_standing
from atlas_app.gui.skin import SKINS
from atlas_app.gui.tongue import translated as _
from atlas_app.gui.voxel_card import BAR
from atlas_app.model.scene import Scene
from regions.catalogue import Standing

__all__ = ["CardText"]

BAR_PX: Final = 14
BESIDE_PX: Final = 60
"""How far beside a word, in the gap to the next, it still is pointed at."""
ROOM_PX: Final = 24
"""What margins and a scroll bar take from the width."""


class CardText(QTextBrowser):
    """Shows a card; a click on a paper opens it in the browser, a right click copies its citation."""

    def __init__(self) -> None:
        super().__init__()
        self._shown = self._about = ""
        self.setOpenLinks(False)
        self.anchorClicked.connect(_open)
        self.setAccessibleName(_("Card of the chosen region"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setMinimumHeight(96)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_html(self, html: str, about: str, scene: Scene, classes: Mapping[str, float] | None = None) -> None:
        """Show a card; one that is `about` the same as before stays where it was scrolled to.

        `classes` are what the bar of a voxel shows.
        """
        if html == self._shown:
            return
        bar = self.verticalScrollBar()
        kept = bar.value() if bar is not None and about == self._about else 0
        self._shown, self._about = html, about
        self.clear()
        self._add_pictures(scene, classes or {})
        self.setHtml(html)
        if bar is not None:
            bar.setValue(kept)

    def citation_at(self, form: QTextCharFormat) -> str:
        """Return the whole citation behind a link, as plain text; empty elsewhere."""
        if not form.anchorHref().startswith(DOI):
            return ""
        return unescape(form.toolTip().removeprefix("<qt>").removesuffix("</qt>").replace("<br>", ", "))

    def told_at(self, place: QPoint) -> str:
        """Return what is told of the words at a place in the viewport, as HTML; empty beside the words."""
        cursor = self.cursorForPosition(place)
        if not self.cursorRect(cursor).adjusted(-BESIDE_PX, -2, BESIDE_PX, 2).contains(place):
            return ""
        if not cursor.charFormat().toolTip():  # a format is that of the letter before
            cursor.movePosition(QTextCursor.MoveOperation.Right)
        return cursor.charFormat().toolTip()

    def viewportEvent(self, event: QEvent | None) -> bool:
        """Tell whence a number is when the pointer rests on it."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.told_at(event.pos()), self.viewport())
            return True
        return super().viewportEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent | None) -> None:
        """Offer to copy a citation, beside what can be done with any text."""
        menu = self.createStandardContextMenu()
        if event is None or menu is None:
            return
        mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        cursor = self.cursorForPosition(event.pos()) if mouse else self.textCursor()
        if not cursor.charFormat().anchorHref():  # a format is that of the letter before
            cursor.movePosition(QTextCursor.MoveOperation.Right)
        form = cursor.charFormat()
        on_link = not mouse or self.anchorAt(event.pos())
        if on_link and (citation := self.citation_at(form)):
            self._offer(menu, citation, form.anchorHref())
        menu.exec(event.globalPos())
        menu.deleteLater()

    def _offer(self, menu: QMenu, citation: str, address: str) -> None:
        first = menu.actions()[0] if menu.actions() else None
        for words, run in (
            (_("Copy citation"), lambda: _copy(citation)),
            (_("Open the paper in the browser"), lambda: _open(QUrl(address))),
        ):
            action = menu.addAction(words)
            if action is not None:
                action.triggered.connect(run)
                menu.insertAction(first, action)
        menu.insertSeparator(first)

    def _add_pictures(self, scene: Scene, classes: Mapping[str, float]) -> None:
        document, image = self.document(), QTextDocument.ResourceType.ImageResource
        if document is None:
            return
        ratio, ink = self.devicePixelRatioF(), SKINS[scene.theme].ink
        for standing in get_args(Standing):
            document.addResource(image, QUrl(f"standing:{standing}"), _circle(standing, ink, ratio))
        if classes:
            size = QSize(max(self.width() - ROOM_PX, 80), BAR_PX)
            document.addResource(image, QUrl(BAR), bar_image(classes, size, ratio, self.palette(), self.font()))


def _open(address: QUrl) -> None:
    if address.scheme() == "https":
        QDesktopServices.openUrl(address)


def _copy(words: str) -> None:
    if (clipboard := QApplication.clipboard()) is not None:
        clipboard.setText(words)


def _circle(standing: Standing, colour: str, ratio: float) -> QImage:
    side = 16
    image = QImage(round(side * ratio), round(side * ratio), QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_standing(painter, standing, QPointF(side / 2, side / 2 + 1.5), 5.5, QColor(colour))
    painter.end()
    return image
