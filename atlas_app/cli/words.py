"""What the verbs share in reading a command line: one sentence for a wrong word, the nearest valid choice in it."""

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from atlas_app.model.choices import chosen, shortened

__all__ = ["Parser", "UsageError", "Verb", "choice", "seed"]

T = TypeVar("T", bound=str)


class UsageError(Exception):
    """A wrong word on the command line, in one sentence."""


class Parser(argparse.ArgumentParser):
    """A parser whose answer to a wrong word is one sentence, not its usage."""

    def error(self, message: str) -> Any:
        """Raise `UsageError`."""
        raise UsageError(f"{message}; see {self.prog} --help.")


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb: its line in the help, what adds its options, what carries it out and returns the exit code."""

    help: str
    options: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]
    description: str = ""


def choice(what: str, choices: Sequence[T]) -> Callable[[str], T]:
    """Return a reader of one of `choices` that names the nearest one."""

    def read(word: str) -> T:
        try:
            return chosen(what, word, choices)
        except ValueError as error:
            raise argparse.ArgumentTypeError(str(error).rstrip(".")) from None

    return read


def seed(word: str) -> int:
    """Read a seed."""
    if not (word.isascii() and word.isdigit()) or len(word) > 10 or int(word) > 2**32 - 1:
        raise argparse.ArgumentTypeError(f"{shortened(word)} is no seed; expected a whole number from 0 to 4294967295")
    return int(word)
