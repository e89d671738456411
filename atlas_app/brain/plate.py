"""One region in every atlas that has it, side by side: the scenes of a plate, each resolved, and its words."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final, cast

from msgspec.structs import replace as changed

from atlas_app.brain.agreement import Extent, agreeing, extents, pairs, resolved
from atlas_app.brain.agreement_words import APART, numeral, spoken
from atlas_app.brain.anatomy import HOME_FAMILY
from atlas_app.brain.library import Library
from atlas_app.brain.picture import Picture, Words
from atlas_app.brain.resolve import resolve
from atlas_app.brain.words import pane_title
from atlas_app.model import edits
from atlas_app.model.scene import AtlasId, Direction, Scene, Theme, View
from data.sides import HEMISPHERES, Hemisphere
from regions.atlases import atlas

__all__ = ["Matrix", "Plate", "Tile", "matrices", "plate"]

INNER: Final = ("sma", "mtl")
"""The regions that are seen from the inner side."""


@dataclass(frozen=True, eq=False, slots=True)
class Tile:
    """One atlas on a plate: its name, what is said of it, its picture."""

    name: str
    note: str
    picture: Picture


@dataclass(frozen=True, eq=False, slots=True)
class Plate:
    """One region in several atlases, with one title and one caption."""

    words: Words
    tiles: tuple[Tile, ...]
    theme: Theme


@dataclass(frozen=True, slots=True)
class Matrix:
    """Dice and distance in mm between every two atlases on one side; those `approximate` do not resolve the region."""

    title: str
    names: tuple[str, ...]
    approximate: tuple[bool, ...]
    dice: tuple[tuple[float, ...], ...]
    distance_mm: tuple[tuple[float, ...], ...]


def plate(region_id: str, library: Library, side: Hemisphere = "left", theme: Theme = "dark") -> Plate:
    """Return the plate of one of the five on one side; raises what `resolve` raises."""
    mine = [row for row in pairs(library, (region_id,)) if row.hemisphere == side]
    dice = {row.atlas_b: row.dice for row in mine if row.atlas_a == agreeing()[0]}
    every = extents(library, region_id, side)
    pictures = [resolve(_scene(one.atlas, region_id, side, theme), library) for one in every]
    seen = pane_title(pictures[0].panes[0].view)
    first = atlas(agreeing()[0]).short
    rough = " Approximate: the atlas does not resolve the region." if resolved(region_id)[1] else ""
    words = Words(
        title=f"{spoken(region_id)[:1].upper()}{spoken(region_id)[1:]} in {numeral(len(every))} atlases",
        caption=(
            f"{seen}, S1200 (fs_LR 32k) inflated surface. Thin line: {first}. Areas and Dice (by area) are taken on "
            f"the midthickness in MNI152.{rough} {APART}"
        ),
    )
    tiles = (
        Tile(atlas(one.atlas).short, _note(one, dice, first), _with_first(picture, pictures[0], side))
        for one, picture in zip(every, pictures, strict=True)
    )
    return Plate(words, tuple(tiles), theme)


def matrices(region_id: str, library: Library) -> tuple[Words, tuple[Matrix, ...]]:
    """Return the words of the picture of a region's Dice, and a matrix per side."""
    words = Words(
        title=f"Where {numeral(len(agreeing()))} atlases put {spoken(region_id)}: Dice",
        caption=(
            "Dice by area (1: the same place, 0: nothing in common) and, below it, the distance of the centroids in "
            f"mm; S1200 midthickness, MNI152. {APART}"
        ),
    )
    return words, tuple(_matrix(region_id, side, library) for side in HEMISPHERES)


def _matrix(region_id: str, side: Hemisphere, library: Library) -> Matrix:
    ids = agreeing()
    found = {}
    for row in pairs(library, (region_id,)):
        if row.hemisphere == side:
            both = (row.dice, row.centroid_distance_mm)
            found[row.atlas_a, row.atlas_b] = found[row.atlas_b, row.atlas_a] = both
    table = [[found.get((a, b), (1.0, 0.0)) for b in ids] for a in ids]
    return Matrix(
        title=f"{side.capitalize()} hemisphere",
        names=tuple(atlas(one).short for one in ids),
        approximate=tuple(one.approximate for one in extents(library, region_id, side)),
        dice=tuple(tuple(cell[0] for cell in row) for row in table),
        distance_mm=tuple(tuple(cell[1] for cell in row) for row in table),
    )


def _scene(atlas_id: str, region_id: str, side: Hemisphere, theme: Theme) -> Scene:
    outer: Direction = side
    inner: Direction = "right" if side == "left" else "left"
    view = View(hemisphere=side, direction=inner if region_id in INNER else outer)
    scene = edits.set_atlas(Scene(theme=theme, names=False, views=(view,)), cast(AtlasId, atlas_id))
    return changed(edits.set_family(edits.isolate(scene, region_id), HOME_FAMILY), surface="inflated")


def _note(one: Extent, dice: Mapping[str, float], first: str) -> str:
    said = ["approximate"] if one.approximate else []
    said.append(f"{one.area_mm2:.0f} mm\u00b2")
    if one.atlas in dice:
        said.append(f"Dice with {first} {dice[one.atlas]:.2f}")
    return ", ".join(said)


def _with_first(picture: Picture, first: Picture, side: Hemisphere) -> Picture:
    """Return a picture with its own strong outline, and the first atlas's as a fine one: both lie on one surface."""
    shown = picture.sides[side]
    own = tuple(line for line in shown.lines if line.weight == "strong")
    guide = tuple(replace(line, weight="fine") for line in first.sides[side].lines if line.weight == "strong")
    lines = own if picture is first else (*guide, *own)
    return replace(picture, sides={side: replace(shown, lines=lines)})
