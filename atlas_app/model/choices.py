"""What to say when a word is none of the choices: the word, the nearest one, all of them."""

import difflib
from collections.abc import Iterable, Sequence
from typing import TypeVar

__all__ = ["chosen", "nearest", "shortened", "unknown"]

Word = TypeVar("Word", bound=str)


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """Return the choice that `word` was probably meant to be, or nothing where none is near."""
    by_key = {_key(choice): choice for choice in choices}
    key = _key(word)
    begun = [k for k in by_key if key and (k.startswith(key) or key.startswith(k))]
    near = begun or difflib.get_close_matches(key, by_key, n=1, cutoff=0.45)
    return by_key[near[0]] if near else None


def unknown(what: str, word: str, choices: Sequence[str]) -> str:
    """Say that `word` is no `what`, which one is nearest, and which there are."""
    near = nearest(word, choices)
    meant = f"; did you mean '{near}'?" if near else ""
    return f"unknown {what} {shortened(word)}{meant} (choose from {', '.join(choices)})"


def chosen(what: str, word: str, choices: Sequence[Word]) -> Word:
    """Return the choice that equals `word`; `ValueError` names the nearest where none does."""
    for choice in choices:
        if choice == word:
            return choice
    raise ValueError(unknown(what, word, choices))


def _key(word: str) -> str:
    return word.strip().lower().replace("_", "-").replace(" ", "-")


def shortened(word: str, most: int = 40) -> str:
    """Return a word in quotes, cut off where it would hide the sentence that it stands in."""
    return repr(word if len(word) <= most else f"{word[:most]}...")
