"""The section that a page without metadata prints above its headline.

In come settled pieces; out comes a row with its basis, or nothing: a trail ("Home > World > Europe") or a lone line
that names a section. A section's name in a row of others is a menu and says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from onrecord import tables
from onrecord.extract.draft import Piece
from onrecord.model import Metadatum

# How many lines above the headline may be between.
NEAR = 4
_STEP = re.compile(r"[^>›»/|→]+")
_MOST_STEPS = 6


def find_section(pieces: Sequence[Piece]) -> Metadatum | None:
    """The section as printed; None where the page says nothing."""
    at = next((index for index, piece in enumerate(pieces) if piece.kind == "headline"), None)
    if at is None:
        return None
    for index in range(at - 1, max(-1, at - 1 - NEAR), -1):
        found = _in_trail(pieces[index])
        if found is None and not _in_menu(pieces, index):
            found = _named(pieces[index], 0, pieces[index].line, "line above the headline")
        if found is not None:
            return found
    return None


def _in_trail(piece: Piece) -> Metadatum | None:
    """The deepest step of a trail that names a section."""
    steps = list(_STEP.finditer(piece.line))
    if not 2 <= len(steps) <= _MOST_STEPS:
        return None
    home = steps[0].group().strip().lower() in _homes()
    for step in reversed(steps):
        found = _named(piece, step.start(), step.group(), "trail above the headline")
        if found is not None and (home or step is not steps[0]):
            return found
    return None


def _named(piece: Piece, start: int, words: str, basis: str) -> Metadatum | None:
    bare = words.strip(" •·|")
    if bare.lower() not in _sections():
        return None
    start = piece.start + start + words.index(bare)
    return Metadatum("section", bare, basis, start, start + len(bare))


def _in_menu(pieces: Sequence[Piece], index: int) -> bool:
    """Whether a line beside it names a section, too."""
    beside = [pieces[at].line for at in (index - 1, index + 1) if 0 <= at < len(pieces)]
    return any(line.strip(" •·|").lower() in _sections() for line in beside)


@cache
def _sections() -> frozenset[str]:
    return frozenset(row["name"] for row in tables.rows("extract/sections.csv", ("name", "example", "origin")))


@cache
def _homes() -> frozenset[str]:
    """First steps of trails, which name no section."""
    return frozenset(row["name"] for row in tables.rows("extract/trail_starts.csv", ("name", "example", "origin")))
