"""What a picture says about itself: title, stamp, terms of the legend, caption."""

import functools
from typing import Final

from atlas_app.brain.literature import literature_words
from atlas_app.brain.palette import STATES
from atlas_app.brain.picture import Words
from atlas_app.model.scene import Condition, Direction, Hemispheres, Scene, View
from data.tables import table
from regions.catalogue import FIVE
from regions.crosswalk import approximate
from regions.parcellation import atlas

__all__ = ["TITLES", "action_names", "pane_title", "words"]

TITLES: Final[dict[Condition, str]] = {
    "rest": "Five regions",
    "execute": "Execute",
    "observe": "Observe",
    "mirror": "Both",
}

SEVERAL: Final = "Responses"
"""The title where panes show conditions of their own."""

SPLIT: Final = (
    "What if no cell answered to both: each that did is two cells, one for each, and the map stays as it was."
)

SURFACES: Final = {
    "white": "white matter surface",
    "midthickness": "midthickness surface",
    "pial": "pial surface",
    "inflated": "inflated surface",
    "very-inflated": "very inflated surface",
}

LITERATURE: Final[dict[Condition, str]] = {"execute": "execution", "observe": "observation", "mirror": "both"}

LEGEND: Final = {"execute": "Execute", "observe": "Observe", "both": "Both"}

STATES_OF: Final[dict[Condition, tuple[str, ...]]] = {
    "rest": (),
    "execute": ("execute",),
    "observe": ("observe",),
    "mirror": tuple(STATES),
}

SIDES: Final[dict[Hemispheres, str]] = {
    "left": "Left hemisphere",
    "right": "Right hemisphere",
    "both": "Both hemispheres",
}

SEEN_FROM: Final[dict[Direction, str]] = {
    "left": "from the left",
    "right": "from the right",
    "dorsal": "from above",
    "ventral": "from below",
    "anterior": "from the front",
    "posterior": "from behind",
}


def words(scene: Scene) -> Words:
    """Return the words of a picture; what any of its panes simulates is said, whatever the others show."""
    answers = {view.condition or scene.condition for view in scene.views} - {"rest"}
    if scene.layer == "regions" or not answers:
        return Words(title=TITLES["rest"] if scene.layer == "regions" else "Rest", caption=_anatomy(scene))
    states = {state for condition in answers for state in STATES_OF[condition]}
    legend = tuple((state, LEGEND[state]) for state in STATES if state in states)
    if scene.layer == "literature":
        said = literature_words(scene)
        chosen = said["wide" if scene.wide_literature else "strict"]
        return Words(
            title=f"Literature: {LITERATURE[answers.pop()] if len(answers) == 1 else 'several conditions'}",
            stamp=said["stamp"],
            terms=said["legend"],
            caption=f"{said['caption']} {chosen}; {said['asymmetry'][:1].lower()}{said['asymmetry'][1:]}",
            legend=legend,
        )
    return Words(
        title=_title(scene, answers),
        stamp="SIMULATED",
        terms=_terms(scene),
        caption=_simulation(scene),
        legend=legend,
    )


def pane_title(view: View) -> str:
    """Return which side a pane shows, and from where, as long as it is not turned."""
    side = SIDES[view.hemisphere]
    if view.hemisphere != "both" and view.direction in ("left", "right"):
        return f"{side}, {'outer' if view.direction == view.hemisphere else 'inner'} side"
    return f"{side}, {SEEN_FROM[view.direction]}"


def _title(scene: Scene, answers: set[Condition]) -> str:
    """Name the condition and the action, or both actions where another is watched than done."""
    done, watched = (action_names()[one] for one in (scene.action, scene.observed or scene.action))
    (only,) = answers if len(answers) == 1 else (None,)
    if only == "execute":
        return f"{TITLES[only]}: {done}"
    if only == "observe":
        return f"{TITLES[only]}: {watched}"
    what = done if done == watched else f"do: {done}, watch: {watched}"
    return f"{TITLES['mirror'] + ', mirror response' if only else SEVERAL}: {what}"


@functools.cache
def action_names() -> dict[str, str]:
    """Return the bundled actions by id as they stand within a sentence; the model need not be imported for that."""
    names = {row["id"]: row["name"] for row in table("actions.toml")["action"]}
    return {action: name[:1].lower() + name[1:] for action, name in names.items()}


def _terms(scene: Scene) -> str:
    knobs = scene.response
    return (
        f"z \u2265 {knobs.threshold_z:g}, {knobs.trials} trials, {knobs.kernel_mm:g} mm, noise {knobs.noise_hz:g} Hz, "
        f"seed {knobs.seed}, {scene.time_s:+.2f} s from movement onset"
    )


def _anatomy(scene: Scene) -> str:
    rough = any(approximate(scene.atlas, side, one) for side in ("left", "right") for one in FIVE)
    family = "S1200 (fs_LR 32k)" if atlas(scene.atlas).family == "fs-lr-32k" else "fsaverage5"
    said = f"{atlas(scene.atlas).name} on the {family} {SURFACES[scene.surface]}"
    return said + ("; regions marked approximate are not resolved by this atlas" if rough else "")


def _simulation(scene: Scene) -> str:
    """Say what the simulation rests on, and first of all what was supposed against the recordings."""
    knobs = scene.response
    said = []
    if knobs.split_both:
        said.append(SPLIT)
    turned = [
        f"{label} x {value:g}"
        for label, value in (("mirror share", knobs.mirror_share), ("motor familiarity", knobs.familiarity))
        if value != 1
    ]
    if turned:
        said.append(f"What if: {', '.join(turned)}.")
    recorded = {"recorded": "Jerjian 2020", "classical": "Gallese 1996, figures not checked against the paper"}
    said.append(
        f"Simulated from macaque F5 in premotor cortex ({recorded[knobs.preset]}), illustrative elsewhere; "
        f"{knobs.hand} hand acts. {atlas(scene.atlas).name}, {SURFACES[scene.surface]}."
    )
    return " ".join(said)
