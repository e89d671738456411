"""Where the cache lies; known without numpy."""

import os
from pathlib import Path
from typing import Final

__all__ = ["FOLDER_VARIABLE", "folder"]

FOLDER_VARIABLE: Final = "MIRROR_ATLAS_CACHE"


def folder() -> Path:
    """Return where the cache lies: the user's cache folder, or the one that `MIRROR_ATLAS_CACHE` names."""
    if chosen := os.environ.get(FOLDER_VARIABLE):
        return Path(chosen)
    import platformdirs

    return Path(platformdirs.user_cache_dir("mirror-atlas", appauthor=False))
