"""From an image to the bytes of a file."""

import io
from typing import Any, Final

from PIL import Image, PngImagePlugin

from atlas_app.brain.palette import PALETTES
from atlas_app.model.scene import Theme

__all__ = ["encoded"]

DPI: Final = 300


def encoded(image: Image.Image, suffix: str, said: str, theme: Theme) -> bytes:
    """Return an image as the bytes of a file, with what is `said` of it where the format allows.

    A JPEG shows the theme's ground where the image is transparent.
    """
    out = io.BytesIO()
    dpi = (DPI, DPI)
    if suffix in (".jpg", ".jpeg"):
        flat = Image.new("RGB", image.size, PALETTES[theme].background)
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
