"""One neuron: what a simulated unit does in every condition, trial by trial, and what an experimenter would find."""

from collections.abc import Hashable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

import numpy as np
import numpy.typing as npt
from msgspec.structs import replace

from atlas_app.brain.library import Library, hemispheres_of, units_key
from atlas_app.brain.trials import Cell, cell
from atlas_app.model.scene import Neuron, Scene
from data.sides import Hemisphere
from regions.atlases import HOME

if TYPE_CHECKING:  # the model is not needed for anatomy, and takes a while to import
    from regions.responses.actions import Actions
    from regions.responses.units import Units

__all__ = ["Recording", "beside", "clear_one", "keys", "recording", "same_class"]

Congruence = Literal["", "strictly congruent", "broadly congruent", "not congruent"]

SHARPEST: Final = 1.0
"""From which gain on a unit fires at least as strongly as the recorded mean of its class."""
CONGRUENCE: Final[tuple[Congruence, ...]] = ("strictly congruent", "broadly congruent", "not congruent")


@dataclass(frozen=True, eq=False, slots=True)
class Recording:
    """A unit of a region, or the two that it became; `number` of `count` from 0, `mni152_mm` its place.

    `source` says from which species its answers come, or that they are illustrative.
    """

    region: str
    hemisphere: Hemisphere
    number: int
    count: int
    area: str
    mni152_mm: tuple[int, int, int]
    source: str
    own_action: str
    congruence: Congruence
    trials: int
    cells: tuple[Cell, ...]

    @property
    def split(self) -> bool:
        """Whether the unit answered to both and is two cells now."""
        return len(self.cells) > 1


def keys(scene: Scene) -> tuple[Hashable, ...]:
    """Return the library's keys of what a scene's neuron needs; none without a neuron."""
    shown = scene.neuron
    if shown is None:
        return ()
    return (units_key(_whole(scene), shown.hemisphere), units_key(scene, shown.hemisphere))


def recording(scene: Scene, library: Library) -> Recording:
    """Return what a scene's neuron does; `ResponseError` if its region has no units, `ValueError` without a neuron."""
    if scene.neuron is None:
        raise ValueError("the scene shows no neuron")
    shown = scene.neuron
    return library.keep(_key(scene, shown), lambda: _recorded(scene, shown, library), moment=True)


def clear_one(scene: Scene, region: str, library: Library, side: Hemisphere | None = None) -> Neuron:
    """Return a region's first unit, on `side` or the shown one, that is clearly excited in both conditions."""
    side = side or hemispheres_of(scene)[0]
    units, members = _members(scene, region, side, library)
    both = (units.peak_hz[members] > 0).all(axis=1)
    wanted = both & (units.gain[members] >= SHARPEST)
    number = int(np.argmax(wanted if wanted.any() else both))
    return Neuron(region=region, hemisphere=side, number=number)


def beside(scene: Scene, step: int, library: Library) -> Neuron:
    """Return the unit so many steps further in the scene's region, around its end; its class is a question again."""
    shown = scene.neuron
    if shown is None:
        raise ValueError("the scene shows no neuron")
    _, members = _members(scene, shown.region, shown.hemisphere, library)
    return replace(shown, number=(shown.number + step) % len(members), revealed=False)


def same_class(scene: Scene, step: int, library: Library) -> Neuron:
    """Return the next (1) or previous (-1) unit of the same class as the scene's; itself if it is the only one."""
    shown = scene.neuron
    if shown is None:
        raise ValueError("the scene shows no neuron")
    units, members = _members(scene, shown.region, shown.hemisphere, library)
    kind, at = units.kind[members], shown.number % len(members)
    alike = np.flatnonzero(kind == kind[at])
    number = int(alike[(np.searchsorted(alike, at) + step) % len(alike)])
    return replace(shown, number=number, revealed=False)


def _key(scene: Scene, shown: Neuron) -> tuple[Hashable, ...]:
    knobs = scene.response
    turned = (knobs.trials, knobs.alpha)
    return ("neuron", shown.region, shown.number, *turned, *units_key(scene, shown.hemisphere))


def _whole(scene: Scene) -> Scene:
    """Return the scene without the teaching switch: its units are counted as they were before they were split."""
    return replace(scene, response=replace(scene.response, split_both=False))


def _members(scene: Scene, region: str, side: Hemisphere, library: Library) -> "tuple[Units, npt.NDArray[np.int64]]":
    """Return the unsplit units of a side and which of them belong to a region."""
    from atlas_app.brain import responses
    from regions.catalogue import catalogue
    from regions.responses.faults import ResponseError

    units = responses.units(_whole(scene), side, library)
    there = [np.arange(its.start, its.stop) for one, its in units.each() if one.share.region == region]
    if not there:
        named = catalogue()[region].name
        raise ResponseError(f"{named}, {side} hemisphere: no units are simulated there, so there is no neuron to show")
    return units, np.concatenate(there)


def _recorded(scene: Scene, shown: Neuron, library: Library) -> Recording:
    from atlas_app.brain import responses
    from regions.responses.action_file import actions_of

    known = actions_of(scene.own_actions)
    whole, members = _members(scene, shown.region, shown.hemisphere, library)
    number = shown.number % len(members)
    unit = int(members[number])
    own, congruence = _preference(whole, unit, known)
    units, cells = responses.units(scene, shown.hemisphere, library), [unit]
    if scene.response.split_both:
        both = (whole.peak_hz != 0).all(axis=1)
        first = unit + int(both[:unit].sum())
        cells = [first, first + 1] if both[unit] else [first]
    area, place, source = _where(whole, unit, library)
    return Recording(
        region=shown.region,
        hemisphere=shown.hemisphere,
        number=number,
        count=len(members),
        area=area,
        mni152_mm=place,
        source=source,
        own_action=own,
        congruence=congruence,
        trials=scene.response.trials,
        cells=tuple(cell(scene, units, each, known, twin=len(cells) > 1) for each in cells),
    )


def _where(units: "Units", unit: int, library: Library) -> tuple[str, tuple[int, int, int], str]:
    """Return a unit's area, its place in MNI152 in whole mm, and what its answers rest on."""
    from regions.catalogue import catalogue

    population = next(one for one, its in units.each() if its.start <= unit < its.stop)
    home = library.anatomy(HOME, population.hemisphere)
    vertex = int(units.vertex[unit])
    area = home.labels.names[int(home.labels.code[vertex])].partition("_")[2]
    x, y, z = (round(float(mm)) for mm in home.mni152_mm[vertex])
    recorded = population.share.status in ("derived", "memory")
    source = catalogue()[population.share.region].simulated_from if recorded else "illustrative"
    return area, (x, y, z), source


def _preference(units: "Units", unit: int, known: "Actions") -> tuple[str, Congruence]:
    """Return a unit's own action and how congruent it is; neither where nothing excites it in both conditions."""
    from regions.responses.tuning import tune
    from regions.responses.units import draw

    population, its = next((one, its) for one, its in units.each() if its.start <= unit < its.stop)
    tuning = tune(draw([population], units.seed, units.hand), known)  # as drawn: what is performed changes the classes
    own = int(tuning.own[unit - its.start])
    if own < 0:
        return "", ""
    return tuple(known.actions)[own], CONGRUENCE[int(tuning.congruence[unit - its.start])]
