"""From a chosen answer of the search to the place itself: it is looked up aside, then the camera flies there."""

import time
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from msgspec.structs import replace
from PyQt6.QtCore import QObject

from atlas_app.brain.library import Library, hemispheres_of
from atlas_app.brain.whereabouts import LAST_RESORT, Mm, facing, places
from atlas_app.commands.session import Session
from atlas_app.gui.card_parts import side_word
from atlas_app.gui.flight import Flight
from atlas_app.gui.tongue import translated as _
from atlas_app.model.aim import aimed
from atlas_app.model.edits import set_neighbours, set_place, set_region_visible
from atlas_app.model.scene import Place, Scene, family_of
from data.sides import Hemisphere
from regions.atlases import atlas
from regions.catalogue import region
from regions.crosswalk import labels_of
from regions.own import AtlasRef
from regions.search import Hit

__all__ = ["Finder"]


class Spot(NamedTuple):
    """A place on one side, and the way its cortex looks."""

    side: Hemisphere
    mni152_mm: Mm
    outwards: npt.NDArray[np.floating]


class Finder(QObject):
    """Shows what was chosen: a region is chosen in the list too, a label moves nothing but place and camera."""

    def __init__(
        self,
        session: Session,
        library: Library,
        choose: Callable[[str], None],
        parent: QObject,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._session, self._library, self._choose = session, library, choose
        self.flight = Flight(session, self, clock)

    def show(self, hit: Hit) -> None:
        """Look up where an answer is, then fly there and say what it is."""
        scene = self._session.wished
        work = partial(_spot, hit, scene, self._library)
        self._session.face.in_background(work, partial(self._arrived, hit), partial(self._failed, hit))

    def _arrived(self, hit: Hit, spot: Spot | None) -> None:
        if spot is None:
            self._session.face.say(_("{title} is nowhere in this atlas.").format(title=hit.title))
            return

        def edit(scene: Scene) -> Scene:
            return aimed(_pointed_out(scene, hit, spot), spot.side, spot.outwards.tolist())

        def shown() -> None:
            if hit.region:
                self._choose(hit.region)
            self._session.face.say(_said(hit, spot, self._session.store.state.atlas))

        self.flight.to(edit, shown)

    def _failed(self, hit: Hit, error: Exception) -> None:
        self._session.face.say(f"{hit.title}: {error}")


def _spot(hit: Hit, scene: Scene, library: Library) -> Spot | None:
    """Return where an answer is: on the side that it names, else on one that is shown."""
    found = places(hit, scene.atlas, family_of(scene), library)
    if not found:
        return None
    shown = hemispheres_of(scene)
    named = next((side for side in (*shown, "left", "right") if side in found), "")
    mm = found[named]
    side: Hemisphere = ("left" if mm[0] < 0 else "right") if not named else "left" if named == "left" else "right"
    return Spot(side, mm, facing(scene, side, mm, library))


def _pointed_out(scene: Scene, hit: Hit, spot: Spot) -> Scene:
    """Return the scene with the region shown, a label's place pointed out, and the brain in the place of a neuron."""
    scene = replace(scene, neuron=None)
    if hit.region:
        one = region(hit.region)
        scene = set_region_visible(scene, hit.region, visible=True)
        scene = set_neighbours(scene, shown=True) if one.is_neighbour else scene
    x, y, z = spot.mni152_mm
    return set_place(scene, Place(x=x, y=y, z=z) if hit.label else None)


def _said(hit: Hit, spot: Spot, atlas_id: AtlasRef) -> str:
    """Say what was found, whose label that is, where, and what it is not."""
    title = hit.title if hit.title.endswith(spot.side) else f"{hit.title}, {side_word(spot.side)}"
    whose = f"{title}: {atlas(hit.atlas).name}" if hit.label else title
    if hit.region and not hit.label and not labels_of(atlas_id, spot.side, hit.region):
        away = _("{atlas} does not have it: this is where {other} does")
        whose += ". " + away.format(atlas=atlas(atlas_id).short, other=atlas(LAST_RESORT).short)
    mm = " ".join(f"{round(value):d}".replace("-", "\u2212") for value in spot.mni152_mm)
    return f"{whose}. MNI152 {mm} mm. {hit.note}".strip()
