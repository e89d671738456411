"""What a place is: labels come back from their middles, landmarks answer rightly, spaces are as published."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas_app.brain.anatomy import labels_on
from atlas_app.brain.where import REACH_MM, where
from atlas_app.brain.where_table import where_table
from atlas_app.brain.where_words import place_name, sentence
from data.sides import HEMISPHERES
from meshes import families
from regions.atlases import atlases
from regions.catalogue import FIVE, NEIGHBOURS, ORDER
from regions.spaces import SPACES, from_mni152, to_mni152
from regions.volume import volume

LABELLED = 0.9
"""The least share of an atlas's labels that must come back from their middles."""

LOST: dict[str, set[str]] = {}
"""Labels of an atlas that do not come back from their middle: none."""


@pytest.fixture(scope="module")
def table():
    return where_table()


def at(table, *place):
    return where(place, table)


def called(answer, atlas_id):
    return next(one for one in answer.atlases if one.atlas == atlas_id)


def middle(places):
    """Return the place nearest to the mean of some."""
    return places[np.linalg.norm(places - places.mean(axis=0), axis=1).argmin()]


def middles(atlas_id):
    """Return each label of an atlas, as often as it has a side, with its medoid in MNI152 mm."""
    one = atlases()[atlas_id]
    found = []
    if one.surface:
        for side in HEMISPHERES:
            labels, mid = labels_on(atlas_id, side), families.mni152(one.family, side)[0]
            found += [(name, side, middle(mid[labels.where(name)])) for name in labels.names[1:]]
    if one.volume:
        voxels = volume(atlas_id)
        index = np.argwhere(voxels.code)
        code = voxels.code[tuple(index.T)]
        order = np.argsort(code, kind="stable")
        there, first = np.unique(code[order], return_index=True)
        on_surface = {name for name, _, _ in found}
        for number, part in zip(there, np.split(index[order], first[1:]), strict=True):
            if (name := voxels.names[number]) not in on_surface:
                places = part @ voxels.affine[:3, :3].T + voxels.affine[:3, 3]
                found.append((name, voxels.sides[number], middle(places)))
    return found


@pytest.mark.parametrize("atlas_id", list(atlases()))
def test_a_label_comes_back_from_its_middle(table, atlas_id):
    asked = middles(atlas_id)
    assert len(asked) > 10
    lost = {(name, side) for name, side, place in asked if called(at(table, *place), atlas_id).label != name}
    assert len(lost) <= (1 - LABELLED) * len(asked)
    assert {name for name, _ in lost} <= LOST.get(atlas_id, set())


@pytest.mark.parametrize("atlas_id", ["hcp-mmp", "desikan-killiany"])
def test_sides_come_back(table, atlas_id):
    for name, side, place in middles(atlas_id):
        if side and abs(place[0]) > 4:
            assert at(table, *place).side == side, name


LANDMARKS = {
    "hand knob, left": ((-38, -24, 58), "in primary motor cortex, not one of the five, left"),
    "hand knob, right": ((38, -24, 58), "in primary motor cortex, not one of the five, right"),
    "V1": ((-10, -80, 6), "in cortex outside the five (V1 in HCP-MMP 1.0), left"),
    "SMA": ((-6, -6, 64), "in the supplementary motor area, left"),
    "area 2": ((-40, -38, 56), "in primary somatosensory cortex, left"),
    "ventral premotor": ((-54, 4, 34), "in premotor cortex, left"),
    "angular gyrus": ((-48, -64, 34), "in the inferior parietal lobule, left"),
    "Broca 44": ((-52, 14, 16), "in inferior frontal area 44, not one of the five, left"),
    "hippocampus": ((27, -21, -14), "in the hippocampus, right, part of the medial temporal lobe"),
    "amygdala": ((-24, -4, -20), "in the amygdala, left, not one of the five: nearest cortex 5 mm away, left"),
    "thalamus": ((12, -19, 6), "in the thalamus, right, not one of the five: nearest cortex 18 mm away, right"),
    "corpus callosum": ((0, -2, 25), "at the midline: in the corpus callosum: nearest cortex 6 mm away, left"),
    "brain stem": ((0, -30, -33), "at the midline: in the brain stem: nearest cortex 21 mm away, left"),
    "white matter": (
        (-28, -20, 28),
        "in white matter, 10 mm below cortex outside the five (OP2-3 in HCP-MMP 1.0), left",
    ),
    "MT": ((-46, -70, 4), "in a sulcus, beside the visual motion area MT and surroundings, not one of the five, left"),
    "outside": ((-110, 0, 40), "outside the brain: nearest cortex 48 mm away, left"),
    "between the hemispheres": ((0, -5, 60), "at the midline: in the supplementary motor area, left and right"),
}


@pytest.mark.parametrize("name", LANDMARKS)
def test_a_landmark_is_called_what_it_is(table, name):
    place, said = LANDMARKS[name]
    assert sentence(at(table, *place)) == said


def test_a_place_in_a_region_is_no_distance_away_from_it_and_some_from_all_others(table):
    for place, region in (((-54, 4, 34), "premotor"), ((38, -24, 58), "m1"), ((27, -21, -14), "mtl")):
        answer = at(table, *place)
        every = (*answer.regions, *answer.neighbours)
        assert [one.region for one in answer.regions] == list(FIVE)
        assert [one.region for one in answer.neighbours] == list(NEIGHBOURS)
        assert [one.region for one in every if one.distance_mm == 0] == [region]
        side = "left" if place[0] < 0 else "right"
        assert next(one.hemisphere for one in every if one.region == region) == side


def test_distances_are_those_to_the_nearest_vertex_of_the_midthickness_but_for_the_thickness(table):
    from regions.crosswalk import region_codes

    place = np.array([-20.0, -40.0, 20.0])
    for one in at(table, *place).regions:
        off = []
        for side in HEMISPHERES:
            mid = families.mni152("fs-lr-32k", side)[0]
            mine = region_codes(labels_on("hcp-mmp", side), mid) == ORDER.index(one.region) + 1
            off.append(np.linalg.norm(mid[mine] - place, axis=1).min())
        near = min(off)
        assert HEMISPHERES[int(np.argmin(off))] == one.hemisphere
        if one.region == "mtl":  # the hippocampus may be nearer than its cortex
            assert one.distance_mm <= near
        else:
            assert near - 3 < one.distance_mm <= near


def test_border_and_area_belong_to_the_region_on_that_side(table):
    left, right = at(table, -54, 4, 34), at(table, 54, 4, 34)
    for answer, side in ((left, "left"), (right, "right")):
        mid, mm2 = families.mni152("fs-lr-32k", side)
        from regions.crosswalk import region_codes

        mine = region_codes(labels_on("hcp-mmp", side), mid) == 1
        assert answer.area_mm2 == pytest.approx(float(mm2[mine].sum()), rel=1e-4)
        assert 0 < answer.border_mm < 20
    assert at(table, -110, 0, 40).border_mm is None
    assert at(table, -10, -80, 6).area_mm2 is None


def test_what_is_probable_is_told_with_its_per_cent(table):
    answer = at(table, -38, -24, 58)
    said = called(answer, "juelich")
    whole = volume("juelich").chances_at(np.array([-38.0, -24, 58]))
    assert said.chances == whole
    assert said.probability == max(chance.percent for chance in whole) / 100
    assert called(answer, "aal2").probability is None
    unsure = called(at(table, -52, -2, 52), "juelich")
    assert unsure.label is None or unsure.probability >= 0.25


def test_beside_the_cortex_a_surface_atlas_names_the_nearest_label_and_how_far_it_is(table):
    said = called(at(table, -110, 0, 40), "hcp-mmp")
    assert (said.label, said.nearest) == (None, "L_1")
    assert said.distance_mm == pytest.approx(at(table, -110, 0, 40).cortex_mm)
    assert called(at(table, -110, 0, 40), "aal2").nearest is None


def test_papers_near_a_place_are_those_of_the_literature_map_each_once(table):
    strict, wide = (where((-46, -70, 4), table, wide=each).papers for each in (False, True))
    assert all(one.strict for one in strict)
    assert len({one.pmid for one in wide}) == len(wide) > len(strict) > 0
    assert list(wide) == sorted(wide, key=lambda one: one.distance_mm)


places = st.tuples(st.floats(-90, 90), st.floats(-120, 90), st.floats(-80, 100))


@given(places)
def test_whatever_the_place_the_answer_is_consistent(place):
    answer = where(place, where_table())
    distances = [one.distance_mm for one in (*answer.regions, *answer.neighbours)]
    assert all(np.isfinite(distances))
    assert min(distances) >= 0
    assert distances.count(0) <= 1
    assert answer.inside <= (answer.cortex_mm <= REACH_MM)
    assert len(answer.atlases) == len(atlases())
    for one in answer.atlases:
        assert one.label != ""
        assert one.nearest != ""
        assert one.label is None or one.nearest is None
    assert sentence(answer)


def test_names_read_well_in_a_sentence():
    assert [place_name(each) for each in FIVE] == [
        "premotor cortex",
        "the supplementary motor area",
        "primary somatosensory cortex",
        "the inferior parietal lobule",
        "the medial temporal lobe",
    ]


@given(st.sampled_from(SPACES), places)
def test_there_and_back_is_the_same_place(space, place):
    assert from_mni152(space, to_mni152(space, place)) == pytest.approx(np.array(place), abs=1e-9)


def test_talairach_follows_lancaster_2007():
    place = np.array([-38.0, -24.0, 58.0])
    assert from_mni152("talairach", place) == pytest.approx([-37.263, -26.822, 53.764], abs=2e-3)
    assert from_mni152("talairach", [0, 0, 0]) == pytest.approx([-1.068, -1.0239, 3.1883])
    assert from_mni152("talairach", [[0, 0, 0], [0, -100, 0]])[:, 1] == pytest.approx([-1.0239, -95.8139])


def test_mni305_is_moved_as_freesurfer_does():
    assert to_mni152("mni305", [10, -20, 35]) == pytest.approx([10.695, -18.409, 36.137], abs=5e-3)


def test_a_place_in_another_space_is_another_place(table):
    moved = {space: at(table, *to_mni152(space, (-38, -24, 58))).mni152_mm for space in SPACES}
    assert moved["mni152"] == (-38, -24, 58)
    assert len(set(moved.values())) == 3
    assert np.linalg.norm(np.subtract(moved["talairach"], moved["mni152"])) == pytest.approx(5.6, abs=0.5)
