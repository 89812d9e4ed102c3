"""When a page that bears no day of its own was published, by the pages beside it.

In come the documents of one story and which of them print the same text; out come narrower intervals, each with what it
rests on. A dated copy says most; of the pages of the story only those of other outlets that are themselves much like
it are asked. The page's own evidence stays: where its neighbours speak against it, that is said.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from onrecord.link.days import Days, days_of
from onrecord.link.vectors import vector_of
from onrecord.link.view import SeenDocument
from onrecord.link.words import dot
from onrecord.store.linked import NeighbourDate

COPY, STORY = "copy", "story"
# A page is dated if its own interval is no wider than this; it is narrowed only if it is wider than WIDE.
DATED, WIDE = 3, 7
# Days before the first and after the last of its dated neighbours. Of pages that print one text again 19 in 20 lie
# within three days; of dated news whose days were hidden nine in ten lay so near the pages that are asked here.
SLACK = {COPY: 3, STORY: 14}
# A page of its story is asked if it is so much like the undated one: what its topic alone brought there says nothing.
ALIKE = 0.25
# Pages of several outlets must agree within so many days. One page alone is enough if it is very like, or if the
# undated one's own evidence leaves no more than three months.
TOGETHER = 14
VERY_ALIKE = 0.4
MONTHS = 90


def neighbour_dates(
    story_id: str, members: Sequence[SeenDocument], originals: Mapping[str, str]
) -> tuple[NeighbourDate, ...]:
    """What its neighbours say of each undated document of a story; ``originals`` is the text that a copy prints."""
    own = {document.id: days_of(document.published, widest=None) for document in members}
    dated = {name: days for name, days in own.items() if days and days[1] - days[0] <= DATED}
    families: dict[str, list[str]] = defaultdict(list)
    for name in own:
        families[originals.get(name, name)].append(name)
    found = []
    for document in members:
        days = own[document.id]
        if days and days[1] - days[0] <= WIDE:
            continue
        copies = [dated[other] for other in families[originals.get(document.id, document.id)] if other in dated]
        told = copies or _like_it(document, days, [(other, dated[other.id]) for other in members if other.id in dated])
        said = _said(story_id, document.id, days, told, COPY if copies else STORY)
        found += [said] if said else []
    return tuple(found)


def _like_it(document: SeenDocument, own: Days | None, dated: Sequence[tuple[SeenDocument, Days]]) -> list[Days]:
    """The days of the dated pages of a story that say when an undated one was published; none where they do not."""
    others = [(other, days) for other, days in dated if (other.outlet or other.id) != (document.outlet or document.id)]
    if not others:
        return []
    mine = vector_of(document)
    likeness = {other.id: dot(mine, vector_of(other)) for other, _ in others}
    near = [(other, days) for other, days in others if likeness[other.id] >= ALIKE]
    told = [days for _, days in near]
    if not told or max(last for _, last in told) - min(first for first, _ in told) > TOGETHER:
        return []
    outlets = {other.outlet or other.id for other, _ in near}
    narrow = own is not None and own[1] - own[0] <= MONTHS
    return told if len(outlets) > 1 or narrow or max(likeness.values()) >= VERY_ALIKE else []


def _said(story_id: str, name: str, own: Days | None, told: Sequence[Days], basis: str) -> NeighbourDate | None:
    """What dated neighbours say of a document; None where there are none, or they say no more than it does itself."""
    if not told:
        return None
    first, last = min(day for day, _ in told), max(day for _, day in told)
    near = first - SLACK[basis], last + SLACK[basis]
    both = (max(near[0], own[0]), min(near[1], own[1])) if own else near
    agrees = both[0] <= both[1]
    if own and agrees and both[1] - both[0] >= own[1] - own[0]:
        return None
    earliest, latest = both if agrees else near
    return NeighbourDate(
        name,
        story_id,
        _iso(earliest),
        _iso(latest),
        basis,
        len(told),
        int(agrees),
        _note(basis, len(told), first, last),
    )


def _note(basis: str, count: int, first: int, last: int) -> str:
    """What the neighbours are, in words."""
    what = {COPY: ("a copy of it", "copies of it"), STORY: ("a page of its story", "pages of its story")}[basis]
    many = what[0] if count == 1 else f"{count} {what[1]}"
    when = _iso(first) if first == last else f"{_iso(first)} to {_iso(last)}"
    return f"{many}, dated {when}"


def _iso(day: int) -> str:
    return date.fromordinal(min(max(day, 1), date.max.toordinal())).isoformat()
