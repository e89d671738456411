"""The verb `regions`: what can be counted of the five regions."""

import argparse
import json
from typing import Final

from atlas_app.cli.output import columns, say
from atlas_app.cli.own import add_atlas, atlas_named
from atlas_app.cli.words import Verb

__all__ = ["VERB"]


def _options(parser: argparse.ArgumentParser) -> None:
    add_atlas(parser, "hcp-mmp")
    parser.add_argument("--json", action="store_true", help="as JSON")


def _run(arguments: argparse.Namespace) -> int:
    from atlas_app.brain.library import Library
    from atlas_app.brain.table import region_rows

    rows = region_rows(atlas_named(arguments) or "hcp-mmp", Library())
    if arguments.json:
        say(json.dumps([row.as_json() for row in rows], indent=2))
        return 0
    cells = [("region", "hemisphere", "vertices", "area mm2", "centroid MNI152 mm", "", "labels")]
    for row in rows:
        centre = " ".join(f"{value:4d}" for value in row.centroid_mni152)
        rough = "approximate" if row.approximate else ""
        size = (str(row.vertices), f"{row.area_mm2:.0f}")
        cells.append((row.region, row.hemisphere, *size, centre, rough, " ".join(row.labels)))
    say(columns(cells))
    return 0


VERB: Final = Verb("list the five regions: labels, vertices, areas, centroids", _options, _run)
