"""Reading surface labels of the user's own: GIFTI label files, FreeSurfer annotations, CIFTI dlabel files."""

import base64
import re
import zlib
from collections.abc import Mapping
from math import prod
from pathlib import Path
from typing import Any, Final
from xml.parsers import expat

import numpy as np
import numpy.typing as npt

from data.sides import HEMISPHERES, Hemisphere
from regions.own import OwnAtlasError
from regions.own_checks import FAMILY_OF, MOST_BYTES, WANTED, Key, Labelled, labelled, opened, told, unique

__all__ = ["on_surface", "side_in"]

MOST_SURFACE_BYTES: Final = 64_000_000
MOST_GRAYORDINATES: Final = 400_000

_SIDE: Final = re.compile(
    r"(?:^|[^A-Za-z0-9])(?:(?P<left>lh|LH|[Ll]eft|L)|(?P<right>rh|RH|[Rr]ight|R))(?=$|[^A-Za-z0-9])"
)
_CORTEX: Final[Mapping[str, Hemisphere]] = {"CortexLeft": "left", "CortexRight": "right"}
_MODELS: Final[Mapping[Hemisphere, str]] = {
    "left": "CIFTI_STRUCTURE_CORTEX_LEFT",
    "right": "CIFTI_STRUCTURE_CORTEX_RIGHT",
}


def side_in(name: str) -> str:
    """Return the side that a name tells: `left`, `right`, or '' for neither."""
    found = {side for match in _SIDE.finditer(name) for side in HEMISPHERES if match[side]}
    return found.pop() if len(found) == 1 else ""


def on_surface(path: Path) -> Mapping[Hemisphere, Labelled]:
    """Return the labels of the one or two hemispheres in a file; `OwnAtlasError` says what is wrong with it."""
    name = path.name.lower()
    if name.endswith(".gii"):
        return told(path, "GIFTI label", MOST_SURFACE_BYTES, _gifti)
    if name.endswith(".annot"):
        return told(path, "FreeSurfer annotation", MOST_SURFACE_BYTES, _annotation)
    return told(path, "CIFTI dlabel", MOST_BYTES, _cifti)


def _gifti(path: Path) -> Mapping[Hemisphere, Labelled]:
    data = path.read_bytes()
    _Guard(path).parse(data)
    import nibabel as nib

    image: Any = nib.GiftiImage.from_bytes(data)
    arrays = image.get_arrays_from_intent("NIFTI_INTENT_LABEL")
    if len(arrays) != 1 or len(image.darrays) != 1:
        found = f"{len(image.darrays)} arrays, {len(arrays)} of them labels"
        raise OwnAtlasError(f"{path}: holds {found}; expected one array of labels")
    side_told = {_CORTEX.get(meta.get("AnatomicalStructurePrimary", ""), "") for meta in (image.meta, arrays[0].meta)}
    side = _one_side(path, side_told - {""})
    key = unique(path, [(label.key, label.label or "") for label in image.labeltable.labels])
    return {side: labelled(path, np.asarray(arrays[0].data), key)}


class _Guard:
    """Refuses a GIFTI file that would unpack to more than a surface has, or that leads to other files."""

    def __init__(self, path: Path) -> None:
        self._path, self._packed = path, False
        self._text: list[str] = []

    def parse(self, data: bytes) -> None:
        """Go through the file once; `OwnAtlasError` or an error of the parser where it is not to be read."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = self._begin, self._end
        parser.CharacterDataHandler = self._text.append
        parser.EntityDeclHandler = self._entity
        parser.Parse(data, True)

    def _begin(self, tag: str, attributes: dict[str, str]) -> None:
        self._text.clear()
        if tag != "DataArray":
            return
        n = prod(int(value) for name, value in attributes.items() if re.fullmatch(r"Dim\d", name))
        if n not in FAMILY_OF:
            raise OwnAtlasError(f"{self._path}: says it has {n} vertices; {WANTED}")
        if attributes.get("Encoding") == "ExternalFileBinary":
            raise OwnAtlasError(f"{self._path}: its labels lie in another file; expected them in this one")
        self._packed = attributes.get("Encoding") == "GZipBase64Binary"

    def _end(self, tag: str) -> None:
        if tag == "Data" and self._packed:
            unpacking = zlib.decompressobj()
            unpacking.decompress(base64.b64decode("".join(self._text)), 8 * max(FAMILY_OF))
            if unpacking.unconsumed_tail:
                raise OwnAtlasError(f"{self._path}: an array unpacks to more than it says; {WANTED}")
        self._text.clear()

    def _entity(self, *_told: Any) -> None:
        raise OwnAtlasError(f"{self._path}: declares entities; expected a GIFTI label file without")


def _annotation(path: Path) -> Mapping[Hemisphere, Labelled]:
    with path.open("rb") as file:
        n = int.from_bytes(file.read(4), "big", signed=True)
    if n not in FAMILY_OF:
        raise OwnAtlasError(f"{path}: says it has {n} vertices; {WANTED}")
    if path.stat().st_size < 4 + 8 * n:
        raise OwnAtlasError(f"{path}: ends before its {n} vertices do; expected a whole FreeSurfer annotation file")
    from nibabel.freesurfer.io import read_annot

    value, _, found = read_annot(path)
    names = [*(name.decode("utf-8", "replace") for name in found), ""]  # the last for what belongs to none
    side = _one_side(path, set())
    return {side: labelled(path, np.where(value < 0, len(names) - 1, value), unique(path, list(enumerate(names))))}


def _one_side(path: Path, content: set[str]) -> Hemisphere:
    """Return the hemisphere that a file is of, as its content tells, or its name."""
    named = side_in(path.name)
    if named and content - {named}:
        raise OwnAtlasError(f"{path}: its name says {named}, its content does not; expected the same side twice")
    found = content | ({named} if named else set())
    if len(found) != 1:
        raise OwnAtlasError(f"{path}: does not tell its hemisphere; expected lh or rh, or L or R, in its name")
    return "left" if "left" in found else "right"


def _cifti(path: Path) -> Mapping[Hemisphere, Labelled]:
    image = opened(path)
    from nibabel.cifti2.cifti2 import Cifti2Image
    from nibabel.cifti2.cifti2_axes import BrainModelAxis, LabelAxis

    if not isinstance(image, Cifti2Image):
        raise OwnAtlasError(f"{path}: no CIFTI file inside; expected a CIFTI dlabel file")
    shape = tuple(int(n) for n in image.shape)
    if len(shape) != 2 or shape[0] != 1 or shape[1] > MOST_GRAYORDINATES:
        raise OwnAtlasError(f"{path}: holds {' x '.join(map(str, shape))} values; expected one map, such as 1 x 91282")
    rows, columns = (image.header.get_axis(k) for k in (0, 1))
    if not isinstance(rows, LabelAxis) or not isinstance(columns, BrainModelAxis):
        raise OwnAtlasError(f"{path}: holds no labels of grayordinates; expected a CIFTI dlabel file")
    if len(columns) != shape[1]:
        raise OwnAtlasError(f"{path}: has {shape[1]} values for {len(columns)} grayordinates; expected one for each")
    key = unique(path, [(int(number), str(name)) for number, (name, _) in rows.label[0].items()])
    values = np.asarray(image.dataobj)[0]
    models = {name: (part, model) for name, part, model in columns.iter_structures()}
    found = {side: _model(path, values, key, *models[name]) for side, name in _MODELS.items() if name in models}
    if not found:
        raise OwnAtlasError(f"{path}: has no cortex; expected labels of the left or the right side")
    return found


def _model(path: Path, values: npt.NDArray[Any], key: Key, part: slice, model: Any) -> Labelled:
    """Return the labels of a hemisphere of which a CIFTI file leaves vertices out, as a rule the medial wall."""
    n = next(iter(model.nvertices.values()))
    vertex = np.asarray(model.vertex)
    if FAMILY_OF.get(n) != "fs-lr-32k":
        raise OwnAtlasError(f"{path}: says that a hemisphere has {n} vertices; expected 32492 (fs_LR 32k)")
    if len(np.unique(vertex)) != len(vertex) or vertex.min() < 0 or vertex.max() >= n:
        raise OwnAtlasError(
            f"{path}: names a vertex twice or beyond the last; expected each of 0 to {n - 1} once at most"
        )
    some = labelled(path, values[part], key, whole=False)
    code = np.zeros(n, np.int16)
    code[vertex] = some.code
    return Labelled(code, some.names)
