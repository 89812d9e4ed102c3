"""Stories: documents that tell the same happening.

In come sketches and the pairs of them that are alike; out come groups of documents. Two groups are joined as long as
their documents resemble one another on average and were published near one another; the most alike go first. Order of
arrival makes no difference: ties fall to the smaller id.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.link.days import WIDEST, Days, gap, mean_days, telling_days
from onrecord.link.groups import components
from onrecord.link.sketch import Sketch
from onrecord.link.words import dot

# Average likeness from which two groups tell one happening; chosen on labelled news with the dates hidden.
ALIKE = 0.14
# Published this many days apart, pages may still tell one happening; beyond, their likeness fades by half in FADE days.
NEAR_DAYS = 2.0
FADE_DAYS = 6.0
# Where one is not known, likeness counts for a little less: the day is half of what tells two happenings apart.
UNDATED = 0.9
Vector = Mapping[int, float]
# Likeness below zero, two groups, and how many documents they had when it was measured.
_Entry = tuple[float, str, str, tuple[int, int]]


@dataclass(slots=True)
class _Group:
    """Documents joined so far: their numbers, the sum of their vectors, when they were published."""

    members: list[str]
    total: dict[int, float]
    days: list[Days]
    neighbours: set[str] = field(default_factory=set)


def group_documents(
    sketches: Mapping[str, Sketch], pairs: Iterable[tuple[str, str]], together: Iterable[tuple[str, str]] = ()
) -> list[frozenset[str]]:
    """The documents in groups of one happening, each once; ``pairs`` are those alike (see ``alike``).

    ``together`` are pairs that tell one happening whatever their words and days: copies.
    """
    ids = sorted(sketches)
    number = {name: at for at, name in enumerate(ids)}
    groups: dict[str, _Group] = {}
    owner: dict[str, str] = {}
    for found in components(len(ids), ((number[one], number[other]) for one, other in together)):
        members = [ids[at] for at in found]
        groups[members[0]] = _group([sketches[name] for name in members])
        owner.update((name, members[0]) for name in members)
    queue: list[_Entry] = []
    for one, other in sorted({(owner[one], owner[other]) for one, other in pairs}):
        if one != other:
            groups[one].neighbours.add(other)
            groups[other].neighbours.add(one)
            _push(queue, groups, one, other)
    while queue:
        _, one, other, sizes = heapq.heappop(queue)
        if one not in groups or other not in groups:
            continue
        if sizes == (len(groups[one].members), len(groups[other].members)):
            _join(queue, groups, one, other)
        else:
            _push(queue, groups, one, other)
    return sorted((frozenset(group.members) for group in groups.values()), key=min)


def alike(one: Sketch, other: Sketch) -> bool:
    """Whether two documents, taken alone, tell one happening."""
    return _faded(dot(one.vector, other.vector), one.told, other.told) >= ALIKE


def _group(sketches: Sequence[Sketch]) -> _Group:
    total: dict[int, float] = {}
    for sketch in sketches:
        _add(total, sketch.vector)
    return _Group([s.id for s in sketches], total, [s.told for s in sketches if s.told])


def _add(total: dict[int, float], vector: Vector) -> None:
    for word, weight in vector.items():
        total[word] = total.get(word, 0.0) + weight


def _likeness(one: _Group, other: _Group) -> float:
    """Average likeness of the documents of two groups, less where they were published apart."""
    average = dot(one.total, other.total) / (len(one.members) * len(other.members))
    mine, theirs = telling_days(one.days, other.days)
    return _faded(average, mean_days(mine), mean_days(theirs))


def _faded(likeness: float, one: tuple[float, float] | None, other: tuple[float, float] | None) -> float:
    """Likeness, less where days are apart, and a little less where it is not known whether they are."""
    apart = gap(one, other)
    if one is None or other is None or apart is None:
        return likeness * UNDATED
    if apart <= NEAR_DAYS:
        return likeness * (UNDATED if max(one[1] - one[0], other[1] - other[0]) > WIDEST else 1.0)
    return likeness * math.pow(0.5, (apart - NEAR_DAYS) / FADE_DAYS)


def _push(queue: list[_Entry], groups: Mapping[str, _Group], one: str, other: str) -> None:
    one, other = min(one, other), max(one, other)
    likeness = _likeness(groups[one], groups[other])
    if likeness >= ALIKE:
        sizes = len(groups[one].members), len(groups[other].members)
        heapq.heappush(queue, (-likeness, one, other, sizes))


def _join(queue: list[_Entry], groups: dict[str, _Group], one: str, other: str) -> None:
    """Put the group with fewer neighbours into the other.

    An average never rises above the higher of the two that it is made of: what stands in the queue for the group that
    stays is looked at again when its turn comes, and only the neighbours of the one that goes are looked at now.
    """
    if len(groups[one].neighbours) < len(groups[other].neighbours):
        one, other = other, one
    kept, gone = groups[one], groups.pop(other)
    kept.members += gone.members
    kept.days += gone.days
    _add(kept.total, gone.total)
    kept.neighbours.discard(other)
    for name in sorted(gone.neighbours - {one}):
        neighbour = groups[name]
        neighbour.neighbours.discard(other)
        neighbour.neighbours.add(one)
        kept.neighbours.add(name)
        _push(queue, groups, one, name)
