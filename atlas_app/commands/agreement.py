"""Rows on where the atlases agree about a region, and on that region in each of them as a figure."""

from typing import Final

from atlas_app.commands.command import Command
from atlas_app.commands.rows import editing
from atlas_app.commands.session import Session
from atlas_app.model import edits
from atlas_app.model.scene import Scene
from regions.catalogue import FIVE, region

__all__ = ["SAVE_FIGURE", "commands"]


def commands() -> tuple[Command, ...]:
    """Return the rows of the menu Brain; the regions are named as the catalogue names them."""
    show = Command(
        id="brain.agree",
        title="Agreement of the atlases",
        run=_show_or_leave,
        menu="Brain",
        group="agree",
        keys=("G",),
        checked=lambda scene: scene.layer == "agreement",
    )
    return (show, *(_agreement(region_id) for region_id in FIVE))


def _agreement(region_id: str) -> Command:
    return Command(
        id=f"brain.agreement.{region_id}",
        title=f"Agreement: {region(region_id).name}",
        run=editing(lambda scene: edits.set_agreement(scene, region_id)),
        menu="Brain",
        group="agreement",
        checked=lambda scene: scene.layer == "agreement" and scene.agreed == region_id,
    )


def _show_or_leave(session: Session) -> None:
    """Count the atlases of the region that was chosen last, or show the regions again."""
    session.face.pause()
    chosen = session.face.chosen_region

    def turn(scene: Scene) -> Scene:
        if scene.layer == "agreement":
            return edits.set_layer(scene, "regions")
        return edits.set_agreement(scene, chosen or scene.agreed)

    session.edit(turn)


def _save_figure(session: Session) -> None:
    scene = session.store.state
    wanted = scene.agreed if scene.layer == "agreement" else session.face.chosen_region or scene.agreed
    path = session.face.ask_path("save-picture", "Save the region in every atlas", f"mirror-atlas-{wanted}-atlases.png")
    if path is not None:
        session.face.save_figure(path, wanted)


SAVE_FIGURE: Final = Command(
    id="file.save-figure",
    title="Save the region in every atlas as a figure...",
    run=_save_figure,
    menu="File",
    group="picture",
)
