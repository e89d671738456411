"""A command is a row: a verb with a name, a place and a key."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from atlas_app.commands.session import Session
from atlas_app.model.scene import Scene
from atlas_app.model.store import Store

__all__ = ["Command", "Registry", "help_text"]


def _always(_scene: Scene, _store: Store) -> bool:
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One thing that the user can ask for, whatever they ask with.

    `keys` in Qt's spelling; `when` is false where the command is greyed; `checked` tells whether a menu shows a mark.
    Rows of the same `menu` and `group` stand together; if `choice`, exactly one of a group is marked.
    """

    id: str
    title: str
    run: Callable[[Session], None]
    menu: str
    group: str = ""
    keys: tuple[str, ...] = ()
    when: Callable[[Scene, Store], bool] = _always
    checked: Callable[[Scene], bool] | None = None
    choice: bool = False

    def applies(self, store: Store) -> bool:
        """Whether the command can be run now."""
        return self.when(store.state, store)


class Registry(Mapping[str, Command]):
    """Every command by its id, in the order of the menus; ids and keys are unique."""

    def __init__(self, commands: Iterable[Command]) -> None:
        self._commands: dict[str, Command] = {}
        self._keys: dict[str, Command] = {}
        for command in commands:
            if command.id in self._commands:
                raise ValueError(f"the command '{command.id}' stands twice in the table")
            self._commands[command.id] = command
            for key in command.keys:
                other = self._keys.setdefault(key, command)
                if other is not command:
                    raise ValueError(f"the key {key} runs both '{other.id}' and '{command.id}'")

    def __getitem__(self, command_id: str) -> Command:
        return self._commands[command_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._commands)

    def __len__(self) -> int:
        return len(self._commands)

    @property
    def menus(self) -> tuple[str, ...]:
        """The titles of the menus, in order."""
        return tuple(dict.fromkeys(command.menu for command in self.values()))

    def by_key(self, key: str) -> Command | None:
        """Return the command that `key` runs."""
        return self._keys.get(key)

    def run(self, command_id: str, session: Session) -> bool:
        """Run a command where it applies, and tell whether it did; `KeyError` for an unknown id."""
        command = self[command_id]
        if not command.applies(session.store):
            return False
        command.run(session)
        return True


def help_text(registry: Registry) -> list[tuple[str, str, tuple[str, ...]]]:
    """Return menu, title and keys of every command that has a key, for the help sheet."""
    return [(command.menu, command.title, command.keys) for command in registry.values() if command.keys]
