"""Short digests of a document's rows, by which ``verify`` names a row that was changed, put in or taken away.

In comes a connection; rows are read back as the record holds them. Four bytes a row are kept in ``row_checks``: enough
to tell every slip of a hand, a tool or a disk, too few to stand against somebody who forges them along with the row.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator

from onrecord.store.rows import COLUMNS

# Table, its rows that came with a document, the column that names a row.
_OF_DOCUMENT = (
    ("pages", "id = :page", "id"),
    ("documents", "id = :document", "id"),
    ("segments", "document_id = :document", "id"),
    ("document_actors", "document_id = :document", "actor_id"),
    ("mentions", "document_id = :document", "id"),
    ("times", "document_id = :document", "id"),
    ("attributions", "document_id = :document", "id"),
    ("moves", "document_id = :document AND id NOT IN (SELECT move_id FROM added_moves)", "id"),
    ("move_answers", "scope = 'document' AND move_id IN (SELECT id FROM moves WHERE document_id = :document)",
     "move_id"),
    ("problems", "page_id = :page", "id"),
    ("move_ties", "document_id = :document", "move_id"),  # the last: what schema 6 wrote has none
)  # fmt: skip
# The page's bytes have a digest of their own; here counts whether they were kept.
_SAID = {("pages", "content"): "content IS NULL"}
_LENGTH, _COUNT = 4, 4
Found = Iterator[tuple[str, str, str]]
Digests = list[tuple[str, bytes]]


def write_checks(connection: sqlite3.Connection, document_ids: Iterable[str]) -> None:
    """Keep the digests of all rows of some documents; the caller holds the transaction."""
    for document_id in document_ids:
        parts = [_digests(connection, table, document_id) for table, *_ in _OF_DOCUMENT]
        connection.execute("INSERT OR REPLACE INTO row_checks VALUES (?, ?)", (document_id, _packed(parts)))


def write_missing_checks(connection: sqlite3.Connection) -> None:
    """Keep the digests of documents that have none: those of a record that an older version wrote."""
    sql = "SELECT id FROM documents WHERE id NOT IN (SELECT document_id FROM row_checks) ORDER BY id"
    write_checks(connection, [str(row[0]) for row in connection.execute(sql).fetchall()])


def changed_rows(connection: sqlite3.Connection, document_id: str) -> Found:
    """Rows of a document that are not as they were written: their table, their id and what was found."""
    held = connection.execute("SELECT checks FROM row_checks WHERE document_id = ?", (document_id,)).fetchone()
    kept = _unpacked(held[0]) if held else []
    if len(kept) != len(_OF_DOCUMENT):
        yield "row_checks", document_id, "the digests of this document's rows are missing or cannot be read"
        return
    for (table, *_), wanted in zip(_OF_DOCUMENT, kept, strict=True):
        yield from _compared(table, document_id, _digests(connection, table, document_id), wanted)


def _compared(table: str, document_id: str, found: Digests, wanted: Counter[bytes]) -> Found:
    changed = 0
    for row_id, digest in found:
        if wanted[digest]:
            wanted[digest] -= 1
        else:
            changed += 1
            yield table, row_id, "is not as it was written with its page"
    if wanted.total() > changed:
        yield table, document_id, f"{wanted.total() - changed} rows that came with this document are missing"


def _digests(connection: sqlite3.Connection, table: str, document_id: str) -> Digests:
    """The rows of a table that came with a document: what names each, and its digest."""
    _, where, name = next(row for row in _OF_DOCUMENT if row[0] == table)
    columns = [*COLUMNS[table].split(), *(["reading_sha256"] if table == "documents" else [])]
    names = ", ".join(_SAID.get((table, column), f'"{column}"') for column in (name, *columns))
    place = connection.execute("SELECT id, page_id FROM documents WHERE id = ?", (document_id,)).fetchone()
    rows = connection.execute(f"SELECT {names} FROM {table} WHERE {where}", {"document": place[0], "page": place[1]})
    return [(str(row[0]), _digest((table, *tuple(row)[1:]))) for row in rows]


def _digest(row: tuple[object, ...]) -> bytes:
    return hashlib.sha256(repr(row).encode("utf-8", "surrogatepass")).digest()[:_LENGTH]


def _packed(parts: Iterable[Digests]) -> bytes:
    """Of each table how many rows, then their digests in order of their bytes."""
    digests = [sorted(digest for _, digest in part) for part in parts]
    return b"".join(len(part).to_bytes(_COUNT, "big") + b"".join(part) for part in digests)


def _unpacked(kept: bytes) -> list[Counter[bytes]]:
    parts, at = [], 0
    while at < len(kept):
        start = at + _COUNT
        at = start + _LENGTH * int.from_bytes(kept[at:start], "big")
        parts.append(Counter(kept[place : place + _LENGTH] for place in range(start, at, _LENGTH)))
    return parts
