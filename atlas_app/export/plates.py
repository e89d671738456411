"""Plates: several pictures of one canvas in one image, and the table of Dice as an image."""

from pathlib import Path

from PIL import Image

from atlas_app.brain.palette import PALETTES
from atlas_app.brain.picture import Picture, Words
from atlas_app.brain.plate import Matrix, Plate
from atlas_app.export.encoding import encoded
from atlas_app.model.files import replace_file
from atlas_app.model.scene import Theme
from atlas_app.render.canvas import Canvas
from atlas_app.render.compose import compose
from atlas_app.render.matrix import matrix_marks
from atlas_app.render.painter import paint
from atlas_app.render.panes import BARE_FOOT, BARE_HEAD, unit
from atlas_app.render.plate import plate_marks, tiles

__all__ = ["matrix_image", "plate_image", "save_matrix", "save_plate"]


def plate_image(plate: Plate, width: int, height: int) -> Image.Image:
    """Return a plate of exactly `width` x `height` pixels, at full quality."""
    image = Image.new("RGB", (width, height), PALETTES[plate.theme].background)
    canvas = Canvas()
    try:
        for tile, (left, top, right, bottom) in zip(plate.tiles, tiles(plate, width, height), strict=True):
            image.paste(_brain(canvas, tile.picture, right - left, bottom - top), (left, top))
    finally:
        canvas.close()
    paint(image, plate_marks(plate, width, height))
    return image


def matrix_image(words: Words, matrices: tuple[Matrix, ...], theme: Theme, width: int, height: int) -> Image.Image:
    """Return the table of Dice, a side beside the other, as an image of exactly `width` x `height` pixels."""
    image = Image.new("RGB", (width, height), PALETTES[theme].background)
    paint(image, matrix_marks(words, matrices, theme, width, height))
    return image


def save_plate(plate: Plate, path: Path, width: int, height: int) -> None:
    """Write a plate to `path`, its format by the ending; `OSError` leaves nothing behind."""
    image = plate_image(plate, width, height)
    replace_file(path, encoded(image, path.suffix.lower(), _told(plate.words), plate.theme))


def save_matrix(
    words: Words, matrices: tuple[Matrix, ...], path: Path, width: int, height: int, theme: Theme = "dark"
) -> None:
    """Write the table of Dice to `path`, its format by the ending; `OSError` leaves nothing behind."""
    image = matrix_image(words, matrices, theme, width, height)
    replace_file(path, encoded(image, path.suffix.lower(), _told(words), theme))


def _brain(canvas: Canvas, picture: Picture, width: int, height: int) -> Image.Image:
    """Return a picture without the room that a single one leaves for its words above and below."""
    around = (BARE_HEAD + BARE_FOOT) * unit(width, height * 1.25)
    tall = height + round(around)
    above = round(BARE_HEAD / (BARE_HEAD + BARE_FOOT) * around)
    drawn = compose(canvas, picture, width, tall)
    return drawn.convert("RGB").crop((0, above, width, above + height))


def _told(words: Words) -> str:
    return f"{words.title}. {words.caption}"
