"""What the response model says when it is asked for what it cannot do."""

from collections.abc import Iterable
from typing import Final

__all__ = ["ResponseError", "choose"]

MANY: Final = 25
"""More names than this would hide the sentence."""


class ResponseError(ValueError):
    """One sentence that names the culprit and what was expected."""


def choose(what: str, given: str, known: Iterable[str]) -> str:
    """Return `given` if it is among the known; otherwise raise `ResponseError` with the nearest of them."""
    choices = tuple(known)
    if given in choices:
        return given
    from difflib import get_close_matches  # only for the error

    nearest = get_close_matches(str(given), choices, 1, 0.0)
    hint = f"did you mean {nearest[0]!r}? " if nearest else ""
    listed = ", ".join(choices) if len(choices) <= MANY else f"{len(choices)} names, {choices[0]} to {choices[-1]}"
    raise ResponseError(f"unknown {what} {given!r}: {hint}expected one of {listed}")
