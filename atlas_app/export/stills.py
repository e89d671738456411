"""Stills: a picture as PNG, JPEG or TIFF, written whole or not at all."""

from pathlib import Path

from PIL import Image

from atlas_app.brain.picture import Picture
from atlas_app.export.encoding import encoded
from atlas_app.model.files import replace_file
from atlas_app.render.canvas import Canvas
from atlas_app.render.compose import compose

__all__ = ["describe", "encode", "save_still", "still"]


def still(picture: Picture, width: int, height: int, transparent: bool = False) -> Image.Image:
    """Return a picture as an image of exactly `width` x `height` pixels, at full quality."""
    canvas = Canvas()
    try:
        return compose(canvas, picture, width, height, transparent=transparent)
    finally:
        canvas.close()


def save_still(picture: Picture, path: Path, width: int, height: int, transparent: bool = False) -> None:
    """Write a picture to `path`, its format by the ending; `OSError` leaves nothing behind."""
    image = still(picture, width, height, transparent)
    replace_file(path, encode(image, path.suffix.lower(), picture))


def encode(image: Image.Image, suffix: str, picture: Picture) -> bytes:
    """Return an image as the bytes of a file; what the picture says of itself goes with it where the format allows."""
    return encoded(image, suffix, describe(picture), picture.scene.theme)


def describe(picture: Picture) -> str:
    """Return in one line what the picture shows and on what terms."""
    words = picture.words
    return ". ".join(part.rstrip(".") for part in (words.stamp, words.title, words.terms, words.caption) if part) + "."
