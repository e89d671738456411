"""The plate of one neuron: per condition its spikes trial by trial, and beside them their rate, on one clock."""

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from atlas_app.brain.neuron_words import QUESTION, change_said, finding, place_said
from atlas_app.brain.palette import PALETTES, Palette
from atlas_app.brain.picture import Picture
from atlas_app.render.fonts import FontWeight, measure
from atlas_app.render.marks import Box, Mark, Text
from atlas_app.render.neuron_panels import Panel, Place, colour_in, drawn, pixels, shared_scale
from atlas_app.render.panes import LINE, MARGIN, SMALL, caption, unit

if TYPE_CHECKING:
    from atlas_app.brain.neuron import Recording

__all__ = ["plate"]

TITLE: Final = 44.0
NAME: Final = 32.0
WORD: Final = 25.0
STAMP: Final = 330.0
"""What the stamp takes of the first line."""
HEAD: Final = 168.0
BARE_HEAD: Final = 92.0
FOOT: Final = 160.0
"""What the clock's times, the terms and one line of caption take."""
LABELS: Final = 330.0
SCALE: Final = 96.0
"""What the words for a row and those for the rate take of the width."""
STRIP: Final = 32.0
"""What the names of phases take above a row."""
GAP: Final = 16.0
MAIN: Final = 1.55
"""How much higher doing and watching stand than what is beside them. All in pixels of a picture 1080 high."""

CUT: Final = "\u2026"


def plate(picture: Picture, width: int, height: int) -> list[Mark]:
    """Return the marks of a picture's neuron, without stamp, terms and caption; none where there is no neuron."""
    shown = picture.neuron
    if shown is None:
        return []
    u = unit(width, height)
    palette = PALETTES[picture.scene.theme]
    places = _places(picture, shown, width, height, u)
    px_per_hz = shared_scale(places, u)
    marks = _head(picture, shown, width, u, palette) if picture.scene.names else []
    for one in places:
        marks += drawn(one, px_per_hz, u, picture.scene.theme)
        marks += _label(picture, shown, one, u, palette)
        marks += _phases(one, u, palette) if one.named else []
    return [*marks, *_clock(places[-1], u, palette)]


def _places(picture: Picture, shown: "Recording", width: int, height: int, u: float) -> list[Place]:
    rows = [(k, row) for k, cell in enumerate(shown.cells) for row in cell.rows]
    head = (HEAD if picture.scene.names else BARE_HEAD) * u
    foot = (FOOT + LINE * (len(caption(picture, width, height)) - 1)) * u
    shares = [MAIN if row.condition in ("execute", "observe") else 1.0 for _, row in rows]
    before: tuple[object, ...] = ()
    named = []
    for _, row in rows:
        named.append(bool(row.phases) and row.phases != before)
        before = row.phases or before
    room = height - head - foot - sum(named) * STRIP * u - (len(rows) - 1) * GAP * u
    middle = (width - (LABELS + SCALE + 2 * MARGIN) * u) / 2
    left, top = (MARGIN + LABELS) * u, head
    places = []
    for (cell, row), share, strip in zip(rows, shares, named, strict=True):
        top += STRIP * u if strip else 0
        bottom = top + max(room * share / sum(shares), 4.0)
        spikes = Panel(left, top, left + middle, bottom)
        rate = Panel(left + middle + SCALE * u, top, left + 2 * middle + SCALE * u, bottom)
        places.append(Place(row, cell, spikes, rate, strip))
        top = bottom + GAP * u
    return places


def _head(picture: Picture, shown: "Recording", width: int, u: float, palette: Palette) -> list[Mark]:
    """Ask what the cell does, or say it; name the cell; then tell what an experimenter would find."""
    x, room, title = MARGIN * u, width - 2 * MARGIN * u, picture.words.title
    marks: list[Mark] = [
        _line(Text(x, 46 * u, title, pixels(TITLE, u), palette.ink, "semibold"), room - STAMP * u, u),
        _line(Text(x, 96 * u, place_said(shown), pixels(WORD, u), palette.quiet_ink), room, u),
    ]
    if title == QUESTION:
        return marks
    said = finding(picture.scene, shown)
    return [*marks, _line(Text(x, 132 * u, said, pixels(WORD, u), palette.ink), room, u)]


def _label(picture: Picture, shown: "Recording", one: Place, u: float, palette: Palette) -> list[Mark]:
    """Say beside a row what happens in it, and once the cell is known, how it answers."""
    x, middle, room = (MARGIN + 24) * u, (one.spikes.top + one.spikes.bottom) / 2, (LABELS - 44) * u
    title = f"Cell {one.cell + 1}: {one.row.title}" if shown.split else one.row.title
    lines = [(title, NAME, palette.ink), (one.row.what, WORD, palette.ink)]
    if picture.words.title != QUESTION:
        lines.append((change_said(one.row), WORD, palette.quiet_ink))
    top = middle - (len(lines) - 1) * 18 * u
    mark = Box(MARGIN * u, one.spikes.top, (MARGIN + 9) * u, one.spikes.bottom, 3 * u, colour_in(one.row, palette))
    texts: list[Mark] = []
    for k, (text, size, colour) in enumerate(lines):
        weight: FontWeight = "regular" if k else "semibold"
        texts.append(_line(Text(x, top + 36 * k * u, text, pixels(size, u), colour, weight), room, u))
    return [mark, *texts]


def _phases(one: Place, u: float, palette: Palette) -> list[Mark]:
    """Name the phases above both panels; names that would meet stand together."""
    size = pixels(SMALL, u)
    marks: list[Mark] = []
    for panel in (one.spikes, one.rate):
        said: list[tuple[float, str]] = []
        for phase in one.row.phases:
            x = panel.x(phase.at_s)
            if not panel.left <= x < panel.right - 20 * u:
                continue
            if said and x < said[-1][0] + measure(said[-1][1], size) + 14 * u:
                said[-1] = (said[-1][0], f"{said[-1][1]}, {phase.name}")
            else:
                said.append((x, phase.name))
        for x, name in said:
            start = max(min(x, panel.right - measure(name, size)), panel.left)
            marks.append(_line(Text(start, panel.top - 16 * u, name, size, palette.quiet_ink), panel.right - start, u))
    return marks


def _clock(last: Place, u: float, palette: Palette) -> list[Mark]:
    """Write the times below the last row."""
    size = pixels(SMALL, u)
    y = last.spikes.bottom + 24 * u
    marks: list[Mark] = []
    for panel in (last.spikes, last.rate):
        marks.append(Text(panel.left, y, "\u22121 s", size, palette.quiet_ink))
        marks.append(Text(panel.x(0), y, "movement onset", size, palette.ink, align="middle"))
        marks.append(Text(panel.x(1), y, "1 s", size, palette.quiet_ink, align="middle"))
        marks.append(Text(panel.right, y, "2 s", size, palette.quiet_ink, align="right"))
    return marks


def _line(text: Text, room: float, u: float) -> Text:
    """Return a line that fits its room: smaller, as long as a hall can read it, then cut."""
    wide = measure(text.text, text.size_px, text.weight)
    if wide <= room:
        return text
    size = max(int(text.size_px * room / wide), pixels(SMALL, u))
    said = text.text
    while len(said) > 1 and measure(f"{said}{CUT}", size, text.weight) > room:
        said = said[:-1].rstrip()
    said = said if said == text.text else f"{said}{CUT}"
    return replace(text, text=said, size_px=size)
