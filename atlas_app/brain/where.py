"""What a place is: in or near which region, what every atlas calls it, what stands there if it is no cortex."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

from atlas_app.brain.tissue import Tissue, tissue_of
from atlas_app.brain.where_table import SHAPES, TISSUE, Columns, Table
from data.sides import HEMISPHERES, Hemisphere
from regions.atlases import HOME, Atlas, atlas, atlases
from regions.catalogue import FIVE, ORDER
from regions.own import AtlasRef
from regions.papers import papers_near
from regions.volume import Chance, Volume

if TYPE_CHECKING:
    from regions.papers import Paper

__all__ = ["NEAR_MM", "REACH_MM", "Answer", "Called", "Near", "where"]

REACH_MM: Final = 4.0
"""How far from the ribbon of an average brain a place may be and still be that cortex: brains differ by as much."""
BESIDE_MM: Final = {"fs-lr-32k": 1.5, "fsaverage5": 3.0}
"""How far beside a column a place between white matter and pial surface may be: columns stand about so far apart."""
ABOVE_MM: Final = 1.5
"""How far above the pial surface of a sulcus a place is no longer said to be in the cortex, but between its banks."""
NEAR_MM: Final = 10.0
"""Within which distance papers are counted, and the nearest label in voxels is looked for."""

Floats = npt.NDArray[np.floating[Any]]


@dataclass(frozen=True, slots=True)
class Near:
    """A region or neighbour: its nearer side and how far that is, 0 inside."""

    region: str
    hemisphere: Hemisphere
    distance_mm: float


@dataclass(frozen=True, slots=True)
class Called:
    """What one atlas calls a place; `label` is None where it has none, then `nearest` is `distance_mm` away, if any is.

    `probability`, 0 to 1, where the atlas has one; then `chances` are all labels that are possible here, in per cent.
    """

    atlas: AtlasRef
    label: str | None
    probability: float | None = None
    nearest: str | None = None
    distance_mm: float = 0.0
    chances: tuple[Chance, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What a place in MNI152 mm is; `tissue` says of what kind it is.

    `cortex_mm` leads to the nearest cortex, which is on `side` (on both at the midline); `here` is the region or
    neighbour there, `home_label` its label in HCP-MMP 1.0. `inside` tells whether the place counts as that cortex;
    then `border_mm` leads, in a straight line, to the border of the region; `area_mm2` is the region's on that side,
    `volume_mm3` that times the thickness of its cortex, place by place.
    """

    mni152_mm: tuple[float, float, float]
    tissue: Tissue
    inside: bool
    side: Hemisphere
    both_sides: bool
    cortex_mm: float
    here: str | None
    home_label: str
    regions: tuple[Near, ...]
    neighbours: tuple[Near, ...]
    atlases: tuple[Called, ...]
    border_mm: float | None
    area_mm2: float | None
    volume_mm3: float | None
    papers: tuple["Paper", ...]


@dataclass(frozen=True, eq=False, slots=True)
class _Seen:
    """A place before the columns of one family: how far each is, the nearest, and whether the place counts as it."""

    off: Floats
    column: int
    share: float
    inside: bool

    @property
    def mm(self) -> float:
        return float(self.off[self.column])


def where(mni152_mm: Sequence[float], table: Table, wide: bool = False) -> Answer:
    """Return what is at a place; `wide` counts every chosen paper on observation, not only the strict set."""
    place = np.asarray(mni152_mm, np.float64)
    shape = _voxel(table.volumes[SHAPES], place)
    below = tissue_of(shape, _voxel(table.volumes[TISSUE], place))
    seen = {family: _before(columns, place, family, below) for family, columns in table.columns.items()}
    home = seen[atlas(HOME).family]
    side, here = table.home.side(home.column), int(table.region[home.column])
    every = tuple(_near(number, home, table, place, shape) for number in range(1, len(ORDER) + 1))
    counted = home.inside and here > 0
    return Answer(
        mni152_mm=(float(place[0]), float(place[1]), float(place[2])),
        tissue=_kind(below, home, float(table.depth[home.column])),
        inside=home.inside,
        side=side,
        both_sides=_on_both(home, table),
        cortex_mm=home.mm,
        here=ORDER[here - 1] if here else None,
        home_label=_name(table, HOME, home.column),
        regions=every[: len(FIVE)],
        neighbours=every[len(FIVE) :],
        atlases=tuple(_called(one, table, seen, place) for one in atlases().values() if table.knows(one.id)),
        border_mm=_border(home, here, side, table) if counted else None,
        area_mm2=float(table.area_mm2[HEMISPHERES.index(side)][here - 1]) if counted else None,
        volume_mm3=float(table.volume_mm3[HEMISPHERES.index(side)][here - 1]) if counted else None,
        papers=_papers(place, wide),
    )


def _before(columns: Columns, place: Floats, family: str, below: Tissue) -> _Seen:
    off, shares = columns.off(place)
    column = int(off.argmin())
    mm, share = float(off[column]), float(shares[column])
    between = 0 < share < 1 and mm <= BESIDE_MM[family]
    inside = mm <= REACH_MM if below in ("", "white matter") else between
    return _Seen(off, column, share, inside)


def _kind(below: Tissue, home: _Seen, depth: float) -> Tissue:
    """Return of what kind a place is, the voxels' word held against the cortex."""
    if home.inside and below not in ("hippocampus", "amygdala"):  # they lie against cortex
        return "sulcus" if home.share == 1 and home.mm > ABOVE_MM and depth > 0 else "cortex"
    if below:
        return below
    return "white matter" if home.share == 0 and home.mm < 25 else "outside"


def _on_both(home: _Seen, table: Table) -> bool:
    """Whether the two sides are about as near, as at the midline."""
    left, right = home.off[: table.home.left].min(), home.off[table.home.left :].min()
    return bool(abs(left - right) < 1.5 and max(left, right) <= REACH_MM + 1)


def _near(number: int, home: _Seen, table: Table, place: Floats, shape: tuple[str, str]) -> Near:
    """Return the nearer side of a region; the hippocampus is a part of the medial temporal lobe."""
    region, found = ORDER[number - 1], {}
    for side in HEMISPHERES:
        found[side] = float(home.off[table.members[side, number]].min(initial=np.inf))
        if home.inside and table.home.side(home.column) == side and table.region[home.column] == number:
            found[side] = 0.0
        if region == "mtl":
            voxels = table.hippocampus[side] - place.astype(np.float32)
            inner = 0.0 if shape == ("hippocampus", side) else float(np.sqrt((voxels**2).sum(axis=1).min()))
            found[side] = min(found[side], inner)
    near = min(HEMISPHERES, key=lambda side: found[side])
    return Near(region, near, found[near])


def _called(one: Atlas, table: Table, seen: dict[str, _Seen], place: Floats) -> Called:
    """Return what an atlas calls a place: by the cortex if it lies on a surface, and by voxels where that is none."""
    if not one.surface:
        return _in_voxels(table.volumes[one.id], one, place)
    at = seen[one.family]
    if at.inside and (label := _name(table, one.id, at.column)):
        return Called(one.id, label)
    if one.volume and (called := _in_voxels(table.volumes[one.id], one, place)).label:
        return called
    named = np.where(table.told[one.id].code > 0, at.off, np.inf)
    nearest = int(named.argmin())
    return Called(one.id, None, nearest=_name(table, one.id, nearest), distance_mm=float(named[nearest]))


def _in_voxels(labels: Volume, one: Atlas, place: Floats) -> Called:
    label = labels.names[int(labels.code_at(place[None])[0])]
    chances = labels.chances_at(place) if one.probabilistic else ()
    if label:
        percent = next((chance.percent for chance in chances if chance.label == label), None)
        return Called(one.id, label, None if percent is None else percent / 100, chances=chances)
    found = labels.nearest(place, NEAR_MM)
    nearest, mm = found or (None, 0.0)
    return Called(one.id, None, nearest=nearest, distance_mm=mm, chances=chances)


def _voxel(labels: Volume, place: Floats) -> tuple[str, str]:
    """Return the label and the side of the voxel at a place; empty for none."""
    number = int(labels.code_at(place[None])[0])
    return labels.names[number], labels.sides[number]


def _name(table: Table, atlas_id: str, column: int) -> str:
    told = table.told[atlas_id]
    return told.names[int(told.code[column])]


def _border(home: _Seen, number: int, side: Hemisphere, table: Table) -> float:
    """Return how far the nearest cortex of this side is that does not belong to the region."""
    half = slice(None, table.home.left) if side == "left" else slice(table.home.left, None)
    return float(home.off[half][table.region[half] != number].min())


def _papers(place: Floats, wide: bool) -> tuple["Paper", ...]:
    """Return the papers of the literature map with a peak near a place, each once, the nearest first."""
    found = papers_near(place, NEAR_MM, ("execution", "observation"))
    once = {paper.pmid: paper for paper in reversed(found) if paper.strict or wide}
    return tuple(reversed(once.values()))
