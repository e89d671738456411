"""The command line; its names and options are a promise.

Nothing heavy is imported here or in the verbs' modules: `--help` answers without numpy, VTK or Qt.
"""

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Final

from atlas_app.cli import agreement, atlases, doctor, evidence, find, regions, render, simulate, slices, where
from atlas_app.cli.words import Parser, UsageError, Verb

__all__ = ["UsageError", "parse", "run"]

VERBS: Final[Mapping[str, Verb]] = MappingProxyType(
    {
        "render": render.VERB,
        "regions": regions.VERB,
        "where": where.VERB,
        "slices": slices.VERB,
        "simulate": simulate.VERB,
        "evidence": evidence.VERB,
        "find": find.VERB,
        "atlases": atlases.VERB,
        "agreement": agreement.VERB,
        "doctor": doctor.VERB,
    }
)


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """Return the parsed command line; `verb` is None for the desktop. Raises `UsageError`."""
    parser = Parser(
        prog="mirror-atlas",
        description="Mirror Atlas: a brain that shows where watching meets doing. Without a verb it opens the desktop.",
    )
    parser.add_argument("--scene", type=Path, metavar="FILE", help="open the desktop with this scene")
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", parser_class=Parser)
    for name, verb in VERBS.items():
        verb.options(verbs.add_parser(name, help=verb.help, description=verb.description or None))
    return parser.parse_args(argv)


def run(arguments: argparse.Namespace) -> int:
    """Carry out one verb and return the exit code."""
    return VERBS[arguments.verb].run(arguments)
