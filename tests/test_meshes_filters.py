"""The surface around a mask is closed, looks outwards, holds the mask's volume, and is smooth."""

import numpy as np
import pytest

from meshes.filters import MOST_FACES, SHARES, closed, enclosed, is_closed
from meshes.surface import SurfaceError
from regions.deep import deep
from regions.volume import volume

MIRRORED = np.array([[-2.0, 0, 0, 40], [0, 1.5, 0, -30], [0, 0, 1, 7], [0, 0, 0, 1]])
TILTED = np.array([[0, -1.0, 0, 5], [0, 0, 1, 6], [1, 0, 0, 7], [0, 0, 0, 1]])


def ball(radius):
    side = np.arange(2 * radius + 5) - radius - 2
    x, y, z = np.meshgrid(side, side, side, indexing="ij")
    return x**2 + y**2 + z**2 <= radius**2


def blocks(*corners):
    mask = np.zeros((20, 14, 12), bool)
    for low, high in corners:
        mask[tuple(slice(a, b) for a, b in zip(low, high, strict=True))] = True
    return mask


MASKS = {
    "ball": ball(6),
    "block": blocks(((3, 3, 3), (9, 7, 8))),
    "two pieces": blocks(((1, 1, 1), (6, 6, 6)), ((12, 7, 5), (19, 13, 11))),
    "to the very edge": blocks(((0, 0, 0), (20, 14, 12))),
    "a thin sheet": blocks(((2, 2, 5), (18, 12, 6))),
    "one voxel": blocks(((4, 4, 4), (5, 5, 5))),
}


@pytest.mark.parametrize("affine", [np.eye(4), MIRRORED, TILTED], ids=["upright", "mirrored", "tilted"])
@pytest.mark.parametrize("name", MASKS)
def test_the_surface_of_a_mask(name, affine):
    mask = MASKS[name]
    made = closed(mask, affine)
    assert is_closed(made.faces)
    voxels = np.argwhere(mask)
    wanted = len(voxels) * abs(np.linalg.det(affine[:3, :3]))
    assert enclosed(made.vertices, made.faces) == pytest.approx(wanted, rel=0.03)  # positive: it looks outwards
    middle = voxels.mean(axis=0) @ affine[:3, :3].T + affine[:3, 3]
    assert (made.vertices.min(axis=0) < middle).all()
    assert (made.vertices.max(axis=0) > middle).all()
    assert made.vertices.dtype == np.float32
    assert made.faces.dtype == np.int32


def test_a_ball_is_round():
    made = closed(ball(12), np.eye(4))
    far = np.linalg.norm(made.vertices - 14, axis=1)
    assert far == pytest.approx(12, abs=0.4)


def test_a_large_surface_is_thinned_out():
    mask = ball(30)
    made = closed(mask, np.eye(4))
    assert len(made.faces) <= MOST_FACES * max(SHARES)
    assert is_closed(made.faces)
    assert np.linalg.norm(made.vertices - 32, axis=1) == pytest.approx(30, abs=0.6)


def test_an_empty_mask_has_no_surface():
    with pytest.raises(SurfaceError, match="no voxel"):
        closed(np.zeros((4, 4, 4), bool), np.eye(4))


def test_what_is_open_or_inside_out_is_noticed():
    made = closed(ball(4), np.eye(4))
    assert not is_closed(made.faces[1:])
    assert not is_closed(np.concatenate([made.faces[1:], made.faces[:1, ::-1]]))
    assert enclosed(made.vertices, made.faces[:, ::-1]) < 0


@pytest.mark.parametrize("shape", deep())
def test_every_shape_below_the_cortex(shape):
    """Closed, of its voxels' volume, a few thousand triangles, on its own side of the brain."""
    one = deep()[shape]
    there = volume(one.atlas)
    for number in {*there.numbers(one.label, "left"), *there.numbers(one.label, "right")}:
        made = closed(np.asarray(there.code) == number, there.affine)
        assert is_closed(made.faces)
        assert 1000 < len(made.faces) < 10_000
        centres = there.centres(number)
        assert enclosed(made.vertices, made.faces) == pytest.approx(len(centres), rel=0.03)
        assert np.linalg.norm(made.vertices.mean(axis=0) - centres.mean(axis=0)) < 4
        if side := there.sides[number]:
            out = made.vertices[:, 0] * (-1 if side == "left" else 1)
            assert (out > -1.5).all()
