"""Full-text search over statements, moves and articles.

In comes what a person typed; out come hits with a snippet whose marks are offsets, never markup. Whatever is typed
becomes a valid query: words are quoted, so that no operator of the engine can be reached but the few that are promised.
"""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from dataclasses import dataclass

from onrecord.model import Spans
from onrecord.store.browse_documents import document_lines
from onrecord.store.browse_entries import moves_by_id, statements_by_id
from onrecord.store.browse_rows import DocumentLine, Entry, Listing

MAX_QUERY = 300
MAX_WORDS = 24
FACET_ROWS = 2_000
"""Hits over which facets are counted; beyond it they are of the first so many."""

SNIPPET = 320
_OPEN, _CLOSE = "\ue000", "\ue001"
_PIECE = re.compile(r'(?P<minus>(?<!\S)-)?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')


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
class Facets:
    """How many hits there are by kind and by outlet; ``complete`` False where only the first were counted."""

    kinds: tuple[tuple[str, int], ...] = ()
    outlets: tuple[tuple[str, int], ...] = ()
    complete: bool = True


@dataclass(frozen=True, slots=True)
class Found:
    """What a search gives: hits, facets, and the query as it was understood (empty where nothing could be asked)."""

    hits: Listing[Hit]
    facets: Facets
    understood: str


_KINDS = {"statement": "attribution", "move": "move", "document": "document"}
_NAMES = {stored: name for name, stored in _KINDS.items()}


def understood(query: str) -> str:
    """The query in the engine's language: words joined by AND, phrases in quotes, ``-word`` left out."""
    wanted: list[str] = []
    unwanted: list[str] = []
    for piece in list(_PIECE.finditer(query[:MAX_QUERY]))[:MAX_WORDS]:
        term = _term(piece["phrase"] if piece["phrase"] is not None else piece["word"], piece["phrase"] is None)
        if term:
            (unwanted if piece["minus"] else wanted).append(term)
    if not wanted:
        return ""
    joined = " AND ".join(wanted)
    return f"({joined}) NOT ({' OR '.join(unwanted)})" if unwanted else joined


def search(
    connection: sqlite3.Connection,
    query: str,
    *,
    kind: str | None = None,
    outlet: str | None = None,
    limit: int = 20,
    offset: int = 0,
) -> Found:
    """Hits of a query, the closest first; narrowed by kind (move, statement, document) and outlet."""
    asked = understood(query)
    if not asked:
        return Found(Listing((), 0, limit, offset), Facets(), "")
    source = """FROM search JOIN search_rows r ON r.id = search.rowid JOIN documents d ON d.id = r.document_id
        WHERE search MATCH ?1 AND (?2 IS NULL OR r.kind = ?2) AND (?3 IS NULL OR d.outlet = ?3)"""
    values = (asked, _KINDS.get(kind or ""), outlet or None)
    total = connection.execute(f"SELECT count(*) {source}", values).fetchone()[0]
    rows = connection.execute(
        f"""SELECT r.kind, r.thing_id, r.document_id, highlight(search, 0, ?4, ?5) {source}
        ORDER BY search.rank, r.id LIMIT ?6 OFFSET ?7""",
        (*values, _OPEN, _CLOSE, limit, offset),
    ).fetchall()
    return Found(Listing(_hits(connection, rows), total, limit, offset), _facets(connection, asked), asked)


def _term(words: str, may_be_prefix: bool) -> str:
    """A quoted term; a word that ends in a star asks for all words that begin so. Signs alone ask for nothing."""
    if not any(character.isalnum() for character in words):
        return ""
    prefix = may_be_prefix and words.endswith("*")
    cleaned = words.rstrip("*").replace('"', " ").replace("\x00", " ")
    return f'"{cleaned}"*' if prefix else f'"{cleaned}"'


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
        found.append(Hit(_NAMES.get(kind, kind), thing, lines[document], entry, snippet, inside))
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


def _facets(connection: sqlite3.Connection, asked: str) -> Facets:
    """Counts by kind and outlet over all kinds and outlets, so that a facet can be left again."""
    rows = connection.execute(
        """SELECT r.kind, d.outlet FROM (SELECT rowid FROM search WHERE search MATCH ? LIMIT ?) f
        JOIN search_rows r ON r.id = f.rowid JOIN documents d ON d.id = r.document_id""",
        (asked, FACET_ROWS + 1),
    ).fetchall()
    kinds = Counter(_NAMES.get(row[0], row[0]) for row in rows[:FACET_ROWS])
    outlets = Counter(row[1] for row in rows[:FACET_ROWS] if row[1])
    return Facets(_ranked(kinds), _ranked(outlets)[:12], len(rows) <= FACET_ROWS)


def _ranked(counts: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
