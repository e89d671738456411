"""All stages in a row: from a cortex and its knobs to z per vertex."""

from dataclasses import dataclass

from regions.responses.actions import Actions
from regions.responses.conditions import perform
from regions.responses.cortex import Cortex
from regions.responses.detect import Counts, count
from regions.responses.knobs import Knobs, check_knobs
from regions.responses.places import Float32, UInt8, drive_peak, field, states, taper, z_scores
from regions.responses.populations import populations
from regions.responses.shares import preset_shares, scaled
from regions.responses.split import split_both
from regions.responses.tuning import tune
from regions.responses.units import Units, draw

__all__ = ["Knobs", "Response", "simulate", "units_of"]


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

    def states(self, time_s: float | None = None) -> UInt8:
        """Return what each vertex answers to at the knobs' threshold: an index (n,) into `places.STATES`."""
        return states(self.z(time_s), self.knobs.threshold_z)

    def counts(self, conditions: tuple[str, ...] = ("execute", "observe")) -> Counts:
        """Draw the spikes of the knobs' trials in some conditions; memory does not grow with the trials."""
        return count(self.units, self.knobs.trials, conditions)


def units_of(cortex: Cortex, knobs: Knobs, actions: Actions | None = None) -> Units:
    """Draw the units of one side, let them perform what the knobs say, and split them if the switch is on.

    `actions` are the bundled ones unless others are given.
    """
    shares = scaled(preset_shares(knobs.preset), knobs.mirror_share)
    drawn = draw(populations(cortex, knobs.preset, shares), knobs.seed, knobs.hand)
    performing = perform(drawn, tune(drawn, actions), knobs.action, knobs.observed, knobs.familiarity)
    return split_both(performing) if knobs.split_both else performing


def simulate(cortex: Cortex, knobs: Knobs | None = None) -> Response:
    """Run the whole model on one side of the cortex; raise `ResponseError` for a knob turned too far."""
    turned = knobs or Knobs()
    check_knobs(turned)
    kernel = taper(cortex, turned.kernel_mm)
    units = units_of(cortex, turned)
    noise = field(kernel, cortex.hemisphere, turned.measurement_seed)
    return Response(turned, units, drive_peak(units, kernel), noise)
