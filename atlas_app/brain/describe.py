"""A picture in words, for whoever does not see it."""

from typing import Final

from atlas_app.brain.picture import Picture
from atlas_app.brain.words import pane_title

__all__ = ["describe"]

STOPS: Final = (".", "?", "!")


def describe(picture: Picture) -> str:
    """Return what a picture shows: whether it is simulated, what, which regions, seen how, on which terms."""
    words = picture.words
    names = ", ".join(dict.fromkeys(name.text for name in picture.names if not name.is_neighbour))
    views = "" if picture.neuron else "; ".join(dict.fromkeys(pane_title(pane.view) for pane in picture.panes))
    parts = (words.stamp, words.title, names, views, _turned(picture), words.terms, words.caption, _place(picture))
    return " ".join(part if part.endswith(STOPS) else f"{part}." for part in parts if part)


def _turned(picture: Picture) -> str:
    """Say that the brain is not seen straight on any more, since the panes' names are those of the view."""
    orbit = picture.scene.orbit
    turned = (orbit.azimuth, orbit.elevation, orbit.roll) != (0.0, 0.0, 0.0)
    return "Turned from there" if turned and not picture.neuron else ""


def _place(picture: Picture) -> str:
    place = picture.scene.place
    if place is None or picture.neuron:
        return ""
    return f"Pointed out: MNI152 {' '.join(f'{round(one):d}' for one in (place.x, place.y, place.z))} mm"
