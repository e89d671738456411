"""What a place is where it is no cortex, from the voxels of Desikan-Killiany and Destrieux."""

import re
from typing import Final, Literal

__all__ = ["Tissue", "tissue_of"]

Tissue = Literal[
    "",
    "cortex",
    "sulcus",
    "outside",
    "white matter",
    "hippocampus",
    "amygdala",
    "thalamus",
    "caudate nucleus",
    "putamen",
    "pallidum",
    "nucleus accumbens",
    "ventral diencephalon",
    "brain stem",
    "cerebellum",
    "corpus callosum",
    "ventricle",
]
"""`cortex`, in a `sulcus` beside it, `outside` the brain, or what stands there; '' is not known."""

_SHAPES: Final[dict[str, Tissue]] = {
    "hippocampus": "hippocampus",
    "amygdala": "amygdala",
    "thalamusproper": "thalamus",
    "caudate": "caudate nucleus",
    "putamen": "putamen",
    "pallidum": "pallidum",
    "accumbensarea": "nucleus accumbens",
    "brainstem": "brain stem",
}
_TISSUES: Final[tuple[tuple[str, Tissue], ...]] = (
    ("Hippocampus", "hippocampus"),
    ("Amygdala", "amygdala"),
    ("Thalamus", "thalamus"),
    ("Caudate", "caudate nucleus"),
    ("Putamen", "putamen"),
    ("Pallidum", "pallidum"),
    ("Accumbens", "nucleus accumbens"),
    ("VentralDC|Optic-Chiasm", "ventral diencephalon"),
    ("Brain-Stem", "brain stem"),
    ("Cerebellum", "cerebellum"),
    ("^CC_", "corpus callosum"),
    ("Vent|CSF|choroid", "ventricle"),
    ("White-Matter|WM-hypointensities|vessel", "white matter"),
)
"""Which of Destrieux's labels, which cover the whole brain, are what; the first that is found counts."""


def tissue_of(shape: tuple[str, str], tissue: tuple[str, str]) -> Tissue:
    """Return what two voxels say, label and side of each; '' where they say cortex or nothing.

    The shapes are those of Desikan-Killiany; Destrieux tells the rest.
    """
    if found := _SHAPES.get(shape[0]):
        return found
    words = tissue[0]
    if not words or words.startswith("ctx"):
        return ""
    nothing: Tissue = ""
    told = next((kind for pattern, kind in _TISSUES if re.search(pattern, words)), nothing)
    return "" if told in ("hippocampus", "amygdala") and shape[0] else told
