"""What is looked at: Python, Qt, system libraries, OpenGL, the files of the anatomy, the cache."""

import importlib.util
import os
import sys
import tempfile
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from atlas_app.doctor import libraries, opengl
from atlas_app.doctor.finding import Finding

__all__ = ["check", "opengl_finding"]

REINSTALL = "Install Mirror Atlas again, into an environment of its own."


def check() -> list[Finding]:
    """Return what was found, in the order in which it is needed."""
    return [_python(), _qt(), *_system(), opengl_finding(opengl.tried()), *_anatomy(), _cache()]


def _python() -> Finding:
    return Finding("Python", True, ".".join(map(str, sys.version_info[:3])))


def _qt() -> Finding:
    spec = importlib.util.find_spec("PyQt6")
    if spec is None or not spec.submodule_search_locations:
        return Finding("Qt", False, "PyQt6 is not installed", REINSTALL)
    from importlib.metadata import version as installed

    version = installed("PyQt6")
    plugins = Path(spec.submodule_search_locations[0], "Qt6", "plugins", "platforms")
    if not plugins.is_dir():
        return Finding("Qt", False, f"PyQt6 {version} without its window plugins", REINSTALL)
    return Finding("Qt", True, f"PyQt6 {version}")


def _system() -> Iterator[Finding]:
    if not sys.platform.startswith("linux"):
        return
    absent = libraries.missing()
    if absent:
        yield Finding("Libraries", False, f"not found: {', '.join(absent)}", libraries.advice(absent))
    else:
        yield Finding("Libraries", True, f"all {len(libraries.LIBRARIES)} system libraries")


def opengl_finding(found: opengl.Probe) -> Finding:
    """Return what a trial picture told, with what to do where there is none."""
    if found.ok:
        return Finding("OpenGL", True, f"{found.renderer}, {found.version} ({found.window})")
    mend = "Install or update the driver of the graphics card."
    if sys.platform.startswith("linux"):
        mend += f" Without one, software drawing serves: {libraries.apt_line(['libgl1-mesa-dri', 'libegl-mesa0'])}"
    return Finding("OpenGL", False, found.fault, mend)


def _anatomy() -> Iterator[Finding]:
    from data.sources import SourceError, find, sources

    for package, files in groupby(sorted(sources(), key=lambda one: one.package), key=lambda one: one.package):
        name, ids = f"Data, {package.replace('_', '-')}", [one.id for one in files]
        try:
            for source_id in ids:
                find(source_id)
        except SourceError as error:
            yield Finding(name, False, str(error), REINSTALL)
        else:
            yield Finding(name, True, f"{len(ids)} files, bytes as they should be")


def _cache() -> Finding:
    from data.cache import FOLDER_VARIABLE, folder

    place = folder()
    try:
        place.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=place):
            pass
    except OSError as error:
        mend = f"Set {FOLDER_VARIABLE} to a folder that can be written; without it every start takes longer."
        return Finding("Cache", False, f"{os.fspath(place)} cannot be written ({error.strerror})", mend)
    return Finding("Cache", True, f"{os.fspath(place)} (may be deleted at any time)")
