"""Every number behind the pictures appears on the sheet, with its status in words."""

from collections import Counter

import pytest

from atlas_app.brain.evidence import class_shares
from atlas_app.brain.figures import figures
from atlas_app.brain.numbers import GROUPS, numbers, status_words
from regions.responses.action_file import STATUSES, actions
from regions.responses.classes import CLASSES, rates
from regions.responses.constants import constants, knob_table
from regions.responses.shares import presets

OWN = """
[[action]]
id = "wave"
name = "Wave"
effector = "hand"
object = "none"
phases = [{ name = "up", at_s = 0.0 }]
status = "assumption"
citation = ""
note = "Made up for a class."
"""


@pytest.fixture(scope="module")
def rows():
    return numbers()


def of(rows, group):
    return [row for row in rows if row.group == group]


def test_every_row_has_a_name_a_value_and_a_status_in_words(rows):
    for row in rows:
        assert row.name, row
        assert row.shown != "" or row.group == "Published figures", row  # a critique has none
        assert row.status, row
        assert row.status not in STATUSES, row
    assert list(dict.fromkeys(row.group for row in rows)) == list(GROUPS)
    assert max(Counter((row.group, row.name) for row in rows if row.group != "Published figures").values()) == 1


def test_every_constant_appears_with_a_name_of_its_own(rows):
    said = {row.key: row for row in of(rows, "Constants")}
    assert set(said) == set(constants())
    for key, one in constants().items():
        assert (said[key].value, said[key].citation, said[key].note) == (one.value, one.citation, one.note)
        assert said[key].name != key.replace("_", " "), f"{key} needs words"


def test_every_share_of_both_presets_appears(rows):
    said = Counter((row.key, row.value) for row in of(rows, "Shares"))
    assert len(said) == len(CLASSES) * len(class_shares())
    for share in class_shares():
        for name, percent in zip(CLASSES, share.percent, strict=True):
            where = [
                one for one in said if one[0].startswith(f"{share.preset} {share.region} {';'.join(share.areas)} ")
            ]
            assert any(key.endswith(f" {name}") and value == percent for key, value in where), (share, name)
    for preset in presets():
        assert any(row.name.endswith(preset) for row in of(rows, "Shares"))


def test_what_is_assumed_names_neither_species_nor_paper_for_its_shares(rows):
    for row in of(rows, "Shares"):
        assert bool(row.citation) == bool(row.species) == ("assumed" not in row.status), row


def test_rates_are_those_of_the_model(rows):
    said = {row.key: row.value for row in of(rows, "Rates")}
    for region in ("premotor", "m1"):
        its = rates(region)
        for kind, name in enumerate(CLASSES):
            found = [said[f"{region} {name} {what}"] for what in ("baseline", "peak in execute", "peak in observe")]
            assert found == pytest.approx([its.baseline_hz[kind], *its.peak_hz[kind]], abs=0.006)


def test_every_action_knob_and_figure_appears(rows):
    assert {row.key for row in of(rows, "Actions")} >= set(actions().actions)
    assert [row.key for row in of(rows, "Knobs")] == list(knob_table())
    assert [row.value for row in of(rows, "Published figures")] == [one.value for one in figures()]


def test_own_actions_stand_beside_the_others(rows):
    more = {row.name: row for row in numbers(OWN)}
    assert "illustrative" in more["Wave"].status
    assert len(more) == len({row.name for row in rows}) + 1


def test_a_mixed_status_says_both():
    assert status_words("memory + assumption") == "figure not checked against the paper; illustrative, assumed"
