"""Documents as vectors: what they tell, and where in it they tell it.

The headline and the first lines say what happened; what follows is told by every page on the matter. Moves with their
sides and day count as words, so that two pages that tell the same deed in other words still meet.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from onrecord.link.view import SeenDocument
from onrecord.link.words import Rarity, unit, words

TITLE_WEIGHT = 3.0
LEAD_WEIGHT = 2.0
LEAD_WORDS = 60
# What a long page tells after this is background; a page of a live blog would meet everything.
LONGEST = 1_500
MOVE_WEIGHT = 1.0


def vectors_of(documents: Sequence[SeenDocument]) -> list[dict[str, float]]:
    """A vector of length one for each document; empty where it has no words."""
    told = [_told(document) for document in documents]
    rarity = Rarity(told)
    return [unit({word: _weight(count) * rarity.of(word) for word, count in found.items()}) for found in told]


def _told(document: SeenDocument) -> Mapping[str, float]:
    """How much a document tells of each word, and of each move with sides and a day."""
    found: Counter[str] = Counter()
    for word in words(document.title or ""):
        found[word] += TITLE_WEIGHT  # type: ignore[assignment]
    for place, word in enumerate(_body_words(document)):
        if place >= LONGEST:
            break
        found[word] += LEAD_WEIGHT if place < LEAD_WORDS else 1.0  # type: ignore[assignment]
    for name in _move_words(document):
        found[name] = MOVE_WEIGHT  # type: ignore[assignment]
    return found


def _body_words(document: SeenDocument) -> Iterator[str]:
    for block in document.blocks:
        if block.kind != "headline":
            yield from words(block.text)


def _move_words(document: SeenDocument) -> set[str]:
    return {
        f"move {move.type} {move.actor.side} {move.recipient.side} {move.date.value}"
        for move in document.moves
        if move.actor.side and move.date.value and len(move.date.value) == 10
    }


def _weight(count: float) -> float:
    return 1.0 + math.log(count) if count >= 1.0 else count
