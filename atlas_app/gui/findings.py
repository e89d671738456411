"""What the card tells of a response layer: what an experimenter finds in the units, and what the literature reports."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from atlas_app.brain.library import Library, hemispheres_of, units_key
from atlas_app.brain.literature import literature_map
from atlas_app.model.scene import Scene
from data.sides import HEMISPHERES, Hemisphere

if TYPE_CHECKING:  # the model loads when the first response is asked for
    from regions.literature import Percents
    from regions.papers import Paper
    from regions.responses.ladder import Ladder
    from regions.responses.shares import Share

__all__ = [
    "NEAR_MM",
    "Finding",
    "Place",
    "findings",
    "findings_key",
    "papers_within",
    "prepare",
    "reports",
    "reports_key",
]

NEAR_MM: Final = 10.0


@dataclass(frozen=True, slots=True)
class Finding:
    """One region on one side: per cent of its units in each class as found in `trials` trials, its ladder, its shares.

    `supposed` names the knobs that make the units what no recording says they are.
    """

    hemisphere: Hemisphere
    trials: int
    percent: tuple[float, ...]
    ladder: "Ladder"
    shares: tuple["Share", ...]
    split: bool
    supposed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A place on the brain that was clicked."""

    hemisphere: Hemisphere
    label: str
    mni152_mm: tuple[int, int, int]


def findings_key(scene: Scene, side: Hemisphere) -> Hashable:
    """Return what the findings of a side depend on."""
    return ("findings", scene.response.trials, *units_key(scene, side))


def findings(scene: Scene, side: Hemisphere, library: Library) -> Mapping[str, Finding]:
    """Return what an experimenter finds in each region of one side; takes a fifth of a second, called in a worker."""
    from atlas_app.brain.responses import knobs_of, units
    from regions.responses.detect import count, detect, tally
    from regions.responses.knobs import supposed
    from regions.responses.ladder import MEASURED, ladder

    some, knobs = units(scene, side, library), knobs_of(scene)
    counts = count(some, knobs.trials, MEASURED)
    classes = tally(some, detect(counts, knobs.alpha))
    percent = dict(zip(classes.regions, classes.found.tolist(), strict=True))
    return {
        one.region: Finding(
            hemisphere=side,
            trials=knobs.trials,
            percent=tuple(percent[one.region]),
            ladder=one,
            shares=tuple(each.share for each in some.populations if each.share.region == one.region),
            split=knobs.split_both,
            supposed=supposed(knobs),
        )
        for one in ladder(some, counts, knobs.alpha)
    }


def prepare(scene: Scene, library: Library) -> None:
    """Load a simulated scene and what is found on the first side that it shows; called in a worker."""
    library.load(scene)
    side = hemispheres_of(scene)[0]
    library.keep(findings_key(scene, side), lambda: findings(scene, side, library))


def reports_key(scene: Scene) -> Hashable:
    """Return what the reports of the literature depend on."""
    return ("reports", scene.atlas, scene.wide_literature)


def reports(scene: Scene, library: Library) -> Mapping[Hemisphere, Mapping[str, "Percents"]]:
    """Return per side what the map says of each region, and get the papers ready; called in a worker."""
    from regions.literature import percents

    papers_within(scene, (0, 0, 0))
    return {
        side: percents(literature_map(scene, side), library.anatomy(scene.atlas, side).code) for side in HEMISPHERES
    }


def papers_within(scene: Scene, mni152_mm: tuple[int, int, int]) -> list["Paper"]:
    """Return the papers of the scene's map with a peak near a place, each once, the nearest first."""
    from regions.papers import papers_near

    found = papers_near(mni152_mm, NEAR_MM, ("execution", "observation"))
    mapped = [paper for paper in found if paper.strict or scene.wide_literature]
    return list({paper.pmid: paper for paper in reversed(mapped)}.values())[::-1]
