"""Opens an atlas of the user's own: read in a worker, its labels assigned in a dialog, then shown."""

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from atlas_app.brain.library import Library, hemispheres_of
from atlas_app.brain.own_atlas import Opened, assigned, opened
from atlas_app.gui.tongue import translated as _
from atlas_app.model.edits import set_atlas, set_hemisphere
from atlas_app.model.scene import Scene
from data.sides import HEMISPHERES
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
        session.edit(lambda scene: _shown(scene, chosen), then=lambda: session.face.say(said))

    dialog = OwnAtlasDialog(window, found, own, window.session.store.state.theme)
    dialog.chosen.connect(accepted)
    dialog.open()


def _shown(scene: Scene, own: OwnAtlas) -> Scene:
    """Return the scene in an atlas, on its only side if it has but one."""
    scene = set_atlas(scene, own)
    only = next((side for side in HEMISPHERES if own.files[0].holds == side and len(own.files) == 1), None)
    return set_hemisphere(scene, only) if only and only not in hemispheres_of(scene) else scene
