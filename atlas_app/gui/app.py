"""Opens the desktop."""

import ctypes
import logging
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Final

from PyQt6.QtCore import QSettings
from PyQt6.QtWidgets import QApplication

from atlas_app.brain.library import Library
from atlas_app.gui.errors import Reporter
from atlas_app.gui.fonts import load_fonts
from atlas_app.gui.skin import palette
from atlas_app.gui.start import refuse_without_display
from atlas_app.gui.window import Window
from atlas_app.model.scene import Scene, Theme
from data.cache import folder

__all__ = ["application", "run"]


M_ARENA_MAX: Final = -8
"""The number of that option in glibc's malloc.h."""


def run(scene: Scene | None = None, argv: Sequence[str] | None = None, path: Path | None = None) -> int:
    """Open a window with `scene` and return when it is closed; `RuntimeError` in words where no window can open.

    `path` is the file that the scene came from, if any: saving goes there.
    """
    refuse_without_display()
    scene = scene or Scene()
    app = application(scene.theme, argv)
    reporter = Reporter()
    reporter.install()
    _keep_a_log()
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    window = Window(scene, Library(), QSettings("Mirror Atlas", "Mirror Atlas"), reporter.report)
    window.belongs_to(path)
    if path is not None:
        window.session.face.remember(path)
    window.show()
    window.start()
    return app.exec()


def application(theme: Theme, argv: Sequence[str] | None = None) -> QApplication:
    """Return the running application, or a new one, with our face and colours."""
    _share_one_heap()
    running = QApplication.instance()
    app = running if isinstance(running, QApplication) else QApplication(list(argv or sys.argv[:1]))
    app.setApplicationName("mirror-atlas")
    app.setApplicationDisplayName("Mirror Atlas")
    app.setDesktopFileName("mirror-atlas")
    app.setStyle("Fusion")
    app.setPalette(palette(theme))
    load_fonts(app)
    return app


def _share_one_heap() -> None:
    """Let all threads allocate from one heap, where glibc is: what a worker frees is used again, about 50 MB less."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).mallopt(M_ARENA_MAX, 1)


def _keep_a_log() -> None:
    """Write what goes wrong to the terminal and into a small file beside the cache."""
    log = logging.getLogger("mirror-atlas")
    log.addHandler(logging.StreamHandler())
    with suppress(OSError):
        folder().mkdir(parents=True, exist_ok=True)
        log.addHandler(RotatingFileHandler(folder() / "mirror-atlas.log", maxBytes=200_000, backupCount=1, delay=True))
