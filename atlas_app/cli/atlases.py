"""The verb `atlases`: what is on board, whose it is, and what can be fetched."""

import argparse
import json
from typing import Any, Final

from atlas_app.cli.output import say
from atlas_app.cli.words import Verb

__all__ = ["VERB"]

FIELDS: Final = ("id", "name", "space", "licence", "citation")


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.add_argument("--fetch", metavar="ID", help="download one that is not on board, with nilearn")


def _run(arguments: argparse.Namespace) -> int:
    if arguments.fetch is not None:
        from atlas_app.cli.fetching import fetch

        return fetch(arguments.fetch)
    rows = _rows()
    if arguments.json:
        say(json.dumps(rows, indent=2))
    else:
        for row in rows:
            say("\n".join(f"{key:9} {_said(value)}" for key, value in row.items()) + "\n")
    return 0


def _rows() -> list[dict[str, Any]]:
    from data.fetched import fetchables
    from regions.atlases import atlases

    there = [_row(one) | {"offline": True} for one in atlases().values()]
    wanting = [one for one in fetchables().values() if one.id not in atlases()]
    return there + [_row(one) | {"offline": False, "size_mb": one.size_mb, "nearest": one.nearest} for one in wanting]


def _row(one: object) -> dict[str, Any]:
    return {key: getattr(one, key) for key in FIELDS}


def _said(value: object) -> str:
    return {True: "yes", False: "no, it needs a download"}[value] if isinstance(value, bool) else str(value)


VERB: Final = Verb("list the atlases: space, licence, citation; fetch one that is not on board", _options, _run)
