"""Short ways to write the rows that only edit the scene."""

from collections.abc import Callable

from atlas_app.commands.command import Command
from atlas_app.commands.session import Edit, Session
from atlas_app.model.scene import Scene
from atlas_app.model.store import Store

__all__ = ["editing", "option"]


def editing(edit: Edit, merge: str | None = None) -> Callable[[Session], None]:
    """Return a command's function that shows what `edit` makes of the scene."""
    return lambda session: session.edit(edit, merge)


def option(
    command_id: str,
    title: str,
    edit: Edit,
    checked: Callable[[Scene], bool],
    keys: tuple[str, ...] = (),
    when: Callable[[Scene], bool] = lambda _scene: True,
) -> Command:
    """Return the row of one choice among several; menu and group are the first two words of its id."""
    menu, group, _ = command_id.split(".")

    def applies(scene: Scene, _store: Store) -> bool:
        return when(scene)

    return Command(
        id=command_id,
        title=title,
        run=editing(edit),
        menu=menu.capitalize(),
        group=group,
        keys=keys,
        when=applies,
        checked=checked,
        choice=True,
    )
