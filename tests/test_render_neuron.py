"""The plate of one neuron: nothing cut off, large enough for a hall, the same bytes again; and the keys to it."""

import itertools

import numpy as np
import pytest
from msgspec.structs import replace
from PIL import Image
from PyQt6.QtCore import QPoint, Qt

from atlas_app.__main__ import main
from atlas_app.brain.neuron import clear_one
from atlas_app.brain.palette import PALETTES, STATES
from atlas_app.brain.resolve import resolve
from atlas_app.export.stills import still
from atlas_app.model import edits
from atlas_app.model.scene import Neuron, Scene
from atlas_app.render.compose import compose
from atlas_app.render.fonts import measure
from atlas_app.render.marks import Bars, Text
from atlas_app.render.pick import Picker
from atlas_app.render.words import layout
from tests.windows import coloured, drag, grabbed, library, open_window, picture, press, settle

__all__ = ["library", "open_window"]

SIZES = [(640, 360), (1280, 800), (1920, 1080), (1080, 1920)]
LONG = """
[[action]]
id = "long"
name = "Put the very large wooden spoon back into the kitchen drawer"
effector = "hand"
object = "very large wooden spoon of the kitchen"
phases = [{ name = "reach for it", at_s = 0.0 }, { name = "lift it", at_s = 0.4 }, { name = "put it down", at_s = 1.8 }]
status = "assumption"
citation = ""
note = "A test."
"""


def scenes():
    one = replace(Scene(), neuron=Neuron(region="premotor", number=35))
    told = edits.set_neuron(one, replace(one.neuron, revealed=True))
    return {
        "hidden": one,
        "told": told,
        "light": edits.set_theme(told, "light"),
        "split": edits.set_response(told, split_both=True),
        "apart": edits.set_observed(told, "speak"),
        "long": edits.set_action(edits.set_own_actions(told, LONG), "long"),
        "many trials": edits.set_response(told, trials=60),
        "s1": edits.set_neuron(told, Neuron(region="s1", hemisphere="right", number=9, revealed=True)),
        "bare": edits.set_names(told, False),
    }


def pixels(image):
    return np.asarray(image.convert("RGB"))


@pytest.mark.parametrize("name", scenes())
@pytest.mark.parametrize("size", SIZES)
def test_no_word_leaves_the_picture_lies_over_another_or_is_too_small(library, name, size):
    shown = resolve(scenes()[name], library)
    marks = layout(shown, *size)
    boxes = []
    for text in (mark for mark in marks if isinstance(mark, Text)):
        wide = measure(text.text, text.size_px, text.weight)
        left = text.x - {"left": 0, "middle": wide / 2, "right": wide}[text.align]
        assert left >= 0, text
        assert left + wide <= size[0], text
        assert text.size_px / 2 <= text.y <= size[1] - text.size_px / 2, text
        assert text.size_px >= round(min(size[1] / 45, size[0] / 60)), text
        boxes.append((left, text.y - text.size_px * 0.36, left + wide, text.y + text.size_px * 0.36, text.text))
    for one, other in itertools.combinations(boxes, 2):
        apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
        assert apart, (one, other)
    for bars in (mark for mark in marks if isinstance(mark, Bars)):
        for left, top, right, bottom in bars.places:
            assert -1 <= left <= right <= size[0] + 1
            assert -1 <= top <= bottom <= size[1]


def test_every_spike_is_a_tick_in_the_colour_of_its_condition(library):
    shown = resolve(scenes()["hidden"], library)
    marks = [mark for mark in layout(shown, 1280, 800) if isinstance(mark, Bars)]
    rows = shown.neuron.cells[0].rows
    for row in rows[:2]:
        spikes = sum(map(len, row.spikes))
        ticks = next(mark for mark in marks if mark.colour == STATES[row.condition])
        assert len(ticks.places) == spikes


def test_the_rates_of_all_rows_have_one_scale(library):
    shown = resolve(scenes()["hidden"], library)
    rows = shown.neuron.cells[0].rows
    marks = [mark for mark in layout(shown, 1920, 1080) if isinstance(mark, Bars)]
    tall = []
    for row in rows[:2]:
        bars = [mark for mark in marks if mark.colour == STATES[row.condition]][1]
        tall.append(max(bottom - top for _, top, _, bottom in bars.places) / row.rate_hz.max())
    assert tall[0] == pytest.approx(tall[1])


def test_equal_scenes_give_equal_bytes_and_other_ones_other_pictures(library):
    drawn = {name: still(resolve(scene, library), 640, 360).tobytes() for name, scene in scenes().items()}
    again = {name: still(resolve(scene, library), 640, 360).tobytes() for name, scene in scenes().items()}
    assert drawn == again
    assert len(set(drawn.values())) == len(drawn)
    number = replace(scenes()["hidden"], neuron=Neuron(region="premotor", number=36))
    assert still(resolve(number, library), 640, 360).tobytes() != drawn["hidden"]


def test_a_figure_without_a_ground_has_the_same_ink(library):
    shown = resolve(scenes()["light"], library)
    clear, solid = still(shown, 1280, 800, transparent=True), still(shown, 1280, 800)
    assert clear.mode == "RGBA"
    assert np.asarray(clear)[..., 3].min() == 0
    laid = np.asarray(clear).astype(float)
    alpha = laid[..., 3:] / 255
    over = laid[..., :3] * alpha + 255 * (1 - alpha)
    assert PALETTES["light"].background == "#FFFFFF"
    assert np.abs(over - pixels(solid)).max() <= 3


@pytest.mark.parametrize(("name", "size"), [("told", (1920, 1080)), ("light", (1280, 800)), ("split", (1280, 800))])
def test_the_plate_is_kept_to_be_looked_at(library, pictures, name, size):
    image = pixels(compose(None, resolve(scenes()[name], library), *size))
    pictures.save(f"neuron-{name}", image)
    assert min(coloured(image, STATES[state]) for state in ("execute", "observe")) > 2000


def test_there_is_no_brain_under_a_neuron_to_point_at(library):
    shown = resolve(scenes()["hidden"], library)
    assert Picker(library).at(shown, (1280, 720), 400, 350) is None
    assert Picker(library).at(resolve(Scene(), library), (1280, 720), 400, 350) is not None


def test_the_command_line_draws_it_and_names_what_is_wrong(tmp_path, capsys):
    out = tmp_path / "neuron.png"
    assert main(["render", str(out), "--neuron", "ipl:right:8", "--reveal", "--size", "640x360"]) == 0
    with Image.open(out) as drawn:
        assert drawn.size == (640, 360)
        assert "SIMULATED" in drawn.info["Description"]
    for word in ("foo", "ipl:up", "ipl:left:0", "ipl:left:1:2", "ipl:left:x"):
        assert main(["render", str(out), "--neuron", word, "--force"]) == 2
        assert f"'{word}' is no neuron" in capsys.readouterr().err
    assert main(["render", str(out), "--reveal", "--force"]) == 2
    assert "--neuron" in capsys.readouterr().err


# In the window


def shown_after(qtbot, window, key, region):
    press(qtbot, window, key)
    qtbot.waitUntil(lambda: getattr(window.session.store.state.neuron, "region", None) == region, timeout=20_000)
    settle(qtbot, window)
    return window.session.store.state.neuron


def test_the_keys_lead_to_a_neuron_and_back_to_the_brain(open_window, qtbot, library, pictures):
    window = open_window(size=(1280, 800))
    brain = picture(window)
    first = shown_after(qtbot, window, "1", "premotor")
    assert first == clear_one(Scene(), "premotor", library)
    plate = picture(window)
    pictures.save("window-neuron-1280x800-dark", grabbed(window))
    assert coloured(plate, STATES["execute"]) > 1000
    assert "What does this cell do?" in window.viewport.accessibleDescription()
    press(qtbot, window, "K")
    assert window.session.store.state.neuron == replace(first, revealed=True)
    assert "mirror neuron" in window.viewport.accessibleDescription()
    press(qtbot, window, "PageDown")
    assert window.session.store.state.neuron == replace(first, number=first.number + 1)
    press(qtbot, window, "PageUp")
    assert window.session.store.state.neuron == first
    assert np.array_equal(picture(window), plate)
    press(qtbot, window, "Shift+PageDown", "Shift+PageUp")
    assert window.session.store.state.neuron == first
    press(qtbot, window, "Escape")
    assert window.session.store.state.neuron is None
    assert np.array_equal(picture(window), brain)


def test_e_shows_the_brain_again_and_t_splits_the_cell(open_window, qtbot):
    window = open_window()
    shown_after(qtbot, window, "1", "premotor")
    press(qtbot, window, "T")
    assert window.viewport.picture.neuron.split
    press(qtbot, window, "T", "E")
    state = window.session.store.state
    assert (state.neuron, state.condition) == (None, "execute")
    window.player.pause()


def test_a_region_is_chosen_for_its_neurons_while_one_is_shown(open_window, qtbot):
    window = open_window()
    shown_after(qtbot, window, "1", "premotor")
    assert shown_after(qtbot, window, "Ctrl+4", "ipl").number == 0
    assert edits.look_of(window.session.store.state, "ipl").visible
    press(qtbot, window, "1")
    assert window.session.store.state.neuron is None


def test_the_pointer_does_nothing_to_a_neuron(open_window, qtbot):
    window = open_window()
    shown_after(qtbot, window, "1", "premotor")
    before, steps = window.session.store.state, window.session.store.previous
    drag(window, (300, 200), (80, 30))
    window.viewport.gestures.zoom(1.4, 300, 200)
    window._clicked(300, 200)
    qtbot.mouseDClick(window.viewport, Qt.MouseButton.LeftButton, pos=QPoint(300, 200))
    settle(qtbot, window)
    assert window.session.store.state == before
    assert window.session.store.previous is steps
