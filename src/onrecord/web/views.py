"""The views of a record: what each address shows, as frozen values that the page, the API and the sheets all use.

In comes a ``Browse`` and an ``Ask``; out comes the view's value. ``VIEWS`` is the one table from which addresses,
the API's description and the downloads are made: a new screen is a row here and a template.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from onrecord.store.browse import Browse, Counts
from onrecord.store.browse_actors import ActorView
from onrecord.store.browse_documents import DocumentView
from onrecord.store.browse_links import OpenItem, StoryView, ThreadView
from onrecord.store.browse_network import Network
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
from onrecord.store.browse_search import Found
from onrecord.store.browse_timeline import Bar
from onrecord.web.ask import FILTER_NAMES, Ask
from onrecord.web.plain import plain
from onrecord.web.sheets import entry_row

Rows = Iterable[Mapping[str, Any]]
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
    """An actor, its moves and statements in order of date, and the matters on which it acts most."""

    actor: ActorView
    entries: Listing[Entry]
    matters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class JudgeScreen:
    """What persons said over the machine's rows, and the moves most worth a look."""

    log: Listing[Judgement]
    doubtful: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class View:
    """An address: its path, what it gives (a type), how it is made, the parameters it takes, its rows for a sheet."""

    name: str
    path: str
    gives: Any
    make: Callable[[Browse, Ask], Any]
    params: tuple[str, ...]
    summary: str
    rows: Callable[[Any], Rows] | None = None
    screen: bool = True


def title_of(view: View, value: Any) -> str:
    """What a view is called where it is cited: its thing's own title, or what it shows."""
    line = getattr(value, "line", None) or getattr(getattr(value, "actor", None), "line", None)
    own = getattr(line, "title", None) or getattr(line, "name", None) or getattr(line, "locator", None)
    return f"{view.name}: {own}" if own else view.summary


def _overview(browse: Browse, ask: Ask) -> Overview:
    counts = browse.counts()
    whole = ask.filters == Filters()
    fitting = counts.moves + counts.statements if whole else browse.timeline(ask.filters, limit=1).total
    return Overview(counts, fitting, browse.open_items(limit=6), browse.stories(limit=6), browse.threads(limit=6))


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
    kept = {name: getattr(ask.filters, name) for name in FILTER_NAMES if name != "actor"}
    filters = Filters(actor=view.line.id, **kept)
    entries = browse.timeline(filters, limit=ask.limit, offset=ask.offset)
    return ActorScreen(view, entries, browse.matters(view.line.id))


def _stories(browse: Browse, ask: Ask) -> Listing[StoryLine]:
    return browse.stories(limit=ask.limit, offset=ask.offset)


def _story(browse: Browse, ask: Ask) -> StoryView:
    return browse.story(ask.id)


def _threads(browse: Browse, ask: Ask) -> Listing[ThreadLine]:
    return browse.threads(limit=ask.limit, offset=ask.offset)


def _thread(browse: Browse, ask: Ask) -> ThreadView:
    return browse.thread(ask.id)


def _open(browse: Browse, ask: Ask) -> Listing[OpenItem]:
    state = None if ask.state == "all" else ask.state or "unanswered"
    return browse.open_items(state=state, limit=ask.limit, offset=ask.offset)


def _search(browse: Browse, ask: Ask) -> Found:
    return browse.search(
        ask.q, kind=ask.filters.kind, outlet=ask.filters.outlet, limit=min(ask.limit, 50), offset=min(ask.offset, 2_000)
    )


def _network(browse: Browse, ask: Ask) -> Network:
    return browse.network(ask.filters, by=ask.by, limit=400)


def _judge(browse: Browse, ask: Ask) -> JudgeScreen:
    return JudgeScreen(browse.judgements(limit=ask.limit, offset=ask.offset), browse.doubtful(limit=12))


def _flat(rows: Iterable[Any]) -> Rows:
    """Rows of simple values; those that hold others (dates, lists) are left to the JSON."""
    for row in rows:
        values = plain(row)
        yield {name: value for name, value in values.items() if not isinstance(value, dict | list)}


def _entry_rows(entries: Iterable[Entry]) -> Rows:
    return (entry_row(entry) for entry in entries)


def _item_rows(items: Iterable[OpenItem]) -> Rows:
    for item in items:
        yield {"state": item.state, "since": item.since, "coverage": item.coverage, **entry_row(item.entry)}


def _story_rows(story: StoryView) -> Rows:
    for row in story.rows:
        for account, cell in zip(story.accounts, row.cells, strict=True):
            values = plain(cell) if cell else {"telling": "absent"}
            names = ("telling", "voice", "difference", "document_id", "start", "end", "words")
            yield {"row": row.label, "kind": row.kind, "outlet": account.outlet} | {n: values.get(n) for n in names}


def _rung_rows(thread: ThreadView) -> Rows:
    for rung in thread.rungs:
        answers = "; ".join(f"{link.kind} {link.answered}" for link in rung.answers)
        yield {"state": rung.state, "answers": answers, **entry_row(rung.entry)}


def _hit_rows(found: Found) -> Rows:
    for hit in found.hits:
        line = hit.document
        yield {"kind": hit.kind, "id": hit.id, "outlet": line.outlet, "title": line.title, "published": line.date_words,
               "document_id": line.id, "words": hit.snippet}  # fmt: skip


VIEWS = (
    View("overview", "", Overview, _overview, FILTER_NAMES, "How much there is, what is open, the newest stories",
         lambda view: _item_rows(view.open)),
    View("timeline", "timeline", Listing[Entry], _timeline, (*FILTER_NAMES, *PAGED),
         "Moves and statements in order of date", _entry_rows),
    View("bars", "bars", tuple[Bar, ...], _bars, FILTER_NAMES, "Moves by month, side and type", _flat, screen=False),
    View("documents", "documents", Listing[DocumentLine], _documents, ("outlet", *PAGED), "All articles", _flat),
    View("document", "document/{id}", DocumentView, _document, (), "One article with all its layers",
         lambda view: _entry_rows(view.entries)),
    View("entry", "entry/{id}", Entry, _entry, (), "One move or statement", lambda e: _entry_rows([e]), screen=False),
    View("actors", "actors", Listing[ActorLine], _actors, ("side", *PAGED), "All actors", _flat),
    View("actor", "actor/{id}", ActorScreen, _actor, (*FILTER_NAMES, *PAGED), "One actor, its offices, words and deeds",
         lambda view: _entry_rows(view.entries)),
    View("stories", "stories", Listing[StoryLine], _stories, PAGED, "All stories, newest first", _flat),
    View("story", "story/{id}", StoryView, _story, (), "One story, its accounts side by side", _story_rows),
    View("threads", "threads", Listing[ThreadLine], _threads, PAGED, "All threads, open ones first", _flat),
    View("thread", "thread/{id}", ThreadView, _thread, (), "One thread, from accusation to answer", _rung_rows),
    View("open", "open", Listing[OpenItem], _open, ("state", *PAGED), "What nobody has answered", _item_rows),
    View("search", "search", Found, _search, ("q", "kind", "outlet", *PAGED), "Full-text search", _hit_rows),
    View("network", "network", Network, _network, (*FILTER_NAMES, "by"), "Who does what to whom",
         lambda view: _flat(view.edges)),
    View("judge", "judge", JudgeScreen, _judge, PAGED, "What persons said over the machine's rows",
         lambda view: _flat(view.log)),
)  # fmt: skip
