"""Stories: documents that tell the same happening.

In come documents with their vectors; out come groups of documents. Two groups are joined as long as their documents
resemble one another on average and were published near one another; the most alike go first. Order of arrival makes no
difference: ties fall to the smaller id.
"""

from __future__ import annotations

import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.link.days import Days, gap, mean_days
from onrecord.link.groups import components
from onrecord.link.words import dot

# Average likeness from which two groups tell one happening; chosen on labelled news with the dates hidden.
ALIKE = 0.14
# Published this many days apart, pages may still tell one happening; beyond, their likeness fades by half in FADE days.
NEAR_DAYS = 2.0
FADE_DAYS = 6.0
# Where one is not known, likeness counts for a little less: the day is half of what tells two happenings apart.
UNDATED = 0.86
# Pairs are looked for among documents that share rare words: each gives its heaviest words, and a word that more
# documents share than this finds no pairs (its pairs are found by rarer ones).
KEY_WORDS = 40
COMMON_WORD = 150
LEAST_SHARED = 2
NEIGHBOURS = 30

Vector = Mapping[str, float]


@dataclass(slots=True)
class _Group:
    """Documents joined so far: their numbers, the sum of their vectors, when they were published."""

    members: list[int]
    total: dict[str, float]
    days: list[Days]
    neighbours: set[int] = field(default_factory=set)


def group_documents(
    vectors: Sequence[Vector], days: Sequence[Days | None], together: Iterable[tuple[int, int]] = ()
) -> list[list[int]]:
    """The documents in groups of one happening, by their numbers; each group and the list of them in order.

    ``together`` are pairs that tell one happening whatever their words and days: copies.
    """
    groups: dict[int, _Group] = {}
    owner: dict[int, int] = {}
    for members in components(len(vectors), together):
        groups[members[0]] = _group(members, vectors, days)
        owner.update((number, members[0]) for number in members)
    queue: list[tuple[float, int, int]] = []
    for one, other in sorted({(owner[one], owner[other]) for one, other in _candidates(vectors)}):
        if one != other:
            groups[one].neighbours.add(other)
            groups[other].neighbours.add(one)
            _push(queue, groups, one, other)
    while queue:
        likeness, one, other = heapq.heappop(queue)
        if one in groups and other in groups and -likeness == _likeness(groups[one], groups[other]):
            _join(queue, groups, one, other)
    return sorted(sorted(group.members) for group in groups.values())


def _group(members: Sequence[int], vectors: Sequence[Vector], days: Sequence[Days | None]) -> _Group:
    total: dict[str, float] = {}
    for number in members:
        _add(total, vectors[number])
    return _Group(list(members), total, [known for number in members if (known := days[number])])


def _add(total: dict[str, float], vector: Vector) -> None:
    for word, weight in vector.items():
        total[word] = total.get(word, 0.0) + weight


def _candidates(vectors: Sequence[Vector]) -> list[tuple[int, int]]:
    """Pairs that share rare words: each document with those that it shares most with."""
    holders = defaultdict(list)
    for number, vector in enumerate(vectors):
        for word in sorted(vector, key=lambda word: (-vector[word], word))[:KEY_WORDS]:
            holders[word].append(number)
    pairs: set[tuple[int, int]] = set()
    for number, vector in enumerate(vectors):
        shared: Counter[int] = Counter()
        for word in sorted(vector, key=lambda word: (-vector[word], word))[:KEY_WORDS]:
            if len(holders[word]) <= COMMON_WORD:
                shared.update(holders[word])
        del shared[number]
        found = (other for other, count in shared.items() if count >= LEAST_SHARED)
        best = sorted(found, key=lambda other: (-shared[other], other))[:NEIGHBOURS]
        pairs.update((min(number, other), max(number, other)) for other in best)
    return sorted(pairs)


def _likeness(one: _Group, other: _Group) -> float:
    """Average likeness of the documents of two groups, less where they were published apart."""
    average = dot(one.total, other.total) / (len(one.members) * len(other.members))
    apart = gap(mean_days(one.days), mean_days(other.days))
    return average * UNDATED if apart is None else average * math.pow(0.5, max(0.0, apart - NEAR_DAYS) / FADE_DAYS)


def _push(queue: list[tuple[float, int, int]], groups: Mapping[int, _Group], one: int, other: int) -> None:
    one, other = min(one, other), max(one, other)
    likeness = _likeness(groups[one], groups[other])
    if likeness >= ALIKE:
        heapq.heappush(queue, (-likeness, one, other))


def _join(queue: list[tuple[float, int, int]], groups: dict[int, _Group], one: int, other: int) -> None:
    """Put the second group into the first, which keeps its number."""
    kept, gone = groups[one], groups.pop(other)
    kept.members += gone.members
    kept.days += gone.days
    _add(kept.total, gone.total)
    kept.neighbours = {number for number in kept.neighbours | gone.neighbours if number not in (one, other)}
    for number in sorted(kept.neighbours):
        neighbour = groups[number]
        neighbour.neighbours.discard(other)
        neighbour.neighbours.add(one)
        _push(queue, groups, one, number)
