"""Three slices through a place: the template's anatomy, the regions outlined on it, and the words that belong there.

In a slice `u` runs to the right and `v` up, in mm of MNI152. Left is left, as in the brain seen from behind.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from atlas_app.brain.anatomy import DASHES_MM, family_named
from atlas_app.brain.library import Library
from atlas_app.brain.resolve import visible
from atlas_app.brain.ribbon_voxels import HIPPOCAMPUS_OF, Voxels, region_of, voxels
from atlas_app.brain.slice_places import AXES, PLANES, Found, Plane, inside, under, voxel
from atlas_app.model.edits import look_of
from atlas_app.model.scene import Place, Scene, Theme
from data.sides import Hemisphere
from meshes.squares import area, dashes, loops, smooth
from regions.atlases import atlas
from regions.catalogue import catalogue
from regions.crosswalk import approximate
from regions.own import AtlasRef
from regions.template import HIGH_MM, LOW_MM, template

__all__ = ["Outline", "Slice", "Slices", "caption", "read_out", "slices"]

Floats = npt.NDArray[np.float64]

ENDS: Final = (("L", "R"), ("P", "A"), ("I", "S"))
LEAST_MM2: Final = 2.0
"""What is smaller is not outlined."""
ANATOMY_ONLY: Final = "Anatomy only: what answers is shown on the surface."
CITED: Final = "MNI152 template: ICBM 2009a, nonlinear symmetric, 1 mm (Fonov 2011)."
WIDENED: Final = "in the cortex of the S1200 group surfaces, widened by 0.75 mm to either side"


@dataclass(frozen=True, eq=False, slots=True)
class Outline:
    """One region or neighbour on one side of a slice: closed `loops` (k, 2) and the `lines` drawn along them, in mm.

    `colour` is its own where colour means identity; the line is whole there, elsewhere in the style of the evidence.
    """

    region: str
    hemisphere: Hemisphere
    name: str
    is_neighbour: bool
    colour: str | None
    loops: tuple[Floats, ...]
    lines: tuple[Floats, ...]

    @property
    def area_mm2(self) -> float:
        """How much of the slice it covers."""
        return sum(area(loop) for loop in self.loops)


@dataclass(frozen=True, eq=False, slots=True)
class Slice:
    """One slice: `grey` uint8 (h, w), the highest row first, 0 outside the brain; `low` and `high` its edges in mm.

    `at_mm` is where along the third axis it lies, `cross` the place in it; `ends` stand left, right, below, above.
    """

    plane: Plane
    at_mm: int
    grey: npt.NDArray[np.uint8]
    low: tuple[float, float]
    high: tuple[float, float]
    outlines: tuple[Outline, ...]
    cross: tuple[float, float]
    ends: tuple[str, str, str, str]
    title: str
    said: str
    key: tuple[object, ...]
    """What everything but the cross depends on."""


@dataclass(frozen=True, eq=False, slots=True)
class Slices:
    """The three slices through a place, and what is written below them."""

    slices: tuple[Slice, ...]
    place: Place
    found: Found
    said: str
    caption: str
    theme: Theme
    names: bool


def slices(scene: Scene, library: Library, place: Place, before: Slices | None = None) -> Slices:
    """Return the axial, coronal and sagittal slice through a place; those of `before` that still hold are kept.

    Raises `SourceError` if template or atlas cannot be loaded. The first slices of an atlas may take seconds.
    """
    place = inside(place)
    old = {one.key: one for one in before.slices} if before else {}
    whole = voxels(scene.atlas, library)
    three = tuple(_slice(scene, whole, library, place, plane, old) for plane in PLANES)
    found = under(scene, library, place)
    return Slices(three, place, found, read_out(found, place), caption(scene), scene.theme, scene.names)


def read_out(found: Found, place: Place) -> str:
    """Return what is at a place in words, with its whole mm."""
    name = catalogue()[found.region].short if found.region else ""
    side = f", {found.hemisphere}" if found.hemisphere else ""
    label = f"{found.label}{side}" if found.label else f"no label{side}"
    mm = "MNI152 " + " ".join(f"{round(at):d}" for at in (place.x, place.y, place.z)) + " mm"
    return "   \u00b7   ".join(part for part in (mm.replace("-", "\u2212"), name, label) if part)


def caption(scene: Scene) -> str:
    """Return what the slices rest on, and in the layers of responses what they do not show."""
    one = atlas(scene.atlas)
    said = one.name
    if one.regions != "own":
        said += f" (the regions are those of {atlas(one.crosswalk).name})"
    if not one.regions_in_voxels:
        family = family_named(scene.atlas)
        where = WIDENED if family == "fs-lr-32k" else WIDENED.replace("S1200 group", family)
        said += f", {where}; hippocampus: {atlas(HIPPOCAMPUS_OF).short}"
    parts = [f"{CITED} {said}."]
    return " ".join([ANATOMY_ONLY, *parts] if scene.layer != "regions" else parts)


def _slice(
    scene: Scene, whole: Voxels, library: Library, place: Place, plane: Plane, old: dict[tuple[object, ...], Slice]
) -> Slice:
    right, up, through_axis = AXES[plane]
    index = voxel(place)[through_axis]
    at_mm = LOW_MM[through_axis] + index
    at = (place.x, place.y, place.z)
    cross = (at[right], at[up])
    looks = tuple((region, _fill(scene, region)) for region in visible(scene))
    key = (scene.atlas, plane, at_mm, looks)
    if key in old:
        one = old[key]
        return Slice(**{**{name: getattr(one, name) for name in Slice.__slots__}, "cross": cross})
    part: list[int | slice] = [slice(None)] * 3
    part[through_axis] = index
    grey = library.keep(("template",), template)[tuple(part)]
    return Slice(
        plane=plane,
        at_mm=at_mm,
        grey=np.ascontiguousarray(grey.T[::-1]),
        low=(LOW_MM[right] - 0.5, LOW_MM[up] - 0.5),
        high=(HIGH_MM[right] + 0.5, HIGH_MM[up] + 0.5),
        outlines=_outlines(scene.atlas, whole.regions(tuple(part)), dict(looks), (LOW_MM[right], LOW_MM[up])),
        cross=cross,
        ends=(*ENDS[right], *ENDS[up]),
        title=f"{plane.capitalize()}, {_side_words(plane, at_mm)}",
        said=f"{'xyz'[through_axis]} = {at_mm} mm".replace("-", "\u2212"),
        key=key,
    )


def _side_words(plane: Plane, at_mm: int) -> str:
    """Say which side is which, where a slice shows both, or which one it shows."""
    if plane != "sagittal":
        return "left is left"
    return "midline" if at_mm == 0 else "left hemisphere" if at_mm < 0 else "right hemisphere"


def _fill(scene: Scene, region: str) -> str | None:
    """Return a region's fill in the layer where fill means identity."""
    if scene.layer != "regions":
        return None
    return look_of(scene, region).colour or catalogue()[region].colour


def _outlines(
    atlas_id: AtlasRef, numbers: npt.NDArray[np.uint8], looks: dict[str, str | None], low: tuple[int, int]
) -> tuple[Outline, ...]:
    found = []
    for number in np.flatnonzero(np.bincount(numbers.reshape(-1))):
        if number == 0:
            continue
        region, side = region_of(int(number))
        if region not in looks:
            continue
        drawn = [smooth(loop) + low for loop in loops(numbers == number) if abs(area(loop)) >= LEAST_MM2]
        entry = catalogue()[region]
        style = "solid" if looks[region] else entry.outline
        lines = [line for loop in drawn for line in dashes(loop, *DASHES_MM[style])]
        if drawn:
            rough = not entry.is_neighbour and approximate(atlas_id, side, region)
            name = f"{entry.short} (approximate)" if rough else entry.short
            parts = (tuple(drawn), tuple(lines))
            found.append(Outline(region, side, name, entry.is_neighbour, looks[region], *parts))
    return tuple(sorted(found, key=lambda one: not one.is_neighbour))  # the five stand over their neighbours
