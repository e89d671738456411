"""Where an answer is: in its own label, on its own side, and to be seen after the flight."""

import numpy as np
import pytest

from atlas_app.brain.resolve import resolve
from atlas_app.brain.whereabouts import facing, places
from atlas_app.model.aim import aimed
from atlas_app.model.edits import set_surface, set_view
from atlas_app.model.scene import Scene, family_of
from atlas_app.render.panes import cells, eyes
from atlas_app.render.pick import Picker
from regions.catalogue import ORDER
from regions.crosswalk import labels_of
from regions.search import index, search
from regions.volume import volume

SIZE = (1280, 720)


def under(scene, side, place, library, picker):
    """Return what picking finds, in every pane, where the vertex nearest to a place is drawn."""
    picture = resolve(scene, library)
    anatomy = library.anatomy(scene.atlas, side, family_of(scene))
    vertex = int(np.linalg.norm(anatomy.mni152_mm - np.array(place), axis=1).argmin())
    layout = cells(picture, *SIZE)
    found = []
    for pane, eye in zip(picture.panes, eyes(picture, layout), strict=True):
        if side in pane.sides:
            x, y = eye.pixels(eye.seen(picture.sides[side].vertices[vertex][None]))[0]
            found.append(picker.at(picture, SIZE, float(x), float(y)))
    return [one for one in found if one]


@pytest.mark.parametrize(
    ("view", "atlas"), [("stage", "hcp-mmp"), ("dorsal", "hcp-mmp"), ("stage", "desikan-killiany")]
)
def test_every_region_and_neighbour_is_seen_after_the_flight(view, atlas, library):
    scene, picker = set_view(Scene(atlas=atlas), view), Picker(library)
    for region_id in ORDER:
        hit = next(entry.hit for entry in index() if entry.hit.region == region_id)
        where = places(hit, atlas, family_of(scene), library)
        assert set(where) == {"left", "right"}
        for side, place in where.items():
            seen = aimed(scene, side, facing(scene, side, place, library).tolist())
            if labels_of(atlas, side, region_id):
                assert region_id in {one.region for one in under(seen, side, place, library, picker)}, (region_id, side)
            else:
                assert places(hit, "hcp-mmp", "", library)[side] == place


def test_labels_are_seen_after_the_flight_even_in_the_lateral_fissure(library):
    picker, scene = Picker(library), Scene()
    for label in ("L_A1", "L_OP2-3", "L_52", "R_MBelt", "R_FOP1", "L_EC", "R_6mp", "R_V1", "L_RSC", "L_MT"):
        hit = search(label)[0]
        ((side, place),) = places(hit, "hcp-mmp", "", library).items()
        seen = aimed(scene, side, facing(scene, side, place, library).tolist())
        assert label in {one.label for one in under(seen, side, place, library, picker)}


def test_a_place_on_a_folded_surface_is_seen_too(library):
    scene, picker = set_surface(Scene(), "pial"), Picker(library)
    for label in ("L_6v", "L_PFt", "L_4", "R_PGi"):
        ((side, place),) = places(search(label)[0], "hcp-mmp", "", library).items()
        seen = aimed(scene, side, facing(scene, side, place, library).tolist())
        assert label in {one.label for one in under(seen, side, place, library, picker)}


@pytest.mark.parametrize("atlas", ["hcp-mmp", "desikan-killiany", "yeo-17", "destrieux"])
def test_every_label_has_a_place_on_its_own_side(atlas, library):
    hits = [entry.hit for entry in index() if entry.hit.atlas == atlas and entry.hit.kind == "label"]
    assert hits
    for hit in hits:
        where = places(hit, "hcp-mmp", "", library)
        assert set(where) == {hit.side}, hit
        if hit.side:
            assert where[hit.side][0] * (-1 if hit.side == "left" else 1) > -4.5, hit  # some cross the midline


def test_a_label_below_the_cortex_is_where_its_voxels_are(library):
    where = places(search("amygdala")[0], "hcp-mmp", "", library)
    whole = volume("desikan-killiany")
    for side, place in where.items():
        assert whole.names[int(whole.code_at(np.array([place]))[0])] == "amygdala"
        assert (place[0] < 0) == (side == "left")


def test_a_region_is_where_the_atlas_that_is_shown_has_it(library):
    hit = search("inferior parietal lobule")[0]
    ours = places(hit, "hcp-mmp", "", library)["left"]
    theirs = places(hit, "desikan-killiany", "", library)["left"]
    assert ours != theirs
    assert np.linalg.norm(np.subtract(ours, theirs)) < 25
