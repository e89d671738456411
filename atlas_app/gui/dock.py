"""The dock "Regions": what the brain is drawn from, the list of the regions, the card of the one that is chosen."""

from gettext import gettext as _
from typing import Final, get_args

from PyQt6.QtCore import QPointF, QSize, Qt, QUrl
from PyQt6.QtGui import QColor, QImage, QPainter, QPalette, QTextDocument
from PyQt6.QtWidgets import (
    QDockWidget,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QTextBrowser,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from atlas_app.commands.command import Registry
from atlas_app.commands.session import Session
from atlas_app.gui.bound import BoundButton, BoundChoice, chip
from atlas_app.gui.card import card_html
from atlas_app.gui.controls import Choice, paint_standing
from atlas_app.gui.icons import icon
from atlas_app.gui.region_list import RegionList
from atlas_app.gui.skin import SKINS
from regions.catalogue import FIVE, Standing

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

    def __init__(self, session: Session, registry: Registry, window: QWidget) -> None:
        super().__init__(_("Regions"), window)
        self.setObjectName("regions")
        self.setAllowedAreas(Qt.DockWidgetArea.LeftDockWidgetArea | Qt.DockWidgetArea.RightDockWidgetArea)
        self._session = session
        self._bound: list[BoundButton | BoundChoice] = []
        self._close = QToolButton()
        self.setTitleBarWidget(self._title_bar())
        self.list = RegionList(session)
        self.card = _Card()
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(12, 4, 12, 12)
        column.setSpacing(10)
        column.addLayout(self._choices(registry))
        column.addLayout(self._chips(registry))
        column.addWidget(_line())
        column.addWidget(self.list)
        column.addWidget(_line())
        column.addWidget(self.card, 1)
        inside.setMinimumWidth(384)
        self.setWidget(inside)
        self.chosen = FIVE[0]
        self.list.chosen.connect(self._choose)

    def refresh(self) -> None:
        """Show what the scene says."""
        for bound in self._bound:
            bound.refresh()
        self.list.refresh()
        self._close.setIcon(icon("close", self.palette().color(QPalette.ColorRole.PlaceholderText)))
        self.card.show_card(self.chosen, self._session)

    def choose(self, region_id: str) -> None:
        """Show the card of one region or neighbour."""
        self.list.choose(region_id)

    def _choose(self, region_id: str) -> None:
        self.chosen = region_id
        self.card.show_card(region_id, self._session)

    def _title_bar(self) -> QWidget:
        bar = QWidget()
        row = QHBoxLayout(bar)
        row.setContentsMargins(20, 10, 12, 4)
        title = QLabel(_("Regions"))
        title.setProperty("title", "true")
        self._close.setIconSize(QSize(18, 18))
        self._close.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._close.setAccessibleName(_("Close the panel"))
        self._close.setToolTip(_("Close; the menu View brings it back"))
        self._close.clicked.connect(self.close)
        row.addWidget(title, 1)
        row.addWidget(self._close)
        return bar

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


class _Card(QTextBrowser):
    """The card; its text can be selected and copied, nothing in it leads out."""

    def __init__(self) -> None:
        super().__init__()
        self._shown = ""
        self.setOpenLinks(False)
        self.setAccessibleName(_("Card of the chosen region"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setMinimumHeight(120)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_card(self, region_id: str, session: Session) -> None:
        """Show one region as the scene has it; the same card again stays where it was scrolled to."""
        scene = session.store.state
        html = card_html(region_id, scene)
        if html == self._shown:
            return
        self._shown = html
        self.clear()
        document = self.document()
        for standing in get_args(Standing):
            if document is not None:
                image = _circle(standing, SKINS[scene.theme].ink, self.devicePixelRatioF())
                document.addResource(QTextDocument.ResourceType.ImageResource, QUrl(f"standing:{standing}"), image)
        self.setHtml(html)


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


def _line() -> QFrame:
    line = QFrame()
    line.setObjectName("line")
    line.setFixedHeight(1)
    return line
