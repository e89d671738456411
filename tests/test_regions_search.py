"""Search: the right first answer with the right warning, every label by its own name, typing errors."""

import subprocess
import sys
from collections import Counter

import pytest

from data.tables import table
from regions.atlases import atlas, atlases
from regions.catalogue import ORDER
from regions.names import bare, named, readable
from regions.search import KINDS, index, said, search


def first(words, **wishes):
    return search(words, **wishes)[0]


@pytest.mark.parametrize(
    ("words", "region", "kind", "warned"),
    [
        ("SMA", "sma", "region", "Not premotor cortex"),
        ("sma", "sma", "region", "Pre-SMA included"),
        ("BA6", "premotor", "place", "two of the five"),
        ("ba 6", "premotor", "place", "two of the five"),
        ("Brodmann area 6", "premotor", "place", "two of the five"),
        ("area 2", "s1", "place", "Not visual area V2"),
        ("angular", "ipl", "place", "not where mirror responses are reported"),
        ("Broca", "ifg44", "place", "Not on this list"),
        ("Broca's area", "ifg44", "place", "Not on this list"),
        ("middle temporal", "mt", "place", "Neither is the medial temporal lobe"),
        ("MT", "mt", "neighbour", "not the medial temporal lobe"),
        ("MTL", "mtl", "region", "neither the visual area MT nor the middle temporal gyrus"),
        ("F5", "premotor", "place", "contested"),
        ("PFG", "ipl", "place", "No human atlas here has it"),
        ("hand knob", "m1", "place", "Not one of the five"),
        ("44", "ifg44", "neighbour", "Not on this list"),
        ("insula", "", "place", "Not on this list"),
        ("mid-cingulate", "", "place", "Not on this list"),
        ("amygdala", "", "place", "Not on this list"),
        ("pre-SMA", "sma", "place", "Not the SMA proper"),
        ("IPS", "aip", "place", "not one of the five"),
    ],
)
def test_the_first_answer_is_right_and_warns(words, region, kind, warned):
    hit = first(words)
    assert (hit.region, hit.kind) == (region, kind)
    assert warned in hit.note


def test_a_name_of_two_things_answers_both():
    assert [hit.region for hit in search("BA6")[:2]] == ["premotor", "sma"]
    assert [hit.title for hit in search("middle temporal")[:2]] == [
        "Middle temporal visual area (MT, V5)",
        "Middle temporal gyrus",
    ]
    assert {hit.region for hit in search("mirror neurons")} == {"premotor", "ipl", "sma", "mtl", "s1"}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("hipocampus", "mtl"), ("anglar", "ipl"), ("premotr", "premotor"), ("suplementary motor", "sma")],
)
def test_a_typing_error_is_forgiven(typed, meant):
    assert first(typed).region == meant


def test_what_is_like_nothing_finds_nothing():
    assert search("xyzzy") == search("  ") == search("?!") == search("qq") == ()


def test_every_label_of_every_atlas_is_found_by_its_own_name_on_its_side():
    lost = []
    for one in named():
        hits = search(f"{one.words}, {one.side}", limit=20, atlas_id=one.atlas)
        if (one.atlas, one.label, one.side) not in {(hit.atlas, hit.label, hit.side) for hit in hits}:
            lost.append(one)
    assert not lost


@pytest.mark.parametrize("label", ["L_6v", "ctx_rh_S_central", "Left_Precentral_Gyrus", "GM_Premotor_cortex_BA6_L"])
def test_a_label_is_found_as_its_file_has_it(label):
    assert first(label).label == label


def test_the_names_are_those_of_the_atlases_and_each_is_its_own():
    counted = Counter((one.atlas, one.side) for one in named())
    assert {one.atlas for one in named()} == set(atlases())
    assert counted["hcp-mmp", "left"] == counted["hcp-mmp", "right"] == 180
    assert counted["yeo-17", "left"] == 17
    twice = [what for what, n in Counter((one.atlas, one.side, one.words) for one in named()).items() if n > 1]
    assert not twice


@pytest.mark.parametrize(
    ("atlas_id", "label", "words"),
    [
        ("harvard-oxford", "Left_Precentral_Gyrus", "Precentral Gyrus"),
        ("destrieux", "ctx_lh_S_central", "Central sulcus"),
        ("destrieux", "ctx_rh_G_pariet_inf-Angular", "Parietal inferior angular gyrus"),
        ("hcp-mmp", "L_6v", "6v"),
        ("aal2", "Supp_Motor_Area_R", "Supplementary motor area"),
        ("juelich", "GM_Broca's_area_BA44_L", "Broca's area BA44"),
        ("desikan-killiany", "bankssts", "Banks of the superior temporal sulcus"),
    ],
)
def test_a_label_reads_in_full(atlas_id, label, words):
    assert readable(atlas_id, label) == words


def test_a_side_in_the_words_is_kept_to():
    assert {hit.side for hit in search("right PFt")} == {"right"}
    assert first("SMA rh").side == "right"
    assert first("PFm", side="right").side == "right"


def test_the_atlas_that_is_shown_and_better_fits_come_first():
    labels = [hit for hit in search("precentral", atlas_id="aal2") if hit.kind == "label"]
    assert labels[0].atlas == "aal2"
    hits = search("temporal", limit=100)
    order = [(hit.fit, KINDS.index(hit.kind)) for hit in hits]
    assert order == sorted(order)


def test_every_synonym_leads_somewhere():
    known = {(one.atlas, bare(one.label)) for one in named()}
    rows = table("synonyms.toml")
    assert [row["id"] for row in rows["region"]] == list(ORDER)
    for row in rows["synonym"]:
        assert row.get("leads", ORDER[0]) in ORDER
        assert row.get("title") or row.get("leads"), row
        assert row.get("label") or row.get("leads"), row
        assert not row.get("label") or (row["atlas"], row["label"]) in known, row
        assert row["note"].endswith("."), row
        for word in row["words"]:
            hits = search(word, limit=40)
            assert row["note"] in {hit.note for hit in hits} or row.get("leads") in {hit.region for hit in hits[:2]}, (
                row
            )


def test_each_answer_says_what_it_is():
    assert said(first("SMA")) == "One of the five regions"
    assert said(first("MT")) == "Neighbour, outside the five"
    assert said(first("angular")) == "In: Inferior parietal lobule, one of the five"
    assert said(first("insula")) == "Elsewhere in the brain"
    assert said(first("Angular_L")) == atlas("aal2").name


def test_the_index_opens_no_volume():
    program = (
        "import regions.volume as volume\n"
        "def opened(*_): raise AssertionError('a volume was opened')\n"
        "volume.volume = volume.maps = volume.mapped = opened\n"
        "from regions.search import search\n"
        "import sys\n"
        "assert search('SMA')\n"
        "assert not {'PyQt6', 'vtkmodules', 'nibabel', 'scipy'} & {name.split('.')[0] for name in sys.modules}\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_index_names_each_thing_once():
    hits = [entry.hit for entry in index() if entry.hit.kind in ("region", "neighbour", "label")]
    assert len(hits) == len(set(hits))
