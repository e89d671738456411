"""A picture: a scene with everything looked up, as plain arrays; renderer, command line and tables all read it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

import numpy as np
import numpy.typing as npt

from atlas_app.model.scene import Condition, Scene, View
from data.sides import Hemisphere

if TYPE_CHECKING:
    from atlas_app.brain.neuron import Recording
    from atlas_app.brain.spot import Spot

__all__ = ["DeepShape", "Line", "Name", "Pane", "Picture", "Side", "Weight", "Words"]

Floats = npt.NDArray[np.float32]
Weight = Literal["strong", "fine", "rim", "casing"]
"""The five's outlines, the neighbours', the edge of *both*, and what sets an outline off from every fill."""


@dataclass(frozen=True, eq=False, slots=True)
class Line:
    """Polylines on one side: `points` (n, 3) mm, line l from start[l] to start[l + 1]."""

    points: Floats
    normals: Floats
    start: npt.NDArray[np.int32]
    weight: Weight


@dataclass(frozen=True, eq=False, slots=True)
class Side:
    """One hemisphere as drawn: vertices and normals (n, 3), faces (m, 3), colour uint8 (n, 3), z (n, 2) or None.

    The columns of `z` are execute and observe, in the layer `agreement` twice the number of atlases. Arrays are shared
    between pictures that do not differ in them, so a renderer may compare by identity.
    """

    hemisphere: Hemisphere
    vertices: Floats
    box_mm: npt.NDArray[np.float64]
    """The lowest and the highest corner (2, 3) of the vertices."""
    normals: Floats
    faces: npt.NDArray[np.int32]
    colour: npt.NDArray[np.uint8]
    z: Floats | None
    lines: tuple[Line, ...]
    opaque: npt.NDArray[np.uint8] | None = None
    """How opaque each vertex is (n,), if the cortex is glass."""


@dataclass(frozen=True, eq=False, slots=True)
class Name:
    """A name beside the brain, and where its leader line may end: places and normals (k, 3) on one side."""

    region: str
    text: str
    hemisphere: Hemisphere | None
    """None in the middle."""
    places: Floats
    normals: Floats
    is_neighbour: bool
    deep: bool = False
    """Whether this is a shape below the cortex, which is glass then."""


@dataclass(frozen=True, eq=False, slots=True)
class DeepShape:
    """A closed shape below the cortex: vertices and normals (n, 3), faces (m, 3), `colour` as #rrggbb.

    `region` is the one of the five that it belongs to, or ''; `hemisphere` is None in the middle.
    """

    id: str
    name: str
    atlas: str
    label: str
    region: str
    is_named: bool
    """Whether it has a name of its own and is not just called by its label."""
    hemisphere: Hemisphere | None
    vertices: Floats
    normals: Floats
    faces: npt.NDArray[np.int32]
    box_mm: npt.NDArray[np.float64]
    colour: str


@dataclass(frozen=True, slots=True)
class Pane:
    """One part of the picture: a view, and the hemispheres that it shows."""

    view: View
    sides: tuple[Hemisphere, ...]
    title: str
    condition: Condition | Literal["agreement"]


@dataclass(frozen=True, slots=True)
class Words:
    """What is written into the picture; empty where nothing is to be said."""

    title: str = ""
    stamp: str = ""
    terms: str = ""
    caption: str = ""
    legend: tuple[tuple[str, str], ...] = ()
    """Pairs of a colour state (`execute`, `observe`, `both`) and its words."""
    steps: int = 0
    """How many steps the legend counts, if it counts; the terms say of what."""


@dataclass(frozen=True, eq=False, slots=True)
class Picture:
    """Everything that is needed to draw a scene."""

    scene: Scene
    sides: Mapping[Hemisphere, Side]
    panes: tuple[Pane, ...]
    names: tuple[Name, ...] = ()
    words: Words = field(default_factory=Words)
    threshold_z: float = 3.1
    """From which z on a place counts as answering, in this layer."""
    kernel_mm: float = 0.0
    """The radius within which a map cannot separate places; 0 where none is shown."""
    shapes: tuple[DeepShape, ...] = ()
    """What is seen through the cortex, if it is glass."""
    neuron: "Recording | None" = None
    """The one unit that stands in the place of the brain."""
    spot: "Spot | None" = None
    """The place that is pointed out, on the side where it is."""

    def within(self, pane: Pane) -> tuple[DeepShape, ...]:
        """Return the shapes that are seen through the hemispheres of a pane."""
        return tuple(shape for shape in self.shapes if shape.hemisphere in (None, *pane.sides))
