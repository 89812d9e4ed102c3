"""Days as numbers: how far apart two intervals lie.

An interval wider than some weeks says little of when a page was published; it is taken as not known.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from onrecord.model import When

Days = tuple[int, int]
WIDEST = 45


def days_of(when: When, *, widest: int | None = WIDEST) -> Days | None:
    """First and last day of an interval, as numbers; None where unknown or too wide."""
    first, last = when.earliest or when.value, when.latest or when.value
    if first is None or last is None:
        return None
    days = _day(first, "01-01"), _day(last, "12-31")
    if days[0] is None or days[1] is None or days[1] < days[0]:
        return None
    return None if widest is not None and days[1] - days[0] > widest else (days[0], days[1])


def mean_days(intervals: Sequence[Days]) -> tuple[float, float] | None:
    """The mean of the first and of the last days; None where there are none."""
    if not intervals:
        return None
    count = len(intervals)
    return sum(first for first, _ in intervals) / count, sum(last for _, last in intervals) / count


def telling_days(one: Sequence[Days], other: Sequence[Days]) -> tuple[Sequence[Days], Sequence[Days]]:
    """Of two sets of intervals those that say when, where both have some; else all.

    A page known to some years only would hide that the dated pages on either side are of different months.
    """
    mine, theirs = ([days for days in held if days[1] - days[0] <= WIDEST] for held in (one, other))
    return (mine, theirs) if mine and theirs else (one, other)


def gap(one: tuple[float, float] | None, other: tuple[float, float] | None) -> float | None:
    """Days between two intervals, 0 where they meet; None where one is not known."""
    if one is None or other is None:
        return None
    return max(0.0, one[0] - other[1], other[0] - one[1])


def _day(text: str, rest: str) -> int | None:
    padded = {4: f"{text}-{rest}", 7: f"{text}-{rest[3:] if rest[3:] == '01' else '28'}"}.get(len(text), text[:10])
    try:
        return date.fromisoformat(padded).toordinal()
    except ValueError:
        return None
