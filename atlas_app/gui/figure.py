"""A region in every atlas as a figure: loaded in a worker, drawn where everything is drawn, written whole."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from atlas_app.brain.library import Library, hemispheres_of

if TYPE_CHECKING:
    from atlas_app.brain.plate import Plate
    from atlas_app.gui.window import Window

__all__ = ["FIGURE_PX", "save_figure"]

FIGURE_PX: Final = (1920, 1080)
"""The figure's size in pixels, whatever the window's."""


def save_figure(window: "Window", path: Path, region_id: str) -> None:
    """Draw one of the five in every atlas, on the first side that is shown, or say why that is impossible."""
    from atlas_app.brain.plate import plate
    from atlas_app.gui.face import ENDINGS

    face, scene, library = window.session.face, window.session.store.state, window.session.library
    if path.suffix.lower() not in ENDINGS:
        face.say(f"{path.name}: a picture's name ends in one of {', '.join(ENDINGS)}.")
        return
    if not isinstance(library, Library):
        return
    side = hemispheres_of(scene)[0]
    face.in_background(
        lambda: plate(region_id, library, side, scene.theme),
        lambda made: face.say(_written(made, path)),
        lambda error: face.say(str(error) or "The figure cannot be drawn."),
    )


def _written(made: "Plate", path: Path) -> str:
    """Draw and write a figure, and return what to say of it."""
    from atlas_app.export.plates import save_plate

    try:
        save_plate(made, path, *FIGURE_PX)
    except OSError as error:
        return f"{path}: the figure cannot be saved: {error.strerror or error}."
    return f"The figure is saved in {path.name}, {FIGURE_PX[0]} x {FIGURE_PX[1]} pixels."
