"""Copies and stories of the documents that new ones touch, and of no others.

In come a shelf, which holds the new documents already, and their ids; out come the groups that are not what they were.
The result is that of grouping the whole record: documents are taken along, story by story, until every story at the
edge of what was looked at has come out as it was. A story that joins no neighbour needs none to be made again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass

from onrecord.link.copies import find_copies, is_copy
from onrecord.link.shelf import Shelf, near_by_runs, near_by_words, parted
from onrecord.link.sketch import Sketch
from onrecord.link.stories import alike, group_documents
from onrecord.store.linked import Copy

# Sketches held at once, unpacked: neighbours come soon after one another.
MOST_HELD = 5_000
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Groups:
    """What was grouped: documents whose copies were looked for, copies; stories that are no more, and new ones."""

    looked_at: frozenset[str]
    copies: tuple[Copy, ...]
    gone: frozenset[frozenset[str]]
    stories: tuple[frozenset[str], ...]


class _Near:
    """Pairs of neighbours on a shelf, each compared once."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._sketches: dict[str, Sketch] = {}
        self._copies: dict[str, frozenset[str]] = {}
        self._alike: dict[str, frozenset[str]] = {}

    def of(self, ids: Iterable[str]) -> Mapping[str, Sketch]:
        """Sketches by id."""
        wanted = sorted(set(ids))
        if len(self._sketches) > MOST_HELD:
            self._sketches.clear()
        self._sketches.update(self._shelf.sketches([name for name in wanted if name not in self._sketches]))
        return {name: self._sketches[name] for name in wanted}

    def copies(self, name: str) -> frozenset[str]:
        """Neighbours that print the same text."""
        if name not in self._copies:
            (mine,) = self.of([name]).values()
            others = self.of(near_by_runs(self._shelf, mine)).values()
            self._copies[name] = frozenset(other.id for other in others if is_copy(mine, other))
        return self._copies[name]

    def alike(self, name: str) -> frozenset[str]:
        """Neighbours that tell of the like at the same time."""
        if name not in self._alike:
            (mine,) = self.of([name]).values()
            others = self.of(near_by_words(self._shelf, mine)).values()
            self._alike[name] = frozenset(other.id for other in others if alike(mine, other))
        return self._alike[name]

    def parted_by(self, name: str) -> set[str]:
        """Documents that may no longer meet since another stands between them."""
        (mine,) = self.of([name]).values()
        found = set(parted(self._shelf, mine))
        known = self.of(name for pair in found for name in pair)
        lost = [p for p in found if alike(known[p[0]], known[p[1]]) or is_copy(known[p[0]], known[p[1]])]
        return {name for pair in lost for name in pair}


def group_all(shelf: Shelf, ids: Iterable[str]) -> Groups:
    """Copies and stories of all documents of a record; quickest where neighbours come soon after one another."""
    everything = dict.fromkeys(ids)
    copies, stories = _grouped(_Near(shelf), everything.keys(), everything.keys())
    return Groups(frozenset(everything), copies, frozenset(), tuple(stories))


def regroup(shelf: Shelf, new: str) -> Groups:
    """Copies and stories that one new document changes."""
    near = _Near(shelf)
    dirty = {new} | near.parted_by(new)
    while True:
        seen = _with_neighbours(near, dirty)
        before = frozenset(shelf.stories(seen))
        members = frozenset(seen.union(*before))
        family = _families(near, members)
        copies, found = _grouped(near, members, family)
        stories = [story for story in found if story not in before]
        changed = {name for story in stories for name in story}
        if changed <= dirty:
            return Groups(family, copies, before - frozenset(found), tuple(stories))
        dirty |= changed


def _with_neighbours(near: _Near, names: Iterable[str]) -> set[str]:
    """Documents with those that they are like, or whose text they print."""
    found = set(names)
    return found.union(*(near.alike(name) | near.copies(name) for name in found))


def _families(near: _Near, names: Iterable[str]) -> frozenset[str]:
    """Documents with all that hang on them by copies."""
    found: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += near.copies(name)
    return frozenset(found)


def _grouped(near: _Near, members: Set[str], family: Set[str]) -> tuple[tuple[Copy, ...], list[frozenset[str]]]:
    """Copies among a family, stories among the members; who is like none is a story alone."""
    printed = _pairs(near.copies, family)
    copies = find_copies(near.of(_ends(printed)), printed)
    together = [(c.document_id, c.original_id) for c in copies if {c.document_id, c.original_id} <= members]
    pairs = _pairs(near.alike, members)
    several = _ends([*pairs, *together])
    stories = group_documents(near.of(several), pairs, together)
    alone = (frozenset((name,)) for name in members - several)
    return copies, sorted((*stories, *alone), key=min)


def _ends(pairs: Iterable[Pair]) -> frozenset[str]:
    return frozenset(name for pair in pairs for name in pair)


def _pairs(neighbours: Callable[[str], frozenset[str]], names: Set[str]) -> list[Pair]:
    """Pairs of neighbours among some documents, in order."""
    found = {(min(name, other), max(name, other)) for name in names for other in neighbours(name) if other in names}
    return sorted(found)
