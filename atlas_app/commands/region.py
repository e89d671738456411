"""What can be asked of one region and of one place: the rows of the menu that opens on the brain."""

from collections.abc import Callable
from functools import partial
from typing import Final

from msgspec.structs import replace

from atlas_app.commands.command import Command
from atlas_app.commands.neuron import show_neuron
from atlas_app.commands.rows import editing
from atlas_app.commands.session import Edit, Session
from atlas_app.model import edits
from atlas_app.model.scene import Place, Scene
from atlas_app.model.store import Store
from data.sides import Hemisphere
from regions.catalogue import FIVE, region

__all__ = ["coordinate", "place_commands", "region_commands"]

When = Callable[[Scene, Store], bool]
NO_FILL: Final = "#808080"
"""What is offered first for a neighbour, which has no colour of its own."""


def region_commands(region_id: str, shown: bool = True, side: Hemisphere | None = None) -> tuple[Command, ...]:
    """Return the rows of a region or neighbour, which is `shown` or not.

    A neuron of it is taken from `side`, or else from the first that is shown.
    """
    five = region_id in FIVE

    def coloured(scene: Scene, _store: Store) -> bool:
        return edits.look_of(scene, region_id).colour is not None

    def row(name: str, group: str, title: str, run: Callable[[Session], None], when: When = _always) -> Command:
        return Command(id=f"region.{name}", title=title, run=run, menu="Region", group=group, when=when)

    hide = row("hide", "look", "Hide it", editing(partial(edits.set_region_visible, region=region_id, visible=False)))
    show = row("show", "look", "Show it", editing(partial(_show, region_id=region_id)))
    return (
        row("only", "look", "Only this region", editing(partial(edits.isolate, region=region_id)), lambda *_: five),
        hide if shown else show,
        row("colour", "colour", "Colour...", partial(_colour, region_id=region_id), _in_regions),
        row("again", "colour", "Colour of the catalogue again", editing(_uncoloured(region_id)), coloured),
        row("neuron", "more", "One neuron of it", partial(show_neuron, region_id=region_id, side=side)),
        row("agreement", "more", "Agreement of the atlases here", editing(_counted(region_id)), lambda *_: five),
    )


def place_commands(place: Place) -> tuple[Command, ...]:
    """Return the rows of a place on the brain."""
    return (
        Command(
            id="place.what",
            title="What is this place",
            run=editing(lambda scene: edits.set_place(scene, place), merge="place"),
            menu="Place",
        ),
        Command(
            id="place.copy",
            title=f"Copy {coordinate(place)}",
            run=lambda session: session.face.copy_text(coordinate(place), f"{coordinate(place)} is on the clipboard."),
            menu="Place",
        ),
    )


def coordinate(place: Place) -> str:
    """Return a place as text that can be pasted anywhere: the name of the space, whole mm, plain minus signs."""
    return f"MNI152 {place.x:.0f} {place.y:.0f} {place.z:.0f} mm".replace(" -0 ", " 0 ")


def _in_regions(scene: Scene, _store: Store) -> bool:
    return scene.layer == "regions" and scene.neuron is None


def _show(scene: Scene, region_id: str) -> Scene:
    """Show a region; for a neighbour that means that neighbours are shown."""
    scene = edits.set_region_visible(scene, region_id, visible=True)
    return scene if region_id in FIVE else replace(scene, neighbours=True)


def _uncoloured(region_id: str) -> Edit:
    return lambda scene: edits.set_region_colour(scene, region_id, None)


def _counted(region_id: str) -> Edit:
    return lambda scene: edits.set_agreement(scene, region_id)


def _always(_scene: Scene, _store: Store) -> bool:
    return True


def _colour(session: Session, region_id: str) -> None:
    one = region(region_id)
    now = edits.look_of(session.store.state, region_id).colour or one.colour or NO_FILL
    if (colour := session.face.ask_colour(one.name, now)) is not None:
        session.edit(lambda scene: edits.set_region_colour(scene, region_id, colour))
