"""The verb `agreement`: how far the atlases agree about the regions, as a table, a file, a figure."""

import argparse
import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING, Final, get_args

from atlas_app.cli.output import check_out, columns, say
from atlas_app.cli.render import ENDINGS
from atlas_app.cli.size import size
from atlas_app.cli.words import UsageError, Verb, choice
from atlas_app.model import scene as model
from regions.catalogue import FIVE

if TYPE_CHECKING:
    from atlas_app.brain.agreement import Pair
    from atlas_app.brain.library import Library

__all__ = ["COLUMNS", "VERB"]

TABLES: Final = (".csv", ".json")
COLUMNS: Final = (
    "region",
    "hemisphere",
    "atlas_a",
    "atlas_b",
    "dice",
    "centroid_distance_mm",
    "area_a_mm2",
    "area_b_mm2",
    "approximate_a",
    "approximate_b",
)
ABOUT: Final = (
    "For every two atlases that make up the regions by labels of their own: Dice by area and the distance of the "
    "centroids, per region and hemisphere, on the S1200 midthickness in MNI152. Without a file the table is printed. "
    "An approximate atlas does not resolve the region and only comes near it. The atlases' spaces differ by a few mm."
)
HEAD: Final = ("region", "hemisphere", "atlas", "", "atlas", "", "Dice", "centroids mm", "area mm2", "area mm2")
PICTURED: Final = "sma"
"""The region that a picture shows if none is named."""


def _options(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("--region", type=choice("region", FIVE), metavar="REGION", help=f"{', '.join(FIVE)} (default: all)")
    add("--out", type=Path, metavar="FILE", help=f"write the table; the ending chooses {', '.join(TABLES)}")
    add("--figure", type=Path, metavar="FILE", help=f"draw REGION (default: {PICTURED}) in every atlas side by side")
    add("--matrix", type=Path, metavar="FILE", help=f"draw the Dice of REGION (default: {PICTURED}) as a table")
    add("--hemisphere", type=choice("hemisphere", ("left", "right")), help="with --figure: left (default), right")
    add("--size", type=size, metavar="WxH", help="pixels of a picture (default: 1920x1080)")
    add("--theme", type=choice("theme", get_args(model.Theme)), help="of a picture: dark (default), light")
    add("--force", action="store_true", help="overwrite a FILE that is there")


def _run(arguments: argparse.Namespace) -> int:
    from atlas_app.brain.agreement import pairs
    from atlas_app.brain.library import Library

    _refuse(arguments)
    library = Library()
    rows = pairs(library, (arguments.region,) if arguments.region else FIVE)
    if arguments.out:
        _write(rows, arguments.out)
    if arguments.figure or arguments.matrix:
        _draw(arguments, library)
    if not _files(arguments):
        say(_printed(rows))
    return 0


def _files(arguments: argparse.Namespace) -> list[Path]:
    return [path for path in (arguments.out, arguments.figure, arguments.matrix) if path is not None]


def _refuse(arguments: argparse.Namespace) -> None:
    """Refuse what could not be done before anything is computed."""
    pictured = arguments.figure or arguments.matrix
    if arguments.force and not _files(arguments):
        raise UsageError("--force overwrites a file, and none is named; add --out FILE.")
    if (arguments.size or arguments.theme) and not pictured:
        raise UsageError("--size and --theme are of a picture, and none is asked for; add --figure FILE.")
    if arguments.hemisphere and not arguments.figure:
        raise UsageError("--hemisphere chooses what a figure shows, and none is asked for; add --figure FILE.")
    if len(set(_files(arguments))) < len(_files(arguments)):
        raise UsageError("Two of --out, --figure and --matrix name the same file; give each its own.")
    for path, endings in ((arguments.out, TABLES), (arguments.figure, ENDINGS), (arguments.matrix, ENDINGS)):
        if path is not None:
            check_out(path, endings, arguments.force)


def _write(rows: "list[Pair]", out: Path) -> None:
    from atlas_app.model.files import replace_file

    plain = [row.as_json() for row in rows]
    if out.suffix.lower() == ".json":
        replace_file(out, (json.dumps(plain, indent=2) + "\n").encode())
        return
    text = io.StringIO()
    file = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    file.writeheader()
    file.writerows({k: str(v).lower() if isinstance(v, bool) else v for k, v in row.items()} for row in plain)
    replace_file(out, text.getvalue().encode())


def _draw(arguments: argparse.Namespace, library: "Library") -> None:
    from atlas_app.brain.plate import matrices, plate
    from atlas_app.export.plates import save_matrix, save_plate

    region = arguments.region or PICTURED
    theme: model.Theme = arguments.theme or "dark"
    width, height = arguments.size or (1920, 1080)
    if arguments.figure:
        shown = plate(region, library, arguments.hemisphere or "left", theme)
        save_plate(shown, arguments.figure, width, height)
    if arguments.matrix:
        save_matrix(*matrices(region, library), arguments.matrix, width, height, theme)


def _printed(rows: "list[Pair]") -> str:
    from atlas_app.brain.agreement_words import APART

    body = [
        (
            *(row.region, row.hemisphere),
            *(row.atlas_a, "approximate" if row.approximate_a else ""),
            *(row.atlas_b, "approximate" if row.approximate_b else ""),
            *(f"{row.dice:.2f}", f"{row.centroid_distance_mm:5.1f}"),
            *(f"{row.area_a_mm2:6.0f}", f"{row.area_b_mm2:6.0f}"),
        )
        for row in rows
    ]
    return f"{columns([HEAD, *body])}\n\n{APART}"


VERB: Final = Verb(
    "list how far the atlases agree: Dice, distance of centroids, as table or figure", _options, _run, ABOUT
)
