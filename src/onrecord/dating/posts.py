"""The day on which a quoted post was made, where its number tells: a page cannot quote it before that day.

The numbers of some services count the milliseconds since a day of the service's own: rows of ``data/times/posts.csv``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache

from onrecord import tables

TABLE = "times/posts.csv"
_LONGEST = 24
_FIRST_MONTHS = 90 * 86_400


@dataclass(frozen=True, slots=True)
class Post:
    """The number of a quoted post, and the day (UTC) on which it was made."""

    start: int
    end: int
    day: date


@dataclass(frozen=True, slots=True)
class _Clock:
    """How a service counts: the bits below the time, the first moment, the units of a second."""

    shift: int
    begin: datetime
    second: int


def latest_post(text: str, spans: tuple[tuple[int, int], ...], last: date) -> Post | None:
    """The latest post that the stretches quote, of those made no later than ``last``."""
    found = [post for start, end in spans for post in _posts(text, start, end) if post.day <= last]
    return max(found, key=lambda post: (post.day, -post.start), default=None)


def _posts(text: str, start: int, end: int) -> Iterator[Post]:
    for before, clock in _clocks():
        at = text.find(before, start, end)
        while at >= 0:
            number = re.compile(r"\d+").match(text, at + len(before), end)
            day = _day(number[0], clock) if number else None
            if number and day:
                yield Post(*number.span(), day)
            at = text.find(before, at + len(before), end)


def _day(number: str, clock: _Clock) -> date | None:
    """The day that a number tells; None for one too short or too long to be a post's."""
    if len(number) > _LONGEST:
        return None
    units = int(number) >> clock.shift
    # A short number counts something else, on another service or in the first months of this one.
    if units < _FIRST_MONTHS * clock.second:
        return None
    try:
        return (clock.begin + timedelta(seconds=units // clock.second)).date()
    except OverflowError:
        return None


@cache
def _clocks() -> tuple[tuple[str, _Clock], ...]:
    rows = tables.rows(TABLE, ("before", "shift", "begin", "second", "example", "origin"))
    return tuple(
        (row["before"], _Clock(int(row["shift"]), _moment(int(row["begin"])), int(row["second"]))) for row in rows
    )


def _moment(milliseconds: int) -> datetime:
    return datetime.fromtimestamp(0, UTC) + timedelta(milliseconds=milliseconds)
