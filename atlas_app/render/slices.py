"""Draws three slices side by side: the same picture for the window and for a file."""

from typing import Final

import numpy as np
from PIL import Image, ImageFilter

from atlas_app.brain.palette import PALETTES, Palette
from atlas_app.brain.slices import Outline, Slice, Slices
from atlas_app.model.scene import Theme
from atlas_app.render.fonts import measure
from atlas_app.render.marks import Bars, Loops, Mark, Points, Text
from atlas_app.render.painter import paint
from atlas_app.render.slice_panes import EDGE, LETTER, LINE, TITLE, SlicePane, lines_below, panes, text_px

__all__ = ["compose_slices", "layout_slices", "panes_of"]

TONES: Final[dict[Theme, tuple[int, int]]] = {"dark": (14, 146), "light": (70, 250)}
"""How dark and how light the template is shown."""
VEIL: Final = 0.45
EDGES: Final = [min(max((k - 96) * 4, 0), 255) for k in range(256)]
"""How what covers a pixel in part is shown: the edge of the brain without the steps of its voxels."""
NAMED: Final = 26.0
"""A slice narrower than so many letters has no room for names."""
WORTH_MM2: Final = 15.0
"""What is smaller has no name."""
GAP: Final = 5.0
"""How much of the cross is left out around the place, in its own widths."""


def compose_slices(picture: Slices, width: int, height: int, ratio: float = 1.0) -> Image.Image:
    """Return the slices as an RGBX image of exactly `width` x `height` pixels, `ratio` of them to one of the screen."""
    palette = PALETTES[picture.theme]
    image = Image.new("RGBX", (width, height), palette.background)
    places = panes_of(picture, width, height, ratio)
    for one, pane in zip(picture.slices, places, strict=True):
        _ground(image, one, pane, picture.theme)
    paint(image, layout_slices(picture, width, height, ratio))
    return image


def panes_of(picture: Slices, width: int, height: int, ratio: float = 1.0) -> tuple[SlicePane, ...]:
    """Return where each slice stands in a picture of `width` x `height` pixels."""
    size = text_px(width, height, ratio)
    lines = lines_below(picture.said, picture.caption, width, size)
    return panes(len(lines), width, height, size, [(one.low[0], one.high[1]) for one in picture.slices])


def layout_slices(picture: Slices, width: int, height: int, ratio: float = 1.0) -> list[Mark]:
    """Return the marks over the template: outlines, cross, words."""
    palette, size = PALETTES[picture.theme], text_px(width, height, ratio)
    marks: list[Mark] = []
    for one, pane in zip(picture.slices, panes_of(picture, width, height, ratio), strict=True):
        marks += [_outline(each, pane, size, palette) for each in reversed(one.outlines)]
        marks.append(_cross(one, pane, size, palette))
        if picture.names and pane.width >= NAMED * size:
            marks += _names(one, pane, size, palette)
        marks += _ends(one, pane, size, palette)
    return [*marks, *_below(picture, width, height, size, palette)]


def _ground(image: Image.Image, one: Slice, pane: SlicePane, theme: Theme) -> None:
    """Lay the template's slice on the picture, in the tones of the theme."""
    size = (max(round(pane.width), 1), max(round(pane.height), 1))
    dark, light = TONES[theme]
    grey = Image.fromarray(one.grey)
    seen = grey.point([0] + [255] * 255).filter(ImageFilter.BoxBlur(1)).resize(size, Image.Resampling.BICUBIC)
    tone = grey.resize(size, Image.Resampling.BICUBIC).point([dark + (light - dark) * k // 255 for k in range(256)])
    image.paste(tone.convert("RGBX"), (round(pane.left), round(pane.top)), seen.point(EDGES))


def _outline(one: Outline, pane: SlicePane, size: int, palette: Palette) -> Loops:
    wide = size / 7
    if one.is_neighbour:
        return Loops((), _placed(one.lines, pane), wide * 0.6, palette.neighbour_outline)
    loops = _placed(one.loops, pane)
    return Loops(loops, _placed(one.lines, pane), wide, one.colour or palette.outline, one.colour, VEIL)


def _placed(lines: tuple[Points, ...], pane: SlicePane) -> tuple[Points, ...]:
    origin, scale = np.array(pane.pixel(0, 0)), np.array([pane.px_per_mm, -pane.px_per_mm])
    return tuple(origin + line * scale for line in lines)


def _cross(one: Slice, pane: SlicePane, size: int, palette: Palette) -> Bars:
    """Draw the cross through the slice, open around the place."""
    x, y = pane.pixel(*one.cross)
    wide = max(round(size / 13), 1)
    left, top = round(x - wide / 2), round(y - wide / 2)
    gap = GAP * wide
    right, bottom = pane.left + pane.width, pane.top + pane.height
    bars = (
        (pane.left, top, x - gap, top + wide),
        (x + gap, top, right, top + wide),
        (left, pane.top, left + wide, y - gap),
        (left, y + gap, left + wide, bottom),
    )
    return Bars(tuple(bar for bar in bars if bar[2] > bar[0] and bar[3] > bar[1]), palette.ink)


def _ends(one: Slice, pane: SlicePane, size: int, palette: Palette) -> list[Mark]:
    """Write the title over the slice, and a letter for each of its ends where the brain is not."""
    middle = (pane.left + pane.width / 2, pane.top + pane.height / 2)
    large, out = round(size * 1.3), LETTER / 2 * size
    left, right, below, above = one.ends
    words = (
        (left, pane.left + out, pane.top + out),
        (right, pane.left + pane.width - out, pane.top + out),
        (below, middle[0], pane.top + pane.height - out),
        (above, middle[0], pane.top + out),
    )
    marks: list[Mark] = [
        Text(x, y, word, large, palette.ink, "bold", "middle", halo=palette.background) for word, x, y in words
    ]
    top = pane.top - TITLE / 2 * size
    gap = 0.7 * size
    wide = measure(one.said, size, "semibold") + gap + measure(one.title, size)
    x = middle[0] - wide / 2
    marks.append(Text(x, top, one.said, size, palette.ink, "semibold"))
    x += measure(one.said, size, "semibold") + gap
    return [*marks, Text(x, top, one.title, size, palette.quiet_ink)]


def _names(one: Slice, pane: SlicePane, size: int, palette: Palette) -> list[Mark]:
    """Name each of the regions once, beside its largest outline, where no other name stands."""
    marks: list[Mark] = []
    taken: list[tuple[float, float, float]] = []
    middle = pane.left + pane.width / 2
    named: set[str] = set()
    for each in sorted(one.outlines, key=lambda outline: (outline.is_neighbour, -outline.area_mm2)):
        if each.region in named or each.area_mm2 < WORTH_MM2:
            continue
        named.add(each.region)
        small = round(size * (0.8 if each.is_neighbour else 0.9))
        wide = measure(each.name, small)
        loop = _placed((max(each.loops, key=len),), pane)[0]
        leftwards = loop[:, 0].mean() < middle
        edge = loop[loop[:, 0].argmin() if leftwards else loop[:, 0].argmax()]
        x = edge[0] - wide - 0.4 * size if leftwards else edge[0] + 0.4 * size
        x = min(max(x, pane.left), pane.left + pane.width - wide)
        for step in (0, 1, -1, 2, -2, 3, -3):
            y = edge[1] + step * 1.1 * size
            if not any(abs(y - v) < 1.05 * size and x < b and a < x + wide for v, a, b in taken):
                taken.append((y, x, x + wide))
                ink = palette.neighbour_outline if each.is_neighbour else palette.ink
                marks.append(Text(x, y, each.name, small, ink, halo=palette.background))
                break
    return marks


def _below(picture: Slices, width: int, height: int, size: int, palette: Palette) -> list[Mark]:
    lines = lines_below(picture.said, picture.caption, width, size)
    first = len(lines_below(picture.said, "", width, size))
    marks: list[Mark] = []
    for k, line in enumerate(lines):
        y = height - (EDGE + LINE * (len(lines) - k - 0.5)) * size
        if k < first:
            marks.append(Text(EDGE * size, y, line, size, palette.ink, "semibold"))
        else:
            marks.append(Text(EDGE * size, y, line, round(size * 0.9), palette.quiet_ink))
    return marks
