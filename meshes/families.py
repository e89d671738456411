"""The two surface families on board: S1200 (fs_LR 32k) and fsaverage5, both given in MNI152 mm.

fsaverage lies in MNI305 and is moved by the affine that FreeSurfer publishes; its inflated surface has no space, and is
only brought to the size of the others. fsaverage5's midthickness is the mean of white and pial. Everything parsed is
cached.
"""

import contextlib
import logging
from collections.abc import Iterator
from typing import Any, Final, Literal

import numpy as np
import numpy.typing as npt

from data.cache import cached
from data.sides import Hemisphere
from data.sources import find, source
from data.spaces import MNI305_TO_MNI152
from meshes.surface import Surface, Vertices, read_gifti, vertex_areas, vertex_normals

__all__ = ["SURFACES", "Family", "depth", "mni152", "normals", "surface", "to_mni152"]

Family = Literal["fs-lr-32k", "fsaverage5"]

SURFACES: Final[dict[Family, tuple[str, ...]]] = {
    "fs-lr-32k": ("white", "midthickness", "pial", "inflated", "very-inflated"),
    "fsaverage5": ("white", "pial", "inflated"),
}

_VERSION: Final = "1"


def to_mni152(mni305_mm: Vertices) -> Vertices:
    """Return places (n, 3) given in MNI305 mm in MNI152 mm."""
    affine = np.asarray(MNI305_TO_MNI152)
    return np.asarray(mni305_mm @ affine[:, :3].T + affine[:, 3], np.float32)


def surface(family: Family, name: str, hemisphere: Hemisphere) -> Surface:
    """Return one surface of a family, in MNI152 mm where it has a space; `KeyError` for an unknown name."""
    arrays = _arrays(family, name, hemisphere)
    return Surface(arrays["vertices"], arrays["faces"])


def normals(family: Family, name: str, hemisphere: Hemisphere) -> npt.NDArray[np.float32]:
    """Return the unit normals float32 (n, 3) of a surface."""
    return np.asarray(_arrays(family, name, hemisphere)["normals"])


def mni152(family: Family, hemisphere: Hemisphere) -> tuple[Vertices, npt.NDArray[np.float32]]:
    """Return the midthickness in MNI152 mm (n, 3) and the area in mm2 of each of its vertices (n,)."""
    arrays = _arrays(family, "midthickness", hemisphere)
    return arrays["vertices"], arrays["area_mm2"]


def depth(family: Family, hemisphere: Hemisphere) -> npt.NDArray[np.float32]:
    """Return how deep each vertex lies in its sulcus (n,), in standard deviations; gyri are negative."""
    key = source(_sulc_id(family, hemisphere)).sha256
    return np.asarray(
        cached(f"depth-{family}-{hemisphere}", _VERSION + key, lambda: _depth(family, hemisphere))["depth"]
    )


def _sulc_id(family: Family, hemisphere: Hemisphere) -> str:
    return "s1200-sulc" if family == "fs-lr-32k" else f"fsaverage5-sulc-{hemisphere}"


def _source_ids(family: Family, name: str, hemisphere: Hemisphere) -> tuple[str, ...]:
    if name not in (*SURFACES[family], "midthickness"):
        raise KeyError(name)
    if family == "fs-lr-32k":
        return (f"s1200-{name}-{hemisphere}",)
    names = ("white", "pial") if name == "midthickness" else (name,)
    return tuple(f"fsaverage5-{one}-{hemisphere}" for one in names)


def _arrays(family: Family, name: str, hemisphere: Hemisphere) -> Any:
    ids = _source_ids(family, name, hemisphere)
    key = _VERSION + "".join(source(one).sha256 for one in ids)
    return cached(f"surface-{family}-{name}-{hemisphere}", key, lambda: _built(family, name, ids))


def _built(family: Family, name: str, ids: tuple[str, ...]) -> dict[str, npt.NDArray[Any]]:
    parts = [read_gifti(find(one)) for one in ids]
    faces = parts[0].faces
    vertices = np.asarray(np.mean([part.vertices for part in parts], axis=0, dtype=np.float64), np.float32)
    if family == "fsaverage5":
        vertices = _sized(vertices) if name == "inflated" else to_mni152(vertices)
    return {
        "vertices": vertices,
        "faces": faces,
        "normals": vertex_normals(vertices, faces),
        "area_mm2": vertex_areas(vertices, faces).astype(np.float32),
    }


def _sized(vertices: Vertices) -> Vertices:
    """Scale fsaverage5's inflated surface to the length of a brain (170 mm), as the S1200 surfaces are."""
    return np.asarray(vertices * (170.0 / np.ptp(vertices[:, 1])), np.float32)


def _depth(family: Family, hemisphere: Hemisphere) -> dict[str, npt.NDArray[Any]]:
    import nibabel as nib

    path = find(_sulc_id(family, hemisphere))
    with _quiet():
        image: Any = nib.load(path)
    if family == "fsaverage5":
        values = np.asarray(image.agg_data(), np.float32)
    else:
        values = _from_cifti(image, hemisphere)
    return {"depth": ((values - values.mean()) / values.std()).astype(np.float32)}


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Keep the reader from remarking on the CIFTI header, which leaves the voxel size 0 by right."""
    log = logging.getLogger("nibabel.global")
    before, log.disabled = log.disabled, True
    try:
        yield
    finally:
        log.disabled = before


def _from_cifti(image: Any, hemisphere: Hemisphere) -> npt.NDArray[np.float32]:
    """Return the S1200 depth (n,), 0 on the medial wall that CIFTI leaves out; in that file gyri are positive."""
    structure = f"CIFTI_STRUCTURE_CORTEX_{hemisphere.upper()}"
    data = np.asarray(image.dataobj)[0]
    for name, part, axis in image.header.get_axis(1).iter_structures():
        if name == structure:
            values = np.zeros(axis.nvertices[name], np.float32)
            values[axis.vertex] = -data[part]
            return values
    raise KeyError(structure)
