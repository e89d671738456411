"""Populations: who lives where. One per row of shares, on one side of the cortex."""

import zlib
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from data.sides import Hemisphere
from regions.catalogue import FIVE
from regions.clip import keep
from regions.responses.constants import value
from regions.responses.cortex import Bools, Cortex
from regions.responses.faults import choose
from regions.responses.shares import RECORDED, Share, preset_shares

__all__ = ["Population", "only", "populations"]


@dataclass(frozen=True, eq=False)
class Population:
    """Units that share their shares: `vertices` (k,) ascending, `weight_mm2` (k,) the cortex of each, `units` how many.

    `mni152_mm` (k, 3) tells where the vertices are.
    `number` is fixed by region, areas, clip and side: it seeds the population, so no other can change its bytes.
    """

    number: int
    hemisphere: Hemisphere
    share: Share
    vertices: npt.NDArray[np.int32]
    weight_mm2: npt.NDArray[np.float64]
    mni152_mm: npt.NDArray[np.float32]
    units: int

    @property
    def mm2(self) -> float:
        """The cortex that the population lives on."""
        return float(self.weight_mm2.sum())


def populations(
    cortex: Cortex, preset: str = RECORDED, shares: tuple[Share, ...] | None = None
) -> tuple[Population, ...]:
    """Return the populations of one side, in the order of the table; what the cortex has no vertices for is left out.

    A vertex belongs to the first row that claims it. Each of the five regions has `units_per_region` units,
    spread over its rows by their cortex; neighbours have the mean density of the five.
    """
    found: list[tuple[Share, npt.NDArray[np.int32]]] = []
    free = np.ones(cortex.n, bool)
    for share in preset_shares(preset) if shares is None else shares:
        there = _claim(share, cortex) & free
        free &= ~there
        if cortex.area_mm2[there].any():
            found.append((share, np.flatnonzero(there).astype(np.int32)))
    size = [float(cortex.area_mm2[vertices].sum(dtype=np.float64)) for _, vertices in found]
    density = _densities([share.region for share, _ in found], size)
    return tuple(
        Population(
            number=_number(share, cortex.hemisphere),
            hemisphere=cortex.hemisphere,
            share=share,
            vertices=vertices,
            weight_mm2=cortex.area_mm2[vertices].astype(np.float64),
            mni152_mm=cortex.mni152_mm[vertices],
            units=max(1, round(mm2 * per_mm2)),
        )
        for (share, vertices), mm2, per_mm2 in zip(found, size, density, strict=True)
    )


def only(among: Iterable[Population], regions: Iterable[str]) -> tuple[Population, ...]:
    """Return the populations of these regions; raise `ResponseError` for a region without any."""
    known = tuple(among)
    asked = {choose("region", region, dict.fromkeys(each.share.region for each in known)) for region in regions}
    return tuple(each for each in known if each.share.region in asked)


def _claim(share: Share, cortex: Cortex) -> Bools:
    there = np.isin(cortex.area.code, [code for code, name in enumerate(cortex.area.names) if name in share.areas])
    there &= cortex.region.at(share.region)
    return there & keep(share.where, cortex.mni152_mm, cortex.area.at)


def _densities(regions: list[str], size: list[float]) -> list[float]:
    """Return units per mm2 for each row: the five have a number each, the others the mean of the five."""
    each = value("units_per_region")
    total = {region: sum(mm2 for name, mm2 in zip(regions, size, strict=True) if name == region) for region in regions}
    five = [total[region] for region in FIVE if region in total]
    mean = each * len(five) / sum(five) if five else each / max(sum(size), 1.0)
    return [each / total[region] if region in FIVE else mean for region in regions]


def _number(share: Share, hemisphere: Hemisphere) -> int:
    """Number a population by what it is, not by its place in a table."""
    return zlib.crc32("|".join((share.region, ";".join(share.areas), share.where, hemisphere)).encode())
