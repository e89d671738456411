"""The menus Brain (atlas, surface, what is below the cortex) and Regions."""

from collections.abc import Mapping
from typing import Final

from atlas_app.commands import own_atlas
from atlas_app.commands.command import Command
from atlas_app.commands.rows import editing, option
from atlas_app.commands.session import Edit, Session
from atlas_app.model import edits
from atlas_app.model.scene import (
    ATLASES,
    IN_SPACE,
    Cortex,
    Family,
    Neuron,
    Scene,
    SurfaceName,
    family_of,
    surfaces_of,
)
from atlas_app.model.store import Store
from data.fetched import fetchables
from regions.atlases import atlas, atlases
from regions.catalogue import FIVE, region
from regions.deep import deep

__all__ = ["commands"]

_FAMILIES: Final[tuple[tuple[Family, str], ...]] = (
    ("fs-lr-32k", "S1200 surfaces (fs_LR 32k)"),
    ("fsaverage5", "fsaverage5 surfaces"),
)
_SURFACES: Final[tuple[tuple[SurfaceName, str], ...]] = (
    ("white", "White matter"),
    ("midthickness", "Midthickness"),
    ("pial", "Pial"),
    ("inflated", "Inflated"),
    ("very-inflated", "Very inflated"),
)
_OTHER: Final[Mapping[Cortex, Cortex]] = {"solid": "glass", "glass": "solid"}
_PIAL: Final = "Glass is shown on the pial surface: nothing fits into an inflated one."


def commands() -> tuple[Command, ...]:
    """Return the rows of both menus; the regions are named as the catalogue names them."""
    show_all = Command(
        id="regions.all", title="Show all", run=editing(edits.show_all), menu="Regions", group="all", keys=("A",)
    )
    return (
        *(_atlas(atlas_id, atlas(atlas_id).short) for atlas_id in ATLASES),
        *(_atlas(one.id, one.short) for one in fetchables().values()),
        Command(
            id="brain.fetch",
            title="Download an atlas...",
            run=lambda session: session.face.show_downloads(),
            menu="Brain",
            group="fetch",
        ),
        own_atlas.CHOICE,
        own_atlas.REGIONS,
        *(_family(*row) for row in _FAMILIES),
        *(_surface(*row) for row in _SURFACES),
        _glass(),
        *(_shape(shape.id, shape.name) for shape in deep().values()),
        *(_shown(place, region_id) for place, region_id in enumerate(FIVE, start=1)),
        *(_alone(region_id) for region_id in FIVE),
        show_all,
    )


def _atlas(atlas_id: str, title: str) -> Command:
    return option(
        f"brain.atlas.{atlas_id}",
        title,
        lambda scene: edits.set_atlas(scene, atlas_id),
        lambda scene: scene.atlas == atlas_id,
        when=lambda _scene: atlas_id in atlases(),
    )


def _family(family: Family, title: str) -> Command:
    return option(
        f"brain.family.{family}",
        title,
        lambda scene: edits.set_family(scene, family),
        lambda scene: family_of(scene) == family,
        when=lambda scene: family in atlas(scene.atlas).families,
    )


def _surface(surface: SurfaceName, title: str) -> Command:
    return option(
        f"brain.surface.{surface}",
        title,
        lambda scene: edits.set_surface(scene, surface),
        lambda scene: scene.surface == surface,
        when=lambda scene: surface in surfaces_of(family_of(scene)),
    )


def _glass() -> Command:
    return Command(
        id="brain.glass",
        title="Glass cortex",
        run=lambda session: _through(session, lambda scene: edits.set_cortex(scene, _OTHER[scene.cortex])),
        menu="Brain",
        group="cortex",
        keys=("X",),
        when=_has_cortex,
        checked=lambda scene: scene.cortex == "glass",
    )


def _shape(shape: str, name: str) -> Command:
    def shown(scene: Scene) -> bool:
        return scene.cortex == "glass" and shape in scene.shapes

    return Command(
        id=f"brain.shape.{shape}",
        title=name,
        run=lambda session: _through(session, lambda scene: edits.set_shape(scene, shape, not shown(scene))),
        menu="Brain",
        group="shapes",
        when=_has_cortex,
        checked=shown,
    )


def _through(session: Session, edit: Edit) -> None:
    """Look through the cortex, or no longer; say so where that takes another surface."""
    before = session.wished

    def shown() -> None:
        if session.store.state.surface != before.surface:
            session.face.say(_PIAL)

    session.edit(edit, then=shown if before.surface not in IN_SPACE else None)


def _has_cortex(scene: Scene, _store: Store) -> bool:
    return scene.neuron is None


def _shown(place: int, region_id: str) -> Command:
    def visible(scene: Scene) -> bool:
        return edits.look_of(scene, region_id).visible

    def choose(scene: Scene) -> Scene:
        if scene.neuron:  # where one neuron is shown, a region is chosen for its neurons
            return edits.set_neuron(scene, Neuron(region=region_id, hemisphere=scene.neuron.hemisphere))
        return edits.set_region_visible(scene, region_id, not visible(scene))

    return Command(
        id=f"regions.show.{region_id}",
        title=f"Show: {region(region_id).name}",
        run=editing(choose),
        menu="Regions",
        group="show",
        keys=(f"Ctrl+{place}",),
        checked=visible,
    )


def _alone(region_id: str) -> Command:
    return Command(
        id=f"regions.only.{region_id}",
        title=f"Only: {region(region_id).name}",
        run=editing(lambda scene: edits.isolate(scene, region_id)),
        menu="Regions",
        group="only",
    )
