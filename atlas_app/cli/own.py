"""An atlas as an option: one on board by its id, or a file of one's own with what belongs to it."""

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from atlas_app.cli.atlas_choice import atlas_id
from atlas_app.cli.words import UsageError
from atlas_app.model import scene as model

if TYPE_CHECKING:
    from regions.own import AtlasRef, OwnAtlas

__all__ = ["add_atlas", "add_own", "atlas_named", "own_named"]


def add_atlas(parser: argparse.ArgumentParser, default: str | None = None) -> None:
    """Add the options `--atlas`, `--beside` and `--assign`."""
    listed = ", ".join(model.ATLASES)
    yours = "or a file of your own: .label.gii, .annot, .dlabel.nii, .nii, .nii.gz"
    add = parser.add_argument
    add("--atlas", type=_named, default=default, metavar="ID|FILE", help=f"{listed}; {yours}")
    _add_beside(parser)
    said = "with a file of your own: a TOML file of its labels by region (default: FILE.regions.toml, or by overlap)"
    add("--assign", type=Path, metavar="FILE", help=said)


def add_own(parser: argparse.ArgumentParser) -> None:
    """Add the options of a verb that asks all atlases on board anyway."""
    parser.add_argument("--atlas", type=Path, metavar="FILE", help="an atlas of your own, beside those on board")
    _add_beside(parser)


def _add_beside(parser: argparse.ArgumentParser) -> None:
    said = (
        "with a file of your own: its other hemisphere, or the names of its labels (.tsv, .csv, .txt); else looked for"
    )
    parser.add_argument("--beside", type=Path, metavar="FILE", help=said)


def atlas_named(arguments: argparse.Namespace) -> "AtlasRef | None":
    """Return the atlas that the command line names, None for none; `RuntimeError` says what is wrong with a file.

    How the labels of one's own were assigned goes to standard error.
    """
    if not isinstance(arguments.atlas, Path):
        _refuse(arguments, "beside", "assign")
        word: str | None = arguments.atlas
        return word
    from atlas_app.brain.library import Library
    from atlas_app.brain.own_atlas import assigned, opened
    from regions.own import OwnAtlasError

    try:
        return assigned(opened(_files(arguments), Library()), arguments.assign, _say)
    except OwnAtlasError as error:
        raise RuntimeError(f"{error}.") from None


def own_named(arguments: argparse.Namespace) -> "OwnAtlas | None":
    """Return one's own atlas as the command line names it, with no label assigned; None for none."""
    if arguments.atlas is None:
        _refuse(arguments, "beside")
        return None
    from regions.own import OwnAtlasError
    from regions.own_atlas import own_atlas

    try:
        return own_atlas(_files(arguments))
    except OwnAtlasError as error:
        raise RuntimeError(f"{error}.") from None


def _files(arguments: argparse.Namespace) -> list[Path]:
    return [each for each in (arguments.atlas, arguments.beside) if each is not None]


def _refuse(arguments: argparse.Namespace, *options: str) -> None:
    for option in options:
        if getattr(arguments, option) is not None:
            raise UsageError(f"--{option} belongs to an atlas of your own; name its file with --atlas FILE.")


def _say(sentence: str) -> None:
    sys.stderr.write(f"mirror-atlas: {sentence}\n")
    sys.stderr.flush()


def _named(word: str) -> str | Path:
    is_file = word not in model.ATLASES and ("." in word or os.sep in word or os.path.isfile(word))  # noqa: PTH113 -- Path.is_file raises for a name too long
    return Path(word) if is_file else atlas_id(word)
