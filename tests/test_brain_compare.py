"""Simulation beside literature: the same vertices as everything else, and a plain sentence where they disagree."""

import json
from dataclasses import FrozenInstanceError

import numpy as np
import pytest

from atlas_app.brain.compare import APART, NOTHING, SOMETHING, Answers, comparison, comparison_terms, disagreement
from atlas_app.brain.resolve import resolve
from atlas_app.brain.table import region_rows
from atlas_app.model import edits
from atlas_app.model.scene import Scene
from data.sides import HEMISPHERES
from regions.catalogue import FIVE, ORDER

NONE = Answers(0.0, 0.0, 0.0)


def by_place(rows):
    return {(row.region, row.hemisphere): row for row in rows}


def test_one_frozen_row_per_region_neighbour_and_side(library):
    rows = comparison(Scene(), library)
    assert [(row.region, row.hemisphere) for row in rows] == [(one, side) for one in ORDER for side in HEMISPHERES]
    with pytest.raises(FrozenInstanceError):
        rows[0].vertices = 0
    assert [row.region for row in comparison(Scene(), library, ("mtl",))] == ["mtl", "mtl"]


def test_vertices_are_those_of_the_table(library):
    counted = by_place(region_rows("hcp-mmp", library, ORDER))
    for place, row in by_place(comparison(Scene(), library)).items():
        assert row.vertices == counted[place].vertices


def test_per_cents_are_those_of_the_picture(library):
    """What the picture shows above its threshold, on the vertices that stand for themselves."""
    scene = edits.set_view(edits.set_condition(Scene(), "mirror"), "stage", "both")
    found = by_place(comparison(scene, library))
    literature = edits.set_layer(scene, "literature")
    for shown, name, threshold in ((scene, "simulation", scene.response.threshold_z), (literature, "literature", 3.6)):
        picture = resolve(shown, library)
        for side in HEMISPHERES:
            anatomy = library.anatomy("hcp-mmp", side)
            passed = picture.sides[side].z[: len(anatomy.code)] >= threshold
            for region in FIVE:
                there = passed[anatomy.code == ORDER.index(region) + 1]
                wanted = (*(100 * there.mean(axis=0)), 100 * there.all(axis=1).mean())
                assert getattr(found[region, side], name) == pytest.approx(wanted, abs=1e-6)


def test_both_is_never_more_than_either(library):
    for row in comparison(Scene(), library):
        for one in (row.simulation, row.literature):
            assert 0 <= one.both <= min(one.execute, one.observe) <= 100


def test_the_table_follows_the_scene(library):
    plain = by_place(comparison(Scene(), library))
    strict = by_place(comparison(edits.set_response(Scene(), threshold_z=6.0), library))
    early = by_place(comparison(edits.set_time(Scene(), -1.0), library))
    wide = by_place(comparison(edits.set_wide_literature(Scene(), True), library))
    here = ("premotor", "left")
    assert strict[here].simulation.both < plain[here].simulation.both
    assert strict[here].literature == plain[here].literature
    assert early[here].simulation.execute < 5 < plain[here].simulation.execute
    assert wide[here].literature.observe > plain[here].literature.observe
    assert wide[here].simulation == plain[here].simulation
    assert by_place(comparison(edits.set_atlas(Scene(), "desikan-killiany"), library)) == plain


def test_what_the_two_say_of_these_regions(library):
    found = by_place(comparison(Scene(), library))
    for side in HEMISPHERES:
        assert found["mt", side].disagreement == ""
        assert "has execute" in found["mtl", side].disagreement
        assert "the literature shows no convergence" in found["mtl", side].disagreement
        assert "both" in found["ifg44", side].disagreement


@pytest.mark.parametrize(
    ("simulation", "literature", "said"),
    [
        (NONE, NONE, ""),
        (
            Answers(SOMETHING, 0, 0),
            NONE,
            "The simulation has execute in 5.0 % of its vertices, the literature shows no",
        ),
        (Answers(SOMETHING - 0.1, 0, 0), NONE, ""),
        (Answers(0, 0, 20.0), Answers(0, 0, NOTHING / 2), "next to no convergence (0.5 %)"),
        (Answers(0, 0, 20.0), Answers(0, 0, NOTHING), ""),
        (NONE, Answers(0, 30.0, 0), "The literature has observe in 30.0 % of its vertices, the simulation none."),
        (Answers(0, 0.4, 0), Answers(0, 30.0, 0), "the simulation next to none (0.4 %)."),
        (Answers(60, 0, 0), Answers(60 - APART, 0, 0), "far apart in execute: simulation 60.0 %, literature 35.0 %"),
        (Answers(60, 0, 0), Answers(60.1 - APART, 0, 0), ""),
    ],
)
def test_disagreement_is_one_without_the_other_or_far_apart(simulation, literature, said):
    found = disagreement(simulation, literature)
    assert said in found
    assert bool(said) == bool(found)


def test_every_condition_that_disagrees_has_its_sentence():
    assert disagreement(Answers(50, 50, 50), NONE).count("no convergence.") == 3


def test_nobody_is_called_silent(library):
    for row in comparison(Scene(), library):
        assert "silent" not in row.disagreement


def test_a_row_is_plain_json_to_a_tenth(library):
    for row in comparison(Scene(), library):
        plain = json.loads(json.dumps(row.as_json()))
        assert list(plain) == ["region", "hemisphere", "vertices", "simulation", "literature", "disagreement"]
        for name in ("simulation", "literature"):
            assert list(plain[name]) == ["execute", "observe", "both"]
            assert np.allclose(list(plain[name].values()), getattr(row, name), atol=0.051)


def test_the_terms_name_both_and_the_surface_that_was_counted_on():
    simulated, literature, meaning = comparison_terms(edits.set_time(Scene(), 0.1))
    assert simulated.startswith("SIMULATED: z ≥ 3.1")
    assert "+0.10 s" in simulated
    assert "midthickness" in simulated
    assert literature.startswith("LITERATURE CO-ACTIVATION")
    assert "no measures of the same thing" in meaning
