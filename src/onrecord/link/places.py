"""Where a move belongs: between which two sides, on which matter.

In comes a document; out come the keys of the threads of each of its moves. Only the page itself is asked: a move's own
words and those around it name the matter; an answer that names nobody is to the side with which the page tells of
dealings; an answer stands where that stands which it answers in so many words.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from itertools import product

from onrecord.link.matters import best_of, scores_of, shares_of
from onrecord.link.replies import with_replies
from onrecord.link.view import SeenDocument, SeenMove

# What a move's own words say of its matter, against what its whole page is about: a page tells one dispute, and few
# clauses name it again.
OWN, ABOUT, PAGE = 1.0, 1.0, 3.0
TITLE, BODY = 2.0, 1.0
# What a page is about stands in its first letters.
LONGEST = 5_000
OTHER_MATTERS = "other matters"
# A matter of which a page tells in passing is not what its moves are about.
LEAST_SHARE = 0.25
# Types that are for somebody also where they name nobody.
REPLIES = frozenset({"deny", "refuse", "admit", "accept"})
# Dealings of two sides on a page, more than with any other, by which an answer that names nobody is to the other.
FACING = 2
# An answer to an answer to an answer stands where the first stands; a page states no longer chains.
LONGEST_CHAIN = 4
# Two sides in order of their codes, and a matter.
Key = tuple[str, str, str]


def places_of(document: SeenDocument) -> dict[str, tuple[Key, ...]]:
    """The threads of each move of a document, by the move's id: first the one in which it is linked; none where the
    sides are not known."""
    document = with_replies(document)
    matters = matters_of(document)
    facing = _facing(document)
    places = {move.id: _keys(move, matters[move.id], facing) for move in document.moves}
    for _ in range(LONGEST_CHAIN):
        for move in document.moves:
            answered = next((places[a.move] for a in move.answers if places.get(a.move)), None)
            if answered and _party_to(move, answered[0]):
                places[move.id] = (answered[0], *(key for key in places[move.id] if key != answered[0]))
            for other in (answer.move for answer in move.answers if not places.get(answer.move)):
                # What names nobody was said to those who answer it.
                places[other] = places[move.id][:1]
    return places


def matters_of(document: SeenDocument) -> dict[str, str]:
    """The matter of each move of a document, by its id: from its own words, then from those of its page."""
    if not document.moves:
        return {}
    body = " ".join(block.text for block in document.blocks if block.kind != "headline")[:LONGEST]
    page = shares_of([(document.title or "", TITLE), (body, BODY)])
    found = {}
    for move in document.moves:
        scores = {name: PAGE * share for name, share in page.items() if share >= LEAST_SHARE}
        for text, weight in ((move.text, OWN), (move.about, ABOUT)):
            for name, score in scores_of(text).items():
                scores[name] = scores.get(name, 0.0) + weight * score
        found[move.id] = best_of(scores) or OTHER_MATTERS
    return found


def _keys(move: SeenMove, matter: str, facing: Mapping[str, str]) -> tuple[Key, ...]:
    """One key for each pair of a move's sides."""
    others = move.recipient.sides
    if not others and move.type in REPLIES and len(move.actor.sides) == 1:
        others = tuple(filter(None, (facing.get(move.actor.sides[0]),)))
    pairs = {(min(pair), max(pair)) for pair in product(move.actor.sides, others)}
    # Where sides act jointly, a side that stands on both ends is not in dispute with itself.
    pairs = {pair for pair in pairs if pair[0] != pair[1]} or pairs
    return tuple((one, other, matter) for one, other in sorted(pairs))


def _facing(document: SeenDocument) -> dict[str, str]:
    """The side with which each side has most dealings on a page; where there are none, the only other named."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for move in document.moves:
        for one, other in product(move.actor.sides, move.recipient.sides):
            if one != other:
                counts[one][other] += 1
                counts[other][one] += 1
    named = document.sides if len(document.sides) == 2 else ()
    facing = dict(zip(named, reversed(named), strict=True))
    for side, found in counts.items():
        (first, most), *others = found.most_common()
        if most >= FACING and all(count < most for _, count in others):
            facing[side] = first
    return facing


def _party_to(move: SeenMove, key: Key) -> bool:
    return bool(set(move.actor.sides) & set(key[:2]))
