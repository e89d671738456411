"""The menu Neuron: one simulated unit in the place of the brain, the next one, what it does."""

from collections.abc import Callable
from functools import partial
from typing import Final

from msgspec.structs import replace

from atlas_app.brain.library import Library
from atlas_app.commands.command import Command
from atlas_app.commands.rows import editing
from atlas_app.commands.session import Session
from atlas_app.model import edits
from atlas_app.model.scene import Neuron, Scene
from atlas_app.model.store import Store
from data.sides import Hemisphere

__all__ = ["COMMANDS", "show_neuron"]

FIRST: Final = "premotor"
HELP: Final = "K  what it does      Page Down  the next      Esc  the brain"

Find = Callable[[Scene, Library], Neuron]


def _shown(scene: Scene, _store: Store) -> bool:
    return scene.neuron is not None


def _show_or_leave(session: Session) -> None:
    """Show a unit that answers clearly to both, or the brain again."""
    session.face.pause()
    if session.wished.neuron:
        session.edit(lambda scene: edits.set_neuron(scene, None))
        return
    show_neuron(session, FIRST)


def show_neuron(session: Session, region_id: str, side: Hemisphere | None = None) -> None:
    """Show a unit of a region that answers clearly to both, on `side` or the first one that is shown."""

    def first(scene: Scene, library: Library) -> Neuron:
        from atlas_app.brain.neuron import clear_one

        return clear_one(scene, region_id, library, side)

    session.face.pause()
    session.face.say(HELP)
    _find(session, first, Neuron(region=region_id, hemisphere=side or "left"))


def _another(session: Session, step: int) -> None:
    """Go to the next or the previous unit, around the end; its class is a question again."""

    def beside(scene: Scene, library: Library) -> Neuron:
        from atlas_app.brain.neuron import beside

        return beside(scene, step, library)

    now = session.wished.neuron
    if now:
        _find(session, beside, replace(now, number=max(now.number + step, 0), revealed=False))


def _alike(session: Session, step: int) -> None:
    """Go to the next or the previous unit of the same class."""

    def alike(scene: Scene, library: Library) -> Neuron:
        from atlas_app.brain.neuron import same_class

        return same_class(scene, step, library)

    now = session.wished.neuron
    if now:
        _find(session, alike, now)


def _find(session: Session, find: Find, otherwise: Neuron) -> None:
    """Look a unit up where the units are, in a worker while they are still to be simulated, and show it.

    What was asked for in the meantime wins. A library that knows no units is taken at its word.
    """
    library, asked = session.library, session.wished

    def show(found: Neuron) -> None:
        if session.wished == asked:
            session.edit(lambda scene: edits.set_neuron(scene, found))

    if not isinstance(library, Library):
        show(otherwise)
        return
    look = partial(find, asked, library)
    if library.ready(replace(asked, neuron=otherwise)):
        show(look())
    else:
        session.face.in_background(look, show, lambda error: session.face.say(str(error)))


def _reveal(scene: Scene) -> Scene:
    """Say of which class the unit is, or ask again."""
    now = scene.neuron
    return edits.set_neuron(scene, replace(now, revealed=not now.revealed)) if now else scene


def _row(name: str, title: str, run: Callable[[Session], None], key: str) -> Command:
    return Command(id=f"neuron.{name}", title=title, run=run, menu="Neuron", group="which", keys=(key,), when=_shown)


COMMANDS: Final = (
    Command(
        id="neuron.show",
        title="One neuron",
        run=_show_or_leave,
        menu="Neuron",
        group="show",
        keys=("1",),
        checked=lambda scene: scene.neuron is not None,
    ),
    Command(
        id="neuron.reveal",
        title="What it does",
        run=editing(_reveal),
        menu="Neuron",
        group="show",
        keys=("K",),
        when=_shown,
        checked=lambda scene: scene.neuron is not None and scene.neuron.revealed,
    ),
    _row("next", "Next neuron", partial(_another, step=1), "PgDown"),
    _row("previous", "Previous neuron", partial(_another, step=-1), "PgUp"),
    _row("next-alike", "Next of the same class", partial(_alike, step=1), "Shift+PgDown"),
    _row("previous-alike", "Previous of the same class", partial(_alike, step=-1), "Shift+PgUp"),
    Command(
        id="neuron.leave",
        title="Back to the brain",
        run=editing(lambda scene: edits.set_neuron(scene, None)),
        menu="Neuron",
        group="leave",
        keys=("Esc",),
        when=_shown,
    ),
)
