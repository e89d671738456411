"""Which colours of a scene an eye can hardly tell apart, in one sentence."""

from dataclasses import dataclass
from itertools import combinations
from typing import Final

import numpy as np
import numpy.typing as npt

from atlas_app.brain.colour_vision import Eye, ciede2000, lab, seen
from atlas_app.brain.palette import PALETTES, colour_of, rgb
from atlas_app.brain.resolve import fills
from atlas_app.brain.words import words
from atlas_app.model.scene import Scene
from regions.catalogue import region

__all__ = ["LEAST", "Alike", "Shade", "alike", "alike_said", "shades"]

LEAST: Final = 15.0
"""The CIEDE2000 below which two colours count as hard to tell apart."""

UNDER: Final[dict[Eye, str]] = {
    "normal": "In normal vision",
    "protan": "Under this eye",
    "deutan": "Under this eye",
    "tritan": "Under this eye",
    "greyscale": "In greyscale",
    "projector": "In a bright room",
}
CORTEX: Final = "the cortex"


@dataclass(frozen=True, slots=True)
class Shade:
    """What a colour stands for, and its tones; the cortex has two, of gyri and of sulci."""

    name: str
    tones: tuple[npt.NDArray[np.float32], ...]


@dataclass(frozen=True, slots=True)
class Alike:
    """Two of a picture's colours and their CIEDE2000."""

    one: str
    other: str
    distance: float


def shades(scene: Scene) -> tuple[Shade, ...]:
    """Return the colours that mean something in a scene; none where they are the steps of a scale."""
    palette = PALETTES[scene.theme]
    if scene.layer == "agreement":
        return ()
    if scene.layer == "regions":
        named = [(region(one).short, colour) for one, colour in fills(scene)]
    else:  # conditions that stand apart share one colour and never a pane
        states = {colour_of(state): said for state, said in words(scene).legend}
        named = [(said, colour) for colour, said in states.items()]
    cortex = rgb(palette.cortex)
    ground = () if scene.neuron else (Shade(CORTEX, (cortex, cortex * np.float32(palette.sulcus))),)
    return (*(Shade(name, (rgb(colour),)) for name, colour in named), *ground)


def alike(some: tuple[Shade, ...], eye: Eye) -> tuple[Alike, ...]:
    """Return every two colours that are less than `LEAST` apart under an eye, the nearest first."""
    tones = {shade.name: lab(seen(shade.tones, eye)) for shade in some}
    found = [Alike(a, b, _apart(tones[a], tones[b])) for a, b in combinations(tones, 2)]
    return tuple(sorted((pair for pair in found if pair.distance < LEAST), key=lambda pair: pair.distance))


def alike_said(scene: Scene, eye: Eye) -> str:
    """Return a warning in one sentence, or nothing if every two colours are far enough apart."""
    found = alike(shades(scene), eye)
    if not found:
        return ""
    nearest = found[0]
    fill = scene.layer == "regions"
    both = f"{nearest.one} and {nearest.other}"
    if fill:
        both = f"the fill of {both}" if nearest.other == CORTEX else f"the fills of {both}"
    more = f", and {len(found) - 1} more {'pair' if len(found) == 2 else 'pairs'}" if len(found) > 1 else ""
    remedy = "; names carry identity" if fill else ""
    return f"{UNDER[eye]} {both} are hard to tell apart (CIEDE2000 {nearest.distance:.1f}){more}{remedy}."


def _apart(one: npt.NDArray[np.floating], other: npt.NDArray[np.floating]) -> float:
    """Return the distance of the two nearest tones."""
    return float(ciede2000(one[:, None], other[None]).min())
