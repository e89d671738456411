"""The verb `atlases`: what is on board, and whose it is."""

import argparse
import json
from typing import Final

from atlas_app.cli.output import say
from atlas_app.cli.words import Verb

__all__ = ["VERB"]


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="as JSON")


def _run(arguments: argparse.Namespace) -> int:
    from regions.atlases import atlases

    rows = [
        {key: getattr(atlas, key) for key in ("id", "name", "space", "licence", "citation")} | {"offline": True}
        for atlas in atlases().values()
    ]
    if arguments.json:
        say(json.dumps(rows, indent=2))
    else:
        for row in rows:
            say("\n".join(f"{key:9} {'yes' if value is True else value}" for key, value in row.items()) + "\n")
    return 0


VERB: Final = Verb("list the atlases on board: space, licence, citation", _options, _run)
