"""The menu Action: what is done, what is watched, and the teaching switch."""

from functools import partial

from atlas_app.brain.words import action_names
from atlas_app.commands.command import Command
from atlas_app.commands.session import Session
from atlas_app.model import edits
from regions.responses.bundled import bundled_names

__all__ = ["commands"]


def _do(session: Session, action: str) -> None:
    session.edit(lambda scene: edits.set_action(scene, action))


def _watch(session: Session, observed: str | None) -> None:
    session.edit(lambda scene: edits.set_observed(scene, observed))


def _split(session: Session) -> None:
    """Replace each unit that answers to both by two, or take that back."""
    session.edit(lambda scene: edits.set_response(scene, split_both=not scene.response.split_both))


def _does(action: str) -> Command:
    return Command(
        id=f"action.do.{action}",
        title=f"Do: {action_names()[action]}",
        run=partial(_do, action=action),
        menu="Action",
        group="do",
        checked=lambda scene: scene.action == action,
        choice=True,
    )


def _watches(observed: str | None) -> Command:
    return Command(
        id=f"action.watch.{observed or 'same'}",
        title=f"Watch: {action_names()[observed] if observed else 'the same action'}",
        run=partial(_watch, observed=observed),
        menu="Action",
        group="watch",
        when=lambda scene, _store: observed is None or observed != scene.action,
        checked=lambda scene: scene.observed == observed,
        choice=True,
    )


def commands() -> tuple[Command, ...]:
    """Return a row for every action to do and to watch, and the switch."""
    return (
        *(_does(action) for action in bundled_names()),
        *(_watches(observed) for observed in (None, *bundled_names())),
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
