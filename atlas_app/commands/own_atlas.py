"""Rows for an atlas of the user's own: open one, and say again which of its labels count for which region."""

from pathlib import Path
from typing import Final

from atlas_app.commands.command import Command
from atlas_app.commands.session import Session
from atlas_app.model.scene import Scene
from atlas_app.model.store import Store
from regions.own import OwnAtlas

__all__ = ["CHOICE", "OPEN", "REGIONS"]


def _open(session: Session) -> None:
    path = session.face.ask_path("open-atlas", "Open an atlas of your own", "")
    if path is not None:
        session.face.open_atlas((path,))


def _again(session: Session) -> None:
    own = session.store.state.atlas
    if isinstance(own, OwnAtlas):
        session.face.open_atlas(tuple(Path(file.path) for file in own.files), own.regions)


def _is_own(scene: Scene, _store: Store | None = None) -> bool:
    return isinstance(scene.atlas, OwnAtlas)


OPEN: Final = Command(
    id="file.open-atlas", title="Open an atlas of your own...", run=_open, menu="File", keys=("Ctrl+Shift+O",)
)
CHOICE: Final = Command(
    id="brain.atlas.own",
    title="Your own...",
    run=_open,
    menu="Brain",
    group="own",
    checked=_is_own,
)
REGIONS: Final = Command(
    id="brain.own-regions", title="Regions of your own atlas...", run=_again, menu="Brain", group="own", when=_is_own
)
