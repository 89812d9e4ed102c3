"""Dates in words, as precise as the evidence and no more.

In come the three columns of a date (value, first day, last day); out comes the phrase that a page or a terminal shows.
"""

from __future__ import annotations

import re
from calendar import month_name, monthrange
from datetime import date

UNKNOWN = "date unknown"

_ISO = re.compile(r"\b[12]\d{3}-(?:0[1-9]|1[0-2])(?:-[0-3]\d)?\b(?!-)")
_YEARS = re.compile(r"\(([12]\d{3}) to ([12]\d{3})\)")

VAGUE = 3
"""Calendar years between the ends of an interval from which it says too little to place a thing among others."""


def date_words(value: str | None, earliest: str | None = None, latest: str | None = None) -> str:
    """A date in words: "10 September 2021", "between 10 and 12 September 2021", "September 2021", "date unknown".

    A value whose interval is wider than itself is only the likeliest: "probably 10 September 2021 (between ...)"; of a
    month or year and an interval within it the interval says more.
    """
    first, last = _bounds(value)
    if not value or not first:
        return _interval(earliest, latest)
    if not earliest or not latest or (earliest, latest) == (first, last):
        return _point(value)
    interval = _interval(earliest, latest)
    inside = first <= earliest and latest <= last
    return interval if inside else f"probably {_point(value)} ({interval})"


def thing_words(value: str | None, earliest: str | None, latest: str | None, today: str | None = None) -> str:
    """The date of one thing in words; one that is known to a few years only is undated: "undated (2014 to 2024)".

    An end that lies in the future is only where the evidence gives out: "undated (2018 or later)".
    """
    if not value and not earliest and latest and latest > _day(today):
        return UNKNOWN
    if not is_vague(value, earliest, latest):
        return date_words(value, earliest, latest)
    first, last = str(earliest)[:4], str(latest)[:4]
    return f"undated ({first} or later)" if str(latest) > _day(today) else f"undated ({first} to {last})"


def past_words(value: str | None, earliest: str | None, latest: str | None, today: str | None = None) -> str:
    """The same of what is printed already: no end in the future is told."""
    if value or is_vague(value, earliest, latest):
        return thing_words(value, earliest, latest, today)
    return span_words(earliest, latest, today)


def span_words(earliest: str | None, latest: str | None, today: str | None = None) -> str:
    """The days over which many things lie, in words: of several years the years; an end in the future is left out."""
    if earliest and latest and is_vague(None, earliest, latest):
        earliest, latest = f"{earliest[:4]}-01-01", f"{latest[:4]}-12-31" if latest <= _day(today) else latest
    return date_words(None, earliest, None if latest and earliest and latest > _day(today) >= earliest else latest)


def is_vague(value: str | None, earliest: str | None, latest: str | None) -> bool:
    """Whether a date is known so widely that it places a thing nowhere."""
    start, end = _parts(earliest), _parts(latest)
    return not value and bool(start and end) and end[0] - start[0] >= VAGUE


def vague_sql(name: str) -> str:
    """The same as a condition over the three columns of a date: SQL takes a date that is counted with for its year.

    The value is looked at last, since not every index has it; where an end is missing the condition is not true.
    """
    return f"({name}_latest - {name}_earliest >= {VAGUE} AND {name}_value IS NULL)"


def clear_sql(name: str) -> str:
    """The opposite, true also where an end is missing."""
    return f"({name}_latest - {name}_earliest < {VAGUE} OR {name}_latest IS NULL OR {name}_value IS NOT NULL)"


def ris_day(value: str | None, earliest: str | None = None, latest: str | None = None) -> str:
    """A date as reference managers take it, year/month/day/, empty from where it is not known; empty without a year.

    What both ends of an interval share is known: between 16 and 17 March 2018 is March 2018.
    """
    parts = (value or "").split("-") if value else _shared(earliest, latest)
    return "/".join([*parts, "", "", ""][:3]) + "/" if parts else ""


def _shared(earliest: str | None, latest: str | None) -> list[str]:
    """Year, month and day that two days share, from the left."""
    found: list[str] = []
    for one, other in zip((earliest or "").split("-"), (latest or "").split("-"), strict=False):
        if not one or one != other:
            break
        found.append(one)
    return found


def dated(text: str | None, today: str | None = None) -> str:
    """A text with its ISO days and months in words, and spans of years that end in the future without their end."""
    said = _ISO.sub(lambda found: date_words(found[0]), text or "")
    return _YEARS.sub(lambda found: f"(since {found[1]})" if found[2] > _day(today)[:4] else found[0], said)


def _day(today: str | None) -> str:
    return today or date.today().isoformat()


def bounds(value: str | None) -> tuple[str | None, str | None]:
    """First and last day of an ISO day, month or year; of anything else, (None, None)."""
    first, last = _bounds(value)
    return (first, last) if first else (None, None)


def _bounds(value: str | None) -> tuple[str, str]:
    parts = _parts(value)
    if not parts:
        return "", ""
    year = f"{parts[0]:04d}"
    if len(parts) == 1:
        return f"{year}-01-01", f"{year}-12-31"
    month = f"{year}-{parts[1]:02d}"
    if len(parts) == 2:
        return f"{month}-01", f"{month}-{monthrange(parts[0], parts[1])[1]:02d}"
    return f"{month}-{parts[2]:02d}", f"{month}-{parts[2]:02d}"


def _parts(value: str | None) -> tuple[int, ...]:
    """Year, month, day of an ISO prefix (a time of day is left out); empty where it is none."""
    pieces = (value or "")[:10].split("-")
    if not all(piece.isascii() and piece.isdigit() for piece in pieces):
        return ()
    parts = tuple(int(piece) for piece in pieces)
    if not 1 <= parts[0] <= 9999 or (len(parts) > 1 and not 1 <= parts[1] <= 12):
        return ()
    if len(parts) > 2 and not 1 <= parts[2] <= monthrange(parts[0], parts[1])[1]:
        return ()
    return parts


def _point(value: str) -> str:
    parts = _parts(value)
    names = (str(parts[0]), month_name[parts[1]] if len(parts) > 1 else "", str(parts[2]) if len(parts) > 2 else "")
    return " ".join(name for name in reversed(names) if name)


def _interval(earliest: str | None, latest: str | None) -> str:
    start, end = _parts(earliest), _parts(latest)
    if start and end and earliest and latest:
        return _between(earliest[:10], latest[:10])
    if start and earliest:
        return f"on or after {_point(earliest)}"
    return f"on or before {_point(latest)}" if end and latest else UNKNOWN


def _between(earliest: str, latest: str) -> str:
    """One point where the interval is just a day, month or year; otherwise both ends, what they share said once."""
    for width in (10, 7, 4):
        if _bounds(earliest[:width]) == (earliest, latest):
            return _point(earliest[:width])
    start, end = _widest(earliest, latest)
    first, last = _point(start).split(" "), _point(end).split(" ")
    # What both ends end in, the year and perhaps the month, is said once.
    shared = 0
    while shared < len(first) - 1 and first[-1 - shared :] == last[-1 - shared :]:
        shared += 1
    first = first[: len(first) - shared]
    return f"between {' '.join(first)} and {' '.join(last)}"


def _widest(earliest: str, latest: str) -> tuple[str, str]:
    """The ends as years or months where the interval runs from the first day of one to the last of another."""
    for width in (4, 7):
        if _bounds(earliest[:width])[0] == earliest and _bounds(latest[:width])[1] == latest:
            return earliest[:width], latest[:width]
    return earliest, latest
