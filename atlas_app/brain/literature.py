"""The literature layer of a scene: the map on its surface family, its terms, and the words that go with it."""

import functools
from string import Formatter
from typing import TYPE_CHECKING

from atlas_app.model.scene import Scene, family_of
from data.sides import Hemisphere

if TYPE_CHECKING:
    from regions.literature import LiteratureMap

__all__ = ["literature_map", "literature_terms", "literature_words"]


def literature_map(scene: Scene, side: Hemisphere) -> "LiteratureMap":
    """Return the map of one hemisphere on the vertices of the scene's surface family."""
    return _map(family_of(scene), side, scene.wide_literature)


@functools.lru_cache(maxsize=8)
def _map(family: str, side: Hemisphere, wide: bool) -> "LiteratureMap":
    from regions.literature import literature

    return literature(family, side, wide)


def literature_terms(scene: Scene) -> "LiteratureMap":
    """Return a map whose terms hold for the whole scene."""
    return literature_map(scene, "left")


def literature_words(scene: Scene) -> dict[str, str]:
    """Return the layer's words, those that need no other numbers than the map's own, with these filled in."""
    from regions.literature import words

    terms = literature_terms(scene).terms
    return {key: text.format(**terms) for key, text in words().items() if _fields(text) <= set(terms)}


def _fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}
