"""The system libraries that Qt and OpenGL need on Linux, by the name of their file and of their Debian package.

Reads the standard library only: it also serves before anything is installed.
"""

import ctypes
import shutil
import sys
from collections.abc import Callable, Iterable
from typing import Final

__all__ = ["LIBRARIES", "advice", "apt_line", "loads", "missing"]

LIBRARIES: Final[dict[str, str]] = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libEGL_mesa.so.0": "libegl-mesa0",
    "libGLX_mesa.so.0": "libglx-mesa0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libpulse.so.0": "libpulse0",
}


def loads(library: str) -> bool:
    """Return whether the system's loader finds `library`."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing(has: Callable[[str], bool] = loads) -> list[str]:
    """Return the libraries that are not there; none on systems that bring their own."""
    if not sys.platform.startswith("linux"):
        return []
    return [library for library in LIBRARIES if not has(library)]


def apt_line(packages: Iterable[str]) -> str:
    """Return the line that installs Debian packages."""
    return f"sudo apt-get install -y {' '.join(packages)}"


def advice(libraries: Iterable[str]) -> str:
    """Return what to type, or in words what to look for where there is no apt."""
    names = list(libraries)
    if shutil.which("apt-get"):
        return apt_line(LIBRARIES[name] for name in names)
    return f"Install with your system's package manager what carries {', '.join(names)}."
