"""Where a move belongs: between which two sides, on which matter.

In comes a document; out come the keys of the threads of each of its moves. Only the page itself is asked: a move's own
words and those around it name the matter; an answer that names nobody is to the side with which the page tells of
dealings; an answer stands where that stands which it answers in so many words.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import product

from onrecord.link.days import days_of
from onrecord.link.matters import best_of, scores_of, shares_of
from onrecord.link.replies import with_replies
from onrecord.link.view import SeenDocument, SeenMove

# What a move's own words say of its matter, against what its whole page is about: a page tells one dispute, and few
# clauses name it again.
OWN, ABOUT, PAGE, PASSING = 1.0, 1.0, 3.0, 0.25
# A pair of sides is what a page is about if it has so large a part of the moves of the foremost pair.
MUCH = 0.34
# Days before its publication from which on a page tells of something else.
LONG_BEFORE = 400
# A matter that scores less is not what a move is about.
LEAST_SCORE = 0.3
TITLE, BODY = 2.0, 1.0
# What a page is about stands in its first letters.
LONGEST = 5_000
OTHER_MATTERS = "other matters"
# A matter of which a page tells in passing is not what its moves are about.
LEAST_SHARE = 0.25
# Types that are for somebody also where they name nobody.
REPLIES = frozenset({"deny", "refuse", "admit", "accept"})
# Types that may be held against a side without a word on whom they hit.
DEEDS = frozenset({"interfere", "attack"})
# Dealings of two sides on a page, more than with any other, by which an answer that names nobody is to the other.
FACING = 2
# An answer to an answer to an answer stands where the first stands; a page states no longer chains.
LONGEST_CHAIN = 4
# Two sides in order of their codes, and a matter.
Key = tuple[str, str, str]
Pair = tuple[str, str]


def is_one_matter(key: Key) -> bool:
    """Whether the sides and the matter of a key are enough to hold moves of a time together."""
    one, other, matter = key
    return matter != OTHER_MATTERS and one != other


def places_of(document: SeenDocument) -> dict[str, tuple[Key, ...]]:
    """The threads of each move of a document, by the move's id: first the one in which it is linked; none where the
    sides are not known."""
    return places_in(with_replies(document))


def places_in(document: SeenDocument) -> dict[str, tuple[Key, ...]]:
    """The threads of each move of a document whose moves bear the answers that hold."""
    pairs = _pairs(document)
    matters = matters_of(document, pairs)
    places = {name: tuple((one, other, matters[name]) for one, other in held) for name, held in pairs.items()}
    for _ in range(LONGEST_CHAIN):
        for move in document.moves:
            held = [answer.move for answer in move.answers if answer.move not in (*move.refuted, move.id)]
            answered = next((places[other] for other in held if places.get(other)), None)
            if answered:
                # Who backs or blames what another side did to a third speaks in their dispute.
                places[move.id] = (answered[0], *(key for key in places[move.id] if key != answered[0]))
            for other in (other for other in held if not places.get(other)):
                # What names nobody was said to those who answer it.
                places[other] = places[move.id][:1]
    return places


def matters_of(document: SeenDocument, pairs: Mapping[str, Sequence[Pair]] | None = None) -> dict[str, str]:
    """The matter of each move of a document, by its id: from its own words, then from those of its page.

    What a page is about is what the ``pairs`` of sides quarrel over of which it tells most; of others, and of what was
    long before, it tells in passing, and their own words weigh more.
    """
    if not document.moves:
        return {}
    body = " ".join(block.text for block in document.blocks if block.kind != "headline")[:LONGEST]
    page = shares_of([(document.title or "", TITLE), (body, BODY)])
    pairs = _pairs(document) if pairs is None else pairs
    main = _main(pairs)
    found = {}
    for move in document.moves:
        weight = PAGE if main & set(pairs[move.id]) and not _is_background(move, document) else PASSING
        scores = {name: weight * share for name, share in page.items() if share >= LEAST_SHARE}
        for text, own in ((move.text, OWN), (move.about, ABOUT)):
            for name, score in scores_of(text).items():
                scores[name] = scores.get(name, 0.0) + own * score
        best = best_of(scores)
        found[move.id] = best if best and scores[best] >= LEAST_SCORE else OTHER_MATTERS
    return found


def _pairs(document: SeenDocument) -> dict[str, tuple[Pair, ...]]:
    """The pairs of sides between which each move of a document stands, by its id."""
    facing = _facing(document)
    sides = {party.id: party.sides for move in document.moves for party in (move.actor, move.recipient) if party.id}
    found = {}
    for move in document.moves:
        others = move.recipient.sides
        if not others and move.type in REPLIES and len(move.actor.sides) == 1:
            others = tuple(filter(None, (facing.get(move.actor.sides[0]),)))
        if not others and move.type in DEEDS:
            # What is held against a side and names no victim is said by those who hold it against that side.
            others = tuple(side for side in sides.get(move.told_by or "", ()) if side not in move.actor.sides)
        pairs = {(min(pair), max(pair)) for pair in product(move.actor.sides, others)}
        # Where sides act jointly, a side that stands on both ends is not in dispute with itself.
        found[move.id] = tuple(sorted({pair for pair in pairs if pair[0] != pair[1]} or pairs))
    return found


def _is_background(move: SeenMove, document: SeenDocument) -> bool:
    """Whether a page tells a move of long before: what the page is about came later."""
    made, told = days_of(move.date, widest=None), days_of(document.published, widest=None)
    return made is not None and told is not None and told[0] - made[1] > LONG_BEFORE


def _main(pairs: Mapping[str, Sequence[Pair]]) -> set[Pair]:
    """The pairs of sides of which a document tells much."""
    counts = Counter(pair for held in pairs.values() for pair in held)
    most = max(counts.values(), default=0)
    return {pair for pair, count in counts.items() if count >= MUCH * most}


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
