"""The shelf: where linking finds sketches, lists and what it linked before.

A list holds the documents that share a word or a run of words, in order of publication. A document is compared with
those that stand near it in its lists, so that a new page meets a few neighbours, however large the record is. The shelf
in memory serves a whole record at once; the record's own tables serve one that grows.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product, takewhile
from typing import Protocol

from onrecord.link.days import Days
from onrecord.link.sketch import OF_RUNS, Sketch, packed, unpacked

# In each of its lists a document meets so many on either side.
REACH = 5
# Documents that meet in this many lists are compared.
MEETINGS = 2
# A key has 33 bits: as many are left for a document's place.
BITS = 31
Around = tuple[tuple[str, ...], tuple[str, ...]]


class Shelf(Protocol):
    """Sketches by id, who stands around a place in a list, and the story of each document as linked before."""

    def sketches(self, ids: Iterable[str]) -> Mapping[str, Sketch]: ...

    def around(self, key: int, place: tuple[int, str]) -> Around: ...

    def stories(self, ids: Iterable[str]) -> Iterable[frozenset[str]]: ...


class MemoryShelf:
    """A shelf of sketches that are all at hand; nothing is linked yet.

    A record's sketches fit into memory packed, and its lists as numbers: the key of a list, and a document's place.
    """

    def __init__(self, sketches: Iterable[Sketch] = ()) -> None:
        self._held: dict[str, _Packed] = {}
        self._lists = array("Q")
        self._order: list[str] = []
        self._number: dict[str, int] = {}
        for sketch in sketches:
            self.add(sketch)

    def add(self, sketch: Sketch) -> None:
        """Put a sketch into its lists."""
        days = sketch.published, sketch.told
        self._held[sketch.id] = _Packed(sketch.place[0], *days, sketch.length, packed(sketch), array("Q", sketch.keys))
        self._order = []

    def by_day(self) -> list[str]:
        """The documents in the order in which they stand in lists."""
        return sorted(self._held, key=lambda name: (self._held[name].day, name))

    def sketches(self, ids: Iterable[str]) -> Mapping[str, Sketch]:
        return {name: self._held[name].sketch(name) for name in ids}

    def around(self, key: int, place: tuple[int, str]) -> Around:
        if not self._order:
            self._sort()
        at = bisect_left(self._lists, key << BITS | self._number[place[1]])
        before = takewhile(lambda other: self._lists[other] >> BITS == key, range(at - 1, max(-1, at - 1 - REACH), -1))
        last = min(at + REACH, len(self._lists) - 1)
        after = takewhile(lambda other: self._lists[other] >> BITS == key, range(at + 1, last + 1))
        return tuple(map(self._name, before)), tuple(map(self._name, after))

    def stories(self, ids: Iterable[str]) -> Iterable[frozenset[str]]:
        return {frozenset((name,)) for name in ids}

    def _sort(self) -> None:
        """Make the lists: all places of all documents, sorted by list and day."""
        self._order = self.by_day()
        self._number = {name: number for number, name in enumerate(self._order)}
        self._lists = array(
            "Q",
            sorted(key << BITS | number for number, name in enumerate(self._order) for key in self._held[name].keys),
        )

    def _name(self, at: int) -> str:
        return self._order[self._lists[at] & (1 << BITS) - 1]


@dataclass(frozen=True, slots=True)
class _Packed:
    """A sketch as bytes, with the day of its place."""

    day: int
    published: Days | None
    told: Days | None
    length: int
    content: bytes
    keys: array[int]

    def sketch(self, name: str) -> Sketch:
        return Sketch(name, self.published, self.told, self.length, *unpacked(self.content), tuple(self.keys))


def near_by_words(shelf: Shelf, sketch: Sketch) -> set[str]:
    """Documents that share heavy words with one."""
    return _near(shelf, sketch, of_runs=False)


def near_by_runs(shelf: Shelf, sketch: Sketch) -> set[str]:
    """Documents that share runs of words with one."""
    return _near(shelf, sketch, of_runs=True)


def parted(shelf: Shelf, sketch: Sketch) -> Iterator[tuple[str, str]]:
    """Pairs of documents that may have met in a list before one came between them."""
    for key in sketch.keys:
        yield from product(*shelf.around(key, sketch.place))


def _near(shelf: Shelf, sketch: Sketch, *, of_runs: bool) -> set[str]:
    met: Counter[str] = Counter()
    for key in sketch.keys:
        if (key >= OF_RUNS) == of_runs:
            before, after = shelf.around(key, sketch.place)
            met.update(before + after)
    return {name for name, count in met.items() if count >= MEETINGS}
