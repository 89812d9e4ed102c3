"""A name in a parse, and what a lookup of names must tell to find them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


class NameHit(Protocol):
    """A name in a row of words: first and last word (half-open), kind, keys of the parties that bear it."""

    @property
    def first(self) -> int: ...
    @property
    def last(self) -> int: ...
    @property
    def kind(self) -> str: ...


class Names(Protocol):
    """A lookup of names (the gazetteer)."""

    def spans(self, words: Sequence[str]) -> Sequence[NameHit]:
        """Names in a row of words, the longest at each place, left to right."""
        ...

    def gender(self, given_name: str) -> str:
        """The gender that a first name tells, or ''; a word with a gender is a first name."""
        ...

    def is_surname(self, word: str) -> bool:
        """Whether somebody who is known bears the word as family name."""
        ...

    def is_famous(self, word: str) -> bool:
        """Whether somebody known by the family name alone bears the word."""
        ...

    def ends_names(self, word: str) -> bool:
        """Whether such a family name never stands first in a name in full."""
        ...


@dataclass(frozen=True, slots=True)
class Named:
    """A name: tokens (half-open), kind, and whether the gazetteer or the model knows it."""

    first: int
    last: int
    kind: str
    basis: str
