"""Whether a scene can be drawn at all, and if not, in words: where, what was expected, what was found."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final, get_args

import msgspec

from atlas_app.model.choices import unknown
from atlas_app.model.scene import (
    ATLASES,
    COMPARED,
    CONDITIONS,
    DIRECTIONS,
    HEMISPHERES,
    IN_SPACE,
    SURFACES,
    THEMES,
    Condition,
    Cortex,
    Layer,
    Neuron,
    Orbit,
    Place,
    Preset,
    RegionStyle,
    Response,
    Scene,
    View,
    family_of,
    surfaces_of,
)
from regions.atlases import FAMILIES, atlas, atlases
from regions.catalogue import FIVE, ORDER
from regions.own import Assignment, OwnAtlas, OwnFile
from regions.responses.bundled import bundled_names

__all__ = ["checked", "layer_of", "shown", "typed"]

_CHOICES: Final[Mapping[str, Sequence[str]]] = {
    "atlas": ATLASES,
    "surface": SURFACES,
    "family": FAMILIES,
    "hemisphere": HEMISPHERES,
    "direction": DIRECTIONS,
    "condition": CONDITIONS,
    "theme": THEMES,
    "layer": get_args(Layer),
    "preset": get_args(Preset),
    "hand": ("left", "right"),
    "cortex": get_args(Cortex),
}
_ONLY_IN: Final[Mapping[Condition, Layer]] = {"imagine": "literature", "object": "simulation", "nogo": "simulation"}
_PARTS: Final[Mapping[str, type[msgspec.Struct]]] = {
    "": Scene,
    "atlas": OwnAtlas,
    "atlas.files": OwnFile,
    "atlas.regions": Assignment,
    "orbit": Orbit,
    "views": View,
    "regions": RegionStyle,
    "response": Response,
    "neuron": Neuron,
    "place": Place,
}
_KINDS: Final[Mapping[str, str]] = {
    "float": "a number",
    "int": "a whole number",
    "str": "text",
    "bool": "true or false",
    "array": "a list",
    "object": "an object in braces",
    "str | null": "text or null",
}
_BOUNDS: Final[Mapping[str, str]] = {">=": "of at least", "<=": "of at most", ">": "above", "<": "below"}


def checked(scene: Scene) -> Scene:
    """Return `scene` if it can be drawn; `ValueError` says in one sentence what is wrong with it."""
    return typed(msgspec.to_builtins(scene))


def typed(raw: object) -> Scene:
    """Return the scene that plain lists and mappings describe; what is left out keeps its default.

    `ValueError` says in one sentence where it is wrong, what was expected and what was found.
    """
    try:
        scene = msgspec.convert(raw, Scene)
    except msgspec.ValidationError as error:
        raise ValueError(_in_words(str(error), raw)) from None
    _refuse_atlas(scene)
    _refuse_surface(scene)
    _refuse_shapes(scene)
    _refuse_regions(scene)
    _refuse_condition(scene)
    _refuse_actions(scene)
    if scene.agreed not in FIVE:
        raise ValueError(f"at agreed, {unknown('region', scene.agreed, FIVE)}")
    if scene.layer == "agreement" and scene.condition != "rest":
        raise ValueError(f"at condition, expected 'rest' in the layer 'agreement', found '{scene.condition}'")
    if scene.neuron and scene.neuron.region not in ORDER:
        raise ValueError(f"at neuron.region, {unknown('region', scene.neuron.region, ORDER)}")
    return scene


def layer_of(layer: Layer, condition: Condition) -> Layer:
    """Return the response layer that has a condition: imagining is read in papers only, some others are simulated."""
    if layer == "regions" or condition not in _ONLY_IN:
        return layer
    return _ONLY_IN[condition]


def _refuse_condition(scene: Scene) -> None:
    layer = layer_of(scene.layer, scene.condition)
    if layer != scene.layer:
        raise ValueError(f"at layer, expected '{layer}' for the condition '{scene.condition}', found '{scene.layer}'")
    for place, view in enumerate(scene.views):
        if view.condition and scene.condition not in COMPARED:
            fault = f"expected none beside the condition '{scene.condition}', found '{view.condition}'"
            raise ValueError(f"at views[{place}].condition, {fault}")


def _refuse_actions(scene: Scene) -> None:
    bundled = bundled_names()
    if not scene.own_actions and scene.action in bundled and scene.observed in (None, *bundled):
        return
    from regions.responses.action_file import actions_of  # numpy comes with it, and few scenes need it

    try:
        there = tuple(actions_of(scene.own_actions).actions)
    except ValueError as error:
        raise ValueError(f"at own_actions, {error}") from None
    for field in ("action", "observed"):
        word = getattr(scene, field)
        if word is not None and word not in there:
            raise ValueError(f"at {field}, {unknown('action', word, there)}")


def _refuse_own_atlas(own: OwnAtlas) -> None:
    holds = sorted(file.holds for file in own.files)
    if holds not in (["both"], ["left"], ["right"], ["left", "right"], ["names", "voxels"]):
        fault = "expected both, left, right, or voxels and names"
        raise ValueError(f"at atlas.files, {fault}, found {' and '.join(holds)}")
    seen: set[str] = set()
    for place, row in enumerate(own.regions):
        if row.region not in ORDER:
            raise ValueError(f"at atlas.regions[{place}].region, {unknown('region', row.region, ORDER)}")
        if row.label in seen:
            fault = f"expected each label once, found {shown(row.label)} again"
            raise ValueError(f"at atlas.regions[{place}].label, {fault}")
        seen.add(row.label)


def _refuse_atlas(scene: Scene) -> None:
    if not isinstance(scene.atlas, str):
        _refuse_own_atlas(scene.atlas)
        return
    if scene.atlas in ATLASES or scene.atlas in atlases():
        return
    from regions.on_request import missing

    raise ValueError(f"at atlas, {missing(scene.atlas) or unknown('atlas', scene.atlas, ATLASES)}")


def _refuse_surface(scene: Scene) -> None:
    families = atlas(scene.atlas).families
    if family_of(scene) not in families:
        fault = f"the atlas '{_name(scene)}' does not lie on '{scene.family}'"
        raise ValueError(f"at family, {fault} (choose from {', '.join(families)})")
    surfaces = surfaces_of(family_of(scene))
    if scene.surface not in surfaces:
        fault = f"the atlas '{_name(scene)}' has no surface '{scene.surface}'"
        raise ValueError(f"at surface, {fault} (choose from {', '.join(surfaces)})")


def _name(scene: Scene) -> str:
    return scene.atlas if isinstance(scene.atlas, str) else scene.atlas.name


def _refuse_shapes(scene: Scene) -> None:
    if scene.cortex == "glass" and scene.surface not in IN_SPACE:
        fault = f"expected 'solid' on the surface '{scene.surface}', found 'glass'"
        raise ValueError(f"at cortex, {fault} (glass are {', '.join(IN_SPACE)})")
    if scene.shapes == Scene().shapes:
        return
    from atlas_app.model.shape_ids import shape_named  # numpy comes with it, and few scenes need it

    for place, word in enumerate(scene.shapes):
        try:
            shape_named(word)
        except ValueError as error:
            raise ValueError(f"at shapes[{place}], {error}") from None
        if word in scene.shapes[:place]:
            raise ValueError(f"at shapes[{place}], expected each shape once, found {shown(word)} again")


def _refuse_regions(scene: Scene) -> None:
    seen: set[str] = set()
    for place, style in enumerate(scene.regions):
        if style.region not in ORDER:
            raise ValueError(f"at regions[{place}].region, {unknown('region', style.region, ORDER)}")
        if style.region in seen:
            raise ValueError(f"at regions[{place}].region, expected each region once, found '{style.region}' again")
        seen.add(style.region)


def _in_words(message: str, raw: object) -> str:
    """Turn msgspec's sentence, such as "Expected `int`, got `str` - at `$.response.seed`", into ours."""
    said, at, path = message.rpartition(" - at `$")
    said, path = (said, path.strip("`.")) if at else (message, "")
    parent = re.split(r"[.\[]", path)[0]
    place = f"at {path}, " if path else ""
    return place + _expected(said, parent, path.rpartition(".")[2], _found(raw, path))


def _expected(said: str, parent: str, field: str, found: Any) -> str:
    if said.startswith("Invalid enum value"):
        return unknown(field, str(found), _CHOICES.get(field, ()))
    if said.startswith("Object contains unknown field"):
        known = msgspec.structs.fields(_PARTS.get(parent, Scene))
        return unknown("field", said.split("`")[1], [field.name for field in known])
    if said.startswith("Object missing required field"):
        return f"expected a field '{said.split('`')[1]}', found none"
    return f"expected {_wanted(said, field)}, found {shown(found)}"


def _wanted(said: str, field: str) -> str:
    if "matching regex" in said:
        return "a colour such as '#D95F02'"
    if field in _CHOICES:
        return f"one of {', '.join(_CHOICES[field])}"
    match = re.fullmatch(r"Expected `(.+?)`(?:, got .+| (of length )?([<>]=?) (\S+))", said)
    if not match:
        return "something else"
    kind, length, bound, limit = match.groups()
    wanted = _KINDS.get(kind, kind)
    if bound:
        wanted += f" {_BOUNDS[bound]} {limit.removesuffix('.0')}"
    return wanted + (" elements" if length else "")


def _found(raw: Any, path: str) -> Any:
    """Follow a path such as `views[0].hemisphere` into plain lists and mappings."""
    for key, place in re.findall(r"(\w+)|\[(\d+)\]", path):
        try:
            raw = raw[int(place)] if place else raw[key]
        except (KeyError, IndexError, TypeError):
            return None
    return raw


def shown(value: Any, most: int = 40) -> str:
    """Return a value from a file in a few words."""
    if isinstance(value, dict):
        return "an object in braces"
    if isinstance(value, list | tuple):
        return f"a list of {len(value)}" if value else "an empty list"
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= most else f"{text[:most]}..."
