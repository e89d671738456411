"""An atlas of the user's own, as it is opened: its labels, and the region that each one lies in in HCP-MMP."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from msgspec.structs import replace

from atlas_app.brain.anatomy import labels_on
from atlas_app.brain.library import Library
from data.sides import HEMISPHERES, Hemisphere
from meshes import families
from regions.atlases import HOME
from regions.catalogue import ORDER
from regions.own import MOST_LABELS, Assignment, OwnAtlas
from regions.own_atlas import own_atlas
from regions.own_tables import read_assignments
from regions.volume import volume

__all__ = ["BESIDE", "Opened", "Overlap", "assigned", "opened", "proposed"]

BESIDE: Final = ".regions.toml"
"""What follows the name of an atlas's file in the name of the file that assigns its labels."""

LEAST_PERCENT: Final = 50


@dataclass(frozen=True, slots=True)
class Overlap:
    """One label: its area on the cortex, and the region or neighbour of HCP-MMP that covers most of it, in per cent.

    A label that meets no cortex has no area; one that meets no region has '' for it.
    """

    label: str
    area_mm2: float
    region: str
    percent: int

    @property
    def proposal(self) -> str:
        """The region that covers at least half of the label, or ''."""
        return self.region if self.percent >= LEAST_PERCENT else ""


@dataclass(frozen=True, slots=True)
class Opened:
    """An atlas whose files were read and found right, with every one of its labels in their order."""

    own: OwnAtlas
    overlaps: tuple[Overlap, ...]

    @property
    def labels(self) -> tuple[str, ...]:
        """The names of its labels."""
        return tuple(one.label for one in self.overlaps)

    @property
    def beside(self) -> Path:
        """The file beside its first one that may assign its labels."""
        return Path(f"{self.own.files[0].path}{BESIDE}")


def opened(paths: Sequence[Path], library: Library) -> Opened:
    """Read an atlas and see where its labels lie; slow. Raises `OwnAtlasError`, one sentence, for what is none."""
    own = own_atlas(paths)
    return Opened(own, overlaps(own, library))


def overlaps(own: OwnAtlas, library: Library) -> tuple[Overlap, ...]:
    """Return for each label, on both sides together, which region of HCP-MMP covers most of its area."""
    area: dict[str, npt.NDArray[np.float64]] = {}
    if own.in_voxels:
        area |= {name: np.zeros(len(ORDER) + 1) for name in volume(own).names if name}
    for side in HEMISPHERES:
        labels = labels_on(own, side)
        _, area_mm2 = families.mni152(own.family, side)
        codes = _home_codes(own.family, side, library)
        for number, name in enumerate(labels.names):
            there = labels.code == number
            if name:
                found = np.bincount(codes[there], area_mm2[there], len(ORDER) + 1)
                area[name] = area.get(name, np.zeros(len(ORDER) + 1)) + found
    return tuple(_overlap(name, each) for name, each in area.items())


def proposed(one: Opened) -> OwnAtlas:
    """Return the atlas with each label assigned to the region that covers at least half of it."""
    found = (Assignment(label=each.label, region=each.proposal) for each in one.overlaps if each.proposal)
    return replace(one.own, regions=tuple(found)[:MOST_LABELS])


def assigned(one: Opened, table: Path | None = None, say: Callable[[str], None] = lambda _said: None) -> OwnAtlas:
    """Return the atlas with its labels assigned: as a table says, if none is named the one beside it, or by overlap.

    `say` is told in a sentence which of them it was. Raises `OwnAtlasError` for a table that does not fit.
    """
    its = table or (one.beside if one.beside.is_file() else None)
    if its is not None:
        say(f"the labels of {one.own.name} are assigned to regions by {its}.")
        return replace(one.own, regions=read_assignments(its, one.labels))
    found = proposed(one)
    counted = f"{len(found.regions)} of {len(one.labels)} labels of {one.own.name}"
    say(f"{counted} go to the region of HCP-MMP that covers at least half of each; {one.beside.name} can say else.")
    return found


def _home_codes(family: families.Family, side: Hemisphere, library: Library) -> npt.NDArray[np.int8]:
    """Return which of `ORDER` HCP-MMP has at each vertex of a family, through MNI152 at the midthickness."""
    home = library.anatomy(HOME, side)
    if family == home.family:
        return home.code

    def carried() -> npt.NDArray[np.int8]:
        from scipy.spatial import KDTree

        mni152_mm, _ = families.mni152(family, side)
        nearest: npt.NDArray[Any] = KDTree(home.mni152_mm).query(mni152_mm)[1]
        return np.asarray(home.code[nearest], np.int8)

    return library.keep(("home codes", family, side), carried)


def _overlap(name: str, area: npt.NDArray[np.float64]) -> Overlap:
    whole = float(area.sum())
    best = int(area[1:].argmax()) + 1
    if whole <= 0 or area[best] <= 0:
        return Overlap(name, whole, "", 0)
    return Overlap(name, whole, ORDER[best - 1], int(100 * area[best] / whole))
