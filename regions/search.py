"""Search: from what somebody types to regions, their neighbours, well-known places and the labels of every atlas."""

import difflib
import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from data.tables import table
from regions.atlases import atlas
from regions.catalogue import ORDER, region
from regions.names import bare, named
from regions.own import AtlasRef

__all__ = ["KINDS", "Hit", "Kind", "index", "said", "search"]

Kind = Literal["region", "neighbour", "place", "label"]
KINDS: Final[tuple[Kind, ...]] = ("region", "neighbour", "place", "label")
"""In which order answers stand that fit equally well."""

NEAR: Final = 0.75
"""How alike a misspelt word and the word that was meant must be."""
LONG: Final = 4
"""The least number of letters of a word that can be misspelt; shorter ones are like too many others."""

_SIDES: Final = {"left": "left", "lh": "left", "right": "right", "rh": "right"}
_IDLE: Final = frozenset({"area", "areas", "the", "of", "in", "and", "hemisphere"})
_BRODMANN: Final = re.compile(r"\b(?:ba|brodmann area|brodmann s area|brodmann) ?(\d+)\b")

ABBREVIATION, NAME, BEGUN, HELD, ALIKE = range(5)
"""How well an answer fits: an abbreviation, a whole name, words begun, words inside it, words alike."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One answer: what it is called, what kind of thing it is, and what it is not (`note`).

    `region` is the region or neighbour that it is or belongs to, or ''. `atlas`, `label` and `side` say where it is:
    a label as its atlas has it, without its side where `side` is '' and both are meant; without a label it is the
    whole region. `fit` is 0 for the best.
    """

    title: str
    kind: Kind
    region: str = ""
    atlas: str = ""
    label: str = ""
    side: str = ""
    note: str = ""
    fit: int = ALIKE


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that can be found: `best` are the keys that answer before all others, `keys` its other names."""

    hit: Hit
    best: frozenset[str]
    keys: frozenset[str]


def search(words: str, limit: int = 12, atlas_id: AtlasRef = "hcp-mmp", side: str = "left") -> tuple[Hit, ...]:
    """Return what `words` may mean, the best first; nothing for words that are like no name.

    A side in the words ("SMA right", "lh") is kept to. Of labels that fit equally well, those of the atlas `atlas_id`
    come first, and those of `side`.
    """
    asked, wanted = _asked(words)
    if not asked:
        return ()
    entries = [entry for entry in index() if wanted in ("", entry.hit.side) or not entry.hit.side]
    found = [(fit, entry.hit) for entry in entries if (fit := _fit(entry, asked, key_of(words))) is not None]
    if any(fit < HELD for fit, _ in found):  # who types "angular" does not mean what is triangular
        found = [one for one in found if one[0] < HELD]
    found = found or [(ALIKE, hit) for hit in _alike(entries, asked)]
    if found and found[0][0] != ALIKE:
        found.sort(key=lambda one: (one[0], *_order(one[1], atlas_id, side)))
    return tuple(_first(found, wanted))[:limit]


@functools.cache
def index() -> tuple[Entry, ...]:
    """Return everything that can be found: regions and neighbours, places by their common names, labels."""
    rows = table("synonyms.toml")
    told = {row["id"]: row for row in rows["region"]}
    regions = [_region(region_id, told[region_id]) for region_id in ORDER]
    notes = {entry.hit.region: entry.hit.note for entry in regions}
    places = [_place(row, notes) for row in rows["synonym"]]
    labels = [_label(one.atlas, one.label, one.side, one.words) for one in named()]
    return (*regions, *places, *labels)


def said(hit: Hit) -> str:
    """Say what kind of thing an answer is, and to what it belongs."""
    if hit.kind == "label":
        return atlas(hit.atlas).name
    if not hit.region:
        return "Elsewhere in the brain"
    one = region(hit.region)
    if hit.kind == "place" and hit.title != one.name:
        return f"{one.name}, a neighbour" if one.is_neighbour else f"In: {one.name}, one of the five"
    return "Neighbour, outside the five" if one.is_neighbour else "One of the five regions"


def key_of(words: str) -> str:
    """Return words as they are compared: small letters, single gaps, no marks; "BA 6" is "ba6"."""
    plain = " ".join(re.findall(r"[a-z0-9+.]+", words.lower().replace("'", "")))
    return _BRODMANN.sub(r"ba\1", plain)


def _order(hit: Hit, atlas_id: AtlasRef, side: str) -> tuple[int, bool, bool]:
    is_label = hit.kind == "label"
    return KINDS.index(hit.kind), is_label and hit.atlas != atlas_id, is_label and hit.side != side


def _region(region_id: str, row: dict[str, list[str]]) -> Entry:
    one = region(region_id)
    kind: Kind = "neighbour" if one.is_neighbour else "region"
    hit = Hit(one.name, kind, region_id, note=str(row["note"]))
    best = frozenset(key_of(word) for word in (region_id, *row["abbreviations"], one.short))
    return Entry(hit, best, best | {key_of(one.name)})


def _place(row: dict[str, str | list[str]], notes: dict[str, str]) -> Entry:
    leads, label = str(row.get("leads", "")), str(row.get("label", ""))
    title = str(row.get("title", "")) or region(leads).name
    note = str(row.get("note", "")) or notes.get(leads, "")
    words = row["words"]
    hit = Hit(title, "place", leads, str(row.get("atlas", "")), label, note=note)
    return Entry(hit, frozenset(), frozenset(key_of(word) for word in (*words, title)))


def _label(atlas_id: str, label: str, side: str, words: str) -> Entry:
    hit = Hit(f"{words}, {side}" if side else words, "label", atlas=atlas_id, label=label, side=side)
    as_filed = frozenset({key_of(label)} - {key_of(words)})  # nobody types ctx_lh_S_central and means something else
    return Entry(hit, as_filed, frozenset({key_of(words), key_of(bare(label))}))


def _asked(words: str) -> tuple[str, str]:
    """Return what was asked for without its side, and the side, '' if none or both were named."""
    tokens = key_of(words).split()
    sides = {_SIDES[token] for token in tokens if token in _SIDES}
    rest = [token for token in tokens if token not in _SIDES]
    if not rest:  # a label may be called so
        return " ".join(tokens), ""
    return " ".join(rest), sides.pop() if len(sides) == 1 else ""


def _fit(entry: Entry, asked: str, whole: str = "") -> int | None:
    """Return how well an entry fits what was asked for, or all of what was typed, or None."""
    if asked in entry.best or whole in entry.best:
        return ABBREVIATION
    if asked in entry.keys or _telling(asked) in entry.keys:
        return NAME
    tokens = _telling(asked).split() or asked.split()
    fits = [HELD if begun is False else BEGUN for key in entry.keys if (begun := _begun(key, tokens)) is not None]
    return min(fits, default=None)


def _telling(asked: str) -> str:
    """Return what was asked for without the words that tell nothing apart: "area 6v" is "6v"."""
    return " ".join(token for token in asked.split() if token not in _IDLE)


def _begun(key: str, tokens: list[str]) -> bool | None:
    """Whether every token begins a word of `key`; None if one of them is not even inside it."""
    if not all(token in key for token in tokens):
        return None
    words = key.split()
    return all(any(word.startswith(token) for word in words) for token in tokens)


def _alike(entries: Iterable[Entry], asked: str) -> list[Hit]:
    """Return entries with a name that is like what was asked for, the most alike first."""
    by_key: dict[str, list[Hit]] = {}
    for entry in entries:
        for key in entry.keys:
            by_key.setdefault(key, []).append(entry.hit)
    whole = difflib.get_close_matches(asked, by_key, n=6, cutoff=NEAR) if len(asked) >= LONG else []
    if whole:
        return sorted((hit for key in whole for hit in by_key[key]), key=lambda hit: KINDS.index(hit.kind))
    mended = _mended(asked.split(), by_key)
    fits = [(fit, entry.hit) for entry in entries if mended and (fit := _fit(entry, mended)) is not None]
    return [hit for _, hit in sorted(fits, key=lambda one: (one[0], KINDS.index(one[1].kind)))]


def _mended(tokens: list[str], keys: Iterable[str]) -> str:
    """Return the words with each misspelt one replaced by the most alike; '' if one is like none."""
    known = {word for key in keys for word in key.split()}
    mended = []
    for token in tokens:
        near = [token] if token in known else difflib.get_close_matches(token, known, n=1, cutoff=NEAR)
        if not near or (near[0] != token and len(token) < LONG):
            return ""
        mended.append(near[0])
    return " ".join(mended)


def _first(found: list[tuple[int, Hit]], wanted: str) -> Iterable[Hit]:
    """Return each answer once, the best of those that mean the same, on the side that was asked for."""
    seen: set[tuple[str, str, str, str]] = set()
    for fit, hit in found:
        same = (hit.title, hit.region, hit.atlas, hit.label)
        if same not in seen:
            seen.add(same)
            kept = Hit(hit.title, hit.kind, hit.region, hit.atlas, hit.label, hit.side or wanted, hit.note, fit)
            yield kept
