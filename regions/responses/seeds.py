"""Random numbers that depend on a seed and a fixed key, never on who was asked before."""

import operator

import numpy as np

from regions.responses.faults import ResponseError

__all__ = ["stream"]


def stream(seed: int, *key: int, what: str = "seed") -> np.random.Generator:
    """Return the random numbers of a seed and a key; raise `ResponseError` for a seed that is no whole number."""
    try:
        whole = operator.index(seed)
    except TypeError:
        whole = -1
    if whole < 0:
        raise ResponseError(f"{what} {seed!r}: expected a whole number from 0")
    return np.random.default_rng(np.random.SeedSequence(whole, spawn_key=key))
