"""Rows for the hands: every command by its name, the picture in words, the brain rolled about the line of sight."""

from collections.abc import Callable
from typing import Final

from atlas_app.commands.command import Command
from atlas_app.commands.rows import editing
from atlas_app.model import edits
from atlas_app.model.orbit import rolled
from atlas_app.model.scene import Scene

__all__ = ["DESCRIBE", "PALETTE", "ROLL", "ROLL_DEGREES"]

ROLL_DEGREES: Final = 15.0
"""How far one press of a key rolls the brain."""


def _rolls(degrees: float) -> Callable[[Scene], Scene]:
    return lambda scene: edits.set_orbit(scene, rolled(scene.orbit, degrees))


def _roll(side: str, key: str, degrees: float) -> Command:
    return Command(
        id=f"view.roll-{side}",
        title=f"Roll to the {side}, {abs(degrees):.0f} degrees",
        run=editing(_rolls(degrees), merge="roll"),
        menu="View",
        group="camera",
        keys=(key,),
    )


ROLL: Final = (_roll("left", "[", -ROLL_DEGREES), _roll("right", "]", ROLL_DEGREES))

DESCRIBE: Final = Command(
    id="edit.describe",
    title="Copy a sentence that describes the picture",
    run=lambda session: session.face.copy_description(),
    menu="Edit",
    group="copy",
    keys=("Ctrl+Shift+C",),
)

PALETTE: Final = Command(
    id="help.palette",
    title="Run a command by its name...",
    run=lambda session: session.face.show_palette(),
    menu="Help",
    keys=("Ctrl+K",),
)
