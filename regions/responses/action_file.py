"""Reads a table of actions; whatever is wrong in it is one sentence with file, key and what was expected."""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from data.tables import table
from regions.catalogue import ORDER
from regions.responses.actions import Action, Actions, Effector, Gradient, Phase
from regions.responses.bundled import FILE
from regions.responses.faults import ResponseError, choose

__all__ = ["STATUSES", "actions", "actions_of", "check_actions", "read_text"]

STATUSES: Final = ("verified", "derived", "memory", "assumption")
LARGEST: Final = 100_000
"""Bytes of a file."""
LONGEST: Final = 60
"""Characters of a name, which stands in menus and pictures."""
MOST: Final = 1e6
"""The largest number in it; what is not a number is not below it."""

_TOP: Final = ("effector", "action", "object")
_SOURCE: Final = {"status": str, "citation": str, "note": str}
_OBJECT: Final = {"regions": list, **_SOURCE}
_EFFECTOR: Final = {"name": str, "both_sides": bool, "gradient": list}
_GRADIENT: Final = {"regions": list, "from_midline_mm": float, "width_mm": float, "least": float, **_SOURCE}
_ACTION: Final = {"id": str, "name": str, "effector": str, "object": str, "regions": list, "phases": list, **_SOURCE}
_PHASE: Final = {"name": str, "at_s": float}
_OPTIONAL: Final = ("regions", "gradient")
_WORDS: Final = {str: "a text", float: "a number", bool: "true or false", list: "a list", dict: "a table"}


@cache
def actions() -> Actions:
    """Return the bundled actions."""
    return check_actions(table(FILE), FILE)


@lru_cache(maxsize=8)
def actions_of(toml: str, file: str = "the actions") -> Actions:
    """Return the bundled actions and those of a table in TOML; raise `ResponseError` naming what is wrong in `file`."""
    return _parsed(toml, file) if toml else actions()


def read_text(path: Path) -> str:
    """Return the text of a file of actions that `actions_of` accepts; raise `ResponseError` naming what is wrong."""
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
        toml = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ResponseError(f"{path.name}: byte {error.start} is no UTF-8, expected a TOML file") from error
    except OSError as error:
        raise ResponseError(f"{path.name}: {error.strerror or error}, expected a file that can be read") from error
    if len(content) > LARGEST:
        raise ResponseError(f"{path.name}: larger than {LARGEST} bytes, expected a table of actions")
    _parsed(toml, path.name)
    return toml


def _parsed(toml: str, file: str) -> Actions:
    try:
        own = tomllib.loads(toml)
    except tomllib.TOMLDecodeError as error:
        raise ResponseError(f"{file}: {str(error).rstrip('.')}; expected TOML") from error
    except RecursionError as error:
        raise ResponseError(f"{file}: nested too deeply, expected a table of actions") from error
    return check_actions(own, file, actions())


def check_actions(table: Mapping[str, Any], file: str, known: Actions | None = None) -> Actions:
    """Return the actions of a parsed table; ids that are already known may not come again."""
    _only(table, _TOP, file)
    effectors = dict(known.effectors) if known else {}
    for name, row in _typed(table.get("effector", {}), dict, f"{file}, effector").items():
        at = f"{file}, effector {name!r}"
        _new(name, effectors, at)
        effectors[name] = _effector(name, _fields(row, _EFFECTOR, at), at)
    done = dict(known.actions) if known else {}
    for number, row in enumerate(_typed(table.get("action", []), list, f"{file}, action"), 1):
        given = row.get("id") if isinstance(row, dict) else None
        at = f"{file}, action {given!r}" if isinstance(given, str) and given else f"{file}, action number {number}"
        action = _action(_fields(row, _ACTION, at), at, effectors)
        _new(action.id, done, at)
        done[action.id] = action
    if not table.get("action"):
        raise ResponseError(f"{file}: no [[action]] in it, expected at least one")
    regions = known.object_regions if known else ()
    if "object" in table:
        at = f"{file}, object"
        regions = _regions(_fields(table["object"], _OBJECT, at).get("regions", []), at)
    return Actions(MappingProxyType(effectors), MappingProxyType(done), regions)


def _effector(name: str, row: dict[str, Any], at: str) -> Effector:
    gradients: list[Gradient] = []
    for number, one in enumerate(row.get("gradient", []), 1):
        where = f"{at}, gradient number {number}"
        fields = _source(_fields(one, _GRADIENT, where), where)
        if not fields["width_mm"] > 0:
            raise ResponseError(f"{where}: width_mm is {fields['width_mm']:g}, expected a length above 0")
        if not 0 <= fields["least"] <= 1:
            raise ResponseError(f"{where}: least is {fields['least']:g}, expected a share from 0 to 1")
        gradients.append(Gradient(**fields | {"regions": _regions(fields.get("regions", []), where)}))
    return Effector(name, row["name"], row["both_sides"], tuple(gradients))


def _action(row: dict[str, Any], at: str, effectors: Mapping[str, Effector]) -> Action:
    for key in ("id", "name", "object"):
        if not row[key].strip():
            raise ResponseError(f"{at}: {key} is empty, expected a text" + (" or 'none'" if key == "object" else ""))
        _line(row[key], f"{at}: {key}")
    fields = _source(row, at) | {
        "effector": _choose("effector", row["effector"], effectors, at),
        "object": "" if row["object"] == "none" else row["object"],
        "regions": _regions(row.get("regions", []), at),
        "phases": _phases(row["phases"], at),
    }
    return Action(**fields)


def _phases(rows: list[Any], at: str) -> tuple[Phase, ...]:
    if not rows:
        raise ResponseError(f"{at}: phases are empty, expected at least one with name and at_s")
    phases = tuple(Phase(**_fields(row, _PHASE, f"{at}, phase number {n}")) for n, row in enumerate(rows, 1))
    for phase in phases:
        _line(phase.name, f"{at}, phase: name")
    for before, after in pairwise(phases):
        if not after.at_s > before.at_s:
            raise ResponseError(
                f"{at}: phase {after.name!r} begins at {after.at_s:g} s, expected a time after "
                f"{before.name!r} at {before.at_s:g} s"
            )
    return phases


def _regions(names: list[Any], at: str) -> tuple[str, ...]:
    return tuple(_choose("region", name, ORDER, at) for name in names)


def _source(row: dict[str, Any], at: str) -> dict[str, Any]:
    _choose("status", row["status"], STATUSES, at)
    if not row["citation"].strip() and row["status"] != "assumption":
        raise ResponseError(f"{at}: citation is empty, expected one for the status {row['status']!r}")
    return row


def _fields(row: Any, expected: Mapping[str, type], at: str) -> dict[str, Any]:
    """Return the fields of a row, each of its type; nothing missing, nothing unknown."""
    given = _typed(row, dict, at)
    _only(given, expected, at)
    for key, kind in expected.items():
        if key not in given and key not in _OPTIONAL:
            raise ResponseError(f"{at}: {key} is missing, expected {_WORDS[kind]}")
    return {key: _typed(value, expected[key], f"{at}: {key}") for key, value in given.items()}


def _typed(value: Any, kind: type, at: str) -> Any:
    fits = _number(value) is not None if kind is float else isinstance(value, kind)
    if not fits:
        raise ResponseError(f"{at} is {value!r:.60}, expected {_WORDS[kind]}")
    return _number(value) if kind is float else value


def _number(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < MOST:
        return None
    return float(value)


def _line(text: str, at: str) -> None:
    if len(text) > LONGEST or not text.isprintable():
        raise ResponseError(f"{at} is {text!r:.60}, expected one line of at most {LONGEST} characters")


def _only(given: Iterable[str], expected: Iterable[str], at: str) -> None:
    for key in given:
        _choose("key", key, expected, at)


def _new(name: str, there: Iterable[str], at: str) -> None:
    if name in there:
        raise ResponseError(f"{at}: the id {name!r} is there already, expected one of its own")


def _choose(what: str, given: Any, known: Iterable[str], at: str) -> str:
    try:
        return choose(what, str(given), known)
    except ResponseError as error:
        raise ResponseError(f"{at}: {error}") from None
