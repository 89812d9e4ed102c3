"""Events with known dates, from ``data/calendar``: where a text names one, and on which days it fell.

A row names an event by its words, and where these alone would be too common, by words that must stand near. An event
that comes again ("the first presidential debate", Thanksgiving) has several days.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from onrecord import tables
from onrecord.dating import days

EVENTS = ("calendar/elections.csv", "calendar/summits.csv", "calendar/events.csv")
HOLIDAYS = "calendar/holidays.csv"
PERIODS = "calendar/periods.csv"
BARRIERS = "calendar/barriers.csv"
_COLUMNS = ("words", "first", "example", "origin")
_YEARS = range(1990, 2036)
_LONG = 4
_WORD = re.compile(r"[^\W_]+(?:['’.&-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Naming:
    """Words of a text that name something with known dates: its span and the intervals that it may be."""

    start: int
    end: int
    kind: str
    intervals: tuple[days.Interval, ...]


@dataclass(frozen=True, slots=True)
class _Entry:
    words: tuple[str, ...]
    near: tuple[tuple[str, ...], ...]
    interval: days.Interval
    kind: str


def find_events(text: str, spans: tuple[tuple[int, int], ...]) -> tuple[Naming, ...]:
    """Events named in stretches of a text, in order."""
    return tuple(_find(text, spans, _events()))


def find_periods(text: str, spans: tuple[tuple[int, int], ...]) -> tuple[Naming, ...]:
    """Roles and states of affairs named in stretches of a text that held only from one day to another."""
    return tuple(_find(text, spans, _periods()))


def _find(text: str, spans: tuple[tuple[int, int], ...], index: dict[str, tuple[_Entry, ...]]) -> Iterator[Naming]:
    everything = " ".join(f" {w} " for start, end in spans for w in _plain_words(text[start:end]))
    for start, end in spans:
        found = list(_WORD.finditer(text, start, end))
        plain = [_plain(match[0]) for match in found]
        taken = 0
        for i, word in enumerate(plain):
            if i < taken or word not in index or (i and plain[i - 1] in _barriers()):
                continue
            fits = [e for e in index[word] if tuple(plain[i : i + len(e.words)]) == e.words and _near(e, everything)]
            if not fits:
                continue
            longest = max(len(e.words) for e in fits)
            best = [e for e in fits if len(e.words) == longest]
            taken = i + longest
            intervals = tuple(sorted({e.interval for e in best}))
            yield Naming(found[i].start(), found[taken - 1].end(), best[0].kind, intervals)


@cache
def _barriers() -> frozenset[str]:
    """Words that make another thing of the words behind them ("Vice" before "President Biden")."""
    return frozenset(_plain(row["word"]) for row in tables.rows(BARRIERS, ("word", "example", "origin")))


def _near(entry: _Entry, everything: str) -> bool:
    return all(any(f" {word}" in everything for word in group) for group in entry.near)


def _plain(word: str) -> str:
    """A word as it is compared: lower case, without possessive or plural, which tell no events apart."""
    bare = re.sub(r"['’]s$", "", word).replace("’", "'").rstrip(".").lower()
    plural = len(bare) > _LONG and bare.endswith("s") and not bare.endswith("ss")
    return bare[:-1] if plural else bare


def _plain_words(text: str) -> list[str]:
    return [_plain(match[0]) for match in _WORD.finditer(text)]


@cache
def _events() -> dict[str, tuple[_Entry, ...]]:
    entries = [entry for table in EVENTS for row in tables.rows(table, _COLUMNS) for entry in _entries(row)]
    for row in tables.rows(HOLIDAYS, ("words", "rule", "example", "origin")):
        for interval in _yearly(row["rule"]):
            entries += [
                _Entry(tuple(_plain_words(w)), _groups(row["near"]), interval, "holiday")
                for w in row["words"].split("|")
            ]
    return _index(entries)


@cache
def _periods() -> dict[str, tuple[_Entry, ...]]:
    return _index([e for row in tables.rows(PERIODS, _COLUMNS) for e in _entries(row)])


def _entries(row: tables.Row) -> list[_Entry]:
    first = days.bounds(row["first"])
    last = days.bounds(row["last"]) if row["last"] else first
    if first is None or last is None:
        return []
    interval = (first[0], last[1])
    return [
        _Entry(tuple(_plain_words(w)), _groups(row["near"]), interval, row["kind"]) for w in row["words"].split("|")
    ]


def _groups(near: str | None) -> tuple[tuple[str, ...], ...]:
    """Groups of words that must stand near: "trump|pence&clinton" is (trump or pence) and clinton."""
    groups = [group.split("|") for group in (near or "").split("&") if group]
    return tuple(tuple(" ".join(_plain(word) for word in words.split()) for words in group) for group in groups)


def _index(entries: list[_Entry]) -> dict[str, tuple[_Entry, ...]]:
    found: dict[str, list[_Entry]] = defaultdict(list)
    for entry in entries:
        if entry.words:
            found[entry.words[0]].append(entry)
    return {word: tuple(listed) for word, listed in found.items()}


def _yearly(rule: str) -> Iterator[days.Interval]:
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


_DAY_CODES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


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
