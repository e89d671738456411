"""Surfaces small enough to think about, and what can be counted on any surface."""

import numpy as np

__all__ = ["area", "octahedron", "pieces", "sphere", "volume"]

OCTAHEDRON = (
    np.array([[1, 0, 0], [-1, 0, 0], [0, 1, 0], [0, -1, 0], [0, 0, 1], [0, 0, -1]], np.float32),
    np.array(
        [[0, 2, 4], [2, 1, 4], [1, 3, 4], [3, 0, 4], [2, 0, 5], [1, 2, 5], [3, 1, 5], [0, 3, 5]],
        np.int32,
    ),
)


def octahedron():
    """Vertices (6, 3) at 1 mm from the middle, faces (8, 3), counter-clockwise from outside."""
    return OCTAHEDRON[0].copy(), OCTAHEDRON[1].copy()


def sphere(rounds, radius_mm=50.0):
    """An octahedron whose triangles were cut in four, `rounds` times, blown up to a sphere."""
    vertices, faces = octahedron()
    for _ in range(rounds):
        ends = np.sort(np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]]), axis=1)
        edges, number = np.unique(ends, axis=0, return_inverse=True)
        ab, bc, ca = number.reshape(3, -1) + len(vertices)
        vertices = np.concatenate([vertices, vertices[edges].mean(axis=1)])
        a, b, c = faces.T
        faces = np.concatenate(
            [np.stack(t, axis=1) for t in ((a, ab, ca), (ab, b, bc), (ca, bc, c), (ab, bc, ca))]
        ).astype(np.int32)
    vertices *= radius_mm / np.linalg.norm(vertices, axis=1, keepdims=True)
    return vertices.astype(np.float32), faces


def _cross(vertices, faces):
    a, b, c = (vertices[faces[:, k]].astype(np.float64) for k in range(3))
    return np.cross(b - a, c - a)


def area(vertices, faces):
    """Area in mm2 of each triangle (m,)."""
    return np.linalg.norm(_cross(vertices, faces), axis=1) / 2


def volume(vertices, faces):
    """What a closed surface encloses in mm3; negative where its faces are turned inside out."""
    return float((vertices[faces[:, 0]].astype(np.float64) * _cross(vertices, faces)).sum() / 6)


def pieces(faces, there):
    """How many connected pieces the vertices `there` (n,) form along the edges of the surface."""
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components

    edges = np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]])
    edges = edges[there[edges].all(axis=1)]
    n = len(there)
    graph = coo_matrix((np.ones(len(edges)), (edges[:, 0], edges[:, 1])), shape=(n, n))
    return len(np.unique(connected_components(graph, directed=False)[1][there]))
