"""The program of the child process that fetches one atlas: `python -m regions.fetch ID FOLDER`.

It says how far it is on standard output as `data.fetching` hears it, and ends with 0 once the atlas is on board. All it
writes until then lies in FOLDER, which it removes. nilearn, which does the download, is large and stays in here.
"""

import errno
import importlib
import json
import os
import shutil
import signal
import sys
import tempfile
import threading
import zlib
from collections.abc import Callable, Sequence
from gzip import BadGzipFile
from pathlib import Path
from typing import Any, Final

import numpy as np

from data.fetched import Fetchable, fetchables, keep
from regions.fetched_labels import plain
from regions.on_request import offline

__all__ = ["FetchError", "fetch", "main"]

EVERY_S: Final = 0.2
"""How often it says how much has come, and looks whether anybody still listens."""

_DISK: Final = (errno.ENOSPC, errno.EACCES, errno.EPERM, errno.EROFS, errno.EDQUOT, errno.ENOTDIR, errno.EEXIST)
_BROKEN: Final = (BadGzipFile, EOFError, zlib.error)

Tell = Callable[..., None]


class FetchError(Exception):
    """Why an atlas is not on board now, in one sentence."""


def fetch(row: Fetchable, into: Path, tell: Tell) -> None:
    """Download an atlas, turn it into plain arrays and put it on board, or raise `FetchError`; `into` is gone then."""
    try:
        into.mkdir(parents=True)
        tempfile.tempdir = str(into)  # nilearn puts some downloads there
        tell(stage="asking")
        bunch = _downloaded(row, into)
        tell(stage="reading")
        made = into / "labels.npz"
        with made.open("xb") as file:
            np.savez_compressed(file, **_read(row, bunch))
        keep(row.id, made)
        tell(stage="kept")
    except OSError as error:
        where = error.filename or into.parent
        raise FetchError(f"{row.short} cannot be kept: {where}: {error.strerror or error}.") from None
    finally:
        shutil.rmtree(into, ignore_errors=True)


def main(arguments: Sequence[str]) -> int:
    """Fetch, tell, and return 0 if the atlas is on board."""
    atlas_id, into = arguments
    out = os.fdopen(os.dup(sys.stdout.fileno()), "w")
    sys.stdout = sys.stderr  # whatever the libraries print is none of what is heard

    def tell(**said: object) -> None:
        out.write(json.dumps(said) + "\n")
        out.flush()

    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    row, ended = fetchables()[atlas_id], threading.Event()
    watch = threading.Thread(target=_watch, args=(Path(into), tell, ended), daemon=True)
    watch.start()
    try:
        fetch(row, Path(into), tell)
    except FetchError as error:
        tell(fault=str(error))
        return 1
    finally:
        ended.set()
        watch.join()
    return 0


def _watch(into: Path, tell: Tell, ended: threading.Event) -> None:
    """Say how many MB have come, until the end; leave, and nothing behind, when nobody is there any more."""
    parent, before = os.getppid(), 0.0
    while not ended.wait(EVERY_S):
        mb = sum(each.stat().st_size for each in _files(into)) / 1e6
        try:
            if os.getppid() != parent:
                raise BrokenPipeError
            if mb > before:
                tell(stage="downloading", mb=round(mb, 3))
        except OSError:
            shutil.rmtree(into, ignore_errors=True)
            os._exit(1)
        before = mb


def _files(into: Path) -> list[Path]:
    try:
        return [each for each in into.rglob("*") if each.is_file()]
    except OSError:  # one went while they were listed
        return []


def _downloaded(row: Fetchable, into: Path) -> Any:
    try:
        fetcher = getattr(importlib.import_module("nilearn.datasets"), row.fetcher)
        return fetcher(**row.arguments, data_dir=into, verbose=0)
    except Exception as error:
        if isinstance(error, OSError) and error.errno in _DISK:
            raise
        raise FetchError(_said(row, error)) from None


def _said(row: Fetchable, error: Exception) -> str:
    """Return in one sentence why a download failed."""
    answer = getattr(getattr(error, "response", None), "status_code", None)
    if answer is not None:
        return f"{row.short} cannot be downloaded: the server answers {answer}; nothing was kept."
    if isinstance(error, OSError) and not isinstance(error, _BROKEN) and not str(error).startswith("Fetching aborted"):
        return offline(row)  # what goes wrong on the way is an OSError, whichever library it is of
    return _unreadable(row, error)


def _unreadable(row: Fetchable, error: Exception) -> str:
    why = " ".join(str(error).split())[:120] or type(error).__name__
    return f"What was downloaded for {row.short} cannot be used ({why}); nothing was kept."


def _read(row: Fetchable, bunch: Any) -> dict[str, Any]:
    try:
        return plain(row, bunch)
    except Exception as error:  # noqa: BLE001 - what a damaged file may raise is of many kinds
        raise FetchError(_unreadable(row, error)) from None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
