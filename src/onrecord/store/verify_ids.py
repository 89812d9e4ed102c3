"""Ids that are hashes of a row's own content, and ends of links: both checked against what the record holds.

In comes a connection; out come the table, the id and what does not fit. Spans, texts and bytes are ``verify``'s. The
id of an actor that no list has is a hash of its name in any spelling, which resolving alone can fold; that such a row
is as it was written, ``row_checks`` holds.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from itertools import chain

from onrecord.ids import make_id

# Table, prefix of its ids, the columns that are hashed, in their order.
_HASHED = (
    ("pages", "page", "url, sha256"),
    ("documents", "doc", "page_id"),
    ("segments", "segment", 'document_id, ordinal, kind, start, "end"'),
    ("mentions", "mention", 'document_id, start, "end", kind, actor_id'),
    ("times", "time", 'document_id, start, "end", kind'),
    ("moves", "move", "document_id, type, trigger_start, trigger_end, voice"),
    ("judgements", "judgement", "target, target_id, verdict, value, reason, made_by, made_at, undoes_id"),
    ("problems", "problem", "page_id, locator, step, reason"),
    ("offices", "office", "actor_id, title, side, since, until, origin"),
    ("account_rows", "cell", "row_id, account_id"),
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
    ("link_places", "move_id", "move_id", "moves", "id"),
    ("link_moves", "move_id", "move_id", "moves", "id"),
    ("neighbour_dates", "document_id", "story_id", "stories", "id"),
    ("search_rows", "thing_id", "document_id", "documents", "id"),
)
# What a row of the search index must say, by its kind; the words of an article are compared by ``verify``.
_WORDS = (
    ("move", "moves", "t.span_text"),
    ("attribution", "attributions", "t.source_text || ' ' || t.cue_text || ' ' || t.content_text"),
)
# The basis of an actor that a list has: this, the list's key, and what the page adds.
_LISTED, _ADDED = "gazetteer ", ";"
UNFIT = "the id does not fit the content"
Found = Iterator[tuple[str, str, str]]


def wrong_ids(connection: sqlite3.Connection) -> Found:
    """Rows whose id is not the hash of their content."""
    added = {row[0] for row in connection.execute("SELECT move_id FROM added_moves")}
    for table, prefix, columns in _HASHED:
        for row_id, *content in connection.execute(f"SELECT id, {columns} FROM {table} ORDER BY id"):
            if row_id not in added and row_id != make_id(prefix, *content):
                yield table, str(row_id), UNFIT
    found = (_attributions, _actors, _stories, _threads, _accounts)
    yield from chain.from_iterable(check(connection) for check in found)


def _attributions(connection: sqlite3.Connection) -> Found:
    """A statement's id is made of its document, the digest of the text, and its three stretches."""
    sql = """SELECT a.id, d.id, d.text_sha256, a.source, a.cue, a.content FROM attributions a
        JOIN documents d ON d.id = a.document_id ORDER BY a.id"""
    for row_id, document_id, text, *stretches in connection.execute(sql):
        spans = (tuple((start, end) for start, end in json.loads(stretch)) for stretch in stretches)
        if row_id != make_id("attr", document_id, text, *spans):
            yield "attributions", str(row_id), UNFIT


def _actors(connection: sqlite3.Connection) -> Found:
    """An actor that a list has bears the hash of the list's key."""
    sql = "SELECT actor_id, basis FROM document_actors WHERE basis LIKE ? ORDER BY document_id, actor_id"
    for actor_id, basis in connection.execute(sql, (f"{_LISTED}%",)):
        if actor_id != make_id("actor", str(basis).removeprefix(_LISTED).partition(_ADDED)[0]):
            yield "document_actors", str(actor_id), UNFIT


def _stories(connection: sqlite3.Connection) -> Found:
    """A story bears the hash of one of its documents."""
    sql = "SELECT s.id, p.document_id FROM stories s LEFT JOIN story_documents p ON p.story_id = s.id"
    named: dict[str, bool] = {}
    for story_id, document_id in connection.execute(sql):
        named[story_id] = named.get(story_id, False) or story_id == make_id("story", document_id)
    yield from (("stories", story_id, UNFIT) for story_id in sorted(named) if not named[story_id])


def _threads(connection: sqlite3.Connection) -> Found:
    """A thread bears the hash of its sides and matter, a later one of these also that of one of its moves."""
    for thread_id, *key in connection.execute("SELECT id, side_a, side_b, matter FROM threads ORDER BY id").fetchall():
        if thread_id == make_id("thread", *key):
            continue
        # Which move is the first in time, an answer that stands behind what it answers, the rows do not say.
        sql = "SELECT move_id FROM thread_moves WHERE thread_id = ? ORDER BY ordinal"
        if not any(thread_id == make_id("thread", *key, row[0]) for row in connection.execute(sql, (thread_id,))):
            yield "threads", str(thread_id), UNFIT


def _accounts(connection: sqlite3.Connection) -> Found:
    """An account bears the hash of its story and its outlet; where none is known, of its document."""
    sql = "SELECT id, story_id, outlet, documents FROM accounts ORDER BY id"
    for account_id, story_id, outlet, documents in connection.execute(sql):
        if account_id not in {make_id("account", story_id, key) for key in (outlet, *json.loads(documents))}:
            yield "accounts", str(account_id), UNFIT


def loose_ends(connection: sqlite3.Connection) -> Found:
    """Links that lead to no row; and rows of the search index that do not hold the words of what they stand for."""
    for table, key, column, other, place in _ENDS:
        sql = f"""SELECT {key}, {column} FROM {table} AS t WHERE {column} IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM {other} AS o WHERE o.{place} = t.{column}) ORDER BY 1"""
        for row_id, value in connection.execute(sql).fetchall():
            yield table, str(row_id), f"its {column} {value} is not in {other}"
    for kind, table, words in _WORDS:
        sql = f"""SELECT t.id FROM {table} t JOIN search_rows s ON s.kind = ? AND s.thing_id = t.id
            WHERE s.text <> {words} ORDER BY 1"""
        for (row_id,) in connection.execute(sql, (kind,)).fetchall():
            yield "search_rows", str(row_id), f"its words are not those of the {kind} that it stands for"
