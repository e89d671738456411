"""The fast simulation against a plain one: the same findings, memory that does not grow with the trials.

`python -m tests.test_responses_speed` measures both, and how the cost grows. No test asserts a time.
"""

import tracemalloc
from time import perf_counter

import numpy as np
import pytest

from regions.responses.detect import count, detect, tally, windows
from regions.responses.populations import only, populations
from regions.responses.simulate import Knobs, simulate, units_of
from regions.responses.timecourse import envelope
from regions.responses.units import draw
from tests.test_responses_cortex import real_cortex

STEP_S = 0.05
SIDES = ("left", "right")


def plain(units, trials, rng, conditions=2):
    """Every bin of every trial drawn and kept, then averaged over the windows: change (u, 2) and its sd."""
    t = np.arange(-1, 2, STEP_S) + STEP_S / 2
    inside = [(t > start) & (t < stop) for start, stop in windows()]
    found = []
    for condition in range(conditions):
        rate = np.maximum(units.baseline_hz[:, None] + units.peak_hz[:, [condition]] * envelope(t), 0)
        spikes = rng.poisson(rate[None] * STEP_S, (trials, *rate.shape))
        before, during = (spikes[:, :, there].sum(2) / (there.sum() * STEP_S) for there in inside)
        found.append(during - before)
    change = np.stack(found, axis=2)
    return change.mean(0), change.std(0, ddof=1)


@pytest.fixture(scope="module")
def left():
    return real_cortex("left")[0]


def test_the_fast_counts_find_what_the_plain_ones_find(left):
    units = draw(only(populations(left), ["premotor", "m1"]), 3)
    rng, trials = np.random.default_rng(1), 12
    mean, sd = plain(units, trials, rng)
    fast = count(units, trials)
    # Two measurements of the same units differ by their noise only.
    step = (fast.mean_hz - mean) / np.sqrt((fast.sd_hz**2 + sd**2) / trials + 1e-9)
    assert abs(step.mean()) < 0.03
    assert step.std() == pytest.approx(1, abs=0.15)
    assert (sd**2).mean() == pytest.approx((fast.sd_hz**2).mean(), rel=0.03)


def test_memory_does_not_grow_with_the_trials(left):
    units = draw(only(populations(left), ["ipl"]), 1)
    peaks = []
    for trials in (16, 320):
        tracemalloc.start()
        count(units, trials)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.1 * peaks[0]


def whole(cortices, knobs):
    """The whole simulation of both sides, summaries as counts; returns the number of units."""
    many = 0
    for cortex in cortices:
        answer = simulate(cortex, knobs)
        answer.states()
        tally(answer.units, detect(answer.counts()))
        many += len(answer.units)
    return many


def measure():
    """Seconds of the whole default simulation and of the plain one, and how the cost grows with trials and units."""
    cortices = [real_cortex(side)[0] for side in SIDES]

    def best(work, times=5):
        taken = []
        for _ in range(times):
            start = perf_counter()
            work()
            taken.append(perf_counter() - start)
        return min(taken)

    units = [units_of(cortex, Knobs()) for cortex in cortices]
    rng = np.random.default_rng(1)
    whole(cortices, Knobs())
    return {
        "units": sum(map(len, units)),
        "whole_s": best(lambda: whole(cortices, Knobs())),
        "plain_counts_s": best(lambda: [plain(each, 12, rng) for each in units], 1),
        **{f"counts_{n}_trials_s": best(lambda n=n: [count(each, n) for each in units], 1) for n in (12, 120, 1200)},
        "one_population_s": best(lambda: count(draw(only(populations(cortices[0]), ["aip"]), 1), 12)),
    }


def test_the_default_simulation_has_twenty_thousand_units(left):
    assert whole([left, real_cortex("right")[0]], Knobs()) >= 20_000


if __name__ == "__main__":
    for name, figure in measure().items():
        print(f"{name:22} {figure:.3f}")
