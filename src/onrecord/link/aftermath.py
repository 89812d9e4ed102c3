"""What a page goes on to say became of what one side put to the other: "urged it to leave, but so far it has stayed".

In come the moves of a document with its text; out comes for an accusation, a demand or an offer the kind of answer that
the next words of its paragraph tell. No other row need hold it. The words are rows of ``data/link/aftermath.csv``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from onrecord import tables
from onrecord.link.addresses import names_party
from onrecord.link.view import SeenDocument, SeenMove
from onrecord.link.words import WORD
from onrecord.model import Answer

PAGE = "page: "
# What became of it ends within so many words.
NEXT = 16
# Words that turn to what was done otherwise than asked.
TURNS = frozenset({"but", "though", "although", "yet", "however"})
ANY_WORD = "*"
TURN, NAMED = "turn", "named"


@dataclass(frozen=True, slots=True)
class _Row:
    """Words that tell what became of moves of some types: by which kind of answer, and after what they must stand."""

    words: tuple[str, ...]
    types: frozenset[str]
    kind: str
    after: frozenset[str]


def aftermath(move: SeenMove, document: SeenDocument) -> Answer | None:
    """What the next words say became of a move, as an answer to it that no row of its own gives."""
    rows = [row for row in _rows() if move.type in row.types]
    block = next((b for b in document.blocks if b.start <= move.start < b.start + len(b.text)), None) if rows else None
    if block is None:
        return None
    found = list(WORD.finditer(block.text[max(0, move.end - block.start) :].replace("’", "'")))[:NEXT]
    said, proper = [word.group().lower() for word in found], [word.group() for word in found]
    for row in rows:
        at = _place(row.words, said)
        if at is not None and _stands_after(row, move, said[:at], proper[:at]):
            return Answer(move.id, row.kind, f"{PAGE}{' '.join(said[at : at + len(row.words)])}")
    return None


def is_of_page(answer: Answer, move: SeenMove) -> bool:
    """Whether an answer is what a page says became of a move, not another move."""
    return answer.move == move.id


def _place(words: Sequence[str], said: Sequence[str]) -> int | None:
    """Where some words stand first, one after the other."""
    for at in range(len(said) - len(words) + 1):
        if all(word in (ANY_WORD, heard) for word, heard in zip(words, said[at:], strict=False)):
            return at
    return None


def _stands_after(row: _Row, move: SeenMove, before: Sequence[str], proper: Sequence[str]) -> bool:
    """Whether before the words stands what the row asks for: a turn, the one of whom it was asked."""
    if TURN in row.after and not TURNS & set(before):
        return False
    return NAMED not in row.after or names_party(move.recipient, proper)


@cache
def _rows() -> tuple[_Row, ...]:
    rows = tables.rows("link/aftermath.csv", ("words", "types", "kind", "example"))
    return tuple(
        _Row(tuple(r["words"].split()), frozenset(r["types"].split()), r["kind"], frozenset(r.get("after", "").split()))
        for r in rows
    )
