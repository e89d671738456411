"""One unit by name, such as `premotor:left:12`, and when it fires, as tidy rows."""

import argparse
from typing import TYPE_CHECKING, Final, NamedTuple

from atlas_app.cli.words import UsageError
from atlas_app.model.choices import chosen, shortened
from data.sides import HEMISPHERES, Hemisphere
from regions.catalogue import ORDER

if TYPE_CHECKING:
    from atlas_app.model.scene import Scene
    from regions.responses.units import Units

__all__ = ["UnitName", "spike_rows", "unit_name"]

DIGITS: Final = 7
USUAL: Final = ("left", "0")
"""Side and number where none is named."""


class UnitName(NamedTuple):
    """The `number`-th unit of a region or neighbour on one side, from 0, in the order of the model."""

    region: str
    hemisphere: Hemisphere
    number: int


def unit_name(word: str) -> UnitName:
    """Read REGION[:SIDE[:NUMBER]]."""
    parts = word.split(":")
    region, side, number, *more = (*parts, *USUAL[len(parts) - 1 :])
    if more or not (number.isascii() and number.isdigit() and len(number) <= DIGITS):
        wanted = "REGION[:SIDE[:NUMBER]], such as premotor:left:12"
        raise argparse.ArgumentTypeError(f"{shortened(word)} is no unit; expected {wanted}")
    try:
        return UnitName(chosen("region", region, ORDER), chosen("side", side, HEMISPHERES), int(number))
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error).rstrip(".")) from None


def spike_rows(scene: "Scene", name: UnitName) -> list[dict[str, object]]:
    """Return a row per spike of one unit in every condition, `time_s` from movement onset, trials from 1.

    A trial without spikes is one row without a time, so that trials can be counted. A unit that was split has the rows
    of both its cells, which differ in class. `UsageError` if the region has fewer units.
    """
    from regions.responses.classes import CLASSES
    from regions.responses.conditions import COUNTED
    from regions.responses.spikes import raster

    units, cells = _cells(scene, name)
    unit = {"region": name.region, "hemisphere": name.hemisphere, "unit": name.number}
    return [
        {**unit, "class": CLASSES[units.kind[cell]], "condition": condition, "trial": trial, "time_s": time_s}
        for cell in cells
        for condition in ("rest", *(each for each in COUNTED if each != "rest"))
        for trial, spikes in enumerate(raster(units, cell, condition, scene.response.trials), 1)
        for time_s in (spikes.round(6).tolist() or [None])
    ]


def _cells(scene: "Scene", name: UnitName) -> "tuple[Units, list[int]]":
    """Return the units of a side and which of them a unit is: itself, or the two that it was split into."""
    from atlas_app.brain.library import Library
    from atlas_app.brain.responses import units
    from atlas_app.model.edits import set_response

    library = Library()
    whole = units(set_response(scene, split_both=False), name.hemisphere, library)
    unit = _index(whole, name)
    if not scene.response.split_both:
        return whole, [unit]
    both = (whole.peak_hz != 0).all(axis=1)
    first = unit + int(both[:unit].sum())
    return units(scene, name.hemisphere, library), [first, first + 1] if both[unit] else [first]


def _index(units: "Units", name: UnitName) -> int:
    """Return where among all units of its side a unit stands."""
    of_region = (its for population, its in units.each() if population.share.region == name.region)
    there = [at for its in of_region for at in range(its.start, its.stop)]
    if name.number >= len(there):
        wanted = f"a number from 0 to {len(there) - 1}" if there else "another region, this one has no units"
        unit = f"unit {name.number} of {name.region} {name.hemisphere}"
        raise UsageError(f"argument --spikes: there is no {unit}; expected {wanted}.")
    return there[name.number]
