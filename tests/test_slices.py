"""Slices: left is left, outlines are where the atlas is, and places map to pixels and back."""

import numpy as np
import pytest
from msgspec.structs import replace
from PIL import Image

from atlas_app.__main__ import main
from atlas_app.brain.ribbon_voxels import region_of, ribbon, voxels
from atlas_app.brain.slice_places import AXES, inside, moved, through, under
from atlas_app.brain.slices import slices
from atlas_app.model import edits
from atlas_app.model.scene import Place, Scene
from atlas_app.render.slices import compose_slices, panes_of
from regions.catalogue import ORDER
from regions.template import HIGH_MM, LOW_MM, SHAPE, template

SMA = Place(x=-6, y=0, z=62)
SIZES = [(1600, 700), (380, 840), (700, 700), (64, 64)]
ATLASES = ["hcp-mmp", "aal2"]


def contains(outline, u, v):
    """Whether a place is inside of an outline, by counting crossings."""
    odd = False
    for loop in outline.loops:
        (au, av), (bu, bv) = loop.T, np.roll(loop, -1, axis=0).T
        crosses = (av > v) != (bv > v)
        at = au + (v - av) / np.where(bv == av, 1, bv - av) * (bu - au)
        odd ^= bool((crosses & (at > u)).sum() % 2)
    return odd


def outline_of(one, region, side="left"):
    return next(each for each in one.outlines if (each.region, each.hemisphere) == (region, side))


# The template


def test_the_template_lies_in_the_grid_the_right_way_round():
    grey = template()
    assert grey.shape == SHAPE == tuple(np.subtract(HIGH_MM, LOW_MM) + 1)

    def at(x, y, z):
        return int(grey[x - LOW_MM[0], y - LOW_MM[1], z - LOW_MM[2]])

    assert at(0, 75, 0) == at(75, 0, 0) == 0
    assert at(0, -95, -60) == 0  # behind the cerebellum
    assert at(-28, 10, 30) > 200  # white matter
    assert 0 < at(4, 8, 8) < 90  # a ventricle
    assert at(0, -30, -40) > at(0, 40, -40)  # the brain stem lies behind
    assert np.array_equal(grey, grey[::-1])  # this template is symmetric


# Regions in voxels


def test_the_ribbon_follows_the_surface(library):
    grid = ribbon("fs-lr-32k")
    for k, side in enumerate(("left", "right")):
        there = library.anatomy("hcp-mmp", side)
        n = len(there.code)
        vertex = grid.astype(np.int64) - 1 - k * n
        at = np.argwhere((vertex >= 0) & (vertex < n))
        apart = np.linalg.norm(at + LOW_MM - there.mni152_mm[vertex[tuple(at.T)]], axis=1)
        assert np.percentile(apart, 99) < 4.5
        assert len(np.unique(vertex[tuple(at.T)])) > 0.97 * (there.labels.code > 0).sum()
    with_cortex = np.isin(grid, np.arange(1, 2 * n + 1))
    assert 330_000 < with_cortex.sum() < 550_000


@pytest.mark.parametrize("atlas", ATLASES)
def test_a_region_of_one_side_is_on_that_side(library, atlas):
    numbers = voxels(atlas, library).regions((slice(None),) * 3)
    for number in np.unique(numbers[numbers > 0]):
        region, side = region_of(int(number))
        x = np.argwhere(numbers == number)[:, 0] + LOW_MM[0]
        off = (x > 3) if side == "left" else (x < -3)
        assert off.mean() < 0.01, (region, side)


# Slices


@pytest.mark.parametrize("atlas", ATLASES)
def test_the_sma_contains_its_place_in_all_three_slices(library, atlas):
    for one in slices(edits.set_atlas(Scene(), atlas), library, SMA).slices:
        assert contains(outline_of(one, "sma"), *one.cross), one.plane
        assert not any(contains(each, *one.cross) for each in one.outlines if each.region != "sma")


@pytest.mark.parametrize("atlas", ATLASES)
@pytest.mark.parametrize("place", [SMA, Place(x=-45, y=-30, z=45), Place(x=26, y=-20, z=-16)])
def test_outlines_are_as_large_as_the_voxels_in_them(library, atlas, place):
    whole = voxels(atlas, library)
    for one in slices(edits.set_atlas(Scene(), atlas), library, place).slices:
        part = [slice(None)] * 3
        through_axis = AXES[one.plane][2]
        part[through_axis] = one.at_mm - LOW_MM[through_axis]
        numbers = whole.regions(tuple(part))
        for each in one.outlines:
            code = ORDER.index(each.region) + 1 + (each.hemisphere == "right") * len(ORDER)
            covered = int((numbers == code).sum())
            if covered >= 40:
                assert each.area_mm2 == pytest.approx(covered, rel=0.1), (one.plane, each.region)


def test_left_is_left_in_what_is_seen(library):
    hidden = [region for region in ORDER if region != "sma"]
    scene = Scene()
    for region in hidden:
        scene = edits.set_region_visible(scene, region, False)
    picture = slices(scene, library, SMA)
    axial, coronal, sagittal = picture.slices
    for one in (axial, coronal):
        assert one.ends[:2] == ("L", "R")
        assert "left is left" in one.title
        assert (
            outline_of(one, "sma").loops[0][:, 0].max() < 1 < 3 < outline_of(one, "sma", "right").loops[0][:, 0].max()
        )
    assert "left hemisphere" in sagittal.title
    assert sagittal.said == "x = \u22126 mm"
    assert {each.hemisphere for each in sagittal.outlines} == {"left"}
    size = (1200, 600)
    pane = panes_of(picture, *size)[0]
    assert pane.pixel(-30, 0)[0] < pane.left + pane.width / 2 < pane.pixel(30, 0)[0]


@pytest.mark.parametrize("size", SIZES)
def test_a_place_maps_to_a_pixel_and_back(library, size):
    picture = slices(Scene(), library, SMA)
    for one, pane in zip(picture.slices, panes_of(picture, *size), strict=True):
        there = pane.pixel(*one.cross)
        assert pane.place(*there) == pytest.approx(one.cross)
        assert pane.away(*there) == 0
        assert moved(SMA, one.plane, *pane.place(*there)) == SMA
        if min(size) > 64:
            assert 0 <= pane.left < pane.left + pane.width <= size[0]
            assert 0 <= pane.top < pane.top + pane.height <= size[1]


def test_the_cross_stands_where_the_place_is_in_the_picture(library):
    scene, size = replace(Scene(), names=False), (1600, 700)
    here, there = (slices(scene, library, replace(SMA, y=y)) for y in (0, 20))
    before, after = (np.array(compose_slices(one, *size)).astype(int)[..., :3] for one in (here, there))
    pane = panes_of(here, *size)[0]
    row = round(pane.pixel(0, 0)[1])
    columns = slice(round(pane.left) + 5, round(pane.pixel(-20, 0)[0]))
    band = np.abs(before - after)[row - 1 : row + 2, columns]
    assert band.max(axis=0).mean() > 60


def test_steps_stay_inside_the_template():
    assert inside(Place(x=-119, y=110, z=-119)) == Place(x=LOW_MM[0], y=HIGH_MM[1], z=LOW_MM[2])
    assert through(SMA, "axial", 1000).z == HIGH_MM[2]
    assert moved(SMA, "sagittal", -1000, 3.4) == Place(x=-6, y=LOW_MM[1], z=3)


def test_slices_that_still_hold_are_kept(library):
    first = slices(Scene(), library, SMA)
    second = slices(Scene(), library, replace(SMA, x=-8), first)
    kept = [a.grey is b.grey for a, b in zip(first.slices, second.slices, strict=True)]
    assert kept == [True, True, False]
    assert second.slices[0].cross == (-8, 0)
    dark = slices(edits.set_condition(Scene(), "mirror"), library, SMA, first)
    assert not any(a.outlines is b.outlines for a, b in zip(first.slices, dark.slices, strict=True))


def test_in_a_layer_of_responses_identity_is_an_outline_and_the_slices_say_what_they_show(library):
    picture = slices(edits.set_condition(Scene(), "mirror"), library, SMA)
    assert picture.caption.startswith("Anatomy only")
    assert all(each.colour is None for one in picture.slices for each in one.outlines)
    assert "MNI152" in picture.caption
    assert "Fonov" in picture.caption
    dashed = outline_of(
        slices(edits.set_condition(Scene(), "mirror"), library, Place(x=-45, y=-28, z=50)).slices[0], "s1"
    )
    assert len(dashed.lines) > len(dashed.loops)


@pytest.mark.parametrize(
    ("atlas", "place", "region", "label", "side"),
    [
        ("hcp-mmp", SMA, "sma", "SCEF", "left"),
        ("hcp-mmp", Place(x=30, y=-30, z=-8), "mtl", "Hippocampus (Desikan-Killiany)", "right"),
        ("aal2", Place(x=-26, y=-20, z=-15), "mtl", "Hippocampus", "left"),
        ("yeo-7", SMA, "sma", "Ventral Attention", "left"),
        ("hcp-mmp", Place(x=0, y=75, z=80), "", "", ""),
    ],
)
def test_what_is_under_the_pointer(library, atlas, place, region, label, side):
    found = under(edits.set_atlas(Scene(), atlas), library, place)
    assert (found.region, found.hemisphere) == (region, side)
    assert label in found.label


# Pictures


@pytest.mark.parametrize("name", ["slices-rest", "slices-mirror-light"])
def test_slices_are_as_they_were(pictures, library, name):
    scene = edits.set_theme(edits.set_condition(Scene(), "mirror"), "light") if "light" in name else Scene()
    pictures.matches(name, np.array(compose_slices(slices(scene, library, SMA), 480, 240))[..., :3])


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("size", SIZES[:3])
def test_slices_for_the_eye(pictures, library, theme, size):
    scene = edits.set_theme(edits.set_atlas(Scene(), "aal2" if size[0] == 700 else "hcp-mmp"), theme)
    image = np.array(compose_slices(slices(scene, library, Place(x=-38, y=-25, z=55)), *size))[..., :3]
    pictures.save(f"slices-{theme}-{size[0]}x{size[1]}", image)
    assert image.std() > 10


# The command line


def test_the_command_line_writes_the_size_that_was_asked_for(tmp_path):
    out = tmp_path / "out.png"
    assert main(["slices", "-6", "0", "62", str(out), "--size", "320x160", "--theme", "light"]) == 0
    with Image.open(out) as image:
        assert image.size == (320, 160)
        assert image.convert("RGB").getpixel((0, 0)) == (255, 255, 255)
        assert "Supplementary motor" in image.info["Description"]


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (["nan", "0", "62"], "'nan' is no coordinate"),
        (["left", "0", "62"], "'left' is no coordinate"),
        (["-6", "0", "620"], "620 lies outside the template; expected mm from -72 to 86"),
        (["-6", "0"], "'"),
    ],
)
def test_bad_coordinates_are_refused_in_one_sentence(tmp_path, capsys, words, part):
    out = tmp_path / "out.png"
    assert main(["slices", *words, str(out)]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert part in said.err
    assert not out.exists()
