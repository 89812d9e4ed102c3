"""The order in which the rows of a thread stand: by time, and where dates leave it open, what is answered goes first.

In come rows in order of time, and who answers whom; out come the same rows. An answer that stands before what it
answers goes behind it, if no date says otherwise: both begin in one month, and their days overlap. What stands between
the two begins no later than what is answered, so that nothing stands against a date; months and years stay together.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from onrecord.link.sameness import Moves
from onrecord.link.strands import Strand
from onrecord.link.view import SeenMove
from onrecord.store.linked import MoveAnswer

# Rows that an answer may pass; rounds, since what answers an answer goes behind that in its turn.
FARTHEST, ROUNDS = 200, 3


def answered_first(rows: Strand, answers: Iterable[MoveAnswer], moves: Moves) -> Strand:
    """The rows, each answer behind what it answers where their dates leave that open."""
    ordered = list(rows)
    at = {move.id: place for place, move in enumerate(ordered)}
    pairs = sorted(
        {(a.move_id, a.answered_move_id) for a in answers if a.move_id in at and a.answered_move_id in at},
        key=lambda pair: (at[pair[1]], at[pair[0]]),
    )
    for _ in range(ROUNDS):
        if not sum(_set_behind(ordered, at, answer, answered, moves) for answer, answered in pairs):
            break
    return tuple(ordered)


def _set_behind(rows: list[SeenMove], at: dict[str, int], answer: str, answered: str, moves: Moves) -> bool:
    """Put an answer right behind what it answers, where it stands before that and may; whether it was put."""
    first, last = at[answer], at[answered]
    if not first < last <= first + FARTHEST or not _may_follow(rows, first, last, moves):
        return False
    rows[first : last + 1] = [*rows[first + 1 : last + 1], rows[first]]
    at.update((rows[place].id, place) for place in range(first, last + 1))
    return True


def _may_follow(rows: list[SeenMove], first: int, last: int, moves: Moves) -> bool:
    (begins, ends, *_), (since, *_) = moves.order(rows[first]), moves.order(rows[last])
    return since <= ends and _month(begins) == _month(since)


def _month(ordinal: int) -> tuple[int, int] | None:
    """The year and month of a day; None of what has no day."""
    if not 1 <= ordinal <= date.max.toordinal():
        return None
    day = date.fromordinal(ordinal)
    return day.year, day.month
