"""Stills: exact sizes in every format, clean transparent edges, whole files or none, and they say what they are."""

import io
import os

import numpy as np
import pytest
from msgspec.structs import replace
from PIL import Image

from atlas_app.brain.palette import PALETTES
from atlas_app.brain.resolve import resolve
from atlas_app.export.stills import describe, encode, save_still, still
from atlas_app.model import edits
from atlas_app.model.scene import THEMES, Scene
from atlas_app.render.compose import compose
from tests.looking import composed, drawn

MIRROR = edits.set_condition(Scene(), "mirror")
SIZES = [(320, 200), (64, 64), (641, 479), (270, 480)]


@pytest.fixture
def small(canvas, library):
    """A finished picture and its image, 320x200."""
    picture = resolve(MIRROR, library)
    return picture, compose(canvas, picture, 320, 200)


@pytest.mark.parametrize("ending", [".png", ".jpg", ".jpeg", ".tif", ".tiff"])
def test_every_format_can_be_opened_again_with_its_size_and_its_colours(small, tmp_path, ending):
    picture, image = small
    path = tmp_path / f"out{ending}"
    path.write_bytes(encode(image, ending, picture))
    with Image.open(path) as read:
        assert read.size == (320, 200)
        assert read.mode == "RGB"
        assert read.info["dpi"] == pytest.approx((300, 300), abs=1)
        apart = np.abs(np.asarray(read).astype(int) - np.asarray(image.convert("RGB"))).max(axis=-1)
    assert (apart > (30 if "jp" in ending else 0)).mean() < 0.01


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("transparent", [False, True])
def test_a_still_has_exactly_the_size_asked_for(library, tmp_path, size, transparent):
    path = tmp_path / "out.png"
    save_still(resolve(MIRROR, library), path, *size, transparent)
    with Image.open(path) as read:
        assert read.size == size
        assert read.mode == ("RGBA" if transparent else "RGB")
        assert np.asarray(read.convert("RGB")).std() > 5
    assert [entry.name for entry in tmp_path.iterdir()] == ["out.png"]


def test_a_still_is_what_the_canvas_shows(canvas, library):
    picture = resolve(Scene(), library)
    alone = np.asarray(still(picture, 320, 200).convert("RGB"))
    assert np.array_equal(alone, composed(canvas, library, Scene(), (320, 200)))


@pytest.mark.parametrize("theme", THEMES)
def test_a_transparent_picture_over_its_own_ground_is_the_opaque_one(canvas, library, theme):
    """Which fails where edges were reduced without regard to their opacity: they would be dark, or light."""
    scene = edits.set_theme(MIRROR, theme)
    clear = drawn(canvas, library, scene, transparent=True).astype(float)
    solid = drawn(canvas, library, scene)
    ground = np.array([int(PALETTES[theme].background[k : k + 2], 16) for k in (1, 3, 5)])
    alpha = clear[..., 3:] / 255
    over = clear[..., :3] * alpha + ground * (1 - alpha)
    assert np.abs(over - solid).max() <= 4
    assert (clear[[0, 0, -1, -1], [0, -1, 0, -1], 3] == 0).all()
    assert ((alpha > 0.1) & (alpha < 0.9)).mean() > 0.001  # there are edges to speak of


def test_words_stand_on_a_transparent_ground(canvas, library):
    image = composed(canvas, library, MIRROR, (640, 360), transparent=True)
    assert image.shape == (360, 640, 4)
    assert image[0, 0, 3] == 0
    stamp = image[10:22, 570:620]
    assert (stamp[..., 3] == 255).mean() > 0.8
    caption = image[340:356, 10:400, 3]
    assert 0.05 < (caption > 128).mean() < 0.9


def test_the_light_theme_is_white_paper(canvas, library):
    image = composed(canvas, library, edits.set_theme(Scene(), "light"), (320, 200))
    assert tuple(image[-1, -1]) == (255, 255, 255)
    assert (image == 255).all(axis=-1).mean() > 0.3


def test_a_picture_says_what_it_is(small, tmp_path):
    picture, image = small
    said = describe(picture)
    assert said.startswith("SIMULATED. Both, mirror response: grasp a cup. z ≥ 3.1, 12 trials")
    assert said.endswith("inflated surface.")
    assert ".." not in said
    for ending in (".png", ".jpg", ".tif"):
        (tmp_path / f"x{ending}").write_bytes(encode(image, ending, picture))
    with Image.open(tmp_path / "x.png") as png:
        assert png.info["Description"] == said
        assert png.info["Software"] == "Mirror Atlas"
    with Image.open(tmp_path / "x.jpg") as jpg:
        assert jpg.info["comment"].decode() == said
    with Image.open(tmp_path / "x.tif") as tif:
        assert tif.tag_v2[270].startswith("SIMULATED. Both, mirror response")


def test_an_anatomical_picture_is_not_called_simulated(library):
    assert describe(resolve(Scene(), library)).startswith("Five regions. HCP-MMP 1.0 (Glasser 2016)")


def test_without_names_it_still_says_what_it_is(library):
    assert describe(resolve(replace(MIRROR, names=False), library)).startswith("SIMULATED")


def test_a_transparent_picture_on_a_jpeg_gets_the_ground_of_its_theme(canvas, library):
    picture = resolve(edits.set_theme(Scene(), "light"), library)
    image = compose(canvas, picture, 320, 200, transparent=True)
    read = np.asarray(Image.open(io.BytesIO(encode(image, ".jpg", picture))))
    assert (read[0, 0] > 250).all()


def test_a_write_that_fails_leaves_no_file_and_keeps_the_old_one(library, tmp_path, monkeypatch):
    def full(_descriptor):
        raise OSError(28, "No space left on device")

    picture, path = resolve(Scene(), library), tmp_path / "out.png"
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        save_still(picture, path, 64, 64)
    assert list(tmp_path.iterdir()) == []
    path.write_bytes(b"kept")
    with pytest.raises(OSError, match="No space left"):
        save_still(picture, path, 64, 64)
    assert path.read_bytes() == b"kept"
    assert list(tmp_path.iterdir()) == [path]
