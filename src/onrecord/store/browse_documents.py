"""Documents: the list, and one with its text, layers, dating evidence and kept page."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Any

from onrecord.errors import NotFound
from onrecord.model import DateEvidence, Problem, Segment, Spans, When
from onrecord.store.browse_dates import date_words, vague_sql
from onrecord.store.browse_entries import move_entries, statement_entries
from onrecord.store.browse_mentions import MentionSpan, Tie, mentions_of, ties
from onrecord.store.browse_near import no_thing
from onrecord.store.browse_neighbours import NeighbourDate, neighbour_dates
from onrecord.store.browse_rows import DocumentLine, Entry, Listing
from onrecord.store.browse_sources import marks, tables
from onrecord.store.browse_spans import listed, spans
from onrecord.store.rows import unpack
from onrecord.textmap import bytes_in, decode

_LINES = """
SELECT d.id, d.locator, d.outlet, d.title, d.language, d.url, d.published_value, d.published_earliest,
    d.published_latest, (SELECT count(*) FROM moves m WHERE m.document_id = d.id),
    (SELECT count(*) FROM attributions s WHERE s.document_id = d.id), c.original_id
FROM {documents} d LEFT JOIN copies c ON c.document_id = d.id
"""
_VAGUE = f"coalesce({vague_sql('d.published')}, 0)"
_ORDER = f"ORDER BY {_VAGUE}, d.published_earliest NULLS LAST, d.published_latest, d.locator, d.id"


@dataclass(frozen=True, slots=True)
class Roles:
    """The spans of an attribution's source, cue and content."""

    source: Spans
    cue: Spans
    content: Spans


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """Words of a document that name a time."""

    start: int
    end: int
    when: When

    @property
    def date_words(self) -> str:
        return date_words(self.when.value, self.when.earliest, self.when.latest)


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document as its screen shows it: text, segments, layers, why it bears its date, the page that it came from.

    ``roles`` gives each statement's source, cue and content by its id; ``copies`` are documents that print the same;
    ``neighbours`` is what they and its story say of when it was published.
    """

    line: DocumentLine
    text: str
    segments: tuple[Segment, ...]
    moves: tuple[Entry, ...]
    statements: tuple[Entry, ...]
    roles: dict[str, Roles]
    times: tuple[TimeSpan, ...]
    mentions: tuple[MentionSpan, ...]
    published_why: str
    evidence: tuple[DateEvidence, ...]
    page_id: str
    sha256: str
    media_type: str
    captured: str | None
    size: int
    copies: tuple[DocumentLine, ...]
    stories: tuple[tuple[str, str], ...]
    problems: tuple[Problem, ...]
    neighbours: NeighbourDate | None = None

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Moves and statements in order of the text."""
        return tuple(sorted((*self.moves, *self.statements), key=lambda e: (e.start, -e.end, e.kind, e.id)))

    @property
    def ties(self) -> tuple[Tie, ...]:
        """Names that may mean one of several, each with its candidates."""
        return ties(self.text, self.mentions)


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A page as crawled: its bytes, and what the crawler said of it."""

    id: str
    locator: str
    url: str | None
    media_type: str
    charset: str | None
    captured: str | None
    sha256: str
    content: bytes | None


def documents(
    connection: sqlite3.Connection, *, outlet: str | None = None, limit: int = 50, offset: int = 0
) -> Listing[DocumentLine]:
    """Documents in order of publication, those known to a few years only and those without a date last."""
    condition, values = ("WHERE d.outlet = ?", (outlet,)) if outlet else ("", ())
    total = connection.execute(f"SELECT count(*) FROM documents d {condition}", values).fetchone()[0]
    chosen = f"SELECT d.id FROM {{documents}} d {condition} {_ORDER} LIMIT ? OFFSET ?"
    sql = f"{_LINES} WHERE d.id IN ({chosen}) {_ORDER}".format(**tables(connection))
    rows = connection.execute(sql, (*values, limit, offset))
    return Listing(tuple(_line(row) for row in rows), total, limit, offset)


def document_lines(connection: sqlite3.Connection, ids: tuple[str, ...]) -> tuple[DocumentLine, ...]:
    """Lines of the documents with these ids, in order of publication."""
    sql = f"{_LINES} WHERE d.id IN ({marks(ids)}) {_ORDER}"
    return tuple(_line(row) for row in connection.execute(sql.format(**tables(connection)), ids))


def document_id(connection: sqlite3.Connection, wanted: str) -> str:
    """Id of the one document that an id, the beginning of an id, a locator or the end of a locator names."""
    wanted = wanted.strip()
    exact = "SELECT id FROM documents WHERE id = ?1 OR locator = ?1 ORDER BY id LIMIT 2"
    loose = """SELECT id FROM documents WHERE substr(id, 1, length(?1)) = ?1
        OR substr(locator, -length(?1)) = ?1 ORDER BY id LIMIT 5"""
    for sql in (exact, loose) if len(wanted) >= 4 else (exact,):
        found = [row[0] for row in connection.execute(sql, (wanted,))]
        if len(found) == 1:
            return str(found[0])
        if found:
            raise NotFound(f'"{wanted}" fits several documents ({", ".join(found)}); give one of these ids')
    raise no_thing(connection, "documents", f'no document has the id or locator "{wanted}"', wanted)


def document(connection: sqlite3.Connection, wanted: str) -> DocumentView:
    """The document that an id, the beginning of one, or a locator names, with all its layers."""
    key = document_id(connection, wanted)
    row = connection.execute(
        """SELECT d.text, d.published_why, d.published_basis, p.id, p.sha256, p.media_type, p.captured, p.size
        FROM documents d JOIN pages p ON p.id = d.page_id WHERE d.id = ?""",
        (key,),
    ).fetchone()
    text, why, basis, page_id, sha256, media_type, captured, size = row
    (line,) = document_lines(connection, (key,))
    return DocumentView(
        line=line,
        text=text,
        segments=_segments(connection, key),
        moves=move_entries(connection, "WHERE m.document_id = ? ORDER BY m.start, m.id", (key,)),
        statements=statement_entries(connection, "WHERE s.document_id = ? ORDER BY s.start, s.id", (key,)),
        roles=_roles(connection, key),
        times=_times(connection, key),
        mentions=mentions_of(connection, key),
        published_why=why,
        evidence=tuple(_evidence(item) for item in listed(basis) if isinstance(item, dict)),
        page_id=page_id,
        sha256=sha256,
        media_type=media_type,
        captured=captured,
        size=size,
        copies=_copies(connection, key),
        stories=_stories(connection, key),
        problems=_problems(connection, page_id),
        neighbours=next(iter(neighbour_dates(connection, document=key)), None),
    )


def kept_page(connection: sqlite3.Connection, page_id: str) -> KeptPage:
    """The page with an id, as crawled."""
    sql = "SELECT id, locator, url, media_type, charset, captured, sha256, content, size FROM pages WHERE id = ?"
    row = connection.execute(sql, (page_id,)).fetchone()
    if row is None:
        raise NotFound(f'no page has the id "{page_id}"')
    content = None if row[7] is None else unpack(row[7], row[8])
    identity, locator, url, media_type, charset, captured, sha256 = row[:7]
    return KeptPage(identity, locator, url, media_type, charset, captured, sha256, content)


def span_bytes(connection: sqlite3.Connection, key: str, start: int, end: int) -> tuple[int, int]:
    """The bytes of the kept page from which a span of a document's text comes."""
    row = connection.execute("SELECT text, map FROM documents WHERE id = ?", (key,)).fetchone()
    if row is None or not 0 <= start <= end <= len(row[0]):
        raise NotFound(f'the text of "{key}" has no place {start} to {end}')
    return bytes_in(decode(row[1]), row[0], start, end)


def _line(row: Any) -> DocumentLine:
    identity, locator, outlet, title, language, url = row[:6]
    moves, statements, original = row[9:12]
    published = When(*row[6:9])
    return DocumentLine(identity, locator, outlet, title, language, url, published, moves, statements, original)


def _segments(connection: sqlite3.Connection, key: str) -> tuple[Segment, ...]:
    sql = 'SELECT kind, start, "end", author, reply_to, basis FROM segments WHERE document_id = ? ORDER BY ordinal'
    return tuple(Segment(*row) for row in connection.execute(sql, (key,)))


def _roles(connection: sqlite3.Connection, key: str) -> dict[str, Roles]:
    sql = "SELECT id, source, cue, content FROM attributions WHERE document_id = ? ORDER BY id"
    return {row[0]: Roles(*(spans(column) for column in row[1:])) for row in connection.execute(sql, (key,))}


def _times(connection: sqlite3.Connection, key: str) -> tuple[TimeSpan, ...]:
    sql = """SELECT start, "end", time_value, time_earliest, time_latest FROM times
        WHERE document_id = ? ORDER BY start, "end", id"""
    return tuple(TimeSpan(row[0], row[1], When(*row[2:])) for row in connection.execute(sql, (key,)))


def _evidence(item: dict[str, Any]) -> DateEvidence:
    return DateEvidence(
        kind=str(item.get("kind") or ""),
        text=str(item.get("text") or ""),
        start=item.get("start"),
        end=item.get("end"),
        earliest=item.get("earliest"),
        latest=item.get("latest"),
        decided=bool(item.get("decided", True)),
    )


def _copies(connection: sqlite3.Connection, key: str) -> tuple[DocumentLine, ...]:
    ids = tuple(
        row[0]
        for row in connection.execute("SELECT document_id FROM copies WHERE original_id = ? ORDER BY 1", (key,))
        if row[0] != key
    )
    return document_lines(connection, ids)


def _stories(connection: sqlite3.Connection, key: str) -> tuple[tuple[str, str], ...]:
    sql = """SELECT s.id, s.title FROM story_documents sd JOIN stories s ON s.id = sd.story_id
        WHERE sd.document_id = ? ORDER BY s.title, s.id"""
    return tuple((row[0], row[1]) for row in connection.execute(sql, (key,)))


def _problems(connection: sqlite3.Connection, page_id: str) -> tuple[Problem, ...]:
    sql = "SELECT step, reason, locator FROM problems WHERE page_id = ? ORDER BY step, reason"
    return tuple(Problem(*row) for row in connection.execute(sql, (page_id,)))
