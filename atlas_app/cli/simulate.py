"""The verb `simulate`: what every population does, as a table in a file, or the strictness ladder on the terminal."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Final

from atlas_app.cli.deeds import acted, add_deeds
from atlas_app.cli.knobs import add_knobs, turned
from atlas_app.cli.output import check_out, columns, say
from atlas_app.cli.spikes import spike_rows, unit_name
from atlas_app.cli.tidy_file import ENDINGS, check_parquet, write
from atlas_app.cli.words import UsageError, Verb
from atlas_app.model import scene as model
from atlas_app.model.choices import shortened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from atlas_app.model.scene import Scene
    from regions.responses.ladder import Ladder
    from regions.responses.units import Units

__all__ = ["VERB"]

ABOUT: Final = (
    "Simulate the units of all regions and neighbours on both sides. With --out: one row per population, condition "
    "and time, rates in Hz above baseline. Without: the strictness ladder, the per cent of units that pass ever "
    "stricter questions, with 95 % intervals and the share expected if doing and watching were independent. With "
    "--at: the units inside a voxel. With --spikes: when one unit fires."
)
KNOBS: Final = (
    "Trials and alpha are those of the ladder; kernel, noise, threshold, voxel and the measurement's seed belong to "
    "the place of --at."
)
FARTHEST_MM: Final = 200

HEAD: Final = ("region", "hemisphere", "units", "rung", "%", "95 % interval", "if independent", "status of the shares")


def _options(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add_deeds(parser)
    add(
        "--at",
        nargs=3,
        type=_mm,
        metavar=("X", "Y", "Z"),
        help="list the units inside a voxel around this place by class; MNI152 in mm",
    )
    add(
        "--spikes",
        type=unit_name,
        metavar="REGION[:SIDE[:NUMBER]]",
        help="write when one unit fires, trial by trial, into --out; side left and number 0 unless given",
    )
    add("--out", type=Path, metavar="FILE", help=f"write tidy rows; the ending chooses {', '.join(ENDINGS)}")
    add("--force", action="store_true", help="overwrite FILE if it is there")
    add_knobs(parser, KNOBS)


def _mm(word: str) -> float:
    try:
        value = float(word.replace("\u2212", "-"))  # a minus as papers print it
    except ValueError:
        value = float("nan")
    if not -FARTHEST_MM <= value <= FARTHEST_MM:
        wanted = f"mm in MNI152 from -{FARTHEST_MM} to {FARTHEST_MM}"
        raise argparse.ArgumentTypeError(f"{shortened(word)} is no coordinate; expected {wanted}")
    return value


def _run(arguments: argparse.Namespace) -> int:
    out: Path | None = arguments.out
    _refuse(arguments)
    scene = _scene(arguments)
    if out is not None:
        check_out(out, ENDINGS, arguments.force)
        check_parquet(out)
    if arguments.spikes is not None and out is not None:
        write(spike_rows(scene, arguments.spikes), out)
    elif out is not None:
        _write(scene, out)
    elif arguments.at is not None:
        _place(scene, arguments.at)
    else:
        _ladder(scene)
    return 0


def _refuse(arguments: argparse.Namespace) -> None:
    """Refuse options that have nothing to say to each other."""
    out, at, spikes = arguments.out is not None, arguments.at is not None, arguments.spikes is not None
    if arguments.force and not out:
        raise UsageError("--force overwrites a file, and none is named; add --out FILE.")
    if at and (out or spikes):
        raise UsageError("--at answers on the terminal, alone; leave --out and --spikes away.")
    if spikes and not out:
        raise UsageError("--spikes writes a file, and none is named; add --out FILE.")
    if arguments.bold and spikes:
        raise UsageError("--bold is the blood response, and --spikes tells when a unit fires; leave one of them away.")
    if arguments.bold and not (out or at):
        raise UsageError("--bold is about time, and the ladder has none; add --out FILE or --at X Y Z.")


def _scene(arguments: argparse.Namespace) -> "Scene":
    from atlas_app.model import edits

    scene = acted(edits.set_condition(model.Scene(), "mirror"), arguments)
    try:
        return turned(scene, arguments)
    except ValueError as error:
        raise UsageError(f"{error}.") from None


def _units(scene: "Scene") -> "list[Units]":
    from atlas_app.brain.library import Library
    from atlas_app.brain.responses import units
    from data.sides import HEMISPHERES

    library = Library()
    return [units(scene, side, library) for side in HEMISPHERES]


def _write(scene: "Scene", out: Path) -> None:
    from atlas_app.brain.responses import knobs_of
    from regions.responses.action_file import actions_of
    from regions.responses.knobs import supposed
    from regions.responses.tidy import EVERY, rows

    what_if, known = supposed(knobs_of(scene)), actions_of(scene.own_actions)
    blood = scene.response.bold
    write([row for units in _units(scene) for row in rows(units, None, EVERY, what_if, blood, known)], out)


def _place(scene: "Scene", at: "Sequence[float]") -> None:
    from atlas_app.brain.responses import knobs_of
    from atlas_app.cli.place import place
    from atlas_app.cli.terms import terms

    say("\n".join(terms(knobs_of(scene))))
    say("")
    say(place(scene, at))


def _ladder(scene: "Scene") -> None:
    from atlas_app.brain.responses import knobs_of
    from atlas_app.cli.terms import terms
    from regions.catalogue import ORDER
    from regions.responses.ladder import climb

    knobs = knobs_of(scene)
    found = [one for units in _units(scene) for one in climb(units, knobs.trials, knobs.alpha)]
    found.sort(key=lambda one: ORDER.index(one.region))  # both sides of a region below each other, left first
    measured = f"{knobs.trials} trials per condition, alpha {knobs.alpha:g} two-sided"
    say("\n".join(terms(knobs, measured)))
    say("")
    say(columns([HEAD, *(cells for one in found for cells in _cells(one))]))


def _cells(ladder: "Ladder") -> list[tuple[str, ...]]:
    return [
        (
            ladder.region,
            ladder.hemisphere,
            str(ladder.units),
            rung.name,
            f"{rung.found:5.1f}",
            f"{rung.low:5.1f} to {rung.high:5.1f}",
            f"{rung.independent:5.1f}",
            ladder.status,
        )
        for rung in ladder.rungs
    ]


VERB: Final = Verb("simulate the units: a table into a file, or the strictness ladder", _options, _run, ABOUT)
