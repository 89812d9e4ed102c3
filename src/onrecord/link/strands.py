"""Strands: the moves of two sides on one matter, parted where they belong to different happenings.

In come the moves of a thread's key in order of time; out come the strands, each a thread for itself. What is told of
1987 and what is done in 2018 is not one exchange, however alike the matter. Where the matter has no name, only a page
or a story holds moves together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from onrecord.link.days import Days
from onrecord.link.places import OTHER_MATTERS
from onrecord.link.sameness import UNDATED, Moves
from onrecord.link.view import SeenMove

Strand = Sequence[SeenMove]
# Days without a move after which what follows is another exchange.
QUIET = 270


def strands_of(rows: Strand, moves: Moves, matter: str) -> list[Strand]:
    """The strands of some moves in order of time, each in that order."""
    return _by_story(rows, moves) if matter == OTHER_MATTERS else _by_time(rows, moves)


def _by_time(rows: Strand, moves: Moves) -> list[Strand]:
    """Moves parted where nothing is told for long; one of an unknown day stays with those before it."""
    found: list[list[SeenMove]] = []
    until = 0
    for move in rows:
        first, last = _days(move, moves)
        if not found or (first - until > QUIET and first != UNDATED):
            found.append([])
        found[-1].append(move)
        until = max(until, last) if last != UNDATED else until
    return list(found)


def _by_story(rows: Strand, moves: Moves) -> list[Strand]:
    found: dict[str, list[SeenMove]] = defaultdict(list)
    for move in rows:
        found[moves.story_of(move)].append(move)
    return list(found.values())


def _days(move: SeenMove, moves: Moves) -> Days:
    return moves.days[move.id] or moves.order(move)[:2]
