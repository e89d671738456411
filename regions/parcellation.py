"""Atlases on a surface: a label per vertex, read from the installed packages."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from data.cache import cached
from data.sides import Hemisphere
from data.sources import find, source

__all__ = ["ATLASES", "Atlas", "Parcellation", "atlas", "parcellation"]


@dataclass(frozen=True, eq=False, slots=True)
class Parcellation:
    """The labels of one atlas on one hemisphere: `code` int16 (n,) numbers `names`; names[0] is '' for no label."""

    atlas: str
    hemisphere: Hemisphere
    code: npt.NDArray[np.int16]
    names: tuple[str, ...]

    def where(self, name: str) -> npt.NDArray[np.bool_]:
        """Return where a label is (n,)."""
        return np.asarray(self.code == self.names.index(name) if name in self.names else np.zeros(len(self.code), bool))


@dataclass(frozen=True, slots=True)
class Atlas:
    """One atlas on board: where its labels lie, whose it is, how its labels are read for one hemisphere."""

    id: str
    name: str
    family: str
    space: str
    sources: tuple[str, ...]
    read: Callable[[Hemisphere], tuple[npt.NDArray[Any], tuple[str, ...]]]

    @property
    def licence(self) -> str:
        """The licence of its labels."""
        return source(self.sources[0]).licence

    @property
    def citation(self) -> str:
        """Whom to cite."""
        return source(self.sources[0]).citation


def _hcp_mmp(hemisphere: Hemisphere) -> tuple[npt.NDArray[Any], tuple[str, ...]]:
    """Read HCP-MMP 1.0; the file numbers the left side 1-180, the right 181-360, and leaves out the medial wall."""
    with np.load(find("fslr32k-vertices"), allow_pickle=False) as vertices:
        left, right, n = vertices["grayl"], vertices["grayr"], int(vertices["num_meshl"])
    with np.load(find("hcp-mmp"), allow_pickle=False) as file:
        values, names, ids = file["map_all"], file["labels"], file["ids"]
    cortex, part, first = (
        (left, slice(0, len(left)), 1)
        if hemisphere == "left"
        else (right, slice(len(left), len(left) + len(right)), 181)
    )
    code = np.zeros(n, np.int64)
    code[cortex] = values[part]
    known = dict(zip(ids.tolist(), names.tolist(), strict=False))
    code = np.where(code > 0, code - first + 1, 0)
    return code, ("", *(str(known[k]) for k in range(first, first + 180)))


def _desikan_killiany(hemisphere: Hemisphere) -> tuple[npt.NDArray[Any], tuple[str, ...]]:
    """Read Desikan-Killiany on fsaverage5; 'unknown', the medial wall, is no label."""
    import nibabel as nib

    image: Any = nib.load(find(f"desikan-killiany-{hemisphere}"))
    labels: dict[int, str] = image.labeltable.get_labels_as_dict()
    keys = sorted(key for key, name in labels.items() if name != "unknown")
    values = np.asarray(image.agg_data())
    code = np.where(np.isin(values, keys), np.searchsorted(keys, values) + 1, 0)
    return code, ("", *(labels[key] for key in keys))


ATLASES: Final[tuple[Atlas, ...]] = (
    Atlas(
        "hcp-mmp",
        "HCP-MMP 1.0 (Glasser 2016)",
        "fs-lr-32k",
        "fs_LR 32k, MNI152",
        ("hcp-mmp", "fslr32k-vertices"),
        _hcp_mmp,
    ),
    Atlas(
        "desikan-killiany",
        "Desikan-Killiany (Desikan 2006)",
        "fsaverage5",
        "fsaverage5, MNI305 moved to MNI152",
        ("desikan-killiany-left", "desikan-killiany-right"),
        _desikan_killiany,
    ),
)


def atlas(atlas_id: str) -> Atlas:
    """Return one atlas; `KeyError` for an unknown id."""
    for one in ATLASES:
        if one.id == atlas_id:
            return one
    raise KeyError(atlas_id)


def parcellation(atlas_id: str, hemisphere: Hemisphere) -> Parcellation:
    """Return the labels of an atlas on one hemisphere; `SourceError` if its file is missing or damaged."""
    one = atlas(atlas_id)

    def build() -> dict[str, npt.NDArray[Any]]:
        code, names = one.read(hemisphere)
        return {"code": np.asarray(code, np.int16), "names": np.array(names)}

    key = "1" + "".join(source(each).sha256 for each in one.sources)
    arrays = cached(f"labels-{atlas_id}-{hemisphere}", key, build)
    return Parcellation(atlas_id, hemisphere, arrays["code"], tuple(arrays["names"].tolist()))
