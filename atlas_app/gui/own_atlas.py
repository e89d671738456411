"""Opens an atlas of the user's own: read in a worker, its labels assigned in a dialog, then shown."""

from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from atlas_app.brain.library import Library
from atlas_app.brain.own_atlas import Opened, assigned, opened
from atlas_app.model.edits import set_atlas
from regions.own import Assignment, OwnAtlas

if TYPE_CHECKING:
    from atlas_app.gui.window import Window

__all__ = ["open_atlas"]

Regions = tuple[Assignment, ...] | Path | None


def open_atlas(window: "Window", paths: tuple[Path, ...], regions: Regions = None) -> None:
    """Read an atlas in the background, then ask which of its labels count for which region; or say what is wrong."""
    face, library = window.session.face, window.session.library
    if not isinstance(library, Library):
        return
    face.in_background(
        lambda: _read(paths, regions, library),
        lambda found: _ask(window, *found),
        lambda error: face.say(f"{str(error).rstrip('.')}."),
    )


def _read(paths: tuple[Path, ...], regions: Regions, library: Library) -> tuple[Opened, OwnAtlas]:
    found = opened(paths, library)
    if isinstance(regions, tuple):
        return found, replace(found.own, regions=tuple(row for row in regions if row.label in found.labels))
    return found, assigned(found, regions)


def _ask(window: "Window", found: Opened, own: OwnAtlas) -> None:
    from atlas_app.gui.own_atlas_dialog import OwnAtlasDialog

    def accepted(chosen: OwnAtlas) -> None:
        said = _("{atlas} is shown; its regions are the labels that you assigned.").format(atlas=chosen.name)
        session = window.session
        session.face.pause()
        session.edit(lambda scene: set_atlas(scene, chosen), then=lambda: session.face.say(said))

    dialog = OwnAtlasDialog(window, found, own, window.session.store.state.theme)
    dialog.chosen.connect(accepted)
    dialog.open()
