"""The verb `find`: what a name, an abbreviation or a label may mean, what it is not, and where it is."""

import argparse
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from atlas_app.cli.atlas_choice import atlas_id
from atlas_app.cli.output import say
from atlas_app.cli.words import Verb
from atlas_app.model.choices import shortened

if TYPE_CHECKING:
    from regions.search import Hit

__all__ = ["VERB"]

MOST: Final = 12


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("words", nargs="+", metavar="WORDS", help='such as SMA, BA6, "area 2", angular, Broca')
    parser.add_argument("--atlas", type=atlas_id, default="hcp-mmp", metavar="ID", help="where regions are taken")
    parser.add_argument("--limit", type=_count, default=MOST, metavar="N", help=f"at most so many (default {MOST})")
    parser.add_argument("--json", action="store_true", help="as JSON")


def _count(word: str) -> int:
    if not (word.isascii() and word.isdigit() and int(word[:6]) > 0 and len(word) < 6):
        raise argparse.ArgumentTypeError(f"{shortened(word)} is no number of answers; expected 1 or more")
    return int(word)


def _run(arguments: argparse.Namespace) -> int:
    from atlas_app.brain.library import Library
    from atlas_app.brain.whereabouts import places
    from regions.search import search

    words, library = " ".join(arguments.words), Library()
    hits = search(words, arguments.limit, arguments.atlas)
    if not hits:
        raise LookupError(f"Nothing on board is called {shortened(words)} or nearly so.")
    found = [(hit, places(hit, arguments.atlas, "", library)) for hit in hits]
    if arguments.json:
        say(json.dumps([_as_json(hit, where) for hit, where in found], indent=2))
    else:
        say("\n".join(_lines(hit, where) for hit, where in found))
    return 0


def _as_json(hit: "Hit", where: Mapping[str, tuple[float, float, float]]) -> dict[str, object]:
    told: dict[str, object] = {key: getattr(hit, key) for key in ("title", "kind", "region", "atlas", "label", "note")}
    return {
        **told,
        "hemisphere": hit.side or "both",
        "mni152": {side or "both": _whole(mm) for side, mm in where.items()},
    }


def _lines(hit: "Hit", where: Mapping[str, tuple[float, float, float]]) -> str:
    from regions.atlases import atlas
    from regions.search import said

    mm = "; ".join(f"{side} {' '.join(str(value) for value in _whole(at))}".strip() for side, at in where.items())
    place = f"{atlas(hit.atlas).short} {hit.label}, " if hit.label else ""
    return f"{hit.title}\n    {said(hit)}\n    {place}MNI152 mm: {mm}" + (f"\n    {hit.note}" if hit.note else "")


def _whole(mm: tuple[float, float, float]) -> list[int]:
    return [round(value) for value in mm]


VERB: Final = Verb(
    "find a region, an area or a label by its name",
    _options,
    _run,
    "Find what a name may mean among the regions, their neighbours, well-known places and the labels of every atlas: "
    "the best first, each with what it is not and with a place in MNI152. A side in the words is kept to.",
)
