"""Episodes: a quarrel of which pages tell every week, parted where they tell least.

In come the days of which each of many pages tells; out come the days on which a new episode begins. What few pages tell
has none: nothing is known of how busy its weeks were. A valley parts two episodes if far more is told on either side.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate

# So many pages make a quarrel busy enough to have episodes, and an episode has at least so many.
BUSY, LEAST_PAGES = 40, 8
WEEK = 7
# A valley: in the busiest weeks on either side so many times as many pages tell as in the week itself.
DEEP = 2.5
# Weeks that an episode has at least.
SHORTEST = 3
Week = int
Pages = Mapping[Week, frozenset[str]]


def beginnings(told: Iterable[tuple[str, int]]) -> list[int]:
    """The days on which episodes begin, but the first, in order; ``told`` are pages and days of which they tell."""
    weeks: dict[Week, set[str]] = defaultdict(set)
    for page, day in told:
        weeks[day // WEEK].add(page)
    if not weeks:
        return []
    pages = {week: frozenset(held) for week, held in weeks.items()}
    return [week * WEEK for week in _parted(range(min(pages), max(pages) + 1), pages)]


def _parted(weeks: range, pages: Pages) -> list[Week]:
    """The weeks that begin episodes within some weeks, but the first of these."""
    if len(weeks) < 2 * SHORTEST or _count(weeks, pages) < BUSY:
        return []
    valley = _valley(weeks, pages)
    if valley is None:
        return []
    before, after = range(weeks.start, valley), range(valley, weeks.stop)
    return [*_parted(before, pages), valley, *_parted(after, pages)]


def _valley(weeks: range, pages: Pages) -> Week | None:
    """The week that parts some weeks best: the least told, between the busiest; None where none is far below both."""
    heights = [_height(week, pages) for week in weeks]
    before, after = list(accumulate(heights, max)), list(accumulate(reversed(heights), max))[::-1]
    depth, found = 0.0, None
    for place in range(SHORTEST, len(weeks) - SHORTEST):
        lower = min(before[place - 1], after[place + 1])
        # Of several as deep the earliest: pages that come later move no boundary of what is over.
        if lower < DEEP * heights[place] or lower - heights[place] <= depth:
            continue
        if _are_both_told(weeks, weeks[place], pages):
            depth, found = lower - heights[place], weeks[place]
    return found


def _height(week: Week, pages: Pages) -> float:
    """How many pages tell of a week, with half of those of the weeks beside it."""
    before, own, after = (len(pages.get(week + step, ())) for step in (-1, 0, 1))
    return own + (before + after) / 2


def _are_both_told(weeks: range, week: Week, pages: Pages) -> bool:
    return all(_count(part, pages) >= LEAST_PAGES for part in (range(weeks.start, week), range(week, weeks.stop)))


def _count(weeks: Sequence[Week], pages: Pages) -> int:
    """How many pages tell of some weeks."""
    return len(frozenset().union(*(pages.get(week, frozenset()) for week in weeks)))
