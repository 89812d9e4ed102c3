"""Threads: the moves between two sides on one matter, in the order in which they were made.

In come the moves of two sides on a matter; out come their threads, one an exchange, the places of the moves, who
answers whom, and what is open. The id of the first is a hash of sides and matter, that of a later one also of its
first move. Nothing but these moves decides what a thread says, so that a new page changes only those to which it adds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.ids import make_id
from onrecord.link.answers import find_answers
from onrecord.link.given import standing_answers
from onrecord.link.open_items import find_open_items
from onrecord.link.ordering import answered_first
from onrecord.link.places import Key, is_one_matter
from onrecord.link.sameness import Moves
from onrecord.link.strands import Strand, strands_of
from onrecord.link.view import SeenDocument
from onrecord.store.linked import MoveAnswer, OpenItem, Thread, ThreadMove

# A thread is there from so many moves on of which each is more likely right than wrong.
FEWEST, SURE = 2, 0.43
# What two sides do on no one matter is one exchange only by an answer between rows that are not mere guesses.
LEAST_ANSWERED = 0.35


@dataclass(frozen=True, slots=True)
class ThreadLinks:
    """All that the moves of two sides on a matter give: one thread for each strand that is told surely enough."""

    threads: tuple[Thread, ...]
    places: tuple[ThreadMove, ...]
    answers: tuple[MoveAnswer, ...]
    items: tuple[OpenItem, ...]


def link_thread(
    key: Key,
    documents: Sequence[SeenDocument],
    home: frozenset[str],
    stories: Mapping[str, str],
    names: Mapping[str, str],
) -> ThreadLinks:
    """What two sides and a matter hold. ``documents`` bear only their moves; of these, those in ``home`` are linked
    here. ``stories`` is the story of each document, ``names`` what sides are called."""
    moves = Moves(documents, stories)
    sides = names.get(key[0], key[0])
    if key[0] != key[1]:
        sides = f"{sides} and {names.get(key[1], key[1])}"
    answers = find_answers(moves, key[2], home)
    standing = standing_answers(answers, moves)
    threads: list[Thread] = []
    places: list[ThreadMove] = []
    for strand in _told(strands_of(sorted(moves.all, key=moves.order), moves, key), moves, standing, key):
        thread = _thread(key, f"{sides}: {key[2]}", strand, moves, first=is_one_matter(key) and not threads)
        threads.append(thread)
        places += _places(thread.id, answered_first(strand, standing, moves), moves)
    held = {place.move_id: place.thread_id for place in places}
    items = find_open_items(documents, moves, standing, held, f"{sides}, {key[2]},", home)
    return ThreadLinks(tuple(threads), tuple(places), answers, items)


def _told(strands: Sequence[Strand], moves: Moves, answers: Sequence[MoveAnswer], key: Key) -> Iterator[Strand]:
    """Strands of which enough is likely right; where no one matter holds them, something must also be answered, or one
    thing told by two pages."""
    sound = [(a.move_id, a.answered_move_id) for a in answers if _is_sound(a, moves)]
    for strand in strands:
        held = {move.id for move in strand}
        sure = {moves.first[move.id] for move in strand if move.score >= SURE}
        if len(sure) < FEWEST:
            continue
        if is_one_matter(key) or _is_told_twice(strand, moves) or any(held.issuperset(pair) for pair in sound):
            yield strand


def _is_sound(answer: MoveAnswer, moves: Moves) -> bool:
    """Whether both ends of an answer are more than a guess."""
    ends = [moves.by_id[move] for move in (answer.move_id, answer.answered_move_id) if move in moves.by_id]
    return min((move.score for move in ends), default=0.0) >= LEAST_ANSWERED


def _is_told_twice(strand: Strand, moves: Moves) -> bool:
    """Whether two pages tell one of the moves of a strand."""
    return len({(moves.first[move.id], move.document_id) for move in strand}) > len(
        {moves.first[move.id] for move in strand}
    )


def _thread(key: Key, title: str, rows: Strand, moves: Moves, *, first: bool) -> Thread:
    one, other, matter = key
    dated = [move.date for move in rows if moves.days[move.id]]
    earliest = min((date.earliest for date in dated if date.earliest), default=None)
    latest = max((date.latest for date in dated if date.latest), default=None)
    # As a story bears the id of its oldest page, a later exchange on the same matter bears that of its first move.
    thread_id = make_id("thread", *key) if first else make_id("thread", *key, rows[0].id)
    count = len({moves.first[move.id] for move in rows})
    return Thread(thread_id, title, matter, one, other, earliest, latest, count)


def _places(thread: str, rows: Strand, moves: Moves) -> tuple[ThreadMove, ...]:
    """Places in a thread; a later telling points to the first that stands in it."""
    seen: dict[str, str] = {}
    places = []
    for ordinal, move in enumerate(rows):
        first = seen.setdefault(moves.first[move.id], move.id)
        places.append(ThreadMove(thread, move.id, ordinal, None if first == move.id else first))
    return tuple(places)
