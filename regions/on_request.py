"""What to say of atlases that are not on board, and what to do once one is."""

from data.fetched import Fetchable, fetchables
from regions.atlases import atlas, atlases

__all__ = ["missing", "offline", "refresh", "size_said"]


def size_said(row: Fetchable) -> str:
    """Return about how large a download is."""
    return f"about {row.size_mb:g} MB"


def missing(atlas_id: str) -> str:
    """Say that an atlas needs a download, how large, by which command, and what is nearest; '' for other words.

    Without a full stop, so that it can stand inside another sentence.
    """
    row = fetchables().get(atlas_id)
    if row is None or atlas_id in atlases():
        return ""
    return (
        f"'{atlas_id}' needs a download of {size_said(row)}: mirror-atlas atlases --fetch {atlas_id}; "
        f"the nearest atlas on board is '{row.nearest}'"
    )


def offline(row: Fetchable) -> str:
    """Say that an atlas cannot be downloaded now, and what is nearest."""
    return (
        f"{row.short} needs a download of {size_said(row)} and the network does not answer; "
        f"the nearest atlas on board is {atlas(row.nearest).short}."
    )


def refresh() -> None:
    """Find what was fetched since this process started."""
    from regions.search import index

    atlases.cache_clear()
    index.cache_clear()
