"""Ids that are hashes of a row's own columns, and ends of links: both checked against what the record holds.

In comes a connection; out come the table, the id and what does not fit. Spans, texts and bytes are ``verify``'s.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from onrecord.ids import make_id

# Table, prefix of its ids, the columns that are hashed, in their order.
_HASHED = (
    ("judgements", "judgement", "target, target_id, verdict, value, reason, made_by, made_at, undoes_id"),
    ("problems", "problem", "page_id, locator, step, reason"),
    ("offices", "office", "actor_id, title, side, since, until, origin"),
)
# Table, its key, a column of it, the table and column in which the value must stand (NULL needs none).
_ENDS = (
    ("account_rows", "id", "document_id", "documents", "id"),
    ("account_rows", "id", "move_id", "moves", "id"),
    ("account_rows", "id", "attribution_id", "attributions", "id"),
    ("copies", "document_id", "original_id", "documents", "id"),
    ("thread_moves", "move_id", "same_as_id", "moves", "id"),
    ("open_items", "move_id", "thread_id", "threads", "id"),
    ("open_items", "move_id", "settled_by_id", "moves", "id"),
    ("search_rows", "thing_id", "document_id", "documents", "id"),
)
Found = Iterator[tuple[str, str, str]]


def wrong_ids(connection: sqlite3.Connection) -> Found:
    """Rows whose id is not the hash of their content."""
    for table, prefix, columns in _HASHED:
        for row_id, *content in connection.execute(f"SELECT id, {columns} FROM {table} ORDER BY id").fetchall():
            if row_id != make_id(prefix, *content):
                yield table, str(row_id), "the id does not fit the content"


def loose_ends(connection: sqlite3.Connection) -> Found:
    """Links that lead to no row; and rows of the search index that do not hold the words of what they stand for."""
    for table, key, column, other, place in _ENDS:
        sql = f"""SELECT {key}, {column} FROM {table} AS t WHERE {column} IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM {other} AS o WHERE o.{place} = t.{column}) ORDER BY 1"""
        for row_id, value in connection.execute(sql).fetchall():
            yield table, str(row_id), f"its {column} {value} is not in {other}"
    sql = """SELECT m.id FROM moves m JOIN search_rows s ON s.kind = 'move' AND s.thing_id = m.id
        WHERE s.text <> m.span_text ORDER BY 1"""
    for (row_id,) in connection.execute(sql).fetchall():
        yield "search_rows", str(row_id), "its words are not those of the move that it stands for"
