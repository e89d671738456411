"""Outlines of what a mask covers: closed lines around its cells, smoothed without shrinking."""

import functools
from typing import Any, Final

import numpy as np
import numpy.typing as npt

__all__ = ["area", "dashes", "loops", "smooth"]

Points = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]

_BOTTOM, _RIGHT, _TOP, _LEFT = (1, 0), (2, 1), (1, 2), (0, 1)
"""The middles of a square's four sides, in half cells from its lower left corner."""

_WAYS: Final = (
    (1, _BOTTOM, _LEFT),
    (2, _RIGHT, _BOTTOM),
    (3, _RIGHT, _LEFT),
    (4, _TOP, _RIGHT),
    (5, _BOTTOM, _LEFT),
    (5, _TOP, _RIGHT),
    (6, _TOP, _BOTTOM),
    (7, _TOP, _LEFT),
    (8, _LEFT, _TOP),
    (9, _BOTTOM, _TOP),
    (10, _RIGHT, _BOTTOM),
    (10, _LEFT, _TOP),
    (11, _RIGHT, _TOP),
    (12, _LEFT, _RIGHT),
    (13, _BOTTOM, _RIGHT),
    (14, _LEFT, _BOTTOM),
)
"""The ways through a square by which corners are covered (1 lower left, 2 lower right, 4 upper right, 8 upper left).

What is covered lies on the left of it; cells that only touch at a corner are kept apart.
"""

_IN: Final = 0.5
_OUT: Final = -0.53
"""Taubin's two steps: one that smooths and shrinks, one that swells again."""


def loops(mask: Mask) -> list[Points]:
    """Return the closed outlines (k, 2) of a mask (u, v), in cells; (0, 0) is the centre of the first one.

    What is covered lies on the left, so holes run the other way round; the last point is not the first one again.
    """
    low, high = _box(mask)
    if low is None:
        return []
    inside = np.zeros(high - low + 2, np.int8)
    inside[1:-1, 1:-1] = mask[low[0] : high[0], low[1] : high[1]]
    kind = inside[:-1, :-1] + 2 * inside[1:, :-1] + 4 * inside[1:, 1:] + 8 * inside[:-1, 1:]
    u, v = np.nonzero((kind > 0) & (kind < 15))
    corner, kind = np.stack([2 * u, 2 * v], axis=1), kind[u, v]
    width = 2 * inside.shape[1]
    following: dict[int, int] = {}
    for step in _table():
        there = step[kind, 0, 0] >= 0
        ways = (corner[there, None] + step[kind[there]]) @ (width, 1)
        following.update(ways.tolist())
    return [_points(chain, width) + low - 1 for chain in _chains(following)]


def smooth(loop: Points, rounds: int = 12) -> Points:
    """Return a closed outline with its corners rounded; its area stays nearly as it was (Taubin 1995)."""
    if len(loop) < 8:
        return loop
    kernel = _kernel(rounds)
    reach = len(kernel) // 2
    padded = np.take(loop, np.arange(-reach, len(loop) + reach), axis=0, mode="wrap")
    return np.stack([np.convolve(column, kernel, "valid") for column in padded.T], axis=1)


@functools.cache
def _kernel(rounds: int) -> Points:
    """Return all steps of smoothing in one."""
    kernel = np.ones(1)
    for step in (_IN, _OUT) * rounds:
        kernel = np.convolve(kernel, (step / 2, 1 - step, step / 2))
    return kernel


def area(loop: Points) -> float:
    """Return the area in a closed outline; that of a hole is negative."""
    u, v = loop.T
    return float(u @ np.roll(v, -1) - v @ np.roll(u, -1)) / 2


def dashes(loop: Points, on: float, off: float) -> list[Points]:
    """Cut a closed outline into open lines of about `on`, gaps of about `off`; without a gap it stays one."""
    ring = np.concatenate([loop, loop[:1]])
    if off == 0:
        return [ring]
    along = np.r_[0.0, np.cumsum(np.hypot(*np.diff(ring, axis=0).T))]
    count = max(round(float(along[-1]) / (on + off)), 1)
    pitch = along[-1] / count
    begins = np.arange(count) * pitch
    cuts = np.stack([begins, begins + pitch * on / (on + off)], axis=1)
    ends = np.stack([np.interp(cuts, along, ring[:, axis]) for axis in (0, 1)], axis=-1)
    first, last = np.searchsorted(along, cuts[:, 0], "right"), np.searchsorted(along, cuts[:, 1], "left")
    return [np.concatenate([ends[k, :1], ring[first[k] : last[k]], ends[k, 1:]]) for k in range(count)]


@functools.cache
def _table() -> npt.NDArray[np.int64]:
    """Return for each kind of square its two steps, from a side to a side, as (step, kind, side, 2); -1 for none."""
    table = np.full((2, 16, 2, 2), -1)
    for kind, begin, end in _WAYS:
        table[int(table[0, kind, 0, 0] >= 0), kind] = begin, end
    return table


def _box(mask: Mask) -> tuple[Any, Any]:
    """Return the first cell and the one after the last one that are covered; None where none is."""
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    if not len(rows):
        return None, None
    return np.array([rows[0], columns[0]]), np.array([rows[-1], columns[-1]]) + 1


def _chains(following: dict[int, int]) -> list[list[int]]:
    chains = []
    while following:
        begin, at = following.popitem()
        chain = [begin]
        while at != begin:
            chain.append(at)
            at = following.pop(at)
        chains.append(chain)
    return chains


def _points(chain: list[int], width: int) -> Points:
    return np.stack(np.divmod(np.array(chain), width), axis=1) / 2
