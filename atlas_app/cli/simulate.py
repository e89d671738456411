"""The verb `simulate`: what every population does, as a table in a file, or the strictness ladder on the terminal."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, get_args

from atlas_app.cli.output import check_out, columns, say
from atlas_app.cli.words import UsageError, Verb, choice, seed
from atlas_app.model import scene as model
from regions.responses.bundled import bundled_names

if TYPE_CHECKING:
    from atlas_app.model.scene import Scene
    from regions.responses.knobs import Knobs
    from regions.responses.ladder import Ladder
    from regions.responses.units import Units

__all__ = ["VERB"]

ENDINGS: Final = (".csv", ".json", ".parquet")

ABOUT: Final = (
    "Simulate the units of all regions and neighbours on both sides. With --out: one row per population, condition "
    "and time, rates in Hz above baseline. Without: the strictness ladder, the per cent of units that pass ever "
    "stricter questions, with 95 % intervals and the share expected if doing and watching were independent."
)

HEAD: Final = ("region", "hemisphere", "units", "rung", "%", "95 % interval", "if independent", "status of the shares")


def _options(parser: argparse.ArgumentParser) -> None:
    add, actions, presets = parser.add_argument, tuple(bundled_names()), get_args(model.Preset)
    usual = model.Scene()
    add("--action", type=choice("action", actions), default=usual.action, metavar="ID", help=", ".join(actions))
    add(
        "--observe-action", type=choice("action", actions), metavar="ID", help="what is watched (default: what is done)"
    )
    add("--preset", type=choice("preset", presets), default=usual.response.preset, help=", ".join(presets))
    add("--seed", type=seed, default=usual.response.seed, metavar="N", help="seed of the simulated units (default: 1)")
    add("--split-both", action="store_true", help="what if no cell answered to both: each that did is two cells")
    add("--hand", type=choice("hand", ("left", "right")), default=usual.response.hand, help="which acts: left, right")
    add("--out", type=Path, metavar="FILE", help=f"write tidy rows; the ending chooses {', '.join(ENDINGS)}")
    add("--force", action="store_true", help="overwrite FILE if it is there")


def _run(arguments: argparse.Namespace) -> int:
    out: Path | None = arguments.out
    if out is None and arguments.force:
        raise UsageError("--force overwrites a file, and none is named; add --out FILE.")
    if out is not None:
        check_out(out, ENDINGS, arguments.force)
        _check_parquet(out)
    scene = _scene(arguments)
    if out is None:
        _ladder(scene)
    else:
        _write(scene, out)
    return 0


def _scene(arguments: argparse.Namespace) -> "Scene":
    from atlas_app.model import edits

    scene = edits.set_observed(edits.set_action(model.Scene(), arguments.action), arguments.observe_action)
    return edits.set_response(
        scene,
        preset=arguments.preset,
        seed=arguments.seed,
        split_both=arguments.split_both,
        hand=arguments.hand,
    )


def _check_parquet(out: Path) -> None:
    from importlib.util import find_spec

    if out.suffix.lower() == ".parquet" and find_spec("pyarrow") is None:
        raise RuntimeError(f"{out} needs the package pyarrow, which is not installed; install it or write .csv.")


def _units(scene: "Scene") -> "list[Units]":
    from atlas_app.brain.library import Library
    from atlas_app.brain.responses import units
    from data.sides import HEMISPHERES

    library = Library()
    return [units(scene, side, library) for side in HEMISPHERES]


def _write(scene: "Scene", out: Path) -> None:
    from atlas_app.brain.responses import knobs_of
    from atlas_app.cli.tidy_file import content
    from atlas_app.model.files import replace_file
    from regions.responses.knobs import supposed
    from regions.responses.tidy import rows

    what_if = supposed(knobs_of(scene))
    found = [row for units in _units(scene) for row in rows(units, what_if=what_if)]
    replace_file(out, content(found, out.suffix.lower()))


def _ladder(scene: "Scene") -> None:
    from atlas_app.brain.responses import knobs_of
    from regions.catalogue import ORDER
    from regions.responses.ladder import climb

    knobs = knobs_of(scene)
    found = [one for units in _units(scene) for one in climb(units, knobs.trials, knobs.alpha)]
    found.sort(key=lambda one: ORDER.index(one.region))  # both sides of a region below each other, left first
    say("\n".join(_terms(knobs)))
    say("")
    say(columns([HEAD, *(cells for one in found for cells in _cells(one))]))


def _terms(knobs: "Knobs") -> Sequence[str]:
    """Say that this is a simulation, on which terms, what it rests on and what was supposed."""
    from regions.responses.actions import RECORDED_ACTION
    from regions.responses.constants import knob_table
    from regions.responses.knobs import supposed

    what_if = supposed(knobs)
    rests_on = (
        f"Rests on macaque F5 in premotor cortex and macaque M1 in motor cortex, illustrative elsewhere. Shares of the "
        f"response classes: preset {knobs.preset}; {knob_table()['preset'].source}."
    )
    terms = (
        f"SIMULATED: do {knobs.action}, watch {knobs.observed}, {knobs.hand} hand acts; {knobs.trials} trials per "
        f"condition, alpha {knobs.alpha:g} two-sided, seed {knobs.seed}."
    )
    lines = [terms, rests_on]
    if {knobs.action, knobs.observed} != {RECORDED_ACTION}:
        lines.append(f"Recorded in {RECORDED_ACTION} only; how units answer to another action is illustrative.")
    lines.append(f"Supposed: {', '.join(what_if)}." if what_if else "Supposed: nothing beyond these recordings.")
    return lines


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
