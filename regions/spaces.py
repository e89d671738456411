"""The spaces in which a place can be given, and the way from each to MNI152."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final, Literal, get_args

import numpy as np
import numpy.typing as npt

from data.spaces import MNI152_TO_TALAIRACH, MNI305_TO_MNI152, Affine

__all__ = ["NAMES", "SPACES", "Space", "from_mni152", "to_mni152"]

Space = Literal["mni152", "mni305", "talairach"]
SPACES: Final[tuple[Space, ...]] = get_args(Space)

NAMES: Final[Mapping[Space, str]] = MappingProxyType(
    {"mni152": "MNI152", "mni305": "MNI305 (fsaverage)", "talairach": "Talairach"}
)


def to_mni152(space: Space, places_mm: npt.ArrayLike) -> npt.NDArray[np.float64]:
    """Return places (..., 3), mm in a space, in MNI152 mm.

    MNI305 by FreeSurfer's affine; Talairach by the inverse of icbm2tal for FSL's MNI152 (Lancaster et al. 2007, Hum
    Brain Mapp 28:1194-1205), which the paper found to be right within a few mm.
    """
    places = np.asarray(places_mm, np.float64)
    if space == "mni305":
        return _moved(_square(MNI305_TO_MNI152), places)
    if space == "talairach":
        return _moved(np.linalg.inv(_square(MNI152_TO_TALAIRACH)), places)
    return places


def from_mni152(space: Space, mni152_mm: npt.ArrayLike) -> npt.NDArray[np.float64]:
    """Return places (..., 3) in MNI152 mm in another space; the way back of `to_mni152`."""
    places = np.asarray(mni152_mm, np.float64)
    if space == "mni305":
        return _moved(np.linalg.inv(_square(MNI305_TO_MNI152)), places)
    if space == "talairach":
        return _moved(_square(MNI152_TO_TALAIRACH), places)
    return places


def _square(affine: Affine) -> npt.NDArray[np.float64]:
    return np.array([*affine, (0.0, 0.0, 0.0, 1.0)])


def _moved(matrix: npt.NDArray[Any], places: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    return np.asarray(places @ matrix[:3, :3].T + matrix[:3, 3], np.float64)
