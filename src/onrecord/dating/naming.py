"""Where a text names something with known dates: an event, a role, a thing that the news spoke of in known years.

In come stretches of a text, once taken apart into words; out come the words that name something, the longest first,
with the intervals that they may mean. The tables stand behind ``calendar``.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.dating import days
from onrecord.dating.calendar import BURSTS, EVENTS, ROLES, TOPICS, WORD, Entry, Index, barriers, index_of, plain

# How many words on either side what was news for days is told in: who, what and where in one or two sentences.
_REACH = 30
_OPENING = 4


@dataclass(frozen=True, slots=True)
class Naming:
    """Words of a text that name something with known dates: its span and the intervals that it may be."""

    start: int
    end: int
    kind: str
    intervals: tuple[days.Interval, ...]


class Words:
    """The words of stretches of a text, as they are compared with the tables."""

    def __init__(self, text: str, spans: tuple[tuple[int, int], ...]) -> None:
        found = [match.span() for start, end in spans for match in WORD.finditer(text, start, end)]
        self.spans = found
        self.plain = [plain(text[start:end]) for start, end in found]
        self._known: dict[tuple[str, ...], bool] = {}
        self._held: dict[tuple[str, ...], list[Entry]] = {}
        self._everything = " " + " ".join(self.plain)
        self._sorted = sorted(set(self.plain))
        # How the words open: nearly every word that is asked for begins as none of them does.
        self._opened = {word[:length] for word in self._sorted for length in range(1, _OPENING + 1)}

    def hold(self, group: tuple[str, ...]) -> bool:
        """Whether one of the words, or one that begins with it, stands in the stretches."""
        known = self._known.get(group)
        if known is None:
            known = self._known[group] = any(map(self._begins, group))
        return known

    def _begins(self, word: str) -> bool:
        """Whether a word of the stretches begins with a word, or some in a row with several."""
        if word[:_OPENING] not in self._opened and " " not in word[:_OPENING]:
            return False
        if " " in word:
            return f" {word}" in self._everything
        place = bisect_left(self._sorted, word)
        return place < len(self._sorted) and self._sorted[place].startswith(word)

    def events(self) -> tuple[Naming, ...]:
        """Events that are named, in order."""
        return tuple(self._find(index_of(EVENTS), barriers()))

    def roles(self) -> tuple[Naming, ...]:
        """Roles and states of affairs that held only from one day to another."""
        return tuple(self._find(index_of(ROLES), barriers()))

    def topics(self) -> tuple[Naming, ...]:
        """Names that the news spoke of only in some years, each once."""
        first: dict[tuple[days.Interval, ...], Naming] = {}
        for naming in self._find(index_of(TOPICS), frozenset()):
            first.setdefault(naming.intervals, naming)
        return tuple(first.values())

    def bursts(self) -> tuple[Naming, ...]:
        """What the news spoke of for a few days or weeks, each once, at its first place."""
        first: dict[tuple[days.Interval, ...], Naming] = {}
        for naming in self._find(index_of(BURSTS), frozenset(), reach=_REACH):
            first.setdefault(naming.intervals, naming)
        return tuple(first.values())

    def _find(self, index: Index, barred: frozenset[str], reach: int | None = None) -> Iterator[Naming]:
        words, taken, begins = self.plain, 0, index.first_words
        for i in [i for i, word in enumerate(words) if word in begins]:
            if i < taken or (i and words[i - 1] in barred):
                continue
            named = index.beginning(words[i])
            for length in named.lengths:
                name = tuple(words[i : i + length])
                listed = index.entries(name) if len(name) == length and name in named.makers else ()
                fits = self._fitting(listed, i, i + length, reach) if listed else []
                if fits:
                    taken = i + length
                    intervals = tuple(sorted({e.interval for e in fits}))
                    yield Naming(self.spans[i][0], self.spans[taken - 1][1], fits[0].kind, intervals)
                    break

    def _fitting(self, listed: tuple[Entry, ...], first: int, last: int, reach: int | None) -> list[Entry]:
        """Those of the entries at some words whose other words stand near: within reach of them, or anywhere."""
        held = self._held_anywhere(listed)
        if reach is None or not held:
            return held
        passage = " " + " ".join(self.plain[max(0, first - reach) : last + reach])
        return [entry for entry in held if all(_holds(passage, group) for group in entry.near)]

    def _held_anywhere(self, listed: tuple[Entry, ...]) -> list[Entry]:
        """Those of the entries at some words whose other words stand somewhere: asked once for the same words."""
        name = (listed[0].kind, *listed[0].words)
        known = self._held.get(name)
        if known is None:
            known = self._held[name] = [entry for entry in listed if all(map(self.hold, entry.near))]
        return known


def _holds(passage: str, group: tuple[str, ...]) -> bool:
    return any(f" {word}" in passage for word in group)
