"""Conditions: what units do while nobody acts, while the person acts, watches, sees the object, or withholds.

Imagining has no unit recordings here: it is "no data yet", never a paler execution.
"""

from dataclasses import replace
from typing import Final

import numpy as np
import numpy.typing as npt

from regions.responses.actions import RECORDED_ACTION
from regions.responses.classes import CONDITIONS, class_of, rates
from regions.responses.constants import value
from regions.responses.faults import ResponseError, choose
from regions.responses.tuning import Tuning, responding
from regions.responses.units import ASIDE, Units, hand_gain

__all__ = ["ALL", "COUNTED", "NO_DATA", "measured_in", "peak_in", "perform"]

Float64 = npt.NDArray[np.float64]

ALL: Final = ("rest", "execute", "observe", "object", "nogo", "imagine")
COUNTED: Final = (*CONDITIONS, *ASIDE, "rest")
"""What can be measured; their places seed it, so new ones go to the end."""
NO_DATA: Final = "no data yet"

_EXECUTE, _OBSERVE = 0, 1


def perform(
    units: Units,
    tuning: Tuning,
    action: str = RECORDED_ACTION,
    observed: str | None = None,
    familiarity: float = 1.0,
) -> Units:
    """Return drawn units as they answer to executing one action and watching the same or another one.

    `familiarity` is the gain of observation in units that answer to both conditions. Beside stand the control (an
    action watched that is not executed), the object of the watched action alone, and withholding the executed one.
    """
    if not 0 <= familiarity < np.inf:
        raise ResponseError(f"familiarity {familiarity!r}: expected a number from 0")
    seen = observed or action
    own, watched = _pair(units, tuning, action), _pair(units, tuning, seen)
    film = np.where((watched != 0).all(axis=1), familiarity * watched[:, _OBSERVE], watched[:, _OBSERVE])
    control = tuning.actions.control(action, seen)
    other = film if control == seen else _peak(units, tuning, control, _OBSERVE)
    peak = np.stack([own[:, _EXECUTE], film], axis=1)
    aside = np.stack([other, _to_object(tuning, seen, watched), _withheld(own)], axis=1)
    kind = class_of(np.sign(peak).astype(np.int8))
    return replace(units, performed=(action, seen), kind=kind, peak_hz=peak, aside_hz=aside)


def peak_in(units: Units, condition: str) -> Float64 | None:
    """Return the net peak (u,) of every unit in a condition; None if there is no data yet."""
    choose("condition", condition, ("imagine", *COUNTED))
    if condition == "imagine":
        return None
    if condition == "rest":
        return np.zeros(len(units))
    if condition in CONDITIONS:
        return units.peak_hz[:, CONDITIONS.index(condition)]
    return units.aside_hz[:, ASIDE.index(condition)]


def measured_in(units: Units, condition: str) -> Float64:
    """Return the net peak (u,) of every unit in a condition; raise `ResponseError` if there is no data yet."""
    peak = peak_in(units, condition)
    if peak is None:
        raise ResponseError(f"condition {condition!r}: {NO_DATA}; expected one of {', '.join(COUNTED)}")
    return peak


def _pair(units: Units, tuning: Tuning, action: str) -> Float64:
    """Return the net peaks (u, 2) in executing and in watching one action."""
    return np.stack([_peak(units, tuning, action, condition) for condition in (_EXECUTE, _OBSERVE)], axis=1)


def _peak(units: Units, tuning: Tuning, action: str, condition: int) -> Float64:
    kind, answers = responding(units, tuning, action, condition)
    both_sides = tuning.actions.effector(action).both_sides
    peak = np.empty(len(units))
    for population, its in units.each():
        region, side = population.share.region, population.hemisphere
        hand = ("left" if side == "right" else "right") if both_sides else units.hand
        reach = hand_gain(region, side, hand)[condition]
        peak[its] = rates(region).peak_hz[kind[its], condition] * (units.gain[its] * reach)
    return np.where(answers, peak, 0.0)


def _to_object(tuning: Tuning, action: str, pair: Float64) -> Float64:
    """Return what canonical units, excited in executing an action, do when its object stands there alone."""
    if not tuning.actions.action(action).object:
        return np.zeros(len(pair))
    return np.where(tuning.canonical, value("object_gain") * np.maximum(pair[:, _EXECUTE], 0), 0.0)


def _withheld(pair: Float64) -> Float64:
    """Return what units do while an action is withheld: as in watching it, less, if they also act in it."""
    return np.where(pair[:, _EXECUTE] != 0, value("nogo_gain") * pair[:, _OBSERVE], 0.0)
