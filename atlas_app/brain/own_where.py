"""What an atlas of the user's own calls a place, beside those on board."""

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from atlas_app.brain.anatomy import labels_on
from atlas_app.brain.where import NEAR_MM, Answer, Called
from data.sides import HEMISPHERES
from meshes import families
from regions.own import OwnAtlas
from regions.volume import volume

__all__ = ["with_own"]


def with_own(answer: Answer, own: OwnAtlas) -> Answer:
    """Return the answer with what an atlas of the user's own says in front of the others."""
    place = np.asarray(answer.mni152_mm, np.float64)
    called = _in_voxels(own, place) if own.in_voxels else _on_surface(own, place, answer.inside)
    return replace(answer, atlases=(called, *answer.atlases))


def _in_voxels(own: OwnAtlas, place: npt.NDArray[np.float64]) -> Called:
    labels = volume(own)
    if label := labels.names[int(labels.code_at(place[None])[0])]:
        return Called(own, label)
    nearest, mm = labels.nearest(place, NEAR_MM) or (None, 0.0)
    return Called(own, None, nearest=nearest, distance_mm=mm)


def _on_surface(own: OwnAtlas, place: npt.NDArray[np.float64], inside: bool) -> Called:
    """Return the label of the nearest vertex, if the place counts as cortex, or the nearest vertex that has one."""
    told = [labels_on(own, side) for side in HEMISPHERES]
    off = [np.linalg.norm(families.mni152(own.family, side)[0] - place, axis=1) for side in HEMISPHERES]
    nearer = int(off[1].min() < off[0].min())
    label = told[nearer].names[int(told[nearer].code[off[nearer].argmin()])]
    if inside and label:
        return Called(own, label)
    named = [np.where(one.code > 0, mm, np.inf) for one, mm in zip(told, off, strict=True)]
    side = int(named[1].min() < named[0].min())
    nearest = int(named[side].argmin())
    mm = float(named[side][nearest])
    return Called(own, None, nearest=told[side].names[int(told[side].code[nearest])], distance_mm=mm)
