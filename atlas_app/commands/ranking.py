"""Which of many titles somebody means who has typed a few letters."""

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Final

__all__ = ["ranked"]

TYPO: Final = 0.75
"""From which likeness on a word that is written nowhere counts as one that is."""


def ranked(typed: str, titles: Sequence[str]) -> list[int]:
    """Return the places of the titles that fit, the best first; all of them in their order if nothing was typed.

    Each word that was typed must stand in the title: as a word or its beginning, within one, as initials or the letters
    of one word in order, or nearly so.
    """
    words = typed.casefold().split()
    scores = {place: _score(words, title.casefold()) for place, title in enumerate(titles)}
    fitting = [place for place, score in scores.items() if score > 0]
    return sorted(fitting, key=lambda place: -scores[place]) if words else list(range(len(titles)))


def _score(words: list[str], title: str) -> float:
    if not words:
        return 0.0
    inside = [part for part in "".join(letter if letter.isalnum() else " " for letter in title).split() if part]
    each = [_word(word, title, inside) for word in words]
    if min(each) == 0:
        return 0.0
    whole = 2.0 if title.startswith(" ".join(words)) else 1.0 if " ".join(words) in title else 0.0
    return sum(each) / len(each) + whole - len(title) / 1000


def _word(word: str, title: str, inside: list[str]) -> float:
    if word in inside:
        return 5.0
    if any(part.startswith(word) for part in inside):
        return 4.0
    if word in title:
        return 3.0
    if len(word) > 1 and _in_order(word, "".join(part[0] for part in inside)):
        return 2.0
    likeness = max((SequenceMatcher(None, word, part).ratio() for part in inside), default=0.0)
    if len(word) > 3 and likeness >= TYPO:
        return 1.0 + likeness
    return 1.0 if len(word) > 2 and any(part[0] == word[0] and _in_order(word, part) for part in inside) else 0.0


def _in_order(letters: str, text: str) -> bool:
    """Whether the letters stand in a text one after the other, with whatever between them."""
    rest = iter(text)
    return all(letter in rest for letter in letters)
