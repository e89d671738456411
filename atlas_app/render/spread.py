"""Putting things in a row: as near as can be to where each wants to be, in order, none over another."""

from collections.abc import Sequence

__all__ = ["spread"]


def spread(wanted: Sequence[float], apart: Sequence[float], low: float, high: float) -> list[float] | None:
    """Return positions of things in order, near `wanted` by least squares; None if they do not fit.

    `apart` are the least distances between each and the next, one fewer than things; the first stays at or above
    `low`, the last at or below `high`.
    """
    if not wanted:
        return []
    offset = [0.0]
    for distance in apart:
        offset.append(offset[-1] + distance)
    if offset[-1] > high - low:
        return None
    level = _rising([w - o for w, o in zip(wanted, offset, strict=True)])
    return [min(max(value, low), high - offset[-1]) + o for value, o in zip(level, offset, strict=True)]


def _rising(values: Sequence[float]) -> list[float]:
    """Return the nearest values that never fall (pool adjacent violators)."""
    pools: list[tuple[float, int]] = []
    for value in values:
        mean, count = value, 1
        while pools and pools[-1][0] > mean:
            earlier, number = pools.pop()
            mean, count = (mean * count + earlier * number) / (count + number), count + number
        pools.append((mean, count))
    return [mean for mean, count in pools for _ in range(count)]
