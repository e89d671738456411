"""All stages in a row: from a cortex and its knobs to z per vertex."""

from dataclasses import dataclass

from regions.responses.cortex import Cortex
from regions.responses.places import Float32, drive_peak, field, taper, z_scores
from regions.responses.populations import populations
from regions.responses.shares import RECORDED
from regions.responses.units import Hand, Units, draw

__all__ = ["Knobs", "Response", "simulate"]


@dataclass(frozen=True)
class Knobs:
    """Everything that can be turned; `noise_hz` is the sd of one trial's measurement, `seed` draws the units."""

    seed: int = 1
    measurement_seed: int = 1
    trials: int = 12
    noise_hz: float = 2.0
    kernel_mm: float = 6.0
    hand: Hand = "right"
    preset: str = RECORDED


@dataclass(frozen=True, eq=False)
class Response:
    """One side's units, the drive (n, 2) in Hz at the peak, the measurement noise (n, 2); columns execute, observe."""

    knobs: Knobs
    units: Units
    drive_peak_hz: Float32
    noise: Float32

    def z(self, time_s: float | None = None) -> Float32:
        """Return z (n, 2) at the peak, or at a time in s from movement onset."""
        return z_scores(self.drive_peak_hz, self.noise, self.knobs.trials, self.knobs.noise_hz, time_s)


def simulate(cortex: Cortex, knobs: Knobs | None = None) -> Response:
    """Run the whole model on one side of the cortex."""
    turned = knobs or Knobs()
    kernel = taper(cortex, turned.kernel_mm)
    units = draw(populations(cortex, turned.preset), turned.seed, turned.hand)
    noise = field(kernel, cortex.hemisphere, turned.measurement_seed)
    return Response(turned, units, drive_peak(units, kernel), noise)
