"""The verb `slices`: three slices through a place into a file."""

import argparse
import math
from pathlib import Path
from typing import TYPE_CHECKING, Final, get_args

from atlas_app.cli.output import check_out
from atlas_app.cli.own import add_atlas, atlas_named
from atlas_app.cli.size import size
from atlas_app.cli.words import UsageError, Verb, choice
from atlas_app.model import scene as model
from atlas_app.model.choices import shortened

if TYPE_CHECKING:
    from atlas_app.model.scene import Place

__all__ = ["VERB"]

ABOUT: Final = (
    "Draw the axial, the coronal and the sagittal slice of the MNI152 template through a place, with the outlines of "
    "the regions and a cross at the place. Left is left. Slices show anatomy, no responses."
)
ENDINGS: Final = (".png", ".jpg", ".jpeg", ".tif", ".tiff")


def _options(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    for axis, said in (("X", "to the right"), ("Y", "to the front"), ("Z", "up")):
        add(axis.lower(), type=_coordinate, metavar=axis, help=f"mm {said} in MNI152; may be negative")
    add("out", type=Path, metavar="OUT", help="the file to write; its ending chooses png, jpg or tiff")
    add_atlas(parser)
    add("--size", type=size, default=(1920, 840), metavar="WxH", help="pixels (default: 1920x840)")
    add("--theme", type=choice("theme", get_args(model.Theme)), help="dark, light")
    add("--no-labels", action="store_true", help="leave the names of the regions out")
    add("--force", action="store_true", help="overwrite OUT if it is there")


def _coordinate(word: str) -> float:
    try:
        value = float(word)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise argparse.ArgumentTypeError(f"{shortened(word)} is no coordinate; expected a number of mm")
    return value + 0.0


def _run(arguments: argparse.Namespace) -> int:
    check_out(arguments.out, ENDINGS, arguments.force)
    place = _place(arguments)
    from atlas_app.brain.library import Library
    from atlas_app.brain.slices import slices
    from atlas_app.export.slices import save_slices
    from atlas_app.model import edits

    scene = edits.set_names(model.Scene(), not arguments.no_labels)
    chosen = atlas_named(arguments)
    scene = edits.set_atlas(scene, chosen) if chosen else scene
    scene = edits.set_theme(scene, arguments.theme) if arguments.theme else scene
    save_slices(slices(scene, Library(), place), arguments.out, *arguments.size)
    return 0


def _place(arguments: argparse.Namespace) -> "Place":
    """Return the place that is asked for; `UsageError` if no slice goes through it."""
    from regions.template import HIGH_MM, LOW_MM

    for axis, low, high in zip("xyz", LOW_MM, HIGH_MM, strict=True):
        mm = getattr(arguments, axis)
        if not low <= mm <= high:
            raise UsageError(
                f"argument {axis.upper()}: {mm:g} lies outside the template; expected mm from {low} to {high}."
            )
    return model.Place(x=arguments.x, y=arguments.y, z=arguments.z)


VERB: Final = Verb("draw three slices through a place into a file", _options, _run, ABOUT)
