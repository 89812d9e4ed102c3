"""All links of a record: copies, stories, accounts, threads, answers, open items.

In come all documents; out come ``Links``, the same for the same documents in any order. Each story and each thread is
linked for itself: what a page does not touch comes out as it was, so that a record that grows can be linked in part.
Nothing is read or written here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from itertools import chain
from operator import attrgetter
from types import MappingProxyType

from onrecord.ids import make_id
from onrecord.link.accounts import find_accounts
from onrecord.link.days import days_of
from onrecord.link.entries import Entry, Own, Places, own_of, with_words
from onrecord.link.general import Told, in_general, is_place, with_general
from onrecord.link.given import with_given
from onrecord.link.neighbours import neighbour_dates
from onrecord.link.parts import Part, PartMoves, gather, ties_of
from onrecord.link.places import Key
from onrecord.link.regroup import group_all
from onrecord.link.sameness import Moves
from onrecord.link.shelf import MemoryShelf
from onrecord.link.sketch import UNKNOWN_DAY
from onrecord.link.threads import link_thread
from onrecord.link.titles import story_title
from onrecord.link.view import SeenDocument, Whole
from onrecord.store.linked import Copy, Links, NeighbourDate, Story, StoryDocument

# Stories whose documents are held at once.
TOGETHER = 50


@dataclass(frozen=True, slots=True)
class Linked:
    """Links, and what of each document is kept so that later ones can be linked alone."""

    links: Links
    _shelf: MemoryShelf
    _told: Mapping[str, SeenDocument]
    _places: Mapping[str, Places]

    @property
    def entries(self) -> Iterator[Entry]:
        """What is kept of each document, in order of their ids, one after the other."""
        for name in sorted(self._told):
            yield Entry(self._shelf.sketches([name])[name], self._places[name], self._told[name].moves)


def link(view: Whole) -> Links:
    """The links among the documents of a view."""
    return link_view(view).links


def link_view(view: Whole, ahead: Mapping[str, Own] = MappingProxyType({})) -> Linked:
    """The links among the documents of a view, with what is kept of each document.

    Each document is seen twice at most: for what it gives by itself, of which threads are made, and for its story.
    ``ahead`` is what some give by themselves, where that was found before.
    """
    shelf, told = MemoryShelf(), {}
    places: dict[str, Places] = {}
    others = map(own_of, view.read(name for name in view.ids if name not in ahead))
    for own in chain((ahead[name] for name in view.ids if name in ahead), others):
        shelf.add(own.sketch)
        places[own.sketch.id], told[own.sketch.id] = own.places, own.told
    groups = group_all(shelf, shelf.by_day())
    stories_told = link_stories(_members(view, told, groups.stories), groups.copies)
    stories = {place.document_id: place.story_id for place in stories_told.story_documents}
    places = _with_others(told, places)
    parts = gather(((document, places[name]) for name, document in told.items()), stories, ties_of(told.values()))
    threads = link_threads(parts, stories, dict(view.side_names))
    items = in_general(threads.open_items, charges_in(parts), denials_in(parts))
    links = joined([Links(copies=groups.copies), stories_told, replace(threads, open_items=items)])
    return Linked(links, shelf, told, places)


def _with_others(told: dict[str, SeenDocument], places: Mapping[str, Places]) -> dict[str, Places]:
    """The places of the moves of all documents, with those that persons give them and those of denials in general; what
    has its first place by these bears its words then."""
    if giving := [document for document in told.values() if any(move.given for move in document.moves)]:
        places = with_given(giving, places)
        told |= {found.id: with_words(found, with_general(found, places[found.id])) for found in giving}
    return {name: with_general(document, places[name]) for name, document in told.items()}


def _members(
    view: Whole, told: Mapping[str, SeenDocument], stories: Iterable[frozenset[str]]
) -> Iterator[Sequence[SeenDocument]]:
    """The documents of each story; of one that no other tells what threads see is enough."""
    several: list[frozenset[str]] = []
    for story in stories:
        if len(story) > 1:
            several.append(story)
        else:
            yield [told[name] for name in story]
    for at in range(0, len(several), TOGETHER):
        some = several[at : at + TOGETHER]
        held = {document.id: document for document in view.read(chain.from_iterable(some))}
        yield from ([held[name] for name in sorted(story)] for story in some)


def link_stories(stories: Iterable[Sequence[SeenDocument]], copies: Iterable[Copy]) -> Links:
    """Stories of these documents, with their accounts and what they say of when one another was published."""
    originals = {copy.document_id: copy.original_id for copy in copies}
    return joined(_story_links(members, originals) for members in stories)


def link_threads(parts: Mapping[Part, PartMoves], stories: Mapping[str, str], names: Mapping[str, str]) -> Links:
    """Threads of these parts, with answers and open items."""
    links = []
    for (key, _), held in parts.items():
        if is_place(key):
            continue
        found = link_thread(key, held.documents, held.home, stories, names)
        links.append(
            Links(
                threads=found.threads,
                thread_moves=found.places,
                open_items=found.items,
                move_answers=found.answers,
            )
        )
    return joined(links)


def charges_in(parts: Mapping[Part, PartMoves]) -> dict[str, Told]:
    """The moves of parts by their ids, each where it is linked."""
    return {
        told.move.id: told
        for (key, _), held in parts.items()
        if not is_place(key)
        for told in _told(held, key)
        if told.move.id in held.home
    }


def denials_in(parts: Mapping[Part, PartMoves]) -> dict[Key, list[Told]]:
    """What is denied in general, by its places."""
    return {key: _told(held, key) for (key, _), held in parts.items() if is_place(key)}


def _told(held: PartMoves, key: Key) -> list[Told]:
    return [Told(move, document.published, key) for document in held.documents for move in document.moves]


def joined(parts: Iterable[Links]) -> Links:
    """Several links as one, each table in order of the first two fields of its rows, which are ids."""
    held = list(parts)
    tables = {}
    for field in fields(Links):
        rows = list(chain.from_iterable(getattr(part, field.name) for part in held))
        keys = [column.name for column in fields(rows[0])][:2] if rows else ["id", "id"]
        tables[field.name] = tuple(sorted(rows, key=attrgetter(*keys)))
    return Links(**tables)


def _story_links(members: Sequence[SeenDocument], originals: Mapping[str, str]) -> Links:
    oldest = min(members, key=_age)
    story_id = make_id("story", oldest.id)
    places = tuple(StoryDocument(story_id, document.id) for document in members)
    dates = neighbour_dates(story_id, members, originals)
    story = _story(story_id, members, dates)
    # A page of no named outlet tells for itself; a copy of another page of the story tells nothing of its own.
    held = {document.id for document in members}
    printed = {name: first for name, first in originals.items() if name in held and first in held}
    if len({document.outlet or document.id for document in members if document.id not in printed}) < 2:
        return Links(stories=(story,), story_documents=places, neighbour_dates=dates)
    told = [document for document in members if document.id not in printed]
    moves = Moves(told, {document.id: story.id for document in told})
    accounts, cells = find_accounts(story.id, told, moves, printed)
    return Links(
        stories=(story,), story_documents=places, neighbour_dates=dates, accounts=tuple(accounts),
        account_rows=tuple(cells),
    )  # fmt: skip


def _story(story_id: str, members: Sequence[SeenDocument], dates: Sequence[NeighbourDate]) -> Story:
    """A story's row. It bears the id of its oldest document, so that it keeps its id while later ones come.

    Its days are those of its pages, each as far as its neighbours narrow it; where they disagree, its own stand.
    """
    narrowed = {date.document_id: date for date in dates if date.agrees}
    told = [narrowed.get(d.id, d.published) for d in members]
    earliest = min((days.earliest for days in told if days.earliest), default=None)
    latest = max((days.latest for days in told if days.latest), default=None)
    outlets = {d.outlet for d in members if d.outlet}
    return Story(story_id, story_title(members), earliest, latest, len(members), max(1, len(outlets)))


def _age(document: SeenDocument) -> tuple[int, int, str]:
    return (*(days_of(document.published, widest=None) or (UNKNOWN_DAY, UNKNOWN_DAY)), document.id)
