"""The command line; its names and options are a promise.

Nothing heavy is imported here: `--help` answers without numpy, VTK or Qt.
"""

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar, get_args

from atlas_app.model import scene as model
from atlas_app.model.choices import chosen
from atlas_app.model.views import VIEW_NAMES

if TYPE_CHECKING:
    from atlas_app.model.scene import Scene

__all__ = ["UsageError", "parse", "run"]

T = TypeVar("T", bound=str)

ENDINGS: Final = (".png", ".jpg", ".jpeg", ".tif", ".tiff")
SIDE_PX: Final = (64, 8000)
MEGAPIXELS: Final = 40


class UsageError(Exception):
    """A wrong word on the command line, in one sentence."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> Any:
        """Raise instead of printing the usage: the answer is one sentence."""
        raise UsageError(f"{message}; see {self.prog} --help.")


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """Return the parsed command line; `verb` is None for the desktop. Raises `UsageError`."""
    parser = _Parser(
        prog="mirror-atlas",
        description="Mirror Atlas: a brain that shows where watching meets doing. Without a verb it opens the desktop.",
    )
    parser.add_argument("--scene", type=Path, metavar="FILE", help="open the desktop with this scene")
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", parser_class=_Parser)
    _add_render(verbs.add_parser("render", help="draw a picture into a file"))
    regions = verbs.add_parser("regions", help="list the five regions: labels, vertices, areas, centroids")
    regions.add_argument("--atlas", type=_choice("atlas", model.ATLASES), default="hcp-mmp", metavar="ID")
    regions.add_argument("--json", action="store_true", help="as JSON")
    atlases = verbs.add_parser("atlases", help="list the atlases on board: space, licence, citation")
    atlases.add_argument("--json", action="store_true", help="as JSON")
    verbs.add_parser("doctor", help="tell what was found of OpenGL, Qt and the data, and what to do about the rest")
    return parser.parse_args(argv)


def _add_render(verb: argparse.ArgumentParser) -> None:
    add = verb.add_argument
    add("out", type=Path, metavar="OUT", help="the file to write; its ending chooses png, jpg or tiff")
    add("--scene", type=Path, metavar="FILE", dest="scene_file", help="start from a saved scene")
    add("--atlas", type=_choice("atlas", model.ATLASES), metavar="ID", help=", ".join(model.ATLASES))
    add("--surface", type=_choice("surface", model.SURFACES), help=", ".join(model.SURFACES))
    add("--hemisphere", type=_choice("hemisphere", get_args(model.Hemispheres)), help="left, right, both")
    add("--view", type=_choice("view", VIEW_NAMES), help=", ".join(VIEW_NAMES))
    add("--condition", type=_choice("condition", model.CONDITIONS), help=", ".join(model.CONDITIONS))
    add("--layer", type=_choice("layer", get_args(model.Layer)), help=", ".join(get_args(model.Layer)))
    add("--wide", action="store_true", default=None, help="literature layer: every chosen paper, not the strict set")
    add("--time", type=_seconds, metavar="S", help="s from movement onset (default: the peak, 0.39)")
    add("--seed", type=_seed, metavar="N", help="seed of the simulated units (default: 1)")
    add("--size", type=_size, default=(1920, 1080), metavar="WxH", help="pixels (default: 1920x1080)")
    add("--theme", type=_choice("theme", get_args(model.Theme)), help="dark, light")
    add("--transparent", action="store_true", help="leave the background out (png, tiff)")
    add("--no-labels", action="store_true", help="leave names and caption out; SIMULATED and its terms stay")
    add("--force", action="store_true", help="overwrite OUT if it is there")


def _choice(what: str, choices: Sequence[T]) -> Callable[[str], T]:
    """Return a reader of one of `choices` that names the nearest one."""

    def read(word: str) -> T:
        try:
            return chosen(what, word, choices)
        except ValueError as error:
            raise argparse.ArgumentTypeError(str(error).rstrip(".")) from None

    return read


def _seconds(word: str) -> float:
    try:
        value = float(word)
    except ValueError:
        value = float("nan")
    if not -1.0 <= value <= 3.0:
        raise argparse.ArgumentTypeError(f"{word!r} is no time; expected seconds from -1 to 3, such as 0.39")
    return value


def _seed(word: str) -> int:
    if not (word.isascii() and word.isdigit()) or int(word) > 2**32 - 1:
        raise argparse.ArgumentTypeError(f"{word!r} is no seed; expected a whole number from 0 to 4294967295")
    return int(word)


def _size(word: str) -> tuple[int, int]:
    parts = word.lower().split("x")
    low, high = SIDE_PX
    if len(parts) == 2 and all(part.isascii() and part.isdigit() and len(part) < 6 for part in parts):
        width, height = int(parts[0]), int(parts[1])
        if low <= min(width, height) and max(width, height) <= high and width * height <= MEGAPIXELS * 1e6:
            return width, height
    raise argparse.ArgumentTypeError(
        f"{word!r} is no size; expected WIDTHxHEIGHT in pixels from {low}x{low} to {high}x{high} and at most "
        f"{MEGAPIXELS} megapixels, such as 1920x1080"
    )


def run(arguments: argparse.Namespace) -> int:
    """Carry out one verb and return the exit code."""
    verbs: dict[str, Callable[[argparse.Namespace], int]] = {
        "render": _render,
        "regions": _regions,
        "atlases": _atlases,
        "doctor": _doctor,
    }
    return verbs[arguments.verb](arguments)


def _render(arguments: argparse.Namespace) -> int:
    scene = _scene(arguments)
    _check_out(arguments.out, arguments.force, arguments.transparent)
    from atlas_app.brain.library import Library
    from atlas_app.brain.resolve import resolve
    from atlas_app.export.stills import save_still

    picture = resolve(scene, Library())
    width, height = arguments.size
    save_still(picture, arguments.out, width, height, arguments.transparent)
    return 0


def _scene(arguments: argparse.Namespace) -> "Scene":
    """Return the scene that the options describe, on top of the scene file if there is one."""
    from atlas_app.model import scene_file

    scene = scene_file.read(arguments.scene_file) if arguments.scene_file else model.Scene()
    try:
        return _edited(scene, arguments)
    except ValueError as error:
        raise UsageError(str(error)) from None


def _edited(scene: "Scene", arguments: argparse.Namespace) -> "Scene":
    from atlas_app.model import edits
    from atlas_app.model.checks import checked
    from atlas_app.model.views import named

    wanted: tuple[tuple[Any, Callable[..., Scene]], ...] = (
        (arguments.atlas, edits.set_atlas),
        (arguments.surface, edits.set_surface),
        (arguments.condition, edits.set_condition),
        (arguments.layer, edits.set_layer),
        (arguments.wide, edits.set_wide_literature),
        (arguments.time, edits.set_time),
        (arguments.seed, lambda scene, seed: edits.set_response(scene, seed=seed)),
        (arguments.theme, edits.set_theme),
        (False if arguments.no_labels else None, edits.set_names),
    )
    for value, edit in wanted:
        if value is not None:
            scene = edit(scene, value)
    if arguments.view or arguments.hemisphere:
        now = named(scene.views) or ("stage", "left")
        scene = edits.set_view(scene, arguments.view or now[0], arguments.hemisphere)
    return checked(scene)


def _check_out(out: Path, force: bool, transparent: bool) -> None:
    """Refuse what could not be written, before anything is drawn."""
    suffix = out.suffix.lower()
    if suffix not in ENDINGS:
        raise UsageError(f"{out} ends in {suffix or 'nothing'!r}; expected one of {', '.join(ENDINGS)}.")
    if transparent and suffix in (".jpg", ".jpeg"):
        raise UsageError(f"{out} is a JPEG, which cannot be transparent; use .png or .tiff.")
    if out.is_dir():
        raise UsageError(f"{out} is a folder; expected the name of a file.")
    if not out.parent.is_dir():
        raise OSError(f"The folder {out.parent} does not exist; make it first.")
    if not os.access(out.parent, os.W_OK):
        raise OSError(f"The folder {out.parent} cannot be written to; choose another one.")
    if out.exists() and not force:
        raise OSError(f"{out} exists already; add --force to overwrite it.")


def _regions(arguments: argparse.Namespace) -> int:
    from atlas_app.brain.library import Library
    from atlas_app.brain.table import region_rows

    rows = region_rows(arguments.atlas, Library())
    if arguments.json:
        _say(json.dumps([row.as_json() for row in rows], indent=2))
        return 0
    cells = [("region", "hemisphere", "vertices", "area mm2", "centroid MNI152 mm", "", "labels")]
    for row in rows:
        centre = " ".join(f"{value:4d}" for value in row.centroid_mni152)
        rough = "approximate" if row.approximate else ""
        size = (str(row.vertices), f"{row.area_mm2:.0f}")
        cells.append((row.region, row.hemisphere, *size, centre, rough, " ".join(row.labels)))
    _say(_columns(cells))
    return 0


def _atlases(arguments: argparse.Namespace) -> int:
    from regions.parcellation import ATLASES

    rows = [
        {key: getattr(atlas, key) for key in ("id", "name", "space", "licence", "citation")} | {"offline": True}
        for atlas in ATLASES
    ]
    if arguments.json:
        _say(json.dumps(rows, indent=2))
    else:
        for row in rows:
            _say("\n".join(f"{key:9} {'yes' if value is True else value}" for key, value in row.items()) + "\n")
    return 0


def _doctor(_arguments: argparse.Namespace) -> int:
    from atlas_app.doctor import check, report

    findings = check()
    _say(report(findings))
    return 0 if all(finding.ok for finding in findings) else 1


def _columns(rows: Sequence[Sequence[str]]) -> str:
    widths = [max(len(row[k]) for row in rows) for k in range(len(rows[0]))]
    return "\n".join("  ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True)).rstrip() for row in rows)


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
