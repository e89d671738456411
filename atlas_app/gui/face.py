"""The window as commands see it: asks, tells, plays, saves."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from PyQt6.QtGui import QColor, QImage
from PyQt6.QtWidgets import QApplication, QColorDialog, QFileDialog

from atlas_app.brain.colour_vision import Eye
from atlas_app.brain.describe import describe
from atlas_app.commands.command import Registry
from atlas_app.commands.face import PathKind
from atlas_app.gui.sheets import about_html, help_html, open_sheet
from atlas_app.gui.tongue import translated as _
from regions.own import Assignment

if TYPE_CHECKING:
    from atlas_app.gui.clean import CleanStage
    from atlas_app.gui.window import Window

__all__ = ["WindowFace"]

T = TypeVar("T")

SCENES: Final = "Scenes (*.json)"
OPENED: Final[Mapping[PathKind, str]] = {
    "open-scene": SCENES,
    "open-actions": "Actions (*.toml)",
    "open-atlas": "Atlases (*.label.gii *.gii *.annot *.dlabel.nii *.nii *.nii.gz)",
}
PICTURES: Final = ("PNG (*.png)", "JPEG (*.jpg *.jpeg)", "TIFF (*.tif *.tiff)")
ENDINGS: Final = (".png", ".jpg", ".jpeg", ".tif", ".tiff")


class WindowFace:
    """What a command may ask of one window; see `commands.face.Face`."""

    def __init__(self, window: "Window", registry: Registry) -> None:
        self._window, self._registry = window, registry
        self._clean: CleanStage | None = None

    @property
    def chosen_region(self) -> str | None:
        """The one of the five that was chosen last from the list."""
        return self._window.dock.region_card.picked

    @property
    def playing(self) -> bool:
        """Whether the action is being played."""
        return self._window.player.playing

    def play(self) -> None:
        """Play the action once and hold its peak."""
        self._window.player.play()

    def pause(self) -> None:
        """Stop playing where it is."""
        self._window.player.pause()

    def ask_path(self, kind: PathKind, title: str, suggestion: str) -> Path | None:
        """Ask for a file in the system's own dialog, which asks before it is overwritten."""
        if kind in OPENED:
            name, _chosen = QFileDialog.getOpenFileName(self._window, _(title), suggestion, OPENED[kind])
            return Path(name) if name else None
        kinds = SCENES if kind == "save-scene" else ";;".join(PICTURES)
        ending = ".json" if kind == "save-scene" else ".png"
        dialog = QFileDialog(self._window, _(title), suggestion, kinds)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(ending)
        dialog.selectFile(suggestion)
        return Path(dialog.selectedFiles()[0]) if dialog.exec() and dialog.selectedFiles() else None

    def say(self, sentence: str) -> None:
        """Show one sentence below the stage."""
        self._window.status.say(_(sentence))

    def in_background(
        self, work: Callable[[], T], done: Callable[[T], None], failed: Callable[[Exception], None]
    ) -> None:
        """Run `work` in a thread, with a quiet note that it is under way."""
        self._window.workers.run(work, done, failed)

    def save_picture(self, path: Path) -> None:
        """Draw the picture finely, as large as it stands on the screen, and write it whole or not at all."""
        if path.suffix.lower() not in ENDINGS:
            self.say(f"{path.name}: a picture's name ends in one of {', '.join(ENDINGS)}.")
            return
        if not self._window.viewport.ready:
            self.say("There is no picture yet.")
            return
        from atlas_app.export.stills import encode
        from atlas_app.model.files import replace_file

        image = self._window.viewport.compose()
        try:
            replace_file(path, encode(image, path.suffix.lower(), self._window.viewport.picture))
        except OSError as error:
            self.say(f"{path}: the picture cannot be saved: {error.strerror or error}.")
            return
        self.say(f"The picture is saved in {path.name}, {image.width} x {image.height} pixels.")

    def save_figure(self, path: Path, region: str) -> None:
        """Draw a region in every atlas side by side, on the first side that is shown, once all of them are loaded."""
        from atlas_app.gui.figure import save_figure

        save_figure(self._window, path, region)

    def open_atlas(self, paths: tuple[Path, ...], regions: tuple[Assignment, ...] | Path | None = None) -> None:
        """Read an atlas of the user's own, ask which of its labels count for which region, and show it."""
        from atlas_app.gui.own_atlas import open_atlas

        open_atlas(self._window, paths, regions)

    def ask_colour(self, title: str, now: str) -> str | None:
        """Ask for a colour as `#rrggbb`, beginning at `now`."""
        colour = QColorDialog.getColor(QColor(now), self._window, _(title))
        return colour.name() if colour.isValid() else None

    def remember(self, path: Path) -> None:
        """Remember a scene's file among those that were opened or saved last."""
        self._window.hands.recent.remember(path)

    def copy_text(self, text: str, told: str) -> None:
        """Put words on the clipboard, and say so."""
        if (clipboard := QApplication.clipboard()) is not None:
            clipboard.setText(text)
            self.say(told)

    def copy_description(self) -> None:
        """Put what the picture shows on the clipboard, in words."""
        if self._window.viewport.ready:
            self.copy_text(describe(self._window.viewport.picture), "What the picture shows is on the clipboard.")
        else:
            self.say("There is no picture yet.")

    def show_palette(self) -> None:
        """Let the user type the name of a command, and run it."""
        self._window.hands.palette.open()

    def copy_picture(self) -> None:
        """Put the picture, drawn finely, on the clipboard."""
        clipboard = QApplication.clipboard()
        if clipboard is None or not self._window.viewport.ready:
            self.say("There is no picture yet.")
            return
        image = self._window.viewport.compose().convert("RGB")
        kept = QImage(image.tobytes(), image.width, image.height, 3 * image.width, QImage.Format.Format_RGB888).copy()
        clipboard.setImage(kept)
        self.say("The picture is on the clipboard.")

    def look_through(self, eye: Eye) -> None:
        """Show the picture as an eye sees it, on the screen only."""
        from atlas_app.gui.eyes import preview_of

        preview_of(self._window).look_through(eye)

    def toggle_full_screen(self) -> None:
        """Fill the screen, or no longer."""
        if self._window.isFullScreen():
            self._window.showNormal()
        else:
            self._window.showFullScreen()

    def toggle_clean(self) -> None:
        """Leave only the brain and the conditions on the stage, or bring everything back."""
        if self._clean is None:
            from atlas_app.gui.clean import CleanStage

            self._clean = CleanStage(self._window)
        self._clean.toggle()

    def toggle_lab(self) -> None:
        """Open the panel of the knobs, or close it."""
        self._window.docks.toggle(self._window.lab)

    def toggle_slices(self) -> None:
        """Open the panel of the slices, or close it."""
        self._window.docks.toggle(self._window.slices)

    def focus_search(self) -> None:
        """Put the keyboard into the search box."""
        self._window.dock.focus_search()

    def show_help(self) -> None:
        """Show every command with its key."""
        theme = self._window.session.store.state.theme
        open_sheet(_("Keys and commands"), help_html(self._registry, theme), self._window, theme)

    def show_numbers(self) -> None:
        """Show every number behind the pictures, with those of the scene's own actions."""
        from atlas_app.gui.numbers import open_numbers

        scene = self._window.session.store.state
        open_numbers(self._window, scene.theme, scene.own_actions)

    def show_downloads(self) -> None:
        """Show the atlases that can be downloaded."""
        from atlas_app.gui.fetch_dialog import open_fetch_dialog

        open_fetch_dialog(self._window)

    def show_about(self) -> None:
        """Show version, licence and citations."""
        theme = self._window.session.store.state.theme
        open_sheet(_("About Mirror Atlas"), about_html(theme), self._window, theme)

    def quit(self) -> None:
        """Close the window."""
        self._window.close()
