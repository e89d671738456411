"""An atlas of the user's own, as a value: which files, which surfaces, which of its labels make up which region."""

from typing import Annotated, Final, Literal

import msgspec

__all__ = ["MOST_LABELS", "Assignment", "AtlasRef", "OwnAtlas", "OwnAtlasError", "OwnFile"]

MOST_LABELS: Final = 2000


class OwnAtlasError(ValueError):
    """One sentence that names a file of the user's own, what is wrong with it and what was expected."""


class OwnFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One file: where it lies, what it was when it was opened, and what it holds."""

    path: Annotated[str, msgspec.Meta(min_length=1, max_length=4096)]
    sha256: Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]
    holds: Literal["left", "right", "both", "voxels", "names"]


class Assignment(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A label, the region or neighbour that it counts for, and which part of it, in the words of `regions.clip`."""

    label: Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
    region: Annotated[str, msgspec.Meta(max_length=20)]
    clip: Annotated[str, msgspec.Meta(max_length=200)] = ""


class OwnAtlas(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, cache_hash=True):
    """An atlas in one or two files, on the surface family that it lies on or, in voxels, is shown on at first.

    A label counts for its region on either side. What it holds is read by `regions.own_atlas`.
    """

    name: Annotated[str, msgspec.Meta(min_length=1, max_length=80)]
    files: Annotated[tuple[OwnFile, ...], msgspec.Meta(min_length=1, max_length=2)]
    family: Literal["fs-lr-32k", "fsaverage5"] = "fs-lr-32k"
    regions: Annotated[tuple[Assignment, ...], msgspec.Meta(max_length=MOST_LABELS)] = ()

    @property
    def in_voxels(self) -> bool:
        """Whether its labels lie in voxels."""
        return any(file.holds == "voxels" for file in self.files)

    @property
    def sums(self) -> tuple[str, ...]:
        """The sha256 of its files."""
        return tuple(file.sha256 for file in self.files)


AtlasRef = str | OwnAtlas
"""What names an atlas: the id of one on board, or one of the user's own."""
