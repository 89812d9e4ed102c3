"""The views of a record: what each address shows, as frozen values that the page, the API and the sheets all use.

In comes a ``Browse`` and an ``Ask``; out comes the view's value. ``VIEWS`` is the one table from which addresses,
the API's description and the downloads are made: a new screen is a row here and a template.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from onrecord.store.browse import Browse, Counts
from onrecord.store.browse_actors import ActorView
from onrecord.store.browse_bars import Bar
from onrecord.store.browse_documents import DocumentView
from onrecord.store.browse_facets import CHOSEN
from onrecord.store.browse_links import Rung, Stretch, ThreadView
from onrecord.store.browse_network import Network
from onrecord.store.browse_open import OpenItem
from onrecord.store.browse_rows import (
    ActorLine,
    DocumentLine,
    Entry,
    Filters,
    Judgement,
    Listing,
    StoryLine,
    ThreadLine,
)
from onrecord.store.browse_search import Found, Hit
from onrecord.store.browse_stories import StoryView
from onrecord.web.ask import FILTER_NAMES, Ask
from onrecord.web.course import Course, course
from onrecord.web.sheets import Rows, entry_rows, flat_rows, hit_rows, item_rows, rung_rows, story_rows

PAGED = ("limit", "offset")


@dataclass(frozen=True, slots=True)
class Overview:
    """How much there is, how much of it the filters let through, what is open, the newest stories, the open threads."""

    counts: Counts
    fitting: int
    open: Listing[OpenItem]
    stories: Listing[StoryLine]
    threads: Listing[ThreadLine]


@dataclass(frozen=True, slots=True)
class ActorScreen:
    """An actor, its moves and statements in order of date, the matters on which it acts most, its course on one."""

    actor: ActorView
    entries: Listing[Entry]
    matters: tuple[str, ...]
    course: Course | None


@dataclass(frozen=True, slots=True)
class JudgeScreen:
    """What persons said over the machine's rows, and the moves most worth a look."""

    log: Listing[Judgement]
    doubtful: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class View:
    """An address: its path, what it gives (a type), how it is made, the parameters it takes.

    ``rows`` gives a sheet's rows: of the view, or of a stretch of its list where ``pages`` gives that list alone.
    """

    name: str
    path: str
    gives: Any
    make: Callable[[Browse, Ask], Any]
    params: tuple[str, ...]
    summary: str
    rows: Callable[[Any], Rows] | None = None
    pages: Callable[[Browse, Ask], Listing[Any]] | None = None
    screen: bool = True


def title_of(view: View, value: Any) -> str:
    """What a view is called where it is cited: its thing's own title, or what it shows."""
    line = getattr(value, "line", None) or getattr(getattr(value, "actor", None), "line", None)
    own = getattr(line, "title", None) or getattr(line, "name", None) or getattr(line, "locator", None)
    return f"{view.name}: {own}" if own else view.summary


def _overview(browse: Browse, ask: Ask) -> Overview:
    least = _least(ask)
    still, threads = browse.open_items(least=least, limit=6), browse.threads(least=least, limit=6)
    return Overview(browse.counts(), browse.total(ask.filters), still, browse.stories(limit=6), threads)


def _timeline(browse: Browse, ask: Ask) -> Listing[Entry]:
    return browse.timeline(ask.filters, limit=ask.limit, offset=ask.offset)


def _bars(browse: Browse, ask: Ask) -> tuple[Bar, ...]:
    return browse.bars(ask.filters)


def _documents(browse: Browse, ask: Ask) -> Listing[DocumentLine]:
    return browse.documents(outlet=ask.filters.outlet, limit=ask.limit, offset=ask.offset)


def _document(browse: Browse, ask: Ask) -> DocumentView:
    return browse.document(ask.id)


def _entry(browse: Browse, ask: Ask) -> Entry:
    return browse.entry(ask.id)


def _actors(browse: Browse, ask: Ask) -> Listing[ActorLine]:
    return browse.actors(side=ask.filters.side, limit=ask.limit, offset=ask.offset)


def _actor(browse: Browse, ask: Ask) -> ActorScreen:
    view = browse.actor(ask.id)
    entries = browse.timeline(_filters_of(view.line.id, ask), limit=ask.limit, offset=ask.offset)
    matters = browse.matters(view.line.id)
    matter = ask.filters.matter or next(iter(matters), None)
    found = browse.on_matter(view.line.id, matter) if matter else ()
    return ActorScreen(view, entries, matters, course(matter, view.line.id, found) if matter else None)


def _actor_entries(browse: Browse, ask: Ask) -> Listing[Entry]:
    key = browse.actor_id(ask.id)
    return browse.timeline(_filters_of(key, ask), limit=ask.limit, offset=ask.offset)


def _filters_of(actor: str, ask: Ask) -> Filters:
    kept = {name: getattr(ask.filters, name) for name in FILTER_NAMES if name != "actor"}
    return Filters(actor=actor, **kept)


def _stories(browse: Browse, ask: Ask) -> Listing[StoryLine]:
    return browse.stories(limit=ask.limit, offset=ask.offset)


def _story(browse: Browse, ask: Ask) -> StoryView:
    return browse.story(ask.id)


def _threads(browse: Browse, ask: Ask) -> Listing[ThreadLine]:
    return browse.threads(least=_least(ask), limit=ask.limit, offset=ask.offset)


def _thread(browse: Browse, ask: Ask) -> ThreadView:
    return browse.thread(ask.id, _stretch(ask))


def _rungs(browse: Browse, ask: Ask) -> Listing[Rung]:
    found = browse.thread(ask.id, _stretch(replace(ask, at="")))
    return Listing(found.rungs, found.chosen, ask.limit, found.offset)


def _stretch(ask: Ask) -> Stretch:
    """The rungs that are asked for; of a long thread those that answer one another, unless all are asked for."""
    linked = {"all": False, "linked": True}.get(ask.moves)
    return Stretch(linked, ask.limit, ask.offset, ask.at, _least(ask))


def _least(ask: Ask) -> float:
    """The least score that is asked for."""
    return float(ask.filters.least or 0)


def _open(browse: Browse, ask: Ask) -> Listing[OpenItem]:
    state = None if ask.state == "all" else ask.state or "unanswered"
    return browse.open_items(state=state, least=_least(ask), limit=ask.limit, offset=ask.offset)


def _search(browse: Browse, ask: Ask) -> Found:
    ask = replace(ask, limit=min(ask.limit, 50), offset=min(ask.offset, 2_000))
    return browse.search(ask.q, limit=ask.limit, offset=ask.offset, **_chosen(ask))


def _hits(browse: Browse, ask: Ask) -> Listing[Hit]:
    return browse.search(ask.q, limit=ask.limit, offset=ask.offset, **_chosen(ask)).hits


def _chosen(ask: Ask) -> dict[str, str | None]:
    """What a search is narrowed to."""
    return {name: ask.year if name == "year" else getattr(ask.filters, name) for name in CHOSEN}


def _network(browse: Browse, ask: Ask) -> Network:
    return browse.network(ask.filters, by=ask.by, limit=400)


def _judgements(browse: Browse, ask: Ask) -> Listing[Judgement]:
    return browse.judgements(limit=ask.limit, offset=ask.offset)


def _judge(browse: Browse, ask: Ask) -> JudgeScreen:
    return JudgeScreen(browse.judgements(limit=ask.limit, offset=ask.offset), browse.doubtful(limit=12))


VIEWS = (
    View("overview", "", Overview, _overview, FILTER_NAMES, "How much there is, what is open, the newest stories",
         lambda view: item_rows(view.open)),
    View("timeline", "timeline", Listing[Entry], _timeline, (*FILTER_NAMES, *PAGED),
         "Moves and statements in order of date", entry_rows, _timeline),
    View("bars", "bars", tuple[Bar, ...], _bars, FILTER_NAMES, "Moves by month, side and type", flat_rows,
         screen=False),
    View("documents", "documents", Listing[DocumentLine], _documents, ("outlet", *PAGED), "All documents", flat_rows,
         _documents),
    View("document", "document/{id}", DocumentView, _document, (), "One document with all its layers",
         lambda view: entry_rows(view.entries)),
    View("entry", "entry/{id}", Entry, _entry, (), "One move or statement", lambda e: entry_rows([e]), screen=False),
    View("actors", "actors", Listing[ActorLine], _actors, ("side", *PAGED), "All actors", flat_rows, _actors),
    View("actor", "actor/{id}", ActorScreen, _actor, (*FILTER_NAMES, *PAGED), "One actor, its offices, words and deeds",
         entry_rows, _actor_entries),
    View("stories", "stories", Listing[StoryLine], _stories, PAGED, "All stories, newest first", flat_rows, _stories),
    View("story", "story/{id}", StoryView, _story, (), "One story, its accounts side by side", story_rows),
    View("threads", "threads", Listing[ThreadLine], _threads, ("least", *PAGED), "All threads, open ones first",
         flat_rows, _threads),
    View("thread", "thread/{id}", ThreadView, _thread, ("moves", "at", "least", *PAGED),
         "One thread, from accusation to answer", rung_rows, _rungs),
    View("open", "open", Listing[OpenItem], _open, ("state", "least", *PAGED), "What nobody has answered", item_rows,
         _open),
    View("search", "search", Found, _search, ("q", *CHOSEN, *PAGED), "Full-text search", hit_rows, _hits),
    View("network", "network", Network, _network, (*FILTER_NAMES, "by"), "Who does what to whom",
         lambda view: flat_rows(view.edges)),
    View("judge", "judge", JudgeScreen, _judge, PAGED, "What persons said over the machine's rows", flat_rows,
         _judgements),
)  # fmt: skip
