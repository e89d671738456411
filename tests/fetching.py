"""Atlases on request without a network: a nilearn of our own for the child process, which does as it is told."""

import os
import textwrap

import pytest

from data.fetched import shelf
from regions.on_request import refresh

FAKE = """
import os, time
from pathlib import Path

import nibabel as nib
import numpy as np

HOW = os.environ.get("FAKE_NILEARN", "fine")
NAMES = ["Background", "7Networks_LH_SomMot_1", "7Networks_LH_Vis_1", "7Networks_RH_SomMot_1", "7Networks_RH_Vis_1"]


class Answered(OSError):
    class response:
        status_code = 404


def _arrive(folder):
    print("a library that talks", flush=True)
    folder = Path(folder) / "some"
    folder.mkdir()
    if HOW == "offline":
        raise ConnectionError("Name or service not known")
    if HOW == "gone":
        raise Answered("404 Client Error: Not Found")
    if HOW == "full":
        raise OSError(28, "No space left on device", str(folder / "atlas"))
    if HOW == "crash":
        os._exit(3)
    (folder / "half").write_bytes(bytes(100_000))
    time.sleep({"slow": 60, "steady": 0.4}.get(HOW, 0))
    return folder


def fetch_atlas_schaefer_2018(n_rois, yeo_networks, resolution_mm, data_dir=None, verbose=1):
    assert (n_rois, yeo_networks, resolution_mm) == (200, 7, 2)
    path = _arrive(data_dir) / "atlas.nii.gz"
    affine = np.array([[-2.0, 0, 0, 90], [0, 2, 0, -126], [0, 0, 2, -72], [0, 0, 0, 1]])
    code = np.zeros((91, 109, 91), np.int16)
    code[46:, 50:], code[46:, :50], code[:45, 50:], code[:45, :50] = 1, 2, 3, 4
    code[:, :, :10] = 0
    if HOW == "swapped":
        affine[0] *= -1
    if HOW == "unnamed":
        code[50:, 60] = 77
        code[50:, 62] = 78
    if HOW == "fraction":
        code = code + np.float32(0.25)
    nib.save(nib.Nifti1Image(code, affine), path)
    if HOW == "corrupt":
        path.write_bytes(path.read_bytes()[:3000])
    if HOW == "huge":
        image = nib.Nifti1Image(code, affine)
        image.header["dim"][1:4] = 20000, 20000, 20000
        path.write_bytes(image.header.binaryblock + bytes(100))
        path = path.rename(path.with_name("atlas.nii"))
    return {"maps": str(path), "lut": {"index": range(5), "name": NAMES}}


def fetch_atlas_surf_destrieux(data_dir=None, verbose=1):
    _arrive(data_dir)
    n = 10_000 if HOW == "short" else 10_242
    left, right = np.zeros(n, int), np.zeros(n, int)
    left[: n // 2], right[: n // 3] = 1, 2
    return {
        "map_left": left,
        "map_right": right,
        "lut": {"index": [0, 1, 2, 3], "name": [b"Unknown", b"G_precentral", b"S_central", b"Medial_wall"]},
    }


def fetch_atlas_talairach(level_name, data_dir=None, verbose=1):
    _arrive(data_dir)
    assert level_name == "ba"
    code = np.zeros((141, 172, 110), np.uint8)
    code[20, 100, 80] = 1
    affine = np.eye(4)
    affine[:3, 3] = -70, -102, -42
    return {"maps": nib.Nifti1Image(code, affine), "lut": {"index": [0, 1], "name": ["*", "Brodmann area 6"]}}
"""


def tree(folder):
    """Return the names of everything in a folder, however deep."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*")) if folder.is_dir() else []


@pytest.fixture
def nilearn(tmp_path, monkeypatch):
    """Put the fake before the real one in child processes, and say how it behaves: `nilearn("offline")`."""
    package = tmp_path / "path" / "nilearn"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("")
    (package / "datasets.py").write_text(textwrap.dedent(FAKE))
    before = [path for path in (os.environ.get("PYTHONPATH"),) if path]
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(package.parent), *before]))

    def behave(how: str) -> None:
        monkeypatch.setenv("FAKE_NILEARN", how)

    behave("fine")
    return behave


@pytest.fixture
def on_request(tmp_path, monkeypatch):
    """An empty cache; what is fetched into it is forgotten at the end."""
    monkeypatch.setenv("MIRROR_ATLAS_CACHE", str(tmp_path / "cache"))
    refresh()
    yield shelf()
    monkeypatch.undo()
    refresh()


@pytest.fixture
def in_session(nilearn):
    """The cache of the session, whose shelf is cleared at the end."""
    refresh()
    yield shelf()
    for path in shelf().glob("*"):
        path.unlink()
    refresh()
