"""Colours of a picture, per theme; the three states keep their distance under colour-vision deficiencies."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from atlas_app.brain.colour_vision import linear
from atlas_app.model.scene import Theme

__all__ = ["AGREEMENT", "ASIDE", "PALETTES", "STATES", "Palette", "colour_of", "luminance", "rgb"]

STATES: Final = {"execute": "#D95F02", "observe": "#2F86D6", "both": "#FFF06A"}
"""Never blended: a mixture of the first two would be taken for neither."""

ASIDE: Final = "#6EF7F7"
"""What answers in a condition that stands apart from the three: to an object alone, in withholding, in imagining."""


AGREEMENT: Final[dict[Theme, tuple[str, ...]]] = {
    "dark": ("#7259B2", "#9869CA", "#C07DDA", "#E098DE", "#F2B8DE", "#F5DEE4"),
    "light": ("#D5B0D5", "#C28FCB", "#A76DBE", "#8352AD", "#5D3A93", "#36256D"),
}
"""How many atlases agree, from one on: nine of L* or more a step, away from the cortex, none of the states' hues."""


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one theme; `cortex` is a gyrus in full light, `sulcus` what is left of it in the deep."""

    background: str
    cortex: str
    sulcus: float
    ink: str
    quiet_ink: str
    outline: str
    neighbour_outline: str
    rim: str


PALETTES: Final[dict[Theme, Palette]] = {
    "dark": Palette("#0D1117", "#5E5E5E", 0.60, "#F2F4F7", "#9AA4B2", "#FFFFFF", "#B8C0CC", "#1A1400"),
    "light": Palette("#FFFFFF", "#D3D3D0", 0.74, "#14171C", "#5B6470", "#14171C", "#4E5763", "#1A1400"),
}


def colour_of(state: str) -> str:
    """Return the colour of one of `STATES`, or of a condition that stands apart from them."""
    return STATES.get(state, ASIDE)


def luminance(colour: str) -> float:
    """Return how light `#rrggbb` is, 0 to 1, in linear light; below 0.18 white letters are read better on it."""
    return float(linear(rgb(colour)) @ (0.2126, 0.7152, 0.0722))


def rgb(colour: str) -> npt.NDArray[np.float32]:
    """Return `#rrggbb` as three numbers from 0 to 1."""
    return np.array([int(colour[k : k + 2], 16) for k in (1, 3, 5)], np.float32) / np.float32(255)
