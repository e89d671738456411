"""How far two colours are apart to the eye, and what they become to other eyes, in greyscale and in a bright room."""

from collections.abc import Mapping
from typing import Any, Final, Literal

import numpy as np
import numpy.typing as npt

__all__ = ["DEFICIENCIES", "EYES", "Eye", "ciede2000", "encoded", "filter_of", "lab", "linear", "seen", "washed_out"]

Floats = npt.NDArray[np.floating[Any]]
Matrix = tuple[tuple[float, float, float], ...]
Eye = Literal["normal", "protan", "deutan", "tritan", "greyscale", "projector"]

EYES: Final[tuple[Eye, ...]] = ("normal", "protan", "deutan", "tritan", "greyscale", "projector")

SRGB_TO_XYZ: Final = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
WHITE: Final = np.array([0.95047, 1.0, 1.08883])
"""D65."""

DEFICIENCIES: Final[Mapping[str, Matrix]] = {
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
"""Machado, Oliveira & Fernandes 2009, table 1, severity 1.0; for linear light."""

ROOM: Final = (0.6, 0.3)
"""The share of a projector's light that is left in a bright room, and what the room adds to it."""


def linear(rgb: npt.ArrayLike) -> Floats:
    """Return the light of sRGB from 0 to 1."""
    code = np.asarray(rgb, float)
    return np.asarray(np.where(code <= 0.04045, code / 12.92, ((code + 0.055) / 1.055) ** 2.4))


def encoded(light: npt.ArrayLike) -> Floats:
    """Return the sRGB, 0 to 1, of light; what a screen cannot show is cut off."""
    shown: Floats = np.clip(np.asarray(light, float), 0, 1)
    return np.asarray(np.where(shown <= 0.0031308, shown * 12.92, 1.055 * shown ** (1 / 2.4) - 0.055))


def filter_of(eye: Eye) -> tuple[Floats, float]:
    """Return what an eye, or a medium before it, does to light: a matrix (3, 3), and what is added after it."""
    if eye in DEFICIENCIES:
        return np.array(DEFICIENCIES[eye]), 0.0
    if eye == "greyscale":
        return np.tile(SRGB_TO_XYZ[1], (3, 1)), 0.0
    return (np.eye(3) * ROOM[0], ROOM[1]) if eye == "projector" else (np.eye(3), 0.0)


def seen(rgb: npt.ArrayLike, eye: Eye) -> Floats:
    """Return what sRGB colours (..., 3), 0 to 1, are to an eye."""
    matrix, added = filter_of(eye)
    return encoded(linear(rgb) @ matrix.T + added)


def washed_out(rgb: npt.ArrayLike) -> Floats:
    """Return what a projector in a bright room leaves of a colour."""
    return seen(rgb, "projector")


def lab(rgb: npt.ArrayLike) -> Floats:
    """Return CIE L*a*b* of sRGB from 0 to 1."""
    ratio = linear(rgb) @ SRGB_TO_XYZ.T / WHITE
    f = np.where(ratio > (6 / 29) ** 3, np.cbrt(ratio), ratio / (3 * (6 / 29) ** 2) + 4 / 29)
    x, y, z = np.moveaxis(f, -1, 0)
    return np.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], axis=-1)


def ciede2000(one: npt.ArrayLike, other: npt.ArrayLike) -> Floats:
    """Return how far apart two colours are, L*a*b* (..., 3); Sharma, Wu & Dalal 2005, with all weights 1."""
    (l1, a1, b1), (l2, a2, b2) = (
        np.moveaxis(np.asarray(one, float), -1, 0),
        np.moveaxis(np.asarray(other, float), -1, 0),
    )
    mean_chroma = (np.hypot(a1, b1) + np.hypot(a2, b2)) / 2
    g = 0.5 * (1 - np.sqrt(mean_chroma**7 / (mean_chroma**7 + 25.0**7)))
    a1, a2 = a1 * (1 + g), a2 * (1 + g)
    c1, c2 = np.hypot(a1, b1), np.hypot(a2, b2)
    h1, h2 = np.degrees(np.arctan2(b1, a1)) % 360, np.degrees(np.arctan2(b2, a2)) % 360
    grey = c1 * c2 == 0
    turn = np.where(grey, 0, (h2 - h1 + 180) % 360 - 180)
    dl, dc, dh = l2 - l1, c2 - c1, 2 * np.sqrt(c1 * c2) * np.sin(np.radians(turn) / 2)
    middle = np.where(np.abs(h1 - h2) <= 180, (h1 + h2) / 2, ((h1 + h2 + 360) / 2) % 360)
    h = np.radians(np.where(grey, h1 + h2, middle))
    lightness, chroma = (l1 + l2) / 2, (c1 + c2) / 2
    t = (
        1
        - 0.17 * np.cos(h - np.radians(30))
        + 0.24 * np.cos(2 * h)
        + 0.32 * np.cos(3 * h + np.radians(6))
        - 0.20 * np.cos(4 * h - np.radians(63))
    )
    sl = 1 + 0.015 * (lightness - 50) ** 2 / np.sqrt(20 + (lightness - 50) ** 2)
    sc, sh = 1 + 0.045 * chroma, 1 + 0.015 * chroma * t
    bend = np.radians(30) * np.exp(-(((np.degrees(h) - 275) / 25) ** 2))
    rt = -2 * np.sqrt(chroma**7 / (chroma**7 + 25.0**7)) * np.sin(2 * bend)
    return np.asarray(np.sqrt((dl / sl) ** 2 + (dc / sc) ** 2 + (dh / sh) ** 2 + rt * (dc / sc) * (dh / sh)))
