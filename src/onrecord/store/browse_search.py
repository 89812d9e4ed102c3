"""Full-text search over statements, moves and articles.

In comes what a person typed; out come hits with a snippet whose marks are offsets, never markup.
"""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass

from onrecord.model import Spans
from onrecord.store.browse_documents import document_lines
from onrecord.store.browse_entries import moves_by_id, statements_by_id
from onrecord.store.browse_facets import NAMES, Chosen, Facets, candidates, facets, narrowed
from onrecord.store.browse_query import terms, understood
from onrecord.store.browse_rows import DocumentLine, Entry, Listing
from onrecord.store.browse_sources import marks

COMMON = 5_000
"""A word that stands in so many rows tells nothing about a hit."""

SNIPPET = 320
_OPEN, _CLOSE = "\ue000", "\ue001"


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found: ``kind`` move, statement or document; its snippet, and the marks as offsets in the snippet."""

    kind: str
    id: str
    document: DocumentLine
    entry: Entry | None
    snippet: str
    marks: Spans


@dataclass(frozen=True, slots=True)
class Found:
    """What a search gives: hits, facets, and the query as it was understood (empty where nothing could be asked)."""

    hits: Listing[Hit]
    facets: Facets
    understood: str


def search(connection: sqlite3.Connection, query: str, chosen: Chosen, *, limit: int = 20, offset: int = 0) -> Found:
    """Hits of a query, the closest first, narrowed by what was chosen."""
    asked = understood(query)
    if not asked:
        return Found(Listing((), 0, limit, offset), Facets(), "")
    places, complete = candidates(connection, asked)
    ids = [one.row for one in narrowed(places, chosen)]
    shown = (_closest(connection, query, ids) if complete else ids)[offset : offset + limit]
    hits = _hits(connection, _highlighted(connection, asked, shown))
    return Found(Listing(hits, len(ids), limit, offset), facets(places, chosen, complete), asked)


def _closest(connection: sqlite3.Connection, query: str, ids: list[int]) -> list[int]:
    """The hits, those first that say the rarer words of the query more often in fewer words.

    Words that stand nearly everywhere weigh nothing, and weighing them takes longest: they are left out.
    """
    count = "SELECT count(*) FROM (SELECT 1 FROM search WHERE search MATCH ? LIMIT ?)"
    rare = [term for term in terms(query)[0] if connection.execute(count, (term, COMMON)).fetchone()[0] < COMMON]
    if not rare:
        return ids
    sql = "SELECT rowid FROM search WHERE search MATCH ? AND rowid >= ? ORDER BY rank, rowid"
    hits = set(ids)
    found = connection.execute(sql, (" AND ".join(rare), min(ids, default=0)))
    return [row[0] for row in found if row[0] in hits]


def _highlighted(connection: sqlite3.Connection, asked: str, ids: list[int]) -> list[tuple[str, str, str, str]]:
    """Kind, thing, document and marked text of hits. Texts are read for those alone that are shown."""
    sql = f"""SELECT r.id, r.kind, r.thing_id, r.document_id, highlight(search, 0, ?, ?) FROM search
        JOIN search_rows r ON r.id = search.rowid WHERE search MATCH ? AND search.rowid IN ({marks(ids)})"""
    found = {row[0]: tuple(row)[1:] for row in connection.execute(sql, (_OPEN, _CLOSE, asked, *ids))}
    return [found[key] for key in ids if key in found]


def _hits(connection: sqlite3.Connection, rows: list[tuple[str, str, str, str]]) -> tuple[Hit, ...]:
    lines = {line.id: line for line in document_lines(connection, tuple(sorted({row[2] for row in rows})))}
    moves = moves_by_id(connection, (row[1] for row in rows if row[0] == "move"))
    statements = statements_by_id(connection, (row[1] for row in rows if row[0] == "attribution"))
    found = []
    for kind, thing, document, highlighted in rows:
        text, marked = _unmarked(highlighted)
        if kind == "document":
            text, marked = _without_title(text, marked, lines[document].title)
        snippet, inside = _snippet(text, marked)
        entry = moves.get(thing) or statements.get(thing)
        found.append(Hit(NAMES.get(kind, kind), thing, lines[document], entry, snippet, inside))
    return tuple(found)


def _unmarked(highlighted: str) -> tuple[str, Spans]:
    """The text without the engine's marks, and the spans that they enclosed."""
    text, spans, start = "", [], None
    for piece in re.split(f"([{_OPEN}{_CLOSE}])", highlighted):
        if piece == _OPEN:
            start = len(text)
        elif piece == _CLOSE:
            if start is not None:
                spans.append((start, len(text)))
            start = None
        else:
            text += piece
    return text, tuple(spans)


def _without_title(text: str, marked: Spans, title: str | None) -> tuple[str, Spans]:
    """The article without the title that stands before it, unless only the title holds what was asked for."""
    cut = 0
    while title and text.startswith(f"{title}\n", cut):  # The headline, a segment of the article, says it again.
        cut += len(title) + 1
    rest = tuple((s - cut, e - cut) for s, e in marked if s >= cut)
    return (text[cut:], rest) if rest else (text, marked)


def _snippet(text: str, marked: Spans) -> tuple[str, Spans]:
    """A stretch of the text around the first mark, cut between words, with its marks; ``…`` where something is cut."""
    first = marked[0][0] if marked else 0
    start = max(0, min(first - SNIPPET // 4, len(text) - SNIPPET))
    end = min(len(text), start + SNIPPET)
    if start:
        start = next((i + 1 for i in range(start, first) if text[i].isspace()), first)
    if end < len(text):
        end = next((i for i in range(end, max(start, end - 40), -1) if text[i].isspace()), end)
    lead, tail = ("… " if start else ""), (" …" if end < len(text) else "")
    shift = len(lead) - start
    inside = tuple((s + shift, e + shift) for s, e in marked if start <= s and e <= end)
    return lead + re.sub(r"\s", " ", text[start:end]) + tail, inside
