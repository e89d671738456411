"""The panels of one neuron: spikes trial by trial, and the rate with the model's curve over it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from atlas_app.brain.neuron_words import RASTER_TRIALS
from atlas_app.brain.palette import PALETTES, STATES, Palette
from atlas_app.brain.trials import EDGES_S, TIMES_S, Row
from atlas_app.model.scene import Theme
from atlas_app.render.marks import Bars, Mark, Stroke, Text
from atlas_app.render.panes import SMALL

__all__ = ["Panel", "Place", "colour_in", "drawn", "pixels", "shared_scale"]

TINTS: Final[dict[Theme, tuple[str, str]]] = {"dark": ("#161C25", "#39424F"), "light": ("#F3F4F6", "#C3C9D1")}
"""The ground of a panel and its fine lines."""
WATCHED: Final = {"observe": "observe", "control": "observe"}
STEPS_HZ: Final = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)


@dataclass(frozen=True, slots=True)
class Panel:
    """A rectangle with time across; in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def x(self, time_s: float) -> float:
        """Return where a time in s stands."""
        start, stop = float(EDGES_S[0]), float(EDGES_S[-1])
        return self.left + (time_s - start) / (stop - start) * (self.right - self.left)


@dataclass(frozen=True, slots=True)
class Place:
    """Where one row stands: its spikes, its rate, and whether its phases are named above it."""

    row: Row
    cell: int
    spikes: Panel
    rate: Panel
    named: bool


def shared_scale(places: Iterable[Place], u: float) -> float:
    """Return how many pixels one spike per second takes, the same in every row."""
    return min((one.rate.bottom - one.rate.top - 6 * u) / _highest(one.row) for one in places)


def drawn(one: Place, px_per_hz: float, u: float, theme: Theme) -> list[Mark]:
    """Return both panels of a row, in the order in which they are painted."""
    palette, tints = PALETTES[theme], TINTS[theme]
    ink = colour_in(one.row, palette)
    return [
        *_ground(one, u, palette, tints),
        *_grid(one, px_per_hz, u, palette, tints),
        _ticks(one, u, ink),
        _bars(one, px_per_hz, ink),
        _onset(one, u, palette),
        _curve(one, px_per_hz, u, palette),
    ]


def colour_in(row: Row, palette: Palette) -> str:
    """Return the colour of a row: watching another action is watching; what stands beside the two is quiet."""
    return palette.quiet_ink if row.condition in ("object", "nogo") else STATES[WATCHED.get(row.condition, "execute")]


def pixels(size: float, u: float) -> int:
    """Return a size in whole pixels that can be drawn."""
    return max(round(size * u), 6)


def _ground(one: Place, u: float, palette: Palette, tints: tuple[str, str]) -> list[Mark]:
    panels = (one.spikes, one.rate)
    marks: list[Mark] = [Bars(tuple((p.left, p.top, p.right, p.bottom) for p in panels), tints[0])]
    lines = [(p.x(phase.at_s), p) for p in panels for phase in one.row.phases if 0 < phase.at_s < EDGES_S[-1]]
    wide = max(round(u), 1)
    if lines:
        marks.append(Bars(tuple((round(x), p.top, round(x) + wide, p.bottom) for x, p in lines), tints[1]))
    edge = (one.rate.left, one.rate.bottom - wide, one.rate.right, one.rate.bottom)
    return [*marks, Bars((edge,), palette.quiet_ink)]


def _grid(one: Place, px_per_hz: float, u: float, palette: Palette, tints: tuple[str, str]) -> list[Mark]:
    """Write the rates beside the panel, as close as words allow."""
    panel, size = one.rate, pixels(SMALL, u)
    step = next((hz for hz in STEPS_HZ if hz * px_per_hz >= 38 * u), STEPS_HZ[-1])
    rates = range(step, int((panel.bottom - panel.top - size * 0.3) / px_per_hz) + 1, step)
    heights = [panel.bottom - hz * px_per_hz for hz in rates]
    wide = max(round(u), 1)
    marks: list[Mark] = [Bars(tuple((panel.left, round(y), panel.right, round(y) + wide) for y in heights), tints[1])]
    last = rates[-1] if rates else 0
    for hz, y in zip((0, *rates), (panel.bottom - size * 0.36, *heights), strict=True):
        said = f"{hz} Hz" if hz == last else f"{hz}"
        marks.append(Text(panel.left - 10 * u, y, said, size, palette.quiet_ink, align="right"))
    return marks


def _ticks(one: Place, u: float, colour: str) -> Mark:
    """Draw each spike as a tick, the first trial on top."""
    panel, trains = one.spikes, one.row.spikes[:RASTER_TRIALS]
    pad = 5 * u
    pitch = (panel.bottom - panel.top - 2 * pad) / len(trains)
    wide = max(round(2.4 * u), 1)
    places = []
    for trial, train in enumerate(trains):
        top = panel.top + pad + trial * pitch
        starts = [round(panel.x(float(time_s)) - wide / 2) for time_s in train]
        places += [(x, top + 0.1 * pitch, x + wide, top + 0.9 * pitch) for x in starts]
    return Bars(tuple(places), colour)


def _bars(one: Place, px_per_hz: float, colour: str) -> Mark:
    panel = one.rate
    edges = [panel.x(float(time_s)) for time_s in EDGES_S]
    heights = (one.row.rate_hz * px_per_hz).tolist()
    bins = zip(edges, edges[1:], heights, strict=False)
    return Bars(tuple((a, panel.bottom - high, b, panel.bottom) for a, b, high in bins if high > 0), colour)


def _curve(one: Place, px_per_hz: float, u: float, palette: Palette) -> Mark:
    panel = one.rate
    points = zip(TIMES_S.tolist(), one.row.expected_hz.tolist(), strict=True)
    return Stroke(tuple((panel.x(t), panel.bottom - hz * px_per_hz) for t, hz in points), 3 * u, palette.ink)


def _onset(one: Place, u: float, palette: Palette) -> Mark:
    wide = max(round(2 * u), 1)
    starts = [(round(p.x(0) - wide / 2), p) for p in (one.spikes, one.rate)]
    return Bars(tuple((x, p.top, x + wide, p.bottom) for x, p in starts), palette.ink)


def _highest(row: Row) -> float:
    return max(float(row.rate_hz.max()), float(row.expected_hz.max()), 5.0)
