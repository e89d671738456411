"""The knobs of the response model as options, read from their table: name, range, default, source, help."""

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from atlas_app.cli.words import choice, seed
from atlas_app.model.choices import shortened
from regions.responses.constants import Knob, knob_table

if TYPE_CHECKING:
    from atlas_app.model.scene import Scene

__all__ = ["add_knobs", "option_of", "turned"]

APART: Final = ("action", "observe_action")
"""Rows of the table that are no numbers of the model; `cli.deeds` reads them."""
UNITS: Final = ("_mm", "_hz", "_z")


def option_of(name: str) -> str:
    """Return a knob's option: its name without a unit at the end."""
    for unit in UNITS:
        name = name.removesuffix(unit)
    return "--" + name.replace("_", "-")


def add_knobs(parser: argparse.ArgumentParser, about: str) -> None:
    """Add an option for every knob; what is not given stays as it is."""
    group = parser.add_argument_group("knobs of the response model", about)
    for name, knob in knob_table().items():
        if name in APART:
            continue
        said = _help(knob).replace("%", "%%")
        if isinstance(knob.default, bool):
            group.add_argument(option_of(name), dest=name, action="store_true", default=None, help=said)
        else:
            group.add_argument(option_of(name), dest=name, type=_reader(name, knob), metavar=_metavar(knob), help=said)


def turned(scene: "Scene", arguments: argparse.Namespace) -> "Scene":
    """Return the scene with the knobs turned that the command line names."""
    from atlas_app.model import edits

    given = {name: getattr(arguments, name) for name in knob_table() if name not in APART}
    return edits.set_response(scene, **{name: value for name, value in given.items() if value is not None})


def _metavar(knob: Knob) -> str:
    if knob.choices:
        return "WORD"
    return "N" if isinstance(knob.default, int) else "X"


def _help(knob: Knob) -> str:
    parts = [] if isinstance(knob.default, bool) else [f"{_range(knob)} (default: {knob.default})"]
    return "; ".join([knob.help.rstrip("."), *parts, f"source: {knob.source}"])


def _range(knob: Knob) -> str:
    if knob.choices:
        return ", ".join(knob.choices)
    unit = f" {knob.unit}" if knob.unit else ""
    return f"{knob.low:.10g} to {knob.high:.10g}{unit}"


def _reader(name: str, knob: Knob) -> Callable[[str], Any]:
    if knob.choices:
        return choice(name, knob.choices)
    if name.endswith("seed"):
        return seed
    return _whole(knob) if isinstance(knob.default, int) else _number(knob)


def _whole(knob: Knob) -> Callable[[str], int]:
    def read(word: str) -> int:
        digits = word.isascii() and word.isdigit() and len(word) < 10
        return int(word) if digits and _inside(knob, int(word)) else _refuse(word, "a whole number", knob)

    return read


def _number(knob: Knob) -> Callable[[str], float]:
    def read(word: str) -> float:
        try:
            value = float(word)
        except ValueError:
            value = float("nan")
        return value if _inside(knob, value) else _refuse(word, "a number", knob)

    return read


def _inside(knob: Knob, value: float) -> bool:
    return knob.low is not None and knob.high is not None and knob.low <= value <= knob.high


def _refuse(word: str, kind: str, knob: Knob) -> Any:
    raise argparse.ArgumentTypeError(f"{shortened(word)} is out of range; expected {kind} from {_range(knob)}")
