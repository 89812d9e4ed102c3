"""What waits to be linked: documents that came in, links that were judged, or the whole record.

In comes a connection whose transaction the caller holds; what waits is remembered until links are written.
"""

from __future__ import annotations

import sqlite3

from onrecord.store.answering import JOINT, TARGET, Pair, pair_of

UNLINKED, PENDING = "unlinked", "unlinked_answers"


def mark_unlinked(connection: sqlite3.Connection, document_id: str | None = None) -> None:
    """Remember that a document, or where none is named the whole record, is to be linked."""
    if document_id is None:
        connection.execute("INSERT OR IGNORE INTO meta VALUES (?, '1')", (UNLINKED,))
    else:
        connection.execute("INSERT OR IGNORE INTO link_queue VALUES (?)", (document_id,))


def mark_judged(connection: sqlite3.Connection, judgement_id: str) -> None:
    """Remember what is to be linked anew after a judgement: the threads of a link, or else the whole record."""
    sql = "SELECT target, target_id FROM judgements WHERE id = ?"
    target, name = connection.execute(sql, (judgement_id,)).fetchone()
    if target != TARGET:
        mark_unlinked(connection)
        return
    mark_pending(connection, str(name))


def mark_pending(connection: sqlite3.Connection, name: str) -> None:
    """Remember that the threads of a link, or of a document to which a move was added, are to be linked."""
    names = sorted({*_pending(connection), name})
    connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (PENDING, " ".join(names)))


def pending(connection: sqlite3.Connection) -> tuple[tuple[Pair, ...], frozenset[str]]:
    """Links that were judged since links were last written, and documents to which moves were added."""
    names = _pending(connection)
    links = [name for name in names if JOINT in name]
    return tuple(pair_of(name) for name in links), frozenset(names) - frozenset(links)


def is_pending(connection: sqlite3.Connection) -> bool:
    """Whether threads of such links or documents wait to be linked."""
    return bool(_pending(connection))


def forget_pending(connection: sqlite3.Connection) -> None:
    """Nothing waits any more: links were written."""
    connection.execute("DELETE FROM meta WHERE key = ?", (PENDING,))


def _pending(connection: sqlite3.Connection) -> list[str]:
    row = connection.execute("SELECT value FROM meta WHERE key = ?", (PENDING,)).fetchone()
    return str(row[0]).split() if row else []
