"""The evidence behind a region, beside published figures: shares of the response classes, per cents of the map."""

from dataclasses import asdict, dataclass
from typing import Any, Literal

from atlas_app.brain.figures import caveat
from atlas_app.brain.library import Library
from atlas_app.brain.literature import literature_map
from atlas_app.model.scene import Scene
from data.sides import HEMISPHERES, Hemisphere
from data.tables import rows
from regions.atlases import HOME
from regions.catalogue import ORDER
from regions.literature import percents
from regions.responses import shares
from regions.responses.classes import CLASSES
from regions.responses.shares import Share

__all__ = ["Reported", "class_shares", "reported", "share_json"]


@dataclass(frozen=True, slots=True)
class Reported:
    """Per cent of a region's vertices at or above the threshold of the literature map, in one set of papers."""

    region: str
    hemisphere: Hemisphere
    set: Literal["strict", "wide"]
    papers_execution: int
    papers_observation: int
    vertices: int
    execution: float
    observation: float
    both: float
    threshold_z: float

    def as_json(self) -> dict[str, Any]:
        """Return the row as plain values, per cents to 0.1."""
        return asdict(self) | {name: round(getattr(self, name), 1) for name in ("execution", "observation", "both")}


def class_shares(ids: tuple[str, ...] = ORDER) -> list[Share]:
    """Return the shares of the nine response classes in these regions, of every preset."""
    return [share for share in shares.check_shares(rows(shares.FILE)) if share.region in ids]


def share_json(share: Share) -> dict[str, Any]:
    """Return a row of shares as plain values, with its caveat."""
    percent = dict(zip(CLASSES, share.percent, strict=True))
    return asdict(share) | {"percent": percent, "caveat": caveat(share.status)}


def reported(library: Library, ids: tuple[str, ...] = ORDER) -> list[Reported]:
    """Return what the literature map says of each region and side, strict before wide."""
    found = {
        (side, wide): (shown, percents(shown, library.anatomy(HOME, side).code))
        for side in HEMISPHERES
        for wide in (False, True)
        for shown in (literature_map(Scene(atlas=HOME, wide_literature=wide), side),)
    }
    return [
        Reported(
            region=one,
            hemisphere=side,
            set="wide" if wide else "strict",
            papers_execution=shown.papers["execution"],
            papers_observation=shown.papers["observation"],
            vertices=its[one].vertices,
            execution=its[one].execution,
            observation=its[one].observation,
            both=its[one].both,
            threshold_z=shown.threshold_z,
        )
        for one in ids
        for (side, wide), (shown, its) in found.items()
    ]
