"""The card in the dock: in the regions layer what a region is, in a response layer what answers there."""

import math
from collections.abc import Callable, Hashable, Mapping
from typing import TYPE_CHECKING, Final, TypeVar

from PyQt6.QtWidgets import QVBoxLayout, QWidget

from atlas_app.brain.library import Library, hemispheres_of
from atlas_app.commands.command import Registry
from atlas_app.commands.session import Session
from atlas_app.gui.agreement_card import agreement_html
from atlas_app.gui.card import card_html
from atlas_app.gui.card_text import CardText
from atlas_app.gui.compare_card import compare_html
from atlas_app.gui.findings import Finding, Place, findings, findings_key, reports, reports_key
from atlas_app.gui.lookup import Lookup
from atlas_app.gui.place_lookup import PlaceLookup
from atlas_app.gui.response_card import literature_html, waiting_html
from atlas_app.gui.response_head import ResponseHead
from atlas_app.gui.simulation_card import class_hints, ink_of, simulation_html
from atlas_app.gui.timing import later
from atlas_app.gui.voxel_card import Voxel, look_into, voxel_key
from atlas_app.model import scene as model
from atlas_app.model.edits import set_agreement, set_place, set_response
from atlas_app.model.scene import Scene
from data.sides import Hemisphere
from regions.catalogue import FIVE
from regions.crosswalk import labels_of

if TYPE_CHECKING:  # the model loads when the first response is asked for
    from atlas_app.brain.compare import Comparison

__all__ = ["RegionCard"]

T = TypeVar("T")

SAME_MM: Final = 3.0
"""A click so near to the place that is pointed out means that place."""

REST_MS: Final = 250
"""How long knobs must have been let go before both sides are simulated for the comparison."""


class RegionCard(QWidget):
    """One region or neighbour, and the place that was clicked last."""

    def __init__(self, session: Session, registry: Registry, library: Library) -> None:
        super().__init__()
        self._session, self._library = session, library
        self.lookup = Lookup(library)
        self.lookup.arrived.connect(self._show)
        self.places = PlaceLookup(library, self.lookup)
        self._pointed = False
        self.chosen = FIVE[0]
        self.picked: str | None = None
        """Which of the five was chosen last from the list."""
        self.place: Place | None = None
        self._last: tuple[Hemisphere, Mapping[str, Finding]] | None = None
        self._voxel: Voxel | None = None
        self._rows: list[Comparison] = []
        self._resting: Hashable = None
        self._rest = later(self, REST_MS, self._show)
        self.head = ResponseHead(session, registry)
        self.text = CardText()
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
        pointed = self._session.store.state.place is not None
        if self._pointed and not pointed:
            self.place = None
        self._pointed = pointed
        self.head.refresh()
        self._show()

    def choose(self, region_id: str) -> None:
        """Tell of one region or neighbour."""
        self.chosen = region_id
        self._show()

    def pick(self, region_id: str) -> None:
        """Remember what was chosen from the list; where atlases are counted, count those of this region."""
        if region_id in FIVE:
            self.picked = region_id
            if self._session.wished.layer == "agreement":
                self._session.edit(lambda scene: set_agreement(scene, region_id))

    def point(self, place: Place) -> None:
        """Point a place out in the scene and tell of it; the one that is pointed out already no longer."""
        before, (x, y, z) = self._session.store.state.place, place.mni152_mm
        if before is not None and math.dist((before.x, before.y, before.z), (x, y, z)) <= SAME_MM:
            self._session.edit(lambda scene: set_place(scene, None), "place")
            return
        self._session.edit(lambda scene: set_place(scene, model.Place(x=x, y=y, z=z)), "place")
        self.show_place(place)

    def close_lookups(self) -> None:
        """Forget what is being worked out."""
        self.lookup.close()
        self.places.close()

    def show_place(self, place: Place) -> None:
        """Tell of a place on the brain, as far as the layer does."""
        self.place = place
        self._show()

    def _show(self) -> None:
        scene = self._session.store.state
        bar: dict[str, float] = {}
        if scene.layer == "simulation":
            html, bar = self._simulation(scene)
        elif scene.layer == "literature":
            html = self._literature(scene)
        elif scene.layer == "agreement" and self.chosen in FIVE:
            html = agreement_html(scene, self.side, self.place, self._library)
        else:
            html = card_html(self.chosen, scene)
        here = self.places.html(scene)
        html = html + here if scene.layer in ("simulation", "literature") else here + html
        self.text.show_html(html, f"{self.chosen} {scene.layer}", scene, bar)

    def _simulation(self, scene: Scene) -> tuple[str, dict[str, float]]:
        """Return the card and the bar of its voxel; the last numbers stay, pale, until the new ones are there."""
        side = self.side
        key = findings_key(scene, side)
        every = self.lookup.ask(key, lambda: findings(scene, side, self._library))
        fault = self.lookup.fault(key)
        if every:
            self._last = (side, every)
        kept = self._last[1] if self._last and self._last[0] == side and not fault else None
        if not (found := (every or kept or {}).get(self.chosen)):
            self.head.show_region(self.chosen, side, None, fault)
            return waiting_html(fault, scene), {}
        pale = every is None
        self.head.show_region(self.chosen, side, found, fault, class_hints(self.chosen, found), pale)
        voxel = self._looked_into(scene, ask=not pale)
        compared = self._compared(scene, ask=not pale)
        if not pale:  # ahead of time: the switch is there to be flipped
            switched = set_response(scene, split_both=not scene.response.split_both)
            self._after(findings_key(switched, side), lambda: findings(switched, side, self._library))
        html = simulation_html(self.chosen, found, voxel, self._is_here(scene), compared, scene, pale)
        return html, dict(voxel.by_class) if voxel else {}

    def _literature(self, scene: Scene) -> str:
        key = reports_key(scene)
        told = self.lookup.ask(key, lambda: reports(scene, self._library))
        self.head.show_region(self.chosen, self.side, None, "")
        if told is None:
            return waiting_html(self.lookup.fault(key), scene)
        return literature_html(self.chosen, told, self.place, self._compared(scene), scene)

    def _looked_into(self, scene: Scene, ask: bool) -> Voxel | None:
        """Return what the voxel at the place that was clicked holds, or what the last one did until that is known."""
        place = self.place
        if place is None:
            return None
        key = voxel_key(scene, place)
        found = self._after(key, lambda: look_into(scene, place, self._library)) if ask else None
        self._voxel = found or self._voxel
        return self._voxel if self._voxel and self._voxel.place == place else None

    def _compared(self, scene: Scene, ask: bool = True) -> str:
        """Return simulation beside literature as HTML; worked out once the knobs have come to rest."""
        from atlas_app.brain.compare import at_peak, comparison, comparison_key

        peak = at_peak(scene)
        key = comparison_key(peak)
        if key != self._resting:
            self._resting = key
            self._rest.start()
        ask = ask and (self._library.has(key) or not self._rest.isActive())
        rows = self._after(key, lambda: comparison(peak, self._library)) if ask else None
        self._rows = rows or self._rows
        if fault := self.lookup.fault(key):
            return waiting_html(fault, scene)
        chosen = [row for row in self._rows if row.region == self.chosen]
        return compare_html(chosen, scene, ink_of(scene, pale=rows is None))

    def _after(self, key: Hashable, make: Callable[[], T]) -> T | None:
        """Ask for what can wait, unless something else is being waited for already."""
        return self.lookup.ask(key, make) if self._library.has(key) or not self.lookup.busy else None

    def _is_here(self, scene: Scene) -> bool:
        """Whether the place that was clicked lies in the chosen region, by its label."""
        if self.place is None:
            return False
        labels = labels_of(scene.atlas, self.place.hemisphere, self.chosen)
        return self.place.label in {label.removeprefix("L_").removeprefix("R_") for label in labels}
