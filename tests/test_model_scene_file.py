import json
import os

import pytest
from hypothesis import given

from atlas_app.model import edits, scene_file
from atlas_app.model.files import replace_file
from atlas_app.model.scene import Orbit, Scene
from atlas_app.model.scene_file import MOST_BYTES, SceneFileError
from tests.strategies import scenes


@given(scenes)
def test_a_scene_comes_back_as_it_was(scene):
    text = scene_file.dumps(scene)
    assert scene_file.loads(text, "x.json") == scene
    assert scene_file.dumps(scene_file.loads(text, "x.json")) == text


def test_two_scenes_differ_in_the_lines_where_they_differ():
    one = scene_file.dumps(Scene()).splitlines()
    other = scene_file.dumps(edits.set_theme(Scene(), "light")).splitlines()
    assert [(a, b) for a, b in zip(one, other, strict=True) if a != b] == [
        ('  "theme": "dark",', '  "theme": "light",')
    ]
    assert one[1:3] == ['  "application": "mirror-atlas",', '  "format": 1,']


def test_what_a_file_leaves_out_keeps_its_default():
    assert scene_file.loads('{"format": 1, "orbit": {"zoom": 2}}', "x") == Scene(orbit=Orbit(zoom=2.0))


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        (
            '"atlas": "hcp"',
            "at atlas, unknown atlas 'hcp'; did you mean 'hcp-mmp'? (choose from hcp-mmp, desikan-killiany, yeo-7, ",
        ),
        ('"atlas": 3', "at atlas, expected one of hcp-mmp, desikan-killiany, yeo-7, "),
        (
            '"atlas": "desikan-killiany", "surface": "midthickness"',
            "at surface, the atlas 'desikan-killiany' has no surface 'midthickness' (choose from white, pial, ",
        ),
        ('"names": 1', "at names, expected true or false, found 1"),
        ('"theme": null', "at theme, expected one of dark, light, found null"),
        ('"orbit": {"zoom": 0}', "at orbit.zoom, expected a number of at least 0.2, found 0"),
        ('"orbit": {"zoom": "big"}', 'at orbit.zoom, expected a number, found "big"'),
        ('"orbit": []', "at orbit, expected an object in braces, found an empty list"),
        ('"time_s": NaN', "at time_s, expected a number of at least -2, found NaN"),
        ('"time_s": 1e999', "at time_s, expected a number of at most 32, found Infinity"),
        ('"time_s": true', "at time_s, expected a number, found true"),
        ('"views": []', "at views, expected a list of at least 1 elements, found an empty list"),
        ('"views": [{}, {"direction": "top"}]', "at views[1].direction, unknown direction 'top'"),
        ('"regions": [{"visible": true}]', "at regions[0], expected a field 'region', found none"),
        (
            '"regions": [{"region": "premotr"}]',
            "at regions[0].region, unknown region 'premotr'; did you mean 'premotor'?",
        ),
        (
            '"regions": [{"region": "s1"}, {"region": "s1"}]',
            "at regions[1].region, expected each region once, found 's1' again",
        ),
        (
            '"regions": [{"region": "s1", "colour": "red"}]',
            "at regions[0].colour, expected a colour such as '#D95F02', found \"red\"",
        ),
        ('"response": {"seed": 1.5}', "at response.seed, expected a whole number, found 1.5"),
        ('"response": {"trials": 5000}', "at response.trials, expected a whole number of at most 1000, found 5000"),
        ('"response": {"seed": ' + "9" * 5000 + "}", "at response.seed, expected a whole number, found Infinity"),
        ('"colour": 1', "unknown field 'colour'; did you mean 'cortex'? (choose from atlas, "),
        ('"orbit": {"zom": 1}', "at orbit, unknown field 'zom'; did you mean 'zoom'? (choose from azimuth, "),
        ('"x` - at `$.views[3].q": 1', "unknown field 'x'"),
        ('"theme": "dark", "theme": "light"', 'at "theme", expected each field once, found it again'),
        ('"application": "paint"', "at application, expected 'mirror-atlas', found \"paint\""),
    ],
)
def test_a_fault_is_one_sentence_with_its_place(fields, sentence):
    with pytest.raises(SceneFileError) as caught:
        scene_file.loads(f'{{"format": 1, {fields}}}', "demo.json")
    said = str(caught.value)
    assert said.startswith("demo.json: ")
    assert sentence in said
    assert "\n" not in said
    assert len(said) < 300


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "at line 1, column 1, expected JSON"),
        ('{\n  "format": 1,\n', "at line 3, column 1, expected JSON"),
        ('{"format": 1} {}', "at line 1, column 15, expected JSON, found a fault in it: extra data"),
        ("[]", "expected a scene, which is an object in braces, found an empty list"),
        ("3", "expected a scene, which is an object in braces, found 3"),
        ("[" * 100_000, "found lists or objects inside each other without end"),
        ("{}", "at format, expected a version number such as 1, found none"),
        ('{"format": "1"}', 'at format, expected a version number such as 1, found "1"'),
        ('{"format": true}', "at format, expected a version number such as 1, found true"),
        ('{"format": 0}', "at format, expected a version number such as 1, found 0"),
        ('{"format": 2, "hologram": {}}', "at format, expected 1, found 2: a newer Mirror Atlas wrote this file"),
    ],
)
def test_what_is_no_scene_at_all(text, sentence):
    with pytest.raises(SceneFileError) as caught:
        scene_file.loads(text, "demo.json")
    assert str(caught.value).startswith("demo.json: ")
    assert sentence in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b'{"format": 1, "atlas": "\xff"}', "at byte 24, expected text in UTF-8"),
        (b" " * (MOST_BYTES + 1), "expected a scene file of at most 1000 kB, found a larger one"),
        (b"\x89PNG\r\n\x1a\n", "at byte 0, expected text in UTF-8"),
        (b"{\x00}", "at line 1, column 2, expected JSON"),
    ],
)
def test_a_broken_file_is_named(tmp_path, content, sentence):
    path = tmp_path / "broken.json"
    path.write_bytes(content)
    with pytest.raises(SceneFileError) as caught:
        scene_file.read(path)
    assert str(caught.value).startswith(f"{path}: ")
    assert sentence in str(caught.value)


def test_saving_and_opening(tmp_path):
    path = tmp_path / "scene.json"
    scene = edits.isolate(Scene(), "mtl")
    scene_file.write(path, scene)
    assert scene_file.read(path) == scene
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())  # an editor put a byte order mark in front
    assert scene_file.read(path) == scene
    assert [child.name for child in tmp_path.iterdir()] == ["scene.json"]


def test_no_file_a_folder_and_no_such_place(tmp_path):
    with pytest.raises(SceneFileError, match=r"none.json: the scene cannot be read: no such file"):
        scene_file.read(tmp_path / "none.json")
    with pytest.raises(SceneFileError, match="expected a scene file, found a folder"):
        scene_file.read(tmp_path)
    with pytest.raises(SceneFileError, match="the scene cannot be saved: is a folder"):
        scene_file.write(tmp_path, Scene())
    with pytest.raises(SceneFileError, match="the scene cannot be saved: no such file"):
        scene_file.write(tmp_path / "missing" / "scene.json", Scene())
    with pytest.raises(SceneFileError, match="the scene cannot be read: embedded null byte"):
        scene_file.read(tmp_path / "a\0b")


def test_a_scene_that_is_none_is_not_saved(tmp_path):
    path = tmp_path / "scene.json"
    path.write_text("kept")
    with pytest.raises(SceneFileError, match=r"scene.json: the scene cannot be saved: at time_s, .* found NaN"):
        scene_file.write(path, Scene(time_s=float("nan")))
    assert path.read_text() == "kept"


def test_a_write_that_fails_half_way_leaves_the_old_file(tmp_path, monkeypatch):
    path = tmp_path / "scene.json"
    scene_file.write(path, Scene())
    before = path.read_text()

    def full(_descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(SceneFileError, match="the scene cannot be saved: no space left on device"):
        scene_file.write(path, edits.set_theme(Scene(), "light"))
    assert path.read_text() == before
    assert [child.name for child in tmp_path.iterdir()] == ["scene.json"]


def test_a_link_and_the_rights_of_a_file_stay(tmp_path):
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_text("old")
    target.chmod(0o640)
    try:
        link.symlink_to(target)
    except OSError:
        pytest.skip("no links here")
    replace_file(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"
    if os.name == "posix":
        assert target.stat().st_mode & 0o777 == 0o640


def test_a_file_is_readable_by_whom_the_user_allows(tmp_path):
    replace_file(tmp_path / "new", b"")
    (tmp_path / "plain").write_bytes(b"")
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_the_text_is_plain_json():
    assert json.loads(scene_file.dumps(Scene()))["views"][1]["direction"] == "right"
