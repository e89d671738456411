"""The teaching switch: no unit answers to both conditions any more, and no place can tell."""

from dataclasses import replace

import numpy as np

from regions.responses.classes import class_of
from regions.responses.units import ASIDE, Units

__all__ = ["split_both"]

_OF_EXECUTION = [ASIDE.index("object")]
_OF_OBSERVATION = [ASIDE.index("control"), ASIDE.index("nogo")]


def split_both(units: Units) -> Units:
    """Return units of which none answers to both: each that did becomes two, one for each condition.

    What counts is what they perform, the executed and the watched action. The first keeps execution and the object,
    the second observation, its control and withholding. The second stands right behind the first, at the same vertex,
    so sums over units in their order stay what they were, to the bit.
    """
    is_both = (units.peak_hz != 0).all(axis=1)
    old = np.repeat(np.arange(len(units)), 1 + is_both)
    second = np.r_[False, old[1:] == old[:-1]]
    first = is_both[old] & ~second
    peak, aside = units.peak_hz[old], units.aside_hz[old]
    peak[first, 1] = peak[second, 0] = 0
    aside[np.ix_(first, _OF_OBSERVATION)] = 0
    aside[np.ix_(second, _OF_EXECUTION)] = 0
    return replace(
        units,
        start=units.start + np.r_[0, np.cumsum(is_both)][units.start],
        vertex=units.vertex[old],
        kind=class_of(np.sign(peak).astype(np.int8)),
        peak_hz=peak,
        aside_hz=aside,
        baseline_hz=units.baseline_hz[old],
        gain=units.gain[old],
        mm2=units.mm2[old],
    )
