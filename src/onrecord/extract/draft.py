"""The types that travel within this floor: a page's blocks on the way to being segments."""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.extract.charset import Decoded
from onrecord.extract.elements import Mark, Outline
from onrecord.model import Metadatum, Page


@dataclass(slots=True)
class Piece:
    """A block of the text: its span, its score as part of the article, and the kind found so far with its basis.

    In a discussion, ``item`` tells one comment from the next, ``holder`` is the list's item or the box around it,
    ``within`` that of the comment that is answered, and ``by`` says that the block names who wrote it.
    """

    start: int
    end: int
    line: str
    score: float = 0.0
    kind: str = ""
    basis: str = ""
    hint: str = ""
    item: int = 0
    holder: int = 0
    within: int = 0
    by: bool = False
    author: str | None = None
    reply_to: str | None = None
    tight: bool = False
    indent: int = 0

    def become(self, kind: str, basis: str) -> None:
        """Gives the block its kind."""
        self.kind = kind
        self.basis = basis


@dataclass(slots=True)
class Draft:
    """A page in the making: its text, its pieces, what it says of itself."""

    page: Page
    decoded: Decoded
    text: str
    outline: Outline
    pieces: list[Piece]
    marks: list[Mark] = field(default_factory=list)
    metadata: list[Metadatum] = field(default_factory=list)
