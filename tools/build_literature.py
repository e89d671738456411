"""Build the literature layer's files again: python tools/build_literature.py COORDINATES METADATA STUDIES FOLDER.

COORDINATES and METADATA are NeuroQuery's tables (Dockes et al. 2020), STUDIES the papers chosen by hand (pmid, title,
set, strict; `data/files/literature_studies.csv` will do). Multilevel kernel density analysis: a paper counts once in
every voxel of the 2 mm MNI152 grid within 10 mm of any of its peaks; per voxel a 2 x 2 chi-square, chosen papers
against all others; z is its signed root, sampled trilinearly at the midthickness. Nothing is masked. Takes a minute and
half a gigabyte; the same inputs give the same bytes.
"""

import argparse
import csv
import gzip
import hashlib
import io
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

sys.path.insert(0, str(Path(__file__).parents[1]))

from data.sides import HEMISPHERES
from meshes.families import Family, mni152

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]
Study = dict[str, str]

SHAPE: Final = (91, 109, 91)
ORIGIN_MM: Final = (-90.0, -126.0, -72.0)
STEP_MM: Final = 2.0
RADIUS_MM: Final = 10.0
THRESHOLD_Z: Final = 3.6

IMAGERY: Final = "imagery_uncurated"
WANTED: Final = re.compile(r"motor imagery|imagined movement", re.IGNORECASE)
UNWANTED: Final = re.compile(r"patient|stroke|injury|neurofeedback|meta-analysis", re.IGNORECASE)
"""The title search for imagery: it looks at nothing but the title, so some patients and reviews slip through."""

COLUMNS: Final = ("pmid", "title", "set", "strict")
MAPS: Final[dict[Family, str]] = {"fs-lr-32k": "literature_fslr32k.npz", "fsaverage5": "literature_fsaverage5.npz"}

_REACH: Final = int(RADIUS_MM // STEP_MM)
_PAD: Final = 2 * _REACH
_PADDED: Final = tuple(n + 2 * _PAD for n in SHAPE)
"""Room for the ball of a peak that lies as far outside the grid as its ball still reaches in."""


def main(arguments: list[str] | None = None) -> int:
    """Read, count, sample, write; say what was written."""
    parser = argparse.ArgumentParser(description="Build the files of the literature layer.")
    for name in ("coordinates", "metadata", "studies", "folder"):
        parser.add_argument(name, type=Path)
    try:
        build(**vars(parser.parse_args(arguments)))
    except (OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def build(coordinates: Path, metadata: Path, studies: Path, folder: Path) -> None:
    """Write the two maps, the studies and their peaks into `folder`, and print their checksums."""
    papers = read_peaks(coordinates)
    chosen = read_studies(studies) + imagery(metadata)
    ids = sets(chosen, set(papers))
    reached, everyone = count(papers, ids)
    maps = {name: signed_root(reached[name], everyone, len(ids[name]), len(papers)) for name in ids}
    files = {file: _npz(sampled(maps, family) | facts(ids, len(papers))) for family, file in MAPS.items()}
    files["literature_studies.csv"] = _csv(COLUMNS, ([one[name] for name in COLUMNS] for one in chosen))
    files["literature_peaks.csv"] = _csv(("pmid", "x", "y", "z"), peak_rows(papers, chosen))
    for file, content in files.items():
        _write(folder / file, content)
        print(f"{hashlib.sha256(content).hexdigest()}  {file}")


def read_peaks(path: Path) -> dict[int, Floats]:
    """Read the peaks (k, 3) in mm of each paper; `ValueError` names the first row that holds none."""
    pmid, mm = [], []
    for number, row in enumerate(_rows(path, ("id", "x", "y", "z")), 2):
        try:
            pmid.append(int(row["id"]))
            mm.append([float(row[axis]) for axis in "xyz"])
        except (TypeError, ValueError):
            raise ValueError(f"{path}, row {number}: expected a paper's number and x, y, z in mm.") from None
    places, papers = np.array(mm, np.float64).reshape(-1, 3), np.array(pmid, np.int64)
    if not np.isfinite(places).all():
        raise ValueError(f"{path} holds coordinates that are not finite; expected mm.")
    order = np.argsort(papers, kind="stable")
    ids, first = np.unique(papers[order], return_index=True)
    return dict(zip(ids.tolist(), np.split(places[order], first[1:]), strict=True))


def read_studies(path: Path) -> list[Study]:
    """Read the papers chosen by hand, in the order of the file, without those of the title search."""
    return [row for row in _rows(path, COLUMNS) if row["set"] != IMAGERY]


def imagery(metadata: Path) -> list[Study]:
    """Return the papers that the title search finds in NeuroQuery's metadata, by their numbers."""
    titles = {int(row["id"]): " ".join(row["title"].split()) for row in _rows(metadata, ("id", "title"))}
    found = sorted(pmid for pmid, title in titles.items() if WANTED.search(title) and not UNWANTED.search(title))
    return [{"pmid": str(pmid), "title": titles[pmid], "set": IMAGERY, "strict": "False"} for pmid in found]


def sets(studies: list[Study], known: set[int]) -> dict[str, frozenset[int]]:
    """Return the papers of each map; `ValueError` if a paper has no peaks. Imitation is listed, not mapped."""
    if unknown := _ids(studies) - known:
        raise ValueError(f"Papers {sorted(unknown)[:5]} have no peaks in the coordinates; expected every study there.")
    ids = {
        "observation": _ids(one for one in studies if one["set"] == "observation" and one["strict"] == "True"),
        "observation_wide": _ids(one for one in studies if one["set"] == "observation"),
        "execution": _ids(one for one in studies if one["set"] == "execution"),
        IMAGERY: _ids(one for one in studies if one["set"] == IMAGERY),
    }
    if empty := [name for name, papers in ids.items() if not papers]:
        raise ValueError(f"There are no papers for {', '.join(empty)}; expected some in every set.")
    return ids


def _ids(studies: Iterable[Study]) -> frozenset[int]:
    return frozenset(int(one["pmid"]) for one in studies)


def ball() -> Integers:
    """Return what to add to a voxel's place in the padded grid to reach every voxel within the radius, inclusive."""
    axis = np.arange(-_REACH, _REACH + 1)
    offsets = np.stack(np.meshgrid(axis, axis, axis, indexing="ij"), -1).reshape(-1, 3)
    near = offsets[(offsets**2).sum(1) * STEP_MM**2 <= RADIUS_MM**2]
    return np.asarray(near @ np.array([_PADDED[1] * _PADDED[2], _PADDED[2], 1]), np.int64)


def count(papers: Mapping[int, Floats], ids: Mapping[str, frozenset[int]]) -> tuple[dict[str, Integers], Integers]:
    """Return how many papers of each set, and of all, reach each voxel of the grid (91, 109, 91).

    `papers` holds the peaks (k, 3) of each. A paper counts once, however many of its peaks are near. A peak lies in its
    voxel; one halfway between two goes to the even one, which favours neither side of the brain.
    """
    everyone = np.zeros(int(np.prod(_PADDED)), np.int64)
    of = {name: np.zeros_like(everyone) for name in ids}
    around = ball()
    for pmid, places in papers.items():
        reached = np.unique(_voxels(places)[:, None] + around)
        for each in (everyone, *(of[name] for name in ids if pmid in ids[name])):
            each[reached] += 1
    return {name: _cropped(one) for name, one in of.items()}, _cropped(everyone)


def _voxels(mm: Floats) -> Integers:
    """Return the places (k,) in the padded grid of the voxels that hold these peaks, without those too far outside."""
    voxel = np.rint((mm - ORIGIN_MM) / STEP_MM).astype(np.int64)
    near = ((voxel >= -_REACH) & (voxel < np.array(SHAPE) + _REACH)).all(1)
    return np.unique(np.ravel_multi_index(tuple((voxel[near] + _PAD).T), _PADDED))


def _cropped(padded: Integers) -> Integers:
    inside = tuple(slice(_PAD, _PAD + n) for n in SHAPE)
    return np.ascontiguousarray(padded.reshape(_PADDED)[inside])


def signed_root(chosen: npt.ArrayLike, everyone: npt.ArrayLike, chosen_papers: int, papers: int) -> Floats:
    """Return the signed root of the 2 x 2 chi-square: chosen papers or others, here or not; 0 where nothing differs.

    `chosen` of `chosen_papers` and `everyone` of `papers` reach a voxel; `everyone` counts the chosen too. With the
    cells a, b, c, d the chi-square is n (a d - b c)^2 over the product of the margins; `excess` is a d - b c.
    """
    here, of_all = np.asarray(chosen, np.float64), np.asarray(everyone, np.float64)
    excess = papers * here - chosen_papers * of_all
    margins = chosen_papers * (papers - chosen_papers) * of_all * (papers - of_all)
    return np.asarray(np.sqrt(papers) * excess / np.sqrt(np.where(margins > 0, margins, np.inf)), np.float64)


def sample(volume: Floats, mm: npt.NDArray[Any]) -> Floats:
    """Return the values (n,) of a grid at places (n, 3) in MNI152 mm, trilinear."""
    from scipy.ndimage import map_coordinates

    voxel = (np.asarray(mm, np.float64) - ORIGIN_MM) / STEP_MM
    return np.asarray(map_coordinates(volume, voxel.T, order=1, mode="nearest"), np.float64)


def sampled(maps: Mapping[str, Floats], family: Family) -> dict[str, npt.NDArray[Any]]:
    """Return every map at the midthickness of a family, float16."""
    return {
        f"{name}_z_{side[0].upper()}": half(sample(volume, mni152(family, side)[0]))
        for side in HEMISPHERES
        for name, volume in maps.items()
    }


def half(z: Floats) -> npt.NDArray[np.float16]:
    """Return z in half the bytes, 0.002 fine at the threshold, where no value changes sides."""
    short = z.astype(np.float16)
    lost = (z >= THRESHOLD_Z) & (short.astype(np.float64) < THRESHOLD_Z)
    short[lost] = np.nextafter(short[lost], np.float16(np.inf))
    return short


def facts(ids: Mapping[str, frozenset[int]], papers: int) -> dict[str, npt.NDArray[Any]]:
    """Return what a legend must say of the maps."""
    sizes = {f"papers_{name}": np.array(len(one), np.int32) for name, one in ids.items()}
    terms = {"threshold_z": np.array(THRESHOLD_Z), "kernel_radius_mm": np.array(RADIUS_MM)}
    return terms | sizes | {"papers": np.array(papers, np.int32)}


def peak_rows(papers: Mapping[int, Floats], studies: list[Study]) -> Iterator[tuple[str, ...]]:
    """Yield the peaks of the chosen papers as given, by paper, a peak that is given twice once."""
    for pmid in sorted(_ids(studies)):
        yield from ((str(pmid), *(f"{value:g}" for value in place)) for place in np.unique(papers[pmid], axis=0))


def _rows(path: Path, columns: tuple[str, ...]) -> list[dict[str, str]]:
    packed = path.read_bytes()
    text = (gzip.decompress(packed) if path.suffix == ".gz" else packed).decode()
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter="\t" if ".tsv" in path.suffixes else ",")
    if missing := set(columns) - set(reader.fieldnames or ()):
        raise ValueError(f"{path} has no column {', '.join(sorted(missing))}; expected {', '.join(columns)}.")
    return list(reader)


def _npz(arrays: Mapping[str, npt.NDArray[Any]]) -> bytes:
    out = io.BytesIO()
    np.savez_compressed(out, **arrays)  # type: ignore[arg-type]
    return out.getvalue()


def _csv(columns: Iterable[str], rows: Iterable[Iterable[str]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows([columns, *rows])
    return out.getvalue().encode()


def _write(path: Path, content: bytes) -> None:
    part = path.with_name(path.name + ".part")
    part.write_bytes(content)
    part.replace(path)


if __name__ == "__main__":
    sys.exit(main())
