"""The verb `render`: a picture into a file."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, get_args

from atlas_app.cli.deeds import acted, add_deeds
from atlas_app.cli.knobs import add_knobs, turned
from atlas_app.cli.output import check_out
from atlas_app.cli.own import add_atlas, atlas_named
from atlas_app.cli.size import size
from atlas_app.cli.words import UsageError, Verb, choice
from atlas_app.model import scene as model
from atlas_app.model.choices import shortened
from atlas_app.model.views import VIEW_NAMES
from regions.catalogue import FIVE, ORDER

if TYPE_CHECKING:
    from atlas_app.model.scene import Scene

__all__ = ["VERB"]

ENDINGS: Final = (".png", ".jpg", ".jpeg", ".tif", ".tiff")
SEVERAL: Final = "multiples"
"""The word for execute, observe and both side by side, each in the view that comes first."""
VIEWS: Final = (*VIEW_NAMES, SEVERAL)
MOST_UNITS: Final = 10**6
SHAPE: Final = "seen through the glass, as often as wanted: hippocampus, thalamus, ..., or ATLAS:LABEL[:SIDE]"
KNOBS: Final = "what the picture simulates, and how it is measured"


def _options(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("out", type=Path, metavar="OUT", help="the file to write; its ending chooses png, jpg or tiff")
    add("--scene", type=Path, metavar="FILE", dest="scene_file", help="start from a saved scene")
    add_atlas(parser)
    add("--surface", type=choice("surface", model.SURFACES), help=", ".join(model.SURFACES))
    add("--glass", action="store_true", help="glass cortex, on the white, midthickness or pial surface")
    add("--shape", action="append", metavar="ID", help=SHAPE)
    add("--hemisphere", type=choice("hemisphere", get_args(model.Hemispheres)), help="left, right, both")
    add("--view", type=choice("view", VIEWS), help=", ".join(VIEWS))
    add("--condition", type=choice("condition", model.CONDITIONS), help=", ".join(model.CONDITIONS))
    add("--layer", type=choice("layer", get_args(model.Layer)), help=", ".join(get_args(model.Layer)))
    add("--region", type=choice("region", FIVE), help="with --layer agreement: which is counted (default: sma)")
    add("--wide", action="store_true", default=None, help="literature layer: every chosen paper, not the strict set")
    add_deeds(parser)
    add("--time", metavar="S", help="s from movement onset (default: the peak, 0.39; with --bold 5.8)")
    add("--neuron", type=_neuron, metavar="REGION[:SIDE[:NUMBER]]", help="one simulated unit in the place of the brain")
    add("--reveal", action="store_true", help="with --neuron: say what the unit does")
    add("--size", type=size, default=(1920, 1080), metavar="WxH", help="pixels (default: 1920x1080)")
    add("--theme", type=choice("theme", get_args(model.Theme)), help="dark, light")
    add("--transparent", action="store_true", help="leave the background out (png, tiff)")
    add("--no-labels", action="store_true", help="leave names and caption out; SIMULATED and its terms stay")
    add("--force", action="store_true", help="overwrite OUT if it is there")
    add_knobs(parser, KNOBS)


def _revealed(scene: "Scene", revealed: bool) -> "Scene":
    """Say what the scene's unit does; `UsageError` if it shows none."""
    from msgspec.structs import replace

    if scene.neuron is None:
        raise UsageError("--reveal says what a neuron does; name one with --neuron, such as --neuron premotor.")
    return replace(scene, neuron=replace(scene.neuron, revealed=revealed))


def _counted(scene: "Scene", region: str) -> "Scene":
    """Count the atlases of another region; `ValueError` where none are counted."""
    from atlas_app.model.edits import set_agreement

    if scene.layer != "agreement":
        raise ValueError("--region chooses whose atlases are counted; add --layer agreement.")
    return set_agreement(scene, region)


def _timed(scene: "Scene", word: str) -> "Scene":
    """Show another moment; `UsageError` if it is none of the scene's clock."""
    from atlas_app.model.clock import ACTION, BLOOD
    from atlas_app.model.edits import set_time

    clock = BLOOD if scene.response.bold and scene.layer != "literature" else ACTION
    try:
        value = float(word)
    except ValueError:
        value = float("nan")
    if not clock.start_s <= value <= clock.end_s:
        wanted = f"seconds from {clock.start_s:g} to {clock.end_s:g}, such as {clock.peak_s:g}"
        raise UsageError(f"argument --time: {shortened(word)} is no time; expected {wanted}.")
    return set_time(scene, value)


def _neuron(word: str) -> model.Neuron:
    """Return the unit that a word such as premotor:left:36 names; units are numbered from 1, as in the picture."""
    region, side, number, *rest = (*word.split(":"), *("left", "1")[word.count(":") :])
    if region in ORDER and side in ("left", "right") and number.isascii() and number.isdigit() and not rest:
        count = int(number[:8])
        if 1 <= count <= MOST_UNITS:
            return model.Neuron(region=region, hemisphere="left" if side == "left" else "right", number=count - 1)
    raise argparse.ArgumentTypeError(
        f"{shortened(word)} is no neuron; expected REGION[:SIDE[:NUMBER]], such as premotor:left:36, "
        f"with a region of {', '.join(ORDER)}"
    )


def _run(arguments: argparse.Namespace) -> int:
    scene = _scene(arguments)
    if arguments.transparent and arguments.out.suffix.lower() in (".jpg", ".jpeg"):
        raise UsageError(f"{arguments.out} is a JPEG, which cannot be transparent; use .png or .tiff.")
    check_out(arguments.out, ENDINGS, arguments.force)
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
    scene = acted(scene, arguments)
    try:
        return _edited(turned(scene, arguments), arguments)
    except ValueError as error:
        raise UsageError(str(error)) from None


def _edited(scene: "Scene", arguments: argparse.Namespace) -> "Scene":
    from atlas_app.model import edits
    from atlas_app.model.checks import checked

    wanted: tuple[tuple[Any, Callable[..., Scene]], ...] = (
        (atlas_named(arguments), edits.set_atlas),
        (arguments.surface, edits.set_surface),
        ("glass" if arguments.glass else None, edits.set_cortex),
        (arguments.shape, lambda scene, shapes: edits.set_shapes(scene, tuple(shapes))),
        (arguments.condition, edits.set_condition),
        (arguments.view if arguments.view == SEVERAL else None, lambda scene, _: edits.set_multiples(scene)),
        (arguments.layer, edits.set_layer),
        (arguments.region, _counted),
        (arguments.wide, edits.set_wide_literature),
        (arguments.time, _timed),
        (arguments.neuron, edits.set_neuron),
        (arguments.reveal or None, _revealed),
        (arguments.theme, edits.set_theme),
        (False if arguments.no_labels else None, edits.set_names),
    )
    for value, edit in wanted:
        if value is not None:
            scene = edit(scene, value)
    if arguments.surface not in (None, scene.surface):
        clear = ", ".join(surface for surface in model.surfaces_of(model.family_of(scene)) if surface in model.IN_SPACE)
        raise ValueError(f"The surface '{arguments.surface}' cannot be glass (choose from {clear}).")
    if arguments.condition not in (None, *model.COMPARED, scene.condition):
        raise ValueError(f"The layer '{scene.layer}' has no condition '{arguments.condition}'; leave --layer away.")
    return checked(_viewed(scene, arguments))


def _viewed(scene: "Scene", arguments: argparse.Namespace) -> "Scene":
    """Show the view and the hemisphere that were asked for; small multiples stand already."""
    from atlas_app.model import edits
    from atlas_app.model.multiples import MULTIPLES, is_multiples
    from atlas_app.model.views import named

    if arguments.view == SEVERAL:
        if arguments.condition not in (None, "mirror"):
            raise ValueError(f"--view {SEVERAL} shows {', '.join(MULTIPLES)}; leave --condition away.")
        if not is_multiples(scene):
            raise ValueError(f"--view {SEVERAL} shows responses, which the layer '{scene.layer}' has not.")
    if is_multiples(scene) and arguments.view in (None, SEVERAL):
        return edits.set_hemisphere(scene, arguments.hemisphere) if arguments.hemisphere else scene
    if not arguments.view and not arguments.hemisphere:
        return scene
    now = named(scene.views) or ("stage", "left")
    return edits.set_view(scene, arguments.view or now[0], arguments.hemisphere)


VERB: Final = Verb("draw a picture into a file", _options, _run)
