"""What the simulated answers of the command line say first: that they are simulated, and on which terms."""

from regions.responses.actions import RECORDED_ACTION
from regions.responses.constants import knob_table
from regions.responses.knobs import Knobs, supposed

__all__ = ["terms"]


def terms(knobs: Knobs, measured: str = "") -> list[str]:
    """Say that this is a simulation, on which terms, what it rests on and what was supposed."""
    what_if = supposed(knobs)
    rests_on = (
        f"Rests on macaque F5 in premotor cortex and macaque M1 in motor cortex, illustrative elsewhere. Shares of the "
        f"response classes: preset {knobs.preset}; {knob_table()['preset'].source}."
    )
    done = f"SIMULATED: do {knobs.action}, watch {knobs.observed}, {knobs.hand} hand acts; "
    lines = [f"{done}{measured}{', ' if measured else ''}seed {knobs.seed}.", rests_on]
    if {knobs.action, knobs.observed} != {RECORDED_ACTION}:
        lines.append(f"Recorded in {RECORDED_ACTION} only; how units answer to another action is illustrative.")
    lines.append(f"Supposed: {', '.join(what_if)}." if what_if else "Supposed: nothing beyond these recordings.")
    return lines
