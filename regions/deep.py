"""Which labels can be shown as closed shapes below the cortex: a table of named ones, and every label in voxels."""

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from data.sides import HEMISPHERES, Hemisphere
from data.tables import table
from regions.atlases import atlas, atlases
from regions.catalogue import FIVE, region

__all__ = ["Deep", "deep", "label_shape", "volume_labels", "with_volume"]

_SIDED: Final = re.compile(r"^GM_|^(Left|Right)[-_ ]|^ctx_[lr]h_|_[LR]$|_(left|right)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Deep:
    """A closed shape: the label of an atlas that it is made of, on one `side` or ('') on each where it lies.

    `region` is the one of the five that it belongs to, or ''; `colour` is empty where nobody chose one.
    """

    id: str
    name: str
    atlas: str
    label: str
    side: Hemisphere | str = ""
    colour: str = ""
    region: str = ""
    citation: str = ""


@functools.cache
def deep() -> Mapping[str, Deep]:
    """Return the shapes that have a name of their own, by id."""
    rows = (Deep(**row) for row in table("shapes.toml")["shape"])
    return MappingProxyType({row.id: _coloured(row) for row in rows})


def with_volume() -> tuple[str, ...]:
    """Return the atlases whose labels lie in voxels."""
    return tuple(one.id for one in atlases().values() if one.volume)


@functools.cache
def volume_labels(atlas_id: str) -> Mapping[str, frozenset[str]]:
    """Return the labels of an atlas in voxels and the sides on which they lie, '' for a label that lies on both.

    Unpacks the atlas if that was never done.
    """
    from regions.volume import volume

    there = volume(atlas_id)
    named: dict[str, frozenset[str]] = {}
    for name, side in zip(there.names[1:], there.sides[1:], strict=True):
        named[name] = named.get(name, frozenset()) | {side}
    return MappingProxyType(named)


def label_shape(atlas_id: str, label: str, side: str = "") -> Deep:
    """Return any label in voxels as a shape; a part of one of the five has its region's colour."""
    from regions.crosswalk import labels_of  # numpy comes with it

    sides = (side,) if side else HEMISPHERES
    home = (one for one in FIVE for each in sides if label in labels_of(atlas_id, _side(each), one))
    bare = label
    while (shorter := _SIDED.sub("", bare)) != bare:
        bare = shorter
    bare = bare.replace("_", " ").replace("-", " ").strip()
    return _coloured(
        Deep(
            id=f"{atlas_id}:{label}" + (f":{side}" if side else ""),
            name=f"{bare[:1].upper()}{bare[1:]} ({atlas(atlas_id).short})",
            atlas=atlas_id,
            label=label,
            side=side,
            region=next(home, ""),
            citation=atlas(atlas_id).citation,
        )
    )


def _side(word: str) -> Hemisphere:
    return "left" if word == "left" else "right"


def _coloured(shape: Deep) -> Deep:
    return replace(shape, colour=region(shape.region).colour or "") if shape.region else shape
