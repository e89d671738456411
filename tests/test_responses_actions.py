"""The table of actions: what it holds, how a teacher adds to it, one sentence for whatever is wrong in it."""

import copy
import tomllib
from pathlib import Path

import numpy as np
import pytest

from data.tables import FILES
from regions.catalogue import ORDER
from regions.responses.action_file import STATUSES, actions, actions_of, check_actions, read_text
from regions.responses.actions import RECORDED_ACTION, answering
from regions.responses.faults import ResponseError

BUNDLED = tomllib.loads((FILES / "actions.toml").read_text(encoding="utf-8"))
JUGGLE = """
[[action]]
id = "juggle"
name = "Juggle"
effector = "hand"
object = "three balls"
phases = [{ name = "throw", at_s = 0 }, { name = "catch", at_s = 0.5 }]
status = "assumption"
citation = ""
note = "Made up in class."
"""


def changed(**fields):
    """The bundled table with fields of its first action changed; None takes one away."""
    table = copy.deepcopy(BUNDLED)
    for key, value in fields.items():
        if value is None:
            del table["action"][0][key]
        else:
            table["action"][0][key] = value
    return table


def test_the_eight_actions_are_there_with_effector_object_phases_and_source():
    done = actions().actions
    assert tuple(done) == ("grasp", "bring", "tear", "press", "kick", "smile", "frown", "speak")
    assert {name: one.effector for name, one in done.items()}["kick"] == "foot"
    assert [one.object for one in done.values()] == ["cup", "cup", "sheet of paper", "button", "ball", "", "", ""]
    for one in done.values():
        assert one.phases
        assert one.note
        assert one.status in STATUSES
        assert one.citation or one.status == "assumption"
    assert RECORDED_ACTION in done


def test_facial_actions_keep_to_three_regions_and_say_illustrative():
    facial = [one for one in actions().actions.values() if one.effector == "mouth"]
    assert len(facial) == 3
    for one in facial:
        assert set(one.regions) == {"premotor", "sma", "mtl"}
        assert one.status == "assumption"
        assert one.note.startswith("Illustrative")


def test_foot_hand_and_mouth_lie_from_the_midline_outwards_and_overlap():
    across = np.zeros((70, 3), np.float32)
    across[:, 0] = -np.arange(70)
    for region in ("m1", "premotor"):
        share = {name: answering(actions(), name, region, across) for name in ("kick", "grasp")}
        share["speak"] = answering(actions(), "speak", "premotor", across)
        assert share["kick"].argmax() < 25 < 50 < share["speak"].argmax()
        assert (share["grasp"] == 1).all()  # the recorded shares stand for whole areas
        assert np.minimum(share["kick"], share["speak"]).max() > 0.01
        assert np.abs(np.diff(share["kick"])).max() < 0.1
    assert answering(actions(), "kick", "mt", across).tolist() == [1.0] * 70
    assert answering(actions(), "smile", "m1", across).tolist() == [0.0] * 70


def test_the_sides_are_mirror_images():
    left = np.array([[-20, 0, 60], [-40, 0, 60]], np.float32)
    right = left * np.array([-1, 1, 1], np.float32)
    assert answering(actions(), "kick", "m1", left).tolist() == answering(actions(), "kick", "m1", right).tolist()


def test_a_control_is_an_action_that_is_not_executed():
    known = actions()
    assert known.control("grasp", "grasp") == "kick"
    assert known.control("kick", "kick") == "grasp"
    assert known.control("grasp", "tear") == "tear"
    for name in known.actions:
        assert known.control(name, name) not in known.family(name)


def test_a_teacher_adds_an_action_in_a_file_of_their_own(tmp_path):
    file = tmp_path / "mine.toml"
    file.write_text(JUGGLE, encoding="utf-8")
    known = actions_of(read_text(file))
    assert tuple(known.actions) == (*actions().actions, "juggle")
    assert known.family("juggle") == ("grasp", "bring", "tear", "press", "juggle")
    assert known.object_regions == actions().object_regions
    assert known.actions["juggle"].phases[1].at_s == 0.5


def test_the_example_for_teachers_can_be_read():
    known = actions_of(read_text(Path(__file__).parents[1] / "docs" / "own_actions.toml"))
    assert tuple(known.actions) == (*actions().actions, "point-at-cup")
    assert known.action("point-at-cup").name == "Point at a cup"
    assert [phase.name for phase in known.action("point-at-cup").phases] == ["raise", "hold", "lower"]


def test_what_the_example_shows_as_a_comment_can_be_read_too(tmp_path):
    text = (Path(__file__).parents[1] / "docs" / "own_actions.toml").read_text(encoding="utf-8")
    file = tmp_path / "mine.toml"
    shown = text[text.index("# [effector.trunk]") :].splitlines()
    file.write_text("\n".join([text, *(line.removeprefix("# ") for line in shown)]), encoding="utf-8")
    assert actions_of(read_text(file)).effectors["trunk"].gradients[0].from_midline_mm == 18


@pytest.mark.parametrize("key", ["id", "name", "effector", "object", "phases", "status", "citation", "note"])
def test_a_missing_field_is_named(key):
    at = "action number 1" if key == "id" else "action 'grasp'"
    with pytest.raises(ResponseError, match=rf"^mine\.toml, {at}: {key} is missing, expected a (text|list)$"):
        check_actions(changed(**{key: None}), "mine.toml")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"effector": "hnad"}, "unknown effector 'hnad': did you mean 'hand'"),
        ({"effector": 3}, "effector is 3, expected a text"),
        ({"object": " "}, "object is empty, expected a text or 'none'"),
        ({"regions": ["premotr"]}, "unknown region 'premotr': did you mean 'premotor'"),
        ({"status": "sure"}, "unknown status 'sure'"),
        ({"citation": ""}, "citation is empty, expected one for the status 'derived'"),
        ({"phases": []}, "phases are empty"),
        ({"phases": [{"name": "reach"}]}, "phase number 1: at_s is missing, expected a number"),
        ({"phases": [{"name": "reach", "at_s": "soon"}]}, "phase number 1: at_s is 'soon', expected a number"),
        ({"phases": [{"name": "reach", "at_s": float("nan")}]}, "at_s is nan, expected a number"),
        ({"phases": [{"name": "reach", "at_s": 10**400}]}, "expected a number"),
        ({"phases": ["reach"]}, "phase number 1 is 'reach', expected a table"),
        (
            {"phases": [{"name": "hold", "at_s": 0.5}, {"name": "reach", "at_s": 0.1}]},
            "phase 'reach' begins at 0.1 s, expected a time after 'hold' at 0.5 s",
        ),
        ({"name": "Grasp " * 20}, "name is 'Grasp .*, expected one line of at most 60 characters"),
        ({"name": "Grasp\na cup"}, "name is .*, expected one line"),
        ({"id": "x" * 61}, "id is 'xxx"),
        ({"phases": [{"name": "reach\t", "at_s": 0}]}, "phase: name is .*, expected one line"),
        ({"speed": 3}, "unknown key 'speed'"),
        ({"id": "kick"}, "the id 'kick' is there already"),
    ],
)
def test_a_wrong_field_is_one_sentence_with_file_action_and_expectation(fields, words):
    with pytest.raises(ResponseError, match=r"^mine\.toml, action '.*" + words) as fault:
        check_actions(changed(**fields), "mine.toml")
    assert "\n" not in str(fault.value)


@pytest.mark.parametrize(
    ("effector", "words"),
    [
        ({"name": "tail", "gradient": []}, "both_sides is missing, expected true or false"),
        ({"name": "tail", "both_sides": 1, "gradient": []}, "both_sides is 1, expected true or false"),
        ({"name": "tail", "both_sides": False, "gradient": [{"width_mm": 0.0}]}, "gradient number 1: width_mm is 0"),
        ({"name": "tail", "both_sides": False, "gradient": [{"least": 2}]}, "least is 2, expected a share from 0 to 1"),
    ],
)
def test_a_wrong_effector_is_named(effector, words):
    good = BUNDLED["effector"]["foot"]["gradient"][0]
    if effector.get("gradient"):
        effector = effector | {"gradient": [good | effector["gradient"][0]]}
    with pytest.raises(ResponseError, match=r"^mine\.toml, effector 'tail'.*" + words):
        check_actions(BUNDLED | {"effector": BUNDLED["effector"] | {"tail": effector}}, "mine.toml")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"[[action]]\nid = grasp", r"line 2, column 6.*; expected TOML"),
        (b"\xff\xfe", "byte 0 is no UTF-8"),
        (b"", r"no \[\[action\]\] in it"),
        (b"action = 3", "action is 3, expected a list"),
        (b"verb = 3", "unknown key 'verb'"),
        (b"a = " + b"[" * 50_000, "nested too deeply|expected TOML"),
        (b"#" * 2_000_000, "larger than 100000 bytes"),
    ],
)
def test_a_broken_file_is_one_sentence(tmp_path, content, words):
    file = tmp_path / "mine.toml"
    file.write_bytes(content)
    with pytest.raises(ResponseError, match=r"^mine\.toml.*(" + words + ")"):
        read_text(file)


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(ResponseError, match=r"nowhere\.toml: No such file"):
        read_text(tmp_path / "nowhere.toml")


def test_an_action_that_is_known_may_not_come_again(tmp_path):
    file = tmp_path / "mine.toml"
    file.write_text(JUGGLE.replace("juggle", "grasp"), encoding="utf-8")
    with pytest.raises(ResponseError, match="the id 'grasp' is there already"):
        read_text(file)


def test_every_region_named_in_the_file_exists():
    for effector in actions().effectors.values():
        for gradient in effector.gradients:
            assert set(gradient.regions) <= set(ORDER)
