"""The menus File, Edit and Help."""

from pathlib import Path
from typing import Final

from atlas_app.commands.agreement import SAVE_FIGURE
from atlas_app.commands.command import Command
from atlas_app.commands.own_atlas import OPEN
from atlas_app.commands.session import Session
from atlas_app.model import scene_file
from atlas_app.model.scene_file import SceneFileError

__all__ = ["EDIT", "FILE", "HELP", "open_scene"]


def _open(session: Session) -> None:
    path = session.face.ask_path("open-scene", "Open a scene", "")
    if path is not None:
        open_scene(session, path)


def open_scene(session: Session, path: Path) -> None:
    """Show the scene in a file, or say what is wrong with it."""
    try:
        scene = scene_file.read(path)
    except SceneFileError as fault:
        session.face.say(str(fault))
        return
    session.face.pause()

    def opened() -> None:
        session.path = path
        session.face.remember(path)

    session.show(scene, then=opened)


def _save(session: Session) -> None:
    if session.path is None:
        _save_as(session)
    else:
        _write(session, session.path)


def _save_as(session: Session) -> None:
    suggestion = str(session.path or "scene.json")
    path = session.face.ask_path("save-scene", "Save the scene", suggestion)
    if path is not None:
        _write(session, path)


def _write(session: Session, path: Path) -> None:
    try:
        scene_file.write(path, session.store.state)
    except SceneFileError as fault:
        session.face.say(str(fault))
        return
    session.path = path
    session.face.remember(path)
    session.face.say(f"The scene is saved in {path.name}.")


def _save_picture(session: Session) -> None:
    suggestion = f"mirror-atlas-{session.store.state.condition}.png"
    path = session.face.ask_path("save-picture", "Save the picture", suggestion)
    if path is not None:
        session.face.save_picture(path)


def _undo(session: Session) -> None:
    session.face.pause()
    session.undo()


def _redo(session: Session) -> None:
    session.face.pause()
    session.redo()


FILE: Final = (
    Command(id="file.open", title="Open scene...", run=_open, menu="File", keys=("Ctrl+O",)),
    OPEN,
    Command(id="file.save", title="Save scene", run=_save, menu="File", keys=("Ctrl+S",)),
    Command(id="file.save-as", title="Save scene as...", run=_save_as, menu="File", keys=("Ctrl+Shift+S",)),
    Command(
        id="file.save-picture",
        title="Save picture...",
        run=_save_picture,
        menu="File",
        group="picture",
        keys=("Ctrl+E",),
    ),
    Command(
        id="file.copy-picture",
        title="Copy picture",
        run=lambda session: session.face.copy_picture(),
        menu="File",
        group="picture",
        keys=("Ctrl+C",),
    ),
    SAVE_FIGURE,
    Command(
        id="file.quit",
        title="Quit",
        run=lambda session: session.face.quit(),
        menu="File",
        group="quit",
        keys=("Ctrl+Q",),
    ),
)

EDIT: Final = (
    Command(
        id="edit.undo",
        title="Undo",
        run=_undo,
        menu="Edit",
        keys=("Ctrl+Z",),
        when=lambda _scene, store: store.can_undo,
    ),
    Command(
        id="edit.redo",
        title="Redo",
        run=_redo,
        menu="Edit",
        keys=("Ctrl+Shift+Z", "Ctrl+Y"),
        when=lambda _scene, store: store.can_redo,
    ),
)

HELP: Final = (
    Command(
        id="help.keys",
        title="Keys and commands",
        run=lambda session: session.face.show_help(),
        menu="Help",
        keys=("F1", "?"),
    ),
    Command(
        id="help.numbers",
        title="The numbers of the model...",
        run=lambda session: session.face.show_numbers(),
        menu="Help",
    ),
    Command(id="help.about", title="About Mirror Atlas", run=lambda session: session.face.show_about(), menu="Help"),
)
