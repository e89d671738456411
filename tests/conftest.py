"""What every test stands on: no display, a private cache, pictures kept, VTK's complaints heard."""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.pictures import Pictures, contact_sheet

if TYPE_CHECKING:
    from atlas_app.brain.library import Library
    from atlas_app.render.canvas import Canvas

ROOT = Path(__file__).parents[1]
SHEET = ROOT / "build" / "pictures.png"

if sys.platform.startswith("linux"):
    os.environ.setdefault("VTK_DEFAULT_OPENGL_WINDOW", "vtkEGLRenderWindow")
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--write-baselines", action="store_true", help="write tests/baselines/ anew from what is drawn")


def pytest_configure(config: pytest.Config) -> None:
    cache = tempfile.mkdtemp(prefix="mirror-atlas-cache-")
    config.add_cleanup(lambda: shutil.rmtree(cache, ignore_errors=True))
    os.environ["MIRROR_ATLAS_CACHE"] = cache


@pytest.fixture(scope="session")
def cache_folder() -> Path:
    """The cache of this session, empty at its start; child processes share it."""
    return Path(os.environ["MIRROR_ATLAS_CACHE"])


@pytest.fixture(scope="session")
def pictures(request: pytest.FixtureRequest) -> Iterator[Pictures]:
    """Keeps pictures for `build/pictures.png` and holds them against `tests/baselines/`."""
    write = request.config.getoption("--write-baselines")
    kept = Pictures(ROOT / "build" / "pictures", ROOT / "tests" / "baselines", write=write)
    yield kept
    if kept.saved:
        contact_sheet(kept.saved, SHEET)


@pytest.fixture(scope="session")
def library() -> "Library":
    """One library for all tests: what it loads is never changed."""
    from atlas_app.brain.library import Library

    return Library(capacity=256)


@pytest.fixture(scope="session")
def canvas() -> Iterator["Canvas"]:
    """One window for all pictures; it shows whatever the last test drew, which no test may notice."""
    from atlas_app.render.canvas import Canvas

    shown = Canvas()
    yield shown
    shown.close()


@pytest.fixture
def display_environment() -> dict[str, str]:
    """The environment of a child process that opens a window on the X display of this session."""
    if "DISPLAY" not in os.environ:
        if os.environ.get("CI"):
            pytest.fail("There is no X display; install xvfb.")
        pytest.skip("There is no X display; install xvfb.")
    return {**os.environ, "QT_QPA_PLATFORM": "xcb"}


@pytest.fixture(scope="session")
def _vtk_log() -> Iterator[list[str]]:
    from vtkmodules.util.misc import calldata_type
    from vtkmodules.vtkCommonCore import VTK_STRING, vtkOutputWindow

    said: list[str] = []

    @calldata_type(VTK_STRING)
    def hear(_window: object, _event: str, text: str) -> None:
        said.append(text.strip())

    before, window = vtkOutputWindow.GetInstance(), vtkOutputWindow()
    window.SetDisplayModeToNever()
    for event in ("ErrorEvent", "WarningEvent"):
        window.AddObserver(event, hear)
    vtkOutputWindow.SetInstance(window)
    yield said
    vtkOutputWindow.SetInstance(before)


@pytest.fixture(autouse=True)
def vtk_said(_vtk_log: list[str]) -> Iterator[list[str]]:
    """What VTK complains about during a test, which fails for it; one that provokes a complaint clears the list."""
    _vtk_log.clear()
    yield _vtk_log
    if _vtk_log:
        pytest.fail("VTK complained:\n" + "\n".join(_vtk_log), pytrace=False)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Run one command in this process; return exit code, standard output and standard error."""
    from atlas_app.__main__ import main

    def call(*words: object) -> tuple[int, str, str]:
        code = main([str(word) for word in words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return call
