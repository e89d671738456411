"""Measures the speed of Mirror Atlas beside the floor, in turns, so that a machine that slows down slows both.

`run.py` prints a table, `run.py --json` the same as JSON. Figures are medians of several rounds; how far the rounds'
ratios lie apart tells how quiet the machine was.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
PATIENCE_S = 120
FRAMES = 6
"""So many frames in a row a round; the first, which finds cold caches, does not count."""
STILL = ("--surface", "pial", "--view", "left-lateral", "--hemisphere", "both", "--size", "1920x1080", "--force")


class FailedError(Exception):
    """A program under measurement gave up, in its own words."""


@dataclass(frozen=True)
class Budget:
    """What a figure may be at most: its ratio to the floor's, or itself where there is no floor."""

    work: str
    figure: str
    floor: str | None
    most: float


BUDGETS = (
    Budget("process to a finished PNG", "still_s", "floor_still_s", 0.7),
    Budget("orbit, pointer to paint", "orbit_ms", "floor_orbit_ms", 0.8),
    Budget("change of condition or time", "step_ms", "floor_step_ms", 0.8),
    Budget("window start to first frame", "first_frame_s", "floor_first_frame_s", 1.3),
    Budget("peak memory, all layers used", "peak_mb", "floor_peak_mb", 1.5),
    Budget("a knob of the model, on screen", "knob_ms", None, 150),
    Budget("whole simulation", "simulation_s", None, 0.5),
)


class Samples:
    """What was measured: for each figure one median a round, floor and ours taken in the same rounds."""

    def __init__(self):
        self.rounds = defaultdict(list)

    def add(self, figure, *values):
        """Keep the median of a round."""
        self.rounds[figure].append(statistics.median(values))

    def median(self, figure):
        """The median of all rounds."""
        return statistics.median(self.rounds[figure])


def main():
    """Measure everything and tell; 1 if something could not be measured."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--rounds", type=int, default=5, metavar="N", help="how often everything is measured (5)")
    asked = parser.parse_args()
    samples = Samples()
    try:
        for measure in (stills, first_frames, frames, simulations):
            measure(samples, max(asked.rounds, 1))
    except FailedError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    told = verdict(samples)
    print(json.dumps(told, indent=2) if asked.json else table(told, samples))
    return 0


# What is measured


def stills(samples, rounds):
    """New processes that leave a picture in a file; the first of each only warms disk and cache."""
    with tempfile.TemporaryDirectory() as folder:
        out = str(Path(folder) / "still.png")
        floor, ours = (str(HERE / "floor.py"), out), ("-m", "atlas_app", "render", out, *STILL)
        for number in range(rounds + 1):
            for figure, arguments in in_turn(number, ("floor_still_s", floor), ("still_s", ours)):
                seconds = ended(arguments)
                if number:
                    samples.add(figure, seconds)


def first_frames(samples, rounds):
    """New processes up to the first frame; the first of each only warms disk and cache."""
    floor, ours = (str(HERE / "floor.py"), "--first"), (str(HERE / "window.py"), "--first")
    for number in range(rounds + 1):
        for figure, arguments in in_turn(number, ("floor_first_frame_s", floor), ("first_frame_s", ours)):
            with Child(*arguments) as child:
                seconds = child.heard("painted")
            if number:
                samples.add(figure, seconds)


def frames(samples, rounds):
    """Frames of two processes that live as long as this takes, then the peak of the window's memory."""
    with Child(str(HERE / "floor.py"), "--frames") as floor, Child(str(HERE / "window.py"), "--frames") as ours:
        for child, works in ((floor, ("orbit", "step")), (ours, ("condition", "time", "knob", "orbit"))):
            for work in works:
                child.ask(work, 3)
        for number in range(rounds):
            for figure, one in in_turn(number, ("floor_orbit_ms", floor), ("orbit_ms", ours)):
                samples.add(figure, *one.ask("orbit", FRAMES)[1:])
            for work, one in in_turn(number, ("condition", ours), ("step", floor), ("time", ours)):
                samples.add("floor_step_ms" if one is floor else work, *one.ask(work, FRAMES)[1:])
            samples.add("knob_ms", *ours.ask("knob", FRAMES)[1:])
        samples.rounds["step_ms"] = samples.rounds[max("condition", "time", key=samples.median)]
        samples.add("peak_mb", *ours.ask("memory"))
    for _ in range(2):
        with Child(str(HERE / "floor.py"), "--bare") as bare:
            samples.add("floor_peak_mb", *bare.ask("memory"))


def simulations(samples, rounds):
    """The model without the window."""
    with Child(str(HERE / "simulation.py")) as child:
        child.ask("simulation")
        for _ in range(rounds):
            samples.add("simulation_s", *(ms / 1e3 for ms in child.ask("simulation")))


def in_turn(number, *things):
    """Return things in an order that changes from round to round, so that none is always first."""
    return things if number % 2 else things[::-1]


# Processes


def environment():
    """Both sides draw in the same kind of window, without a display; this tree is the one that is measured."""
    ours = {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    if sys.platform.startswith("linux"):
        ours["VTK_DEFAULT_OPENGL_WINDOW"] = "vtkEGLRenderWindow"
    return {**os.environ, **ours}


def ended(arguments):
    """Return how many seconds a process took from its start to its end."""
    began = time.perf_counter()
    process = subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )
    seconds = time.perf_counter() - began
    if process.returncode:
        raise FailedError(f"{' '.join(arguments)} failed: {process.stderr.strip()}")
    return seconds


class Child:
    """A process that answers lines with lines; see `serving.py`."""

    def __init__(self, *arguments):
        self._name = " ".join(arguments)
        self._errors = tempfile.TemporaryFile("w+")  # noqa: SIM115 - closed with the process
        self._began = time.perf_counter()
        self._process = subprocess.Popen(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            text=True,
        )

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._process.stdin.close()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process.stdout.close()
        self._errors.close()

    def heard(self, word):
        """Return how many seconds after its start the process said a word."""
        line = self._line()
        seconds = time.perf_counter() - self._began
        if line.strip() != word:
            raise FailedError(f"{self._name} said {line.strip()!r}; expected {word!r}.")
        return seconds

    def ask(self, work, count=1):
        """Return the answers to a request for `count` times `work`."""
        self._process.stdin.write(f"{work} {count}\n")
        self._process.stdin.flush()
        return json.loads(self._line())

    def _line(self):
        impatient = threading.Timer(PATIENCE_S, self._process.kill)
        impatient.start()
        line = self._process.stdout.readline()
        impatient.cancel()
        if not line:
            self._errors.seek(0)
            raise FailedError(f"{self._name} gave no answer: {self._errors.read().strip()}")
        return line


# What is told


def verdict(samples):
    """Return every figure, and every ratio or figure beside its budget."""
    told = {}
    ratios = {}
    for budget in BUDGETS:
        told[budget.figure] = round(samples.median(budget.figure), 3)
        reached = told[budget.figure]
        if budget.floor:
            told[budget.floor] = round(samples.median(budget.floor), 3)
            reached = round(reached / told[budget.floor], 3)
        name = budget.figure.rpartition("_")[0]
        ratios[name] = {"reached": reached, "budget": budget.most, "met": reached <= budget.most}
    return {**told, "budgets": ratios}


def table(told, samples):
    """Return the verdict for the eye."""
    lines = [f"{'':32}{'ours':>11}{'floor':>11}{'ratio':>8}{'rounds':>14}{'budget':>12}"]
    for budget in BUDGETS:
        name, unit = budget.figure.rpartition("_")[::2]
        unit = unit.replace("mb", "MB")
        row = told["budgets"][name]
        floor, ratio, spread, limit = "", "", "", f"{budget.most:g} {unit}"
        if budget.floor:
            floor, ratio, limit = f"{told[budget.floor]:.4g} {unit}", f"{row['reached']:.2f}", f"{budget.most:g}"
            pairs = zip(samples.rounds[budget.figure], samples.rounds[budget.floor], strict=False)
            each = sorted(a / b for a, b in pairs)
            spread = f"{each[0]:.2f} - {each[-1]:.2f}" if len(each) > 1 else ""
        ours = f"{told[budget.figure]:.4g} {unit}"
        met = "met" if row["met"] else "MISSED"
        lines.append(f"{budget.work:32}{ours:>11}{floor:>11}{ratio:>8}{spread:>14}{'<= ' + limit:>12}  {met}")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
