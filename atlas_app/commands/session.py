"""What a command works with; here a scene is loaded before it is shown, so the one in the store can always be drawn."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from atlas_app.commands.face import Face, Library
from atlas_app.model.edits import settled
from atlas_app.model.scene import Scene
from atlas_app.model.store import Store

__all__ = ["Edit", "Session"]

Edit = Callable[[Scene], Scene]
Then = Callable[[], None] | None


@dataclass(frozen=True, slots=True)
class _Wish:
    """A change that was asked for, as the fields that it sets, its merge key, and what to do once it is shown."""

    fields: dict[str, Any]
    merge: str | None
    then: Then


class Session:
    """One user at work: a store, a library, a face, and where the scene was saved last."""

    def __init__(self, store: Store, library: Library, face: Face) -> None:
        self.store = store
        self.library = library
        self.face = face
        self.path: Path | None = None
        self._wishes: list[_Wish] = []
        self._merging: str | None = None
        self._load = 0
        self._loading = False

    @property
    def loading(self) -> bool:
        """Whether something is being loaded that will change the scene."""
        return self._loading

    @property
    def wished(self) -> Scene:
        """The scene as it will be once everything that was asked for is loaded; the current one if nothing is."""
        return _granted(self.store.state, self._wishes)

    def edit(self, edit: Edit, merge: str | None = None, then: Then = None) -> None:
        """Show what `edit` makes of the scene: at once if that can be drawn, else as soon as it was loaded.

        What is changed in the meantime stays, and where two changes contradict each other the later one wins. If the
        loading fails, the face says why and the scene stays. `then` is called once the change is shown.
        """
        wished = self.wished
        wish = _Wish(_difference(wished, edit(wished)), merge, then)
        new = _granted(self.store.state, [wish])
        if not self.library.ready(new):
            self._wishes.append(wish)
            self._pursue()
            return
        if self._wishes:
            self._wishes.append(_Wish(wish.fields, merge, None))
        self._set(new, merge)
        if then:
            then()

    def show(self, new: Scene, merge: str | None = None, then: Then = None) -> None:
        """Show exactly `new`, whatever else was asked for; otherwise like `edit`."""
        self.edit(lambda _: new, merge, then)

    def undo(self) -> None:
        """Step back; what is being loaded is given up, and that is the step if nothing of it was shown yet."""
        begun = any(wish.merge is not None and wish.merge == self._merging for wish in self._wishes)
        if self._wishes and not begun:
            self.cancel()
            return
        self._travel(lambda: self.store.previous, self.store.undo)

    def redo(self) -> None:
        """Step forward again; what is being loaded is given up."""
        self._travel(lambda: self.store.following, self.store.redo)

    def cancel(self) -> None:
        """Give up what is being loaded; the scene stays."""
        self._load += 1
        self._loading = False
        self._wishes.clear()

    def _set(self, new: Scene, merge: str | None) -> None:
        self._merging = merge
        self.store.set(new, merge)

    def _travel(self, aim: Callable[[], Scene | None], move: Callable[[], None]) -> None:
        self.cancel()
        self._merging = None
        target = aim()
        if target is None:
            return
        if self.library.ready(target):
            move()
            return

        def arrived() -> None:
            if aim() is target:
                move()

        self._prepare(target, arrived)

    def _pursue(self) -> None:
        """Show all that was wished for, or load it first; one load at a time."""
        if self._loading or not self._wishes:
            return
        target = self.wished
        if not self.library.ready(target):
            self._prepare(target, lambda: None)
            return
        wishes = self._wishes.copy()
        self._wishes.clear()
        keys = {wish.merge for wish in wishes}
        self._set(target, keys.pop() if len(keys) == 1 else None)
        for wish in wishes:
            if wish.then:
                wish.then()

    def _prepare(self, target: Scene, arrived: Callable[[], None]) -> None:
        self._load += 1
        number, self._loading, loaded_for = self._load, True, len(self._wishes)

        def done(_: None) -> None:
            if number != self._load:
                return
            self._loading = False
            if self.library.ready(target):
                arrived()
                self._pursue()
            else:
                failed(RuntimeError("The scene cannot be shown: what was loaded is not what it needs."))

        def failed(error: Exception) -> None:
            if number == self._load:
                self._loading = False
                del self._wishes[:loaded_for]
                self.face.say(str(error) or f"The scene cannot be loaded ({type(error).__name__}).")
                self._pursue()

        self.face.in_background(lambda: self.library.load(target), done, failed)


def _difference(old: Scene, new: Scene) -> dict[str, Any]:
    return {name: getattr(new, name) for name in new.__struct_fields__ if getattr(new, name) != getattr(old, name)}


def _granted(scene: Scene, wishes: list[_Wish]) -> Scene:
    for wish in wishes:
        scene = settled(replace(scene, **wish.fields))
    return scene
