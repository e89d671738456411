"""The picture as other eyes see it: the science, the pixels, the warning, the window."""

import numpy as np
import pytest
from PIL import Image

from atlas_app.brain.alike import Shade, alike, alike_said, shades
from atlas_app.brain.colour_vision import DEFICIENCIES, EYES, filter_of, seen
from atlas_app.gui.eyes import eye_of, preview_of
from atlas_app.model import edits
from atlas_app.model.scene import THEMES, Scene
from atlas_app.render.preview import preview
from tests.colour_science import parse
from tests.windows import library, open_window, picture, press, settle

__all__ = ["library", "open_window"]

OTHERS = [eye for eye in EYES if eye != "normal"]
MIRROR = edits.set_condition(Scene(), "mirror")


def pixels_of(colours):
    """Return colours (n, 3) as a picture of one row."""
    return np.concatenate([colours, np.full((len(colours), 1), 77)], axis=1).astype(np.uint8)[None]


GREYS = pixels_of(np.repeat(np.arange(256)[:, None], 3, axis=1))


def test_matrices_are_those_of_machado_2009():
    """Table 1 of the paper, severity 1.0, as far as three figures tell one eye from another."""
    assert np.round(filter_of("protan")[0], 3).tolist() == [
        [0.152, 1.053, -0.205],
        [0.115, 0.786, 0.099],
        [-0.004, -0.048, 1.052],
    ]
    assert np.round(filter_of("deutan")[0], 3).tolist() == [
        [0.367, 0.861, -0.228],
        [0.280, 0.673, 0.047],
        [-0.012, 0.043, 0.969],
    ]
    assert np.round(filter_of("tritan")[0], 3).tolist() == [
        [1.256, -0.077, -0.179],
        [-0.078, 0.931, 0.148],
        [0.005, 0.691, 0.304],
    ]


@pytest.mark.parametrize("eye", EYES)
def test_the_quick_way_is_the_science_to_a_step_of_255(eye):
    colours = np.random.default_rng(5).integers(0, 256, (40_000, 3))
    made = preview(pixels_of(colours), eye)[0]
    assert np.abs(made[:, :3] - np.rint(seen(colours / 255, eye) * 255)).max() <= 1
    assert (made[:, 3] == 77).all()


def test_every_row_of_a_picture_is_seen():
    """More rows than are done at a time, and not a multiple of them."""
    tall = np.random.default_rng(6).integers(0, 256, (75, 3, 4), np.uint8)
    whole = preview(tall, "tritan")
    assert all((whole[row : row + 1] == preview(tall[row : row + 1], "tritan")).all() for row in range(75))


@pytest.mark.parametrize("eye", [*DEFICIENCIES, "greyscale"])
def test_grey_stays_grey(eye):
    assert np.abs(preview(GREYS, eye).astype(int) - GREYS).max() <= 1


def test_the_projector_leaves_six_tenths_of_the_light_and_adds_three():
    black, middle, white = (preview(GREYS, "projector")[0, value, 0] for value in (0, 188, 255))
    # light 0.3, 0.3 + 0.6 x 0.503, 0.9, written as sRGB by its definition
    wanted = [round(255 * (1.055 * light ** (1 / 2.4) - 0.055)) for light in (0.3, 0.6017, 0.9)]
    assert [black, middle, white] == wanted


def test_greyscale_rises_with_every_channel_and_green_weighs_most():
    for channel in range(3):
        ramp = np.zeros((256, 3))
        ramp[:, channel] = np.arange(256)
        made = preview(pixels_of(ramp), "greyscale")[0, :, :3].astype(int)
        assert (np.ptp(made, axis=1) == 0).all()
        assert (np.diff(made[:, 0]) >= 0).all()
    red, green, blue = preview(pixels_of(np.eye(3) * 255), "greyscale")[0, :, 0]
    assert green > red > blue > 0


# The warning


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("scene", [Scene(), MIRROR, edits.set_layer(MIRROR, "literature")])
def test_nothing_is_too_alike_in_normal_vision(scene, theme):
    themed = edits.set_theme(scene, theme)
    assert len(shades(themed)) in (4, 6)
    assert alike_said(themed, "normal") == ""


def test_two_equal_colours_are_told_to_every_eye():
    same = edits.set_region_colour(edits.set_region_colour(Scene(), "sma", "#88CCEE"), "premotor", "#88CCEE")
    for eye in EYES:
        said = alike_said(same, eye)
        assert "the fills of Premotor and Supplementary motor are hard to tell apart (CIEDE2000 0.0)" in said
        assert said.endswith("; names carry identity.")
    hidden = edits.set_region_visible(same, "sma", False)
    assert "Supplementary" not in alike_said(hidden, "normal")


def test_the_nearest_tone_of_the_cortex_counts():
    tones = parse("#000000"), parse("#808080")
    (found,) = alike((Shade("a", (parse("#7F7F7F"),)), Shade("the cortex", tones)), "normal")
    assert found.distance < 1


def test_states_lose_their_hues_in_greyscale_and_keep_apart_for_the_three_eyes():
    assert alike_said(MIRROR, "greyscale").startswith("In greyscale Execute and Observe are hard to tell apart")
    assert [alike_said(MIRROR, eye) for eye in DEFICIENCIES] == [""] * 3


# The window


def test_a_preview_changes_the_screen_and_no_file(open_window, qtbot, tmp_path):
    window = open_window()
    own, scene, clipped = picture(window), window.session.store.state, np.asarray(window.viewport.compose())
    shape = own.shape
    window.actions_by_id["view.eye.greyscale"].trigger()
    settle(qtbot, window)
    strip = preview_of(window).strip
    assert np.ptp(picture(window).astype(int), axis=-1).max() == 0
    assert strip.isVisible()
    assert strip.badge.text() == "Preview: greyscale"
    assert "Primary somatosensory and Inferior parietal are hard to tell apart" in strip.said.text()
    assert window.session.store.state == scene
    window.session.face.save_picture(tmp_path / "seen.png")
    saved = np.asarray(Image.open(tmp_path / "seen.png").convert("RGB")).astype(int)
    assert np.ptp(saved, axis=-1).max() > 100
    press(qtbot, window, "Escape")
    settle(qtbot, window)
    assert not strip.isVisible()
    assert picture(window).shape == shape
    assert (picture(window) == own).all()
    assert (np.asarray(window.viewport.compose()) == clipped).all()


def test_the_strip_follows_the_scene_and_the_menu_marks_the_eye(open_window, qtbot):
    window = open_window()
    window.actions_by_id["view.eye.deutan"].trigger()
    strip = preview_of(window).strip
    assert strip.said.text().startswith("Every two colours")
    window.actions_by_id["view.eye.tritan"].trigger()
    assert "Medial temporal and the cortex" in strip.said.text()
    press(qtbot, window, "F9")
    assert "Primary somatosensory and the cortex" in strip.said.text()
    marked = [eye for eye in EYES if window.actions_by_id[f"view.eye.{eye}"].isChecked()]
    assert (marked, eye_of(window.slices)) == (["tritan"], "tritan")
    strip.leave.click()
    settle(qtbot, window)
    assert (preview_of(window).eye, eye_of(window.slices)) == ("normal", "normal")
    assert not strip.isVisible()
