"""Verbs on the scene: pure functions from one scene to the next, which can be drawn if the first can."""

from dataclasses import dataclass

from msgspec.structs import replace

from atlas_app.model.checks import checked, layer_of
from atlas_app.model.choices import chosen
from atlas_app.model.clock import clock_of
from atlas_app.model.scene import (
    COMPARED,
    SURFACES,
    AtlasId,
    Condition,
    Family,
    Hemispheres,
    Layer,
    Neuron,
    Orbit,
    RegionStyle,
    Scene,
    SurfaceName,
    Theme,
    family_of,
    surfaces_of,
)
from atlas_app.model.views import ViewName, facing, named, views
from regions.atlases import atlas
from regions.catalogue import FIVE, ORDER

__all__ = [
    "Look",
    "isolate",
    "look_of",
    "reset_view",
    "set_action",
    "set_atlas",
    "set_condition",
    "set_family",
    "set_hemisphere",
    "set_layer",
    "set_names",
    "set_neighbours",
    "set_neuron",
    "set_observed",
    "set_orbit",
    "set_own_actions",
    "set_region_colour",
    "set_region_visible",
    "set_response",
    "set_surface",
    "set_theme",
    "set_time",
    "set_view",
    "set_wide_literature",
    "settled",
    "show_all",
    "step_time",
]


@dataclass(frozen=True, slots=True)
class Look:
    """How a region is drawn in this scene; `colour` only if it is not the catalogue's."""

    visible: bool
    colour: str | None


def look_of(scene: Scene, region: str) -> Look:
    """Return whether the scene shows the region or neighbour, and in which colour."""
    style = _style(scene, region)
    return Look(style.visible and (region in FIVE or scene.neighbours), style.colour)


def set_atlas(scene: Scene, atlas_id: AtlasId) -> Scene:
    """Use another atlas, on the surfaces that it is usually shown on, and the nearest of them."""
    return settled(replace(scene, atlas=atlas_id, family=None))


def set_family(scene: Scene, family: Family) -> Scene:
    """Show the atlas on another surface family; `ValueError` if it does not lie there."""
    chosen("surface family of this atlas", family, atlas(scene.atlas).families)
    return settled(replace(scene, family=family))


def settled(scene: Scene) -> Scene:
    """Return `scene` on the surface of its atlas nearest to the one it names, in the layer that has its condition.

    A condition that stands apart fills every pane.
    """

    def distance(surface: SurfaceName) -> tuple[int, int]:
        place = SURFACES.index(surface)
        return abs(place - SURFACES.index(scene.surface)), -place

    family = scene.family if scene.family in atlas(scene.atlas).families[1:] else None
    scene = replace(scene, family=family)
    surface = min(surfaces_of(family_of(scene)), key=distance)
    views = scene.views if scene.condition in COMPARED else tuple(replace(view, condition=None) for view in scene.views)
    return replace(scene, surface=surface, layer=layer_of(scene.layer, scene.condition), views=views)


def set_surface(scene: Scene, surface: SurfaceName) -> Scene:
    """Draw on another surface; `ValueError` if the atlas does not have it."""
    return checked(replace(scene, surface=surface))


def set_view(scene: Scene, name: ViewName, hemisphere: Hemispheres | None = None) -> Scene:
    """Look from a named view, neither turned nor enlarged; the stage keeps the hemisphere that is shown.

    `ValueError` where view and hemisphere contradict each other.
    """
    if name == "stage" and hemisphere is None:
        hemisphere = _staged(scene)
    return replace(scene, views=views(name, hemisphere), orbit=Orbit())


def set_hemisphere(scene: Scene, hemisphere: Hemispheres) -> Scene:
    """Show another hemisphere in the nearest view that can show it."""
    shown = named(scene.views)
    name = facing(shown[0], hemisphere) if shown else "stage"
    return replace(scene, views=views(name, hemisphere))


def set_condition(scene: Scene, condition: Condition) -> Scene:
    """Show what answers in a condition, at the peak; at rest, the regions.

    A literature that was chosen stays where it has the condition; one that came with imagining goes with it.
    """
    chosen_layer = scene.layer == "literature" and scene.condition != "imagine"
    layer: Layer = "literature" if chosen_layer else "simulation"
    layer = "regions" if condition == "rest" else layer_of(layer, condition)
    return _at_peak(settled(replace(scene, condition=condition, layer=layer, neuron=None)))


def set_layer(scene: Scene, layer: Layer) -> Scene:
    """Show another layer; a response layer that does not have the scene's condition shows both."""
    if layer == "regions":
        return replace(scene, layer=layer, condition="rest")
    has_it = scene.condition != "rest" and layer_of(layer, scene.condition) == layer
    return _at_peak(replace(scene, condition=scene.condition if has_it else "mirror", layer=layer))


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


def set_theme(scene: Scene, theme: Theme) -> Scene:
    """Use the dark theme for the projector or the light one for paper."""
    return replace(scene, theme=theme)


def set_names(scene: Scene, shown: bool) -> Scene:
    """Show or hide the names."""
    return replace(scene, names=shown)


def set_neighbours(scene: Scene, shown: bool) -> Scene:
    """Show or hide the areas outside the five."""
    return replace(scene, neighbours=shown)


def set_region_visible(scene: Scene, region: str, visible: bool) -> Scene:
    """Show or hide one region; `ValueError` for any other word."""
    return _restyled(scene, replace(_style(scene, region), visible=visible))


def set_region_colour(scene: Scene, region: str, colour: str | None) -> Scene:
    """Fill a region with `#rrggbb`, or again with the catalogue's colour; `ValueError` for any other word."""
    return checked(_restyled(scene, replace(_style(scene, region), colour=colour)))


def isolate(scene: Scene, region: str) -> Scene:
    """Show one of the five alone, without neighbours; `ValueError` for any other word."""
    chosen("region", region, FIVE)
    alone = _restyled(scene, *(replace(_style(scene, each), visible=each == region) for each in FIVE))
    return replace(alone, neighbours=False)


def show_all(scene: Scene) -> Scene:
    """Show the five regions and all neighbours."""
    every = _restyled(scene, *(replace(_style(scene, each), visible=True) for each in ORDER))
    return replace(every, neighbours=True)


def set_response(scene: Scene, **knobs: float | str) -> Scene:
    """Turn knobs of the response model by their names; `ValueError` names one out of its range.

    Another clock begins at its peak.
    """
    turned = checked(replace(scene, response=replace(scene.response, **knobs)))
    return turned if turned.response.bold == scene.response.bold else _at_peak(turned)


def set_orbit(scene: Scene, orbit: Orbit) -> Scene:
    """Turn, move or enlarge the brain; see `model.orbit`."""
    return replace(scene, orbit=orbit)


def reset_view(scene: Scene) -> Scene:
    """Undo every turn, move and enlargement of the view."""
    return replace(scene, orbit=Orbit())


def _at_peak(scene: Scene) -> Scene:
    return replace(scene, time_s=clock_of(scene).peak_s)


def _staged(scene: Scene) -> Hemispheres | None:
    name, hemisphere = named(scene.views) or ("stage", None)
    return hemisphere if name == "stage" or hemisphere != "both" else None


def _style(scene: Scene, region: str) -> RegionStyle:
    chosen("region", region, ORDER)
    return next((style for style in scene.regions if style.region == region), RegionStyle(region=region))


def _restyled(scene: Scene, *styles: RegionStyle) -> Scene:
    """Put `styles` in place; what is as the catalogue has it is left out, the rest stands in the catalogue's order."""
    by_region = {style.region: style for style in (*scene.regions, *styles)}
    kept = (style for style in by_region.values() if style != RegionStyle(region=style.region))
    return replace(scene, regions=tuple(sorted(kept, key=lambda style: ORDER.index(style.region))))
