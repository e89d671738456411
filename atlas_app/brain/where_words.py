"""A place in a plain sentence."""

from collections.abc import Mapping
from typing import Final

from atlas_app.brain.where import Answer
from regions.catalogue import FIVE
from regions.catalogue import region as catalogued

__all__ = ["MIDLINE_MM", "place_name", "sentence"]

MIDLINE_MM: Final = 2.0
"""Nearer to the middle than this a place is said to be at the midline."""

_ARTICLE: Final = ("sma", "ipl", "mtl", "mt", "sts", "aip")
"""Names that take an article."""

_KINDS: Final[Mapping[str, str]] = {
    "cortex": "in {cortex}, {side}",
    "sulcus": "in a sulcus, beside {cortex}, {side}",
    "outside": "outside the brain: {away}",
    "white matter": "in white matter, {mm} below {cortex}, {side}",
    "hippocampus": "in the hippocampus, {here}, part of the medial temporal lobe",
    "ventricle": "in a ventricle: {away}",
    "brain stem": "in the brain stem: {away}",
    "corpus callosum": "in the corpus callosum: {away}",
}
_BELOW: Final = "in the {tissue}, {here}, not one of the five: {away}"


def place_name(region_id: str) -> str:
    """Return a region or neighbour as it stands inside a sentence, with its article."""
    name = catalogued(region_id).name.partition(" (")[0].partition(":")[0]
    return ("the " if region_id in _ARTICLE else "") + name[:1].lower() + name[1:]


def sentence(answer: Answer) -> str:
    """Return what a place is, in one sentence without its full stop."""
    side = "left and right" if answer.both_sides else answer.side
    said = _said(answer, side)
    return f"at the midline: {said}" if abs(answer.mni152_mm[0]) < MIDLINE_MM and answer.tissue != "outside" else said


def _said(answer: Answer, side: str) -> str:
    return _KINDS.get(answer.tissue, _BELOW).format(
        tissue=answer.tissue,
        cortex=_cortex(answer),
        side=side,
        away=f"nearest cortex {answer.cortex_mm:.0f} mm away, {side}",
        mm=f"{answer.cortex_mm:.0f} mm",
        here="left" if answer.mni152_mm[0] < 0 else "right",
    )


def _cortex(answer: Answer) -> str:
    """Return the cortex that is nearest: a region, a neighbour, or its label."""
    if answer.here is None:
        return f"cortex outside the five ({answer.home_label.removeprefix('L_').removeprefix('R_')} in HCP-MMP 1.0)"
    name = place_name(answer.here)
    return name if answer.here in FIVE else f"{name}, not one of the five"
