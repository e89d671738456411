"""Whether OpenGL draws here: tried in a child process at first, and after a start that did not reach a frame."""

import hashlib
import os
import socket
import sys
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from data.cache import folder

__all__ = ["Start", "refuse_without_display"]

WINDOW_VARIABLE = "VTK_DEFAULT_OPENGL_WINDOW"
REACHED = "reached"


def refuse_without_display() -> None:
    """Raise `RuntimeError` in words where Qt would only abort: no display, or libraries that it needs are missing."""
    chosen = os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0]
    if not sys.platform.startswith("linux") or chosen not in ("", "xcb"):
        return
    if os.environ.get("WAYLAND_DISPLAY") and not chosen:
        return
    if not os.environ.get("DISPLAY"):
        raise RuntimeError("There is no display here; `mirror-atlas render OUT.png` draws without one.")
    if not _answers(os.environ["DISPLAY"]):
        raise RuntimeError(
            f"The display {os.environ['DISPLAY']} does not answer; `mirror-atlas render OUT.png` draws without one."
        )
    from atlas_app.doctor import libraries

    absent = [name for name in libraries.LIBRARIES if name.startswith("libx") and not libraries.loads(name)]
    if absent:
        raise RuntimeError(f"Qt cannot open a window without {', '.join(absent)}. {libraries.advice(absent)}")


def _answers(display: str) -> bool:
    """Whether anybody listens at an X display of this machine; of another machine's we cannot know and say yes."""
    host, _, rest = display.partition(":")
    number = rest.partition(".")[0]
    if host not in ("", "unix") or not number.isdigit():
        return True
    for address in (f"/tmp/.X11-unix/X{number}", f"\0/tmp/.X11-unix/X{number}"):  # noqa: S108 - where X keeps its sockets
        with socket.socket(socket.AF_UNIX) as line:
            if line.connect_ex(address) == 0:
                return True
    return False


@dataclass(frozen=True, slots=True)
class Start:
    """One start of the window, with the note that it leaves in the cache for the next one."""

    note: Path

    @classmethod
    def here(cls) -> "Start":
        """Return the start of this program in this environment."""
        names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", WINDOW_VARIABLE)
        parts = [sys.prefix, sys.platform, *(f"{name}={os.environ.get(name, '')}" for name in names)]
        for package in ("vtk", "pyqt6"):
            with suppress(PackageNotFoundError):
                parts.append(version(package))
        return cls(folder() / f"first-frame-{hashlib.sha256(repr(parts).encode()).hexdigest()[:16]}.txt")

    def fault(self) -> str:
        """Return why nothing can be drawn and what to do, empty if it can; takes a second where it is tried."""
        with suppress(OSError, UnicodeDecodeError):
            state, _, window = self.note.read_text(encoding="utf-8").strip().partition(" ")
            if state == REACHED:
                _use(window)
                return ""
        from atlas_app.doctor.checks import opengl_finding
        from atlas_app.doctor.opengl import tried

        probe = tried()
        if probe.ok:
            _use(probe.window)
            return ""
        found = opengl_finding(probe)
        return f"The brain cannot be drawn here: {found.said}.\n\n{found.mend}"

    def begun(self) -> None:
        """Note that the first frame is about to be drawn."""
        self._write("begun")

    def reached(self) -> None:
        """Note that the first frame was drawn, and in which kind of window."""
        self._write(f"{REACHED} {os.environ.get(WINDOW_VARIABLE, '')}")

    def _write(self, text: str) -> None:
        with suppress(OSError):
            self.note.parent.mkdir(parents=True, exist_ok=True)
            self.note.write_text(text, encoding="utf-8")


def _use(window: str) -> None:
    """Have VTK open the kind of window that is known to draw."""
    if window and sys.platform.startswith("linux"):
        os.environ[WINDOW_VARIABLE] = window
