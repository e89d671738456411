"""The outlines of a side as they are drawn: which are strong, which fine."""

from dataclasses import replace

import numpy as np

from atlas_app.brain.anatomy import INNER, Anatomy
from atlas_app.brain.picture import Line, Weight
from atlas_app.brain.shape import Shape
from regions.catalogue import FIVE

__all__ = ["outlines"]


def outlines(anatomy: Anatomy, shape: Shape, seen: tuple[str, ...], counted: str = "") -> tuple[Line, ...]:
    """Gather the outlines into one strong and one fine set; neighbours and the SMA's inner line are fine.

    Where the atlases of one region are `counted`, only that is strong, whether or not it is seen, and cased: the fills
    below have every lightness.
    """
    strong = [counted] if counted else [region_id for region_id in seen if region_id in FIVE]
    fine = [region_id for region_id in seen if region_id not in strong]
    if "sma" in (*seen, *strong):
        fine.append(INNER)
    made = [_gathered(anatomy, shape, fine, "fine"), _gathered(anatomy, shape, strong, "strong")]
    if counted:
        made.insert(0, replace(made[-1], weight="casing"))
    return tuple(line for line in made if len(line.points))


def _gathered(anatomy: Anatomy, shape: Shape, names: list[str], weight: Weight) -> Line:
    points, normals, starts = [np.zeros((0, 3), np.float32)], [np.zeros((0, 3), np.float32)], [np.zeros(1, np.int32)]
    total = 0
    for name in names:
        line = anatomy.lines[name]
        starts.append(line.start[1:] + total)
        points.append(line.carry(shape.vertices))
        normals.append(line.carry(shape.normals))
        total += len(line.p)
    return Line(
        np.concatenate(points),
        np.concatenate(normals),
        np.concatenate(starts).astype(np.int32),
        weight,
    )
