"""Rows of the menu Brain: where the atlases agree about a region, and that region in each of them as a figure."""

from atlas_app.commands.command import Command
from atlas_app.commands.rows import option
from atlas_app.commands.session import Session
from atlas_app.model import edits
from atlas_app.model.scene import Scene
from regions.catalogue import FIVE, region

__all__ = ["commands"]


def commands() -> tuple[Command, ...]:
    """Return the rows; the regions are named as the catalogue names them."""
    show = Command(
        id="brain.agree",
        title="Agreement of the atlases",
        run=_show_or_leave,
        menu="Brain",
        group="agree",
        keys=("G",),
        checked=lambda scene: scene.layer == "agreement",
    )
    save = Command(
        id="brain.save-figure",
        title="Save the region in every atlas as a figure...",
        run=_save_figure,
        menu="Brain",
        group="figure",
    )
    return (show, *(_agreement(region_id) for region_id in FIVE), save)


def _agreement(region_id: str) -> Command:
    return option(
        f"brain.agreement.{region_id}",
        f"Agreement: {region(region_id).name}",
        lambda scene: edits.set_agreement(scene, region_id),
        lambda scene: scene.layer == "agreement" and scene.agreed == region_id,
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
