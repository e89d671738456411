"""A cache of expensive arrays: safe to delete, safe when two processes write at once."""

import contextlib
import hashlib
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from data.folder import FOLDER_VARIABLE, folder

__all__ = ["FOLDER_VARIABLE", "cached", "folder", "mapped"]

Arrays = Mapping[str, npt.NDArray[Any]]

_COUNT: Final = "number of arrays"
"""A damaged list of contents can lose an array without a word; the number tells."""

_CONTENTS: Final = "contents"
"""The file that names the arrays of a folder, written last."""


def cached(name: str, key: str, build: Callable[[], Arrays]) -> Arrays:
    """Return the arrays that `build` makes, from the cache if they were made before for the same `key`.

    `key` holds everything that the result depends on. A damaged entry is built again; a folder that cannot be written
    costs time, not the result.
    """
    path = folder() / f"{name}-{hashlib.sha256(key.encode()).hexdigest()[:16]}.npz"
    if (found := _read(path)) is not None:
        return found
    arrays = build()
    with contextlib.suppress(OSError):
        _write(path, arrays)
    return arrays


def _read(path: Path) -> Arrays | None:
    try:
        with path.open("rb") as opened, np.load(opened, allow_pickle=False) as file:
            arrays = {name: file[name] for name in file.files}
        return arrays if arrays.pop(_COUNT, -1) == len(arrays) else None
    except (
        OSError,
        ValueError,
        KeyError,
        EOFError,
        RuntimeError,
        zipfile.BadZipFile,
    ):  # zipfile's own are all of these
        return None


def _write(path: Path, arrays: Arrays) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as file:
        try:
            np.savez(file, **arrays, **{_COUNT: np.array(len(arrays))})  # type: ignore[arg-type]
            file.close()
            Path(file.name).replace(path)
        except BaseException:
            file.close()
            Path(file.name).unlink(missing_ok=True)
            raise


def mapped(name: str, key: str, build: Callable[[], Arrays]) -> Arrays:
    """Return the arrays that `build` makes as `cached` does, but mapped from the cache: only what is looked at is read.

    For arrays that are large and asked for little. Where the cache cannot be written, they are in memory.
    """
    place = folder() / f"{name}-{hashlib.sha256(key.encode()).hexdigest()[:16]}"
    if (found := _opened(place)) is not None:
        return found
    arrays = build()
    with contextlib.suppress(OSError):
        _lay_down(place, arrays)
    return arrays


def _opened(place: Path) -> Arrays | None:
    try:
        names = (place / _CONTENTS).read_text(encoding="utf-8").split()
        return {name: np.load(place / f"{name}.npy", mmap_mode="r", allow_pickle=False) for name in names}
    except (OSError, ValueError, EOFError):
        return None


def _lay_down(place: Path, arrays: Arrays) -> None:
    """Write a folder beside its place and move it there whole; whoever comes second leaves the first one's."""
    place.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=place.parent, suffix=".part") as scratch:
        part = Path(scratch) / "whole"
        part.mkdir()
        for name, array in arrays.items():
            np.save(part / f"{name}.npy", array, allow_pickle=False)
        (part / _CONTENTS).write_text("\n".join(arrays), encoding="utf-8")
        if place.exists():  # damaged, or it would have been read
            shutil.rmtree(place, ignore_errors=True)
        part.rename(place)
