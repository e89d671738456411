"""The verb `evidence`: every figure behind a region with its status and source, and the literature map's per cents."""

import argparse
import json
from typing import TYPE_CHECKING, Final

from atlas_app.cli.output import columns, say
from atlas_app.cli.words import Verb, choice
from regions.catalogue import ORDER

if TYPE_CHECKING:
    from atlas_app.brain.compare import Comparison
    from atlas_app.brain.evidence import Reported
    from atlas_app.brain.figures import Figure
    from atlas_app.brain.library import Library
    from regions.responses.shares import Share

__all__ = ["VERB"]

ABOUT: Final = (
    "Print the published figures with status and citation, the shares of the response classes, and per cents of the "
    "literature map. A figure of status memory is not checked against the paper; an assumption is illustrative. "
    "Without REGION: everything, the critique and the method too. --json always holds the comparison of simulation "
    "and literature."
)


def _options(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("region", nargs="?", type=choice("region", ORDER), metavar="REGION", help=", ".join(ORDER))
    add("--compare", action="store_true", help="also simulate, and set simulation beside literature (always in --json)")
    add("--json", action="store_true", help="as JSON: figures, shares, literature, comparison, terms")


def _run(arguments: argparse.Namespace) -> int:
    from atlas_app.brain.library import Library

    one: str | None = arguments.region
    if arguments.json:
        say(_json(one, Library()))
    else:
        say(_text(one, arguments.compare, Library()))
    return 0


def _json(one: str | None, library: "Library") -> str:
    from atlas_app.brain.compare import comparison, comparison_terms
    from atlas_app.brain.evidence import class_shares, reported, share_json
    from atlas_app.brain.figures import figures
    from atlas_app.model.scene import Scene

    ids = (one,) if one else ORDER
    answer = {
        "regions": ids,
        "figures": [figure.as_json() for figure in figures((one,) if one else None)],
        "shares": [share_json(share) for share in class_shares(ids)],
        "literature": [row.as_json() for row in reported(library, ids)],
        "comparison": [row.as_json() for row in comparison(Scene(), library, ids)],
        "terms": comparison_terms(Scene()),
    }
    return json.dumps(answer, indent=2, ensure_ascii=False)


def _text(one: str | None, compare: bool, library: "Library") -> str:
    from atlas_app.brain.compare import comparison, comparison_terms
    from atlas_app.brain.evidence import class_shares, reported
    from atlas_app.brain.figures import figures
    from atlas_app.model.scene import Scene

    ids = (one,) if one else ORDER
    simulated, literature, meaning = comparison_terms(Scene())
    parts = [
        "\n".join(map(_figure, figures((one,) if one else None))) or "No published figure at hand.",
        "Shares of the response classes, per cent of units (E+ excited in execution, O- suppressed in observation)",
        "\n".join(map(_share, class_shares(ids))),
        f"Literature map, per cent of vertices\n{literature}",
        _reported(reported(library, ids)),
    ]
    if compare:
        parts += [
            f"Simulation beside literature, per cent of vertices\n{simulated}\n{meaning}",
            _compared(comparison(Scene(), library, ids)),
        ]
    return "\n\n".join(parts)


def _figure(figure: "Figure") -> str:
    apart = ", " if figure.unit.startswith("qualitative") else " "
    measured = apart.join(filter(None, (str(figure.value), figure.unit)))
    many = figure.n if isinstance(figure.n, str) else f"n {figure.n}"
    who = ", ".join(filter(None, (figure.species, many)))
    first = f"{figure.about}: {figure.quantity}" + (f": {measured}" if measured else "") + (f" ({who})" if who else "")
    source = f"{figure.citation}, doi {figure.doi}" if figure.doi else figure.citation
    return "\n    ".join(filter(None, (first, _status(figure.status, figure.caveat), source, figure.note)))


def _share(share: "Share") -> str:
    from atlas_app.brain.figures import caveat
    from regions.responses.classes import CLASSES

    place = ", ".join(filter(None, (" ".join(share.areas), share.where)))
    percent = "  ".join(f"{name} {value:g}" for name, value in zip(CLASSES, share.percent, strict=True))
    status = _status(share.status, caveat(share.status))
    return "\n    ".join((f"{share.region}, {share.preset}: {place}", percent, status, share.note))


def _status(status: str, caveat: str) -> str:
    return f"{status}: {caveat}" if caveat else status


def _reported(rows: "list[Reported]") -> str:
    head = ("region", "hemisphere", "vertices", "set, papers", "execution", "observation", "both")
    body = [
        (
            *(row.region, row.hemisphere, str(row.vertices), f"{row.set}, {row.papers_observation}"),
            *(f"{percent:5.1f}" for percent in (row.execution, row.observation, row.both)),
        )
        for row in rows
    ]
    return columns([head, *body])


def _compared(rows: "list[Comparison]") -> str:
    """Put the six per cents of each row side by side, simulation before literature, and below what is to be said."""
    head = ("region", "hemisphere", "vertices", "execute sim", "lit", "observe sim", "lit", "both sim", "lit")
    body = [
        (
            *(row.region, row.hemisphere, str(row.vertices)),
            *(f"{value:5.1f}" for pair in zip(row.simulation, row.literature, strict=True) for value in pair),
        )
        for row in rows
    ]
    said = [f"{row.region}, {row.hemisphere}: {row.disagreement}" for row in rows if row.disagreement]
    return "\n\n".join((columns([head, *body]), "\n".join(said) or "They do not contradict each other here."))


VERB: Final = Verb(
    "print every figure with its status and source, and the literature map's per cents", _options, _run, ABOUT
)
