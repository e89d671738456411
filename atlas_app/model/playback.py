"""The action played once, slowly, and held at its peak."""

from atlas_app.model.clock import Clock

__all__ = ["elapsed_at", "playback_time"]


def playback_time(elapsed_s: float, clock: Clock) -> tuple[float, bool]:
    """Return the time on a clock after `elapsed_s` of playing, and whether the peak is reached and held."""
    time_s = clock.play_from_s + max(elapsed_s, 0.0) * clock.speed
    return (clock.peak_s, True) if time_s >= clock.peak_s else (time_s, False)


def elapsed_at(time_s: float, clock: Clock) -> float:
    """Return how long playing takes to reach `time_s`, to go on from there; 0 where it is over and begins again."""
    return (time_s - clock.play_from_s) / clock.speed if clock.play_from_s < time_s < clock.peak_s else 0.0
