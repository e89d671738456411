"""Left is left: by the places of labels, by where the surfaces stand, and a swapped file would be caught."""

import numpy as np
import pytest

from atlas_app.brain.anatomy import family_named, labels_on
from atlas_app.brain.shape import APART
from atlas_app.model.scene import ATLASES, surfaces_of
from data import sources
from data.cache import FOLDER_VARIABLE
from data.sides import HEMISPHERES
from meshes import families

EVERY = [(atlas, side) for atlas in ATLASES for side in HEMISPHERES]
IN_SPACE = ("white", "midthickness", "pial")


def wrong_side(vertices, labels, side):
    """What contradicts that these vertices, labelled so, are on that side.

    A few vertices of the cingulate gyri bulge over the midline on pial surfaces; a centroid never does.
    """
    outwards = {"left": -1, "right": 1}[side] * vertices[:, 0]
    for number, name in enumerate(labels.names[1:], start=1):
        there = outwards[labels.code == number]
        if len(there) and there.mean() <= 0:
            yield f"the centroid of {name} lies {-there.mean():.1f} mm on the other side"
    beyond = (outwards[labels.code > 0] <= 0).mean()
    if beyond > 0.01:
        yield f"{beyond:.1%} of the labelled vertices lie on the other side"


@pytest.mark.parametrize(("atlas", "side"), EVERY)
def test_every_label_is_on_its_side_on_every_surface_that_has_a_space(atlas, side):
    labels = labels_on(atlas, side)
    for name in IN_SPACE:
        vertices = families.surface(family_named(atlas), name, side).vertices
        assert not list(wrong_side(vertices, labels, side)), name


@pytest.mark.parametrize("atlas", ATLASES)
def test_a_swapped_surface_would_be_caught(atlas):
    for side, other in (HEMISPHERES, HEMISPHERES[::-1]):
        vertices = families.surface(family_named(atlas), "midthickness", other).vertices
        complaints = list(wrong_side(vertices, labels_on(atlas, side), side))
        assert len(complaints) >= len(labels_on(atlas, side).names) - 1


def test_swapped_hcp_files_would_be_caught(monkeypatch, tmp_path):
    """The whole reader, given the right surface where it asks for the left one."""
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path))
    honest = sources.find
    monkeypatch.setattr(families, "find", lambda name: honest(name.replace("left", "right")))
    vertices = families.surface("fs-lr-32k", "midthickness", "left").vertices
    assert list(wrong_side(vertices, labels_on("hcp-mmp", "left"), "left"))


def test_labels_of_the_other_side_would_be_caught():
    """Both sides share their triangles' numbers, so swapped labels stay on the surface; they do not stay at home."""
    here, there = (labels_on("hcp-mmp", side) for side in HEMISPHERES)
    assert all(name.startswith("L_") for name in here.names[1:])
    assert all(name.startswith("R_") for name in there.names[1:])
    assert (here.code != there.code).mean() > 0.1


@pytest.mark.parametrize("atlas", ATLASES)
@pytest.mark.parametrize("surface", APART)
def test_inflated_sides_stand_apart(library, atlas, surface):
    if surface not in surfaces_of(family_named(atlas)):
        return
    left, right = (library.shape(atlas, surface, side, apart=True) for side in HEMISPHERES)
    assert left.vertices[:, 0].max() < 0 < right.vertices[:, 0].min()
    gap = right.vertices[:, 0].min() - left.vertices[:, 0].max()
    assert 5 < gap < 30
    assert left.box_mm[1, 0] < 0 < right.box_mm[0, 0]


@pytest.mark.parametrize("atlas", ATLASES)
@pytest.mark.parametrize("surface", APART)
def test_an_inflated_side_keeps_front_back_top_and_outside_in_their_places(library, atlas, surface):
    """Inflated surfaces have no coordinates, but their directions are those of the brain."""
    if surface not in surfaces_of(family_named(atlas)):
        return
    for side in HEMISPHERES:
        real = library.anatomy(atlas, side).mni152_mm
        shown = library.shape(atlas, surface, side, apart=True).vertices[: len(real)]
        for axis in range(3):
            assert np.corrcoef(real[:, axis], shown[:, axis])[0, 1] > 0.8, "xyz"[axis]
