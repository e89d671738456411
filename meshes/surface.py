"""A surface as two arrays, and what can be said of it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = [
    "Faces",
    "Surface",
    "SurfaceError",
    "Vertices",
    "checked",
    "read_gifti",
    "set_apart",
    "vertex_areas",
    "vertex_normals",
]

Vertices = npt.NDArray[np.float32]
Faces = npt.NDArray[np.int32]


class SurfaceError(ValueError):
    """A file that holds no usable surface, said in one sentence."""


@dataclass(frozen=True, eq=False, slots=True)
class Surface:
    """A triangle mesh: `vertices` float32 (n, 3) in mm, `faces` int32 (m, 3), counter-clockwise from outside."""

    vertices: Vertices
    faces: Faces


def read_gifti(path: Path) -> Surface:
    """Read a GIFTI surface; `SurfaceError` says what is wrong with a broken one."""
    import nibabel as nib

    try:
        image: Any = nib.load(path)
        points = image.agg_data("NIFTI_INTENT_POINTSET")
        faces = image.agg_data("NIFTI_INTENT_TRIANGLE")
    except Exception as error:  # noqa: BLE001 - the parser raises whatever the bytes provoke
        raise SurfaceError(f"{path} is no GIFTI surface ({error}); expected vertices and triangles.") from None
    return checked(np.asarray(points), np.asarray(faces), str(path))


def checked(points: npt.NDArray[Any], faces: npt.NDArray[Any], name: str) -> Surface:
    """Return a surface of sound arrays; `SurfaceError` names the fault."""
    if points.ndim != 2 or points.shape[1:] != (3,) or faces.ndim != 2 or faces.shape[1:] != (3,) or not len(faces):
        raise SurfaceError(
            f"{name} holds arrays of shape {points.shape} and {faces.shape}; expected (n, 3) and (m, 3)."
        )
    if not np.isfinite(points).all():
        raise SurfaceError(f"{name} holds vertices that are not finite; expected mm.")
    if faces.min() < 0 or faces.max() >= len(points):
        raise SurfaceError(f"{name} has triangles that name vertices outside 0 to {len(points) - 1}.")
    return Surface(np.ascontiguousarray(points, np.float32), np.ascontiguousarray(faces, np.int32))


def _cross(vertices: Vertices, faces: Faces) -> npt.NDArray[np.float32]:
    a, b, c = (vertices[faces[:, k]] for k in range(3))
    return np.asarray(np.cross(b - a, c - a), np.float32)


def vertex_areas(vertices: Vertices, faces: Faces) -> npt.NDArray[np.float64]:
    """Return the area in mm2 that stands for each vertex: a third of its triangles; float64 (n,)."""
    third = np.linalg.norm(_cross(vertices, faces), axis=1) / 6.0
    return np.asarray(np.bincount(faces.ravel(), np.repeat(third, 3), len(vertices)), np.float64)


def vertex_normals(vertices: Vertices, faces: Faces) -> npt.NDArray[np.float32]:
    """Return unit normals float32 (n, 3) that point outwards, weighted by the triangles' areas."""
    cross, corners = _cross(vertices, faces), faces.ravel()
    total = np.stack([np.bincount(corners, np.repeat(cross[:, k], 3), len(vertices)) for k in range(3)], axis=1)
    length = np.linalg.norm(total, axis=1, keepdims=True)
    return np.asarray(total / np.where(length > 0, length, 1.0), np.float32)


def set_apart(left: Vertices, right: Vertices, gap_mm: float = 12.0) -> tuple[Vertices, Vertices]:
    """Return the two sides moved along x until `gap_mm` lies between them, the middle at x = 0."""
    shift_left = np.float32(-gap_mm / 2 - left[:, 0].max())
    shift_right = np.float32(gap_mm / 2 - right[:, 0].min())
    along_x = np.array([1, 0, 0], np.float32)
    return left + shift_left * along_x, right + shift_right * along_x
