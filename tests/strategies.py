"""Scenes and edits to draw from, each scene one that can be drawn."""

from hypothesis import strategies as st

from atlas_app.model import edits
from atlas_app.model.orbit import dragged, panned, rolled, zoomed
from atlas_app.model.scene import (
    ATLASES,
    COMPARED,
    CONDITIONS,
    DIRECTIONS,
    HEMISPHERES,
    SURFACES,
    THEMES,
    Orbit,
    Place,
    RegionStyle,
    Response,
    Scene,
    View,
)
from atlas_app.model.views import VIEW_NAMES, choices, views
from regions.catalogue import FIVE, ORDER
from regions.deep import deep
from regions.responses.bundled import bundled_names

__all__ = ["edit_lists", "one_edit", "orbits", "panes", "scenes"]

colours = st.from_regex(r"#[0-9a-fA-F]{6}", fullmatch=True)

orbits = st.builds(
    Orbit,
    azimuth=st.floats(-180, 180),
    elevation=st.floats(-90, 90),
    roll=st.floats(-180, 180),
    zoom=st.floats(0.2, 20),
    pan_x=st.floats(-5, 5),
    pan_y=st.floats(-5, 5),
)
panes = st.builds(
    View,
    hemisphere=st.sampled_from(HEMISPHERES),
    direction=st.sampled_from(DIRECTIONS),
    condition=st.none() | st.sampled_from(COMPARED),
)
named_views = st.sampled_from(VIEW_NAMES).flatmap(
    lambda name: st.sampled_from(choices(name)).map(lambda hemisphere: views(name, hemisphere))
)
styles = st.lists(
    st.builds(
        RegionStyle,
        region=st.sampled_from(ORDER),
        visible=st.booleans(),
        colour=st.none() | colours,
    ),
    unique_by=lambda style: style.region,
    max_size=len(ORDER),
).map(tuple)
responses = st.builds(
    Response,
    seed=st.integers(0, 2**32 - 1),
    measurement_seed=st.integers(0, 2**32 - 1),
    trials=st.integers(2, 1000),
    noise_hz=st.floats(0.01, 100),
    threshold_z=st.floats(0.1, 20),
    kernel_mm=st.floats(1, 18),
    hand=st.sampled_from(["left", "right"]),
    preset=st.sampled_from(["recorded", "classical"]),
    mirror_share=st.floats(0, 3),
    familiarity=st.floats(0, 2),
    split_both=st.booleans(),
    alpha=st.floats(0.0001, 0.5),
    voxel_mm=st.floats(0.5, 20),
    bold=st.booleans(),
)
LABELS = ("desikan-killiany:insula", "desikan-killiany:amygdala:right", "aal2:Insula_R")
"""Shapes of labels that have no name of their own."""

shape_lists = st.lists(st.sampled_from([*deep(), *LABELS]), unique=True, max_size=4).map(tuple)
scenes = st.builds(
    Scene,
    atlas=st.sampled_from(ATLASES),
    surface=st.sampled_from(SURFACES),
    views=named_views | st.lists(panes, min_size=1, max_size=9).map(tuple),
    orbit=orbits,
    regions=styles,
    neighbours=st.booleans(),
    layer=st.sampled_from(["regions", "simulation", "literature", "agreement"]),
    condition=st.sampled_from(CONDITIONS),
    time_s=st.floats(-2, 32),
    response=responses,
    action=st.sampled_from(list(bundled_names())),
    observed=st.none() | st.sampled_from(list(bundled_names())),
    wide_literature=st.booleans(),
    cortex=st.sampled_from(["solid", "glass"]),
    shapes=shape_lists,
    place=st.none() | st.builds(Place, x=st.floats(-70, 70), y=st.floats(-110, 80), z=st.floats(-60, 80)),
    agreed=st.sampled_from(FIVE),
    theme=st.sampled_from(THEMES),
    names=st.booleans(),
).map(edits.settled)


def _moved(change, *amounts):
    return lambda scene: edits.set_orbit(scene, change(scene.orbit, *amounts))


def _dragged(dx, dy, pane):
    def edit(scene):
        view = scene.views[pane % len(scene.views)]
        return edits.set_orbit(scene, dragged(scene.orbit, dx, dy, view, scene.views[0]))

    return edit


def _surface(surface):
    return lambda scene: edits.settled(edits.replace(scene, surface=surface))


part = st.floats(-1, 1)
one_edit = st.one_of(
    st.sampled_from(ATLASES).map(lambda word: lambda scene: edits.set_atlas(scene, word)),
    st.sampled_from(SURFACES).map(_surface),
    st.sampled_from(VIEW_NAMES).map(lambda word: lambda scene: edits.set_view(scene, word)),
    st.sampled_from(HEMISPHERES).map(lambda word: lambda scene: edits.set_hemisphere(scene, word)),
    st.sampled_from(CONDITIONS).map(lambda word: lambda scene: edits.set_condition(scene, word)),
    st.floats(-1, 3).map(lambda time: lambda scene: edits.set_time(scene, time)),
    st.integers(-30, 30).map(lambda steps: lambda scene: edits.step_time(scene, steps)),
    st.sampled_from(THEMES).map(lambda word: lambda scene: edits.set_theme(scene, word)),
    st.booleans().map(lambda shown: lambda scene: edits.set_names(scene, shown)),
    st.booleans().map(lambda shown: lambda scene: edits.set_neighbours(scene, shown)),
    st.tuples(st.sampled_from(ORDER), st.booleans()).map(lambda row: lambda s: edits.set_region_visible(s, *row)),
    st.tuples(st.sampled_from(ORDER), st.none() | colours).map(lambda row: lambda s: edits.set_region_colour(s, *row)),
    st.sampled_from(FIVE).map(lambda region: lambda scene: edits.isolate(scene, region)),
    st.sampled_from(FIVE).map(lambda region: lambda scene: edits.set_agreement(scene, region)),
    st.sampled_from(["solid", "glass"]).map(lambda word: lambda scene: edits.set_cortex(scene, word)),
    st.tuples(st.sampled_from([*deep(), *LABELS]), st.booleans()).map(lambda row: lambda s: edits.set_shape(s, *row)),
    st.just(edits.show_all),
    st.just(edits.reset_view),
    st.floats(1, 18).map(lambda mm: lambda scene: edits.set_response(scene, kernel_mm=mm)),
    st.floats(0.1, 20).map(lambda z: lambda scene: edits.set_response(scene, threshold_z=z)),
    st.integers(0, 99).map(lambda seed: lambda scene: edits.set_response(scene, seed=seed)),
    st.tuples(part, part, st.integers(0, 8)).map(lambda row: _dragged(*row)),
    st.floats(0.5, 2).map(lambda factor: _moved(zoomed, factor)),
    st.tuples(part, part).map(lambda row: _moved(panned, *row)),
    st.floats(-400, 400).map(lambda degrees: _moved(rolled, degrees)),
)
"""A function from one scene to the next."""

edit_lists = st.lists(one_edit, min_size=1, max_size=8)
