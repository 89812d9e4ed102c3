"""What words of time can name, and where their writer stands.

In come first and last days; out come intervals with their value as an ISO prefix and in the notation of TIMEX3. How the
shapes of expressions become days is known by ``values``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from onrecord.dating import days

PAST, FUTURE, PRESENT = "past", "future", "present"
_THIRDS = {"START": 0, "MID": 1, "END": 2}


@dataclass(frozen=True, slots=True)
class Named:
    """What words name: kind, first and last day (None where nothing certain), ISO prefix, TIMEX3 value."""

    kind: str = "date"
    first: date | None = None
    last: date | None = None
    value: str | None = None
    timex: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the writer stands: the page's day, the day last spoken of, the tense, the paragraph's quarter of a year."""

    anchor: date
    context: date | None = None
    tense: str = ""
    quarter: date | None = None


def exact(first: date, last: date, kind: str = "date", timex: str = "") -> Named:
    """What a first and a last day name, with the prefix that both share."""
    value = days.precision(first, last)
    return Named(kind, first, last, value, timex or value or "")


def of(interval: days.Interval | None, timex: str = "") -> Named:
    """What an interval names; nothing where there is none."""
    return exact(*interval, timex=timex) if interval else Named()


def edged(interval: days.Interval | None, edge: str | None, timex: str = "") -> Named:
    """An interval, narrowed to its first, middle or last third where "early", "mid" or "late" says so."""
    named = of(interval, timex)
    if interval is None or edge not in _THIRDS:
        return named
    length, third = (interval[1] - interval[0]).days + 1, _THIRDS[edge]
    first = days.shift(interval[0], length * third // 3)
    last = days.shift(interval[0], length * (third + 1) // 3 - 1)
    return Named(named.kind, first, last, named.value, named.timex)
