"""Verbs on the scene: pure functions from one scene to the next, which can be drawn if the first can."""

from dataclasses import dataclass

from msgspec.structs import replace

from atlas_app.model.checks import checked
from atlas_app.model.choices import chosen
from atlas_app.model.multiples import is_multiples, multiples, single
from atlas_app.model.response_edits import (
    set_action,
    set_agreement,
    set_condition,
    set_layer,
    set_multiples,
    set_neuron,
    set_observed,
    set_own_actions,
    set_response,
    set_time,
    set_wide_literature,
    step_time,
)
from atlas_app.model.scene import (
    IN_SPACE,
    Cortex,
    Family,
    Hemispheres,
    Orbit,
    Place,
    RegionStyle,
    Scene,
    SurfaceName,
    Theme,
)
from atlas_app.model.settling import settled
from atlas_app.model.views import ViewName, facing, named, views
from regions.atlases import atlas
from regions.catalogue import FIVE, ORDER
from regions.deep import deep
from regions.own import AtlasRef

__all__ = [
    "Look",
    "isolate",
    "look_of",
    "reset_view",
    "set_action",
    "set_agreement",
    "set_atlas",
    "set_condition",
    "set_cortex",
    "set_family",
    "set_hemisphere",
    "set_layer",
    "set_multiples",
    "set_names",
    "set_neighbours",
    "set_neuron",
    "set_observed",
    "set_orbit",
    "set_own_actions",
    "set_place",
    "set_region_colour",
    "set_region_visible",
    "set_response",
    "set_shape",
    "set_shapes",
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


def set_atlas(scene: Scene, atlas_id: AtlasRef) -> Scene:
    """Use another atlas, on the surfaces that it is usually shown on, and the nearest of them."""
    return settled(replace(scene, atlas=atlas_id, family=None))


def set_family(scene: Scene, family: Family) -> Scene:
    """Show the atlas on another surface family; `ValueError` if it does not lie there."""
    chosen("surface family of this atlas", family, atlas(scene.atlas).families)
    return settled(replace(scene, family=family))


def set_surface(scene: Scene, surface: SurfaceName) -> Scene:
    """Draw on another surface, solid if it is inflated; `ValueError` if the atlas does not have it."""
    return checked(replace(scene, surface=surface, cortex=scene.cortex if surface in IN_SPACE else "solid"))


def set_view(scene: Scene, name: ViewName, hemisphere: Hemispheres | None = None) -> Scene:
    """Look from a named view, neither turned nor enlarged; the stage keeps the hemisphere that is shown.

    `ValueError` where view and hemisphere contradict each other.
    """
    if name == "stage" and hemisphere is None:
        hemisphere = _staged(scene)
    return replace(scene, views=views(name, hemisphere), orbit=Orbit())


def set_hemisphere(scene: Scene, hemisphere: Hemispheres) -> Scene:
    """Show another hemisphere in the nearest view that can show it.

    Small multiples stay what they are; both hemispheres, for which a stage has more panes, are then seen from above.
    """
    if is_multiples(scene):
        panes = set_hemisphere(replace(scene, views=single(scene)), hemisphere).views
        return replace(
            scene, views=multiples((panes if hemisphere != "both" or len(panes) == 1 else views("dorsal"))[0])
        )
    shown = named(scene.views)
    name = facing(shown[0], hemisphere) if shown else "stage"
    return replace(scene, views=views(name, hemisphere))


def set_cortex(scene: Scene, cortex: Cortex) -> Scene:
    """Let the cortex be solid, or glass through which the shapes inside are seen; glass is never inflated but pial."""
    return settled(replace(scene, cortex=cortex))


def set_shape(scene: Scene, shape: str, shown: bool) -> Scene:
    """Show a shape below the cortex, which turns to glass, or hide it; `ValueError` for one that there is not."""
    kept = tuple(each for each in scene.shapes if each != shape)
    if not shown:
        return replace(scene, shapes=kept)
    return set_shapes(scene, (*kept, shape))


def set_place(scene: Scene, place: Place | None) -> Scene:
    """Point out a place in MNI152 mm, or none; `ValueError` for one far outside every head."""
    return checked(replace(scene, place=place))


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


def set_orbit(scene: Scene, orbit: Orbit) -> Scene:
    """Turn, move or enlarge the brain; see `model.orbit`."""
    return replace(scene, orbit=orbit)


def reset_view(scene: Scene) -> Scene:
    """Undo every turn, move and enlargement of the view."""
    return replace(scene, orbit=Orbit())


def set_shapes(scene: Scene, shapes: tuple[str, ...]) -> Scene:
    """Show exactly these shapes below the cortex, which turns to glass; `ValueError` for one that there is not."""
    return checked(set_cortex(replace(scene, shapes=_in_order(tuple(dict.fromkeys(shapes)))), "glass"))


def _in_order(shapes: tuple[str, ...]) -> tuple[str, ...]:
    """Return shapes in the order of their table, labels of atlases behind them as they came."""
    order = {shape: place for place, shape in enumerate(deep())}
    return tuple(sorted(shapes, key=lambda shape: order.get(shape, len(order))))


def _staged(scene: Scene) -> Hemispheres | None:
    name, hemisphere = named(single(scene)) or ("stage", None)
    return hemisphere if name == "stage" or hemisphere != "both" else None


def _style(scene: Scene, region: str) -> RegionStyle:
    chosen("region", region, ORDER)
    return next((style for style in scene.regions if style.region == region), RegionStyle(region=region))


def _restyled(scene: Scene, *styles: RegionStyle) -> Scene:
    """Put `styles` in place; what is as the catalogue has it is left out, the rest stands in the catalogue's order."""
    by_region = {style.region: style for style in (*scene.regions, *styles)}
    kept = (style for style in by_region.values() if style != RegionStyle(region=style.region))
    return replace(scene, regions=tuple(sorted(kept, key=lambda style: ORDER.index(style.region))))
