"""Tidy rows as the bytes of a file: CSV with a header, JSON as a list of objects, Parquet where pyarrow is at hand."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Final

from atlas_app.model.files import replace_file

__all__ = ["ENDINGS", "check_parquet", "content", "write"]

Rows = Sequence[Mapping[str, object]]

ENDINGS: Final = (".csv", ".json", ".parquet")


def check_parquet(out: Path) -> None:
    """Raise `RuntimeError` if the file would be a Parquet one and there is no package to write it."""
    from importlib.util import find_spec

    if out.suffix.lower() == ".parquet" and find_spec("pyarrow") is None:
        raise RuntimeError(f"{out} needs the package pyarrow, which is not installed; install it or write .csv.")


def write(rows: Rows, out: Path) -> None:
    """Write rows, at least one, into the file that `out` names, in the format of its ending."""
    replace_file(out, content(rows, out.suffix.lower()))


def content(rows: Rows, ending: str) -> bytes:
    """Return the file of `rows`; `ending` is .csv, .json or .parquet. What has no data yet is empty, or null."""
    return {".csv": _csv, ".json": _json, ".parquet": _parquet}[ending](rows)


def _csv(rows: Rows) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def _json(rows: Rows) -> bytes:
    lines = ",\n".join(json.dumps(row, ensure_ascii=False, allow_nan=False) for row in rows)
    return f"[\n{lines}\n]\n".encode()


def _parquet(rows: Rows) -> bytes:
    table = import_module("pyarrow").Table.from_pylist(list(rows))
    file = io.BytesIO()
    import_module("pyarrow.parquet").write_table(table, file)
    return file.getvalue()
