"""Settling: what a scene becomes where its parts contradict each other."""

from msgspec.structs import replace

from atlas_app.model.checks import layer_of
from atlas_app.model.scene import COMPARED, IN_SPACE, SURFACES, Scene, SurfaceName, family_of, surfaces_of
from regions.atlases import atlas

__all__ = ["settled"]


def settled(scene: Scene) -> Scene:
    """Return `scene` on the surface of its atlas nearest to the one it names, in the layer that has its condition.

    A condition that stands apart fills every pane; glass on an inflated surface, into which no shape fits, is pial.
    """

    def distance(surface: SurfaceName) -> tuple[int, int]:
        place = SURFACES.index(surface)
        return abs(place - SURFACES.index(scene.surface)), -place

    family = scene.family if scene.family in atlas(scene.atlas).families[1:] else None
    scene = replace(scene, family=family)
    surface = min(surfaces_of(family_of(scene)), key=distance)
    if scene.cortex == "glass" and surface not in IN_SPACE:
        surface = "pial"
    views = scene.views if scene.condition in COMPARED else tuple(replace(view, condition=None) for view in scene.views)
    layer = layer_of(scene.layer, scene.condition)
    condition = "rest" if layer == "agreement" else scene.condition
    return replace(scene, surface=surface, layer=layer, condition=condition, views=views)
