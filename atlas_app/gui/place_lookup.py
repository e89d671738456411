"""Looks up what the place that is pointed out is: at once when the atlases are at hand, which are fetched aside."""

import subprocess
import sys
import threading
from collections.abc import Hashable
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from atlas_app.brain.library import Library
from atlas_app.gui.lookup import Lookup
from atlas_app.gui.place_card import place_html, preparing_html
from atlas_app.model.scene import Place, Scene
from regions.atlases import atlases
from regions.own import OwnAtlas, OwnAtlasError

if TYPE_CHECKING:  # what it needs loads after the first picture
    from atlas_app.brain.where import Answer
    from atlas_app.brain.where_table import Table

__all__ = ["PlaceLookup", "table_key"]

PROGRAM: Final = (sys.executable, "-m", "atlas_app", "where", "0", "0", "0")
"""What puts the atlases into the cache: they unpack to much more than the window may take."""


class _UnpreparedError(Exception):
    """The atlases do not lie in the cache yet."""


class PlaceLookup:
    """Answers what a scene's place is; `close` it with its window."""

    def __init__(self, library: Library, lookup: Lookup) -> None:
        self._library, self._lookup = library, lookup
        self._last: tuple[tuple[Place, bool, Hashable], Answer] | None = None
        self._child: subprocess.Popen[bytes] | None = None
        self._closed = False

    def html(self, scene: Scene) -> str:
        """Return what the scene's place is; empty where none is pointed out."""
        place = scene.place
        if place is None:
            return ""
        if not self._library.has(table_key()):
            if not self._lookup.busy:
                self._lookup.ask(table_key(), self._table)
            return preparing_html(self._lookup.fault(table_key()), scene)
        answer = self._answer(place, scene.wide_literature)
        return place_html(answer if isinstance(scene.atlas, str) else _with(answer, scene.atlas), scene)

    def warm(self) -> None:
        """Fetch the atlases ahead of time, in a thread; what goes wrong is told to whoever asks."""

        def tried() -> None:
            with suppress(Exception):
                self._library.keep(table_key(), self._table)

        threading.Thread(target=tried, daemon=True).start()

    def close(self) -> None:
        """Stop preparing."""
        self._closed = True
        if (child := self._child) is not None:
            child.terminate()

    def _answer(self, place: Place, wide: bool) -> "Answer":
        from atlas_app.brain.where import where

        asked = (place, wide, table_key())
        if self._last is None or self._last[0] != asked:
            table = self._library.keep(table_key(), self._table)
            self._last = (asked, where((place.x, place.y, place.z), table, wide))
        return self._last[1]

    def _table(self) -> "Table":
        from atlas_app.brain.where import where
        from atlas_app.brain.where_table import where_table

        try:
            table = where_table(_refuse)
        except _UnpreparedError:
            self._prepare()
            table = where_table()
        where((0.0, 0.0, 0.0), table)  # the first answer reads the papers
        return table

    def _prepare(self) -> None:
        """Let another process fill the cache; should it fail, the table is made here."""
        if self._closed:
            raise _UnpreparedError
        quiet = subprocess.DEVNULL
        with suppress(OSError):
            self._child = subprocess.Popen(PROGRAM, stdin=quiet, stdout=quiet, stderr=quiet)
            self._child.wait()
        if self._closed:
            raise _UnpreparedError


def _with(answer: "Answer", own: OwnAtlas) -> "Answer":
    """Return the answer with that of the atlas of the user's own that is shown, as long as its files are there."""
    from atlas_app.brain.own_where import with_own

    with suppress(OwnAtlasError):
        return with_own(answer, own)
    return answer


def table_key() -> Hashable:
    """Return under which key the library keeps what is asked; an atlas that is fetched makes a new one."""
    return ("where table", *atlases())


def _refuse() -> None:
    raise _UnpreparedError
