"""The card in the dock: in the regions layer what a region is, in a response layer what answers there."""

from gettext import gettext as _
from typing import get_args

from PyQt6.QtCore import QPointF, Qt, QUrl
from PyQt6.QtGui import QColor, QImage, QPainter, QTextDocument
from PyQt6.QtWidgets import QFrame, QTextBrowser, QVBoxLayout, QWidget

from atlas_app.brain.library import Library, hemispheres_of
from atlas_app.commands.command import Registry
from atlas_app.commands.session import Session
from atlas_app.gui.card import card_html
from atlas_app.gui.controls import paint_standing
from atlas_app.gui.findings import Finding, Place, findings, findings_key, reports, reports_key
from atlas_app.gui.lookup import Lookup
from atlas_app.gui.response_card import literature_html, simulation_html, waiting_html
from atlas_app.gui.response_head import ResponseHead
from atlas_app.gui.skin import SKINS
from atlas_app.model.edits import set_response
from atlas_app.model.scene import Scene
from data.sides import Hemisphere
from regions.catalogue import FIVE, Standing

__all__ = ["RegionCard"]


class RegionCard(QWidget):
    """One region or neighbour, and the place that was clicked last."""

    def __init__(self, session: Session, registry: Registry, library: Library) -> None:
        super().__init__()
        self._session, self._library = session, library
        self.lookup = Lookup(library)
        self.lookup.arrived.connect(self._show)
        self.chosen = FIVE[0]
        self.place: Place | None = None
        self.head = ResponseHead(session, registry)
        self.text = _Text()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.head)
        column.addWidget(self.text, 1)

    @property
    def side(self) -> Hemisphere:
        """The side that is told of: of the place clicked last if it is shown, else the first that is."""
        shown = hemispheres_of(self._session.store.state)
        return self.place.hemisphere if self.place and self.place.hemisphere in shown else shown[0]

    def refresh(self) -> None:
        """Show what the scene says."""
        self.head.refresh()
        self._show()

    def choose(self, region_id: str) -> None:
        """Tell of one region or neighbour."""
        self.chosen = region_id
        self._show()

    def show_place(self, place: Place) -> None:
        """Tell of a place on the brain, as far as the layer does."""
        self.place = place
        self._show()

    def _show(self) -> None:
        scene = self._session.store.state
        if scene.layer == "simulation":
            html = self._simulation(scene)
        elif scene.layer == "literature":
            html = self._literature(scene)
        else:
            html = card_html(self.chosen, scene)
        self.text.show_html(html, f"{self.chosen} {scene.layer}", scene)

    def _simulation(self, scene: Scene) -> str:
        side = self.side
        found, fault = self._found(scene, side), self.lookup.fault(findings_key(scene, side))
        self.head.show_region(self.chosen, side, found, fault)
        if found is None:
            return waiting_html(fault, scene)
        switched = set_response(scene, split_both=not scene.response.split_both)
        self._found(switched, side)  # ahead of time: the switch is there to be flipped
        return simulation_html(found, scene)

    def _found(self, scene: Scene, side: Hemisphere) -> Finding | None:
        every = self.lookup.ask(findings_key(scene, side), lambda: findings(scene, side, self._library))
        return every[self.chosen] if every else None

    def _literature(self, scene: Scene) -> str:
        key = reports_key(scene)
        told = self.lookup.ask(key, lambda: reports(scene, self._library))
        self.head.show_region(self.chosen, self.side, None, "")
        if told is None:
            return waiting_html(self.lookup.fault(key), scene)
        return literature_html(self.chosen, told, self.place, scene)


class _Text(QTextBrowser):
    """The card's words; they can be selected and copied, nothing in them leads out."""

    def __init__(self) -> None:
        super().__init__()
        self._shown = self._about = ""
        self.setOpenLinks(False)
        self.setAccessibleName(_("Card of the chosen region"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setMinimumHeight(96)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_html(self, html: str, about: str, scene: Scene) -> None:
        """Show a card; one that is `about` the same as before stays where it was scrolled to."""
        if html == self._shown:
            return
        bar = self.verticalScrollBar()
        kept = bar.value() if bar is not None and about == self._about else 0
        self._shown, self._about = html, about
        self.clear()
        document = self.document()
        for standing in get_args(Standing):
            if document is not None:
                image = _circle(standing, SKINS[scene.theme].ink, self.devicePixelRatioF())
                document.addResource(QTextDocument.ResourceType.ImageResource, QUrl(f"standing:{standing}"), image)
        self.setHtml(html)
        if bar is not None:
            bar.setValue(kept)


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
