"""Through a glass cortex the shapes inside are seen, in the right order from every side; a solid one hides them."""

import numpy as np
import pytest
from msgspec.structs import replace

from atlas_app.__main__ import main
from atlas_app.brain.deep import LABELS
from atlas_app.brain.palette import ASIDE, STATES
from atlas_app.brain.resolve import needs, resolve
from atlas_app.gui.card import card_html
from atlas_app.gui.hover import read_out
from atlas_app.model import edits
from atlas_app.model.checks import checked
from atlas_app.model.scene import IN_SPACE, Orbit, Scene, surfaces_of
from atlas_app.render.panes import cells, eyes
from atlas_app.render.pick import Picker
from atlas_app.render.sight import anchors
from regions.catalogue import FIVE, region
from regions.deep import deep
from tests.colour_science import pairs, parse
from tests.looking import drawn
from tests.test_commands import REGISTRY, started

SIZE = (640, 360)
BARE = edits.set_cortex(edits.set_names(Scene(), False), "glass")
OUTER, INNER = edits.set_view(BARE, "left-lateral"), edits.set_view(BARE, "left-medial")


def shown(canvas, library, scene, *shapes, size=SIZE, **how):
    return drawn(canvas, library, replace(scene, shapes=shapes), size, **how)[..., :3].astype(int)


def there(library, scene, *shapes, size=SIZE):
    """Where all of these shapes lie behind each other, bool (h, w)."""
    every = []
    for shape in shapes:
        picture = resolve(replace(scene, shapes=(shape,)), library)
        at = eyes(picture, cells(picture, *size))[0].project(picture.shapes[0].vertices).astype(int)
        mask = np.zeros(size[::-1], bool)
        mask[at[:, 1], at[:, 0]] = True
        every.append(mask)
    return np.logical_and.reduce(every)


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("scene", [OUTER, INNER], ids=["outer", "inner"])
@pytest.mark.parametrize("fine", [True, False], ids=["still", "moving"])
def test_a_shape_behind_glass_is_seen(canvas, library, scene, theme, fine):
    scene = edits.set_theme(scene, theme)
    at = there(library, scene, "hippocampus")
    assert at.sum() > 300
    without, with_it = (shown(canvas, library, scene, *some, fine=fine) for some in ((), ("hippocampus",)))
    changed = np.abs(with_it - without).max(axis=-1) > 20
    assert changed[at].mean() > 0.9
    violet = with_it[at].mean(axis=0)
    assert violet[2] > violet[0] > violet[1]  # as the medial temporal region, however much glass lies before it


@pytest.mark.parametrize("scene", [OUTER, INNER], ids=["outer", "inner"])
def test_a_shape_behind_a_solid_cortex_is_hidden(canvas, library, scene):
    solid = edits.set_cortex(scene, "solid")
    assert np.array_equal(shown(canvas, library, solid), shown(canvas, library, solid, *deep()))


@pytest.mark.parametrize(("scene", "front"), [(OUTER, "putamen"), (INNER, "thalamus")], ids=["outer", "inner"])
def test_the_nearer_of_two_shapes_hides_the_other(canvas, library, scene, front):
    """From the outside the putamen stands before the thalamus, from the inside behind it."""
    two = ("thalamus", "putamen")
    at = there(library, scene, *two)
    assert at.sum() > 20
    pictures = {shape: shown(canvas, library, scene, shape)[at] for shape in two}
    both = shown(canvas, library, scene, *two)[at]
    apart = {shape: np.abs(both - pictures[shape]).max(axis=-1) for shape in two}
    assert (apart[front] < 12).mean() > 0.9
    (behind,) = set(two) - {front}
    assert (apart[behind] > 30).mean() > 0.9


VIEWS = {
    "from the left": edits.set_view(BARE, "left-lateral", "both"),
    "from the right": edits.set_view(BARE, "right-lateral", "both"),
    "from above, turned": replace(edits.set_view(BARE, "dorsal", "both"), orbit=Orbit(azimuth=40, elevation=25)),
    "responses": edits.set_condition(edits.set_view(BARE, "left-lateral", "both"), "mirror"),
}


@pytest.mark.parametrize("name", VIEWS)
def test_sorted_glass_is_what_peeling_layer_by_layer_gives(canvas, library, name):
    scene = VIEWS[name]
    mine = shown(canvas, library, scene, *deep(), fine=False)
    panes = canvas._drawing._panes
    try:
        for renderer in panes:
            renderer.SetUseDepthPeeling(True)
            renderer.SetMaximumNumberOfPeels(10)
            renderer.SetOcclusionRatio(0)
        peeled = shown(canvas, library, scene, *deep(), fine=False)
    finally:
        for renderer in panes:
            renderer.SetUseDepthPeeling(False)
    apart = np.abs(mine - peeled).max(axis=-1)
    assert apart.mean() < 0.6
    assert np.quantile(apart, 0.998) <= 16


def test_outlines_stay(canvas, library):
    scene = edits.set_surface(edits.set_names(Scene(), False), "pial")
    white = {
        cortex: (shown(canvas, library, edits.set_cortex(scene, cortex)).min(axis=-1) > 200).sum()
        for cortex in ("solid", "glass")
    }
    assert white["glass"] > 0.5 * white["solid"] > 0


def test_glass_keeps_the_colours_of_responses(canvas, library):
    """Where both answer it is yellow enough to be told from everything else."""
    scene = edits.set_condition(OUTER, "mirror")
    for cortex, least in (("solid", 300), ("glass", 300)):
        seen = shown(canvas, library, edits.set_cortex(scene, cortex))
        yellow = (seen[..., 0] > 170) & (seen[..., 1] > 155) & (seen[..., 2] < 140)
        assert yellow.sum() > least, cortex


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_glass_on_a_transparent_ground_is_glass_on_any_ground(canvas, library, theme):
    scene = edits.set_theme(OUTER, theme)
    clear = drawn(canvas, library, scene, SIZE, transparent=True).astype(float)
    ground = shown(canvas, library, scene, "hippocampus")
    share = clear[..., 3:] / 255
    assert ((share > 0.2) & (share < 0.9)).mean() > 0.1
    assert np.abs(clear[..., :3] * share + ground[0, 0] * (1 - share) - ground).max() < 4


# What is glass


@pytest.mark.parametrize("surface", surfaces_of("fs-lr-32k"))
def test_what_is_inflated_is_never_glass(surface):
    scene = edits.set_surface(Scene(), surface)
    through = edits.set_cortex(scene, "glass")
    assert through.surface == (surface if surface in IN_SPACE else "pial")
    assert checked(through) == through
    back = edits.set_surface(through, surface)
    assert back.cortex == ("glass" if surface in IN_SPACE else "solid")
    assert checked(back) == back


def test_another_atlas_stays_glass_on_a_surface_that_it_has():
    for surface in IN_SPACE:
        scene = edits.set_atlas(edits.set_cortex(edits.set_surface(Scene(), surface), "glass"), "desikan-killiany")
        assert scene.cortex == "glass"
        assert scene.surface in ("white", "pial")
        assert checked(scene) == scene


@pytest.mark.parametrize(
    ("fields", "parts"),
    [
        ({"cortex": "glass"}, ["cortex", "inflated", "white, midthickness, pial"]),
        ({"shapes": ("hipocampus",)}, ["shapes[0]", "did you mean 'hippocampus'?", "ATLAS:LABEL"]),
        ({"shapes": ("thalamus", "thalamus")}, ["shapes[1]", "once", "thalamus"]),
        ({"shapes": ("hcp-mmp:4",)}, ["'hcp-mmp'", "desikan-killiany"]),
        ({"shapes": ("aal2:Insula",)}, ["aal2", "did you mean 'Insula_L'?"]),
        ({"shapes": ("aal2:Insula_L:right",)}, ["Insula_L", "does not lie on the right"]),
    ],
)
def test_what_cannot_be_shown_is_said_in_one_sentence(fields, parts):
    with pytest.raises(ValueError, match="at ") as caught:
        checked(replace(Scene(), **fields))
    for part in parts:
        assert part in str(caught.value)
    assert "\n" not in str(caught.value)


# Which shapes


def test_labels_of_any_atlas_are_closed_shapes_of_their_own(library):
    scene = edits.set_shapes(edits.set_hemisphere(Scene(), "both"), ("aal2:Insula_R", "desikan-killiany:insula"))
    picture = resolve(scene, library)
    found = [(shape.atlas, shape.hemisphere) for shape in picture.shapes]
    assert found == [("aal2", "right"), ("desikan-killiany", "left"), ("desikan-killiany", "right")]
    for shape in picture.shapes:
        assert (shape.vertices[:, 0].mean() > 0) == (shape.hemisphere == "right")
    assert {shape.name for shape in picture.shapes} == {"Insula (AAL2)", "Insula (Desikan-Killiany)"}
    assert len({shape.colour for shape in picture.shapes}) == 2
    assert "aal2" in picture.words.caption.lower()


def test_a_label_of_one_of_the_five_has_its_region_s_colour(library):
    scene = edits.set_shapes(Scene(), ("desikan-killiany:postcentral:left",))
    (shape,) = resolve(scene, library).shapes
    assert (shape.region, shape.colour) == ("s1", region("s1").colour)
    (painted,) = resolve(edits.set_region_colour(scene, "s1", "#123456"), library).shapes
    assert painted.colour == "#123456"
    assert painted.vertices is shape.vertices


def test_a_pane_shows_what_lies_on_its_sides_and_in_the_middle(library):
    picture = resolve(edits.set_shapes(edits.set_view(Scene(), "stage", "both"), tuple(deep())), library)
    for pane in picture.panes:
        assert {shape.hemisphere for shape in picture.within(pane)} == {*pane.sides, None}
    left = resolve(edits.set_shapes(Scene(), ("hippocampus", "brainstem")), library)
    assert [(shape.id, shape.hemisphere) for shape in left.shapes] == [("hippocampus", "left"), ("brainstem", None)]


def test_what_glass_needs_is_known_before_it_is_loaded(library):
    scene = edits.set_shapes(Scene(), ("amygdala",))
    resolve(scene, library)
    assert set(needs(edits.set_cortex(scene, "solid"))) < set(needs(scene))
    assert all(library.has(key) for key in needs(scene))


def test_colours_of_shapes_keep_their_distance():
    """15 from the three states, from the five's fills and from each other."""
    mine = {shape.id: parse(shape.colour) for shape in deep().values() if not shape.region}
    fixed = {**STATES, "aside": ASIDE, **{one: region(one).colour for one in FIVE}}
    every = {**mine, **{name: parse(colour) for name, colour in fixed.items()}}
    apart = {names: away for names, away in pairs(every).items() if set(names) & set(mine)}
    assert min(apart.values()) >= 15, min(apart, key=apart.get)
    assert {f"#{round(r * 255):02X}{round(g * 255):02X}{round(b * 255):02X}" for r, g, b in mine.values()} == set(
        LABELS
    )
    assert deep()["hippocampus"].colour == region("mtl").colour


# What is named


def test_shapes_are_named_where_they_are_seen_and_read_out_under_the_pointer(library):
    scene = edits.set_shapes(edits.set_names(Scene(), True), ("hippocampus", "thalamus", "brainstem"))
    picture, picker = resolve(scene, library), Picker(library)
    places = cells(picture, *SIZE)
    named = {one.name.region: one for one in anchors(picture, places, eyes(picture, places)) if one.name.deep}
    assert set(named) == {"hippocampus", "thalamus", "brainstem"}
    for shape in picture.shapes:
        anchor = named[shape.id]
        found = picker.at(picture, SIZE, anchor.x, anchor.y)
        assert found.shape == shape.name
        assert found.region == (shape.region or None)
        low, high = shape.box_mm
        assert (low - 1 <= found.mni152_mm).all()
        assert (found.mni152_mm <= high + 1).all()
        said = read_out(found)
        assert said.startswith("Medial temporal" if shape.region else shape.name)
        assert ("left" in said) == (shape.hemisphere == "left")


def test_beside_the_shapes_the_cortex_is_read_out_as_ever(library):
    solid, picker = edits.set_surface(edits.set_view(Scene(), "left-lateral"), "pial"), Picker(library)
    through = edits.set_cortex(solid, "glass")
    for at in ((200, 150), (250, 120), (420, 160)):
        one, other = (picker.at(resolve(scene, library), SIZE, *at) for scene in (solid, through))
        assert one == other
        assert not other.shape


def test_the_card_says_where_the_hippocampus_is():
    assert "press X" in card_html("mtl", Scene())
    assert "inside the glass" in card_html("mtl", edits.set_cortex(Scene(), "glass"))
    assert "hippocampus is" not in card_html("sma", Scene())


# How it is asked for


def test_a_key_turns_the_cortex_to_glass_and_says_on_which_surface():
    session, face = started()
    command = REGISTRY.by_key("X")
    command.run(session)
    assert (session.store.state.cortex, session.store.state.surface) == ("glass", "pial")
    assert len(face.said) == 1
    assert "pial" in face.said[0]
    command.run(session)
    assert session.store.state.cortex == "solid"
    command.run(session)
    assert len(face.said) == 1  # the second time nothing but the glass changes


def test_a_row_for_every_shape_shows_and_hides_it():
    session, _ = started()
    for shape in deep():
        row = REGISTRY[f"brain.shape.{shape}"]
        before = session.store.state.shapes
        assert not row.checked(session.store.state) or shape == "hippocampus"
        if not row.checked(session.store.state):
            row.run(session)
        assert session.store.state.cortex == "glass"
        assert row.checked(session.store.state)
        row.run(session)
        assert session.store.state.shapes == tuple(one for one in before if one != shape)
    assert session.store.state.shapes == ()


def test_a_shape_of_the_standing_scene_comes_with_the_glass():
    session, _ = started()
    row = REGISTRY["brain.shape.hippocampus"]
    assert not row.checked(session.store.state)
    row.run(session)
    assert row.checked(session.store.state)


@pytest.mark.parametrize("words", [["--glass"], ["--shape", "amygdala", "--shape", "aal2:Insula_L"]])
def test_the_command_line_draws_it(tmp_path, words):
    assert main(["render", str(tmp_path / "a.png"), "--size", "320x200", *words]) == 0


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (["--shape", "amygdalla"], "did you mean 'amygdala'?"),
        (["--glass", "--surface", "inflated"], "cannot be glass"),
        (["--shape", "aal2:Insul_L"], "did you mean 'Insula_L'?"),
    ],
)
def test_the_command_line_refuses_what_cannot_be_shown(tmp_path, capsys, words, part):
    assert main(["render", str(tmp_path / "a.png"), *words]) == 2
    assert part in capsys.readouterr().err
    assert not list(tmp_path.iterdir())
