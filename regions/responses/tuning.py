"""Tuning: which units answer to which actions, in execution and in observation.

The recorded shares are those of grasping, so grasping is answered as drawn. A unit that is excited in both conditions
has an action of its own: grasping if it was recorded so; another one for some of the units that grasping leaves
unexcited, so that every action has as large a share of them wherever its effector has its place.

- strictly congruent: acts and answers in its own action only;
- broadly congruent: in all actions of its effector;
- not congruent: acts like the broad ones, and answers to watching any action.

All other units answer alike to every action, where its effector has its place. All of this is assumed; the three
shares are those of Gallese 1996.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from regions.responses.action_file import actions as bundled
from regions.responses.actions import RECORDED_ACTION, Actions, answering
from regions.responses.classes import CLASSES, SIGNS
from regions.responses.constants import value
from regions.responses.populations import Population
from regions.responses.units import Units, unit_stream

__all__ = ["BROAD", "NONE", "STRICT", "Tuning", "responding", "tune"]

Bools = npt.NDArray[np.bool_]
Int8 = npt.NDArray[np.int8]
Int16 = npt.NDArray[np.int16]
Float64 = npt.NDArray[np.float64]

STRICT: Final = 0
BROAD: Final = 1
NONE: Final = 2
EXCITED_IN_BOTH: Final = CLASSES.index("E+O+")
OBSERVE: Final = 1

_QUIET: Final = np.array([max(signs) <= 0 for signs in SIGNS])
"""Classes that nothing excites: the units that may have an action of their own other than the recorded one."""


@dataclass(frozen=True, eq=False)
class Tuning:
    """The preferences of units: `own` (u,) the index of the action that excites it in both conditions, or -1.

    `congruence` (u,) is `STRICT`, `BROAD` or `NONE`, meaningful where there is an `own`. Per unit and action (u, a):
    `allowed` whether its region may answer, `here` whether the unit lives where the effector has its place.
    `canonical` (u,) whether it would answer to an object alone.
    """

    actions: Actions
    own: Int16
    congruence: Int8
    allowed: Bools
    here: Bools
    canonical: Bools


def tune(units: Units, actions: Actions | None = None) -> Tuning:
    """Draw the preferences of all units; one stream per population."""
    known = actions or bundled()
    n, many = len(units), len(known.actions)
    own, congruence, canonical = np.full(n, -1, np.int16), np.zeros(n, np.int8), np.zeros(n, bool)
    allowed, here = np.zeros((n, many), bool), np.zeros((n, many), bool)
    for population, its in units.each():
        draws = unit_stream(units.seed, population, "tuning").random((population.units, 4))
        share = _share_of_place(population, units.vertex[its], known)
        allowed[its], here[its] = share.any(axis=0), draws[:, 0, None] < share
        own[its] = _own(population, units.kind[its], share * _wanted(known), draws[:, 1], known)
        congruence[its] = _congruence(own[its], draws[:, 2], known)
        canonical[its] = (draws[:, 3] < value("canonical_share")) & (population.share.region in known.object_regions)
    return Tuning(known, own, congruence, allowed, here, canonical)


def responding(units: Units, tuning: Tuning, action: str, condition: int) -> tuple[Int8, Bools]:
    """Return the class (u,) that each unit has in an action, and whether it answers to it in a condition."""
    asked, home = _index(tuning.actions, action), _index(tuning.actions, RECORDED_ACTION)
    family = np.array([name in tuning.actions.family(action) for name in tuning.actions.actions])
    related = (tuning.own == asked) | (family[tuning.own] & (tuning.congruence != STRICT))
    if condition == OBSERVE:
        related |= tuning.congruence == NONE
    recorded = tuning.own == home
    # In the recorded action every unit is what it was recorded as, whatever its own action.
    elsewhere = (tuning.own >= 0) & ~recorded & (asked != home)
    prefers = related & (recorded | elsewhere) & tuning.allowed[:, asked]
    answers = np.where(prefers, elsewhere | tuning.here[:, home], ~recorded & tuning.here[:, asked])
    return np.where(prefers, EXCITED_IN_BOTH, units.kind).astype(np.int8), answers


def _index(known: Actions, action: str) -> int:
    return tuple(known.actions).index(known.action(action).id)


def _share_of_place(population: Population, vertex: npt.NDArray[np.int32], known: Actions) -> Float64:
    """Return the share (k, actions) of units that answer with each action's effector where each unit lives."""
    at = np.searchsorted(population.vertices, vertex)
    columns = [answering(known, name, population.share.region, population.mni152_mm) for name in known.actions]
    return np.stack(columns, axis=1)[at]


def _wanted(known: Actions) -> Float64:
    """Return how many units (actions,) have each action as their own, as a part of those excited in both.

    The recorded action's broad units serve its whole effector; those of other effectors are shared out evenly.
    """
    strict, rest = value("strict_share"), value("broad_share") + value("not_congruent_share")
    family = [known.family(name) for name in known.actions]
    wanted = np.array([strict if RECORDED_ACTION in its else strict + rest / len(its) for its in family])
    wanted[_index(known, RECORDED_ACTION)] = 0
    return wanted


def _own(population: Population, kind: Int8, wanted: Float64, draw: Float64, known: Actions) -> Int16:
    """Return each unit's own action: the recorded one if it was excited in both, another for some that nothing excites.

    `wanted` (k, actions) as a part of those excited in both, at the place of each unit; a place has no more units
    than it has.
    """
    percent = np.array(population.share.percent)
    quiet = percent[_QUIET].sum()
    upto = np.cumsum(wanted, axis=1) * (percent[EXCITED_IN_BOTH] / max(quiet, 1e-9))
    upto /= np.maximum(upto[:, -1:], 1)
    own = (draw[:, None] >= upto).sum(axis=1)
    own = np.where(_QUIET[kind] & (own < len(known.actions)), own, -1)
    return np.where(kind == EXCITED_IN_BOTH, _index(known, RECORDED_ACTION), own).astype(np.int16)


def _congruence(own: Int16, draw: Float64, known: Actions) -> Int8:
    """Return each unit's congruence, so that in every action the three shares are the recorded ones."""
    strict, broad = value("strict_share"), value("broad_share")
    rest = broad + value("not_congruent_share")
    family = [known.family(name) for name in known.actions]
    first = np.array([strict / (strict + rest / len(its)) if RECORDED_ACTION not in its else 1.0 for its in family])
    first[_index(known, RECORDED_ACTION)] = strict / (strict + rest)
    second = first + (1 - first) * broad / rest
    return ((draw >= first[own]).astype(np.int8) + (draw >= second[own])).astype(np.int8)
