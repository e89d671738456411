"""The menu View, "Preview for other eyes": how the picture looks to others; files stay as they are."""

from functools import partial
from typing import Final

from atlas_app.brain.colour_vision import Eye
from atlas_app.commands.command import Command
from atlas_app.commands.session import Session

__all__ = ["EYE_COMMANDS", "command_of"]

_EYES: Final[tuple[tuple[Eye, str], ...]] = (
    ("normal", "No preview: normal vision"),
    ("protan", "Preview: as a protanope sees it (screen only)"),
    ("deutan", "Preview: as a deuteranope sees it (screen only)"),
    ("tritan", "Preview: as a tritanope sees it (screen only)"),
    ("greyscale", "Preview: in greyscale (screen only)"),
    ("projector", "Preview: projector in a bright room (screen only)"),
)


def _look(eye: Eye, session: Session) -> None:
    session.face.look_through(eye)


def command_of(eye: Eye) -> str:
    """Return the id of the row of an eye."""
    return f"view.eye.{eye}"


EYE_COMMANDS: Final = tuple(
    Command(id=command_of(eye), title=title, run=partial(_look, eye), menu="View", group="eyes") for eye, title in _EYES
)
