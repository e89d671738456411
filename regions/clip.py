"""Clips: a small grammar that keeps a part of a label.

`|x|<=15; -20<=y<=20; z>=45` is a box in MNI152 mm, its conditions joined by `;`. `nearer(A, B)` keeps what lies
nearer to label A than to label B.
"""

import operator
import re
from collections.abc import Callable, Mapping
from typing import Any, Final

import numpy as np
import numpy.typing as npt

__all__ = ["ClipError", "keep"]

Coordinates = npt.NDArray[np.floating[Any]]
Mask = npt.NDArray[np.bool_]

_COMPARE: Final[Mapping[str, Callable[[Any, Any], Any]]] = {
    "<=": operator.le,
    ">=": operator.ge,
    "<": operator.lt,
    ">": operator.gt,
}
_FLIP: Final = {"<=": ">=", ">=": "<=", "<": ">", ">": "<"}
_NUMBER: Final = r"-?\d+(?:\.\d+)?"
_TERM: Final = re.compile(
    rf"(?:(?P<low>{_NUMBER})\s*(?P<low_op><=|<))?\s*(?P<axis>\|[xyz]\||[xyz])\s*"
    rf"(?:(?P<op><=|>=|<|>)\s*(?P<value>{_NUMBER}))?"
)
_NEARER: Final = re.compile(r"nearer\((?P<a>[^,]+),(?P<b>.+)\)")


class ClipError(ValueError):
    """A clip that the grammar does not know."""


def keep(clip: str, mni152_mm: Coordinates, labelled: Callable[[str], Mask], asked: Mask | None = None) -> Mask:
    """Return which of the places (n, 3) in MNI152 mm the clip keeps; `labelled(name)` tells where a label is.

    Only of those that are `asked` about, if given: distances to far more places take long.

    Raises `ClipError` for words that are no clip, and for `nearer` a label that is nowhere.
    """
    kept = np.ones(len(mni152_mm), bool) if asked is None else asked.copy()
    for term in filter(None, (part.strip() for part in clip.split(";"))):
        nearer = _NEARER.fullmatch(term)
        kept &= (
            _nearer(nearer["a"].strip(), nearer["b"].strip(), mni152_mm, labelled, kept)
            if nearer
            else _box(term, mni152_mm)
        )
    return kept


def _box(term: str, mni152_mm: Coordinates) -> Mask:
    match = _TERM.fullmatch(term)
    if not match or not (match["low"] or match["op"]):
        raise ClipError(f"clip {term!r} is neither a box such as '|x|<=15' nor 'nearer(A, B)'")
    values = mni152_mm[:, "xyz".index(match["axis"].strip("|"))]
    if "|" in match["axis"]:
        values = np.abs(values)
    kept = np.ones(len(values), bool)
    if match["low"]:
        kept &= _COMPARE[_FLIP[match["low_op"]]](values, float(match["low"]))
    if match["op"]:
        kept &= _COMPARE[match["op"]](values, float(match["value"]))
    return kept


def _nearer(a: str, b: str, mni152_mm: Coordinates, labelled: Callable[[str], Mask], asked: Mask) -> Mask:
    from scipy.spatial import KDTree  # 0.3 s: only atlases without a premotor label need it

    distances = []
    for name in (a, b):
        there = labelled(name)
        if not there.any():
            raise ClipError(f"clip 'nearer({a}, {b})' names the label {name!r}, which is nowhere on this side")
        distances.append(KDTree(mni152_mm[there]).query(mni152_mm[asked])[0])
    nearer = np.zeros(len(mni152_mm), bool)
    nearer[asked] = distances[0] < distances[1]
    return nearer
