"""The menu Action: what is done, what is watched, actions of one's own, and the teaching switch."""

from functools import lru_cache, partial
from pathlib import Path

from atlas_app.brain.words import action_names
from atlas_app.commands.command import Command
from atlas_app.commands.session import Session
from atlas_app.model import edits
from atlas_app.model.scene import Scene
from regions.responses.bundled import bundled_names

__all__ = ["add_actions", "commands", "own_commands"]


def _do(session: Session, action: str) -> None:
    session.edit(lambda scene: edits.set_action(scene, action))


def _watch(session: Session, observed: str | None) -> None:
    session.edit(lambda scene: edits.set_observed(scene, observed))


def _split(session: Session) -> None:
    """Replace each unit that answers to both by two, or take that back; where no unit is told of, show them."""

    def flipped(scene: Scene) -> Scene:
        turned = edits.set_response(scene, split_both=not scene.response.split_both)
        told = scene.neuron or scene.layer == "simulation"
        return turned if told else edits.set_layer(turned, "simulation")

    session.edit(flipped)


def _add(session: Session) -> None:
    """Ask for a file of actions."""
    path = session.face.ask_path("open-actions", "Add actions from a file", "")
    if path is not None:
        add_actions(session, path)


def add_actions(session: Session, path: Path) -> None:
    """Put the actions of a file in the place of those that came from another one, or say what is wrong with it."""
    from regions.responses.action_file import actions_of, read_text
    from regions.responses.faults import ResponseError

    try:
        toml = read_text(path)
    except ResponseError as fault:
        session.face.say(f"{fault}.")
        return
    names = [one.name for action, one in actions_of(toml).actions.items() if action not in bundled_names()]
    session.face.pause()
    session.edit(
        lambda scene: edits.set_own_actions(scene, toml),
        then=lambda: session.face.say(f"{path.name} is beside the bundled actions: {', '.join(names)}."),
    )


def _forget(session: Session) -> None:
    session.face.pause()
    session.edit(lambda scene: edits.set_own_actions(scene, ""))


def _does(action: str, name: str) -> Command:
    return Command(
        id=f"action.do.{action}",
        title=f"Do: {name}",
        run=partial(_do, action=action),
        menu="Action",
        group="do",
        checked=lambda scene: scene.action == action,
        choice=True,
    )


def _watches(observed: str | None, name: str = "the same action") -> Command:
    return Command(
        id=f"action.watch.{observed or 'same'}",
        title=f"Watch: {name}",
        run=partial(_watch, observed=observed),
        menu="Action",
        group="watch",
        when=lambda scene, _store: observed is None or observed != scene.action,
        checked=lambda scene: scene.observed == observed,
        choice=True,
    )


@lru_cache(maxsize=8)
def own_commands(own: str) -> tuple[Command, ...]:
    """Return a row for every action of a scene's own to do, and to watch; they come and go with the scene."""
    names = {action: name for action, name in action_names(own).items() if action not in bundled_names()}
    return (
        *(_does(action, name) for action, name in names.items()),
        *(_watches(action, name) for action, name in names.items()),
    )


def commands() -> tuple[Command, ...]:
    """Return a row for every action to do and to watch, and the switch."""
    return (
        *(_does(action, action_names()[action]) for action in bundled_names()),
        _watches(None),
        *(_watches(action, action_names()[action]) for action in bundled_names()),
        Command(id="action.add", title="Add actions from a file...", run=_add, menu="Action", group="own"),
        Command(
            id="action.bundled",
            title="Only the bundled actions again",
            run=_forget,
            menu="Action",
            group="own",
            when=lambda scene, _store: bool(scene.own_actions),
        ),
        Command(
            id="action.split",
            title="No cell answers to both (the map stays)",
            run=_split,
            menu="Action",
            group="switch",
            keys=("T",),
            checked=lambda scene: scene.response.split_both,
        ),
    )
