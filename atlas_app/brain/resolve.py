"""From a scene to a picture: looks everything up and colours it; a pure function of scene and library."""

from collections.abc import Hashable
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from atlas_app.brain import neuron
from atlas_app.brain.agreement import agreement_key, claims
from atlas_app.brain.anatomy import HOME_FAMILY, Anatomy
from atlas_app.brain.deep import deep_keys, deep_names, deep_shapes, glass, is_glass, through_glass
from atlas_app.brain.library import Library, hemispheres_of, response_key
from atlas_app.brain.literature import literature_map, literature_terms
from atlas_app.brain.outlines import outlines
from atlas_app.brain.palette import PALETTES, Palette, rgb
from atlas_app.brain.picture import Line, Name, Pane, Picture, Side
from atlas_app.brain.shape import APART, Shape
from atlas_app.brain.spot import spotted
from atlas_app.brain.words import pane_title, words
from atlas_app.model.scene import Condition, Scene, View, family_of
from data.sides import HEMISPHERES, Hemisphere
from meshes.lines import contour
from regions.catalogue import FIVE, ORDER, catalogue
from regions.crosswalk import approximate

__all__ = ["fills", "needs", "resolve", "visible"]

LIFT = 0.85
"""How much of the sulcal shading gives way to a response."""


def resolve(scene: Scene, library: Library) -> Picture:
    """Return the picture of a scene; equal parts of two scenes give the same arrays.

    Raises `SourceError`, `SurfaceError` or `ResponseError` if something cannot be loaded.
    """
    sides = {side: _side(scene, side, library) for side in hemispheres_of(scene)}
    panes = tuple(_pane(scene, view) for view in scene.views)
    shapes = deep_shapes(scene, library)
    names = tuple(name for side in sides for name in _kept_names(scene, side, library)) if scene.names else ()
    names += deep_names(shapes) if scene.names else ()
    kernel_mm = literature_terms(scene).kernel_mm if scene.layer == "literature" and _responds(scene) else 0.0
    said = through_glass(words(scene), scene, shapes)
    picture = Picture(scene, sides, panes, names, said, _threshold(scene), kernel_mm, shapes=shapes)
    return _with_neuron(picture, library) if scene.neuron else spotted(picture, library)


def _with_neuron(picture: Picture, library: Library) -> Picture:
    """Return the picture with its scene's one unit in the place of the brain."""
    from atlas_app.brain.neuron_words import neuron_words

    shown = neuron.recording(picture.scene, library)
    return replace(picture, names=(), words=neuron_words(picture.scene, shown), kernel_mm=0.0, neuron=shown)


def _threshold(scene: Scene) -> float:
    if scene.layer == "agreement":
        return 0.5  # of one atlas: from here on the softened number is nearer to one than to none
    return literature_terms(scene).threshold_z if scene.layer == "literature" else scene.response.threshold_z


def needs(scene: Scene) -> tuple[Hashable, ...]:
    """Return the library's keys without which `resolve` would have to load or compute for long."""
    apart = _apart(scene)
    keys: list[Hashable] = []
    for side in hemispheres_of(scene):
        ground = (scene.atlas, family_of(scene))
        keys += [("anatomy", *ground, side), ("shape", *ground, scene.surface, "both" if apart else side)]
        if _responds(scene) and scene.layer == "simulation":
            keys.append(response_key(scene, side))
        if scene.layer == "agreement":
            keys += dict.fromkeys(agreement_key(family, side) for family in (HOME_FAMILY, family_of(scene)))
    return (*keys, *deep_keys(scene), *neuron.keys(scene))


def _responds(scene: Scene) -> bool:
    """Whether any pane shows what is looked up per place, a response or a number; at rest the cortex stays dark."""
    return scene.layer == "agreement" or (scene.layer != "regions" and _conditions(scene) != {"rest"})


def _conditions(scene: Scene) -> set[Condition]:
    if scene.layer == "agreement":
        return {"rest"}
    return {view.condition or scene.condition for view in scene.views}


def _apart(scene: Scene) -> bool:
    return scene.surface in APART and any(view.hemisphere == "both" for view in scene.views)


def _side(scene: Scene, side: Hemisphere, library: Library) -> Side:
    apart = _apart(scene)
    family = family_of(scene)
    anatomy = library.anatomy(scene.atlas, side, family)
    shape = library.shape(scene.atlas, scene.surface, side, apart, family)
    shaped = (scene.atlas, family, scene.surface, side, apart)
    painted = ("colour", *shaped, _responds(scene), scene.theme, fills(scene))
    colour = library.keep(painted, lambda: _colour(scene, anatomy, shape))
    seen = visible(scene)
    counted = scene.agreed if scene.layer == "agreement" else ""
    lines = library.keep(("lines", *shaped, seen, counted), lambda: outlines(anatomy, shape, seen, counted))
    z = None
    if _responds(scene):
        timed = _moment(scene, side)
        z = library.keep(("z", *timed), lambda: _z(scene, anatomy, library), moment=True)
        lit = ("lit", *painted, *timed, _threshold(scene), *sorted(_conditions(scene)))
        colour = library.keep(lit, lambda: _lit(scene, colour, z), moment=True)
        if "mirror" in _conditions(scene):
            rimmed = ("rim", *shaped, seen, *timed, _threshold(scene))
            lines = library.keep(rimmed, lambda: (_rim(scene, anatomy, shape, z), *lines), moment=True)
    return Side(
        hemisphere=side,
        vertices=shape.vertices,
        box_mm=shape.box_mm,
        normals=shape.normals,
        faces=anatomy.cut.faces,
        colour=colour,
        z=z,
        lines=lines,
        opaque=_opaque(scene, anatomy, z, painted, library) if is_glass(scene) else None,
    )


def _moment(scene: Scene, side: Hemisphere) -> tuple[Hashable, ...]:
    """Return what z depends on; a literature has no time, and neither have atlases."""
    if scene.layer == "agreement":
        return ("agreement", scene.atlas, family_of(scene), side, scene.agreed)
    if scene.layer == "literature":
        return ("literature", scene.atlas, family_of(scene), side, scene.wide_literature, scene.condition == "imagine")
    knobs = scene.response
    return (*response_key(scene, side), knobs.trials, knobs.noise_hz, knobs.bold, scene.time_s)


def _z(scene: Scene, anatomy: Anatomy, library: Library) -> npt.NDArray[np.float32]:
    if scene.layer == "agreement":
        number = claims(library, anatomy.hemisphere, anatomy.family).height[FIVE.index(scene.agreed)]
        return anatomy.cut.carry(np.stack([number, number], axis=1))
    if scene.layer == "literature":
        papers = literature_map(scene, anatomy.hemisphere)
        imagery = np.stack([papers.imagery, papers.imagery], axis=1)
        return anatomy.cut.carry(imagery if scene.condition == "imagine" else papers.pair)
    from atlas_app.brain import responses  # the model is not needed for anatomy, and takes a while to import

    return responses.z(scene, anatomy.hemisphere, library)


def visible(scene: Scene) -> tuple[str, ...]:
    """Return the regions and neighbours that a scene shows, in order."""
    hidden = {style.region for style in scene.regions if not style.visible}
    shown = ORDER if scene.neighbours else FIVE
    return tuple(region_id for region_id in shown if region_id not in hidden)


def fills(scene: Scene) -> tuple[tuple[str, str], ...]:
    """Return the fill of every visible region that has one, in the regions layer."""
    if scene.layer != "regions":
        return ()
    chosen = {style.region: style.colour for style in scene.regions if style.colour}
    every = ((region_id, chosen.get(region_id) or catalogue()[region_id].colour) for region_id in visible(scene))
    return tuple((region_id, colour) for region_id, colour in every if colour)


def _colour(scene: Scene, anatomy: Anatomy, shape: Shape) -> npt.NDArray[np.uint8]:
    """Colour the vertices: sulcal shading, and in the regions layer the regions' fills.

    In response layers the shading is white at its lightest, since the colour table multiplies it.
    """
    palette = PALETTES[scene.theme]
    light = np.ones(3, np.float32) if _responds(scene) else rgb(palette.cortex)
    colour = _shading(shape, palette)[:, None] * light
    for region_id, fill in fills(scene):
        colour[anatomy.cut.part == ORDER.index(region_id) + 1] = rgb(fill)
    return np.asarray(np.rint(colour * 255), np.uint8)


def _shading(shape: Shape, palette: Palette) -> npt.NDArray[np.float32]:
    """Return 1 on gyri, down to the palette's `sulcus` in the depth of sulci, with a soft step between."""
    step = np.clip((shape.depth + 0.5) / 1.4, 0, 1)
    return np.asarray(1 - (1 - palette.sulcus) * step * step * (3 - 2 * step), np.float32)


def _opaque(
    scene: Scene, anatomy: Anatomy, z: npt.NDArray[np.float32] | None, painted: tuple[Hashable, ...], library: Library
) -> npt.NDArray[np.uint8]:
    seen = visible(scene)
    if z is None:
        return library.keep(("glass", *painted, seen), lambda: glass(anatomy, seen, None))
    timed = (*_moment(scene, anatomy.hemisphere), _threshold(scene), *sorted(_conditions(scene)))
    made = ("glass", *painted, *timed)
    return library.keep(made, lambda: glass(anatomy, seen, _answering(scene, z)), moment=True)


def _lit(scene: Scene, shading: npt.NDArray[np.uint8], z: npt.NDArray[np.float32]) -> npt.NDArray[np.uint8]:
    """Lift the shading where something responds: a response in a sulcus has the colour of the legend, too."""
    share = _answering(scene, z) * np.float32(LIFT)
    return np.asarray(np.rint(shading + (255 - shading) * share[:, None]), np.uint8)


def _answering(scene: Scene, z: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Return 1 for each vertex that answers in what is shown, 0 from half of the threshold down."""
    shown = _conditions(scene)
    strongest = z[:, 0] if shown == {"execute"} else z[:, 1] if shown == {"observe"} else np.maximum(z[:, 0], z[:, 1])
    return np.asarray(np.clip(strongest / _threshold(scene) * 2 - 1, 0, 1), np.float32)


def _rim(scene: Scene, anatomy: Anatomy, shape: Shape, z: npt.NDArray[np.float32]) -> Line:
    """Return the edge of *both*: where the smaller of the two z passes the threshold."""
    edge = contour(anatomy.cut.faces, np.minimum(z[:, 0], z[:, 1]) - _threshold(scene))
    return Line(edge.carry(shape.vertices), edge.carry(shape.normals), edge.start, "rim")


def _pane(scene: Scene, view: View) -> Pane:
    sides = HEMISPHERES if view.hemisphere == "both" else (view.hemisphere,)
    condition = "agreement" if scene.layer == "agreement" else view.condition or scene.condition
    return Pane(view, sides, pane_title(view), condition)


def _kept_names(scene: Scene, side: Hemisphere, library: Library) -> list[Name]:
    key = ("names", scene.atlas, family_of(scene), scene.surface, side, _apart(scene), visible(scene))
    return library.keep(key, lambda: _names(scene, side, library))


def _names(scene: Scene, side: Hemisphere, library: Library) -> list[Name]:
    family = family_of(scene)
    anatomy = library.anatomy(scene.atlas, side, family)
    shape = library.shape(scene.atlas, scene.surface, side, _apart(scene), family)
    names = []
    for region_id in visible(scene):
        inside = anatomy.inside[region_id]
        if not len(inside):
            continue
        text = catalogue()[region_id].short
        if region_id in FIVE and approximate(scene.atlas, side, region_id):
            text += " (approximate)"
        names.append(
            Name(
                region_id,
                text,
                side,
                shape.vertices[inside],
                shape.normals[inside],
                catalogue()[region_id].is_neighbour,
            )
        )
    return names
