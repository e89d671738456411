"""The action played once, slowly, and held at its peak."""

from typing import Final

from atlas_app.model.scene import PEAK_S

__all__ = ["SPEED", "START_S", "elapsed_at", "playback_time"]

START_S: Final = -0.3
"""Where playing begins, in s from movement onset."""

SPEED: Final = 0.25
"""Seconds of the action per second on stage."""


def playback_time(elapsed_s: float, speed: float = SPEED) -> tuple[float, bool]:
    """Return the time of the action after `elapsed_s` of playing, and whether the peak is reached and held."""
    time_s = START_S + max(elapsed_s, 0.0) * speed
    return (PEAK_S, True) if time_s >= PEAK_S else (time_s, False)


def elapsed_at(time_s: float, speed: float = SPEED) -> float:
    """Return how long playing takes to reach `time_s`, to go on from there; 0 where it is over and begins again."""
    return (time_s - START_S) / speed if START_S < time_s < PEAK_S else 0.0
