"""Where the atlases agree: counts are sums of what each says, Dice is a Dice, and the picture shows the counts."""

from itertools import pairwise

import numpy as np
import pytest

from atlas_app.brain.agreement import HOME_FAMILY, agreeing, agreement_key, claims, extents, pairs, resolved
from atlas_app.brain.agreement_words import spoken
from atlas_app.brain.library import Library
from atlas_app.brain.palette import AGREEMENT, PALETTES, STATES, rgb
from atlas_app.brain.plate import matrices, plate
from atlas_app.brain.resolve import resolve
from atlas_app.brain.table import region_rows
from atlas_app.export.plates import matrix_image, plate_image
from atlas_app.model import edits
from atlas_app.model.scene import THEMES, Scene
from atlas_app.render.fonts import measure
from atlas_app.render.marks import Text
from atlas_app.render.matrix import matrix_marks, shade
from atlas_app.render.plate import plate_marks, tiles
from atlas_app.render.table import HIGH, LOW, SIZE, table
from atlas_app.render.words import layout
from data.sides import HEMISPHERES
from regions.catalogue import FIVE, ORDER, region
from tests.colour_science import DEFICIENCIES, ciede2000, lab, parse, seen_by
from tests.looking import composed, drawn, seen

SIX = ("hcp-mmp", "desikan-killiany", "harvard-oxford", "juelich", "aal2", "destrieux")
SMA = edits.set_agreement(Scene(), "sma")


def anatomies(library, side):
    return {one: library.anatomy(one, side, HOME_FAMILY) for one in SIX}


# What the atlases say


def test_counts_are_the_sum_of_the_anatomies(library):
    assert agreeing() == SIX
    found, every = claims(library, "left"), anatomies(library, "left")
    for number, one in enumerate(FIVE, start=1):
        there = np.stack([anatomy.code == number for anatomy in every.values()])
        assert (found.of(one) == there).all()
        assert (found.count(one) == there.sum(axis=0)).all()


@pytest.mark.parametrize("side", HEMISPHERES)
@pytest.mark.parametrize("one", FIVE)
def test_no_region_is_empty_and_somewhere_all_agree(library, side, one):
    found = claims(library, side)
    assert found.of(one).any(axis=1).all()
    assert found.count(one).min() == 0
    assert found.count(one).max() == 6


def test_who_names_those_who_are_counted(library):
    found = claims(library, "left")
    count = found.count("sma")
    for wanted in range(7):
        vertex = int(np.flatnonzero(count == wanted)[0])
        assert len(found.who("sma", vertex)) == wanted
    assert found.nearest(found.mni152_mm[1234]) == 1234


def test_the_softened_number_rounds_to_the_number_itself(library):
    for family in ("fs-lr-32k", "fsaverage5"):
        found = claims(library, "right", family)
        for number, one in enumerate(FIVE):
            assert (np.rint(found.height[number]) == found.count(one)).all()


def test_another_family_has_what_is_said_at_the_nearest_place(library):
    home, other = claims(library, "left"), claims(library, "left", "fsaverage5")
    assert library.has(agreement_key("fsaverage5", "left"))
    for vertex in (100, 2000, 9000):
        near = home.nearest(other.mni152_mm[vertex])
        assert np.array_equal(other.code[:, vertex], home.code[:, near]) or not other.code[:, vertex].any()
    areas = [[found.area_mm2[found.of("sma")[0]].sum() for found in (home, other)]]
    for here, there in areas:
        assert there == pytest.approx(here, rel=0.25)


# The table


def test_dice_is_a_dice(library):
    rows = pairs(library)
    assert len(rows) == 15 * 2 * 5
    assert all(0 <= row.dice <= 1 for row in rows)
    assert {(row.region, row.hemisphere) for row in rows} == {(r, s) for r in FIVE for s in HEMISPHERES}
    row = next(
        r for r in rows if (r.region, r.hemisphere, r.atlas_b) == ("sma", "left", "aal2") and r.atlas_a == SIX[0]
    )
    assert row.dice > 0.3
    every = anatomies(library, "left")
    here, there = (every[one].code == 2 for one in (row.atlas_a, row.atlas_b))
    area = every["hcp-mmp"].area_mm2.astype(float)
    assert row.dice == pytest.approx(2 * area[here & there].sum() / (area[here].sum() + area[there].sum()))
    assert row.as_json()["dice"] == round(row.dice, 3)


@pytest.mark.parametrize("one", FIVE)
def test_a_matrix_is_symmetric_and_each_agrees_with_itself(library, one):
    _, both = matrices(one, library)
    for matrix in both:
        dice, apart = np.array(matrix.dice), np.array(matrix.distance_mm)
        assert (dice == dice.T).all()
        assert (apart == apart.T).all()
        assert (dice.diagonal() == 1).all()
        assert (apart.diagonal() == 0).all()
        assert (dice[~np.eye(6, dtype=bool)] > 0.1).all()


def test_areas_and_centroids_are_those_of_the_regions_table(library):
    rows = {(row.region, row.hemisphere): row for row in region_rows("hcp-mmp", library)}
    for side in HEMISPHERES:
        for one in FIVE:
            first = extents(library, one, side)[0]
            row = rows[one, side]
            assert first.area_mm2 == pytest.approx(row.area_mm2, abs=0.1)
            assert np.rint(first.centroid_mni152).astype(int).tolist() == list(row.centroid_mni152)


def test_every_centroid_is_on_its_side(library):
    for side, sign in zip(HEMISPHERES, (-1, 1), strict=True):
        for one in FIVE:
            assert all(extent.centroid_mni152[0] * sign > 0 for extent in extents(library, one, side)), (one, side)


def test_who_only_comes_near_is_said():
    assert resolved("sma") == (("hcp-mmp", "harvard-oxford", "aal2"), ("desikan-killiany", "juelich", "destrieux"))
    assert resolved("s1")[1] == ()
    for row in ("sma", "premotor"):
        caption = resolve_words(row).caption
        assert "approximate" in caption
        assert "a few mm" in caption
    assert "All of them resolve it" in resolve_words("s1").caption


def resolve_words(region_id):
    from atlas_app.brain.words import words

    return words(edits.set_agreement(Scene(), region_id))


# Colours


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("eye", ["normal", *DEFICIENCIES])
def test_each_step_is_told_from_the_next_by_every_eye_and_in_grey(theme, eye):
    colours = [parse(one) if eye == "normal" else seen_by(parse(one), eye) for one in AGREEMENT[theme]]
    light = [float(lab(one)[0]) for one in colours]
    steps = np.diff(light)
    assert ((steps > 6.5) if theme == "dark" else (steps < -6.5)).all(), light
    assert min(float(ciede2000(lab(a), lab(b))) for a, b in pairwise(colours)) >= 6.5


@pytest.mark.parametrize("theme", THEMES)
def test_the_ramp_is_neither_cortex_nor_a_state(theme):
    for colour in AGREEMENT[theme]:
        for share in (1.0, PALETTES[theme].sulcus):
            assert float(ciede2000(lab(parse(colour)), lab(parse(PALETTES[theme].cortex) * share))) >= 15
        for state in STATES.values():
            assert float(ciede2000(lab(parse(colour)), lab(parse(state)))) >= 20


@pytest.mark.parametrize("theme", THEMES)
def test_the_table_steps_half_way_between_numbers(theme):
    row = table("agreement", 0.5, theme)[0]
    for number in range(7):
        colour = PALETTES[theme].cortex if number == 0 else AGREEMENT[theme][number - 1]
        for near in (-0.45, 0.0, 0.45):
            at = int((number + near - LOW) / (HIGH - LOW) * SIZE)
            assert (row[at] == np.rint(rgb(colour) * 255)).all(), (number, near)


# The picture


@pytest.mark.parametrize("theme", THEMES)
def test_where_all_agree_the_last_step_is_seen_inside_the_outline(library, canvas, theme):
    scene = edits.set_theme(edits.set_names(edits.set_neighbours(SMA, False), False), theme)
    size = (1280, 720)
    picture, image = resolve(scene, library), drawn(canvas, library, scene, (1280, 720)).astype(float)
    found = claims(library, "left")
    inside = library.anatomy("hcp-mmp", "left").inside["sma"]
    steps = np.array([rgb(one) * 255 for one in AGREEMENT[theme]])
    there = inside[found.count("sma")[inside] == 6]
    x, y = np.rint(seen(picture, size, "left", there)).astype(int).T
    nearest = np.abs(image[y, x][:, None] - steps[None]).sum(axis=-1).argmin(axis=1) + 1
    assert len(nearest) > 5
    assert np.median(nearest) == 6
    nobody = np.flatnonzero(found.height[FIVE.index("sma")] == 0)
    x, y = np.rint(seen(picture, size, "left", nobody)).astype(int).T
    assert np.median(np.ptp(image[y, x], axis=1)) < 8  # grey


def test_cortex_that_nobody_claims_is_as_dark_as_at_rest(library):
    rest, agreed = resolve(edits.set_layer(Scene(), "regions"), library), resolve(SMA, library)
    assert agreed.sides["left"].z is not None
    assert np.array_equal(agreed.sides["left"].z[:, 0], agreed.sides["left"].z[:, 1])
    quiet = agreed.sides["left"].z[:, 0] == 0
    cortex = rgb(PALETTES["dark"].cortex)
    shaded = np.rint(agreed.sides["left"].colour[quiet] / 255 * cortex * 255)
    part = library.anatomy("hcp-mmp", "left").cut.part[quiet]
    there = ~np.isin(part, range(1, 6))
    assert np.abs(shaded[there] - rest.sides["left"].colour[quiet][there].astype(float)).max() <= 1


def test_only_the_counted_region_has_a_strong_outline_even_if_it_is_hidden(library):
    hidden = edits.set_region_visible(SMA, "sma", False)
    own = library.anatomy("hcp-mmp", "left").lines["sma"]
    for scene in (SMA, hidden):
        lines = {line.weight: line for line in resolve(scene, library).sides["left"].lines}
        assert len(lines["strong"].points) == len(lines["casing"].points) == len(own.p)
        assert len(lines["fine"].points)


@pytest.mark.parametrize("one", FIVE)
def test_the_words_name_the_region_and_count_up(library, one):
    picture = resolve(edits.set_agreement(Scene(), one), library)
    assert picture.words.title == f"Where six atlases put {spoken(one)}"
    assert spoken(one).removeprefix("the ") in region(one).name.lower()
    assert picture.words.terms == "of 6 atlases"
    written = [mark.text for mark in layout(picture, 1920, 1080) if isinstance(mark, Text)]
    start = written.index("1")
    assert written[start : start + 7] == ["1", "2", "3", "4", "5", "6", "of 6 atlases"]


def test_conditions_lead_out_of_the_layer_and_panes_of_other_conditions_do_not_matter(library):
    for condition in ("rest", "execute", "observe", "mirror"):
        assert edits.set_condition(SMA, condition).layer != "agreement"
    mixed = edits.replace(SMA, views=tuple(edits.replace(view, condition="mirror") for view in SMA.views))
    assert {pane.condition for pane in resolve(mixed, library).panes} == {"agreement"}


def test_a_scene_that_is_ready_has_the_table_of_its_card():
    fresh = Library()
    scene = edits.set_atlas(SMA, "desikan-killiany")
    assert not fresh.ready(scene)
    fresh.load(scene)
    assert fresh.ready(scene)
    assert fresh.has(agreement_key("fsaverage5", "left"))
    assert fresh.has(agreement_key(HOME_FAMILY, "left"))


def test_pictures_for_the_eye(library, canvas, pictures):
    for theme in THEMES:
        scene = edits.set_theme(SMA, theme)
        pictures.save(f"agreement-{theme}", composed(canvas, library, scene, (1280, 720)))


# The plate


@pytest.mark.parametrize(("size", "theme"), [((960, 540), "dark"), ((500, 900), "light"), ((64, 64), "light")])
def test_a_plate_has_its_size_and_the_region_in_every_atlas(library, size, theme):
    shown = plate("sma", library, "left", theme)
    image = plate_image(shown, *size)
    assert image.size == size
    pixels = np.asarray(image).astype(float)
    places = tiles(shown, *size)
    assert len(places) == 6
    fill = rgb(region("sma").colour) * 255
    for left, top, right, bottom in places:
        assert 0 <= left < right <= size[0]
        assert 0 <= top < bottom <= size[1]
        if size != (64, 64):
            tile = pixels[top:bottom, left:right]
            assert (np.abs(tile - fill).sum(axis=-1) < 60).sum() > 100
    corner = np.asarray(image)[0, 0]
    assert (corner == np.rint(rgb(PALETTES[theme].background) * 255)).all()


def test_a_plate_says_who_is_approximate_and_every_word_stands_inside(library):
    shown = plate("sma", library)
    assert [tile.name for tile in shown.tiles] == [
        "HCP-MMP",
        "Desikan-Killiany",
        "Harvard-Oxford",
        "Juelich",
        "AAL2",
        "Destrieux",
    ]
    assert ["approximate" in tile.note for tile in shown.tiles] == [False, True, False, True, False, True]
    words, tables = matrices("sma", library)
    for width, height in ((1920, 1080), (900, 1400)):
        marks = [*plate_marks(shown, width, height), *matrix_marks(words, tables, "dark", width, height)]
        for mark in (mark for mark in marks if isinstance(mark, Text)):
            wide = measure(mark.text, mark.size_px, mark.weight)
            left = mark.x - {"left": 0, "middle": wide / 2, "right": wide}[mark.align]
            assert left >= 0, mark.text
            assert left + wide <= width, mark.text
            assert 0 < mark.y < height, mark.text


def test_every_tile_has_one_camera_and_the_first_atlass_line(library):
    shown = plate("ipl", library)
    first, *others = (tile.picture for tile in shown.tiles)
    assert {tile.picture.scene.views for tile in shown.tiles} == {first.scene.views}
    guide = next(line for line in first.sides["left"].lines if line.weight == "strong")
    for picture in others:
        fine = next(line for line in picture.sides["left"].lines if line.weight == "fine")
        assert fine.points is guide.points
        strong = next(line for line in picture.sides["left"].lines if line.weight == "strong")
        assert not np.array_equal(strong.points, guide.points)
        assert np.array_equal(picture.sides["left"].box_mm, first.sides["left"].box_mm)


def test_the_matrix_is_a_picture_of_its_numbers(library):
    words, both = matrices("sma", library)
    image = matrix_image(words, both, "light", 1280, 720)
    assert image.size == (1280, 720)
    colours = {f"#{r:02X}{g:02X}{b:02X}" for _, (r, g, b) in image.getcolors(1280 * 720)}
    assert {shade(value, "light") for value in both[0].dice[0][1:]} <= colours
    assert shade(0, "dark") == AGREEMENT["dark"][0]
    assert shade(1, "dark") == AGREEMENT["dark"][-1]
    assert ORDER.index("sma") == 1
