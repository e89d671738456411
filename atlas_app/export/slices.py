"""Slices into a file, written whole or not at all."""

from pathlib import Path

from atlas_app.brain.slices import Slices
from atlas_app.export.encoding import encoded
from atlas_app.model.files import replace_file
from atlas_app.render.slices import compose_slices

__all__ = ["describe_slices", "save_slices"]


def save_slices(picture: Slices, path: Path, width: int, height: int) -> None:
    """Write slices to `path`, the format by its ending; `OSError` leaves nothing behind."""
    image = compose_slices(picture, width, height)
    replace_file(path, encoded(image, path.suffix.lower(), describe_slices(picture), picture.theme))


def describe_slices(picture: Slices) -> str:
    """Return in one line what the slices show."""
    return f"{picture.said}. {picture.caption}"
