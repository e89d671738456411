"""Simulation beside literature, region by region and side by side, said plainly where they disagree.

Both are counted on the same vertices: the regions and neighbours of HCP-MMP on the S1200 surface. They are no measures
of the same thing (a simulated brain against a literature), so per cents need not be equal; what is said is where one
has what the other has not, or where they lie far apart.
"""

from collections.abc import Hashable
from dataclasses import asdict, dataclass
from typing import Any, Final, NamedTuple

import numpy as np
from msgspec.structs import replace

from atlas_app.brain.library import Library, units_key
from atlas_app.brain.literature import literature_map
from atlas_app.brain.responses import home_z
from atlas_app.model import edits
from atlas_app.model.scene import Scene
from data.sides import HEMISPHERES, Hemisphere
from regions.atlases import HOME
from regions.catalogue import ORDER
from regions.literature import percents

__all__ = [
    "APART",
    "NOTHING",
    "SOMETHING",
    "Answers",
    "Comparison",
    "at_peak",
    "comparison",
    "comparison_key",
    "comparison_terms",
    "disagreement",
]

NOTHING: Final = 1.0
"""Below so many per cent there is nothing: what noise alone may leave at the usual thresholds."""

SOMETHING: Final = 5.0
"""From so many per cent on there is something; between `NOTHING` and this a few vertices decide: nothing is said."""

APART: Final = 25.0
"""Percentage points that are far apart: a quarter of the region, more than the other set of papers or seed moves it."""

MEANING: Final = (
    "A simulation and a literature are no measures of the same thing. Said is where one has what the other has not "
    f"(under {NOTHING:g} % of the vertices against {SOMETHING:g} % or more), or where they lie {APART:g} points apart."
)


class Answers(NamedTuple):
    """Per cent of a region's vertices at or above the threshold in execute, in observe, in both."""

    execute: float
    observe: float
    both: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """One region or neighbour on one side; `disagreement` is '' where simulation and literature do not contradict."""

    region: str
    hemisphere: Hemisphere
    vertices: int
    simulation: Answers
    literature: Answers
    disagreement: str

    def as_json(self) -> dict[str, Any]:
        """Return the row as plain values, per cents to 0.1."""
        said = {
            which: {name: round(percent, 1) for name, percent in answers._asdict().items()}
            for which, answers in (("simulation", self.simulation), ("literature", self.literature))
        }
        return asdict(self) | said


def at_peak(scene: Scene) -> Scene:
    """Return the scene in both conditions at the peak, whatever layer, condition and time it shows."""
    return edits.set_condition(edits.set_layer(scene, "simulation"), "mirror")


def comparison_key(scene: Scene) -> Hashable:
    """Return what a comparison depends on."""
    knobs = scene.response
    measured = (knobs.kernel_mm, knobs.measurement_seed, knobs.trials, knobs.noise_hz, knobs.threshold_z, knobs.bold)
    units = tuple(units_key(scene, side) for side in HEMISPHERES)
    return ("comparison", scene.time_s, scene.wide_literature, *measured, *units)


def comparison(scene: Scene, library: Library, ids: tuple[str, ...] = ORDER) -> list[Comparison]:
    """Return one row per region and hemisphere at the scene's time, threshold, knobs and set of papers.

    It is execute and observe that are compared, whatever condition the scene shows.
    """
    compared = replace(scene, condition="mirror")
    found = {side: _side(compared, side, library) for side in HEMISPHERES}
    return [found[side][one] for one in ids for side in HEMISPHERES]


def comparison_terms(scene: Scene) -> tuple[str, str, str]:
    """Return the terms of the simulation, those of the literature, and what is said where they disagree."""
    from atlas_app.brain.words import words

    shown = edits.set_condition(edits.set_surface(edits.set_atlas(scene, HOME), "midthickness"), "mirror")
    both = [
        words(edits.set_time(edits.set_layer(shown, layer), scene.time_s)) for layer in ("simulation", "literature")
    ]
    simulated, literature = (f"{one.stamp}: {one.terms}. {one.caption}" for one in both)
    return simulated, literature, MEANING


def disagreement(simulation: Answers, literature: Answers) -> str:
    """Say where the two contradict each other, condition by condition; '' where they do not."""
    said = [_said(name, getattr(simulation, name), getattr(literature, name)) for name in Answers._fields]
    return " ".join(filter(None, said))


def _side(scene: Scene, side: Hemisphere, library: Library) -> dict[str, Comparison]:
    code = library.anatomy(HOME, side).code
    passed = home_z(scene, side, library) >= scene.response.threshold_z
    three = np.column_stack([passed, passed.all(axis=1)])
    papers = percents(literature_map(edits.set_atlas(scene, HOME), side), code)
    rows = {}
    for number, region in enumerate(ORDER, start=1):
        there, found = three[code == number], papers[region]
        simulated = Answers(*(100 * there.mean(axis=0)).tolist())
        reported = Answers(found.execution, found.observation, found.both)
        said = disagreement(simulated, reported)
        rows[region] = Comparison(region, side, len(there), simulated, reported, said)
    return rows


def _said(name: str, simulated: float, reported: float) -> str:
    """Return the sentence about one condition, or '' if the two are not in contradiction."""
    if simulated >= SOMETHING and reported < NOTHING:
        none = "no convergence" if reported == 0 else f"next to no convergence ({reported:.1f} %)"
        return f"The simulation has {name} in {simulated:.1f} % of its vertices, the literature shows {none}."
    if reported >= SOMETHING and simulated < NOTHING:
        none = "none" if simulated == 0 else f"next to none ({simulated:.1f} %)"
        return f"The literature has {name} in {reported:.1f} % of its vertices, the simulation {none}."
    if abs(simulated - reported) >= APART:
        return (
            f"They lie far apart in {name}: simulation {simulated:.1f} %, literature {reported:.1f} % of its vertices."
        )
    return ""
