"""Actions: what can be executed and observed, with which part of the body, where that part has its place."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from regions.responses.faults import choose

__all__ = ["RECORDED_ACTION", "Action", "Actions", "Effector", "Gradient", "Phase", "answering"]

RECORDED_ACTION: Final = "grasp"
"""The action that the shares, rates and the course were recorded in."""


@dataclass(frozen=True)
class Phase:
    """A part of an action, from `at_s` (s from movement onset) until the next one."""

    name: str
    at_s: float


@dataclass(frozen=True)
class Gradient:
    """Where in some regions an effector has its place: a bell over |x| in MNI152 mm that never falls below `least`."""

    regions: tuple[str, ...]
    from_midline_mm: float
    width_mm: float
    least: float
    status: str
    citation: str
    note: str


@dataclass(frozen=True)
class Effector:
    """A part of the body that acts; `both_sides` if either hemisphere moves it alike."""

    id: str
    name: str
    both_sides: bool
    gradients: tuple[Gradient, ...]


@dataclass(frozen=True)
class Action:
    """Something to execute and to observe; `object` is '' if there is none, `regions` () if all may answer."""

    id: str
    name: str
    effector: str
    object: str
    regions: tuple[str, ...]
    phases: tuple[Phase, ...]
    status: str
    citation: str
    note: str


@dataclass(frozen=True)
class Actions:
    """All actions and effectors by id, in the order of their file, and where an object alone is answered."""

    effectors: Mapping[str, Effector]
    actions: Mapping[str, Action]
    object_regions: tuple[str, ...]

    def action(self, name: str) -> Action:
        """Return an action; raise `ResponseError` with the nearest one if it is unknown."""
        return self.actions[choose("action", name, self.actions)]

    def effector(self, action: str) -> Effector:
        """Return the part of the body that does an action."""
        return self.effectors[self.action(action).effector]

    def family(self, action: str) -> tuple[str, ...]:
        """Return all actions of the same effector, itself included."""
        effector = self.action(action).effector
        return tuple(name for name, other in self.actions.items() if other.effector == effector)

    def control(self, executed: str, observed: str) -> str:
        """Return an action that is not executed, to hold the observed one against.

        It is the observed action itself if that is another than the executed one, else the first of another effector.
        """
        if observed != executed:
            return self.action(observed).id
        family = self.family(executed)
        return next((name for name in self.actions if name not in family), executed)


def answering(
    known: Actions, action: str, region: str, mni152_mm: npt.NDArray[np.floating[Any]]
) -> npt.NDArray[np.float64]:
    """Return the share (n,) of the units that answer with an action's effector, at places (n, 3) of a region.

    Places are in MNI152 mm.
    """
    done = known.action(action)
    if done.regions and region not in done.regions:
        return np.zeros(len(mni152_mm))
    gradient = next((one for one in known.effectors[done.effector].gradients if region in one.regions), None)
    if gradient is None:
        return np.ones(len(mni152_mm))
    off = (np.abs(mni152_mm[:, 0].astype(np.float64)) - gradient.from_midline_mm) / gradient.width_mm
    return gradient.least + (1 - gradient.least) * np.exp(-0.5 * off**2)
