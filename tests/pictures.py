"""Pictures that tests draw: kept for the eye on one contact sheet, and held against baselines."""

import re
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFont

TOLERANCE: Final = 8  # of 255, in any channel: below it two drivers may differ
BLOCK: Final = 16  # px; a small recoloured patch fills blocks, a moved edge does not
BLOCK_TOLERANCE: Final = 20
THUMBNAIL: Final = 480
COLUMNS: Final = 4
WORDS: Final = 24

Pixels = npt.NDArray[np.uint8]


class Pictures:
    """Where the pictures of one test session go."""

    def __init__(self, folder: Path, baselines: Path, *, write: bool) -> None:
        self.folder = folder
        self.baselines = baselines
        self.write = write
        self.saved: dict[str, Path] = {}

    def save(self, name: str, image: Pixels) -> Path:
        """Keep a picture, uint8 (h, w, 3 or 4), for the contact sheet."""
        path = self.folder / f"{_checked(name)}.png"
        _write(path, image)
        self.saved[name] = path
        return path

    def matches(self, name: str, image: Pixels, limit: float = 0.005) -> None:
        """Fail where the picture differs from its baseline; `limit` is the share of pixels that may."""
        self.save(name, image)
        baseline = self.baselines / f"{name}.png"
        if self.write:
            _write(baseline, image)
            return
        assert baseline.exists(), f"There is no baseline {baseline}: look at the picture, then --write-baselines."
        expected = np.asarray(Image.open(baseline))
        if fault := difference(image, expected, limit):
            self.save(f"{name}-expected", expected)
            raise AssertionError(f"{name} {fault}; compare {self.saved[name]} with {baseline}.")


def difference(image: Pixels, expected: Pixels, limit: float = 0.005) -> str:
    """Return how two pictures differ, in words; empty where they agree."""
    if image.shape != expected.shape:
        return f"has the shape {image.shape}, its baseline {expected.shape}"
    apart = np.abs(image.astype(np.int16) - expected).max(axis=-1)
    share = float((apart > TOLERANCE).mean())
    if share > limit:
        return f"differs in {share:.2%} of its pixels, {limit:.2%} are allowed"
    patches = np.argwhere(np.abs(_blocks(image) - _blocks(expected)).max(axis=-1) > BLOCK_TOLERANCE)
    if len(patches):
        row, column = patches[0] * BLOCK
        return f"differs in {len(patches)} patches of {BLOCK} px, the first at x {column}, y {row}"
    return ""


def _blocks(image: Pixels) -> npt.NDArray[np.float32]:
    height, width, channels = image.shape
    rows, columns = height // BLOCK, width // BLOCK
    whole = image[: rows * BLOCK, : columns * BLOCK].astype(np.float32)
    return whole.reshape(rows, BLOCK, columns, BLOCK, channels).mean(axis=(1, 3))


def contact_sheet(pictures: dict[str, Path], target: Path) -> None:
    """Write all pictures, small and named, into one."""
    font = ImageFont.load_default(size=14)
    cells = [(name, _thumbnail(path)) for name, path in sorted(pictures.items())]
    rows = [cells[i : i + COLUMNS] for i in range(0, len(cells), COLUMNS)]
    heights = [max(small.height for _, small in row) + WORDS for row in rows]
    width = THUMBNAIL * min(COLUMNS, max(1, len(cells)))
    sheet = Image.new("RGB", (width, max(1, sum(heights))), "white")
    pen = ImageDraw.Draw(sheet)
    for row, top in zip(rows, np.cumsum([0, *heights]).tolist(), strict=False):
        for column, (name, small) in enumerate(row):
            sheet.paste(small, (column * THUMBNAIL, top))
            pen.text((column * THUMBNAIL + 4, top + small.height + 3), name, fill="black", font=font)
    target.parent.mkdir(parents=True, exist_ok=True)
    sheet.save(target)


def _thumbnail(path: Path) -> Image.Image:
    with Image.open(path) as file:
        image = file.convert("RGBA")
    image.thumbnail((THUMBNAIL - 4, 4 * THUMBNAIL))
    ground = Image.new("RGBA", image.size, (128, 128, 128, 255))
    return Image.alpha_composite(ground, image).convert("RGB")


def _write(path: Path, image: Pixels) -> None:
    assert image.dtype == np.uint8, f"A picture is uint8, not {image.dtype}."
    assert image.ndim == 3, f"A picture has the shape (h, w, 3 or 4), not {image.shape}."
    assert image.shape[2] in {3, 4}, f"A picture has 3 or 4 channels, not {image.shape[2]}."
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(np.ascontiguousarray(image)).save(path)


def _checked(name: str) -> str:
    assert re.fullmatch(r"[A-Za-z0-9][\w.+-]*", name), (
        f"{name!r} is no name of a picture: letters, digits and -_.+ only."
    )
    return name
