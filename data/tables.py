"""Bundled tables: the files under `data/files`, with their provenance in `data/files/README.md`."""

import csv
import tomllib
from pathlib import Path
from typing import Any, Final

__all__ = ["FILES", "rows", "table"]

FILES: Final = Path(__file__).parent / "files"


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of the bundled CSV file `name`, each by its column names."""
    with (FILES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def table(name: str) -> dict[str, Any]:
    """Return the bundled TOML file `name`."""
    return tomllib.loads((FILES / name).read_text(encoding="utf-8"))
