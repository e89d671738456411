"""Atlases on request: what can be downloaded, what was, and where it is kept; a download is kept whole or not at all.

What was fetched lies in the cache as one file of plain arrays and a record beside it, which is written last.
"""

import contextlib
import functools
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from data.folder import folder
from data.tables import table

__all__ = ["PREFIX", "Fetchable", "Fetched", "fetchables", "fetched", "keep", "shelf"]

PREFIX: Final = "fetched:"
"""Before the id of an atlas, it names the file that was made of its download among the sources."""

_FORMAT: Final = 1


@dataclass(frozen=True, slots=True)
class Fetchable:
    """One row of `fetchable.toml`, which explains its fields."""

    id: str
    name: str
    short: str
    version: str
    space: str
    licence: str
    citation: str
    note: str
    size_mb: float
    nearest: str
    fetcher: str
    lies: str
    regions: str
    arguments: Mapping[str, Any] = field(default_factory=dict)
    unlabelled: str = ""
    left: str = ""
    right: str = ""
    off_surface: str = ""
    reach_mm: float = 0.0


@dataclass(frozen=True, slots=True)
class Fetched:
    """What was made of one download: where it lies, and the checksum of its bytes."""

    id: str
    path: Path
    sha256: str


@functools.cache
def fetchables() -> Mapping[str, Fetchable]:
    """Return every atlas that can be fetched, by its id."""
    return MappingProxyType({row["id"]: Fetchable(**row) for row in table("fetchable.toml")["atlas"]})


def shelf() -> Path:
    """Return the folder of what was fetched, a part of the cache."""
    return folder() / "fetched"


def fetched(atlas_id: str) -> Fetched | None:
    """Return what was fetched of an atlas; None if it is not on board, or its record cannot be read."""
    try:
        record = json.loads(_record(atlas_id).read_text(encoding="utf-8"))
        path = shelf() / Path(record["file"]).name
        there = record["format"] == _FORMAT and path.is_file()
        return Fetched(atlas_id, path, str(record["sha256"])) if there else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def keep(atlas_id: str, made: Path) -> Fetched:
    """Put a finished file, which lies within the shelf's file system, on board; `OSError` if that is impossible."""
    digest = hashlib.sha256(made.read_bytes()).hexdigest()
    path = shelf() / f"{atlas_id}-{digest[:12]}{made.suffix}"
    before = fetched(atlas_id)
    made.replace(path)
    part = made.with_name("record")
    try:
        part.write_text(json.dumps({"format": _FORMAT, "file": path.name, "sha256": digest}), encoding="utf-8")
        part.replace(_record(atlas_id))
    except OSError:
        path.unlink(missing_ok=True)
        raise
    if before is not None and before.path != path:
        with contextlib.suppress(OSError):
            before.path.unlink()
    return Fetched(atlas_id, path, digest)


def _record(atlas_id: str) -> Path:
    return shelf() / f"{atlas_id}.json"
