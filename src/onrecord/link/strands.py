"""Strands: the moves of two sides on one matter, parted where they belong to different happenings.

In come the moves of a thread's key in order of time; out come the strands, each a thread for itself. What is told of
1987 and what is done in 2018 is not one exchange, however alike the matter. Where the matter has no name, only a page
or a story holds moves together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from onrecord.link.days import Days, days_of
from onrecord.link.places import OTHER_MATTERS
from onrecord.link.sameness import UNDATED, Moves
from onrecord.link.view import SeenMove

Strand = Sequence[SeenMove]
# Days without a move after which what follows is another exchange: two years, since a record of few pages is silent for
# many months of what goes on.
QUIET = 730


def strands_of(rows: Strand, moves: Moves, matter: str) -> list[Strand]:
    """The strands of some moves in order of time, each in that order."""
    return _by_story(rows, moves) if matter == OTHER_MATTERS else _by_time(rows, moves)


def _by_time(rows: Strand, moves: Moves) -> list[Strand]:
    """Moves parted where nothing is told for long; one known to some years only goes where it alone may belong."""
    dated = [move for move in rows if moves.days[move.id] or _years(move) is None]
    found = _parted(dated, moves)
    for move in rows:
        years = None if moves.days[move.id] else _years(move)
        if years is None:
            continue
        fits = [strand for strand in found if _meets(strand, years, moves)]
        if len(fits) == 1:
            fits[0].append(move)
        else:
            found.append([move])
    place = {move.id: n for n, move in enumerate(rows)}
    return sorted((sorted(strand, key=lambda m: place[m.id]) for strand in found), key=lambda s: place[s[0].id])


def _parted(rows: Strand, moves: Moves) -> list[list[SeenMove]]:
    """Moves parted where nothing is told for long; one of an unknown day stays with those before it."""
    found: list[list[SeenMove]] = []
    until = 0
    for move in rows:
        first, last = _days(move, moves)
        if not found or (first - until > QUIET and first != UNDATED):
            found.append([])
        found[-1].append(move)
        until = max(until, last) if last != UNDATED else until
    return found


def _years(move: SeenMove) -> Days | None:
    """The days that a move may be of, however many."""
    return days_of(move.date, widest=None)


def _meets(strand: Strand, years: Days, moves: Moves) -> bool:
    """Whether a move of some years may belong to a strand: one of its moves lies in those years, or not long apart."""
    told = [days for move in strand if (days := moves.days[move.id] or _years(move))]
    return any(first <= years[1] + QUIET and years[0] - QUIET <= last for first, last in told)


def _by_story(rows: Strand, moves: Moves) -> list[Strand]:
    found: dict[str, list[SeenMove]] = defaultdict(list)
    for move in rows:
        found[moves.story_of(move)].append(move)
    return list(found.values())


def _days(move: SeenMove, moves: Moves) -> Days:
    return moves.days[move.id] or moves.order(move)[:2]
