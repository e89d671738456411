"""Lays out every word of a picture: a pure function from picture and size to marks."""

from dataclasses import replace
from typing import Final

import numpy as np

from atlas_app.brain.palette import AGREEMENT, PALETTES, Palette, colour_of, luminance
from atlas_app.brain.picture import Pane, Picture
from atlas_app.brain.words import SIDES
from atlas_app.model.scene import Orbit
from atlas_app.render.callouts import callouts, shadow
from atlas_app.render.fonts import measure
from atlas_app.render.headings import headings
from atlas_app.render.marks import Box, Mark, Stroke, Text
from atlas_app.render.neuron import plate
from atlas_app.render.panes import LINE, MARGIN, SMALL, Cell, Eye, caption, cells, eyes, headed, unit
from atlas_app.render.spot import spot_marks

__all__ = ["layout"]

TITLE: Final = 44.0
LEGEND: Final = 27.0
"""Sizes in pixels of a picture 1080 high."""

STEP: Final = 46.0
"""How wide a step of a legend that counts is, in the same pixels."""

ENDS: Final = (((0.0, 1.0, 0.0), "front", "back"), ((1.0, 0.0, 0.0), "right", "left"))
"""Axes whose ends are named when they lie across a pane, with the words for their positive and negative end."""


def layout(picture: Picture, width: int, height: int) -> list[Mark]:
    """Return the marks of a picture of `width` x `height` pixels, in the order in which they are painted."""
    u = unit(width, height)
    palette = PALETTES[picture.scene.theme]
    if picture.neuron:
        marks = plate(picture, width, height)
        return [*marks, *_stamp(picture, width, u, palette), *_foot(picture, width, height, u, palette)]
    places = cells(picture, width, height)
    views = eyes(picture, places)
    marks = []
    if picture.scene.names:
        for k, (cell, eye) in enumerate(zip(places, views, strict=True)):
            marks += _pane_words(picture, k, cell, eye, u, palette)
        marks += callouts(picture, places, views, u, palette)
        marks += _head(picture, u, palette)
        marks += headings(picture, places, views, u, palette) if headed(picture) else []
    marks += spot_marks(picture, places, views, u, palette)
    marks += _stamp(picture, width, u, palette)
    marks += _kernel(picture, places[-1], views[-1], u, palette) if picture.kernel_mm else []
    return [*marks, *_foot(picture, width, height, u, palette)]


def _head(picture: Picture, u: float, palette: Palette) -> list[Mark]:
    words = picture.words
    return [Text(MARGIN * u, 46 * u, words.title, _px(TITLE, u), palette.ink, "semibold", halo=palette.background)]


def _stamp(picture: Picture, width: int, u: float, palette: Palette) -> list[Mark]:
    """Say at the top right what kind of picture this is; no option takes it away."""
    if not picture.words.stamp:
        return []
    size = _px(30, u)
    long = measure(picture.words.stamp, size, "bold")
    right, top = width - MARGIN * u, 22 * u
    left, bottom = right - long - 32 * u, 70 * u
    return [
        Box(left, top, right, bottom, 10 * u, fill=palette.ink),
        Text((left + right) / 2, (top + bottom) / 2, picture.words.stamp, size, palette.background, "bold", "middle"),
    ]


def _kernel(picture: Picture, corner: Cell, eye: Eye, u: float, palette: Palette) -> list[Mark]:
    """Draw in the corner, to the scale of the brain, the circle within which the map cannot separate places."""
    radius = picture.kernel_mm * eye.px_per_mm
    size = _px(SMALL, u)
    said = f"kernel {picture.kernel_mm:g} mm"
    x = corner.left + corner.width - MARGIN * u - max(radius, measure(said, size) / 2)
    y = corner.top + corner.height - 54 * u
    turn = np.linspace(0, 2 * np.pi, 49)
    circle = tuple((x + radius * float(np.cos(t)), y - 22 * u - radius * (1 + float(np.sin(t)))) for t in turn)
    word = Text(x, y, said, size, palette.quiet_ink, align="middle", halo=palette.background)
    return [Stroke(circle, 2 * u, palette.quiet_ink), word]


def _foot(picture: Picture, width: int, height: int, u: float, palette: Palette) -> list[Mark]:
    """Write the legend with its terms, and below it the caption."""
    marks: list[Mark] = []
    words = picture.words
    lines = caption(picture, width, height)
    size, x, y = _px(LEGEND, u), MARGIN * u, height - (82 + LINE * (len(lines) - 1)) * u
    for state, text in words.legend:
        marks.append(Box(x, y - 13 * u, x + 40 * u, y + 13 * u, 5 * u, colour_of(state), palette.quiet_ink, 1.5 * u))
        x += 52 * u
        marks.append(Text(x, y, text, size, palette.ink, "semibold", halo=palette.background))
        x += measure(text, size, "semibold") + 34 * u
    if words.steps:
        marks += _steps(picture, x, y, u)
        x += STEP * words.steps * u + 16 * u
    if words.terms:
        marks.append(_fitted(Text(x, y, words.terms, _px(LEGEND, u), palette.ink), width - MARGIN * u - x, palette))
    for above, line in enumerate(reversed(lines)):
        said = Text(MARGIN * u, height - (34 + LINE * above) * u, line, _px(SMALL, u), palette.quiet_ink)
        marks += [_fitted(said, width - 2 * MARGIN * u, palette)] if line else []
    return marks


def _steps(picture: Picture, x: float, y: float, u: float) -> list[Mark]:
    """Count up in boxes that touch, each with its number in it."""
    marks: list[Mark] = []
    inks = PALETTES["light"].ink, PALETTES["dark"].ink
    for number, fill in enumerate(AGREEMENT[picture.scene.theme][: picture.words.steps], start=1):
        left, size = x + STEP * u * (number - 1), _px(SMALL, u)
        ink = inks[luminance(fill) < 0.18]
        marks.append(Box(left, y - 17 * u, left + STEP * u, y + 17 * u, 0, fill))
        marks.append(Text(left + STEP / 2 * u, y, str(number), size, ink, "semibold", "middle"))
    return marks


def _fitted(text: Text, room: float, palette: Palette) -> Text:
    """Return a line with its halo, smaller if the picture is too narrow for it."""
    wide = measure(text.text, text.size_px)
    size = max(int(text.size_px * room / wide), 6) if wide > room > 0 else text.size_px
    return replace(text, size_px=size, halo=palette.background)


def _pane_words(picture: Picture, pane: int, cell: Cell, eye: Eye, u: float, palette: Palette) -> list[Mark]:
    """Name a pane's side and the ends that lie across it, below its brain."""
    size = _px(SMALL, u)
    word = Text(cell.middle[0], cell.top + cell.height - 16 * u, "", size, palette.quiet_ink, halo=palette.background)
    title = _pane_title(picture, picture.panes[pane])
    marks: list[Mark] = [replace(word, text=title, align="middle")]
    left, _, right, _ = shadow(picture, pane, eye)
    for axis, positive, negative in ENDS:
        across = float(np.dot(eye.axes[0], axis))
        if abs(across) > 0.85:
            ends = (negative, positive) if across > 0 else (positive, negative)
            out = measure(title, size) / 2 + 20 * u
            first = min(left, cell.middle[0] - out - measure(ends[0], size))
            last = max(right, cell.middle[0] + out + measure(ends[1], size))
            marks.append(replace(word, x=max(first, cell.left + 8 * u), text=ends[0]))
            marks.append(replace(word, x=min(last, cell.left + cell.width - 8 * u), text=ends[1], align="right"))
    return marks


def _pane_title(picture: Picture, pane: Pane) -> str:
    """Return the pane's title; once it is turned, only which side it shows."""
    orbit, home = picture.scene.orbit, Orbit()
    turned = (orbit.azimuth, orbit.elevation, orbit.roll) != (home.azimuth, home.elevation, home.roll)
    return SIDES[pane.view.hemisphere] if turned else pane.title


def _px(size: float, u: float) -> int:
    return max(round(size * u), 6)
