"""What is said of one neuron: a question, and once it is revealed, an answer in careful words."""

from typing import Final

from atlas_app.brain.neuron import Recording
from atlas_app.brain.picture import Words
from atlas_app.brain.trials import BIN_S, Row
from atlas_app.brain.words import SPLIT, action_names
from atlas_app.model.scene import Scene
from regions.catalogue import catalogue

__all__ = ["QUESTION", "RASTER_TRIALS", "SHORT", "change_said", "finding", "neuron_words", "place_said"]

QUESTION: Final = "What does this cell do?"
TWINS: Final = "One cell is now two: one for doing, one for watching"
RASTER_TRIALS: Final = 30
"""The most trials whose spikes can be told apart in a raster."""

SAID: Final = {
    "E+": "Fires more in doing only",
    "E-": "Fires less in doing only",
    "O+": "Fires more in watching only",
    "O-": "Fires less in watching only",
    "E+O+": "Fires more in both: what is called a mirror neuron",
    "E-O-": "Fires less in both: suppressed by doing and by watching",
    "E+O-": "Opposite: fires more in doing, less in watching",
    "E-O+": "Opposite: fires less in doing, more in watching",
    "none": "Answers to neither",
}
TWO_ACTIONS: Final = "Fires more in both, though the two actions differ"

SHORT: Final = {
    "E+": "more in doing only",
    "E-": "less in doing only",
    "O+": "more in watching only",
    "O-": "less in watching only",
    "E+O+": "more in both",
    "E-O-": "less in both",
    "E+O-": "more in doing, less in watching",
    "E-O+": "less in doing, more in watching",
    "none": "no answer",
}
"""The classes within a sentence."""

CONGRUENT: Final = {
    "strictly congruent": "strictly congruent: in this action alone",
    "broadly congruent": "broadly congruent: in all actions of its part of the body",
    "not congruent": "not congruent: whatever is watched",
}


def neuron_words(scene: Scene, shown: Recording) -> Words:
    """Return the words of a picture of one neuron; its title is the question, or the answer."""
    return Words(title=_title(scene, shown), stamp="SIMULATED", terms=_terms(scene), caption=_caption(scene, shown))


def place_said(shown: Recording) -> str:
    """Return which unit this is and where."""
    one = catalogue()[shown.region]
    x, y, z = (f"{mm:d}".replace("-", "\u2212") for mm in shown.mni152_mm)
    side = f"{shown.hemisphere} hemisphere"
    return (
        f"{one.short}, {side}, area {shown.area}: unit {shown.number + 1:,} of {shown.count:,}, MNI152 {x} {y} {z} mm"
    )


def finding(scene: Scene, shown: Recording) -> str:
    """Return what an experimenter finds in so many trials, and how congruent the unit is if it answers to both."""
    found = [cell.found for cell in shown.cells]
    if shown.split:
        first, second = (SHORT[one] for one in found)
        return f"In {shown.trials} trials an experimenter finds: cell 1 {first}, cell 2 {second}."
    (cell,) = shown.cells
    finds = " the same" if found[0] == cell.kind else f": {SHORT[found[0]]}"
    said = f"In {shown.trials} trials an experimenter finds{finds}."
    if cell.kind == "E+O+" and shown.congruence:
        own = action_names(scene.own_actions)[shown.own_action]
        said += f" Its action: {own}, {CONGRUENT[shown.congruence]}."
    return said


def change_said(row: Row) -> str:
    """Return by how much the rate changes, and whether that is significant."""
    whole = round(row.change_hz)
    hz = f"{whole:+d}".replace("-", "\u2212") if whole else "0"
    return f"{hz} Hz, {('fires less', 'not significant', 'fires more')[row.found + 1]}"


def _title(scene: Scene, shown: Recording) -> str:
    if shown.split:
        return TWINS
    if scene.neuron is None or not scene.neuron.revealed:
        return QUESTION
    kind = shown.cells[0].kind
    differ = scene.observed not in (None, scene.action)
    return TWO_ACTIONS if differ and kind == "E+O+" else SAID[kind]


def _terms(scene: Scene) -> str:
    knobs = scene.response
    trials = f"{knobs.trials} trials"
    if knobs.trials > RASTER_TRIALS:
        trials = f"first {RASTER_TRIALS} of {trials}"
    return (
        f"Ticks: spikes, {trials}; bars: mean in {1000 * BIN_S:.0f} ms; line: expected; "
        f"p < {knobs.alpha:g}; seed {knobs.seed}"
    )


def _caption(scene: Scene, shown: Recording) -> str:
    knobs = scene.response
    said = [SPLIT] if knobs.split_both else []
    turned = [
        f"{label} x {value:g}"
        for label, value in (("mirror share", knobs.mirror_share), ("motor familiarity", knobs.familiarity))
        if value != 1
    ]
    if turned:
        said.append(f"What if: {', '.join(turned)}.")
    if shown.source == "illustrative":
        said.append("Illustrative: which units answer here is assumed, rates and course are those of macaque F5.")
    else:
        preset = {"recorded": "Jerjian 2020", "classical": "Gallese 1996, figures not checked against the paper"}
        said.append(f"Simulated {shown.source} ({preset[knobs.preset]}).")
    said.append(f"{knobs.hand.capitalize()} hand acts.")
    return " ".join(said)
