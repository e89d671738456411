"""What is under the pointer is what is drawn there."""

import numpy as np
import pytest

from atlas_app.brain.resolve import resolve
from atlas_app.model import edits
from atlas_app.model.scene import ATLASES, Scene
from atlas_app.render.pick import Picker
from regions.catalogue import FIVE, ORDER
from tests.looking import drawn, seen

SIZE = (960, 540)


def found_at(library, scene, side, there, count=25):
    picture, picker = resolve(scene, library), Picker(library)
    at = seen(picture, SIZE, side, there)
    assert len(at), "nothing of it can be seen"
    chosen = at[np.linspace(0, len(at) - 1, min(count, len(at))).astype(int)]
    return [picker.at(picture, SIZE, x + 0.5, y + 0.5) for x, y in chosen.tolist()]


@pytest.mark.parametrize("atlas", ATLASES)
@pytest.mark.parametrize("side", ["left", "right"])
def test_every_region_is_named_where_it_is_seen(library, atlas, side):
    scene = edits.set_hemisphere(edits.set_atlas(Scene(), atlas), side)
    one = library.anatomy(atlas, side)
    for region in FIVE:
        found = found_at(library, scene, side, one.inside[region])
        right = [each for each in found if each and each.region == region]
        assert len(right) >= 0.95 * len(found), region
        labels = {one.labels.names[k] for k in np.unique(one.labels.code[one.code == ORDER.index(region) + 1])}
        for each in right:
            assert each.hemisphere == side
            assert all(type(value) is int for value in each.mni152_mm)
        assert np.mean([each.label in labels for each in right]) > 0.7


def test_coordinates_are_those_of_the_midthickness_whatever_is_shown(library):
    one = library.anatomy("hcp-mmp", "left")
    there = np.zeros(len(one.cut.part), bool)
    there[: len(one.code)] = one.labels.where("L_4")
    places = one.mni152_mm[one.labels.where("L_4")]
    for surface in ("pial", "very-inflated"):
        for each in found_at(library, edits.set_surface(Scene(), surface), "left", there, 10):
            assert np.linalg.norm(places - each.mni152_mm, axis=1).min() < 6


def test_beside_the_brain_there_is_nothing(canvas, library):
    picture, picker = resolve(Scene(), library), Picker(library)
    image = drawn(canvas, library, Scene(), SIZE)
    empty = (image == image[0, 0]).all(axis=-1)
    for y in range(20, SIZE[1], 60):
        for x in range(20, SIZE[0], 60):
            near = empty[max(y - 2, 0) : y + 3, max(x - 2, 0) : x + 3]
            if near.all() or not near.any():
                assert (picker.at(picture, SIZE, x, y) is None) == bool(empty[y, x]), (x, y)
    assert picker.at(picture, SIZE, -5, 10) is None
    assert picker.at(picture, SIZE, 5, 10_000) is None


def test_from_above_the_picture_s_left_is_the_left_hemisphere(library):
    scene = edits.set_view(edits.set_surface(Scene(), "pial"), "dorsal", "both")
    picture, picker = resolve(scene, library), Picker(library)
    left, right = (picker.at(picture, SIZE, x, SIZE[1] / 2 - 20) for x in (SIZE[0] / 2 - 80, SIZE[0] / 2 + 80))
    assert (left.hemisphere, right.hemisphere) == ("left", "right")
    assert left.mni152_mm[0] < -10
    assert right.mni152_mm[0] > 10


def test_one_picker_serves_every_picture(library):
    """Its locators follow the surface that is shown."""
    picker = Picker(library)
    for scene in (Scene(), edits.set_surface(Scene(), "pial"), edits.set_hemisphere(Scene(), "right"), Scene()):
        picture = resolve(scene, library)
        fresh = Picker(library)
        for at in ((200, 200), (260, 240), (700, 210)):
            assert picker.at(picture, SIZE, *at) == fresh.at(picture, SIZE, *at)
