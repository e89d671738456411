"""The menu View: named views, hemispheres, theme, names, the screen."""

from collections.abc import Callable
from typing import Final

from msgspec.structs import replace

from atlas_app.commands.command import Command
from atlas_app.commands.eyes import EYE_COMMANDS
from atlas_app.commands.hands import ROLL
from atlas_app.commands.rows import editing, option
from atlas_app.commands.session import Session
from atlas_app.model import edits
from atlas_app.model.multiples import is_multiples, single
from atlas_app.model.orbit import DEGREES_PER_HEIGHT, dragged, zoomed
from atlas_app.model.scene import Hemispheres, Scene
from atlas_app.model.views import ViewName, named

__all__ = ["COMMANDS"]

_VIEWS: Final[tuple[tuple[ViewName, str, str], ...]] = (
    ("stage", "Stage: lateral and medial", "0"),
    ("left-lateral", "Left lateral", "2"),
    ("left-medial", "Left medial", "3"),
    ("right-lateral", "Right lateral", "4"),
    ("right-medial", "Right medial", "5"),
    ("dorsal", "From above", "6"),
    ("ventral", "From below", "7"),
    ("anterior", "From the front", "8"),
    ("posterior", "From behind", "9"),
)
_HEMISPHERES: Final[tuple[tuple[Hemispheres, str], ...]] = (
    ("left", "Left hemisphere"),
    ("right", "Right hemisphere"),
    ("both", "Both hemispheres"),
)

TURN_DEGREES: Final = 10.0
"""How far one press of a key turns the brain."""


def _view(name: ViewName, title: str, key: str) -> Command:
    def checked(scene: Scene) -> bool:
        shown = named(single(scene))
        return shown is not None and shown[0] == name

    return option(f"view.direction.{name}", title, lambda scene: edits.set_view(scene, name), checked, (key,))


def _hemisphere(hemisphere: Hemispheres, title: str) -> Command:
    def checked(scene: Scene) -> bool:
        shown = named(single(scene))
        return shown is not None and shown[1] == hemisphere

    return option(
        f"view.hemisphere.{hemisphere}", title, lambda scene: edits.set_hemisphere(scene, hemisphere), checked
    )


def _zoom(name: str, title: str, keys: tuple[str, ...], factor: float) -> Command:
    def zoom(scene: Scene) -> Scene:
        return edits.set_orbit(scene, zoomed(scene.orbit, factor))

    return Command(
        id=f"view.{name}", title=title, run=editing(zoom, merge="zoom"), menu="View", group="camera", keys=keys
    )


def _turn(name: str, title: str, key: str, across: int, along: int) -> Command:
    step = TURN_DEGREES / DEGREES_PER_HEIGHT

    def turn(scene: Scene) -> Scene:
        first = scene.views[0]
        return edits.set_orbit(scene, dragged(scene.orbit, across * step, along * step, first, first))

    return Command(
        id=f"view.{name}", title=title, run=editing(turn, merge="turn"), menu="View", group="camera", keys=(key,)
    )


def _switch(name: str, title: str, key: str, edit: Callable[[Scene], Scene], on: Callable[[Scene], bool]) -> Command:
    return Command(
        id=f"view.{name}", title=title, run=editing(edit), menu="View", group="look", keys=(key,), checked=on
    )


def _multiples(session: Session) -> None:
    """Show the three conditions side by side and play, or go back to the view that they were of."""
    if is_multiples(session.wished):
        session.edit(lambda scene: replace(scene, views=single(scene)))
        return
    session.face.pause()

    def shown() -> None:
        if session.store.state.layer == "simulation":
            session.face.play()

    session.edit(edits.set_multiples, then=shown)


COMMANDS: Final = (
    *(_view(*row) for row in _VIEWS),
    Command(
        id="view.multiples",
        title="Execute, observe and both side by side",
        run=_multiples,
        menu="View",
        group="direction",
        keys=("V",),
        checked=is_multiples,
    ),
    *(_hemisphere(*row) for row in _HEMISPHERES),
    Command(
        id="view.reset",
        title="Reset view",
        run=editing(edits.reset_view),
        menu="View",
        group="camera",
        keys=("Home",),
    ),
    _turn("turn-left", "Turn to the left", "Shift+Left", -1, 0),
    _turn("turn-right", "Turn to the right", "Shift+Right", 1, 0),
    _turn("turn-up", "Turn upwards", "Shift+Up", 0, 1),
    _turn("turn-down", "Turn downwards", "Shift+Down", 0, -1),
    *ROLL,
    _zoom("zoom-in", "Zoom in", ("+", "="), 1.25),
    _zoom("zoom-out", "Zoom out", ("-",), 0.8),
    *EYE_COMMANDS,
    _switch("names", "Names", "W", lambda scene: edits.set_names(scene, not scene.names), lambda scene: scene.names),
    _switch(
        "neighbours",
        "Neighbours of the five regions",
        "N",
        lambda scene: edits.set_neighbours(scene, not scene.neighbours),
        lambda scene: scene.neighbours,
    ),
    _switch(
        "light",
        "Light theme, for paper",
        "F9",
        lambda scene: edits.set_theme(scene, "light" if scene.theme == "dark" else "dark"),
        lambda scene: scene.theme == "light",
    ),
    Command(
        id="view.full-screen",
        title="Full screen",
        run=lambda session: session.face.toggle_full_screen(),
        menu="View",
        group="screen",
        keys=("F11",),
    ),
    Command(
        id="view.clean",
        title="Clean stage: only the brain",
        run=lambda session: session.face.toggle_clean(),
        menu="View",
        group="screen",
        keys=("C",),
    ),
    Command(
        id="view.search",
        title="Find a region, an area or a label",
        run=lambda session: session.face.focus_search(),
        menu="Edit",
        group="find",
        keys=("Ctrl+F",),
    ),
    Command(
        id="view.lab",
        title="Panel: lab, the knobs of the simulation",
        run=lambda session: session.face.toggle_lab(),
        menu="View",
        group="panels",
        keys=("Ctrl+L",),
    ),
    Command(
        id="view.slices",
        title="Panel: slices through a place",
        run=lambda session: session.face.toggle_slices(),
        menu="View",
        group="panels",
        keys=("Ctrl+D",),
    ),
)
