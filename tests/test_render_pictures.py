"""Pictures for the eye, on the contact sheet, and five held to the pixel against baselines."""

import pytest
from msgspec.structs import replace

from atlas_app.model import edits
from atlas_app.model.scene import CONDITIONS, Orbit, Scene, surfaces_of
from atlas_app.model.views import VIEW_NAMES
from tests.looking import composed

SMALL, LARGE = (480, 270), (1280, 720)


def scene_of(condition="rest", view="stage", hemisphere=None, **fields):
    return replace(edits.set_condition(edits.set_view(Scene(), view, hemisphere), condition), **fields)


BASELINES = {
    "stage-rest": scene_of(),
    "stage-mirror": scene_of("mirror"),
    "dorsal-both-pial": edits.set_surface(scene_of(view="dorsal", hemisphere="both"), "pial"),
    "light-stage-observe": scene_of("observe", theme="light"),
    "desikan-stage-rest": edits.set_atlas(scene_of(), "desikan-killiany"),
}

SHEET = {
    **{
        f"{theme}-{condition}": scene_of(condition, theme=theme)
        for theme in ("dark", "light")
        for condition in CONDITIONS
    },
    **{f"view-{view}": scene_of(view=view) for view in VIEW_NAMES},
    **{
        f"view-{view}-mirror-pial": edits.set_surface(scene_of("mirror", view), "pial")
        for view in ("dorsal", "ventral")
    },
    **{f"stage-{side}-mirror": scene_of("mirror", hemisphere=side) for side in ("right", "both")},
    **{f"surface-{surface}": edits.set_surface(scene_of("mirror"), surface) for surface in surfaces_of("fs-lr-32k")},
    "desikan-mirror": edits.set_atlas(scene_of("mirror"), "desikan-killiany"),
    "desikan-both-light": edits.set_atlas(scene_of(hemisphere="both", theme="light"), "desikan-killiany"),
    "turned": scene_of("mirror", orbit=Orbit(azimuth=40, elevation=25)),
    "enlarged": scene_of("mirror", orbit=Orbit(zoom=2.6, pan_x=0.3)),
    "one-region": edits.isolate(Scene(), "mtl"),
    "no-names": scene_of("mirror", names=False),
}


@pytest.mark.parametrize("name", BASELINES)
def test_a_picture_is_as_it_was(pictures, canvas, library, name):
    pictures.matches(name, composed(canvas, library, BASELINES[name], SMALL))


@pytest.mark.parametrize("name", SHEET)
def test_a_picture_for_the_eye(pictures, canvas, library, name):
    image = composed(canvas, library, SHEET[name], LARGE)
    pictures.save(f"large-{name}", image)
    assert image.std() > 10


@pytest.mark.parametrize(
    ("name", "size"), [("portrait", (720, 1280)), ("four-to-three", (800, 600)), ("square", (600, 600))]
)
def test_other_shapes_for_the_eye(pictures, canvas, library, name, size):
    pictures.save(f"shape-{name}", composed(canvas, library, scene_of("mirror"), size))
    pictures.save(f"shape-{name}-desikan", composed(canvas, library, BASELINES["desikan-stage-rest"], size))
    pictures.save(f"shape-{name}-both", composed(canvas, library, scene_of(hemisphere="both"), size))


def test_a_transparent_picture_for_the_eye(pictures, canvas, library):
    pictures.save("transparent", composed(canvas, library, scene_of("mirror"), LARGE, transparent=True))


def test_a_fast_frame_for_the_eye(pictures, canvas, library):
    pictures.save("fast", composed(canvas, library, scene_of("mirror"), LARGE, fine=False))
