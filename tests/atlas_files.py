"""Atlas files for tests, written by nibabel as anybody would."""

from pathlib import Path

import nibabel as nib
import numpy as np
from nibabel.cifti2 import BrainModelAxis, Cifti2Image, LabelAxis

LETTER = {"left": "L", "right": "R"}


def gifti(path: Path, values, names: dict[int, str], structure: str = "", dtype=np.int32) -> Path:
    """Write a label file; `structure` such as CortexLeft."""
    table = nib.gifti.GiftiLabelTable()
    for key, name in names.items():
        label = nib.gifti.GiftiLabel(key, 0.1, 0.2, 0.3, 1.0)
        label.label = name
        table.labels.append(label)
    kind = "NIFTI_TYPE_INT32" if dtype == np.int32 else "NIFTI_TYPE_FLOAT32"
    meta = nib.gifti.GiftiMetaData({"AnatomicalStructurePrimary": structure} if structure else {})
    array = nib.gifti.GiftiDataArray(np.asarray(values, dtype), "NIFTI_INTENT_LABEL", kind, meta=meta)
    nib.save(nib.GiftiImage(darrays=[array], labeltable=table), path)
    return path


def gifti_pair(folder: Path, stem: str, labels: dict) -> Path:
    """Write both hemispheres of an atlas and return the left file."""
    for side, one in labels.items():
        names = {k: name or "???" for k, name in enumerate(one.names)}
        gifti(folder / f"{stem}.{LETTER[side]}.label.gii", one.code, names, f"Cortex{side.capitalize()}")
    return folder / f"{stem}.L.label.gii"


def annotation(path: Path, values, names: list[str]) -> Path:
    """Write a FreeSurfer annotation."""
    colours = np.array([[k % 250, k // 250, 7, 0, 0] for k in range(len(names))])
    nib.freesurfer.write_annot(path, np.asarray(values, int), colours, names, fill_ctab=True)
    return path


def cifti(path: Path, labels: dict, names: dict[int, str] | None = None, n: int = 32492, dtype=np.int32) -> Path:
    """Write a dense label file of grayordinates: the labelled vertices of both sides, which share one table."""
    every = ["???", *dict.fromkeys(name for one in labels.values() for name in one.names if name)]
    axis, values = None, []
    for side, one in labels.items():
        there = one.code > 0
        vertices = np.flatnonzero(there)
        part = BrainModelAxis.from_surface(vertices, n, f"CIFTI_STRUCTURE_CORTEX_{side.upper()}")
        axis = part if axis is None else axis + part
        values.append([every.index(one.names[k]) for k in one.code[there]])
    table = {k: (name, (0.1, 0.2, 0.3, 1.0)) for k, name in (names or dict(enumerate(every))).items()}
    image = Cifti2Image(np.concatenate(values)[None].astype(dtype), (LabelAxis(["map"], [table]), axis))
    image.nifti_header.set_intent("NIFTI_INTENT_CONNECTIVITY_DENSE_LABELS")
    nib.save(image, path)
    return path


def nifti(path: Path, code, affine, table: str, ending: str = ".csv") -> Path:
    """Write a volume with a table beside it."""
    nib.save(nib.Nifti1Image(np.asarray(code), affine), path)
    (path.parent / f"{path.name.split('.')[0]}{ending}").write_text(table, encoding="utf-8")
    return path


def table_of(volume) -> str:
    """Return a table of the labels of a volume, with their sides."""
    letters = {"left": "L", "right": "R", "": "B"}
    rows = enumerate(zip(volume.names, volume.sides, strict=True))
    return "id,label,hemisphere\n" + "".join(f"{k},{name},{letters[side]}\n" for k, (name, side) in rows if name)
