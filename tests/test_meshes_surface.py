"""A surface: what is said of it is what geometry says, and a broken file is one sentence."""

import nibabel as nib
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.sources import find
from meshes.surface import SurfaceError, checked, read_gifti, set_apart, vertex_areas, vertex_normals
from tests.shapes import area, octahedron, sphere, volume


def written(path, *arrays):
    """Save (intent, array) pairs as GIFTI."""
    images = [nib.gifti.GiftiDataArray(array, intent=intent) for intent, array in arrays]
    nib.save(nib.gifti.GiftiImage(darrays=images), path)
    return path


POINTS, TRIANGLES = "NIFTI_INTENT_POINTSET", "NIFTI_INTENT_TRIANGLE"


def test_a_surface_comes_back_as_it_was_written(tmp_path):
    vertices, faces = octahedron()
    read = read_gifti(written(tmp_path / "a.surf.gii", (POINTS, vertices), (TRIANGLES, faces)))
    assert (read.vertices.dtype, read.faces.dtype) == (np.float32, np.int32)
    assert np.array_equal(read.vertices, vertices)
    assert np.array_equal(read.faces, faces)


def test_vertex_areas_add_up_to_the_surface():
    vertices, faces = sphere(4, 10.0)
    areas = vertex_areas(vertices, faces)
    assert areas.sum() == pytest.approx(area(vertices, faces).sum(), rel=1e-5)
    assert areas.sum() == pytest.approx(4 * np.pi * 100, rel=0.01)
    assert areas[0] == pytest.approx(area(vertices, faces)[(faces == 0).any(axis=1)].sum() / 3, rel=1e-5)


def test_normals_have_unit_length_and_point_outwards():
    vertices, faces = sphere(3, 20.0)
    normals = vertex_normals(vertices, faces)
    assert np.allclose(normals, vertices / 20.0, atol=0.03)
    assert np.allclose(np.linalg.norm(normals, axis=1), 1, atol=1e-5)


def test_a_vertex_without_faces_has_no_normal_and_no_area():
    vertices, faces = octahedron()
    lonely = np.concatenate([vertices, [[9, 9, 9]]]).astype(np.float32)
    assert vertex_normals(lonely, faces)[6].tolist() == [0, 0, 0]
    assert vertex_areas(lonely, faces)[6] == 0


@given(st.floats(-80, 80), st.floats(-80, 80), st.floats(0.5, 40))
def test_sides_set_apart_leave_the_gap_in_the_middle_and_keep_their_shape(left_x, right_x, gap):
    vertices, faces = sphere(1, 30.0)
    left, right = vertices + np.float32([left_x, 1, 2]), vertices + np.float32([right_x, -4, 0])
    apart = set_apart(left, right, gap)
    assert apart[0][:, 0].max() == pytest.approx(-gap / 2, abs=1e-4)
    assert apart[1][:, 0].min() == pytest.approx(gap / 2, abs=1e-4)
    for before, after in zip((left, right), apart, strict=True):
        assert after.dtype == np.float32
        assert np.array_equal(before[:, 1:], after[:, 1:])
        assert volume(after, faces) == pytest.approx(volume(before, faces), rel=1e-3)


@pytest.mark.parametrize(
    ("points", "faces", "fault"),
    [
        (np.zeros((4, 2)), np.zeros((2, 3), int), "expected (n, 3) and (m, 3)"),
        (np.zeros((4, 3)), np.zeros((2, 4), int), "expected (n, 3) and (m, 3)"),
        (np.zeros((4, 3)), np.zeros((0, 3), int), "expected (n, 3) and (m, 3)"),
        (np.zeros(12), np.zeros((2, 3), int), "expected (n, 3) and (m, 3)"),
        (np.full((4, 3), np.nan), np.zeros((2, 3), int), "not finite"),
        (np.full((4, 3), np.inf), np.zeros((2, 3), int), "not finite"),
        (np.zeros((4, 3)), np.full((2, 3), 4), "outside 0 to 3"),
        (np.zeros((4, 3)), np.full((2, 3), -1), "outside 0 to 3"),
    ],
)
def test_arrays_that_are_no_surface_are_told_by_name(points, faces, fault):
    with pytest.raises(SurfaceError) as caught:
        checked(points, faces, "demo.gii")
    assert str(caught.value).startswith("demo.gii ")
    assert fault in str(caught.value)


def broken_files():
    good = find("fsaverage5-white-left").read_bytes()
    return {
        "empty.gii": b"",
        "truncated.gii": good[: len(good) // 2],
        "text.gii": b"dear reader",
        "xml.gii": b"<?xml version='1.0'?>\n<GIFTI Version='1.0' NumberOfDataArrays='0'></GIFTI>",
        "bomb.gii": b"<!DOCTYPE a [<!ENTITY b 'c'>]>\n<GIFTI>&b;&d;</GIFTI>",
        "surface.unknown": good,
    }


@pytest.mark.parametrize("name", list(broken_files()))
def test_a_file_that_is_no_surface_is_one_sentence_with_its_name(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(broken_files()[name])
    with pytest.raises(SurfaceError) as caught:
        read_gifti(path)
    said = str(caught.value)
    assert said.startswith(str(path))
    assert "\n" not in said
    assert len(said) < 400


def test_a_file_of_another_kind_is_told(tmp_path):
    labels = np.zeros(6, np.int32)
    path = written(tmp_path / "labels.gii", ("NIFTI_INTENT_LABEL", labels))
    with pytest.raises(SurfaceError, match=r"labels\.gii"):
        read_gifti(path)


def test_no_file_is_told(tmp_path):
    with pytest.raises(SurfaceError, match=r"none\.gii"):
        read_gifti(tmp_path / "none.gii")
