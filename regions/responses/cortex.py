"""One side of a cortex as the response model sees it."""

from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from data.sides import Hemisphere
from regions.responses.faults import ResponseError

__all__ = ["Codes", "Cortex", "Neighbourhood"]

Bools = npt.NDArray[np.bool_]
Float32 = npt.NDArray[np.float32]


class Neighbourhood(Protocol):
    """Who lies within some mm of whom: row `v` is `indices[indptr[v]:indptr[v + 1]]`, itself included."""

    @property
    def indptr(self) -> npt.NDArray[np.int64]: ...  # noqa: D102
    @property
    def indices(self) -> npt.NDArray[np.int32]: ...  # noqa: D102
    @property
    def distance_mm(self) -> Float32: ...  # noqa: D102


@dataclass(frozen=True, eq=False)
class Codes:
    """A name per vertex: `names[code[v]]`; a negative code, or the name '', is no name."""

    code: npt.NDArray[np.integer[Any]]
    names: tuple[str, ...]

    def at(self, name: str) -> Bools:
        """Return where (n,) the name stands."""
        return np.isin(self.code, [code for code, known in enumerate(self.names) if known == name and name])


@dataclass(frozen=True, eq=False)
class Cortex:
    """One hemisphere: the region and the area of every vertex, where it is, how large, and its neighbours.

    `area` names HCP areas without their side ('6v'); `mni152_mm` (n, 3) and `area_mm2` (n,) belong to the
    midthickness.
    """

    hemisphere: Hemisphere
    region: Codes
    area: Codes
    mni152_mm: Float32
    area_mm2: Float32
    kernel: Neighbourhood

    def __post_init__(self) -> None:
        """Raise `ResponseError` if the arrays do not belong to one surface."""
        n = len(self.area_mm2)
        lengths = {
            "region": len(self.region.code),
            "area": len(self.area.code),
            "mni152_mm": len(self.mni152_mm),
            "kernel": len(self.kernel.indptr) - 1,
        }
        for name, length in lengths.items():
            if length != n:
                raise ResponseError(f"cortex, {name}: {length} vertices, expected {n} as in area_mm2")
        if not n or np.diff(self.kernel.indptr).min() < 1:
            raise ResponseError("cortex, kernel: expected a row for every vertex, with at least itself")

    @property
    def n(self) -> int:
        """How many vertices it has, the medial wall included."""
        return len(self.area_mm2)
