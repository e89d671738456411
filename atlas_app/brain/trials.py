"""Trials: what one simulated cell does in every condition, and what an experimenter would find in it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

import numpy as np
import numpy.typing as npt

from atlas_app.model.scene import Scene

if TYPE_CHECKING:  # the model is not needed for anatomy, and takes a while to import
    from regions.responses.actions import Actions, Phase
    from regions.responses.detect import Counts
    from regions.responses.units import Units

__all__ = ["BIN_S", "EDGES_S", "TIMES_S", "Cell", "Condition", "Row", "cell"]

Floats = npt.NDArray[np.float64]
Condition = Literal["execute", "observe", "object", "nogo", "control"]

BIN_S: Final = 0.05
EDGES_S: Final = np.linspace(-1.0, 2.0, 61)
"""Where the bins of the histograms end, in s from movement onset."""
TIMES_S: Final = np.linspace(-1.0, 2.0, 61)
"""When the expected rate is known."""
TWIN_ROWS: Final[tuple[Condition, ...]] = ("execute", "observe")
ROWS: Final[tuple[Condition, ...]] = ("execute", "observe", "object", "nogo", "control")
TITLES: Final[dict[Condition, str]] = {
    "execute": "I do",
    "observe": "I watch",
    "object": "Object alone",
    "nogo": "I hold back",
    "control": "I watch another",
}


@dataclass(frozen=True, eq=False, slots=True)
class Row:
    """One condition: `spikes` per trial in s, `rate_hz` (60,) their mean in bins, `expected_hz` (61,) the model's.

    `found` is 1 or -1 where the change of `change_hz` is significant, else 0. `phases` are those of the action, with
    their times; nothing moves where there are none.
    """

    condition: Condition
    title: str
    what: str
    phases: "tuple[Phase, ...]"
    spikes: tuple[Floats, ...]
    rate_hz: Floats
    expected_hz: Floats
    change_hz: float
    found: int


@dataclass(frozen=True, eq=False, slots=True)
class Cell:
    """One cell as it was recorded: `index` among the units of its side, its class and the one that is found."""

    index: int
    kind: str
    found: str
    rows: tuple[Row, ...]


def cell(scene: Scene, units: "Units", unit: int, known: "Actions", twin: bool) -> Cell:
    """Return what a unit does; a `twin` is one of two that a unit became, and shows what tells them apart."""
    from regions.responses.classes import CLASSES
    from regions.responses.detect import called, detect
    from regions.responses.spikes import raster, rate

    rows: tuple[Condition, ...] = TWIN_ROWS if twin else _conditions(scene, known)
    trains = [raster(units, unit, condition, scene.response.trials) for condition in rows]
    counts = _counts(trains, rows)
    detected = detect(counts, scene.response.alpha)
    found = np.where(detected.significant, detected.sign, 0)[0]
    made = []
    for k, condition in enumerate(rows):
        expected = rate(units, unit, condition, TIMES_S)[0]
        deed = _deed(scene, known, condition)
        made.append(_row(condition, deed, trains[k], expected, float(counts.mean_hz[0, k]), int(found[k])))
    return Cell(unit, CLASSES[int(units.kind[unit])], CLASSES[int(called(detected)[0])], tuple(made))


def _conditions(scene: Scene, known: "Actions") -> tuple[Condition, ...]:
    """Return what is shown; another action watched is a row of its own only while the same one is watched."""
    seen = scene.observed or scene.action
    return ROWS if known.control(scene.action, seen) not in (scene.action, seen) else ROWS[:-1]


def _counts(trains: "list[tuple[Floats, ...]]", conditions: tuple[Condition, ...]) -> "Counts":
    """Count one unit's spikes as `regions.responses.detect.count` does for all."""
    from regions.responses.detect import Counts, windows

    drawn = np.array([[[_within(train, *window) for window in windows()] for train in some] for some in trains])
    lasts = np.array([stop - start for start, stop in windows()])
    change = drawn[..., 1] / lasts[1] - drawn[..., 0] / lasts[0]
    trials = drawn.shape[1]
    mean = change.sum(axis=1) / trials
    variance = np.maximum((change**2).sum(axis=1) - trials * mean**2, 0) / (trials - 1)
    return Counts(trials, conditions, drawn.sum(axis=1)[None], mean[None], np.sqrt(variance)[None])


def _within(train: Floats, start: float, stop: float) -> int:
    return int(((train >= start) & (train < stop)).sum())


def _row(
    condition: Condition,
    deed: "tuple[str, tuple[Phase, ...]]",
    spikes: tuple[Floats, ...],
    expected_hz: Floats,
    change_hz: float,
    found: int,
) -> Row:
    binned = np.histogram(np.concatenate(spikes), EDGES_S)[0] / (len(spikes) * BIN_S)
    return Row(condition, TITLES[condition], *deed, spikes, binned, expected_hz, change_hz, found)


def _deed(scene: Scene, known: "Actions", condition: Condition) -> "tuple[str, tuple[Phase, ...]]":
    """Return what is done, watched or seen, and the phases of the movement if there is one."""
    from atlas_app.brain.words import action_names

    names = action_names(scene.own_actions)
    seen = scene.observed or scene.action
    match condition:
        case "object":
            return known.action(seen).object or "no object", ()
        case "nogo":
            return names[scene.action], ()
        case "execute":
            action = scene.action
        case "observe":
            action = seen
        case "control":
            action = known.control(scene.action, seen)
    return names[action], known.action(action).phases
