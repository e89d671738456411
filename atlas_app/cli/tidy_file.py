"""Tidy rows as the bytes of a file: CSV with a header, JSON as a list of objects, Parquet where pyarrow is at hand."""

import csv
import io
import json
from collections.abc import Sequence
from importlib import import_module

from regions.responses.tidy import COLUMNS, Row

__all__ = ["content"]


def content(rows: Sequence[Row], ending: str) -> bytes:
    """Return the file of `rows`; `ending` is .csv, .json or .parquet. What has no data yet is empty, or null."""
    return {".csv": _csv, ".json": _json, ".parquet": _parquet}[ending](rows)


def _csv(rows: Sequence[Row]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def _json(rows: Sequence[Row]) -> bytes:
    lines = ",\n".join(json.dumps(row, ensure_ascii=False, allow_nan=False) for row in rows)
    return f"[\n{lines}\n]\n".encode()


def _parquet(rows: Sequence[Row]) -> bytes:
    table = import_module("pyarrow").Table.from_pylist(list(rows))
    file = io.BytesIO()
    import_module("pyarrow.parquet").write_table(table, file)
    return file.getvalue()
