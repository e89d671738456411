import gzip
import re
import shutil
import struct
import zlib
from base64 import b64encode
from contextlib import suppress
from pathlib import Path

import nibabel as nib
import numpy as np
import pytest
from msgspec.structs import replace

from atlas_app.brain.anatomy import labels_on
from atlas_app.brain.library import Library
from atlas_app.brain.own_atlas import opened, proposed
from atlas_app.model import scene_file
from atlas_app.model.edits import set_atlas
from atlas_app.model.scene import Scene
from data.sides import HEMISPHERES
from regions.catalogue import ORDER
from regions.crosswalk import crosswalk, region_voxels
from regions.own import Assignment, OwnAtlas, OwnAtlasError
from regions.own_atlas import own_atlas, own_surface
from regions.own_files import side_in
from regions.own_tables import assignments_of, assignments_text, names_in
from regions.parcellation import parcellation
from regions.volume import volume
from tests.atlas_files import annotation, cifti, gifti, gifti_pair, nifti, table_of

AFFINE = np.diag([20.0, 20.0, 20.0, 1.0])
AFFINE[:3, 3] = -95
N = 32492


@pytest.fixture(scope="module")
def library():
    return Library()


@pytest.fixture(scope="module")
def labels():
    return {side: parcellation("hcp-mmp", side) for side in HEMISPHERES}


@pytest.fixture(scope="module")
def folder(tmp_path_factory, labels):
    """Return a folder with good files of every kind."""
    here = tmp_path_factory.mktemp("good")
    gifti_pair(here, "mmp", labels)
    cifti(here / "mmp.dlabel.nii", labels)
    for side in HEMISPHERES:
        one = parcellation("desikan-killiany", side)
        annotation(here / f"{side[0]}h.dk.annot", one.code, [name or "unknown" for name in one.names])
    whole = volume("desikan-killiany")
    nifti(here / "dk.nii.gz", np.asarray(whole.code, np.int16), whole.affine, table_of(whole))
    return here


def by_crosswalk(own: OwnAtlas, atlas: str) -> OwnAtlas:
    """Return an atlas assigned as the crosswalk of a bundled one says; of a label in several regions, the first."""
    counted = ("core", "approximate", "neighbour")
    rows = [row for side in HEMISPHERES for row in crosswalk(atlas, side) if row.role in counted]
    found = {row.label: Assignment(label=row.label, region=row.region, clip=row.clip) for row in rows[::-1]}
    return replace(own, regions=tuple(found.values()))


def members(code: np.ndarray) -> list[list[int]]:
    """Return who belongs to S1, inferior parietal and medial temporal: no gyral atlas shares their labels."""
    return [np.flatnonzero(code == ORDER.index(one) + 1).tolist() for one in ("s1", "ipl", "mtl")]


# Every format gives back what went in


@pytest.mark.parametrize("name", ["mmp.L.label.gii", "mmp.R.label.gii", "mmp.dlabel.nii"])
def test_hcp_mmp_comes_back_from_files_with_the_same_labels_and_regions(folder, library, name):
    own = by_crosswalk(own_atlas([folder / name]), "hcp-mmp")
    assert own.family == "fs-lr-32k"
    for side in HEMISPHERES:
        mine, theirs = library.anatomy(own, side), library.anatomy("hcp-mmp", side)
        assert [mine.labels.names[k] for k in mine.labels.code] == [theirs.labels.names[k] for k in theirs.labels.code]
        assert np.array_equal(mine.code, theirs.code)
        assert np.array_equal(mine.cut.part, theirs.cut.part)


def test_an_annotation_on_fsaverage5_comes_back_with_the_other_hemisphere(folder, library):
    own = by_crosswalk(own_atlas([folder / "rh.dk.annot"]), "desikan-killiany")
    assert (own.family, own.name) == ("fsaverage5", "dk")
    assert {file.holds for file in own.files} == {"left", "right"}
    for side in HEMISPHERES:
        mine, theirs = library.anatomy(own, side), library.anatomy("desikan-killiany", side)
        assert all(members(theirs.code))
        assert members(mine.code) == members(theirs.code)


def test_a_volume_comes_back_on_the_surface_and_in_voxels(folder):
    own = by_crosswalk(own_atlas([folder / "dk.nii.gz"]), "desikan-killiany")
    for side in HEMISPHERES:
        mine, theirs = labels_on(own, side), labels_on("desikan-killiany", side, "fs-lr-32k")
        same = [mine.names[a] == theirs.names[b] for a, b in zip(mine.code, theirs.code, strict=True)]
        assert np.mean(same) > 0.98  # how far away a label may be looked for differs
    some = replace(own, regions=tuple(row for row in own.regions if row.region == "s1"))
    theirs = volume("desikan-killiany")
    for side in HEMISPHERES:
        voxel, code = region_voxels(volume(some), side)
        assert set(code.tolist()) == {ORDER.index("s1") + 1}
        assert np.array_equal(voxel, np.argwhere(np.isin(theirs.code, theirs.numbers("postcentral", side))))


def test_one_hemisphere_alone_leaves_the_other_without_labels(folder, tmp_path):
    own = own_atlas([Path(shutil.copy(folder / "mmp.R.label.gii", tmp_path))])
    assert [file.holds for file in own.files] == ["right"]
    assert not own_surface(own, "left")[0].any()
    assert own_surface(own, "right")[0].any()


def test_both_hemispheres_can_be_named_in_any_order(folder):
    pair = [folder / "rh.dk.annot", folder / "lh.dk.annot"]
    assert {file.holds for file in own_atlas(pair).files} == {"left", "right"}


@pytest.mark.parametrize("dtype", [np.uint8, np.int32, np.float32, np.int64])
def test_labels_are_whole_numbers_in_whatever_type(tmp_path, dtype):
    code = np.arange(1000).reshape(10, 10, 10) % 3
    image = nib.Nifti1Image(code.astype(dtype), AFFINE, dtype=dtype)
    nib.save(image, tmp_path / "x.nii")
    (tmp_path / "x.tsv").write_text("index\tname\n1\tone\n2\ttwo\n")
    whole = volume(own_atlas([tmp_path / "x.nii"]))
    assert np.array_equal(whole.code, code)
    assert whole.names == ("", "one", "two")


def test_a_scaled_volume_is_read_as_it_is_meant(tmp_path):
    image = nib.Nifti1Image(np.arange(1000, dtype=np.int16).reshape(10, 10, 10) % 3, AFFINE)
    image.header.set_slope_inter(10, 0)
    nib.save(image, tmp_path / "x.nii")
    raw = bytearray((tmp_path / "x.nii").read_bytes())
    struct.pack_into("<f", raw, 112, 10.0)
    (tmp_path / "x.nii").write_bytes(raw)
    data = np.asarray(nib.load(tmp_path / "x.nii").dataobj)
    rows = "".join(f"{int(value)} n{int(value)}\n" for value in np.unique(data) if value)
    (tmp_path / "x.txt").write_text(rows)
    names = volume(own_atlas([tmp_path / "x.nii"])).names
    assert names[1:] == tuple(f"n{int(value)}" for value in np.unique(data) if value)


# Tables of names


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        (
            "a.txt",
            "# LUT\n4 Left-Lateral  120 18 134 0\n\n1002 ctx-lh-x 1 2 3 0 # said\n",
            {4: "Left-Lateral", 1002: "ctx-lh-x"},
        ),
        ("a.lut", "1 two words 0.1 0.2 0.3\n", {1: "two words"}),
        ("a_dseg.tsv", "index\tname\tcolor\n1\tGM\t#ffffff\n2\tarea 6\t#000000\n", {1: "GM", 2: "area 6"}),
        ("a.csv", "id,label,hemisphere,structure\n1,insula,L,cortex\n", {1: "insula"}),
        ("a.csv", "\ufeffLabel;Name\r\n7;Premotor, dorsal\r\n", {7: "Premotor, dorsal"}),
    ],
)
def test_tables_of_names(tmp_path, name, text, found):
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert {number: its for number, (its, _) in names_in(tmp_path / name).items()} == found


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "names no label"),
        ("# only words\n", "names no label"),
        ("index,name\n", "names no label"),
        ("index,name\n1,a\n1,b\n", "names the label 1 twice"),
        ("index,name\n-1,a\n", "numbers a label '-1'"),
        ("index,name\n1.5,a\n", "numbers a label '1.5'"),
        ("index,name\n1,\n", "calls the label 1 ''"),
        ("colour,shape\n1,a\n", "has the columns colour, shape"),
        ("index,name\n1,a\0b\n", "bytes that are none"),
    ],
)
def test_a_broken_table_is_one_sentence(tmp_path, text, fault):
    path = tmp_path / "t.csv"
    path.write_text(text, encoding="utf-8")
    sentence(path, lambda: names_in(path), fault)


def test_a_table_that_is_no_text_is_one_sentence(tmp_path):
    path = tmp_path / "t.tsv"
    path.write_bytes(b"index\tname\n\xff\xfe\n")
    sentence(path, lambda: names_in(path), "UTF-8")


# Broken files: one sentence that names the file


def sentence(path: Path, act, fault: str) -> str:
    with pytest.raises(OwnAtlasError) as caught:
        act()
    said = str(caught.value)
    assert said.startswith(str(path))
    assert fault in said
    assert "expected" in said
    assert "\n" not in said
    assert len(said) < len(str(path)) * 2 + 300
    return said


def refused(path: Path, fault: str, *more: Path) -> str:
    return sentence(path, lambda: own_atlas([path, *more]), fault)


@pytest.mark.parametrize("name", ["mmp.L.label.gii", "mmp.dlabel.nii", "lh.dk.annot", "dk.nii.gz"])
@pytest.mark.parametrize("share", [0.0, 0.001, 0.3, 0.98])
def test_a_truncated_file_is_one_sentence(folder, tmp_path, name, share):
    whole = (folder / name).read_bytes()
    path = tmp_path / name
    path.write_bytes(whole[: int(len(whole) * share)])
    shutil.copy(folder / "dk.csv", tmp_path)
    refused(path, "")


@pytest.mark.parametrize("name", ["mmp.L.label.gii", "mmp.dlabel.nii", "lh.dk.annot", "dk.nii.gz"])
def test_a_file_with_changed_bytes_is_read_or_refused_in_words(folder, tmp_path, name):
    whole = (folder / name).read_bytes()
    shutil.copy(folder / "dk.csv", tmp_path)
    path, rng = tmp_path / name, np.random.default_rng(1)
    for _ in range(15):
        raw = bytearray(whole)
        for place in rng.integers(0, min(len(raw), 1500), 4):
            raw[place] = rng.integers(0, 256)
        path.write_bytes(raw)
        with suppress(OwnAtlasError):
            own_atlas([path])


@pytest.mark.parametrize("name", ["a.label.gii", "lh.a.annot", "a.dlabel.nii", "a.nii", "a.nii.gz"])
def test_a_pickle_under_another_name_is_not_read(tmp_path, name):
    import pickle  # noqa: TID251 -- to show that none is opened

    class Trap:
        def __reduce__(self):
            return (Path.touch, (tmp_path / "sprung",))

    path = tmp_path / name
    raw = pickle.dumps(Trap())
    path.write_bytes(gzip.compress(raw) if name.endswith("gz") else raw)
    (tmp_path / "a.csv").write_text("index,name\n1,one\n")
    refused(path, "")
    assert not (tmp_path / "sprung").exists()


@pytest.mark.parametrize("name", ["a.pkl", "a.npz", "a.dscalar.nii.json", "a"])
def test_what_is_no_atlas_by_its_name_is_refused(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(b"x")
    refused(path, "no atlas")


def test_a_file_that_is_not_there(tmp_path):
    refused(tmp_path / "lh.x.annot", "no such file")


def named(count: int) -> dict[int, str]:
    return {0: "???", **{k: f"area {k}" for k in range(1, count)}}


def ring(n: int = N) -> np.ndarray:
    return np.arange(n) % 4


@pytest.mark.parametrize(
    ("values", "names", "fault"),
    [
        (ring(1000), named(4), "says it has 1000 vertices"),
        (ring(163842), named(4), "says it has 163842 vertices"),
        (ring() - 1, named(4), "holds -1"),
        (ring(), named(3), "does not name the label 3"),
        (ring(), {0: "???"}, "table of labels is empty"),
        (ring(), {0: "???", 1: "a", 2: "a", 3: "b"}, "calls 1 and 2 both 'a'"),
        (ring(), {0: "???", 1: "a", 2: "b\tc", 3: "b"}, "one line"),
    ],
)
def test_broken_labels_of_a_gifti_file(tmp_path, values, names, fault):
    refused(gifti(tmp_path / "x.L.label.gii", values, names), fault)


@pytest.mark.parametrize(("odd", "fault"), [(np.nan, "NaN"), (np.inf, "NaN"), (1.5, "holds 1.5"), (-2.0, "holds -2")])
def test_numbers_of_a_gifti_file_that_are_no_labels(tmp_path, odd, fault):
    values = ring().astype(np.float32)
    values[77] = odd
    refused(gifti(tmp_path / "x.L.label.gii", values, named(4), dtype=np.float32), fault)


def test_a_gifti_file_tells_its_side_once(tmp_path):
    refused(gifti(tmp_path / "x.label.gii", ring(), named(4)), "does not tell its hemisphere")
    refused(gifti(tmp_path / "x.R.label.gii", ring(), named(4), "CortexLeft"), "its name says right")
    left = gifti(tmp_path / "one.label.gii", ring(), named(4), "CortexLeft")
    again = gifti(tmp_path / "two.label.gii", ring(), named(4), "CortexLeft")
    sentence(again, lambda: own_atlas([left, again]), "the left hemisphere again")


def test_hemispheres_of_two_families_do_not_go_together(tmp_path):
    left, right = tmp_path / "lh.label.gii", tmp_path / "rh.label.gii"
    gifti(left, ring(), named(4))
    gifti(right, ring(10242), named(4))
    sentence(right, lambda: own_atlas([left]), "10242 and 32492 vertices")


def test_swapped_sides_are_told(tmp_path, labels):
    for side, other in zip(HEMISPHERES, HEMISPHERES[::-1], strict=True):
        one = labels[side]
        names = {k: name or "???" for k, name in enumerate(one.names)}
        gifti(tmp_path / f"x.{other}.label.gii", one.code, names)
    refused(tmp_path / "x.left.label.gii", "left and right are swapped")
    swapped = {"left": labels["right"], "right": labels["left"]}
    refused(cifti(tmp_path / "x.dlabel.nii", swapped), "left and right are swapped")
    code = np.zeros((10, 10, 10), np.uint8)
    code[1, 1], code[8, 1] = np.arange(10) + 1, np.arange(10) + 11
    table = "index,name\n" + "".join(f"{k},{'R' if k < 11 else 'L'}_{k}\n" for k in range(1, 21))
    refused(nifti(tmp_path / "x.nii", code, AFFINE, table), "left and right are swapped")


def test_a_gifti_file_leads_to_no_other_file_and_unpacks_to_no_more_than_it_says(folder, tmp_path):
    text = gifti(tmp_path / "x.L.label.gii", ring(), named(4)).read_text()
    path = tmp_path / "y.L.label.gii"
    path.write_text(text.replace("GZipBase64Binary", "ExternalFileBinary"))
    refused(path, "in another file")
    start, end = text.index("<Data>") + 6, text.index("</Data>")
    path.write_text(text[:start] + b64encode(zlib.compress(bytes(50_000_000))).decode() + text[end:])
    refused(path, "unpacks to more than it says")
    path.write_text(re.sub("<!DOCTYPE[^>]*>", "<!DOCTYPE GIFTI [<!ENTITY a 'aaaa'>]>", text))
    refused(path, "entities")


def test_broken_annotations(tmp_path):
    refused(annotation(tmp_path / "lh.x.annot", ring(163842), list(named(4).values())), "163842 vertices")
    refused(annotation(tmp_path / "lh.y.annot", ring(10242), ["?", "a", "a", "b"]), "both 'a'")
    refused(annotation(tmp_path / "y.annot", ring(10242), list(named(4).values())), "does not tell its hemisphere")


def test_broken_cifti_files(tmp_path, labels):
    path = tmp_path / "x.dlabel.nii"
    refused(cifti(path, labels, n=40000), "40000 vertices")
    refused(cifti(path, labels, names={0: "???", 1: "only"}), "does not name the label")
    every = {k: f"a{k % 300}" for k in range(400)}
    refused(cifti(path, labels, names=every), "both 'a")
    rows = nib.cifti2.ScalarAxis(["map"])
    axis = nib.cifti2.BrainModelAxis.from_surface(np.arange(10), N, "CIFTI_STRUCTURE_CORTEX_LEFT")
    nib.save(nib.Cifti2Image(np.zeros((1, 10), np.float32), (rows, axis)), path)
    refused(path, "holds no labels")
    nib.save(nib.Nifti1Image(np.ones((4, 4, 4), np.uint8), AFFINE), path)
    refused(path, "no CIFTI file inside")


def test_a_vertex_that_a_cifti_file_names_twice_is_not_trusted(tmp_path, labels):
    raw = cifti(tmp_path / "x.dlabel.nii", labels).read_bytes()
    place = raw.index(b"<VertexIndices>") + len(b"<VertexIndices>")
    first, second, *_ = raw[place : place + 40].split()
    assert len(first) == len(second) == 1
    broken = raw[:place] + raw[place : place + 10].replace(second, first, 1) + raw[place + 10 :]
    (tmp_path / "x.dlabel.nii").write_bytes(broken)
    refused(tmp_path / "x.dlabel.nii", "names a vertex twice")


def heads(path: Path, shape: tuple[int, int, int]) -> Path:
    """Write a NIfTI file whose head claims more than there is."""
    nib.save(nib.Nifti1Image(np.ones((4, 4, 4), np.uint8), AFFINE), path)
    raw = bytearray(path.read_bytes())
    struct.pack_into("<8h", raw, 40, 3, *shape, 1, 1, 1, 1)
    path.write_bytes(raw)
    path.with_suffix(".csv").write_text("index,name\n1,one\n")
    return path


def test_a_head_that_claims_18_gb_is_refused_before_anything_is_unpacked(tmp_path):
    said = refused(heads(tmp_path / "x.nii", (2600, 2600, 2660)), "at most 64 million")
    assert "18.0 GB" in said
    refused(heads(tmp_path / "y.nii", (300, 300, 300)), "damaged")  # allowed, but not there
    refused(heads(tmp_path / "z.nii", (-3, 4, 4)), "")


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        (np.full((4, 4, 4), -1, np.int16), "holds -1"),
        (np.full((4, 4, 4), np.nan, np.float32), "NaN"),
        (np.full((4, 4, 4), 1.25, np.float32), "holds 1.25"),
        (np.zeros((4, 4, 4), np.uint8), "found 0 labels"),
        (np.arange(8000, dtype=np.int16).reshape(20, 20, 20), "7999 labels"),
        (np.ones((4, 4), np.uint8), "4 x 4"),
        (np.ones((4, 4, 4, 3), np.uint8), "4 x 4 x 4 x 3"),
        (np.full((4, 4, 4), 9, np.uint8), "does not name the label 9"),
        (np.ones((4, 4, 4), np.complex64), "complex64"),
    ],
)
def test_voxels_that_are_no_labels(tmp_path, values, fault):
    path = nifti(tmp_path / "x.nii", values, AFFINE, "index,name\n1,one\n")
    with pytest.raises(OwnAtlasError, match=fault) as caught:
        own_atlas([path])
    assert str(caught.value).startswith(str(tmp_path / "x."))


def test_voxels_need_a_place_and_names(tmp_path):
    code = np.ones((4, 4, 4), np.uint8)
    refused(nifti(tmp_path / "x.nii", code, None, "index,name\n1,one\n"), "where its voxels lie")
    refused(nifti(tmp_path / "y.nii", code, AFFINE, "", ".md"), "no names of its labels beside it")
    code[0] = 2
    table = tmp_path / "z.csv"
    path = nifti(tmp_path / "z.nii", code, AFFINE, "index,name\n1,one\n2,one\n")
    sentence(table, lambda: own_atlas([path]), "calls 1 and 2 both 'one'")


# Proposals, tables of regions, scenes


def test_hcp_mmp_is_proposed_to_itself(folder, library):
    own = proposed(opened([folder / "mmp.dlabel.nii"], library))
    given = {row.label: row.region for row in own.regions}
    wanted = {
        row.label: row.region
        for side in HEMISPHERES
        for row in crosswalk("hcp-mmp", side)
        if row.role in ("core", "neighbour")
    }
    assert sum(given.get(label) == region for label, region in wanted.items()) >= 0.95 * len(wanted)
    assert set(given) <= set(wanted)


def test_proposals_on_fsaverage5_and_in_voxels_are_alike(folder, library):
    surface = {row.label: row.region for row in proposed(opened([folder / "lh.dk.annot"], library)).regions}
    inside = {row.label: row.region for row in proposed(opened([folder / "dk.nii.gz"], library)).regions}
    assert surface["postcentral"] == "s1"
    assert surface.items() <= inside.items()


def test_regions_of_labels_come_back_from_their_table(labels):
    rows = by_crosswalk(
        OwnAtlas(name="x", files=({"path": "x", "sha256": "0" * 64, "holds": "both"},)), "hcp-mmp"
    ).regions
    known = [name for one in labels.values() for name in one.names if name]
    assert set(assignments_of(assignments_text(rows, "x"), "x", known)) == set(rows)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("regions = 3", "expected a table"),
        ("[regions", "expected TOML"),
        ("[region]\nsma = []", "'regions'"),
        ("[regions]\nsmaa = []", "'sma'"),
        ("[regions]\nsma = 'L_4'", "expected a list"),
        ("[regions]\nsma = ['L_44']", "such as 'L_4'"),
        ("[regions]\nsma = ['L_4']\nm1 = ['L_4']", "stands in sma and m1"),
        ("[regions]\nsma = ['L_4']\n[clip]\nL_4 = 'import os'", "neither a box"),
        ("[regions]\nsma = ['L_4']\n[clip]\nL_3b = 'x>0'", "unknown"),
    ],
)
def test_a_broken_table_of_regions_is_one_sentence(text, fault):
    with pytest.raises(OwnAtlasError) as caught:
        assignments_of(text, "t.toml", ["L_4", "L_3b"])
    assert str(caught.value).startswith("t.toml")
    assert fault in str(caught.value)


def test_a_scene_keeps_an_atlas_and_refuses_one_that_is_gone_or_another(folder, tmp_path):
    path = Path(shutil.copy(folder / "mmp.dlabel.nii", tmp_path))
    own = by_crosswalk(own_atlas([path]), "hcp-mmp")
    scene = set_atlas(Scene(), own)
    assert scene_file.loads(scene_file.dumps(scene), "s.json") == scene
    Library().load(scene)
    path.write_bytes(path.read_bytes() + b"\0")
    with pytest.raises(OwnAtlasError, match="has changed; expected the file"):
        Library().load(scene)
    path.unlink()
    with pytest.raises(OwnAtlasError, match="is gone; expected the file"):
        Library().load(scene)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"files": []}, "at atlas.files"),
        ({"files": [{"path": "x", "sha256": "1" * 64, "holds": "names"}]}, "at atlas.files"),
        ({"files": [{"path": "x", "sha256": "short", "holds": "both"}]}, "at atlas.files"),
        ({"name": ""}, "at atlas.name"),
        ({"regions": [{"label": "a", "region": "smaa"}]}, "at atlas.regions"),
        ({"regions": [{"label": "a", "region": "sma"}] * 2}, "each label once"),
        ({"colour": 1}, "unknown"),
    ],
)
def test_a_scene_file_with_a_broken_atlas_is_one_sentence(change, fault):
    import json

    own = {"name": "x", "files": [{"path": "x", "sha256": "0" * 64, "holds": "both"}], **change}
    with pytest.raises(scene_file.SceneFileError, match=fault):
        scene_file.loads(json.dumps({"format": 1, "atlas": own}), "s.json")


def test_other_assignments_are_another_anatomy(folder, library):
    own = own_atlas([folder / "mmp.dlabel.nii"])
    some = replace(own, regions=(Assignment(label="L_4", region="sma"),))
    other = replace(own, regions=(Assignment(label="L_4", region="s1"),))
    counts = [np.bincount(library.anatomy(one, "left").code, minlength=4)[1:4].tolist() for one in (some, other, own)]
    n = int((library.anatomy("hcp-mmp", "left").labels.where("L_4")).sum())
    assert counts == [[0, n, 0], [0, 0, n], [0, 0, 0]]


@pytest.mark.parametrize(
    ("name", "side"),
    [
        ("lh.aparc.annot", "left"),
        ("x.R.label.gii", "right"),
        ("a_hemi-L_dseg.label.gii", "left"),
        ("Left_RL.gii", "left"),
    ],
)
def test_the_side_in_a_name(name, side):
    assert side_in(name) == side
    assert side_in("aLRh.gii") == ""
