"""Tables of the user's own: names of labels (FreeSurfer look-up table, BIDS dseg.tsv, CSV), their regions (TOML)."""

import csv
import io
import json
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from regions.catalogue import ORDER
from regions.own import Assignment, OwnAtlasError
from regions.own_files import side_in

__all__ = ["ENDINGS", "assignments_of", "assignments_text", "names_in", "read_assignments"]

ENDINGS: Final = (".tsv", ".csv", ".txt", ".lut", ".ctab")
"""What names of tables of labels end in."""

MOST_BYTES: Final = 4_000_000
_NUMBER: Final = ("index", "id", "value", "label_id", "labelid", "key", "number", "no", "intensity")
_NAME: Final = ("name", "label", "label_name", "labelname", "region", "structure", "roi")
_SIDE: Final = ("hemisphere", "hemi", "side")
_SIDES: Final[Mapping[str, str]] = {
    "l": "left",
    "lh": "left",
    "left": "left",
    "r": "right",
    "rh": "right",
    "right": "right",
}

Named = Mapping[int, tuple[str, str]]


def names_in(path: Path) -> Named:
    """Return the name and the side, or '', of each label that a table names; `OwnAtlasError` says what is wrong."""
    text = _text(path)
    rows = list(_columns(path, text) if path.suffix.lower() in (".tsv", ".csv") else _freesurfer(path, text))
    found: dict[int, tuple[str, str]] = {}
    for number, name, side in rows:
        if number in found:
            raise OwnAtlasError(f"{path}: names the label {number} twice; expected each number once")
        if not name or len(name) > 200 or not name.isprintable():
            raise OwnAtlasError(f"{path}: calls the label {number} {name!r:.60}; expected one line of 1 to 200 letters")
        found[number] = (name, side)
    if not found:
        raise OwnAtlasError(f"{path}: names no label; expected lines such as '1 premotor', or columns index and name")
    return found


def _freesurfer(path: Path, text: str) -> Iterable[tuple[int, str, str]]:
    """Return the lines `number name r g b a`; colours may be left out."""
    for place, line in enumerate(text.splitlines(), 1):
        words = line.split("#")[0].split()
        if not words:
            continue
        while len(words) > 2 and words[-1].replace(".", "", 1).isdigit():
            words.pop()
        if len(words) < 2:
            raise OwnAtlasError(f"{path}: line {place} is {line.strip()!r:.60}; expected a number and a name")
        name = " ".join(words[1:])
        yield _number(path, words[0], place), name, side_in(name)


def _columns(path: Path, text: str) -> Iterable[tuple[int, str, str]]:
    """Return the rows of a table with a line of titles."""
    first = text.split("\n", 1)[0]
    apart = "\t" if "\t" in first else ";" if ";" in first and "," not in first else ","
    try:
        rows = list(csv.DictReader(io.StringIO(text), delimiter=apart))
    except csv.Error as error:
        raise OwnAtlasError(f"{path}: expected a table of labels, found a fault in it: {error}") from None
    titles = {str(title).strip().lower(): title for title in (rows[0] if rows else {}) if title is not None}
    number = next(
        (titles[word] for word in _NUMBER if word in titles), titles.get("label") if "name" in titles else None
    )
    name = next((titles[word] for word in _NAME if word in titles and titles[word] != number), None)
    if rows and (number is None or name is None):
        raise OwnAtlasError(f"{path}: has the columns {', '.join(titles) or 'none'}; expected index and name")
    side = next((titles[word] for word in _SIDE if word in titles), None)
    for place, row in enumerate(rows, 2):
        its = (row.get(name) or "").strip()
        told = _SIDES.get((row.get(side) or "").strip().lower(), "") if side else side_in(its)
        yield _number(path, (row.get(number) or "").strip(), place), its, told


def _number(path: Path, word: str, place: int) -> int:
    if not (word.isascii() and word.isdigit()) or len(word) > 12:
        raise OwnAtlasError(f"{path}: line {place} numbers a label {word!r:.40}; expected a whole number from 0 on")
    return int(word)


def read_assignments(path: Path, labels: Iterable[str]) -> tuple[Assignment, ...]:
    """Return which of an atlas's labels counts for which region, from a TOML file."""
    return assignments_of(_text(path), str(path), labels)


def assignments_of(text: str, name: str, labels: Iterable[str]) -> tuple[Assignment, ...]:
    """Return which label counts for which region: `[regions]` lists labels by region, `[clip]` names parts of labels.

    `OwnAtlasError` names a region or a label that there is not, or that stands twice.
    """
    try:
        raw = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise OwnAtlasError(f"{name}: expected TOML, found a fault in it: {error}") from None
    for key in raw:
        _one_of(f"{name}: the table", key, ("regions", "clip"))
    known, clips = tuple(labels), _table(name, raw, "clip")
    region_of: dict[str, str] = {}
    for region, listed in _table(name, raw, "regions").items():
        _one_of(f"{name}: the region", region, ORDER)
        if not isinstance(listed, list):
            raise OwnAtlasError(f"{name}: {region} is {listed!r:.40}; expected a list of labels")
        for label in listed:
            _one_of(f"{name}: the label", label, known)
            if label in region_of:
                raise OwnAtlasError(
                    f"{name}: the label {label!r} stands in {region_of[label]} and {region}; expected one"
                )
            region_of[label] = region
    for label, clip in clips.items():
        _one_of(f"{name}: a clip of the label", label, tuple(region_of))
        _clip(name, label, clip)
    return tuple(
        Assignment(label=label, region=region, clip=clips.get(label, "")) for label, region in region_of.items()
    )


def assignments_text(regions: Iterable[Assignment], name: str) -> str:
    """Return what `assignments_of` reads."""
    rows = tuple(regions)
    by_region = {region: [row.label for row in rows if row.region == region] for region in ORDER}
    lines = [f"# Which labels of {name} count for which region.", "", "[regions]"]
    for region, labels in by_region.items():
        if labels:
            lines += [f"{region} = [", *(f"  {_quoted(label)}," for label in labels), "]"]
    clips = [f"{_quoted(row.label)} = {_quoted(row.clip)}" for row in rows if row.clip]
    return "\n".join([*lines, *(["", "[clip]", *clips] if clips else []), ""])


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _table(name: str, raw: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    found = raw.get(key, {})
    if not isinstance(found, dict):
        raise OwnAtlasError(f"{name}: {key} is {found!r:.40}; expected a table")
    return found


def _clip(name: str, label: str, clip: Any) -> None:
    import numpy as np

    from regions.clip import ClipError, keep

    try:
        if not isinstance(clip, str) or len(clip) > 200:
            raise ClipError(f"clip {clip!r:.40} is no text of at most 200 letters")
        keep(clip, np.zeros((1, 3)), lambda _: np.ones(1, bool))
    except ClipError as error:
        raise OwnAtlasError(f"{name}: at {label!r}, {error}") from None


def _one_of(what: str, word: Any, known: tuple[str, ...]) -> None:
    if word in known:
        return
    from difflib import get_close_matches  # only for the error

    nearest = get_close_matches(str(word), known, 1, 0.0)
    hint = f"expected one such as {nearest[0]!r}" if nearest else "expected none"
    raise OwnAtlasError(f"{what} {word!r:.60} is unknown; {hint}")


def _text(path: Path) -> str:
    try:
        if not path.is_file():
            raise OwnAtlasError(f"{path}: there is no such file; expected a table")
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
        if len(content) > MOST_BYTES:
            raise OwnAtlasError(f"{path}: larger than {MOST_BYTES // 10**6} MB; expected a table")
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise OwnAtlasError(f"{path}: at byte {error.start}, expected text in UTF-8, found something else") from None
    except OSError as error:
        raise OwnAtlasError(f"{path}: cannot be read: {error.strerror or error}") from None
    if "\0" in text:
        raise OwnAtlasError(f"{path}: expected a table in text, found bytes that are none")
    return text.replace("\r\n", "\n")
