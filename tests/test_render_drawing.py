"""A drawing that was changed is the drawing that would be made anew, whatever happened to it before."""

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from atlas_app.brain.library import Library
from atlas_app.brain.resolve import resolve
from atlas_app.model import edits
from atlas_app.model.scene import Scene, View
from atlas_app.render.canvas import Canvas
from atlas_app.render.words import layout
from tests.looking import composed, drawn, tame
from tests.strategies import edit_lists, scenes

SMALL = (320, 200)
few = settings(
    max_examples=10,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],  # each try draws a dozen pictures; to shrink would take minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
sizes = st.sampled_from([SMALL, (200, 320), (331, 207)])


def anew(library, scene, size, **how):
    fresh = Canvas()
    try:
        return drawn(fresh, library, scene, size, **how)
    finally:
        fresh.close()


@few
@given(scenes, edit_lists, sizes, st.booleans(), st.booleans())
def test_after_random_edits_it_equals_a_fresh_drawing(canvas, library, scene, changes, size, fine, transparent):
    """Every edit is drawn, in changing sizes and qualities; only the last one is compared, to the pixel."""
    drawn(canvas, library, tame(scene), SMALL, fine=not fine)
    for change in changes:
        scene = change(scene)
        drawn(canvas, library, tame(scene), SMALL, fine=False)
    shown = drawn(canvas, library, tame(scene), size, fine=fine, transparent=transparent)
    assert np.array_equal(shown, anew(library, tame(scene), size, fine=fine, transparent=transparent))


@few
@given(edit_lists, st.booleans())
def test_every_step_from_the_first_scene_equals_a_fresh_drawing(canvas, library, changes, simulated):
    scene = edits.set_condition(Scene(), "mirror") if simulated else Scene()
    for change in changes:
        drawn(canvas, library, tame(scene), SMALL, fine=False)
        scene = change(scene)
    shown = drawn(canvas, library, tame(scene), SMALL, fine=False)
    assert np.array_equal(shown, anew(library, tame(scene), SMALL, fine=False))


@few
@given(scenes, sizes)
def test_words_depend_on_nothing_but_picture_and_size(library, scene, size):
    picture, other = resolve(tame(scene), library), resolve(tame(scene), Library())
    assert layout(picture, *size) == layout(other, *size) == layout(picture, *size)


def test_there_and_back_again(canvas, library):
    """Whatever was shown between, the first picture comes back as it was."""
    first = drawn(canvas, library, Scene(), SMALL)
    detours = [
        edits.set_condition(Scene(), "mirror"),
        edits.set_hemisphere(Scene(), "both"),
        edits.set_view(Scene(), "dorsal"),
        edits.set_surface(Scene(), "pial"),
        edits.set_atlas(Scene(), "desikan-killiany"),
        edits.set_theme(Scene(), "light"),
        replace(edits.set_condition(Scene(), "mirror"), views=(View(condition="execute"), View(condition="observe"))),
    ]
    for detour in detours:
        assert not np.array_equal(drawn(canvas, library, detour, SMALL), first)
        assert np.array_equal(drawn(canvas, library, Scene(), SMALL), first)


def test_two_windows_do_not_disturb_each_other(canvas, library):
    other = Canvas()
    try:
        mine = drawn(canvas, library, Scene(), SMALL)
        theirs = drawn(other, library, edits.set_condition(Scene(), "execute"), (200, 200))
        assert np.array_equal(drawn(canvas, library, Scene(), SMALL), mine)
        assert np.array_equal(drawn(other, library, edits.set_condition(Scene(), "execute"), (200, 200)), theirs)
    finally:
        other.close()


def test_fast_and_fine_show_the_same_scene(canvas, library):
    """Halving a fine drawing loses nothing but the ragged edges of the fast one."""
    fast, fine = (drawn(canvas, library, Scene(), (640, 360), fine=fine).astype(int) for fine in (False, True))
    assert (np.abs(fast - fine).max(axis=-1) > 40).mean() < 0.03
    assert np.abs(fast.mean(axis=(0, 1)) - fine.mean(axis=(0, 1))).max() < 1


@pytest.mark.parametrize("condition", ["execute", "observe", "rest"])
def test_a_pane_with_a_condition_of_its_own_shows_what_a_picture_of_it_shows(canvas, library, condition):
    """In the first pane of two; the other pane's condition does not leak into it."""
    whole = edits.set_condition(edits.set_names(Scene(), False), "mirror")
    panes = (replace(whole.views[0], condition=condition), whole.views[1])
    mixed = drawn(canvas, library, replace(whole, views=panes), (640, 240))[:, :300]
    pure = drawn(canvas, library, replace(whole, condition=condition), (640, 240))[:, :300]
    apart = np.abs(mixed.astype(int) - pure).max(axis=-1)
    assert (apart > 60).mean() < 0.01


@pytest.mark.parametrize("size", [(64, 64), (641, 479), (65, 1023), (1023, 65), (1, 1)])
def test_odd_and_tiny_pictures_have_their_exact_size(canvas, library, size):
    for scene in (Scene(), edits.set_hemisphere(edits.set_condition(Scene(), "mirror"), "both")):
        for fine in (True, False):
            image = composed(canvas, library, scene, size, fine=fine)
            assert image.shape == (size[1], size[0], 3)


def test_an_empty_corner_is_the_background_in_every_theme(canvas, library):
    for theme, ground in (("dark", (0x0D, 0x11, 0x17)), ("light", (255, 255, 255))):
        image = drawn(canvas, library, edits.set_theme(Scene(), theme), SMALL)
        assert tuple(image[-1, -1]) == tuple(image[0, 0]) == ground


def test_a_closed_canvas_gives_its_window_back(library):
    for _ in range(3):
        once = Canvas()
        assert drawn(once, library, Scene(), (64, 64)).any()
        once.close()
