"""The menu Response: conditions, playing, time."""

from functools import partial
from typing import Final

from atlas_app.commands.command import Command
from atlas_app.commands.session import Edit, Session
from atlas_app.model import edits
from atlas_app.model.clock import clock_of
from atlas_app.model.scene import Condition, Scene
from atlas_app.model.store import Store

__all__ = ["COMMANDS"]


def _responds(scene: Scene, _store: Store) -> bool:
    return scene.condition != "rest" and scene.layer == "simulation"


def _reads(scene: Scene, _store: Store) -> bool:
    return scene.layer == "literature"


def _condition(session: Session, condition: Condition) -> None:
    session.face.pause()

    def shown() -> None:
        if _responds(session.store.state, session.store):
            session.face.play()

    session.edit(lambda scene: edits.set_condition(scene, condition), then=shown)


def _change_layer(session: Session) -> None:
    """Go from the simulation to the literature and back; from the regions, to the literature."""
    session.face.pause()
    session.edit(lambda scene: edits.set_layer(scene, "simulation" if scene.layer == "literature" else "literature"))


def _change_set(session: Session) -> None:
    session.edit(lambda scene: edits.set_wide_literature(scene, not scene.wide_literature))


def _play_or_pause(session: Session) -> None:
    if session.face.playing:
        session.face.pause()
    else:
        session.face.play()


def _at(session: Session, edit: Edit) -> None:
    """Show another moment; a run of steps is undone at once."""
    session.face.pause()
    session.edit(edit, merge="time")


def _change_bold(session: Session) -> None:
    """Go from the clock of the action to that of the blood response, or back."""
    session.face.pause()
    session.edit(lambda scene: edits.set_response(scene, bold=not scene.response.bold))


def _row(condition: Condition, title: str, *keys: str) -> Command:
    return Command(
        id=f"response.{condition}",
        title=title,
        run=partial(_condition, condition=condition),
        menu="Response",
        group="condition",
        keys=keys,
        checked=lambda scene: scene.condition == condition,
        choice=True,
    )


def _moment(name: str, title: str, key: str, edit: Edit) -> Command:
    return Command(
        id=f"response.{name}",
        title=title,
        run=partial(_at, edit=edit),
        menu="Response",
        group="time",
        keys=(key,),
        when=_responds,
    )


COMMANDS: Final = (
    _row("rest", "Rest", "R"),
    _row("execute", "Execute", "E"),
    _row("observe", "Observe", "O"),
    _row("mirror", "Both: mirror response", "M"),
    _row("object", "The object alone"),
    _row("nogo", "Withhold"),
    _row("imagine", "Imagine (literature only)"),
    Command(
        id="response.literature",
        title="Literature instead of simulation",
        run=_change_layer,
        menu="Response",
        group="layer",
        keys=("L",),
        checked=lambda scene: scene.layer == "literature",
    ),
    Command(
        id="response.wide",
        title="Literature: wide set",
        run=_change_set,
        menu="Response",
        group="layer",
        when=_reads,
        checked=lambda scene: scene.wide_literature,
    ),
    Command(
        id="response.bold",
        title="BOLD: the slow blood response",
        run=_change_bold,
        menu="Response",
        group="layer",
        keys=("B",),
        when=_responds,
        checked=lambda scene: scene.response.bold,
    ),
    Command(
        id="response.play",
        title="Play or pause",
        run=_play_or_pause,
        menu="Response",
        group="time",
        keys=("Space",),
        when=_responds,
    ),
    _moment("later", "A step later", "Right", lambda scene: edits.step_time(scene, 1)),
    _moment("earlier", "A step earlier", "Left", lambda scene: edits.step_time(scene, -1)),
    _moment("peak", "To the peak", "P", lambda scene: edits.set_time(scene, clock_of(scene).peak_s)),
)
