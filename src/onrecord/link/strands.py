"""Strands: the moves of two sides on one matter, parted where they belong to different happenings.

In come the moves of a thread's key in order of time; out come the strands, each a thread for itself. What is told of
1987 and what is done in 2018 is not one exchange, however alike the matter. Where the matter has no name, or a side
deals with itself, only a page or a story holds moves together.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence

from onrecord.link.days import Days, days_of, gap
from onrecord.link.episodes import beginnings
from onrecord.link.places import Key, is_one_matter
from onrecord.link.sameness import UNDATED, Moves
from onrecord.link.view import SeenMove

Strand = Sequence[SeenMove]
# Days without a move after which what follows is another exchange: two years, since a record of few pages is silent for
# many months of what goes on.
QUIET = 730
# Where many pages tell of what goes before and of what follows, half a year is long: had it gone on, they would say so.
LULL, MANY_PAGES = 180, 4
# Of so few moves, what comes half a year later is of the same only if the words have so much in common.
FEW, IN_COMMON = 30, 0.1
# A move known to so many days tells where a lull is.
FINE = 45
# Days by which strands are looked up: fewer than are looked at.
STRETCH = 400


class _Told:
    """Which strands tell of some days or of days not long before or after, found without a look at all strands."""

    def __init__(self, strands: Sequence[Strand], moves: Moves) -> None:
        # By stretch of time and strand: of the days told in it the first, and the last.
        self._held: dict[int, dict[int, Days]] = defaultdict(dict)
        for number, strand in enumerate(strands):
            for days in {moves.days[move.id] or _years(move) for move in strand}:
                if days:
                    self.add(number, days)

    def add(self, strand: int, days: Days) -> None:
        """Let a strand tell of some days."""
        for stretch in range(days[0] // STRETCH, days[1] // STRETCH + 1):
            held = self._held[stretch].get(strand, days)
            self._held[stretch][strand] = min(held[0], days[0]), max(held[1], days[1])

    def at(self, years: Days) -> int | None:
        """The strand that tells of some years or of what is not long apart; None where none does, or several do."""
        first, last = years[0] - QUIET, years[1] + QUIET
        found: set[int] = set()
        for stretch in range(first // STRETCH, last // STRETCH + 1):
            for strand, days in self._held.get(stretch, {}).items():
                if days[0] <= last and first <= days[1]:
                    found.add(strand)
                if len(found) > 1:
                    return None
        return min(found, default=None)


def strands_of(rows: Strand, moves: Moves, key: Key) -> list[Strand]:
    """The strands of some moves in order of time, each in that order."""
    return _by_time(rows, moves) if is_one_matter(key) else _by_story(rows, moves)


def _by_time(rows: Strand, moves: Moves) -> list[Strand]:
    """Moves parted where nothing is told for long; one known to some years only goes where it alone may belong."""
    dated = [move for move in rows if moves.days[move.id] or _years(move) is None]
    lulls = [part for strand in _parted(dated, moves) for part in _parted_by_lulls(strand, moves)]
    found = [part for strand in lulls for part in _parted_by_episodes(strand, moves)]
    found = [part for strand in found for part in _parted_by_words(strand, moves)]
    told = _Told(found, moves)
    for move in rows:
        years = None if moves.days[move.id] else _years(move)
        if years is None:
            continue
        fits = told.at(years)
        if fits is None:
            fits = len(found)
            found.append([])
        found[fits].append(move)
        told.add(fits, years)
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


def _parted_by_lulls(strand: list[SeenMove], moves: Moves) -> list[list[SeenMove]]:
    """A strand parted where nothing is told for half a year, while many pages tell of either part.

    What is known to some months only goes where it lies nearest.
    """
    fine = [move for move in strand if (days := moves.days[move.id]) and days[1] - days[0] <= FINE]
    parts = _of_many_pages(_bursts(fine, moves))
    if len(parts) < 2:
        return [strand]
    return _with_the_rest(strand, parts, moves)


def _with_the_rest(strand: Strand, parts: Sequence[Strand], moves: Moves) -> list[list[SeenMove]]:
    """Parts of a strand with those of its moves that are in none, each where it lies nearest in time."""
    ends = [(min(_days(m, moves)[0] for m in part), max(_days(m, moves)[1] for m in part)) for part in parts]
    place = {move.id: n for n, part in enumerate(parts) for move in part}
    found: list[list[SeenMove]] = [[] for _ in parts]
    for move in strand:
        if (at := place.get(move.id)) is None:
            days = _days(move, moves)
            at = min(range(len(parts)), key=lambda n: (gap(days, ends[n]), n))
        found[at].append(move)
    return found


def _parted_by_episodes(strand: list[SeenMove], moves: Moves) -> list[list[SeenMove]]:
    """A strand of which pages tell every week, parted where they tell least.

    What is known to some months only goes where its page tells most of what may be of that time.
    """
    fine = [move for move in strand if (days := moves.days[move.id]) and days[1] - days[0] <= FINE]
    begins = beginnings((move.document_id, moves.day_of(move)) for move in fine)
    if not begins:
        return [strand]
    found: list[list[SeenMove]] = [[] for _ in (0, *begins)]
    place = {move.id: bisect_right(begins, moves.day_of(move)) for move in fine}
    told = Counter((place[move.id], move.document_id) for move in fine)
    all_told = Counter(place.values())
    for move in strand:
        if (at := place.get(move.id)) is None:
            first, last = _days(move, moves)
            may = range(bisect_right(begins, first), bisect_right(begins, last) + 1)
            at = max(may, key=lambda n: (told[n, move.document_id], all_told[n], -n))
        found[at].append(move)
    return [part for part in found if part]


def _parted_by_words(strand: list[SeenMove], moves: Moves) -> list[list[SeenMove]]:
    """A strand of few moves parted where nothing is told for half a year, and what follows says nothing of the same.

    What is known to some months only goes where it lies nearest.
    """
    if len(strand) > FEW:
        return [strand]
    fine = [move for move in strand if (days := moves.days[move.id]) and days[1] - days[0] <= FINE]
    parts: list[list[SeenMove]] = []
    for burst in _bursts(fine, moves):
        of_one = [part for part in parts if _says_the_same(part, burst, moves)]
        parts = [part for part in parts if part not in of_one]
        parts.append([move for part in (*of_one, burst) for move in part])
    return _with_the_rest(strand, parts, moves) if len(parts) > 1 else [strand]


def _says_the_same(part: Strand, other: Strand, moves: Moves) -> bool:
    """Whether one page tells of both, or two of their moves have words in common."""
    if {move.document_id for move in part} & {move.document_id for move in other}:
        return True
    return any(moves.likeness(one, two) >= IN_COMMON for one in part for two in other)


def _bursts(fine: Strand, moves: Moves) -> list[list[SeenMove]]:
    """Moves of known days, parted where nothing is told for half a year."""
    found: list[list[SeenMove]] = []
    until = 0
    for move in fine:
        first, last = _days(move, moves)
        if not found or first - until > LULL:
            found.append([])
        found[-1].append(move)
        until = max(until, last)
    return found


def _of_many_pages(bursts: Sequence[list[SeenMove]]) -> list[list[SeenMove]]:
    """Bursts, each with those that follow it until many pages tell of it; too few at the end belong to those before."""
    found: list[list[SeenMove]] = []
    for burst in bursts:
        if found and _pages(found[-1]) < MANY_PAGES:
            found[-1] += burst
        else:
            found.append(list(burst))
    if len(found) > 1 and _pages(found[-1]) < MANY_PAGES:
        last = found.pop()
        found[-1] += last
    return found


def _pages(part: Strand) -> int:
    return len({move.document_id for move in part})


def _years(move: SeenMove) -> Days | None:
    """The days that a move may be of, however many."""
    return days_of(move.date, widest=None)


def _by_story(rows: Strand, moves: Moves) -> list[Strand]:
    found: dict[str, list[SeenMove]] = defaultdict(list)
    for move in rows:
        found[moves.story_of(move)].append(move)
    return list(found.values())


def _days(move: SeenMove, moves: Moves) -> Days:
    return moves.days[move.id] or moves.order(move)[:2]
