"""OpenGL tried in a child process, so that a driver that crashes or hangs takes nothing with it."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

__all__ = ["PROGRAM", "Probe", "candidates", "probe", "tried"]

PROGRAM: Final = (sys.executable, "-m", "atlas_app.doctor.probe")
WINDOW_VARIABLE: Final = "VTK_DEFAULT_OPENGL_WINDOW"


@dataclass(frozen=True, slots=True)
class Probe:
    """What drew the trial picture, or in `fault` why nothing did."""

    window: str = ""
    renderer: str = ""
    version: str = ""
    fault: str = ""

    @property
    def ok(self) -> bool:
        """Whether a picture was drawn."""
        return not self.fault


def candidates() -> tuple[str, ...]:
    """Return the kinds of window to try, best first; the empty one is VTK's own choice."""
    if chosen := os.environ.get(WINDOW_VARIABLE):
        return (chosen,)
    return ("vtkEGLRenderWindow", "", "vtkOSOpenGLRenderWindow") if sys.platform.startswith("linux") else ("",)


def tried(windows: Sequence[str] | None = None) -> Probe:
    """Return the first kind of window that draws; the first one's fault if none does."""
    probes = []
    for window in windows or candidates():
        probes.append(probe(window))
        if probes[-1].ok:
            return probes[-1]
    return probes[0]


def probe(window: str = "", *, program: Sequence[str] = PROGRAM, seconds: float = 60.0) -> Probe:
    """Draw one tiny picture in a child process, through the kind of window that is named."""
    environment = {**os.environ, WINDOW_VARIABLE: window} if window else dict(os.environ)
    try:
        done = subprocess.run(
            program, capture_output=True, text=True, errors="replace", timeout=seconds, env=environment, check=False
        )
    except subprocess.TimeoutExpired:
        return Probe(window, fault=f"the trial picture was not drawn within {seconds:g} s")
    except OSError as error:
        return Probe(window, fault=f"the trial could not start ({error.strerror})")
    return _read(window, done)


def _read(window: str, done: subprocess.CompletedProcess[str]) -> Probe:
    if done.returncode < 0:
        return Probe(window, fault=f"drawing the trial picture crashed (signal {-done.returncode})")
    try:
        said = Probe(**json.loads(done.stdout))
    except (ValueError, TypeError):
        last = (done.stderr.strip().splitlines() or ["no word of why"])[-1]
        return Probe(window, fault=f"no picture was drawn ({last})")
    if done.returncode:
        return Probe(said.window, said.renderer, said.version, fault=f"{said.renderer} drew a wrong picture")
    return said
