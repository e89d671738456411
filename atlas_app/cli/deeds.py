"""What is done and what is watched, as options: bundled actions and those of a file of one's own."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from atlas_app.cli.words import UsageError
from atlas_app.model.choices import chosen
from regions.responses.bundled import bundled_names

if TYPE_CHECKING:
    from atlas_app.model.scene import Scene

__all__ = ["acted", "add_deeds"]


def add_deeds(parser: argparse.ArgumentParser) -> None:
    """Add the options `--action`, `--observe-action` and `--actions`."""
    add = parser.add_argument
    listed = ", ".join(bundled_names())
    add("--action", metavar="ID", help=f"what is done (default: grasp): {listed}, or one of --actions")
    add("--observe-action", metavar="ID", help="what is watched (default: what is done)")
    add("--actions", type=Path, metavar="FILE", help="a table of your own actions in TOML, beside the bundled ones")


def acted(scene: "Scene", arguments: argparse.Namespace) -> "Scene":
    """Return the scene with the actions that the command line names.

    Raises `UsageError` for an unknown action, `RuntimeError` for a broken file.
    """
    from atlas_app.model import edits

    if arguments.actions is not None:
        scene = edits.set_own_actions(scene, _read(arguments.actions))
    known = _known(scene)
    if arguments.action is not None:
        scene = edits.set_action(scene, _choose("--action", arguments.action, known))
    if arguments.observe_action is not None:
        scene = edits.set_observed(scene, _choose("--observe-action", arguments.observe_action, known))
    return scene


def _read(path: Path) -> str:
    from regions.responses.action_file import read_text
    from regions.responses.faults import ResponseError

    try:
        return read_text(path)
    except ResponseError as error:
        raise RuntimeError(f"{error}.") from None


def _known(scene: "Scene") -> Sequence[str]:
    if not scene.own_actions:
        return tuple(bundled_names())
    from regions.responses.action_file import actions_of

    return tuple(actions_of(scene.own_actions).actions)


def _choose(option: str, word: str, known: Sequence[str]) -> str:
    try:
        return chosen("action", word, known)
    except ValueError as error:
        raise UsageError(f"argument {option}: {str(error).rstrip('.')}.") from None
