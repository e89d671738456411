"""What a picture says about itself: title, stamp, terms of the legend, caption."""

import functools
from typing import Final

from atlas_app.brain.agreement_words import agreement_words
from atlas_app.brain.literature import literature_words
from atlas_app.brain.palette import STATES
from atlas_app.brain.picture import Words
from atlas_app.model.scene import Condition, Direction, Hemispheres, Scene, View, family_of
from regions.atlases import atlas
from regions.catalogue import FIVE, region
from regions.crosswalk import approximate
from regions.own import OwnAtlas
from regions.responses.bundled import bundled_names

__all__ = ["TITLES", "action_names", "pane_title", "words"]

TITLES: Final[dict[Condition, str]] = {
    "rest": "Five regions",
    "execute": "Execute",
    "observe": "Observe",
    "mirror": "Both",
    "object": "The object alone",
    "nogo": "Withhold",
    "imagine": "Imagine",
}

SEVERAL: Final = "Responses"
"""The title where panes show conditions of their own."""

SPLIT: Final = (
    "What if no cell answered to both: each that did is two cells, one for each, and the map stays as it was."
)

ASIDE: Final[dict[Condition, str]] = {
    "object": "Nobody acts: units that answer to the object alone (canonical neurons, macaque F5 and AIP).",
    "nogo": "The action is withheld; how strongly units answer then is assumed.",
}

SURFACES: Final = {
    "white": "white matter surface",
    "midthickness": "midthickness surface",
    "pial": "pial surface",
    "inflated": "inflated surface",
    "very-inflated": "very inflated surface",
}

LITERATURE: Final[dict[Condition, str]] = {"execute": "execution", "observe": "observation", "mirror": "both"}

LEGEND: Final = {
    "execute": "Execute",
    "observe": "Observe",
    "both": "Both",
    "object": "Object alone",
    "nogo": "Withhold",
    "imagine": "Imagery",
}

STATES_OF: Final[dict[Condition, tuple[str, ...]]] = {
    "rest": (),
    "execute": ("execute",),
    "observe": ("observe",),
    "mirror": tuple(STATES),
    "object": ("object",),
    "nogo": ("nogo",),
    "imagine": ("imagine",),
}

NO_DATA: Final = "Elsewhere: no data yet; where nothing is coloured, imagining was not found to be silent."

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
    if scene.layer == "agreement":
        return agreement_words(scene, SURFACES[scene.surface])
    if scene.layer == "regions" or not answers:
        return Words(title=TITLES["rest"] if scene.layer == "regions" else "Rest", caption=_anatomy(scene))
    states = {state for condition in answers for state in STATES_OF[condition]}
    legend = tuple((state, said) for state, said in LEGEND.items() if state in states)
    if scene.layer == "literature":
        said = literature_words(scene)
        if answers == {"imagine"}:
            title, caption = f"Literature: {said['imagery'].lower()}", f"{said['caption_imagery']} {NO_DATA}"
            return Words(title, said["stamp"], said["legend_imagery"], caption, legend)
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
    names = action_names(scene.own_actions)
    done, watched = (names[one] for one in (scene.action, scene.observed or scene.action))
    (only,) = answers if len(answers) == 1 else (None,)
    if only == "execute":
        return f"{TITLES[only]}: {done}"
    if only == "observe":
        return f"{TITLES[only]}: {watched}"
    if only == "nogo":
        return f"{TITLES[only]}: do not {done}"
    if only == "object":
        return f"{TITLES[only]}: {_object(scene)}"
    what = done if done == watched else f"do: {done}, watch: {watched}"
    return f"{TITLES['mirror'] + ', mirror response' if only else SEVERAL}: {what}"


@functools.lru_cache(maxsize=8)
def action_names(own: str = "") -> dict[str, str]:
    """Return the bundled actions and a scene's `own` by id, as their names stand within a sentence."""
    names = dict(bundled_names())
    if own:
        from regions.responses.action_file import actions_of  # only then need the model be imported

        names = {action: one.name for action, one in actions_of(own).actions.items()}
    return {action: name[:1].lower() + name[1:] for action, name in names.items()}


def _object(scene: Scene) -> str:
    from regions.responses.action_file import actions_of  # the model is there already where this is shown

    return actions_of(scene.own_actions).action(scene.observed or scene.action).object or "there is none"


def _terms(scene: Scene) -> str:
    knobs = scene.response
    course = ", BOLD" if knobs.bold else ""
    return (
        f"z \u2265 {knobs.threshold_z:g}, {knobs.trials} trials, {knobs.kernel_mm:g} mm, noise {knobs.noise_hz:g} Hz, "
        f"seed {knobs.seed}{course}, {scene.time_s:+.2f} s from movement onset"
    )


def _anatomy(scene: Scene) -> str:
    rough = any(approximate(scene.atlas, side, one) for side in ("left", "right") for one in FIVE)
    family = "S1200 (fs_LR 32k)" if family_of(scene) == "fs-lr-32k" else "fsaverage5"
    shown = atlas(scene.atlas)
    said = f"{shown.name} on the {family} {SURFACES[scene.surface]}"
    if shown.own:
        return f"{said}; {_assigned(shown.own)}"
    if shown.regions != "own":
        said += f"; the regions are those of {atlas(shown.crosswalk).name}"
    return said + ("; regions marked approximate are not resolved by this atlas" if rough else "")


def _assigned(own: OwnAtlas) -> str:
    """Say whose word the regions are, and which of the five are missing."""
    held = {row.region for row in own.regions}
    lost = [region(one).short for one in FIVE if one not in held]
    sides = [file.holds for file in own.files]
    only = f", its {sides[0]} side only" if sides in (["left"], ["right"]) else ""
    kind = ", in voxels taken as MNI152" if own.in_voxels else only
    said = f"an atlas of your own{kind}: its regions are the labels that were assigned to them"
    return said + (f"; without a label and not shown: {', '.join(lost)}" if lost else "")


def _simulation(scene: Scene) -> str:
    """Say what the simulation rests on, and first of all what was supposed against the recordings."""
    knobs = scene.response
    said = []
    if knobs.split_both:
        said.append(SPLIT)
    if scene.condition in ASIDE:
        said.append(ASIDE[scene.condition])
    turned = [
        f"{label} x {value:g}"
        for label, value in (("mirror share", knobs.mirror_share), ("motor familiarity", knobs.familiarity))
        if value != 1
    ]
    if turned:
        said.append(f"What if: {', '.join(turned)}.")
    recorded = {"recorded": "Jerjian 2020", "classical": "Gallese 1996, figures not checked against the paper"}
    if {scene.action, scene.observed or scene.action} != {"grasp"}:
        said.append("Recorded in grasping only: how units answer to other actions is illustrative.")
    acts = "" if scene.condition == "object" else f"; {knobs.hand} hand acts"
    said.append(
        f"Simulated from macaque F5 in premotor cortex ({recorded[knobs.preset]}), illustrative elsewhere{acts}. "
        f"{atlas(scene.atlas).name}, {SURFACES[scene.surface]}."
    )
    return " ".join(said)
