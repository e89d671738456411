"""The arrangements of panes that have a name, such as the stage: one hemisphere, lateral and medial side by side."""

from typing import Final, Literal, cast, get_args

from atlas_app.model.scene import Direction, Hemispheres, View

__all__ = ["VIEW_NAMES", "ViewName", "choices", "facing", "named", "views"]

ViewName = Literal[
    "stage",
    "left-lateral",
    "right-lateral",
    "left-medial",
    "right-medial",
    "dorsal",
    "ventral",
    "anterior",
    "posterior",
]
Side = Literal["left", "right"]

VIEW_NAMES: Final[tuple[ViewName, ...]] = get_args(ViewName)

_OTHER: Final[dict[Side, Side]] = {"left": "right", "right": "left"}


def choices(name: ViewName) -> tuple[Hemispheres, ...]:
    """Return the hemispheres that the view can show, its default first."""
    if name == "stage":
        return ("left", "right", "both")
    side, aspect = _split(name)
    if aspect == "lateral":
        return (side, "both")
    return (side,) if aspect == "medial" else ("both", "left", "right")


def views(name: ViewName, hemisphere: Hemispheres | None = None) -> tuple[View, ...]:
    """Return the panes of a named view, showing `hemisphere` or the view's default.

    `ValueError` where the two contradict each other (the right hemisphere in `left-lateral`), with the nearest view
    that does not.
    """
    hemisphere = hemisphere or choices(name)[0]
    if hemisphere not in choices(name):
        wrong = f"view '{name}' cannot show hemisphere '{hemisphere}'"
        raise ValueError(f"{wrong}; did you mean view '{facing(name, hemisphere)}'?")
    if name == "stage":
        sides: tuple[Side, ...] = ("left", "right") if hemisphere == "both" else (hemisphere,)
        lateral = tuple(View(hemisphere=side, direction=side) for side in sides)
        return lateral + tuple(View(hemisphere=side, direction=_OTHER[side]) for side in sides)
    side, aspect = _split(name)
    if aspect:
        return (View(hemisphere=hemisphere, direction=side if aspect == "lateral" else _OTHER[side]),)
    return (View(hemisphere=hemisphere, direction=cast(Direction, name)),)


def facing(name: ViewName, hemisphere: Hemispheres) -> ViewName:
    """Return the view nearest to `name` that can show `hemisphere`: itself, its mirror image, or the stage."""
    if hemisphere in choices(name):
        return name
    if hemisphere == "both":
        return "stage"
    return cast(ViewName, f"{hemisphere}-{_split(name)[1]}")


def named(panes: tuple[View, ...]) -> tuple[ViewName, Hemispheres] | None:
    """Return the name and the hemispheres of an arrangement, if it has a name; what the panes show is ignored."""
    bare = tuple(View(hemisphere=pane.hemisphere, direction=pane.direction) for pane in panes)
    for name in VIEW_NAMES:
        for hemisphere in choices(name):
            if views(name, hemisphere) == bare:
                return name, hemisphere
    return None


def _split(name: ViewName) -> tuple[Side, str]:
    side, _, aspect = name.partition("-")
    return cast(Side, side), aspect
