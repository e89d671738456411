"""A finished picture: the brains from the canvas, the words painted over them."""

from PIL import Image

from atlas_app.brain.palette import PALETTES
from atlas_app.brain.picture import Picture
from atlas_app.render.canvas import Canvas
from atlas_app.render.painter import paint
from atlas_app.render.words import layout

__all__ = ["compose"]


def compose(
    canvas: Canvas, picture: Picture, width: int, height: int, fine: bool = True, transparent: bool = False
) -> Image.Image:
    """Return a picture of exactly `width` x `height` pixels, the way window and files show it.

    Its mode is RGBA if `transparent`, RGBX otherwise.
    """
    if picture.neuron:
        image, fine = _ground(picture, width, height, transparent), True
    else:
        image = canvas.draw(picture, width, height, fine, transparent)
    paint(image, layout(picture, width, height), fine)
    return image


def _ground(picture: Picture, width: int, height: int, transparent: bool) -> Image.Image:
    """Return an empty picture: where no brain is shown, nothing need be drawn."""
    if transparent:
        return Image.new("RGBA", (width, height))
    return Image.new("RGBX", (width, height), PALETTES[picture.scene.theme].background)
