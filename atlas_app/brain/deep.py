"""The shapes below the cortex as a picture has them, and how much of the glass around them is seen."""

from collections.abc import Hashable
from dataclasses import replace
from functools import partial
from typing import Final

import numpy as np
import numpy.typing as npt

from atlas_app.brain.anatomy import Anatomy
from atlas_app.brain.library import Library, hemispheres_of
from atlas_app.brain.picture import DeepShape, Name, Words
from atlas_app.model.scene import Scene
from atlas_app.model.shape_ids import shape_named
from data.cache import cached
from data.sides import Hemisphere
from data.sources import source
from meshes.filters import VERSION, closed
from meshes.surface import SurfaceError, vertex_normals
from regions.atlases import atlas
from regions.catalogue import FIVE, ORDER
from regions.deep import Deep
from regions.volume import volume

__all__ = ["deep_keys", "deep_names", "deep_shapes", "glass", "is_glass", "through_glass"]

CLEAR: Final = 0.28
FILLED: Final = 0.55
ANSWERING: Final = 0.92
"""How opaque the glass is: anywhere, in the fill of one of the five, and where something answers."""
PLACES: Final = 40
"""About how many places of a shape a leader line may end at."""
LABELS: Final = ("#FAAFA6", "#A2DA9E", "#F5B05D", "#188792", "#D6C7F8", "#965B55", "#8F6500")
"""Colours of labels that nobody gave one, in the order in which they are shown."""


def is_glass(scene: Scene) -> bool:
    """Whether a scene shows what is inside; where one neuron stands in its place, there is no cortex."""
    return scene.cortex == "glass" and scene.neuron is None


def deep_keys(scene: Scene) -> tuple[Hashable, ...]:
    """Return the library's keys of the shapes that a scene shows."""
    if not is_glass(scene):
        return ()
    return tuple(_key(shape_named(word), side) for word in scene.shapes for side in _sides(scene, shape_named(word)))


def deep_shapes(scene: Scene, library: Library) -> tuple[DeepShape, ...]:
    """Return the shapes that a scene shows, in its order; `SurfaceError` for a label that has no voxel."""
    if not is_glass(scene):
        return ()
    chosen = {style.region: style.colour for style in scene.regions if style.colour}
    shown: list[DeepShape] = []
    fallback = 0
    for word in scene.shapes:
        shape = shape_named(word)
        colour = chosen.get(shape.region) or shape.colour or LABELS[fallback % len(LABELS)]
        fallback += not shape.colour
        made = [library.keep(_key(shape, side), partial(_made, shape, side)) for side in _sides(scene, shape)]
        shown += [replace(one, colour=colour) for one in made if one]
    return tuple(shown)


def deep_names(shapes: tuple[DeepShape, ...]) -> tuple[Name, ...]:
    """Return a name for every shape; its leader line may end anywhere on it, since what is before it is glass."""
    return tuple(_name(shape) for shape in shapes)


def glass(anatomy: Anatomy, seen: tuple[str, ...], answering: npt.NDArray[np.float32] | None) -> npt.NDArray[np.uint8]:
    """Return how opaque the glass is at each vertex (n,), 255 for not clear at all.

    `answering` (n,) is from 0 to 1 where a response is shown; elsewhere the fills of the five stand out.
    """
    if answering is not None:
        opaque = CLEAR + (ANSWERING - CLEAR) * answering**2
    else:
        filled = [ORDER.index(region_id) + 1 for region_id in seen if region_id in FIVE]
        opaque = np.where(np.isin(anatomy.cut.part, filled), FILLED, CLEAR)
    return np.asarray(np.rint(opaque * 255), np.uint8)


def through_glass(words: Words, scene: Scene, shapes: tuple[DeepShape, ...]) -> Words:
    """Return the words of a picture with what is seen through its glass."""
    if not is_glass(scene):
        return words
    by_atlas: dict[str, list[str]] = {}
    for shape in shapes:
        by_atlas.setdefault(shape.atlas, []).append(shape.name.lower() if shape.is_named else shape.label)
    made = "; ".join(f"{', '.join(dict.fromkeys(some))} ({atlas(one).short})" for one, some in by_atlas.items())
    said = f"Seen through the cortex: {made}." if made else "The cortex is glass."
    return replace(words, caption=f"{words.caption.rstrip('.')}. {said}")


def _sides(scene: Scene, shape: Deep) -> tuple[str, ...]:
    """Return the sides that are looked at for a shape; '' is where a label of both sides is found."""
    shown = hemispheres_of(scene)
    return (*(side for side in shown if shape.side in ("", side)), "")


def _key(shape: Deep, side: str) -> Hashable:
    return ("deep", shape.id, side)


def _made(shape: Deep, side: str) -> DeepShape | None:
    """Return a shape on one side, or '' in the middle, from the cache; nothing if its label does not lie there."""
    labels = atlas(shape.atlas).volume
    if labels is None:
        raise KeyError(shape.atlas)
    sums = [source(each).sha256 for each in labels.sources("left")]
    key = repr((VERSION, labels, sums, shape.label, side))
    arrays = cached(f"shape-{shape.atlas}", key, lambda: _built(shape, side))
    vertices, faces = arrays["vertices"], arrays["faces"]
    if not len(faces):
        return None
    hemisphere: Hemisphere | None = "left" if side == "left" else "right" if side == "right" else None
    box_mm = np.stack([vertices.min(axis=0), vertices.max(axis=0)]).astype(np.float64)
    return DeepShape(
        id=shape.id,
        name=shape.name,
        atlas=shape.atlas,
        label=shape.label,
        region=shape.region,
        is_named=":" not in shape.id,
        hemisphere=hemisphere,
        vertices=vertices,
        normals=vertex_normals(vertices, faces),
        faces=faces,
        box_mm=box_mm,
        colour="",
    )


def _built(shape: Deep, side: str) -> dict[str, npt.NDArray[np.float32] | npt.NDArray[np.int32]]:
    there = volume(shape.atlas)
    wanted = [n for n, each in enumerate(zip(there.names, there.sides, strict=True)) if each == (shape.label, side)]
    if not wanted:
        return {"vertices": np.zeros((0, 3), np.float32), "faces": np.zeros((0, 3), np.int32)}
    mask = np.isin(there.code, wanted)
    if not mask.any():
        said = f"The label '{shape.label}' of {atlas(shape.atlas).name} is the most probable one nowhere"
        raise SurfaceError(f"{said}, so it has no shape; choose another label.")
    made = closed(mask, there.affine)
    return {"vertices": made.vertices, "faces": made.faces}


def _name(shape: DeepShape) -> Name:
    some = slice(None, None, max(len(shape.vertices) // PLACES, 1))
    return Name(
        shape.id, shape.name, shape.hemisphere, shape.vertices[some], shape.normals[some], is_neighbour=False, deep=True
    )
