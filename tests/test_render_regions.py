"""Regions in the picture: their hue, their size, gone when hidden, the user's colour when chosen."""

import numpy as np
import pytest

from atlas_app.model import edits
from atlas_app.model.scene import ATLASES, THEMES, Scene
from regions.catalogue import FIVE, ORDER, region
from tests.colour_science import hue, parse
from tests.looking import drawn, pixels_of

FIRST = (1920, 1080)
HALL = (960, 540)


def fill_of(canvas, library, scene, region_id, size=HALL):
    """Where a region is filled: what changes when it is hidden, without the outlines, which are grey."""
    with_it = drawn(canvas, library, scene, size, fine=False)
    without = drawn(canvas, library, edits.set_region_visible(scene, region_id, False), size, fine=False)
    changed = with_it[(with_it != without).any(axis=-1)].astype(int)
    return changed[np.ptp(changed, axis=-1) > 40]


def turned(one, other):
    """How far two hues are apart, from 0 to 0.5."""
    return abs((one - other + 0.5) % 1 - 0.5)


@pytest.mark.parametrize("region_id", FIVE)
@pytest.mark.parametrize("theme", THEMES)
def test_the_hue_in_the_picture_is_the_regions(canvas, library, region_id, theme):
    fill = fill_of(canvas, library, edits.set_theme(Scene(), theme), region_id)
    assert len(fill) > 200
    off = turned(hue(fill), hue(parse(region(region_id).colour)))
    assert np.median(off) < 0.02
    assert np.quantile(off, 0.9) < 0.04


@pytest.mark.parametrize("atlas", ATLASES)
def test_hue_is_kept_on_every_surface(canvas, library, atlas):
    for surface in ("white", "pial", "inflated"):
        scene = edits.set_surface(edits.set_atlas(Scene(), atlas), surface)
        fill = fill_of(canvas, library, scene, "ipl")
        assert turned(np.median(hue(fill)), hue(parse(region("ipl").colour))) < 0.02


def test_every_region_covers_1500_pixels_of_the_first_picture(canvas, library):
    covered = {one: len(fill_of(canvas, library, Scene(), one, FIRST)) for one in FIVE}
    assert min(covered.values()) >= 1500, covered


def test_a_hidden_region_is_cortex_in_the_picture(canvas, library):
    there = library.anatomy("hcp-mmp", "left").cut.part == ORDER.index("ipl") + 1
    hidden = edits.set_region_visible(Scene(), "ipl", False)
    filled = pixels_of(canvas, library, Scene(), "left", there)
    bare = pixels_of(canvas, library, hidden, "left", there)
    assert np.median(np.ptp(filled.astype(int), axis=1)) > 60
    assert np.quantile(np.ptp(bare.astype(int), axis=1), 0.95) < 12


def test_a_users_colour_is_seen(canvas, library):
    there = library.anatomy("hcp-mmp", "left").cut.part == ORDER.index("ipl") + 1
    green = edits.set_region_colour(Scene(), "ipl", "#20D020")
    assert turned(np.median(hue(pixels_of(canvas, library, green, "left", there))), hue(parse("#20D020"))) < 0.02


def test_outlines_are_drawn_in_the_colour_of_the_theme(canvas, library):
    for theme, light in (("dark", True), ("light", False)):
        scene = edits.set_theme(Scene(), theme)
        image = drawn(canvas, library, scene, HALL).astype(int)
        without = drawn(canvas, library, edits.set_region_visible(scene, "sma", False), HALL)
        line = (image.min(axis=-1) > 230) if light else (image.max(axis=-1) < 70)
        assert (line & (np.abs(image - without).max(axis=-1) > 24)).sum() > 60
