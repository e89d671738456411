"""Scenes as JSON files: versioned, the same text for the same scene, one sentence for every fault."""

import json
from pathlib import Path
from typing import Any, Final

import msgspec

from atlas_app.model.checks import checked, shown, typed
from atlas_app.model.files import replace_file
from atlas_app.model.scene import Scene

__all__ = ["APPLICATION", "FORMAT", "MOST_BYTES", "SceneFileError", "dumps", "loads", "read", "write"]

APPLICATION: Final = "mirror-atlas"
FORMAT: Final = 1
MOST_BYTES: Final = 1_000_000


class SceneFileError(ValueError):
    """One sentence that names a scene file, the place in it, what was expected and what was found."""


def dumps(scene: Scene) -> str:
    """Return `scene` as text that differs between two scenes only where they do; `ValueError` if it is none."""
    fields = msgspec.to_builtins(checked(scene))
    return json.dumps({"application": APPLICATION, "format": FORMAT, **fields}, indent=2) + "\n"


def loads(text: str, name: str) -> Scene:
    """Read what `dumps` returned; fields left out keep their defaults, `name` stands in the `SceneFileError`."""
    try:
        return typed(_without_header(_parsed(text)))
    except ValueError as error:
        raise SceneFileError(f"{name}: {error}") from None


def read(path: Path) -> Scene:
    """Read the scene in the file at `path`, or raise `SceneFileError`."""
    try:
        if path.exists() and not path.is_file():
            raise SceneFileError(f"{path}: expected a scene file, found a folder or a device")
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        raise _unless_said(error, f"{path}: the scene cannot be read") from error
    if len(content) > MOST_BYTES:
        raise SceneFileError(f"{path}: expected a scene file of at most {MOST_BYTES // 1000} kB, found a larger one")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SceneFileError(f"{path}: at byte {error.start}, expected text in UTF-8, found something else") from None
    return loads(text, str(path))


def write(path: Path, scene: Scene) -> None:
    """Save `scene` at `path`, whole or not at all, or raise `SceneFileError`."""
    try:
        replace_file(path, dumps(scene).encode())
    except (OSError, ValueError) as error:
        raise _unless_said(error, f"{path}: the scene cannot be saved") from error


def _unless_said(error: Exception, sentence: str) -> SceneFileError:
    if isinstance(error, SceneFileError):
        return error
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return SceneFileError(f"{sentence}: {reason[:1].lower() + reason[1:]}")


def _parsed(text: str) -> Any:
    try:
        return json.loads(text, object_pairs_hook=_each_once, parse_int=_number)
    except json.JSONDecodeError as error:
        place = f"at line {error.lineno}, column {error.colno}"
        raise ValueError(f"{place}, expected JSON, found a fault in it: {error.msg.lower()}") from None
    except RecursionError:
        raise ValueError("expected a scene, found lists or objects inside each other without end") from None


def _number(digits: str) -> int | float:
    """Read a whole number; one of absurd length as a float, so that its place is told where it is refused."""
    return int(digits) if len(digits) < 20 else float(digits)


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise ValueError(f"at {shown(key)}, expected each field once, found it again")
        found[key] = value
    return found


def _without_header(raw: Any) -> Any:
    if not isinstance(raw, dict):
        raise ValueError(f"expected a scene, which is an object in braces, found {shown(raw)}")  # noqa: TRY004 -- bad text
    fields = dict(raw)
    application, version = fields.pop("application", APPLICATION), fields.pop("format", None)
    if application != APPLICATION:
        raise ValueError(f"at application, expected '{APPLICATION}', found {shown(application)}")
    if type(version) is not int or version < 1:
        found = "none" if version is None else shown(version)
        raise ValueError(f"at format, expected a version number such as {FORMAT}, found {found}")
    if version > FORMAT:
        raise ValueError(f"at format, expected {FORMAT}, found {shown(version)}: a newer Mirror Atlas wrote this file")
    return fields
