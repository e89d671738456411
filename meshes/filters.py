"""From a mask in voxels to a smooth closed surface around it; the one place below the renderer that uses VTK, late."""

from typing import Any, Final

import numpy as np
import numpy.typing as npt

from meshes.surface import Surface, SurfaceError, Vertices, vertex_areas, vertex_normals

__all__ = ["VERSION", "closed", "enclosed", "is_closed"]

Mask = npt.NDArray[np.bool_]
Affine = npt.NDArray[np.floating[Any]]

BLURS: Final = 2
"""How often each voxel takes half of its own value and a quarter of its neighbours', along each axis."""
MARGIN: Final = BLURS + 1
SMOOTHINGS: Final = 30
PASS_BAND: Final = 0.03
MOST_FACES: Final = 6000
"""More triangles than these are thinned out; a shape of the size of the brainstem then is exact to half a mm."""
SHARES: Final = (1.0, 1.2, 1.5)
"""What is tried one after the other, as shares of that: thinning may tear a surface."""
GROWTHS: Final = 8

VERSION: Final = repr((1, BLURS, SMOOTHINGS, PASS_BAND, MOST_FACES, SHARES))
"""Changes whenever the surface of a mask does; whoever keeps one keeps this with it."""


def closed(mask: Mask, affine: Affine, most_faces: int = MOST_FACES) -> Surface:
    """Return the surface around the voxels of `mask` (x, y, z), which `affine` (4, 4) leads to mm.

    It is closed, counter-clockwise from outside, of at most about `most_faces` triangles, and holds the volume of the
    voxels within a per cent or two. `SurfaceError` if the mask is empty.
    """
    places = np.argwhere(mask)
    if not len(places):
        raise SurfaceError("The mask holds no voxel; expected at least one.")
    low, high = places.min(axis=0), places.max(axis=0) + 1
    inner = mask[tuple(slice(a, b) for a, b in zip(low, high, strict=True))]
    soft = _blurred(np.pad(inner.astype(np.float32), MARGIN))
    points, faces = _smooth(soft, _level(soft, len(places)), most_faces)
    vertices = (points + low - MARGIN) @ affine[:3, :3].T + affine[:3, 3]
    if np.linalg.det(affine[:3, :3]) < 0:
        faces = faces[:, ::-1]
    wanted = len(places) * float(abs(np.linalg.det(affine[:3, :3])))
    faces = np.ascontiguousarray(faces, np.int32)
    return Surface(_grown(vertices, faces, wanted), faces)


def enclosed(vertices: npt.NDArray[np.floating[Any]], faces: npt.NDArray[np.integer[Any]]) -> float:
    """Return the volume that a closed surface holds, in the cube of its unit; negative if it is inside out."""
    a, b, c = (np.asarray(vertices, np.float64)[faces[:, k]] for k in range(3))
    return float(np.einsum("ij,ij->", a, np.cross(b, c)) / 6)


def is_closed(faces: npt.NDArray[np.integer[Any]]) -> bool:
    """Whether every edge belongs to exactly two triangles, which run along it in opposite ways."""
    corners = np.asarray(faces, np.int64)
    ends = np.concatenate([corners[:, [0, 1]], corners[:, [1, 2]], corners[:, [2, 0]]])
    there, count = np.unique(ends[:, 0] << 32 | ends[:, 1], return_counts=True)
    return bool((count == 1).all()) and np.array_equal(there, np.unique(ends[:, 1] << 32 | ends[:, 0]))


def _blurred(values: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    for _ in range(BLURS):
        for axis in range(3):
            beside = np.roll(values, 1, axis) + np.roll(values, -1, axis)
            values = np.asarray(values / 2 + beside / 4, np.float32)
    return values


def _level(soft: npt.NDArray[np.float32], count: int) -> float:
    """Return the value that as many voxels exceed as there are in the mask."""
    ordered = np.sort(soft, axis=None)[::-1]
    return float(ordered[count - 1] + ordered[count]) / 2


def _smooth(soft: npt.NDArray[np.float32], level: float, most: int) -> tuple[npt.NDArray[Any], npt.NDArray[Any]]:
    """Return points (n, 3) in voxels and triangles (m, 3) of the surface where the field passes the level."""
    from vtkmodules.util.numpy_support import numpy_to_vtk
    from vtkmodules.vtkCommonDataModel import vtkImageData
    from vtkmodules.vtkFiltersCore import vtkFlyingEdges3D, vtkQuadricDecimation, vtkWindowedSincPolyDataFilter

    image = vtkImageData()
    image.SetDimensions(*soft.shape)
    image.GetPointData().SetScalars(numpy_to_vtk(soft.ravel(order="F"), deep=True))
    edges = vtkFlyingEdges3D()
    edges.SetInputData(image)
    edges.SetValue(0, level)
    edges.ComputeNormalsOff()
    edges.ComputeScalarsOff()
    smooth = vtkWindowedSincPolyDataFilter()
    smooth.SetInputConnection(edges.GetOutputPort())
    smooth.SetNumberOfIterations(SMOOTHINGS)
    smooth.SetPassBand(PASS_BAND)
    smooth.NormalizeCoordinatesOn()
    smooth.Update()
    whole = _arrays(smooth.GetOutput())
    for fewer in (most * share for share in SHARES):
        if fewer >= len(whole[1]):
            break
        thin = vtkQuadricDecimation()
        thin.SetInputConnection(smooth.GetOutputPort())
        thin.SetTargetReduction(1 - fewer / len(whole[1]))
        thin.VolumePreservationOn()
        thin.Update()
        thinned = _arrays(thin.GetOutput())
        if is_closed(thinned[1]):
            return thinned
    return whole


def _arrays(mesh: Any) -> tuple[npt.NDArray[Any], npt.NDArray[Any]]:
    from vtkmodules.util.numpy_support import vtk_to_numpy

    points = np.array(vtk_to_numpy(mesh.GetPoints().GetData()), np.float64)
    return points, np.array(vtk_to_numpy(mesh.GetPolys().GetConnectivityArray()), np.int32).reshape(-1, 3)


def _grown(vertices: npt.NDArray[np.float64], faces: npt.NDArray[np.int32], volume: float) -> Vertices:
    """Move a surface along its normals, by parts of a mm, until it holds `volume`."""
    grown: Vertices = np.ascontiguousarray(vertices, np.float32)
    most = 0.2 * volume ** (1 / 3)  # of a single voxel smoothing leaves next to nothing
    for _ in range(GROWTHS):
        step = (volume - enclosed(grown, faces)) / max(float(vertex_areas(grown, faces).sum()), 1e-9)
        step = min(max(step, -most), most)
        grown = np.asarray(grown + vertex_normals(grown, faces) * step, np.float32)
    return grown
