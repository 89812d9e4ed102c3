"""Reading a record: the one class that every screen and command asks.

In comes a connection to a record (see ``connection``); out come the frozen rows of ``browse_rows`` and of the modules
named below. Nothing is written. Judgements that stand are applied: a date mended by a person is the date that is shown.

    browse = Browse(connection)
    for entry in browse.timeline(Filters(side="RUS", since="2016-10"), limit=20):
        print(entry.date_words, entry.outlet, entry.sentence)
"""

from __future__ import annotations

import sqlite3
from dataclasses import replace

from onrecord.errors import NotFound
from onrecord.store import (
    browse_actors,
    browse_bars,
    browse_documents,
    browse_links,
    browse_network,
    browse_open,
    browse_search,
    browse_stories,
    browse_timeline,
)
from onrecord.store.browse_actors import ActorView
from onrecord.store.browse_answers import AnswerLink, answer_links, answerable, answered
from onrecord.store.browse_bars import Bar
from onrecord.store.browse_documents import DocumentView, KeptPage
from onrecord.store.browse_entries import move_entries, moves_by_id, statements_by_id
from onrecord.store.browse_facets import Chosen
from onrecord.store.browse_judgements import judgements
from onrecord.store.browse_kept import kept
from onrecord.store.browse_links import Stretch, ThreadView
from onrecord.store.browse_mentions import Choice, choices, mention_place
from onrecord.store.browse_network import Network
from onrecord.store.browse_open import OpenItem
from onrecord.store.browse_rows import (
    ActorLine,
    DocumentLine,
    Entry,
    Filters,
    Judgement,
    Listing,
    SideLine,
    StoryLine,
    ThreadLine,
)
from onrecord.store.browse_search import Found
from onrecord.store.browse_size import Counts, record_counts
from onrecord.store.browse_sources import parties
from onrecord.store.browse_stories import StoryView

__all__ = ["Browse", "Counts", "Filters", "Listing"]

NAMED = 4
"""Sides with a row of their own in a chart; the others share one."""


class Browse:
    """Read-only questions to a record. Every method takes plain values and gives frozen rows."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def counts(self) -> Counts:
        """How much the record holds, and from when to when its moves reach."""
        answer = kept(self.connection, "counts")
        if answer is None:
            return record_counts(self.connection)
        judged = self.connection.execute("SELECT count(*) FROM judgements").fetchone()[0]
        return replace(Counts(*answer), judgements=judged)

    def timeline(self, filters: Filters | None = None, *, limit: int = 50, offset: int = 0) -> Listing[Entry]:
        """Moves and statements in order of date, undated ones last."""
        return browse_timeline.timeline(self.connection, filters or Filters(), limit=limit, offset=offset)

    def total(self, filters: Filters) -> int:
        """How many moves and statements the filters let through."""
        return browse_timeline.total(self.connection, filters)

    def bars(self, filters: Filters | None = None, *, width: int = 7) -> tuple[Bar, ...]:
        """Moves by year, month or day (``width`` 4, 7, 10), side and type: what a chart of the timeline draws."""
        return browse_bars.bars(self.connection, filters or Filters(), width=width)

    def drawn_bars(self, filters: Filters, *, width: int) -> tuple[Bar, ...]:
        """The same with the heaviest sides named and all others taken together, as a chart shows them."""
        named = tuple(line.code for line in self.sides()[:NAMED])
        return browse_bars.bars(self.connection, filters, width=width, named=named)

    def entry(self, wanted: str) -> Entry:
        """The move or statement with an id."""
        found = moves_by_id(self.connection, [wanted]) or statements_by_id(self.connection, [wanted])
        if wanted not in found:
            raise NotFound(
                f'no move or statement has the id "{wanted}"; it may have been read anew: search for its words'
            )
        return found[wanted]

    def entries(self, ids: tuple[str, ...]) -> dict[str, Entry]:
        """Moves and statements by id; ids that the record lacks are left out."""
        return moves_by_id(self.connection, ids) | statements_by_id(self.connection, ids)

    def answers(self, moves: tuple[str, ...]) -> tuple[AnswerLink, ...]:
        """What these moves answer, and what answers them."""
        return answer_links(self.connection, moves)

    def answered(self, moves: tuple[str, ...]) -> dict[str, tuple[tuple[AnswerLink, Entry], ...]]:
        """Of each of these moves what it answers, as threads show it; what nobody calls wrong."""
        return answered(self.connection, moves)

    def answerable(self, move: str) -> tuple[Entry, ...]:
        """Moves that a move may answer, the nearest first."""
        return answerable(self.connection, move)

    def documents(self, *, outlet: str | None = None, limit: int = 50, offset: int = 0) -> Listing[DocumentLine]:
        """Documents in order of publication, undated ones last."""
        return browse_documents.documents(self.connection, outlet=outlet, limit=limit, offset=offset)

    def document(self, wanted: str) -> DocumentView:
        """One document by its id, the beginning of its id, its locator or the end of it (a file's name)."""
        return browse_documents.document(self.connection, wanted)

    def page(self, page_id: str) -> KeptPage:
        """A page as crawled, with its bytes."""
        return browse_documents.kept_page(self.connection, page_id)

    def span_bytes(self, document_id: str, start: int, end: int) -> tuple[int, int]:
        """The bytes of the kept page from which a span of a document's text comes."""
        return browse_documents.span_bytes(self.connection, document_id, start, end)

    def outlets(self) -> tuple[tuple[str, int], ...]:
        """Outlets with the number of their documents, most first."""
        answer = kept(self.connection, "outlets")
        if answer is not None:
            return tuple((row[0], row[1]) for row in answer)
        sql = "SELECT outlet, count(*) FROM documents WHERE outlet IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1"
        return tuple((row[0], row[1]) for row in self.connection.execute(sql))

    def actors(self, *, side: str | None = None, limit: int = 50, offset: int = 0) -> Listing[ActorLine]:
        """Actors by how much they do and say, most first."""
        return browse_actors.actors(self.connection, side=side, limit=limit, offset=offset)

    def actor(self, wanted: str) -> ActorView:
        """One actor by its id or any of its names."""
        return browse_actors.actor(self.connection, wanted)

    def bearers(self, wanted: str) -> tuple[ActorLine, ...]:
        """All actors of an id or a name, the most active first."""
        return browse_actors.bearers(self.connection, wanted)

    def actor_id(self, wanted: str) -> str:
        """The id of the actor that an id or a name points to."""
        return browse_actors.actor_line(self.connection, wanted).id

    def names_of(self, ids: tuple[str, ...]) -> dict[str, str]:
        """Names of actors by id; what is no id of an actor is left out."""
        return {key: found[0] for key, found in parties(self.connection, ids).items()}

    def persons(self) -> tuple[tuple[str, str, frozenset[str]], ...]:
        """Id, name and documents of every person."""
        return browse_actors.persons(self.connection)

    def matters(self, actor: str) -> tuple[str, ...]:
        """The matters of the threads in which an actor moves most."""
        return browse_actors.matters(self.connection, actor)

    def on_matter(self, actor: str, matter: str, *, limit: int = 120) -> tuple[Entry, ...]:
        """What an actor did and said in the threads on a matter, in order of date."""
        return browse_actors.on_matter(self.connection, actor, matter, limit)

    def sides(self) -> tuple[SideLine, ...]:
        """Sides by the moves that touch them, most first."""
        return browse_actors.sides(self.connection)

    def network(self, filters: Filters | None = None, *, by: str = "actor", limit: int = 300) -> Network:
        """Who does what to whom; ``by`` is ``actor`` or ``side``."""
        return browse_network.network(self.connection, filters or Filters(), by=by, limit=limit)

    def stories(self, *, limit: int = 50, offset: int = 0) -> Listing[StoryLine]:
        """Stories, newest first."""
        return browse_stories.stories(self.connection, limit=limit, offset=offset)

    def story(self, wanted: str) -> StoryView:
        """One story by its id or the beginning of it, with its table of accounts."""
        return browse_stories.story(self.connection, wanted)

    def threads(self, *, least: float = 0.0, limit: int = 50, offset: int = 0) -> Listing[ThreadLine]:
        """Threads, those with open ends first; of a ``least`` score, only their moves of that score are counted."""
        return browse_links.threads(self.connection, least=least, limit=limit, offset=offset)

    def thread(self, wanted: str, stretch: Stretch | None = None) -> ThreadView:
        """One thread by its id or the beginning of it, rung by rung: all rungs, or a stretch of them."""
        return browse_links.thread(self.connection, wanted, stretch or Stretch())

    def open_items(
        self, *, state: str | None = "unanswered", least: float = 0.0, limit: int = 100, offset: int = 0
    ) -> Listing[OpenItem]:
        """Accusations, demands, offers and pledges that nobody has answered (or in another state; None for all)."""
        return browse_open.open_items(self.connection, state=state, least=least, limit=limit, offset=offset)

    def search(self, query: str, *, limit: int = 20, offset: int = 0, **chosen: str | None) -> Found:
        """Statements, moves and documents that hold the words of a query, the closest first.

        They are narrowed by what is ``chosen``: ``kind``, ``side``, ``outlet``, ``year``, ``status``, ``least`` score.
        """
        return browse_search.search(self.connection, query, Chosen(**chosen), limit=limit, offset=offset)

    def choices(self, view: DocumentView) -> tuple[Choice, ...]:
        """Whom persons said that words of a document mean which it leaves open."""
        return choices(self.connection, view.line.id, view.text, view.mentions)

    def mention_place(self, key: str) -> tuple[str, int, int]:
        """The document in which a mention stands, and where it stands there."""
        return mention_place(self.connection, key)

    def doubtful(self, *, limit: int = 20) -> tuple[Entry, ...]:
        """Moves of which the machine is least sure and nobody has said a word: what is most worth a look."""
        chosen = """SELECT id FROM moves WHERE NOT EXISTS (SELECT 1 FROM judgements j WHERE j.target = 'moves'
            AND j.target_id = moves.id) ORDER BY score, id LIMIT ?"""
        return move_entries(self.connection, f"WHERE m.id IN ({chosen}) ORDER BY m.score, m.id", (limit,))

    def judgements(self, *, limit: int = 100, offset: int = 0) -> Listing[Judgement]:
        """What persons said over the machine's rows, newest first."""
        return judgements(self.connection, limit=limit, offset=offset)
