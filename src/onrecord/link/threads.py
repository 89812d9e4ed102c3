"""Threads: the moves between two sides on one matter, in the order in which they were made.

In come the moves of one thread; out come the thread, the places of its moves, who answers whom, and what is open. A
thread's id is a hash of its two sides and its matter: it stays as pages are added. Nothing but its own moves decides
what a thread says, so that a new page changes only those to which it adds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.ids import make_id
from onrecord.link.answers import find_answers
from onrecord.link.open_items import find_open_items
from onrecord.link.places import Key
from onrecord.link.sameness import Moves
from onrecord.link.view import SeenDocument, SeenMove
from onrecord.store.linked import MoveAnswer, OpenItem, Thread, ThreadMove

# A thread is there from so many moves on of which each is more likely right than wrong.
FEWEST, SURE = 2, 0.43


@dataclass(frozen=True, slots=True)
class ThreadLinks:
    """All that one thread gives; ``thread`` is None where fewer than two moves are told that are likely right."""

    thread: Thread | None
    places: tuple[ThreadMove, ...]
    answers: tuple[MoveAnswer, ...]
    items: tuple[OpenItem, ...]


def thread_id(key: Key) -> str:
    """The id of the thread of two sides and a matter."""
    return make_id("thread", *key)


def link_thread(
    key: Key,
    documents: Sequence[SeenDocument],
    home: frozenset[str],
    stories: Mapping[str, str],
    names: Mapping[str, str],
) -> ThreadLinks:
    """What a thread holds. ``documents`` bear only its moves; of these, those in ``home`` are linked here.

    ``stories`` is the story of each document, ``names`` what sides are called.
    """
    moves = Moves(documents, stories)
    rows = sorted(moves.all, key=moves.order)
    sides = names.get(key[0], key[0])
    if key[0] != key[1]:
        sides = f"{sides} and {names.get(key[1], key[1])}"
    count = len(set(moves.first.values()))
    sure = {moves.first[move.id] for move in rows if move.score >= SURE}
    thread = _thread(key, f"{sides}: {key[2]}", rows, count, moves) if len(sure) >= FEWEST else None
    answers = tuple(answer for answer in find_answers(moves, key[2]) if answer.move_id in home)
    items = find_open_items(documents, moves, answers, thread.id if thread else None, f"{sides}, {key[2]},", home)
    return ThreadLinks(thread, _places(thread.id, rows, moves) if thread else (), answers, items)


def _thread(key: Key, title: str, rows: Sequence[SeenMove], count: int, moves: Moves) -> Thread:
    one, other, matter = key
    dated = [move.date for move in rows if moves.days[move.id]]
    earliest = min((date.earliest for date in dated if date.earliest), default=None)
    latest = max((date.latest for date in dated if date.latest), default=None)
    return Thread(thread_id(key), title, matter, one, other, earliest, latest, count)


def _places(thread: str, rows: Sequence[SeenMove], moves: Moves) -> tuple[ThreadMove, ...]:
    """Places in a thread; a later telling points to the first that stands in it."""
    seen: dict[str, str] = {}
    places = []
    for ordinal, move in enumerate(rows):
        first = seen.setdefault(moves.first[move.id], move.id)
        places.append(ThreadMove(thread, move.id, ordinal, None if first == move.id else first))
    return tuple(places)
