"""The knobs and the actions as options: every knob of the table, for both verbs; a file of one's own actions."""

import argparse
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from atlas_app.__main__ import main
from atlas_app.brain.words import words
from atlas_app.cli import parse
from atlas_app.cli.deeds import acted
from atlas_app.cli.knobs import APART, option_of, turned
from atlas_app.model import edits, scene_file
from atlas_app.model.scene import BOLD_PEAK_S, Response, Scene
from regions.responses.constants import knob_table
from tests.looking import composed

KNOBS = {name: knob for name, knob in knob_table().items() if name not in APART}
NUMBERS = {name: knob for name, knob in KNOBS.items() if knob.low is not None}
OWN = Path(__file__).parents[1] / "docs" / "own_actions.toml"
TINY = ["--size", "320x200"]


def refused(result, code, *parts):
    found, said, told = result
    assert (found, said, told.count("\n")) == (code, "", 1), told
    assert told.startswith("mirror-atlas: ")
    assert told.endswith(".\n")
    assert len(told) < 400
    for part in parts:
        assert part in told, told


def begun(verb):
    return [verb, "out.png"] if verb == "render" else [verb]


def other(knob):
    """A value that is not the knob's default, as a word."""
    if knob.choices:
        return next(word for word in knob.choices if word != knob.default)
    return str(type(knob.default)(knob.low))


@pytest.mark.parametrize("verb", ["render", "simulate"])
@pytest.mark.parametrize("name", KNOBS)
def test_every_knob_of_the_table_turns_the_scene_by_its_option(verb, name):
    knob = KNOBS[name]
    turn = [option_of(name)] if isinstance(knob.default, bool) else [option_of(name), other(knob)]
    scene = turned(Scene(), parse([*begun(verb), *turn]))
    changed = {each for each in KNOBS if getattr(scene.response, each) != getattr(Response(), each)}
    assert changed == {name}
    assert str(getattr(scene.response, name)) == (turn[1] if len(turn) == 2 else "True")


def test_what_is_not_named_stays_as_the_scene_has_it():
    scene = edits.set_response(Scene(), trials=40, split_both=True)
    assert turned(scene, parse(["render", "out.png", "--noise", "3"])).response == Response(
        trials=40, split_both=True, noise_hz=3.0
    )


def test_a_scene_holds_every_knob_of_the_table():
    assert set(KNOBS) == set(Response.__struct_fields__)


@pytest.mark.parametrize("verb", ["render", "simulate"])
@pytest.mark.parametrize("name", NUMBERS)
def test_beyond_its_range_a_knob_is_refused_with_the_range(run, tmp_path, monkeypatch, verb, name):
    monkeypatch.chdir(tmp_path)
    low, high = NUMBERS[name].low, NUMBERS[name].high
    for word in (f"{high + 1:.10g}", f"{low - 1:.10g}", "nan", "much", "9" * 400):
        told = run(*begun(verb), f"{option_of(name)}={word}")
        refused(told, 2, option_of(name), f"from {low:.10g} to {high:.10g}")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("verb", ["render", "simulate"])
def test_help_gives_every_knob_its_range_and_source(capsys, verb):
    with pytest.raises(SystemExit):
        main([verb, "--help"])
    said = " ".join(capsys.readouterr().out.split())
    for name, knob in KNOBS.items():
        assert option_of(name) in said
        assert knob.source in said
        assert knob.help.rstrip(".") in said
        if name in NUMBERS:
            assert f"{knob.low:.10g} to {knob.high:.10g}" in said


# A picture with its knobs turned.


def test_a_picture_is_drawn_with_its_knobs(run, tmp_path, canvas, library):
    out = tmp_path / "out.png"
    turns = ["--condition", "mirror", "--kernel", "9", "--trials", "30", "--threshold", "4", "--measurement-seed", "2"]
    assert run("render", out, *TINY, *turns) == (0, "", "")
    scene = edits.set_response(
        edits.set_condition(Scene(), "mirror"), kernel_mm=9.0, trials=30, threshold_z=4.0, measurement_seed=2
    )
    with Image.open(out) as image:
        assert np.array_equal(np.asarray(image.convert("RGB")), composed(canvas, library, scene, (320, 200)))


def edited(*given):
    """The scene that a `render` with these words draws."""
    from atlas_app.cli.render import _scene

    return _scene(parse(["render", "out.png", *given]))


def test_the_blood_response_has_its_own_clock():
    assert edited("--condition", "mirror", "--bold").time_s == BOLD_PEAK_S
    assert edited("--condition", "mirror", "--bold", "--time", "20").time_s == 20


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        (["--condition", "mirror", "--bold", "--time", "31"], ["'31' is no time", "seconds from -2 to 30"]),
        (["--condition", "mirror", "--time", "20"], ["'20' is no time", "seconds from -1 to 3"]),
        (["--condition", "object", "--layer", "literature"], ["literature", "no condition 'object'"]),
        (["--condition", "imagine", "--layer", "simulation"], ["simulation", "no condition 'imagine'"]),
    ],
)
def test_what_contradicts_itself_is_refused(run, tmp_path, words, parts):
    refused(run("render", tmp_path / "out.png", *words), 2, *parts)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("condition", ["object", "nogo", "imagine"])
def test_a_picture_of_what_stands_apart_can_be_drawn(run, tmp_path, condition):
    assert run("render", tmp_path / "out.png", *TINY, "--condition", condition) == (0, "", "")
    assert edited("--condition", condition).condition == condition


# Actions of one's own.


def given(**options):
    return argparse.Namespace(**{"action": None, "observe_action": None, "actions": None} | options)


def test_a_file_puts_its_actions_beside_the_bundled_ones(run, tmp_path):
    scene = acted(Scene(), given(actions=OWN, action="point-at-cup", observe_action="kick"))
    assert (scene.action, scene.observed) == ("point-at-cup", "kick")
    assert scene.own_actions == OWN.read_text(encoding="utf-8")
    code, said, told = run("simulate", "--actions", OWN, "--action", "point-at-cup")
    assert (code, told) == (0, "")
    assert said.startswith("SIMULATED: do point-at-cup, watch point-at-cup")
    out = tmp_path / "out.csv"
    assert run("simulate", "--actions", OWN, "--action", "point-at-cup", "--out", out) == (0, "", "")
    assert "point-at-cup" in out.read_text()
    assert "a table of one's own" in out.read_text()
    assert "actions.toml" in out.read_text()  # the control is a bundled one


def test_a_picture_of_one_s_own_action_says_its_name(run, tmp_path, canvas, library):
    out = tmp_path / "out.png"
    chosen = ["--condition", "execute", "--actions", str(OWN), "--action", "point-at-cup"]
    assert run("render", out, *TINY, *chosen) == (0, "", "")
    assert words(edited(*chosen)).title == "Execute: point at a cup"
    with Image.open(out) as image:
        assert np.array_equal(np.asarray(image.convert("RGB")), composed(canvas, library, edited(*chosen), (320, 200)))


def test_a_saved_scene_brings_its_own_actions(tmp_path):
    path = tmp_path / "scene.json"
    scene_file.write(path, acted(Scene(), given(actions=OWN)))
    assert edited("--scene", str(path), "--action", "point-at-cup").action == "point-at-cup"


@pytest.mark.parametrize("verb", ["render", "simulate"])
@pytest.mark.parametrize(
    ("words", "parts"),
    [
        (["--action", "gras"], ["--action", "unknown action 'gras'", "did you mean 'grasp'?", "choose from grasp"]),
        (["--actions", OWN, "--action", "point"], ["did you mean 'point-at-cup'?"]),
        (["--action", "point-at-cup"], ["unknown action 'point-at-cup'"]),
        (["--actions", OWN, "--observe-action", "kik"], ["--observe-action", "did you mean 'kick'?"]),
    ],
)
def test_an_unknown_action_is_refused_with_the_nearest(run, tmp_path, monkeypatch, verb, words, parts):
    monkeypatch.chdir(tmp_path)
    refused(run(*begun(verb), *words), 2, *parts)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("verb", ["render", "simulate"])
@pytest.mark.parametrize(
    ("content", "part"),
    [
        (None, "No such file"),
        (b"[[action]]\nid = grasp", "expected TOML"),
        (b'[[action]]\nid = "grasp"\n', "name is missing"),
        (b"\x00\xff", "no UTF-8"),
        (b"#" * 200_000, "larger than"),
    ],
)
def test_a_broken_file_of_actions_is_one_sentence(run, tmp_path, monkeypatch, verb, content, part):
    monkeypatch.chdir(tmp_path)
    if content is not None:
        (tmp_path / "mine.toml").write_bytes(content)
    refused(run(*begun(verb), "--actions", "mine.toml"), 1, "mine.toml", part)
    assert [path.name for path in tmp_path.iterdir()] == ([] if content is None else ["mine.toml"])
