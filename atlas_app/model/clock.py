"""Two clocks: seconds of an action, and the slow seconds of the blood response to it; both from movement onset."""

from dataclasses import dataclass
from typing import Final

from atlas_app.model.scene import BOLD_PEAK_S, PEAK_S, Scene

__all__ = ["ACTION", "BLOOD", "Clock", "clock_of"]


@dataclass(frozen=True, slots=True)
class Clock:
    """When time begins, where the response peaks, when time ends, how wide a step is; all in s.

    Playing begins at `play_from_s` and runs at `speed` seconds per second on stage.
    """

    start_s: float
    peak_s: float
    end_s: float
    step_s: float
    play_from_s: float
    speed: float


ACTION: Final = Clock(-1.0, PEAK_S, 3.0, 0.05, -0.3, 0.25)
"""A step is as wide as a bin of the recorded responses."""

BLOOD: Final = Clock(-2.0, BOLD_PEAK_S, 30.0, 1.0, -1.0, 2.5)


def clock_of(scene: Scene) -> Clock:
    """Return the clock that the scene's time is on; a literature has no blood response."""
    return BLOOD if scene.response.bold and scene.layer == "simulation" else ACTION
