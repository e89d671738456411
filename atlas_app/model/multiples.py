"""Small multiples: execute, observe and both side by side, three panes of one view."""

from typing import Final

from msgspec.structs import replace

from atlas_app.model.scene import Compared, Scene, View
from atlas_app.model.views import named, views

__all__ = ["MULTIPLES", "is_multiples", "multiples", "single"]

MULTIPLES: Final[tuple[Compared, ...]] = ("execute", "observe", "mirror")
"""What the panes show, from the left."""


def multiples(view: View) -> tuple[View, ...]:
    """Return the panes of one view, a condition each."""
    return tuple(replace(view, condition=condition) for condition in MULTIPLES)


def is_multiples(scene: Scene) -> bool:
    """Whether a scene's panes are the small multiples of one view."""
    return scene.views == multiples(scene.views[0])


def single(scene: Scene) -> tuple[View, ...]:
    """Return a scene's panes with small multiples folded into what they were of; the outer side stands for the stage.

    Any other panes stay.
    """
    if not is_multiples(scene):
        return scene.views
    view = replace(scene.views[0], condition=None)
    name, hemisphere = named((view,)) or ("", view.hemisphere)
    return views("stage", hemisphere) if name.endswith("-lateral") else (view,)
