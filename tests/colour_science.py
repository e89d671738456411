"""How far two colours are apart to the eye, and what they become to other eyes and in a bright room."""

import numpy as np

__all__ = ["DEFICIENCIES", "ciede2000", "hue", "lab", "pairs", "parse", "seen_by", "washed_out"]

SRGB_TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
WHITE = np.array([0.95047, 1.0, 1.08883])  # D65

# Machado, Oliveira & Fernandes 2009, table 1, severity 1.0; for linear light.
DEFICIENCIES = {
    "protan": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deutan": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritan": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}


def parse(colour):
    """`#rrggbb` as three numbers from 0 to 1."""
    return np.array([int(colour[k : k + 2], 16) for k in (1, 3, 5)]) / 255


def linear(rgb):
    rgb = np.asarray(rgb, float)
    return np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)


def encoded(light):
    light = np.clip(light, 0, 1)
    return np.where(light <= 0.0031308, light * 12.92, 1.055 * light ** (1 / 2.4) - 0.055)


def seen_by(rgb, deficiency):
    """What a colour, 0 to 1, is to an eye with a deficiency."""
    return encoded(linear(rgb) @ np.array(DEFICIENCIES[deficiency]).T)


def washed_out(rgb):
    """What a projector in a bright room leaves of a colour."""
    return encoded(linear(rgb) * 0.6 + 0.3)


def lab(rgb):
    """CIE L*a*b* of sRGB from 0 to 1."""
    ratio = linear(rgb) @ SRGB_TO_XYZ.T / WHITE
    f = np.where(ratio > (6 / 29) ** 3, np.cbrt(ratio), ratio / (3 * (6 / 29) ** 2) + 4 / 29)
    x, y, z = np.moveaxis(f, -1, 0)
    return np.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], axis=-1)


def pairs(colours):
    """CIEDE2000 between every two of some named sRGB colours."""
    names = list(colours)
    return {
        (a, b): float(ciede2000(lab(colours[a]), lab(colours[b]))) for k, a in enumerate(names) for b in names[k + 1 :]
    }


def ciede2000(one, other):
    """Sharma, Wu & Dalal 2005, with all weights 1; L*a*b* (..., 3)."""
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
    return np.sqrt((dl / sl) ** 2 + (dc / sc) ** 2 + (dh / sh) ** 2 + rt * (dc / sc) * (dh / sh))


def hue(rgb):
    """Hue from 0 to 1 of colours (..., 3), whatever their range."""
    r, g, b = np.moveaxis(np.asarray(rgb, float), -1, 0)
    top, span = np.maximum(np.maximum(r, g), b), np.ptp(np.stack([r, g, b]), axis=0)
    safe = np.where(span == 0, 1, span)
    sixth = np.where(top == r, ((g - b) / safe) % 6, np.where(top == g, (b - r) / safe + 2, (r - g) / safe + 4))
    return np.where(span == 0, 0, sixth / 6)
