"""Atlases on request: fetched by a child process, checked, kept whole or not at all, and then used like the others."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import nibabel as nib
import numpy as np
import pytest

from atlas_app.brain import where as where_module
from atlas_app.brain import where_table as table_module
from atlas_app.brain.anatomy import labels_on
from atlas_app.brain.library import Library
from atlas_app.brain.resolve import resolve
from atlas_app.brain.whereabouts import places
from atlas_app.model import checks, edits
from atlas_app.model.scene import ATLASES, Scene
from data.fetched import fetchables, fetched
from data.fetching import HOME, command, heard, scratch
from data.sources import SourceError, find, source
from regions.atlases import FAMILIES, atlas, atlases
from regions.fetched_labels import plain
from regions.on_request import missing, refresh
from regions.readers import SURFACE, VOLUME
from regions.search import search
from regions.volume import volume
from tests.fetching import in_session, nilearn, on_request, tree

__all__ = ["in_session", "nilearn", "on_request"]

ROOT = Path(__file__).parents[1]
SCHAEFER = "schaefer-2018-200"


def fetch(atlas_id=SCHAEFER):
    child = subprocess.run(command(atlas_id, scratch(atlas_id)), cwd=HOME, capture_output=True, text=True, check=False)
    refresh()
    return child.returncode, [said for line in child.stdout.splitlines() if (said := heard(line))]


# The table


def test_every_atlas_on_request_is_one_that_nilearn_fetches_and_has_a_nearest_on_board():
    import inspect

    from nilearn import datasets

    for one in fetchables().values():
        assert one.id not in ATLASES
        assert one.nearest in ATLASES
        assert one.regions in ATLASES
        assert one.lies in ("volume", "talairach volume", *FAMILIES)
        assert one.citation
        assert one.licence
        inspect.signature(getattr(datasets, one.fetcher)).bind(**one.arguments, data_dir="", verbose=0)


# Fetching


def test_a_fetched_atlas_is_on_board_with_its_checksum_and_nothing_else_is_left(on_request, nilearn):
    assert SCHAEFER not in atlases()
    nilearn("steady")
    code, said = fetch()
    assert code == 0
    assert [one.stage for one in said if one.stage != "downloading"] == ["asking", "reading", "kept"]
    assert max(one.mb for one in said) >= 0.1
    kept = fetched(SCHAEFER)
    assert tree(on_request) == sorted([f"{SCHAEFER}.json", kept.path.name])
    assert find(f"fetched:{SCHAEFER}") == kept.path
    assert list(atlases())[-1] == SCHAEFER
    one = atlas(SCHAEFER)
    assert (one.licence, one.families) == ("MIT", ("fs-lr-32k",))
    assert one.crosswalk == "hcp-mmp"
    code, affine, names, sides = VOLUME["plain"](one.volume.sources("left"))
    assert code.dtype == np.int16
    assert dict(zip(names, sides, strict=True))["7Networks_RH_Vis_1"] == "right"
    for number in range(1, 5):
        x, y, _ = affine[:3, :3] @ np.argwhere(code == number).mean(axis=0) + affine[:3, 3]
        assert (x < 0) == ("_LH_" in names[number])
        assert (y > 0) == ("SomMot" in names[number])


def test_fetched_twice_it_is_there_once(on_request, nilearn):
    assert fetch()[0] == fetch()[0] == 0
    assert len(tree(on_request)) == 2


def test_labels_of_a_surface_keep_their_vertices_and_leave_out_what_has_no_name(on_request, nilearn):
    assert fetch("destrieux-surface")[0] == 0
    one = atlas("destrieux-surface")
    assert (one.family, one.families, one.crosswalk) == ("fsaverage5", ("fsaverage5",), "destrieux")
    code, names = SURFACE["plain"](one.surface.sources("left"), "left")
    assert names == ("", "G_precentral")
    assert (code == 1).tolist() == (np.arange(10_242) < 5_121).tolist()
    assert SURFACE["plain"](one.surface.sources("right"), "right")[1] == ("", "S_central")


def test_a_volume_in_talairach_space_is_moved_to_mni152(on_request, nilearn):
    from regions.spaces import to_mni152

    assert fetch("talairach-ba")[0] == 0
    labels = volume("talairach-ba")
    (centre,) = labels.centres(1)
    assert centre == pytest.approx(to_mni152("talairach", (-50, -2, 38)), abs=1e-6)
    assert labels.names == ("", "Brodmann area 6")


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ("offline", "needs a download of about 0.3 MB and the network does not answer; the nearest .* is Yeo 7"),
        ("gone", "the server answers 404"),
        ("full", "cannot be kept: .*No space left on device"),
        ("corrupt", "cannot be used"),
        ("unnamed", "2 of its numbers have no name"),
        ("fraction", "no whole numbers"),
        ("swapped", "lies on the other side than its name says"),
        ("huge", "its header claims .* voxels"),
    ],
)
def test_what_goes_wrong_is_one_sentence_and_leaves_nothing(on_request, nilearn, how, words):
    import re

    nilearn(how)
    code, said = fetch()
    assert code == 1
    assert re.search(words, said[-1].fault)
    assert said[-1].fault.endswith(".")
    assert "\n" not in said[-1].fault
    assert tree(on_request) == []
    assert SCHAEFER not in atlases()


def test_a_surface_of_another_size_is_refused(on_request, nilearn):
    nilearn("short")
    code, said = fetch("destrieux-surface")
    assert (code, tree(on_request)) == (1, [])
    assert "10000 vertices, expected 10242" in said[-1].fault


def test_a_folder_that_cannot_be_written_is_named(on_request, nilearn):
    on_request.parent.mkdir(parents=True)
    on_request.write_text("a file where the folder should be")
    code, said = fetch()
    assert code == 1
    assert str(on_request) in said[-1].fault
    assert "cannot be kept" in said[-1].fault


def test_a_failed_download_leaves_the_one_before_in_place(on_request, nilearn):
    fetch()
    before = tree(on_request)
    nilearn("corrupt")
    assert fetch()[0] == 1
    assert tree(on_request) == before
    assert find(f"fetched:{SCHAEFER}")


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_a_child_whose_parent_is_gone_leaves_and_clears_up(on_request, nilearn):
    nilearn("slow")
    into = scratch(SCHAEFER)
    program = f"import subprocess, time; subprocess.Popen({command(SCHAEFER, into)!r}); time.sleep(60)"
    parent = subprocess.Popen([sys.executable, "-c", program], cwd=HOME, stdout=subprocess.DEVNULL)
    try:
        _until((into / "some" / "half").exists)
    finally:
        parent.kill()
        parent.wait()
    _until(lambda: tree(on_request) == [])


def _until(true, patience_s=20.0):
    end = time.monotonic() + patience_s
    while not true():
        assert time.monotonic() < end
        time.sleep(0.05)


# What was fetched may be damaged or gone


def test_what_was_changed_or_taken_away_is_said_with_the_command_that_mends_it(on_request, nilearn):
    fetch()
    kept = fetched(SCHAEFER)
    kept.path.write_bytes(kept.path.read_bytes()[:-1] + b"?")
    again = f"fetch it again with mirror-atlas atlases --fetch {SCHAEFER}"
    with pytest.raises(SourceError, match=f"damaged.*{again}"):
        find(f"fetched:{SCHAEFER}")
    kept.path.unlink()
    with pytest.raises(SourceError, match=f"no longer on board; {again}"):
        source(f"fetched:{SCHAEFER}")
    refresh()
    assert SCHAEFER not in atlases()


@pytest.mark.parametrize("record", ["", "{", "[]", "{}", '{"format": 2, "file": "x", "sha256": ""}', "\x00"])
def test_a_record_that_makes_no_sense_is_no_atlas(on_request, record):
    on_request.mkdir(parents=True)
    (on_request / f"{SCHAEFER}.json").write_text(record)
    assert fetched(SCHAEFER) is None
    refresh()
    assert SCHAEFER not in atlases()


# The command line


def test_the_command_line_fetches_lists_and_names_the_licence(on_request, nilearn, run):
    code, out, err = run("atlases", "--fetch", SCHAEFER)
    assert code == 0
    assert "is on board" in out
    assert "MIT" in out
    assert err.splitlines()[0] == "Schaefer 200: asking"
    refresh()
    rows = {row["id"]: row for row in json.loads(run("atlases", "--json")[1])}
    assert rows[SCHAEFER]["offline"] is True
    assert rows["destrieux-surface"]["offline"] is False
    assert "already" in run("atlases", "--fetch", SCHAEFER)[1]


def test_the_command_line_says_in_one_sentence_why_it_could_not(on_request, nilearn, run):
    nilearn("offline")
    code, out, err = run("atlases", "--fetch", SCHAEFER)
    assert (code, out, tree(on_request)) == (1, "", [])
    assert err.splitlines()[-1].endswith("the network does not answer; the nearest atlas on board is Yeo 7.")
    nilearn("crash")
    code, _, err = run("atlases", "--fetch", SCHAEFER)
    assert code == 1
    assert "ended before it was done" in err.splitlines()[-1]
    assert tree(on_request) == []
    assert run("atlases", "--fetch", "schaefer")[0] == 2


@pytest.mark.skipif(os.name != "posix", reason="Ctrl+C as a signal")
def test_ctrl_c_half_way_leaves_nothing(on_request, nilearn):
    nilearn("slow")
    words = [sys.executable, "-m", "atlas_app", "atlases", "--fetch", SCHAEFER]
    with subprocess.Popen(words, cwd=ROOT, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as child:
        _until(lambda: any(name.endswith("half") for name in tree(on_request)))
        child.send_signal(signal.SIGINT)
        out, err = child.communicate(timeout=20)
    assert child.returncode == 130
    assert out == ""
    assert "Traceback" not in err
    assert tree(on_request) == []


@pytest.mark.parametrize(
    "words", [["render", "x.png"], ["slices", "0", "0", "0", "x.png"], ["regions"], ["find", "SMA"]]
)
def test_an_atlas_that_is_not_on_board_says_size_command_and_nearest(on_request, run, words):
    code, _, err = run(*words, "--atlas", SCHAEFER)
    assert code == 1
    assert err == f"mirror-atlas: {missing(SCHAEFER)}.\n"
    for part in ("about 0.3 MB", f"mirror-atlas atlases --fetch {SCHAEFER}", "'yeo-7'"):
        assert part in err


def test_a_scene_with_an_atlas_that_is_not_on_board_says_the_same(on_request):
    with pytest.raises(ValueError, match=f"at atlas, '{SCHAEFER}' needs a download of about 0.3 MB"):
        checks.typed({"atlas": SCHAEFER})
    with pytest.raises(ValueError, match="at atlas, unknown atlas 'schaefer'"):
        checks.typed({"atlas": "schaefer"})


def test_listing_the_atlases_does_not_load_nilearn():
    program = "import sys; from atlas_app.__main__ import main; main(['atlases']); assert 'nilearn' not in sys.modules"
    subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True, capture_output=True)


# In use


def test_a_fetched_volume_is_shown_found_and_told(in_session, monkeypatch):
    assert fetch()[0] == 0
    scene = checks.checked(edits.set_atlas(Scene(), SCHAEFER))
    shelf_of = Library()
    shown, home = resolve(scene, shelf_of), shelf_of.anatomy("hcp-mmp", "left")
    assert (shelf_of.anatomy(SCHAEFER, "left").code == home.code).all()
    assert "HCP-MMP" in shown.words.caption
    labels = labels_on(SCHAEFER, "left")
    assert labels.names == ("", "7Networks_LH_SomMot_1", "7Networks_LH_Vis_1")
    assert (labels.code > 0)[home.labels.code > 0].mean() > 0.95
    hit = next(one for one in search("SomMot") if one.atlas == SCHAEFER)
    (place,) = places(hit, SCHAEFER, "", shelf_of).values()
    few = {name: atlases()[name] for name in ("hcp-mmp", "desikan-killiany", "destrieux", SCHAEFER)}
    for module in (table_module, where_module):
        monkeypatch.setattr(module, "atlases", lambda: few)
    table = table_module.where_table()
    told = {one.atlas: one for one in where_module.where(place, table).atlases}
    assert told[SCHAEFER].label == hit.label
    monkeypatch.setattr(where_module, "atlases", atlases)  # more on board than when the table was made
    assert [one.atlas for one in where_module.where(place, table).atlases] == list(few)


def test_a_fetched_surface_has_the_regions_of_the_atlas_that_it_names(in_session):
    assert fetch("destrieux-surface")[0] == 0
    scene = checks.checked(edits.set_atlas(Scene(), "destrieux-surface"))
    library = Library()
    assert resolve(scene, library).scene.surface == "inflated"
    own = library.anatomy("destrieux-surface", "left")
    assert (own.code == library.anatomy("destrieux", "left", "fsaverage5").code).all()
    assert own.labels.names == ("", "G_precentral")


def test_the_slices_of_a_fetched_volume_have_the_regions_of_its_home(in_session, monkeypatch):
    from atlas_app.brain import ribbon_voxels
    from atlas_app.brain.slices import caption

    monkeypatch.setattr(ribbon_voxels, "ribbon", lambda family: np.zeros((2, 2, 2), np.uint16))  # seconds, and the same
    assert fetch()[0] == 0
    shown, home = (ribbon_voxels.voxels(one, Library()) for one in (SCHAEFER, "hcp-mmp"))
    assert shown.on_surface
    assert (shown.region == home.region).all()
    assert "HCP-MMP" in caption(edits.set_atlas(Scene(), SCHAEFER))


def test_the_menu_has_it_grey_until_it_is_on_board(in_session):
    from atlas_app.commands.catalog import catalog
    from atlas_app.model.store import Store

    row, store = catalog()[f"brain.atlas.{SCHAEFER}"], Store()
    assert not row.applies(store)
    assert fetch()[0] == 0
    assert row.applies(store)


# nilearn's own fetchers, which find their files in place and so need no network


def _schaefer(folder):
    folder = folder / "schaefer_2018"
    folder.mkdir()
    base = folder / "Schaefer2018_200Parcels_7Networks_order"
    rows = ["1\t7Networks_LH_Vis_1\t120\t18\t131\t0", "2\t7Networks_RH_Vis_1\t120\t18\t132\t0"]
    base.with_suffix(".txt").write_text("\n".join(rows) + "\n")
    code = np.zeros((91, 109, 91), np.int16)
    code[60:], code[:30] = 1, 2
    affine = np.array([[-2.0, 0, 0, 90], [0, 2, 0, -126], [0, 0, 2, -72], [0, 0, 0, 1]])
    nib.save(nib.Nifti1Image(code, affine), f"{base}_FSLMNI152_2mm.nii.gz")


def _destrieux(folder):
    folder = folder / "destrieux_surface"
    folder.mkdir()
    names, table = ["Unknown", "G_precentral", "Medial_wall"], np.zeros((3, 5), int)
    table[:, 0] = 10, 20, 30
    for side in ("left", "right"):
        values = np.arange(10_242) % 3
        nib.freesurfer.write_annot(folder / f"{side}.aparc.a2009s.annot", values, table, names, fill_ctab=True)


def _talairach(folder):
    folder = folder / "talairach_atlas"
    folder.mkdir()
    code = np.zeros((141, 172, 110), np.uint8)
    code[20, 100, 80], code[100, 100, 80] = 1, 2
    nib.save(nib.Nifti1Image(code, np.eye(4)), folder / "gyrus.nii.gz")
    (folder / "gyrus-labels.json").write_text('["Background", "Precentral Gyrus", "Sub-Gyral"]')


def _pauli(folder):
    folder = folder / "pauli_2017"
    folder.mkdir()
    (folder / "labels.txt").write_text("0 Pu\n1 Ca\n")
    code = np.zeros((20, 20, 20), np.uint8)
    code[3, 4, 5], code[6, 7, 8] = 1, 2
    nib.save(nib.Nifti1Image(code, np.eye(4)), folder / "pauli_2017_det.nii.gz")


@pytest.mark.parametrize(
    ("atlas_id", "lay", "names"),
    [
        (SCHAEFER, _schaefer, ["", "7Networks_LH_Vis_1", "7Networks_RH_Vis_1"]),
        ("destrieux-surface", _destrieux, ["", "G_precentral"]),
        ("talairach-gyrus", _talairach, ["", "Precentral Gyrus", "Sub-Gyral"]),
        ("pauli-2017", _pauli, ["", "Pu", "Ca"]),
    ],
)
def test_what_nilearn_itself_returns_is_understood(tmp_path, atlas_id, lay, names):
    from nilearn import datasets

    lay(tmp_path)
    row = fetchables()[atlas_id]
    arrays = plain(row, getattr(datasets, row.fetcher)(**row.arguments, data_dir=tmp_path, verbose=0))
    assert arrays["names"].tolist() == names
    codes = [arrays[name] for name in ("left", "right", "code") if name in arrays]
    assert all(code.dtype == np.int16 and set(np.unique(code)) == set(range(len(names))) for code in codes)
    if atlas_id == SCHAEFER:
        assert arrays["sides"].tolist() == ["", "left", "right"]
