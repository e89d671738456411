"""The whole simulation of both hemispheres, on request: populations, units, spike counts, tests, drive, noise and z.

Nothing is kept from one time to the next but what depends on the anatomy alone: surfaces, labels, geodesic kernel.
"""

from serving import serve, timed

from atlas_app.brain import responses
from atlas_app.brain.library import Library
from data.sides import HEMISPHERES
from regions.responses.detect import count, detect, tally
from regions.responses.simulate import Knobs, simulate

LEAST_UNITS = 20_000
KNOBS = Knobs(trials=12)


def run(cortices):
    """All stages, from the tables to z and to what an experimenter would find."""
    units = 0
    for cortex in cortices:
        response = simulate(cortex, KNOBS)
        response.z()
        tally(response.units, detect(count(response.units, KNOBS.trials)))
        units += len(response.units)
    if units < LEAST_UNITS:
        raise SystemExit(f"The simulation has {units} units; expected {LEAST_UNITS} or more.")


if __name__ == "__main__":
    library = Library()
    both = [responses.cortex(KNOBS.kernel_mm, side, library) for side in HEMISPHERES]
    serve({"simulation": timed(lambda: run(both))})
