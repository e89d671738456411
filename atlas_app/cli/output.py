"""What the verbs share in answering: standard output, columns, and the file that may be written."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from atlas_app.cli.words import UsageError

__all__ = ["check_out", "columns", "say"]


def say(text: str) -> None:
    """Write a text and the end of its line to standard output."""
    sys.stdout.write(text + "\n")


def columns(rows: Sequence[Sequence[str]]) -> str:
    """Return the rows as lines whose cells stand below each other."""
    widths = [max(len(row[k]) for row in rows) for k in range(len(rows[0]))]
    return "\n".join("  ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True)).rstrip() for row in rows)


def check_out(out: Path, endings: Sequence[str], force: bool) -> None:
    """Refuse what could not be written, before anything is computed."""
    suffix = out.suffix.lower()
    if suffix not in endings:
        raise UsageError(f"{out} ends in {suffix or 'nothing'!r}; expected one of {', '.join(endings)}.")
    if out.is_dir():
        raise UsageError(f"{out} is a folder; expected the name of a file.")
    if not out.parent.is_dir():
        raise OSError(f"The folder {out.parent} does not exist; make it first.")
    if not os.access(out.parent, os.W_OK):
        raise OSError(f"The folder {out.parent} cannot be written to; choose another one.")
    if out.exists() and not force:
        raise OSError(f"{out} exists already; add --force to overwrite it.")
