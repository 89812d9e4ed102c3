"""When a page that bears no day of its own was published, by the pages beside it.

In come the documents of one story and which of them print the same text; out come narrower intervals, each with what it
rests on. A dated copy says most, the dated pages of the story less. The page's own evidence stays as it is: where its
neighbours speak against it, that is said, and nothing is averaged.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from onrecord.link.days import Days, days_of
from onrecord.link.view import SeenDocument
from onrecord.store.linked import NeighbourDate

COPY, STORY = "copy", "story"
# A page is dated if its own interval is no wider than this; it is narrowed only if it is wider than WIDE.
DATED, WIDE = 3, 7
# Days before the first and after the last of its dated neighbours. Of labelled news nine pages in ten lie so near the
# others of their event, and of pages that print one text again nineteen in twenty within three days.
SLACK = {COPY: 3, STORY: 7}


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
    for name, days in own.items():
        if days and days[1] - days[0] <= WIDE:
            continue
        copies = [dated[other] for other in families[originals.get(name, name)] if other in dated]
        said = _said(story_id, name, days, copies or list(dated.values()), COPY if copies else STORY)
        found += [said] if said else []
    return tuple(found)


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
