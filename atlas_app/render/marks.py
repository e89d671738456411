"""What a layout of words is made of: text, strokes, boxes; in pixels from the top left, for any painter."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from atlas_app.render.fonts import FontWeight

__all__ = ["Bars", "Box", "Loops", "Mark", "Points", "Stroke", "Text"]

Points = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Text:
    """A line of text; `x` is its left, middle or right by `align`, `y` the middle of its capitals."""

    x: float
    y: float
    text: str
    size_px: int
    colour: str
    weight: FontWeight = "regular"
    align: Literal["left", "middle", "right"] = "left"
    halo: str | None = None


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line through points, `width` px wide; a dot of `dot` px radius stands at its end."""

    points: tuple[tuple[float, float], ...]
    width: float
    colour: str
    dot: float = 0.0


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle with round corners; filled, outlined, or both."""

    left: float
    top: float
    right: float
    bottom: float
    radius: float
    fill: str | None = None
    outline: str | None = None
    width: float = 0.0


@dataclass(frozen=True, slots=True)
class Bars:
    """Many rectangles of one colour, `left`, `top`, `right`, `bottom`; on pixels their edges are crisp."""

    places: tuple[tuple[float, float, float, float], ...]
    colour: str


@dataclass(frozen=True, eq=False, slots=True)
class Loops:
    """Closed outlines (k, 2) with a veil of `fill` inside, holes running clockwise, and `lines` (k, 2) along them."""

    loops: tuple[Points, ...]
    lines: tuple[Points, ...]
    width: float
    colour: str
    fill: str | None = None
    veil: float = 0.0


Mark = Text | Stroke | Box | Bars | Loops
