"""Verbs on what answers: conditions, layers, actions, time, knobs; pure functions from one scene to the next."""

from msgspec.structs import replace

from atlas_app.model.checks import checked, layer_of
from atlas_app.model.choices import chosen
from atlas_app.model.clock import clock_of
from atlas_app.model.multiples import multiples, single
from atlas_app.model.scene import Condition, Layer, Neuron, Scene
from atlas_app.model.settling import settled
from regions.catalogue import FIVE

__all__ = [
    "set_action",
    "set_agreement",
    "set_condition",
    "set_layer",
    "set_multiples",
    "set_neuron",
    "set_observed",
    "set_own_actions",
    "set_response",
    "set_time",
    "set_wide_literature",
    "step_time",
]


def set_condition(scene: Scene, condition: Condition) -> Scene:
    """Show what answers in a condition, at the peak; at rest, the regions.

    A literature that was chosen stays where it has the condition; one that came with imagining goes with it. From
    small multiples it goes back to the view that they were of.
    """
    chosen_layer = scene.layer == "literature" and scene.condition != "imagine"
    layer: Layer = "literature" if chosen_layer else "simulation"
    layer = "regions" if condition == "rest" else layer_of(layer, condition)
    return _at_peak(settled(replace(scene, condition=condition, layer=layer, neuron=None, views=single(scene))))


def set_layer(scene: Scene, layer: Layer) -> Scene:
    """Show another layer; a response layer that does not have the scene's condition shows both."""
    if layer in ("regions", "agreement"):
        return replace(scene, layer=layer, condition="rest", neuron=None, views=single(scene))
    has_it = scene.condition != "rest" and layer_of(layer, scene.condition) == layer
    return _at_peak(replace(scene, condition=scene.condition if has_it else "mirror", layer=layer))


def set_multiples(scene: Scene) -> Scene:
    """Show execute, observe and both side by side, at the peak, in three panes of the view that comes first."""
    shown = set_condition(scene, "mirror")
    return replace(shown, views=multiples(shown.views[0]))


def set_agreement(scene: Scene, region: str) -> Scene:
    """Show how many atlases put each place in one of the five; `ValueError` for any other word."""
    return set_layer(replace(scene, agreed=chosen("region", region, FIVE)), "agreement")


def set_action(scene: Scene, action: str) -> Scene:
    """Let another action be done; what is watched stays the same action, unless it was chosen apart."""
    return replace(scene, action=action, observed=None if scene.observed == action else scene.observed)


def set_observed(scene: Scene, observed: str | None) -> Scene:
    """Let another action be watched than is done; None watches what is done."""
    return replace(scene, observed=None if observed == scene.action else observed)


def set_own_actions(scene: Scene, toml: str) -> Scene:
    """Put other actions beside the bundled ones, or none; what was chosen and is there no more gives way to the usual.

    `ValueError` says what is wrong with the table.
    """
    from regions.responses.action_file import actions_of  # numpy comes with it

    there, usual = actions_of(toml).actions, Scene()
    action = scene.action if scene.action in there else usual.action
    observed = scene.observed if scene.observed in there else None
    return set_observed(replace(scene, own_actions=toml, action=action, observed=None), observed)


def set_neuron(scene: Scene, neuron: Neuron | None) -> Scene:
    """Show one unit in the place of the brain, or the brain again; `ValueError` for an unknown region."""
    return checked(replace(scene, neuron=neuron))


def set_wide_literature(scene: Scene, wide: bool) -> Scene:
    """Take every chosen paper on observation into the literature layer, or only the strict set."""
    return replace(scene, wide_literature=wide)


def set_time(scene: Scene, time_s: float) -> Scene:
    """Show another moment, in s from movement onset; it stays on the scene's clock."""
    clock = clock_of(scene)
    return replace(scene, time_s=min(max(time_s, clock.start_s), clock.end_s))


def step_time(scene: Scene, steps: int) -> Scene:
    """Go by whole steps of time, later or earlier."""
    return set_time(scene, round(scene.time_s + steps * clock_of(scene).step_s, 3))


def set_response(scene: Scene, **knobs: float | str) -> Scene:
    """Turn knobs of the response model by their names; `ValueError` names one out of its range.

    Another clock begins at its peak.
    """
    turned = checked(replace(scene, response=replace(scene.response, **knobs)))
    return turned if turned.response.bold == scene.response.bold else _at_peak(turned)


def _at_peak(scene: Scene) -> Scene:
    return replace(scene, time_s=clock_of(scene).peak_s)
