"""What no longer holds in a record.

Every row is checked again: a page against its hash, a text against the page's bytes, a span against the text, a
reference against the row that it names, an id against its content, the index against its rows. Out come faults that
name the row; nothing is mended.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from onrecord.errors import RecordError
from onrecord.ids import digest
from onrecord.model import ARTICLE_KINDS, Document, Spans
from onrecord.store.actors import actor_rows, name_rows, office_rows
from onrecord.store.adding import wrong_additions
from onrecord.store.row_checks import changed_rows
from onrecord.store.row_words import text_of
from onrecord.store.rows import unpack
from onrecord.store.verify_ids import loose_ends, wrong_ids
from onrecord.textmap import check_span, decode


@dataclass(frozen=True, slots=True)
class Fault:
    """A row that no longer holds: its table, its id, and what was found."""

    table: str
    row: str
    reason: str

    def __str__(self) -> str:
        return f"{self.table} {self.row}: {self.reason}"


def verify(path: Path, connection: sqlite3.Connection) -> Iterator[Fault]:
    """The faults of a record; none where all of it holds."""
    try:
        yield from _integrity(connection)
        yield from _references(connection)
        yield from _search_index(connection)
        for table, check in (
            ("ids", wrong_ids),
            ("links", loose_ends),
            ("actors", _actors),
            ("added moves", wrong_additions),
        ):
            yield from _of_kind(table, "all", (Fault(*found) for found in check(connection)))
        for row in connection.execute(
            "SELECT d.*, p.sha256, p.size, p.content FROM documents d JOIN pages p ON p.id = d.page_id ORDER BY d.id"
        ):
            yield from (Fault(*found) for found in changed_rows(connection, row["id"]))
            yield from _of_kind("documents", str(row["id"]), _document(connection, row))
    except sqlite3.DatabaseError as error:
        yield Fault("record", str(path), f"the file is damaged: {error}")


def _of_kind(table: str, row: str, faults: Iterator[Fault]) -> Iterator[Fault]:
    """Faults, and one more where a value is of another kind than its column says, so that nothing can be compared."""
    try:
        yield from faults
    except (TypeError, ValueError, AttributeError) as error:
        yield Fault(table, row, f"cannot be compared: a value is of another kind than its column says ({error})")


def _integrity(connection: sqlite3.Connection) -> Iterator[Fault]:
    for (words,) in connection.execute("PRAGMA integrity_check"):
        if words != "ok":
            yield Fault("record", "file", str(words))


def _references(connection: sqlite3.Connection) -> Iterator[Fault]:
    for table, rowid, parent, _ in connection.execute("PRAGMA foreign_key_check").fetchall():
        yield Fault(str(table), _row_name(connection, str(table), rowid), f"names a row that {parent} does not hold")
    for label, table, key, query in _LOOSE_ENDS:
        for (row_id,) in connection.execute(f"SELECT {key} FROM {table} AS t WHERE {query} ORDER BY 1"):
            yield Fault(table, str(row_id), label)


# References that the schema cannot hold, because the row may be one of several kinds or lie on a page read anew.
_LOOSE_ENDS = (
    ("its page has no document", "pages", "id", "NOT EXISTS (SELECT 1 FROM documents WHERE page_id = t.id)"),
    ("its voice is no attribution of its document", "moves", "id",
     "voice <> 'outlet' AND NOT EXISTS "
     "(SELECT 1 FROM attributions a WHERE a.id = t.voice AND a.document_id = t.document_id)"),
    ("stands within an attribution that its document does not hold", "attributions", "id",
     "within_id IS NOT NULL AND NOT EXISTS "
     "(SELECT 1 FROM attributions a WHERE a.id = t.within_id AND a.document_id = t.document_id)"),
    ("answers a move that is not in the record", "move_answers", "move_id",
     "NOT EXISTS (SELECT 1 FROM moves m WHERE m.id = t.answered_move_id)"),
    ("orders a move that is not in the record", "thread_moves", "move_id",
     "NOT EXISTS (SELECT 1 FROM moves m WHERE m.id = t.move_id)"),
    ("takes back a judgement that is not in the record", "judgements", "id",
     "undoes_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM judgements j WHERE j.id = t.undoes_id)"),
    ("is not in the index for search", "attributions", "id",
     "NOT EXISTS (SELECT 1 FROM search_rows s WHERE s.kind = 'attribution' AND s.thing_id = t.id)"),
    ("is not in the index for search", "moves", "id",
     "NOT EXISTS (SELECT 1 FROM search_rows s WHERE s.kind = 'move' AND s.thing_id = t.id)"),
    ("names a row that is not in the record", "search_rows", "thing_id",
     "NOT EXISTS (SELECT 1 FROM documents d WHERE d.id = t.document_id)"),
)  # fmt: skip


def _row_name(connection: sqlite3.Connection, table: str, rowid: int | None) -> str:
    if rowid is None:
        return "(a row without rowid)"
    return str(connection.execute(f"SELECT * FROM {table} WHERE rowid = ?", (rowid,)).fetchone()[0])


def _search_index(connection: sqlite3.Connection) -> Iterator[Fault]:
    # FTS5 takes this command as an INSERT; on a connection that only reads it is done on a copy in memory.
    try:
        connection.execute("INSERT INTO search(search, rank) VALUES ('integrity-check', 1)")
    except sqlite3.OperationalError as error:
        if "readonly" in str(error):
            yield from _search_index_read_only(connection)
        else:
            yield Fault("search", "index", f"does not fit its rows: {error}")
    except sqlite3.DatabaseError as error:
        yield Fault("search", "index", f"does not fit its rows: {error}")


def _search_index_read_only(connection: sqlite3.Connection) -> Iterator[Fault]:
    copy = sqlite3.connect(":memory:")
    try:
        connection.backup(copy)
        copy.execute("INSERT INTO search(search, rank) VALUES ('integrity-check', 1)")
    except sqlite3.DatabaseError as error:
        yield Fault("search", "index", f"does not fit its rows: {error}")
    finally:
        copy.close()


def _actors(connection: sqlite3.Connection) -> Iterator[tuple[str, str, str]]:
    """Actors that are not what the documents say of them: themselves, their names, their offices."""
    told = connection.execute("SELECT actor_id, name, kind, side, wikidata, names, offices, basis FROM document_actors")
    rows = told.fetchall()
    for wanted, sql, words in (
        (actor_rows(rows), "SELECT id, name, kind, side, wikidata, basis FROM actors", "is not what the documents say"),
        (name_rows(rows), "SELECT actor_id, name FROM actor_names", "its names are not those of the documents"),
        (office_rows(rows), "SELECT actor_id, id FROM offices", "its offices are not those of the documents"),
    ):
        held: dict[str, set[tuple[object, ...]]] = defaultdict(set)
        for row in connection.execute(sql):
            held[row[0]].add(tuple(row)[1:])
        for actor_id in sorted({*wanted, *held}, key=str):
            if wanted.get(actor_id, set()) != held.get(actor_id, set()):
                yield "actors", str(actor_id), words


def _document(connection: sqlite3.Connection, row: sqlite3.Row) -> Iterator[Fault]:
    text = str(row["text"])
    if digest(text.encode("utf-8", "surrogatepass")) != row["text_sha256"]:
        yield Fault("documents", row["id"], "the text does not have the hash that was taken when it was written")
    yield from _page(connection, row, text)
    yield from _segments(connection, row["id"], len(text))
    yield from _spans(connection, row["id"], text)
    yield from _words_for_search(connection, row)


def _page(connection: sqlite3.Connection, row: sqlite3.Row, text: str) -> Iterator[Fault]:
    if row["content"] is None:  # kept as a digest alone; that it was written so, the digest of its row holds
        return
    try:
        content = unpack(row["content"], row["size"])
    except zlib.error as error:
        yield Fault("pages", row["page_id"], f"the kept bytes cannot be unpacked: {error}")
        return
    if digest(content) != row["sha256"] or len(content) != row["size"]:
        yield Fault("pages", row["page_id"], "the kept bytes do not have the hash that was taken when they were read")
    yield from _against_bytes(connection, row, text, content)


def _against_bytes(connection: sqlite3.Connection, row: sqlite3.Row, text: str, content: bytes) -> Iterator[Fault]:
    try:
        document = Document(row["id"], row["page_id"], row["locator"], row["sha256"], text, (), decode(row["map"]))
    except RecordError as error:
        yield Fault("documents", row["id"], str(error))
        return
    if check_span(document, content, 0, len(text)):
        return
    yield Fault("documents", row["id"], "the page's bytes do not give this text")
    for table in ("segments", "mentions", "attributions", "moves"):
        spans = connection.execute(
            f'SELECT id, start, "end" FROM {table} WHERE document_id = ? ORDER BY id', (row["id"],)
        )
        for row_id, start, end in spans.fetchall():
            if not check_span(document, content, start, end):
                yield Fault(table, str(row_id), "the page's bytes do not give the text of its span")


def _segments(connection: sqlite3.Connection, document_id: str, length: int) -> Iterator[Fault]:
    before = 0
    rows = connection.execute(
        'SELECT id, start, "end" FROM segments WHERE document_id = ? ORDER BY ordinal', (document_id,)
    )
    for row_id, start, end in rows.fetchall():
        if not before <= start <= end <= length:
            yield Fault("segments", row_id, f"{start}..{end} overlaps the segment before it or leaves the text")
        before = max(before, end)


def _words_for_search(connection: sqlite3.Connection, row: sqlite3.Row) -> Iterator[Fault]:
    """The words of an article in the search index: its title and its own segments."""
    sql = "SELECT text FROM search_rows WHERE kind = 'document' AND thing_id = ?"
    held = connection.execute(sql, (row["id"],)).fetchone()
    sql = 'SELECT kind, start, "end" FROM segments WHERE document_id = ? ORDER BY ordinal'
    lines = [row["text"][s:e] for kind, s, e in connection.execute(sql, (row["id"],)) if kind in ARTICLE_KINDS]
    if held is None or held[0] != "\n".join([row["title"] or "", *lines]):
        yield Fault("search_rows", row["id"], "its words are not those of the article that it stands for")


def _spans(connection: sqlite3.Connection, document_id: str, text: str) -> Iterator[Fault]:
    def rows(columns: str, table: str) -> Iterable[sqlite3.Row]:
        query = f"SELECT {columns} FROM {table} WHERE document_id = ? ORDER BY id"
        return list(connection.execute(query, (document_id,)))

    for table in ("mentions", "times"):
        for row_id, start, end in rows('id, start, "end"', table):
            if not 0 <= start < end <= len(text):
                yield Fault(table, row_id, f"{start}..{end} is no span of the text")
    for row in rows("id, source, cue, content, source_text, cue_text, content_text", "attributions"):
        yield from _attribution(row, text)
    for row in rows('id, start, "end", trigger_start, trigger_end, span_text, trigger_text', "moves"):
        yield from _move(row, text)


def _attribution(row: sqlite3.Row, text: str) -> Iterator[Fault]:
    for name in ("source", "cue", "content"):
        spans: Spans = tuple((start, end) for start, end in json.loads(row[name]))
        if not all(0 <= start < end <= len(text) for start, end in spans):
            yield Fault("attributions", row["id"], f"its {name} has a span that is none of the text")
        elif text_of(text, spans) != row[f"{name}_text"]:
            yield Fault("attributions", row["id"], f"its {name} is not what the text says there")


def _move(row: sqlite3.Row, text: str) -> Iterator[Fault]:
    for label, start, end, words in (
        ("span", row["start"], row["end"], row["span_text"]),
        ("trigger", row["trigger_start"], row["trigger_end"], row["trigger_text"]),
    ):
        if not 0 <= start < end <= len(text) or text[start:end] != words:
            yield Fault("moves", row["id"], f"its {label} is not what the text says there")
