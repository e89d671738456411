"""What the response model says when it is asked for what it cannot do."""

from collections.abc import Iterable

__all__ = ["ResponseError", "choose"]


class ResponseError(ValueError):
    """One sentence that names the culprit and what was expected."""


def choose(what: str, given: str, known: Iterable[str]) -> str:
    """Return `given` if it is among the known; otherwise raise `ResponseError` with the nearest of them."""
    choices = tuple(known)
    if given in choices:
        return given
    from difflib import get_close_matches  # only for the error

    nearest = get_close_matches(given, choices, 1, 0.0)
    hint = f"did you mean {nearest[0]!r}? " if nearest else ""
    raise ResponseError(f"unknown {what} {given!r}: {hint}expected one of {', '.join(choices)}")
