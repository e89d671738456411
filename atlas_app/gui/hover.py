"""Reads out what lies under the pointer; never on the way of a drag."""

from typing import TYPE_CHECKING, Final

from PyQt6.QtCore import QObject, pyqtSignal

from atlas_app.brain.library import Library
from atlas_app.gui.card_parts import side_word
from atlas_app.gui.findings import papers_within, reports_key
from atlas_app.gui.response_card import near_said
from atlas_app.gui.timing import later
from atlas_app.gui.tongue import translated as _
from atlas_app.gui.viewport import Viewport
from regions.catalogue import region

if TYPE_CHECKING:  # VTK loads while the window is already to be seen
    from atlas_app.render.pick import Found, Picker

__all__ = ["Hover", "label_of", "read_out"]

EVERY_MS: Final = 60


class Hover(QObject):
    """Looks up the place under the pointer a few times a second; `told` gives it in words, empty for none."""

    told = pyqtSignal(str)

    def __init__(self, viewport: Viewport, library: Library) -> None:
        super().__init__(viewport)
        self._viewport, self._library = viewport, library
        self._picker: Picker | None = None
        self._place: tuple[float, float] | None = None
        self._soon = later(self, EVERY_MS, self._look)
        viewport.pointed.connect(self._pointed)
        viewport.left.connect(self._left)
        viewport.drawn.connect(self._drawn)

    def at(self, x: float, y: float) -> "Found | None":
        """Return what the picture shows at a pixel."""
        if self._picker is None:
            from atlas_app.render.pick import Picker

            self._picker = Picker(self._library)
        return self._picker.at(self._viewport.picture, self._viewport.pixels(), x, y)

    def _pointed(self, x: float, y: float) -> None:
        self._place = (x, y)
        if not self._soon.isActive():
            self._soon.start()

    def _left(self) -> None:
        self._place = None
        self._soon.stop()
        self.told.emit("")

    def _drawn(self, fine: bool) -> None:
        if fine and self._place is not None:
            self._soon.start()

    def _look(self) -> None:
        if self._place is not None and self._viewport.ready:
            found = self.at(*self._place)
            self.told.emit(read_out(found, self._papers(found)))

    def _papers(self, found: "Found | None") -> int | None:
        """Return how many papers are near in the literature layer, once its papers are read."""
        scene = self._viewport.picture.scene
        if found is None or scene.layer != "literature" or not self._library.has(reports_key(scene)):
            return None
        return len(papers_within(scene, found.mni152_mm))


def label_of(found: "Found") -> str:
    """Return a place's label in the atlas without its side."""
    return found.label.removeprefix("L_").removeprefix("R_")


def read_out(found: "Found | None", papers: int | None = None) -> str:
    """Return a place in words: region, label, side, whole mm, and how many papers are near if that was counted."""
    if found is None:
        return ""
    parts = [region(found.region).short] if found.region else []
    named = found.shape or label_of(found) or _("no label")
    parts.append(named if found.middle else f"{named}, {side_word(found.hemisphere)}")
    parts.append("MNI152 " + " ".join(f"{value:d}".replace("-", "\u2212") for value in found.mni152_mm) + " mm")
    if papers is not None:
        parts.append(near_said(papers))
    return "   \u00b7   ".join(parts)
