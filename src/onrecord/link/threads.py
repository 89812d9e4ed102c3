"""Threads: the moves between two sides on one matter, in the order in which they were made.

In come the moves with the matter of each; out come threads, and which moves they hold. A thread's id is a hash of its
two sides and its matter: it stays as pages are added.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import product

from onrecord.ids import make_id
from onrecord.link.matters import best_of, scores_of, shares_of
from onrecord.link.sameness import Moves
from onrecord.link.view import SeenDocument, SeenMove
from onrecord.store.linked import Thread, ThreadMove

# What a move's own words say of its matter, against what its whole page is about: a page tells one dispute, and few
# clauses name it again.
OWN, ABOUT, PAGE = 1.0, 1.0, 3.0
TITLE, BODY = 2.0, 1.0
# What a page is about stands in its first letters.
LONGEST = 5_000
OTHER_MATTERS = "other matters"
Key = tuple[str, str, str]


def matters_of(documents: Sequence[SeenDocument]) -> dict[str, str]:
    """The matter of each move, by its id: from its own words, then from those of its page."""
    found = {}
    for document in documents:
        body = " ".join(block.text for block in document.blocks if block.kind != "headline")[:LONGEST]
        page = shares_of([(document.title or "", TITLE), (body, BODY)]) if document.moves else {}
        for move in document.moves:
            scores = {name: PAGE * share for name, share in page.items()}
            for text, weight in ((move.text, OWN), (move.about, ABOUT)):
                for name, score in scores_of(text).items():
                    scores[name] = scores.get(name, 0.0) + weight * score
            found[move.id] = best_of(scores) or OTHER_MATTERS
    return found


def keys_of(move: SeenMove, matter: str) -> list[Key]:
    """The threads that a move belongs to: one for each pair of its sides."""
    pairs = {tuple(sorted(pair)) for pair in product(move.actor.sides, move.recipient.sides)}
    # Where sides act jointly, a side that stands on both ends is not in dispute with itself.
    pairs = {pair for pair in pairs if pair[0] != pair[1]} or pairs
    return [(one, other, matter) for one, other in sorted(pairs)]


def thread_id(key: Key) -> str:
    """The id of the thread of two sides and a matter."""
    return make_id("thread", *key)


def find_threads(
    moves: Moves, matters: Mapping[str, str], names: Mapping[str, str]
) -> tuple[tuple[Thread, ...], tuple[ThreadMove, ...]]:
    """Threads of at least two moves, and the places of the moves in them."""
    held: dict[Key, list[SeenMove]] = defaultdict(list)
    for move in sorted(moves.all, key=moves.order):
        for key in keys_of(move, matters[move.id]):
            held[key].append(move)
    threads, places = [], []
    for key, rows in sorted(held.items()):
        firsts = {moves.first[move.id] for move in rows}
        if len(firsts) > 1:
            threads.append(_thread(key, rows, len(firsts), moves, names))
            places += _places(thread_id(key), rows, moves)
    order = sorted(places, key=lambda place: (place.thread_id, place.move_id))
    return tuple(sorted(threads, key=lambda thread: thread.id)), tuple(order)


def _thread(key: Key, rows: Sequence[SeenMove], count: int, moves: Moves, names: Mapping[str, str]) -> Thread:
    one, other, matter = key
    sides = names.get(one, one) if one == other else f"{names.get(one, one)} and {names.get(other, other)}"
    dated = [move.date for move in rows if moves.days[move.id]]
    earliest = min((date.earliest for date in dated if date.earliest), default=None)
    latest = max((date.latest for date in dated if date.latest), default=None)
    return Thread(thread_id(key), f"{sides}: {matter}", matter, one, other, earliest, latest, count)


def _places(thread: str, rows: Sequence[SeenMove], moves: Moves) -> list[ThreadMove]:
    """Places in a thread; a later telling points to the first that stands in it."""
    seen: dict[str, str] = {}
    places = []
    for ordinal, move in enumerate(rows):
        first = seen.setdefault(moves.first[move.id], move.id)
        places.append(ThreadMove(thread, move.id, ordinal, None if first == move.id else first))
    return places
