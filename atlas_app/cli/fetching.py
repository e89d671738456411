"""Fetching an atlas from the command line: progress on standard error, and nothing half-written after Ctrl+C."""

import os
import subprocess
import sys

from atlas_app.cli.output import say
from atlas_app.cli.words import UsageError
from atlas_app.model.choices import unknown
from data.fetched import Fetchable, fetchables, fetched, shelf
from data.fetching import HOME, Heard, command, heard, scratch, share, sweep
from regions.on_request import size_said

__all__ = ["fetch"]

GRACE_S = 5.0
"""How long the child may take to clear up."""


def fetch(atlas_id: str) -> int:
    """Fetch an atlas and return the exit code; raises with one sentence if it is not on board afterwards."""
    row = fetchables().get(atlas_id)
    if row is None:
        raise UsageError(f"argument --fetch: {unknown('atlas to fetch', atlas_id, tuple(fetchables()))}.")
    if fetched(atlas_id) is None:
        _fetch(row)
        say(f"{row.short} is on board, in {shelf()}.")
    else:
        say(f"{row.short} is on board already.")
    say(f"Licence: {row.licence}. Cite: {row.citation}.")
    return 0


def _fetch(row: Fetchable) -> None:
    into, last = scratch(row.id), Heard()
    with subprocess.Popen(
        command(row.id, into),
        cwd=HOME,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=os.name == "posix",  # Ctrl+C is for us, who then end it
    ) as child:
        try:
            for line in child.stdout or ():
                if (said := heard(line)) is not None:
                    _show(row, last, said)
                    last = said
            child.wait()
        finally:
            _end(child)
            sweep(into)
    if child.returncode:
        raise OSError(last.fault or f"The download of {row.short} ended before it was done; nothing was kept.")


def _end(child: "subprocess.Popen[str]") -> None:
    if child.poll() is None:
        child.terminate()
        try:
            child.wait(GRACE_S)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def _show(row: Fetchable, last: Heard, said: Heard) -> None:
    """Say how far it is: on a terminal in one line, elsewhere once a stage."""
    if said.fault or (said.stage == last.stage == "downloading" and not sys.stderr.isatty()):
        return
    done = f" {said.mb:.1f} of {size_said(row)}, {100 * share(row, said.mb):.0f} %" if said.mb else ""
    end, start = ("", "\r\033[K") if sys.stderr.isatty() else ("\n", "")
    sys.stderr.write(f"{start}{row.short}: {said.stage}{done}{end}")
    if end == "" and said.stage == "kept":
        sys.stderr.write("\n")
    sys.stderr.flush()
