"""The atlases on board: one row each in `data/files/atlases.toml`, and those that were fetched."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Any, Final

from data.fetched import PREFIX, Fetchable, fetchables, fetched
from data.sides import Hemisphere
from data.sources import source
from data.tables import table
from regions.own import AtlasRef, OwnAtlas

__all__ = ["FAMILIES", "HOME", "Atlas", "Labels", "atlas", "atlases"]

HOME: Final = "hcp-mmp"
"""The atlas whose areas carry the simulated populations, and on which places are told."""

FAMILIES: Final = ("fs-lr-32k", "fsaverage5")
"""The surface families on board."""

_NO_CORTEX: Final = r"(?i)white[-_ ]?matter|ventric|brain[-_ ]?stem|cerebell|thalam|caudate|putamen|pallid|accumb|csf"
"""What no vertex of the cortex is called after, in a file of the user's own."""
_REACH_MM: Final = 2.0


@dataclass(frozen=True, slots=True)
class Labels:
    """Where the labels of an atlas lie, on a surface or in a volume, and which reader of `regions.readers` reads them.

    `percent` is 0 unless the files hold maps of probability; labels that match `off_surface` are no cortex;
    a vertex whose ribbon meets no label takes the nearest one within `reach_mm`.
    """

    reader: str
    files: tuple[str, ...]
    percent: int = 0
    off_surface: str = ""
    reach_mm: float = 0.0

    def sources(self, hemisphere: Hemisphere) -> tuple[str, ...]:
        """Return the ids of the files for one hemisphere."""
        return tuple(file.format(hemisphere=hemisphere) for file in self.files)


@dataclass(frozen=True, slots=True)
class Atlas:
    """One atlas: whose it is, in which space, on a surface or in a volume or both, of labels or of probabilities.

    `family` is the surface family that it is shown on if nobody chooses; `regions` is "own", or the id of the atlas
    whose labels make up the five.
    """

    id: str
    name: str
    short: str
    version: str
    space: str
    family: str
    regions: str
    note: str
    surface: Labels | None = None
    volume: Labels | None = None
    own: OwnAtlas | None = None
    """Which one of the user's own it is, if it is none of those on board."""

    @property
    def labels(self) -> Labels:
        """What counts where the atlas is shown on a surface."""
        chosen = self.surface or self.volume
        if chosen is None:
            raise ValueError(f"atlases.toml: the atlas '{self.id}' has neither surface nor volume")
        return chosen

    @property
    def families(self) -> tuple[str, ...]:
        """The surface families that it can be shown on, its own first; what lies in voxels can be shown on each."""
        return tuple(dict.fromkeys((self.family, *(FAMILIES if self.regions_in_voxels else ()))))

    @property
    def regions_in_voxels(self) -> bool:
        """Whether the labels that make up its regions are its own and lie in voxels."""
        return self.volume is not None and self.regions == "own"

    @property
    def probabilistic(self) -> bool:
        """Whether it gives probabilities rather than one label a place."""
        return self.labels.percent > 0

    @property
    def licence(self) -> str:
        """The licence of its labels."""
        if self.own:
            return "not told by the file"
        return source(self.labels.sources("left")[0]).licence

    @property
    def citation(self) -> str:
        """Whom to cite."""
        if self.own:
            return f"{self.name}, a file of your own"
        return source(self.labels.sources("left")[0]).citation

    @property
    def crosswalk(self) -> AtlasRef:
        """The atlas whose crosswalk makes up its regions."""
        return (self.own or self.id) if self.regions == "own" else self.regions


@cache
def atlases() -> Mapping[str, Atlas]:
    """Return every atlas on board by its id, in the order in which they are offered, the fetched ones last.

    What is fetched later is among them after `atlases.cache_clear()`.
    """
    bundled = {row["id"]: _atlas(row) for row in table("atlases.toml")["atlas"]}
    late = {one.id: _fetched(one) for one in fetchables().values() if fetched(one.id)}
    return MappingProxyType({**bundled, **late})


def atlas(atlas_id: AtlasRef) -> Atlas:
    """Return one atlas, on board or the user's own; `KeyError` for an unknown id."""
    return atlases()[atlas_id] if isinstance(atlas_id, str) else _of_own(atlas_id)


@lru_cache(maxsize=8)
def _of_own(own: OwnAtlas) -> Atlas:
    voxels = own.in_voxels
    space = "MNI152, as is supposed of every volume of your own" if voxels else own.family
    return Atlas(
        id="own",
        name=own.name,
        short=own.name,
        version="",
        space=space,
        family=own.family,
        regions="own",
        note="An atlas of your own: its regions are those that its labels were assigned to.",
        surface=None if voxels else Labels("own", ()),
        volume=Labels("own", (), off_surface=_NO_CORTEX, reach_mm=_REACH_MM) if voxels else None,
        own=own,
    )


def _atlas(row: dict[str, Any]) -> Atlas:
    parts: dict[str, Any] = {kind: _labels(row[kind]) for kind in ("surface", "volume") if kind in row}
    return Atlas(**{**row, **parts})


def _labels(row: dict[str, Any]) -> Labels:
    return Labels(**{key: value for key, value in row.items() if key != "sources"}, files=tuple(row["sources"]))


def _fetched(row: Fetchable) -> Atlas:
    labels = Labels("plain", (f"{PREFIX}{row.id}",), off_surface=row.off_surface, reach_mm=row.reach_mm)
    on_surface = row.lies in FAMILIES
    return Atlas(
        **{key: getattr(row, key) for key in ("id", "name", "short", "version", "space", "regions", "note")},
        family=row.lies if on_surface else FAMILIES[0],
        surface=labels if on_surface else None,
        volume=None if on_surface else labels,
    )
