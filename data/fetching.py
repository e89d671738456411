"""A download under way: a child process that says how far it is, one line of JSON at a time, heard here."""

import contextlib
import json
import secrets
import shutil
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from data.fetched import Fetchable, shelf

__all__ = ["HOME", "Heard", "command", "heard", "scratch", "share", "sweep"]

HOME: Final = Path(__file__).parents[1]
"""Where the child finds the packages, wherever it is started."""

_STALE_S: Final = 24 * 3600.0
_PART: Final = ".part"


@dataclass(frozen=True, slots=True)
class Heard:
    """One line of the child: `stage` is 'asking', 'downloading', 'reading' or 'kept'; `fault` says why it gave up."""

    stage: str = ""
    mb: float = 0.0
    fault: str = ""


def scratch(atlas_id: str) -> Path:
    """Return a folder, not there yet, that takes everything until it is whole."""
    return shelf() / f"{atlas_id}-{secrets.token_hex(4)}{_PART}"


def command(atlas_id: str, into: Path) -> list[str]:
    """Return the program that fetches an atlas; run it in `HOME`."""
    return [sys.executable, "-m", "regions.fetch", atlas_id, str(into)]


def heard(line: str | bytes) -> Heard | None:
    """Return what a line of the child says; None for what some library of its own has printed."""
    try:
        said = json.loads(line)
        return Heard(str(said.get("stage", "")), float(said.get("mb", 0.0)), str(said.get("fault", "")))
    except (ValueError, TypeError, AttributeError):
        return None


def share(row: Fetchable, mb: float) -> float:
    """Return how much of a download is done, 0 to 0.99: its size is known only about."""
    return min(mb / row.size_mb, 0.99)


def sweep(into: Path) -> None:
    """Leave nothing half-written: remove what a child left behind, and what is a day old."""
    shutil.rmtree(into, ignore_errors=True)
    with contextlib.suppress(OSError):
        for old in shelf().glob(f"*{_PART}"):
            if time.time() - old.stat().st_mtime > _STALE_S:
                shutil.rmtree(old, ignore_errors=True)
