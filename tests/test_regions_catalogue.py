"""The catalogue: every region in words, each claim with three cells and somebody who says so."""

import re

import pytest

from regions.atlases import atlas, atlases
from regions.catalogue import EVIDENCE, FIVE, NEIGHBOURS, ORDER, catalogue, region

CELLS = {  # monkey neurons, human neurons, human fMRI, as the evidence has them
    "premotor": ("shown", "partly", "shown"),
    "sma": ("partly", "partly", "partly"),
    "s1": ("none", "none", "partly"),
    "ipl": ("shown", "partly", "shown"),
    "mtl": ("none", "partly", "none"),
}


def test_regions_and_neighbours_stand_in_order():
    assert tuple(catalogue()) == ORDER == FIVE + NEIGHBOURS
    assert {one.id for one in catalogue().values() if one.is_neighbour} == set(NEIGHBOURS)


@pytest.mark.parametrize("region_id", FIVE)
def test_a_region_has_three_cells_never_one_grade(region_id):
    one = region(region_id)
    assert tuple(cell.question for cell in one.evidence) == EVIDENCE
    assert tuple(cell.standing for cell in one.evidence) == CELLS[region_id]
    assert all(cell.note for cell in one.evidence)


def test_outlines_follow_what_a_region_rests_on():
    """Solid: neurons and fMRI. Dashed: fMRI only. Dotted: one neuron study only."""
    for one in (region(each) for each in FIVE):
        monkey, human, fmri = (cell.standing != "none" for cell in one.evidence)
        wanted = "solid" if (monkey or human) and fmri else "dashed" if fmri else "dotted"
        assert one.outline == wanted, one.id
    assert all(region(each).outline == "thin" for each in NEIGHBOURS)


@pytest.mark.parametrize("region_id", ORDER)
def test_every_region_is_described_and_cited(region_id):
    one = region(region_id)
    assert one.name
    assert one.short
    assert one.areas
    assert one.description.endswith(".")
    if region_id in FIVE:
        assert one.citations
        assert re.fullmatch(r"#[0-9A-F]{6}", one.colour)
        assert one.simulated_from == ("from macaque F5" if region_id == "premotor" else "illustrative")
    else:
        assert one.colour is None


def test_the_names_on_screen_are_those_of_the_vocabulary():
    assert region("sma").name == "Supplementary motor area (with pre-SMA)"
    assert region("s1").name == "Primary somatosensory cortex (areas 3, 1, 2)"
    assert region("mtl").name == "Medial temporal lobe: hippocampus and surrounding cortex"


def test_nothing_lights_up():
    for one in catalogue().values():
        assert not re.search(r"light(s|ed)? up|activation", f"{one.description} {one.say}", re.IGNORECASE)


def test_an_unknown_region_or_atlas_is_a_key_error():
    with pytest.raises(KeyError):
        region("cerebellum")
    with pytest.raises(KeyError):
        atlas("nowhere")


def test_every_atlas_names_space_licence_and_whom_to_cite():
    for one in atlases().values():
        assert "MNI152" in one.space
        assert one.licence
        assert re.search(r"(19|20)\d\d", one.citation)
