"""Names beside the brain with leader lines: never over each other, never over the brain as long as there is room."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal

from atlas_app.brain.palette import Palette
from atlas_app.brain.picture import Picture
from atlas_app.render.fonts import FontWeight, measure
from atlas_app.render.marks import Mark, Stroke, Text
from atlas_app.render.panes import FEW, Cell, Eye
from atlas_app.render.sight import Anchor, anchors
from atlas_app.render.spread import spread

__all__ = ["Rectangle", "callouts", "shadow"]

Rectangle = tuple[float, float, float, float]
"""Left, top, right, bottom in pixels."""

SIZE: Final = {False: 28.0, True: 24.0}
"""Size of a name in pixels of a picture 1080 high, for the five and for neighbours; 24 is a forty-fifth."""
WEIGHT: Final[dict[bool, FontWeight]] = {False: "semibold", True: "regular"}
LINE: Final = 1.3
GAP: Final = 16.0


@dataclass(frozen=True, slots=True)
class _Placed:
    anchor: Anchor
    text: str
    x: float
    y: float
    path: tuple[tuple[float, float], ...]
    """The leader line's way from the name, without its end at the anchor."""
    align: Literal["left", "middle", "right"]


def callouts(picture: Picture, places: Sequence[Cell], views: Sequence[Eye], u: float, palette: Palette) -> list[Mark]:
    """Return the names of a picture as marks: leader lines first, then names; `u` is the picture's own pixel."""
    placed: list[_Placed] = []
    found = [a for a in anchors(picture, places, views) if not a.name.is_neighbour or len(places) <= FEW]
    for pane, cell in enumerate(places):
        here = [anchor for anchor in found if anchor.pane == pane]
        placed += _place(here, cell, shadow(picture, pane, views[pane]), u)
    lines: list[Mark] = []
    for one in placed:
        path = (*one.path, (one.anchor.x, one.anchor.y))
        lines.append(Stroke(path, 4.0 * u, palette.background, 6.0 * u))
        lines.append(Stroke(path, 1.6 * u, palette.ink, 4.0 * u))
    return [*lines, *(_text(one, u, palette) for one in placed)]


def shadow(picture: Picture, pane: int, eye: Eye) -> Rectangle:
    """Return the rectangle in pixels that the brain of a pane covers."""
    edges = []
    shown = picture.panes[pane]
    inside = (shape.vertices for shape in picture.within(shown))
    for vertices in (*(picture.sides[side].vertices for side in shown.sides), *inside):
        pixels = eye.project(vertices[::11])
        edges.append((pixels[:, 0].min(), pixels[:, 1].min(), pixels[:, 0].max(), pixels[:, 1].max()))
    left, top, right, bottom = zip(*edges, strict=True)
    return float(min(left)), float(min(top)), float(max(right)), float(max(bottom))


def _text(one: _Placed, u: float, palette: Palette) -> Text:
    neighbour = one.anchor.name.is_neighbour
    colour = palette.quiet_ink if neighbour else palette.ink
    return Text(one.x, one.y, one.text, _size(neighbour, u), colour, WEIGHT[neighbour], one.align, palette.background)


def _size(neighbour: bool, u: float) -> int:
    return max(round(SIZE[neighbour] * u), 7)


def _width(anchor: Anchor, u: float) -> float:
    neighbour = anchor.name.is_neighbour
    return measure(anchor.name.text, _size(neighbour, u), WEIGHT[neighbour])


def _place(here: list[Anchor], cell: Cell, brain: Rectangle, u: float) -> list[_Placed]:
    """Place a pane's names beside the brain if its sides leave room, above and below it otherwise."""
    if not here:
        return []
    middle = (brain[0] + brain[2]) / 2
    by_side: dict[Literal["left", "right"], list[Anchor]] = {
        "right": [a for a in here if a.x < middle],
        "left": [a for a in here if a.x >= middle],
    }
    room = {"right": brain[0] - cell.left, "left": cell.left + cell.width - brain[2]}
    if all(max((_width(a, u) for a in by_side[side]), default=0) + 3 * GAP * u < room[side] for side in by_side):
        columns = [_column(by_side[side], side, cell, brain, u) for side in by_side]
        if None not in columns:
            return [one for column in columns for one in column or []]
    return _rows(here, cell, brain, u)


def _column(
    here: list[Anchor], align: Literal["left", "right"], cell: Cell, brain: Rectangle, u: float
) -> list[_Placed] | None:
    """Stand names in a column left of the brain (aligned right) or right of it (aligned left)."""
    here = sorted(here, key=lambda a: a.y)
    line = LINE * SIZE[False] * u
    ys = spread([a.y for a in here], [line] * (len(here) - 1), cell.top + line / 2, cell.top + cell.height - line)
    if ys is None:
        return None
    x = brain[2] + 2 * GAP * u if align == "left" else brain[0] - 2 * GAP * u
    edge = x - GAP / 2 * u if align == "left" else x + GAP / 2 * u
    return [_Placed(a, a.name.text, x, y, ((edge, y),), align) for a, y in zip(here, ys, strict=True)]


def _rows(here: list[Anchor], cell: Cell, brain: Rectangle, u: float) -> list[_Placed]:
    """Stand names in rows above and below the brain: neighbours near it, the five beyond.

    Where there is no room for both, only the five are named; where there is none for one row of them, every second
    stands nearer.
    """
    middle = (brain[1] + brain[3]) / 2
    placed = []
    for above in (True, False):
        some = sorted((a for a in here if (a.y < middle) == above), key=lambda a: a.x)
        five = [a for a in some if not a.name.is_neighbour]
        ways = (
            (some, [a.name.is_neighbour for a in some]),
            (five, [False] * len(five)),
            (five, [k % 2 == 1 for k in range(len(five))]),
        )
        for names, near in ways:
            if done := _two_rows(names, near, above, cell, brain, u):
                placed += done
                break
    return placed


def _two_rows(
    here: list[Anchor], near: list[bool], above: bool, cell: Cell, brain: Rectangle, u: float
) -> list[_Placed]:
    """Place names in two rows; the leader of a far name passes between the near ones. Nothing if there is no room."""
    widths = [_width(a, u) for a in here]
    apart = _distances(near, widths, GAP * u)
    left, right = cell.left + 14 * u, cell.left + cell.width - 14 * u
    offset = [sum(apart[:k]) for k in range(len(here))]
    low = max((left + w / 2 - o for w, o in zip(widths, offset, strict=True)), default=0.0)
    high = min((right - w / 2 - o for w, o in zip(widths, offset, strict=True)), default=0.0)
    xs = spread([a.x for a in here], apart, low, high + (offset[-1] if offset else 0.0))
    if xs is None:
        return []
    first, second = _heights(near, above, cell, brain, u)
    half = (second - first) / 2 if second != first else (-0.5 if above else 0.5) * LINE * SIZE[False] * u
    placed = []
    for anchor, x, is_near in zip(here, xs, near, strict=True):
        y = first if is_near else second
        path = ((x, y - half),) if is_near or first == second else ((x, y - half), (x, first - half))
        placed.append(_Placed(anchor, anchor.name.text, x, y, path, "middle"))
    return placed


def _heights(near: list[bool], above: bool, cell: Cell, brain: Rectangle, u: float) -> tuple[float, float]:
    """Return where the near and the far row stand: beyond the brain, within the cell; one row where one is enough."""
    line = LINE * SIZE[False] * u
    sign = -1 if above else 1
    rows = 2 if any(near) and not all(near) else 1
    first = (brain[1] if above else brain[3]) + sign * line
    lowest, highest = cell.top + line / 2 + (rows - 1) * line, cell.top + cell.height - (rows + 0.6) * line
    first = max(first, lowest) if above else min(first, highest)
    return first, first + sign * line * (rows - 1)


def _distances(near: list[bool], widths: list[float], gap: float) -> list[float]:
    """Return how far each name must stand from the one before it.

    Near names must clear each other and the far ones' leaders, far names only each other.
    """
    offset = [0.0]
    for k in range(1, len(near)):
        least = offset[-1] + _half(near[k - 1], widths[k - 1], gap) + _half(near[k], widths[k], gap)
        same = [j for j in range(k) if near[j] == near[k]]
        if same:
            least = max(least, offset[same[-1]] + (widths[same[-1]] + widths[k]) / 2 + gap)
        offset.append(least)
    return [b - a for a, b in pairwise(offset)]


def _half(is_near: bool, width: float, gap: float) -> float:
    """Return half of what a name takes in the near row: its width, or its leader's."""
    return (width if is_near else gap) / 2 + gap / 4
