"""Documents as vectors: what they tell, and what they tell first.

Half of a vector is the whole article, half its headline and first lines: these say what happened, while what follows is
told by every page on the matter. A vector depends on its own document alone. Moves with their sides and day count as
words, so that two pages that tell the same deed in other words still meet.
"""

from __future__ import annotations

import math
import re
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache

from onrecord.link.view import SeenDocument
from onrecord.link.words import rarity, unit, words

TITLE_WEIGHT = 3.0
LEAD_WEIGHT = 2.0
LEAD_WORDS = 60
# What a long page tells after this is background; a page of a live blog would meet everything.
LONGEST = 1_500
MOVE_WEIGHT = 1.0
# Words kept of each half: the heaviest say as much as all, at a third of the cost.
KEPT = 120
HALF = math.sqrt(0.5)
_LEAD = "lead "

Told = Mapping[str, float]


def vector_of(document: SeenDocument) -> dict[int, float]:
    """The vector of length one of a document, by hashes of its words; empty where it has none."""
    vector = {word: HALF * weight for word, weight in _heaviest(_whole(document)).items()}
    vector |= {_LEAD + word: HALF * weight for word, weight in _heaviest(_lead(document)).items()}
    return {zlib.crc32(word.encode("utf-8", "surrogatepass")): weight for word, weight in vector.items()}


def _heaviest(told: Told) -> dict[str, float]:
    """The vector of the words that weigh most: often told, and rare."""
    weights = {word: _damped(count) * rarity(word) for word, count in told.items()}
    kept = sorted(weights, key=lambda word: (-weights[word], word))[:KEPT]
    return unit({word: weights[word] for word in kept})


def _whole(document: SeenDocument) -> Told:
    """How much a document tells of each word, and of each move with sides and a day."""
    found: dict[str, float] = defaultdict(float)
    for word in words(_title(document)):
        found[word] += TITLE_WEIGHT
    for place, word in enumerate(_body_words(document, LONGEST)):
        found[word] += LEAD_WEIGHT if place < LEAD_WORDS else 1.0
    for name in _move_words(document):
        found[name] = MOVE_WEIGHT
    return found


def _lead(document: SeenDocument) -> Told:
    """The words of the headline, twice, and of the first lines."""
    found: dict[str, float] = defaultdict(float)
    for word in words(_title(document)):
        found[word] += 2.0
    for word in _body_words(document, LEAD_WORDS):
        found[word] += 1.0
    return found


def _title(document: SeenDocument) -> str:
    return _without_outlet(document.title or "", document.outlet)


def _without_outlet(text: str, outlet: str | None) -> str:
    """A text without its outlet's own name, which stands in every dateline of the outlet and tells nothing."""
    return _name_of(outlet).sub(" ", text) if outlet else text


@cache
def _name_of(outlet: str) -> re.Pattern[str]:
    return re.compile(rf"\b{re.escape(outlet)}\b", re.IGNORECASE)


def _body_words(document: SeenDocument, most: int) -> Iterator[str]:
    left = most
    for block in document.blocks:
        if block.kind != "headline" and left > 0:
            found = words(_without_outlet(block.text, document.outlet))[:left]
            left -= len(found)
            yield from found


def _move_words(document: SeenDocument) -> set[str]:
    return {
        f"move {move.type} {move.actor.side} {move.recipient.side} {move.date.value}"
        for move in document.moves
        if move.actor.side and move.date.value and len(move.date.value) == 10
    }


def _damped(count: float) -> float:
    return 1.0 + math.log(count) if count >= 1.0 else count
