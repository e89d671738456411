"""The papers behind the literature layer: which of them report a peak near a place."""

import functools
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Final, Literal, cast

import numpy as np
import numpy.typing as npt

from data.tables import rows

__all__ = ["CHOSEN", "Paper", "SetName", "Study", "papers_near", "studies"]

SetName = Literal["execution", "observation", "imitation", "imagery_uncurated"]

CHOSEN: Final[tuple[SetName, ...]] = ("execution", "observation", "imitation")
"""The sets chosen by hand; imitation is listed and used in no map, imagery is a search of titles."""


@dataclass(frozen=True, slots=True)
class Study:
    """One paper in one set; `strict` tells whether it counts in the strict map. A paper may stand in two sets."""

    pmid: int
    title: str
    set: SetName
    strict: bool


@dataclass(frozen=True, slots=True)
class Paper(Study):
    """A paper near a place, and how far its nearest peak is, in mm."""

    distance_mm: float


def papers_near(mni152_mm: npt.ArrayLike, radius_mm: float = 10.0, sets: Collection[SetName] = CHOSEN) -> list[Paper]:
    """Return the papers with a peak within `radius_mm` of a place (3,) in MNI152 mm, the nearest first.

    The distance is to the peak as published. The map takes each peak to its voxel of 2 mm, so at the rim of its kernel
    the two may differ. `ValueError` for what is no place or no radius.
    """
    place = np.asarray(mni152_mm, np.float64)
    if place.shape != (3,) or not np.isfinite(place).all():
        raise ValueError(f"{mni152_mm!r} is no place; expected x, y, z in MNI152 mm.")
    if not radius_mm >= 0:
        raise ValueError(f"A radius of {radius_mm} mm is none; expected 0 or more.")
    near = _nearest(place, radius_mm)
    found = [
        Paper(one.pmid, one.title, one.set, one.strict, near[one.pmid])
        for one in studies()
        if one.pmid in near and one.set in sets
    ]
    return sorted(found, key=lambda paper: (paper.distance_mm, paper.pmid, paper.set))


@functools.cache
def studies() -> tuple[Study, ...]:
    """Return every paper of the literature layer, in the order of `literature_studies.csv`."""
    return tuple(
        Study(int(row["pmid"]), row["title"], cast(SetName, row["set"]), row["strict"] == "True")
        for row in rows("literature_studies.csv")
    )


def _nearest(place: npt.NDArray[np.float64], radius_mm: float) -> dict[int, float]:
    """Return the distance to the nearest peak of each paper that has one within the radius."""
    pmid, peaks_mm = _peaks()
    distance = np.linalg.norm(peaks_mm - place, axis=1)
    within = np.flatnonzero(distance <= radius_mm)
    within = within[np.argsort(-distance[within], kind="stable")]  # the nearest comes last and stays
    return dict(zip(pmid[within].tolist(), distance[within].tolist(), strict=True))


@functools.cache
def _peaks() -> tuple[npt.NDArray[np.int64], npt.NDArray[Any]]:
    """Return the paper of each peak (m,) and the peaks (m, 3) in MNI152 mm."""
    lines = rows("literature_peaks.csv")
    places = [[float(row[axis]) for axis in "xyz"] for row in lines]
    return np.array([int(row["pmid"]) for row in lines], np.int64), np.array(places, np.float64)
