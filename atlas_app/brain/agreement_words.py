"""What a picture of the atlases' agreement says about itself."""

from collections.abc import Sequence

from atlas_app.brain.agreement import agreeing, resolved
from atlas_app.brain.picture import Words
from atlas_app.model.scene import Scene, family_of
from regions.atlases import atlas
from regions.catalogue import region

__all__ = ["APART", "agreement_words", "approximate_said", "listed", "numeral", "spoken"]

APART = "The atlases' spaces differ by a few mm."

_NUMERALS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def agreement_words(scene: Scene, surface: str) -> Words:
    """Return the words of the layer `agreement`; `surface` is the name of the one that is shown."""
    count = len(agreeing())
    outline = atlas(atlas(scene.atlas).crosswalk).short
    family, carried = "S1200 (fs_LR 32k)", ""
    if family_of(scene) != "fs-lr-32k":
        family, carried = "fsaverage5", ", counted on S1200 and carried by the nearest place in MNI152"
    return Words(
        title=f"Where {numeral(count)} atlases put {spoken(scene.agreed)}",
        terms=f"of {count} atlases",
        caption=(
            f"{listed([atlas(one).short for one in agreeing()])}. {approximate_said(scene.agreed)} {APART} "
            f"Strong outline: {outline}. {family} {surface}{carried}."
        ),
        steps=count,
    )


def approximate_said(region_id: str) -> str:
    """Say which atlases resolve a region and which only come near it."""
    _, rough = resolved(region_id)
    if not rough:
        return "All of them resolve it."
    return f"Only approximate, since not resolved, in {listed([atlas(one).short for one in rough])}."


def spoken(region_id: str) -> str:
    """Return a region's name as it stands within a sentence, without what its name adds in brackets."""
    name = region(region_id).name.partition(" (")[0].partition(":")[0]
    name = name[:1].lower() + name[1:]
    return name if name.endswith("cortex") else f"the {name}"


def listed(names: Sequence[str]) -> str:
    """Join names as a sentence does."""
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)


def numeral(number: int) -> str:
    """Return a small number as a word."""
    return _NUMERALS[number] if number < len(_NUMERALS) else str(number)
