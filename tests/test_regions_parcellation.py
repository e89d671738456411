"""Atlases on a surface: every label where it should be, in its own numbering, the medial wall without one."""

import numpy as np
import pytest

from atlas_app.brain.anatomy import family_named
from data import sources
from data.cache import FOLDER_VARIABLE
from data.sides import HEMISPHERES
from data.sources import SourceError
from meshes import families
from regions import readers
from regions.parcellation import parcellation

LOBES = {  # a label with a direction in which nothing lies beyond it: axis, sign
    "hcp-mmp": {"V1": (1, -1), "10d": (1, 1), "4": (2, 1), "TGv": (2, -1)},
    "desikan-killiany": {"pericalcarine": (1, -1), "frontalpole": (1, 1), "paracentral": (2, 1), "entorhinal": (2, -1)},
}


@pytest.mark.parametrize("side", HEMISPHERES)
def test_hcp_mmp_has_180_areas_a_side_all_of_them_somewhere(side):
    labels = parcellation("hcp-mmp", side)
    assert labels.names[0] == ""
    assert len(set(labels.names[1:])) == 180
    assert set(np.unique(labels.code).tolist()) == set(range(181))
    assert (labels.code == 0).sum() == {"left": 32492 - 29696, "right": 32492 - 29716}[side]


@pytest.mark.parametrize("side", HEMISPHERES)
def test_desikan_killiany_has_34_labels_a_side_and_corpus_callosum_is_none(side):
    labels = parcellation("desikan-killiany", side)
    present = {labels.names[k] for k in np.unique(labels.code).tolist() if k}
    assert len(present) == 34
    assert "unknown" not in labels.names


@pytest.mark.parametrize("atlas", list(LOBES))
@pytest.mark.parametrize("side", HEMISPHERES)
def test_labels_lie_where_anatomy_has_them(atlas, side):
    """Visual cortex behind, frontal pole in front, motor cortex on top, temporal pole below."""
    labels = parcellation(atlas, side)
    places, _ = families.mni152(family_named(atlas), side)
    cortex = places[labels.code > 0]
    for name, (axis, sign) in LOBES[atlas].items():
        prefix = f"{side[0].upper()}_" if atlas == "hcp-mmp" else ""
        there = places[labels.where(prefix + name), axis]
        assert len(there), name
        assert (sign * cortex[:, axis] < sign * np.median(there)).mean() > 0.85, name


@pytest.mark.parametrize("atlas", list(LOBES))
def test_what_has_no_label_is_the_medial_wall(atlas):
    for side in HEMISPHERES:
        labels = parcellation(atlas, side)
        places, _ = families.mni152(family_named(atlas), side)
        assert 0.04 < (labels.code == 0).mean() < 0.12
        assert np.median(np.abs(places[labels.code == 0, 0])) < 12 < np.median(np.abs(places[labels.code > 0, 0]))


def test_where_an_unknown_label_is_is_nowhere():
    assert not parcellation("hcp-mmp", "left").where("R_4").any()


def test_a_damaged_atlas_is_told_not_shown(monkeypatch, tmp_path):
    def damaged(_source):
        raise SourceError("mmp_1.0.npz is damaged")

    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path))
    monkeypatch.setattr(readers, "find", damaged)
    with pytest.raises(SourceError, match=r"mmp_1\.0\.npz is damaged"):
        parcellation("hcp-mmp", "left")
    monkeypatch.setattr(readers, "find", sources.find)
    assert parcellation("hcp-mmp", "left").code.any()
