"""Outlines of masks: closed, the right way round, as large as what they surround."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from meshes.squares import area, dashes, loops, smooth


def disc(radius, size=60):
    u, v = np.indices((size, size)) - size // 2
    return u**2 + v**2 <= radius**2


@given(arrays(np.bool_, st.tuples(st.integers(1, 12), st.integers(1, 12))))
def test_every_crossing_is_in_one_loop_and_holes_run_the_other_way(mask):
    padded = np.pad(mask, 1).astype(int)
    crossings = np.abs(np.diff(padded, axis=0)).sum() + np.abs(np.diff(padded, axis=1)).sum()
    found = loops(mask)
    assert sum(map(len, found)) == crossings
    for loop in found:
        steps = np.abs(np.diff(np.vstack([loop, loop[:1]]), axis=0))
        assert steps.max() <= 1
        assert area(loop) != 0


def test_a_ring_has_an_outline_and_a_hole_and_stands_where_it_is():
    ring = disc(20) & ~disc(8)
    outer, hole = sorted(loops(ring), key=area, reverse=True)
    assert area(outer) > 0 > area(hole)
    assert area(outer) + area(hole) == pytest.approx(ring.sum(), rel=0.02)
    assert np.allclose(outer.mean(axis=0), 30, atol=0.1)
    assert (outer.min(), outer.max()) == (9.5, 50.5)


@pytest.mark.parametrize("radius", [4, 10, 25])
def test_smoothing_rounds_the_corners_and_keeps_the_area(radius):
    (loop,) = loops(disc(radius))
    round_ = smooth(loop)

    def spread(points):
        return np.hypot(*(points - 30).T).std()

    assert area(round_) == pytest.approx(area(loop), rel=0.03)
    assert spread(round_) < 0.8 * spread(loop)


def test_dashes_lie_on_the_outline_with_their_share_of_its_length():
    (loop,) = loops(disc(20))

    def length(line):
        return np.hypot(*np.diff(line, axis=0).T).sum()

    whole = length(dashes(loop, 1, 0)[0])
    cut = dashes(loop, 5, 3)
    assert len(cut) == round(whole / 8)
    assert sum(map(length, cut)) == pytest.approx(whole * 5 / 8, rel=1e-6)


def test_nothing_has_no_outline():
    assert loops(np.zeros((5, 4), bool)) == []
