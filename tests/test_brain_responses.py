"""Responses on the brain: execution in motor cortex, observation at MT, never one value per region, seeded."""

import numpy as np
import pytest

from atlas_app.brain import responses
from atlas_app.brain.library import Library
from atlas_app.brain.resolve import resolve
from atlas_app.model import edits
from atlas_app.model.scene import ATLASES, Scene
from regions.catalogue import FIVE, ORDER

MIRROR = edits.set_condition(Scene(), "mirror")
EXECUTE, OBSERVE = 0, 1


def z_of(library, scene, side="left"):
    return resolve(scene, library).sides[side].z


def part(library, scene, region, side="left"):
    return library.anatomy(scene.atlas, side).cut.part == ORDER.index(region) + 1


def area(library, label, side="left"):
    """The vertices of one HCP-MMP area on the cut surface; new ones belong to none."""
    one = library.anatomy("hcp-mmp", side)
    there = np.zeros(len(one.cut.part), bool)
    there[: len(one.code)] = one.labels.where(label)
    return there


@pytest.mark.parametrize("atlas", ATLASES)
def test_execution_answers_in_motor_cortex_observation_at_mt(library, atlas):
    scene = edits.set_atlas(MIRROR, atlas)
    z, threshold = z_of(library, scene), scene.response.threshold_z
    home = library.anatomy("hcp-mmp", "left")
    if atlas == "hcp-mmp":
        m1, mt = part(library, scene, "m1"), part(library, scene, "mt")
    else:  # by place, since this atlas has neither
        from scipy.spatial import KDTree

        one = library.anatomy(atlas, "left")
        nearest = KDTree(home.mni152_mm).query(one.cut.carry(one.mni152_mm))[1]
        m1, mt = (home.code[nearest] == ORDER.index(region) + 1 for region in ("m1", "mt"))
    assert (z[m1, EXECUTE] > threshold).mean() > 0.8
    assert (z[m1, OBSERVE] > threshold).mean() < 0.15
    assert (z[mt, OBSERVE] > threshold).mean() > 0.8
    assert (z[mt, EXECUTE] > threshold).mean() < 0.05


def test_both_is_found_in_premotor_cortex_and_pft(library):
    z = z_of(library, MIRROR)
    both = z.min(axis=1) >= 3.1
    assert 0.1 < both[part(library, MIRROR, "premotor")].mean() < 0.7
    assert both[area(library, "L_PFt")].mean() > 0.3
    assert both[part(library, MIRROR, "m1")].mean() < 0.1
    assert both[part(library, MIRROR, "mt")].mean() < 0.05


def test_what_is_far_from_every_population_stays_dark(library):
    z = z_of(library, MIRROR)
    for label in ("L_V1", "L_10d", "L_TGv"):
        assert (z[area(library, label)].max(axis=1) > 3.1).mean() < 0.01, label


def test_a_response_is_never_one_value_per_region(library):
    z = z_of(library, MIRROR)
    for region in (*FIVE, "m1", "mt"):
        there = z[part(library, MIRROR, region)]
        assert there.std(axis=0).min() > 0.5, region
        assert len(np.unique(there, axis=0)) > 0.9 * len(there), region


def test_a_response_is_smooth_along_the_surface(library):
    """No speckle: neighbours 2 mm apart differ by far less than the cortex does."""
    z, faces = z_of(library, MIRROR), library.anatomy("hcp-mmp", "left").cut.faces
    step = np.abs(z[faces[:, 0]] - z[faces[:, 1]])
    assert np.quantile(step, 0.99) < z.std() * 1.2
    assert np.median(step) < 0.25 * z.std()


def test_before_the_movement_nothing_answers_and_the_peak_is_the_peak(library):
    before, peak, later = (z_of(library, edits.set_time(MIRROR, time)) for time in (-0.5, 0.39, 1.2))
    passed = [(z > 3.1).mean() for z in (before, peak, later)]
    assert passed[0] < 0.01 < passed[2] < passed[1]
    assert not np.array_equal(before, peak)


def test_the_same_seed_gives_the_same_numbers_to_a_library_that_knows_nothing():
    one, other = (z_of(Library(), MIRROR) for _ in range(2))
    assert np.array_equal(one, other)


@pytest.mark.parametrize("knob", ["seed", "measurement_seed"])
def test_another_seed_gives_others(library, knob):
    one, other = z_of(library, MIRROR), z_of(library, edits.set_response(MIRROR, **{knob: 2}))
    assert np.isfinite(other).all()
    populated = np.isin(library.anatomy("hcp-mmp", "left").cut.part, range(1, 11))
    assert (one != other)[populated].mean() > 0.75


def test_seeds_of_units_and_of_noise_are_apart(library):
    """Another measurement of the same units: the drive stays, only the noise is drawn again."""
    scene = edits.set_response(MIRROR, noise_hz=0.1)
    one, other = z_of(library, scene), z_of(library, edits.set_response(scene, measurement_seed=2))
    assert np.corrcoef(one[:, 0], other[:, 0])[0, 1] > 0.99


def test_a_side_does_not_depend_on_whether_the_other_one_is_shown(library):
    alone = z_of(library, MIRROR)
    together = z_of(Library(), edits.set_hemisphere(MIRROR, "both"))
    assert np.array_equal(alone, together)


def test_the_acting_hand_is_answered_more_on_the_other_side(library):
    both = edits.set_hemisphere(MIRROR, "both")
    for hand, contra, ipsi in (("right", "left", "right"), ("left", "right", "left")):
        sides = resolve(edits.set_response(both, hand=hand), library).sides
        strength = {side: shown.z[part(library, both, "m1", side), EXECUTE].mean() for side, shown in sides.items()}
        assert strength[contra] > strength[ipsi] * 1.2


def test_units_belong_to_their_knobs(library):
    units = responses.units(Scene(), "left", library)
    assert units is responses.units(Scene(), "left", library)
    assert units is not responses.units(edits.set_response(Scene(), seed=9), "left", library)


def test_the_medial_wall_of_the_other_family_stays_dark(library):
    scene = edits.set_atlas(MIRROR, "desikan-killiany")
    z, one = z_of(library, scene), library.anatomy("desikan-killiany", "left")
    wall = np.flatnonzero(one.labels.code == 0)
    assert np.abs(z[wall]).max() < 1e-6


def test_both_families_tell_the_same_story(library):
    """Shares of the cortex that pass, within a third of each other."""
    shares = []
    for atlas in ATLASES:
        scene = edits.set_atlas(MIRROR, atlas)
        one = library.anatomy(atlas, "left")
        z = z_of(library, scene)[: len(one.code)]
        passed = np.stack([z[:, 0] > 3.1, z[:, 1] > 3.1, z.min(axis=1) > 3.1])
        shares.append((passed * one.area_mm2).sum(axis=1) / one.area_mm2.sum())
    assert shares[0] == pytest.approx(shares[1], rel=0.35)
