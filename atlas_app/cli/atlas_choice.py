"""How the verbs read the id of an atlas: one on board, bundled or fetched."""

import argparse

from atlas_app.model.choices import unknown
from atlas_app.model.scene import ATLASES

__all__ = ["atlas_id"]


def atlas_id(word: str) -> str:
    """Read an atlas; of one that must be downloaded first, `LookupError` says how large it is and what is nearest."""
    if word in ATLASES:
        return word
    from data.fetched import fetchables
    from regions.atlases import atlases
    from regions.on_request import missing

    if word in atlases():
        return word
    if told := missing(word):
        raise LookupError(f"{told}.")
    raise argparse.ArgumentTypeError(unknown("atlas", word, (*atlases(), *fetchables())))
