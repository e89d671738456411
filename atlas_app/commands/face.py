"""What a command needs from below and from whoever shows it: a library that loads, a face that asks and tells."""

from collections.abc import Callable
from pathlib import Path
from typing import Literal, Protocol, TypeVar

from atlas_app.brain.colour_vision import Eye
from atlas_app.model.scene import Scene
from regions.own import Assignment

__all__ = ["Face", "Library", "PathKind"]

PathKind = Literal["open-scene", "open-actions", "open-atlas", "save-scene", "save-picture"]
T = TypeVar("T")


class Library(Protocol):
    """Holds what scenes are drawn from."""

    def ready(self, scene: Scene) -> bool:
        """Whether everything that `scene` needs is in memory, so that it can be drawn at once."""
        ...

    def load(self, scene: Scene) -> None:
        """Load what `scene` needs; slow, called in a worker; raises with one sentence if that fails."""
        ...


class Face(Protocol):
    """The window, or what stands for it in a test."""

    @property
    def chosen_region(self) -> str | None:
        """The one of the five that the user chose last from the list; None if they have not."""
        ...

    @property
    def playing(self) -> bool:
        """Whether the action is being played."""
        ...

    def play(self) -> None:
        """Play the action once and hold its peak; go on from where a pause left it."""
        ...

    def pause(self) -> None:
        """Stop playing where it is."""
        ...

    def ask_path(self, kind: PathKind, title: str, suggestion: str) -> Path | None:
        """Ask for a file; nothing if the user thinks better of it. Asks before a file is overwritten."""
        ...

    def say(self, sentence: str) -> None:
        """Tell the user one sentence, without stopping them."""
        ...

    def in_background(
        self, work: Callable[[], T], done: Callable[[T], None], failed: Callable[[Exception], None]
    ) -> None:
        """Run `work` in a worker, show that something is under way, then call `done` or `failed` where we are now."""
        ...

    def save_picture(self, path: Path) -> None:
        """Draw the current scene into a picture file, or say why that is impossible."""
        ...

    def save_figure(self, path: Path, region: str) -> None:
        """Draw a region in every atlas side by side into a picture file, or say why that is impossible."""
        ...

    def open_atlas(self, paths: tuple[Path, ...], regions: tuple[Assignment, ...] | Path | None = None) -> None:
        """Read an atlas of the user's own, ask which of its labels count for which region, and show it; or say why not.

        The labels are assigned at first as `regions` says, or else by overlap.
        """
        ...

    def ask_colour(self, title: str, now: str) -> str | None:
        """Ask for a colour as `#rrggbb`, beginning at `now`; nothing if the user thinks better of it."""
        ...

    def remember(self, path: Path) -> None:
        """Remember a scene's file among those that were opened or saved last."""
        ...

    def copy_text(self, text: str, told: str) -> None:
        """Put words on the clipboard, and say so."""
        ...

    def copy_description(self) -> None:
        """Put what the picture shows on the clipboard, in words."""
        ...

    def show_palette(self) -> None:
        """Let the user type the name of a command, and run it."""
        ...

    def copy_picture(self) -> None:
        """Put the picture on the clipboard."""
        ...

    def look_through(self, eye: Eye) -> None:
        """Show the picture as an eye sees it, on the screen only."""
        ...

    def toggle_full_screen(self) -> None:
        """Fill the screen, or no longer."""
        ...

    def toggle_clean(self) -> None:
        """Leave only the brain and the conditions on the stage, or bring everything back."""
        ...

    def toggle_lab(self) -> None:
        """Open the panel of the knobs, or close it."""
        ...

    def toggle_slices(self) -> None:
        """Open the panel of the slices, or close it."""
        ...

    def focus_search(self) -> None:
        """Let the user type what to find."""
        ...

    def show_help(self) -> None:
        """Show every command with its key."""
        ...

    def show_numbers(self) -> None:
        """Show every number behind the pictures with what it rests on."""
        ...

    def show_downloads(self) -> None:
        """Show the atlases that can be downloaded."""
        ...

    def show_about(self) -> None:
        """Show version, licence and citations."""
        ...

    def quit(self) -> None:
        """Close the window."""
        ...
