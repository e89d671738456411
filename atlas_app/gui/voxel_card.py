"""What a voxel at the place that was clicked holds: its units by class, and what one of them stands for."""

import math
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from html import escape
from typing import Final

from atlas_app.brain.library import Library, units_key
from atlas_app.brain.palette import STATES
from atlas_app.gui.card_parts import headline, hint, side_word
from atlas_app.gui.class_bar import CLASS_WORDS
from atlas_app.gui.findings import Place
from atlas_app.gui.response_groups import GROUPS
from atlas_app.gui.skin import Skin
from atlas_app.gui.tongue import translated as _
from atlas_app.model.scene import Scene
from data.sides import HEMISPHERES, Hemisphere

__all__ = ["BAR", "Voxel", "look_into", "mm_said", "place_said", "voxel_html", "voxel_key", "voxel_scale_html"]

BAR: Final = "bar:voxel"
"""Under this name the card's text finds the picture of the voxel's classes."""

WIDEST_MM: Final = 20.0
"""The widest voxel that can be asked for; beyond it nothing is said to be near."""


@dataclass(frozen=True, slots=True)
class Voxel:
    """A cube of `side_mm` at a place: how many units of each class it holds, and the cortex that each stands for.

    `mm2` are the least and the most mm2 of cortex behind one unit, None without units; `nearest_mm` is the least
    voxel here that holds a unit, to 0.1 mm upwards.
    """

    place: Place
    side_mm: float
    by_class: Mapping[str, int]
    mm2: tuple[float, float] | None
    nearest_mm: float

    @property
    def units(self) -> int:
        """How many units there are."""
        return sum(self.by_class.values())


def voxel_key(scene: Scene, place: Place) -> Hashable:
    """Return what the content of a voxel depends on."""
    size = scene.response.voxel_mm
    return ("voxel", place, size, *(units_key(scene, side) for side in _sides(place, size)))


def look_into(scene: Scene, place: Place, library: Library) -> Voxel:
    """Return which units the scene's voxel holds at a place, on both sides where it reaches over the midline."""
    import numpy as np

    from atlas_app.brain.responses import cortex, units
    from regions.responses.classes import CLASSES
    from regions.responses.voxel import by_class, in_voxel

    size, many, mm2, nearest = scene.response.voxel_mm, dict.fromkeys(CLASSES, 0), [], math.inf
    for side in _sides(place, size):
        some, where = units(scene, side, library), cortex(scene.response.kernel_mm, side, library)
        which = in_voxel(some, where, place.mni152_mm, size)
        for name, count in by_class(some, which).items():
            many[name] += count
        mm2.extend(some.mm2[which].tolist())
        off = np.abs(where.mni152_mm[some.vertex] - np.asarray(place.mni152_mm, np.float32)).max(axis=1)
        nearest = min(nearest, math.ceil(20 * float(off.min()) + 1e-3) / 10)
    return Voxel(place, size, many, (min(mm2), max(mm2)) if mm2 else None, nearest)


def voxel_html(voxel: Voxel, skin: Skin) -> str:
    """Return how many units the voxel holds, its bar and its classes."""
    size, place = f"{voxel.side_mm:g}", hint(place_said(voxel.place))
    if not voxel.units:
        said = _("A voxel of {size} mm here holds no unit.").format(size=size)
        return f"<p {place}><b>{said}</b> {_nearest(voxel)}</p>"
    many = _("A voxel of {size} mm here holds {units} unit:") if voxel.units == 1 else ""
    many = many or _("A voxel of {size} mm here holds {units} units:")
    kinds = ", ".join(filter(None, (_group(voxel, *row, skin) for row in GROUPS)))
    bar = f'<p style="margin: 0 0 3px 0"><img src="{BAR}" {hint(*_classes(voxel))}></p>'
    said = many.format(size=size, units=f"{voxel.units:,}")
    return f'<p style="margin: 0 0 3px 0" {place}><b>{said}</b></p>{bar}<p style="font-size: 13px">{kinds}</p>'


def voxel_scale_html(voxel: Voxel, skin: Skin) -> str:
    """Return where the voxel stands and what one of its units stands for."""
    said = f"{place_said(voxel.place)}. "
    if voxel.mm2:
        said += _("One simulated unit stands for about {mm2} mm² of cortex; no figure at hand says how many neurons.")
        said = said.format(mm2=_span(*voxel.mm2)) + " "
        said += _("Counted is what the units are, not what an experimenter finds.")
    head = headline(_("Where this voxel is"), skin.quiet)
    return f'{head}<p style="color: {skin.quiet}; font-size: 13px">{escape(said)}</p>'


def place_said(place: Place) -> str:
    """Return a place in words: label, side, whole mm."""
    return f"{place.label or _('no label')}, {side_word(place.hemisphere)}, MNI152 {mm_said(place.mni152_mm)} mm"


def mm_said(mni152_mm: tuple[int, int, int]) -> str:
    """Return whole mm with proper minus signs."""
    return " ".join(f"{value:d}".replace("-", "\u2212") for value in mni152_mm)


def _sides(place: Place, size_mm: float) -> tuple[Hemisphere, ...]:
    if abs(place.mni152_mm[0]) >= size_mm / 2:
        return (place.hemisphere,)
    return (place.hemisphere, *(side for side in HEMISPHERES if side != place.hemisphere))


def _nearest(voxel: Voxel) -> str:
    if voxel.nearest_mm > WIDEST_MM:
        return _("One of {mm:g} mm would not either: the model has no units near.").format(mm=WIDEST_MM)
    return _("One of {mm:g} mm would.").format(mm=voxel.nearest_mm)


def _group(voxel: Voxel, state: str, name: str, kinds: tuple[tuple[str, str], ...], skin: Skin) -> str:
    counts = [(word, sum(voxel.by_class[one] for one in classes.split())) for classes, word in kinds]
    if not (total := sum(count for _word, count in counts)):
        return ""
    split = ", ".join(f"{_(word)} {count}" for word, count in counts if word and count)
    square = f'<span style="color: {STATES.get(state, skin.faint)}">\u25a0</span>'
    quiet = f' <span style="color: {skin.quiet}">({split})</span>' if split else ""
    return f"{square}\u00a0{_(name)}\u00a0<b>{total}</b>{quiet}"


def _classes(voxel: Voxel) -> list[str]:
    return [f"{_(words)}: {voxel.by_class[name]}" for name, words in CLASS_WORDS.items() if voxel.by_class[name]]


def _span(low: float, high: float) -> str:
    return f"{low:.1f}" if f"{low:.1f}" == f"{high:.1f}" else f"{low:.1f} to {high:.1f}"
