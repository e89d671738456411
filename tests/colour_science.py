"""Colours by name, by pairs and by hue; the measure itself and other eyes are the program's own."""

import numpy as np

from atlas_app.brain.colour_vision import DEFICIENCIES, ciede2000, lab, seen, washed_out

__all__ = ["DEFICIENCIES", "ciede2000", "hue", "lab", "pairs", "parse", "seen_by", "washed_out"]

seen_by = seen


def parse(colour):
    """`#rrggbb` as three numbers from 0 to 1."""
    return np.array([int(colour[k : k + 2], 16) for k in (1, 3, 5)]) / 255


def pairs(colours):
    """CIEDE2000 between every two of some named sRGB colours."""
    names = list(colours)
    return {
        (a, b): float(ciede2000(lab(colours[a]), lab(colours[b]))) for k, a in enumerate(names) for b in names[k + 1 :]
    }


def hue(rgb):
    """Hue from 0 to 1 of colours (..., 3), whatever their range."""
    r, g, b = np.moveaxis(np.asarray(rgb, float), -1, 0)
    top, span = np.maximum(np.maximum(r, g), b), np.ptp(np.stack([r, g, b]), axis=0)
    safe = np.where(span == 0, 1, span)
    sixth = np.where(top == r, ((g - b) / safe) % 6, np.where(top == g, (b - r) / safe + 2, (r - g) / safe + 4))
    return np.where(span == 0, 0, sixth / 6)
