"""What the words in a scene's `shapes` stand for: a shape with a name of its own, or ATLAS:LABEL[:SIDE]."""

import functools

from atlas_app.model.choices import chosen, nearest, unknown
from regions.deep import Deep, deep, label_shape, volume_labels, with_volume

__all__ = ["shape_named"]


@functools.lru_cache(maxsize=64)
def shape_named(word: str) -> Deep:
    """Return the shape that a word names; `ValueError` says in one sentence what it is not, and what is nearest."""
    if word in deep():
        return deep()[word]
    atlas_id, colon, rest = word.partition(":")
    if not colon:
        raise ValueError(f"{unknown('shape', word, tuple(deep()))[:-1]}, or ATLAS:LABEL[:SIDE] for any label)")
    chosen("atlas in voxels", atlas_id, with_volume())
    label, _, side = rest.rpartition(":")
    if not label or side not in ("left", "right"):
        label, side = rest, ""
    there = volume_labels(atlas_id)
    if label not in there:
        raise ValueError(_no_label(atlas_id, label, tuple(there)))
    if side and not there[label] & {side, ""}:
        raise ValueError(f"the label '{label}' of the atlas '{atlas_id}' does not lie on the {side}")
    return label_shape(atlas_id, label, side)


def _no_label(atlas_id: str, label: str, there: tuple[str, ...]) -> str:
    near = nearest(label, there)
    meant = f"; did you mean '{near}'?" if near else ""
    some = f"it has {len(there)}, such as {', '.join(there[:3])}"
    return f"the atlas '{atlas_id}' has no label {label[:40]!r}{meant} ({some})"
