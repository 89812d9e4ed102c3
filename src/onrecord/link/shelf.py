"""The shelf: where linking finds sketches, lists and what it linked before.

A list holds the documents that share a word or a run of words, in order of publication. A document is compared with
those that stand near it in its lists, so that a new page meets a few neighbours, however large the record is. The shelf
in memory serves a whole record at once; the record's own tables serve one that grows.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from typing import Protocol

from onrecord.link.sketch import OF_RUNS, Sketch

# In each of its lists a document meets so many on either side.
REACH = 5
# Documents that meet in this many lists are compared.
MEETINGS = 2
Around = tuple[tuple[str, ...], tuple[str, ...]]


class Shelf(Protocol):
    """Sketches by id, who stands around a place in a list, and the story of each document as linked before."""

    def sketches(self, ids: Iterable[str]) -> Mapping[str, Sketch]: ...

    def around(self, key: int, place: tuple[int, str]) -> Around: ...

    def stories(self, ids: Iterable[str]) -> Iterable[frozenset[str]]: ...


class MemoryShelf:
    """A shelf of sketches that are all at hand; nothing is linked yet."""

    def __init__(self, sketches: Iterable[Sketch]) -> None:
        self._sketches: dict[str, Sketch] = {}
        self._lists: dict[int, list[tuple[int, str]]] = defaultdict(list)
        for sketch in sketches:
            self.add(sketch)

    def add(self, sketch: Sketch) -> None:
        """Put a sketch into its lists."""
        self._sketches[sketch.id] = sketch
        place = sketch.place
        for key in sketch.keys:
            insort(self._lists[key], place)

    def sketches(self, ids: Iterable[str]) -> Mapping[str, Sketch]:
        return {name: self._sketches[name] for name in ids}

    def around(self, key: int, place: tuple[int, str]) -> Around:
        held = self._lists[key]
        at = bisect_left(held, place)
        before = tuple(name for _, name in reversed(held[max(0, at - REACH) : at]))
        after = tuple(name for _, name in held[at + 1 : at + 1 + REACH])
        return before, after

    def stories(self, ids: Iterable[str]) -> Iterable[frozenset[str]]:
        return {frozenset((name,)) for name in ids}


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
