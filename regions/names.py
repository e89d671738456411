"""The names of every label of every atlas, as they read in full; known without opening a volume."""

import csv
import functools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from data.cache import cached
from data.sides import HEMISPHERES
from data.sources import find, source
from data.tables import table
from regions.atlases import Atlas, Labels, atlases
from regions.own import AtlasRef
from regions.readers import SURFACE, plain_volume, side_of

__all__ = ["Named", "bare", "named", "readable"]

_VERSION: Final = "1"

_SIDE: Final = re.compile(r"^(?:Left|Right|L|R)[-_ ]|^ctx_[lr]h_|_[LR]$|_(?:left|right)$")
_FOLDED: Final = {"G_and_S": "gyrus and sulcus", "G": "gyrus", "S": "sulcus"}
_SPELLED: Final = ("aal2", "destrieux", "destrieux-surface")
"""The atlases whose labels are made of shortened words."""


@dataclass(frozen=True, slots=True)
class Named:
    """A label of an atlas on one side ('' for one that lies on the midline): as its file has it, and as it reads."""

    atlas: str
    label: str
    side: str
    words: str


def named() -> tuple[Named, ...]:
    """Return every label of every atlas on board, each side by itself, in the order of the atlases."""
    every = tuple(atlases().values())
    key = repr((_VERSION, [(one.id, each, source(each).sha256) for one in every for each in _sources(one)]))
    arrays = cached("names", key, lambda: _read(every))
    rows = zip(*(arrays[name].tolist() for name in ("atlas", "label", "side")), strict=True)
    return tuple(Named(its, label, side, readable(its, label)) for its, label, side in rows)


def bare(label: str) -> str:
    """Return a label without its side."""
    return _SIDE.sub("", label)


def readable(atlas_id: AtlasRef, label: str) -> str:
    """Return a label as it reads in full, without its side: `ctx_lh_S_central` is 'central sulcus'.

    One of an atlas of the user's own reads as it is.
    """
    if not isinstance(atlas_id, str):
        return label
    parts, labels = _words()
    short = bare(label)
    if atlas_id == "hcp-mmp":
        return short
    if atlas_id == "juelich":
        tissue, _, short = short.partition("_")
        short = f"{short}_(white_matter)" if tissue == "WM" else short
    spelled = _spelled(short, parts) if atlas_id in _SPELLED else short.replace("_", " ")
    words = labels.get((atlas_id, short), spelled)
    return words[0].upper() + words[1:]


def _spelled(short: str, parts: Mapping[str, str]) -> str:
    """Write out a label such as `S_temporal_sup`; what kind of fold it is stands at the end."""
    fold = next((sign for sign in _FOLDED if short.startswith(f"{sign}_")), "")
    pieces = re.split(r"[-_]", short[len(fold) :].strip("_"))
    words = " ".join(parts.get(piece.lower(), piece.lower()) for piece in pieces)
    return f"{words} {_FOLDED[fold]}" if fold else words


@functools.cache
def _words() -> tuple[Mapping[str, str], Mapping[tuple[str, str], str]]:
    rows = table("label_words.toml")
    whole = {(row["atlas"], short): words for row in rows["label"] for short, words in row["names"].items()}
    return MappingProxyType(rows["words"]), MappingProxyType(whole)


def _sources(one: Atlas) -> tuple[str, ...]:
    return tuple(each for side in HEMISPHERES for each in one.labels.sources(side))


def _read(every: Iterable[Atlas]) -> dict[str, npt.NDArray[Any]]:
    rows = [(one.id, *row) for one in every for row in (_listed(one.volume) if one.volume else _on_surface(one))]
    return {name: np.array([row[k] for row in rows]) for k, name in enumerate(("atlas", "label", "side"))}


def _listed(labels: Labels) -> list[tuple[str, str]]:
    """Return the labels of a volume and their sides from the list that comes with it; number 0 is none but in maps."""
    if labels.reader == "plain":
        names, sides = plain_volume(labels.sources("left"))[2:]
        return list(zip(names[1:], sides[1:], strict=True))
    with find(labels.sources("left")[1]).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    if labels.reader == "sided":
        return [(row["label"], {"L": "left", "R": "right"}.get(row["hemisphere"], "")) for row in rows]
    kept = (row["name"] for row in rows if labels.percent or row["index"] != "0")
    return [(name, side_of(name)) for name in kept]


def _on_surface(one: Atlas) -> list[tuple[str, str]]:
    labels = one.labels
    return [(name, side) for side in HEMISPHERES for name in SURFACE[labels.reader](labels.sources(side), side)[1][1:]]
