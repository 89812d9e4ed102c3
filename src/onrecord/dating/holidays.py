"""On which days holidays fall, from the rules of ``calendar/holidays.csv``.

A rule is a day of the year ("12-25"), a weekday of a month ("11-4thu", "5-lastmon"), with days more ("11-4thu+1"),
or counts from Easter Sunday ("easter-2").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from onrecord.dating import days

_YEARS = range(1990, 2036)
_DAY_CODES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def yearly(rule: str) -> Iterator[days.Interval]:
    """Days on which a holiday falls: "12-25", "11-4thu" (fourth Thursday), "5-lastmon", "easter-2"."""
    for year in _YEARS:
        found = _holiday(rule, year)
        if found:
            yield found, found


def _holiday(rule: str, year: int) -> date | None:
    if match := re.fullmatch(r"easter([+-]\d+)?", rule):
        return days.shift(_easter(year), int(match[1] or 0))
    if match := re.fullmatch(r"(\d+)-(\d)(\w{3})([+-]\d+)?", rule):
        first = date(year, int(match[1]), 1)
        ahead = (_DAY_CODES.index(match[3]) - first.weekday()) % 7
        return days.shift(first, ahead + 7 * (int(match[2]) - 1) + int(match[4] or 0))
    if match := re.fullmatch(r"(\d+)-last(\w{3})", rule):
        interval = days.month_bounds(year, int(match[1]))
        last = interval[1] if interval else date(year, 12, 31)
        return days.shift(last, -((last.weekday() - _DAY_CODES.index(match[2])) % 7))
    if match := re.fullmatch(r"(\d+)-(\d+)", rule):
        return days.day(year, int(match[1]), int(match[2]))
    return None


def _easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e, g = b // 4, b % 4, (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)
