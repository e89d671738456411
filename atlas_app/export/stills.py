"""Stills: a picture as PNG, JPEG or TIFF, written whole or not at all."""

import io
from pathlib import Path
from typing import Any, Final

from PIL import Image, PngImagePlugin

from atlas_app.brain.palette import PALETTES
from atlas_app.brain.picture import Picture
from atlas_app.model.files import replace_file
from atlas_app.render.canvas import Canvas
from atlas_app.render.compose import compose

__all__ = ["describe", "encode", "save_still", "still"]

DPI: Final = 300


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
    out = io.BytesIO()
    said = describe(picture)
    dpi = (DPI, DPI)
    if suffix in (".jpg", ".jpeg"):
        flat = Image.new("RGB", image.size, PALETTES[picture.scene.theme].background)
        flat.paste(image.convert("RGB"), mask=image.getchannel("A") if image.mode == "RGBA" else None)
        flat.save(out, "JPEG", quality=95, subsampling=0, dpi=dpi, comment=said.encode())
        return out.getvalue()
    kept = image if image.mode == "RGBA" else image.convert("RGB")
    if suffix == ".png":
        note = PngImagePlugin.PngInfo()
        note.add_text("Software", "Mirror Atlas")
        note.add_itxt("Description", said)
        kept.save(out, "PNG", compress_level=3, dpi=dpi, pnginfo=note)
    else:
        tags: dict[int, Any] = {270: said.encode("ascii", "replace").decode(), 305: "Mirror Atlas"}
        kept.save(out, "TIFF", compression="tiff_lzw", dpi=dpi, tiffinfo=tags)
    return out.getvalue()


def describe(picture: Picture) -> str:
    """Return in one line what the picture shows and on what terms."""
    words = picture.words
    return ". ".join(part.rstrip(".") for part in (words.stamp, words.title, words.terms, words.caption) if part) + "."
