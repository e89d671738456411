"""The picture in words: what is simulated says so, what is turned says so, and nothing is said twice."""

import pytest
from msgspec.structs import replace

from atlas_app.brain.describe import describe
from atlas_app.brain.library import Library
from atlas_app.brain.resolve import resolve
from atlas_app.model import edits
from atlas_app.model.scene import Neuron, Orbit, Place, Scene


@pytest.fixture(scope="module")
def told():
    library = Library()

    def tell(scene):
        library.load(scene)
        return describe(resolve(scene, library))

    return tell


def test_the_regions_their_sides_and_the_atlas(told):
    said = told(Scene())
    assert said.startswith("Five regions. Premotor, Supplementary motor, Primary somatosensory, ")
    assert "Left hemisphere, outer side; Left hemisphere, inner side." in said
    assert said.endswith("inflated surface.")
    assert "MT (visual motion)" not in said  # a neighbour
    assert "Turned" not in said
    assert "MNI152" not in said
    assert ".." not in said
    assert told(edits.set_hemisphere(Scene(), "both")).count("Premotor") == 1


def test_a_simulation_says_so_first_and_reads_its_terms(told):
    scene = edits.set_condition(Scene(), "execute")
    said = told(scene)
    assert said.startswith("SIMULATED. Execute: ")
    assert "z >= 3.1" in said.replace("\u2265", ">=")
    assert "12 trials" in said
    assert "5 trials" in told(edits.set_response(scene, trials=5))


def test_what_is_hidden_is_not_named(told):
    said = told(edits.set_region_visible(Scene(), "premotor", False))
    assert "Premotor" not in said
    assert "Supplementary motor" in said


def test_turned_and_pointed_out(told):
    turned = edits.set_orbit(Scene(), Orbit(roll=30))
    assert "Turned from there." in told(turned)
    assert "Turned" not in told(edits.set_orbit(Scene(), Orbit(zoom=2, pan_x=0.3)))
    assert "Pointed out: MNI152 -38 0 47 mm." in told(edits.set_place(turned, Place(x=-38, y=-0.2, z=47)))


def test_a_neuron_has_no_side_that_is_seen(told):
    said = told(replace(Scene(), neuron=Neuron(region="premotor", number=35), place=Place(x=-38, y=0, z=47)))
    assert "outer side" not in said
    assert "Pointed out" not in said
    assert "What does this cell do?" in said
