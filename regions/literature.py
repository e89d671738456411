"""The literature layer: where papers on doing and on watching actions report peaks more often than other papers do.

Built by `tools/build_literature.py` from NeuroQuery's peak coordinates. It says where a literature converges; it is the
activation of no brain, least of all of the one on screen. Words for captions and cards stand in `literature.toml`.
"""

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final, Literal

import numpy as np
import numpy.typing as npt

from data.sides import Hemisphere
from data.tables import FILES, table
from regions.catalogue import ORDER

__all__ = ["FILE_OF", "LiteratureMap", "Percents", "literature", "percents", "words"]

Floats = npt.NDArray[np.float32]
SetName = Literal["execution", "observation", "imagery"]

FILE_OF: Final[Mapping[str, str]] = MappingProxyType(
    {"fs-lr-32k": "literature_fslr32k.npz", "fsaverage5": "literature_fsaverage5.npz"}
)
"""The file of each surface family; its z stands at the family's midthickness in MNI152."""


@dataclass(frozen=True, eq=False, slots=True)
class LiteratureMap:
    """Signed z (n,) per vertex of one hemisphere, and the terms it was made on; nothing is masked.

    `execution` and `observation` come from papers chosen by hand, `imagery` from a search of titles and nothing more.
    `papers` counts the papers behind each, `compared_with` all papers in the comparison.
    """

    family: str
    hemisphere: Hemisphere
    wide: bool
    execution: Floats
    observation: Floats
    imagery: Floats
    threshold_z: float
    kernel_mm: float
    papers: Mapping[SetName, int]
    compared_with: int

    @property
    def both(self) -> Floats:
        """The smaller of the two z (n,): the conjunction null (Nichols et al. 2005)."""
        return np.minimum(self.execution, self.observation)

    @property
    def pair(self) -> Floats:
        """The columns execute and observe (n, 2), in the order of the simulation."""
        return np.stack([self.execution, self.observation], axis=1)

    @property
    def terms(self) -> dict[str, float]:
        """The numbers that fill the braces in the words of `literature.toml`."""
        papers: dict[str, float] = dict(self.papers.items())
        numbers = {"threshold_z": self.threshold_z, "kernel_mm": self.kernel_mm, "compared_with": self.compared_with}
        return papers | numbers


@dataclass(frozen=True, slots=True)
class Percents:
    """One region of one map: its vertices, the per cent of them at or above the threshold, the largest z in both."""

    vertices: int
    execution: float
    observation: float
    both: float
    largest_both_z: float


def literature(family: str, hemisphere: Hemisphere, wide: bool = False) -> LiteratureMap:
    """Return the map of one hemisphere of a surface family; `KeyError` for an unknown family.

    `wide` takes all papers on observation, also those whose titles name execution, imagery, learning and the like, so
    that some of their execution peaks count as observation.
    """
    observation = "observation_wide" if wide else "observation"
    names: dict[SetName, str] = {"execution": "execution", "observation": observation, "imagery": "imagery_uncurated"}
    with np.load(FILES / FILE_OF[family], allow_pickle=False) as file:
        z = {name: _frozen(file[f"{key}_z_{hemisphere[0].upper()}"]) for name, key in names.items()}
        papers = {name: int(file[f"papers_{key}"]) for name, key in names.items()}
        numbers = {name: float(file[name]) for name in ("threshold_z", "kernel_radius_mm", "papers")}
    return LiteratureMap(
        family=family,
        hemisphere=hemisphere,
        wide=wide,
        **z,
        threshold_z=numbers["threshold_z"],
        kernel_mm=numbers["kernel_radius_mm"],
        papers=MappingProxyType(papers),
        compared_with=int(numbers["papers"]),
    )


def percents(shown: LiteratureMap, codes: npt.NDArray[Any], names: tuple[str, ...] = ORDER) -> dict[str, Percents]:
    """Return what the map says of each region; `codes` (n,) holds k + 1 for `names[k]`, 0 for none.

    A region without a vertex is left out. `ValueError` if the codes are those of another surface.
    """
    if np.shape(codes) != shown.execution.shape:
        raise ValueError(
            f"The codes have shape {np.shape(codes)}; expected {shown.execution.shape} for {shown.family}."
        )
    found = {name: np.asarray(codes == k) for k, name in enumerate(names, start=1)}
    return {name: _percents(shown, there) for name, there in found.items() if there.any()}


@functools.cache
def words() -> Mapping[str, str]:
    """Return the sentences for captions and cards by name; braces in them are filled from `LiteratureMap.terms`."""
    return MappingProxyType(table("literature.toml"))


def _percents(shown: LiteratureMap, there: npt.NDArray[np.bool_]) -> Percents:
    both = shown.both[there]
    execution, observation, share = (
        100 * float((z >= shown.threshold_z).mean()) for z in (shown.execution[there], shown.observation[there], both)
    )
    return Percents(int(there.sum()), execution, observation, share, float(both.max()))


def _frozen(values: npt.NDArray[Any]) -> Floats:
    z = values.astype(np.float32)
    z.flags.writeable = False
    return z
