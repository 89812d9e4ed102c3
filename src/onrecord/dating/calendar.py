"""Things with known dates, from the tables of ``data/calendar``: events, roles, and what was news in which years.

A row names a thing by its words, and where these alone would be too common, by words that must stand near. An event
that comes again ("the first presidential debate", Thanksgiving) has several days. Where a text names one is found by
``naming``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from itertools import chain

from onrecord import tables
from onrecord.dating import days
from onrecord.dating.holidays import yearly

FOLDER = "calendar"
HOLIDAYS = "calendar/holidays.csv"
BARRIERS = "calendar/barriers.csv"
_COLUMNS = ("words", "first", "kind", "example", "origin")
# Kinds of row: what happens on a day, who or what holds from one day to another, what the news spoke of in those years,
# and what it spoke of for a few days or weeks.
EVENTS, ROLES, TOPICS, BURSTS = ("scheduled", "happened"), ("role", "matter"), ("topic",), ("burst",)
_LONG = 4
WORD = re.compile(r"[^\W_]+(?:['’.&-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Entry:
    """A row's way to name a thing: its words, groups of which one word must stand near, its days, its kind."""

    words: tuple[str, ...]
    near: tuple[tuple[str, ...], ...]
    interval: days.Interval
    kind: str


Name = tuple[str, ...]
# What makes the entry of a row from its words.
Maker = Callable[[Name], Entry | None]


@dataclass(frozen=True, slots=True)
class Beginning:
    """Names that begin with one word: by all their words what makes their entries; the numbers of words, most first."""

    makers: Mapping[Name, list[Maker]]
    lengths: tuple[int, ...]


class Index:
    """Entries by their words. The names that begin with a word are taken apart when a text first has that word, and an
    entry is made when a text has its words: of twenty thousand rows a page meets a few dozen, and to make all is a
    fifth of the start of a process."""

    def __init__(self, named: Iterable[tuple[str, Maker]]) -> None:
        # The names that begin with a word, as they are written, by that word.
        self._written: dict[str, list[tuple[str, Maker]]] = defaultdict(list)
        for name in named:
            if first := WORD.search(name[0]):
                self._written[plain(first[0])].append(name)
        self._beginnings: dict[str, Beginning] = {}
        self._entries: dict[Name, tuple[Entry, ...]] = {}

    @property
    def first_words(self) -> Collection[str]:
        """The words that names begin with."""
        return self._written.keys()

    def beginning(self, word: str) -> Beginning:
        """The names that begin with one of the first words."""
        if word not in self._beginnings:
            makers: dict[Name, list[Maker]] = defaultdict(list)
            for written, make in self._written[word]:
                makers[plain_words(written)].append(make)
            self._beginnings[word] = Beginning(dict(makers), tuple(sorted({len(words) for words in makers})[::-1]))
        return self._beginnings[word]

    def entries(self, words: Name) -> tuple[Entry, ...]:
        """The entries of a name."""
        if words not in self._entries:
            made = (make(words) for make in self.beginning(words[0]).makers[words])
            self._entries[words] = tuple(entry for entry in made if entry)
        return self._entries[words]


@cache
def index_of(kinds: tuple[str, ...]) -> Index:
    """Entries of the given kinds; holidays are events."""
    named = (named for row in _rows() if row["kind"] in kinds for named in _named(row))
    return Index(chain(named, _holidays() if kinds == EVENTS else ()))


@cache
def barriers() -> frozenset[str]:
    """Words that make another thing of the words behind them ("Vice" before "President Biden")."""
    return frozenset(plain(row["word"]) for row in tables.rows(BARRIERS, ("word", "example", "origin")))


@lru_cache(maxsize=40_000)
def plain(word: str) -> str:
    """A word as it is compared: lower case, without possessive or plural, which tell no events apart."""
    bare = (word[:-2] if word.endswith(("'s", "’s")) else word).replace("’", "'").rstrip(".").lower()
    if len(bare) <= _LONG or not bare.endswith("s") or bare.endswith("ss"):
        return bare
    return bare[:-3] + "y" if bare.endswith("ies") else bare[:-1]


def plain_words(text: str) -> tuple[str, ...]:
    """The words of a text as they are compared."""
    return tuple(map(plain, WORD.findall(text)))


@cache
def _rows() -> tuple[tables.Row, ...]:
    return tuple(row for name in tables.names(FOLDER, _COLUMNS) for row in tables.rows(name, _COLUMNS))


def _named(row: tables.Row) -> Iterator[tuple[str, Maker]]:
    """The names of a row, each with what makes its entry."""
    for written in row["words"].split("|"):
        yield written, partial(_entry, row)
        if row["kind"] == "scheduled" and (turned := _turned(written)):
            yield turned, partial(_entry, row)


def _entry(row: tables.Row, words: Name) -> Entry | None:
    """The entry of a name of a row; None where its days are none of the calendar's."""
    first = days.bounds(row["first"])
    last = days.bounds(row["last"]) if row["last"] else first
    if first is None or last is None:
        return None
    return Entry(words, _groups(row["near"]), (first[0], last[1]), row["kind"])


def _turned(words: str) -> str | None:
    """The other way to say "Florida primary": "primary in Florida"."""
    place, _, noun = words.rpartition(" ")
    return f"{noun} in {place}" if place[:1].isupper() and " " not in place and noun.islower() else None


def _holidays() -> Iterator[tuple[str, Maker]]:
    for row in tables.rows(HOLIDAYS, ("words", "rule", "example", "origin")):
        for interval in yearly(row["rule"]):
            for written in row["words"].split("|"):
                yield written, partial(_holiday, row, interval)


def _holiday(row: tables.Row, interval: days.Interval, words: Name) -> Entry:
    return Entry(words, _groups(row["near"]), interval, "holiday")


def _groups(near: str | None) -> tuple[tuple[str, ...], ...]:
    """Groups of words that must stand near: "trump|pence&clinton" is (trump or pence) and clinton."""
    return tuple(_group(group) for group in (near or "").split("&") if group)


@cache
def _group(words: str) -> tuple[str, ...]:
    return tuple(" ".join(plain_words(word)) for word in words.split("|"))
