"""The verb `where`: what a place is, in every atlas on board."""

import argparse
import json
import math
import sys
from typing import TYPE_CHECKING, Any, Final

from atlas_app.cli.output import columns, say
from atlas_app.cli.own import add_own, own_named
from atlas_app.cli.words import Verb, choice
from atlas_app.model.choices import shortened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from atlas_app.brain.where import Answer, Called, Near

__all__ = ["VERB"]

SPACES: Final = ("mni152", "mni305", "talairach")
"""As `regions.spaces` has them, which would bring numpy into the help."""
FARTHEST_MM: Final = 300.0


def _options(parser: argparse.ArgumentParser) -> None:
    for axis, said in (("X", "to the right"), ("Y", "to the front"), ("Z", "up")):
        parser.add_argument(axis.lower(), type=_coordinate, metavar=axis, help=f"mm {said}; may be negative")
    parser.add_argument("--space", type=choice("space", SPACES), default="mni152", metavar="SPACE", help=_listed())
    parser.add_argument("--json", action="store_true", help="as JSON")
    add_own(parser)


def _listed() -> str:
    return f"the space of the place: {', '.join(SPACES)} (default: mni152)"


def _coordinate(word: str) -> float:
    try:
        value = float(word)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{shortened(word)} is no coordinate; expected a number of mm") from None
    if not math.isfinite(value) or abs(value) > FARTHEST_MM:
        raise argparse.ArgumentTypeError(
            f"{shortened(word)} is no coordinate; expected mm from -{FARTHEST_MM:g} to {FARTHEST_MM:g}"
        )
    return value + 0.0


def _run(arguments: argparse.Namespace) -> int:
    from atlas_app.brain.where import where
    from atlas_app.brain.where_table import where_table
    from regions.spaces import to_mni152

    point = [arguments.x, arguments.y, arguments.z]
    own = own_named(arguments)
    answer = where(to_mni152(arguments.space, point).tolist(), where_table(_preparing))
    if own:
        from atlas_app.brain.own_where import with_own

        answer = with_own(answer, own)
    if arguments.json:
        say(json.dumps(_as_json(answer, point, arguments.space), indent=2))
    else:
        say(_as_text(answer, point, arguments.space))
    return 0


def _preparing() -> None:
    sys.stderr.write("mirror-atlas: preparing atlases, once\n")
    sys.stderr.flush()


def _as_json(answer: "Answer", point: list[float], space: str) -> dict[str, Any]:
    from atlas_app.brain.where_words import sentence

    return {
        "point": point,
        "space": space,
        "mni152_mm": [round(value, 2) for value in answer.mni152_mm],
        "sentence": sentence(answer),
        "cortex": {"hemisphere": answer.side, "distance_mm": round(answer.cortex_mm, 1), "inside": answer.inside},
        "regions": [_near(one) for one in answer.regions],
        "neighbours": [_near(one) for one in answer.neighbours],
        "border_mm": None if answer.border_mm is None else round(answer.border_mm, 1),
        "area_mm2": None if answer.area_mm2 is None else round(answer.area_mm2),
        "volume_mm3": None if answer.volume_mm3 is None else round(answer.volume_mm3),
        "atlases": [_called(one) for one in answer.atlases],
        "papers": [
            {"pmid": one.pmid, "title": one.title, "set": one.set, "distance_mm": round(one.distance_mm, 1)}
            for one in answer.papers
        ],
    }


def _near(one: "Near") -> dict[str, Any]:
    return {"region": one.region, "hemisphere": one.hemisphere, "distance_mm": round(one.distance_mm, 1)}


def _called(one: "Called") -> dict[str, Any]:
    from regions.atlases import atlas

    told: dict[str, Any] = {"atlas": atlas(one.atlas).id, "label": one.label, "probability": one.probability}
    if one.label is None:
        told |= {"nearest": one.nearest, "distance_mm": round(one.distance_mm, 1) if one.nearest else None}
    if one.chances:
        told["possible"] = [{"label": each.label, "probability": each.percent / 100} for each in one.chances]
    return told


def _as_text(answer: "Answer", point: list[float], space: str) -> str:
    from atlas_app.brain.where import NEAR_MM
    from atlas_app.brain.where_words import sentence
    from regions.atlases import atlas
    from regions.catalogue import region
    from regions.spaces import NAMES, SPACES

    named = NAMES[next(each for each in SPACES if each == space)]
    moved = "" if space == "mni152" else f", {_mm(answer.mni152_mm)} mm in MNI152"
    lines = [f"{_mm(point)} mm in {named}{moved}: {sentence(answer)}.", ""]
    rows = [("region", "side", "mm away")]
    rows += [
        (region(one.region).short, one.hemisphere, f"{one.distance_mm:.0f}" if one.distance_mm else "here")
        for one in (*answer.regions, *answer.neighbours)
    ]
    lines += [columns(rows), ""]
    lines += [
        columns([("atlas", "label here"), *((atlas(one.atlas).short, _label(one)) for one in answer.atlases)]),
        "",
    ]
    if answer.border_mm is not None and answer.area_mm2 is not None and answer.here:
        volume = f"{(answer.volume_mm3 or 0) / 1000:.1f} cm3"
        size = f"{region(answer.here).short}, {answer.side}: {answer.area_mm2:.0f} mm2, {volume}"
        lines.append(f"{size}; its border is {answer.border_mm:.0f} mm away in a straight line.")
    count = len(answer.papers)
    many = f"{count} paper has" if count == 1 else f"{count or 'No'} papers have"
    lines.append(f"{many} a peak within {NEAR_MM:g} mm (strict set, doing or watching).")
    return "\n".join(lines)


def _label(one: "Called") -> str:
    if one.label is not None:
        return one.label if one.probability is None else f"{one.label}, {100 * one.probability:.0f} %"
    if one.chances:
        possible = ", ".join(f"{each.label} {each.percent} %" for each in one.chances[:2])
        return f"none; possible: {possible}"
    return f"none; nearest: {one.nearest}, {one.distance_mm:.0f} mm" if one.nearest else "none near"


def _mm(place: "Sequence[float]") -> str:
    return " ".join(f"{round(value, 1) + 0.0:g}" for value in place)


VERB: Final = Verb(
    "say what a place is: region, label in every atlas, nearest cortex, papers",
    _options,
    _run,
    "Say what a place is. Distances are in straight lines, mm; a place within 4 mm of the cortex of an average brain "
    "counts as that cortex.",
)
