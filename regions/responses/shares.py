"""Shares: how many per cent of the units of an area belong to each response class (`class_proportions.csv`)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from data.tables import rows
from regions.catalogue import ORDER
from regions.responses.classes import BOTH, CLASSES
from regions.responses.faults import ResponseError, choose

__all__ = ["FILE", "RECORDED", "Share", "check_shares", "preset_shares", "presets", "scaled"]

FILE: Final = "class_proportions.csv"
RECORDED: Final = "recorded"
TOLERANCE: Final = 0.1

_WORDS: Final = ("preset", "region", "areas", "where", "status", "confidence", "note")
_COLUMNS: Final = (*_WORDS[:4], *CLASSES, *_WORDS[4:])
_HIPPOCAMPUS: Final = "hippocampus"
"""A shape of its own, no area of the cortex."""


@dataclass(frozen=True)
class Share:
    """The nine shares, per cent in the order of `CLASSES`, of a region's areas where the clip `where` keeps them."""

    preset: str
    region: str
    areas: tuple[str, ...]
    where: str
    percent: tuple[float, ...]
    status: str
    confidence: str
    note: str


def check_shares(table: Sequence[Mapping[str, str | None]], file: str = FILE) -> tuple[Share, ...]:
    """Return the rows of a table of shares; raise `ResponseError` naming file, line and expectation for a wrong one."""
    return tuple(_share(row, f"{file}, line {line}") for line, row in enumerate(table, 2))


def presets() -> tuple[str, ...]:
    """Return the names of the presets, the recorded one first."""
    return tuple(dict.fromkeys(share.preset for share in check_shares(rows(FILE))))


def preset_shares(preset: str = RECORDED, table: tuple[Share, ...] | None = None) -> tuple[Share, ...]:
    """Return the shares of a preset; the areas it does not list keep the recorded ones."""
    every = check_shares(rows(FILE)) if table is None else table
    choose("preset", preset, dict.fromkeys(share.preset for share in every))
    own = {_place(share): share for share in every if share.preset == preset}
    recorded = {_place(share): share for share in every if share.preset == RECORDED}
    return tuple((recorded | own).values())


def scaled(shares: Iterable[Share], times: float, regions: Iterable[str] = ORDER) -> tuple[Share, ...]:
    """Return the shares with the four classes that answer to both made rarer or more frequent in some regions.

    The other five classes make room, in proportion; the four together never exceed 100 %. This is a what-if.
    """
    if not 0 <= times < float("inf"):
        raise ResponseError(f"mirror share {times!r}: expected a number from 0")
    where = {choose("region", region, ORDER) for region in regions}
    return tuple(_scaled(share, times) if share.region in where and times != 1 else share for share in shares)


def _scaled(share: Share, times: float) -> Share:
    is_both = [name in BOTH for name in CLASSES]
    every = sum(share.percent)
    both = sum(percent for percent, one in zip(share.percent, is_both, strict=True) if one)
    if not 0 < both < every:
        return share
    up = min(times, every / both)
    down = max(every - up * both, 0) / (every - both)
    percent = tuple(each * (up if one else down) for each, one in zip(share.percent, is_both, strict=True))
    return replace(share, percent=percent)


@cache
def _areas() -> frozenset[str]:
    labels = {row["label"].partition("_")[2] for row in rows("crosswalk.csv") if row["atlas"] == "hcp-mmp"}
    return frozenset(labels | {_HIPPOCAMPUS})


def _place(share: Share) -> tuple[str, tuple[str, ...], str]:
    return share.region, share.areas, share.where


def _share(row: Mapping[str, str | None], at: str) -> Share:
    for column in row:
        if column not in _COLUMNS:
            raise ResponseError(f"{at}: unknown class or column {column!r}, expected {', '.join(_COLUMNS)}")
    words = {name: _word(row, name, at) for name in _WORDS}
    percent = tuple(_percent(row, name, at) for name in CLASSES)
    if abs(sum(percent) - 100) > TOLERANCE + 1e-9:
        raise ResponseError(f"{at}: the nine shares sum to {sum(percent):g}, expected 100 ± {TOLERANCE}")
    areas = tuple(filter(None, (area.strip() for area in words.pop("areas").split(";"))))
    if not areas or not words["region"]:
        raise ResponseError(f"{at}: region or areas are empty, expected a region and its areas such as '6v;6r'")
    try:
        choose("region", words["region"], ORDER)
        for area in areas:
            choose("area", area, sorted(_areas()))
    except ResponseError as error:
        raise ResponseError(f"{at}: {error}") from None
    return Share(areas=areas, percent=percent, **words)


def _word(row: Mapping[str, str | None], name: str, at: str) -> str:
    word = row.get(name)
    if word is None:
        raise ResponseError(f"{at}: column {name!r} is missing, expected {', '.join(_COLUMNS)}")
    return word.strip()


def _percent(row: Mapping[str, str | None], name: str, at: str) -> float:
    word = _word(row, name, at)
    try:
        percent = float(word)
    except ValueError:
        percent = -1.0
    if not 0 <= percent <= 100:
        raise ResponseError(f"{at}: the share of {name!r} is {word!r}, expected per cent from 0 to 100")
    return percent
