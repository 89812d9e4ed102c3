"""Removing a page or an actor for good, and keeping it from coming back.

In comes what to forget, who says so and why; its rows go, with the words that search knew, and a tombstone stays:
digests and the reason, nothing of what was written. A reading that comes later is passed through ``remembered``, so
that pages read again bring nothing back.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.errors import NotFound
from onrecord.ids import digest
from onrecord.model import Attribution, Mention, Move, Page, Reading
from onrecord.store.adding import follow_additions
from onrecord.store.row_checks import write_checks

# Judgements over rows of a document, by the table that they judge.
_OF_DOCUMENT = ("moves", "attributions", "mentions")
Ids = frozenset[str]


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What is kept of a page or an actor that was forgotten."""

    id: str
    kind: str
    sha256: str | None
    url_sha256: str | None
    at: str
    by: str
    why: str


def is_forgotten(connection: sqlite3.Connection, page: Page) -> bool:
    """Whether a page was forgotten: itself, the same bytes elsewhere, or another state of the same address."""
    address = digest(page.url.encode("utf-8", "surrogatepass")) if page.url else None
    sql = "SELECT 1 FROM forgotten WHERE kind = 'page' AND (id = ? OR sha256 = ? OR url_sha256 = ?)"
    return connection.execute(sql, (page.id, page.sha256, address)).fetchone() is not None


def remembered(connection: sqlite3.Connection, reading: Reading) -> Reading:
    """The reading without the actors that were forgotten."""
    found = connection.execute("SELECT id FROM forgotten WHERE kind = 'actor'")
    ids = frozenset(str(row[0]) for row in found)
    return without(reading, ids) if ids & {actor.id for actor in reading.actors} else reading


def without(reading: Reading, ids: Ids) -> Reading:
    """A reading without some actors: their mentions, what they say, what they do and what is told in their words."""
    gone = frozenset(item.id for item in reading.attributions if item.speaker in ids)
    moves = [move for move in reading.moves if move.actor not in ids and move.voice not in gone]
    kept = frozenset(move.id for move in moves)
    return replace(
        reading,
        mentions=tuple(_mention(item, ids) for item in reading.mentions if item.actor not in ids),
        attributions=tuple(_attribution(item, ids, gone) for item in reading.attributions if item.id not in gone),
        moves=tuple(_move(move, ids, kept) for move in moves),
        actors=tuple(actor for actor in reading.actors if actor.id not in ids),
    )


def _mention(item: Mention, ids: Ids) -> Mention:
    return replace(item, candidates=tuple(key for key in item.candidates if key not in ids))


def _attribution(item: Attribution, ids: Ids, gone: Ids) -> Attribution:
    addressee = None if item.addressee in ids else item.addressee
    return replace(item, addressee=addressee, within=None if item.within in gone else item.within)


def _move(move: Move, ids: Ids, kept: Ids) -> Move:
    answers = tuple(answer for answer in move.answers if answer.move in kept)
    return replace(move, recipient=None if move.recipient in ids else move.recipient, answers=answers)


def bury(connection: sqlite3.Connection, tombstone: Tombstone, rows: int) -> None:
    """Write a tombstone."""
    values = (*(getattr(tombstone, name) for name in tombstone.__slots__), rows)
    connection.execute("INSERT OR REPLACE INTO forgotten VALUES (?, ?, ?, ?, ?, ?, ?, ?)", values)


def page_tombstone(connection: sqlite3.Connection, page_id: str, at: str, by: str, why: str) -> tuple[Tombstone, str]:
    """The tombstone of a page that the record holds, and the page's locator; ``NotFound`` where it holds none."""
    row = connection.execute("SELECT sha256, url, locator FROM pages WHERE id = ?", (page_id,)).fetchone()
    if row is None:
        raise NotFound(f'no page has the id "{page_id}"')
    address = digest(row[1].encode("utf-8", "surrogatepass")) if row[1] else None
    return Tombstone(page_id, "page", row[0], address, at, by, why), str(row[2])


def count_rows(connection: sqlite3.Connection) -> int:
    """How many rows the tables hold, the index for search left out."""
    tables = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'search%'")
    return sum(int(connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]) for (name,) in tables.fetchall())


def drop_judgements_of_page(connection: sqlite3.Connection, page_id: str) -> None:
    """Judgements over a page's rows hold words about it; they go with it."""
    documents = "(SELECT id FROM documents WHERE page_id = ?1)"
    for table in _OF_DOCUMENT:
        rows = f"SELECT id FROM {table} WHERE document_id IN {documents}"
        _drop_judgements(connection, f"target = '{table}' AND target_id IN ({rows})", (page_id,))
    _drop_judgements(connection, f"target = 'documents' AND target_id IN {documents}", (page_id,))
    _drop_judged_links(connection, f"SELECT id FROM moves WHERE document_id IN {documents}", (page_id,))
    said = f"verdict = 'added' AND json_extract(value, '$.document') IN {documents}"
    added = f"SELECT target_id FROM judgements WHERE {said}"
    _drop_judgements(connection, f"target = 'moves' AND target_id IN ({added})", (page_id,))


def drop_actor(connection: sqlite3.Connection, actor_id: str) -> None:
    """Remove an actor's rows: what ``without`` leaves out of a reading, from the tables."""
    execute, key = connection.execute, (actor_id,)
    said = "SELECT id FROM attributions WHERE speaker_id = ?1"
    gone = f"SELECT id FROM moves WHERE actor_id = ?1 OR voice IN ({said})"
    _drop_additions(connection, actor_id)
    _drop_judgements(connection, f"target = 'moves' AND target_id IN ({gone})", key)
    _drop_judgements(connection, f"target = 'attributions' AND target_id IN ({said})", key)
    _drop_judged_links(connection, gone, key)
    _drop_judgements(connection, "value = ?1 OR (target = 'actors' AND target_id = ?1)", key)
    told = "SELECT document_id FROM document_actors WHERE actor_id = ?1"
    named = f"{told} UNION SELECT document_id FROM mentions WHERE candidates LIKE '%' || ?1 || '%'"
    documents = [str(row[0]) for row in execute(named, key).fetchall()]
    # A reading of these documents has other rows now: should they be read again, they are written again.
    execute(f"UPDATE documents SET reading_sha256 = '' WHERE id IN ({named})", key)
    execute(f"DELETE FROM search_rows WHERE kind = 'move' AND thing_id IN ({gone})", key)
    execute(f"DELETE FROM search_rows WHERE kind = 'attribution' AND thing_id IN ({said})", key)
    execute(f"DELETE FROM move_answers WHERE answered_move_id IN ({gone})", key)
    execute(f"DELETE FROM thread_moves WHERE move_id IN ({gone}) OR same_as_id IN ({gone})", key)
    execute(f"DELETE FROM moves WHERE id IN ({gone})", key)
    execute(f"UPDATE attributions SET within_id = NULL WHERE within_id IN ({said})", key)
    execute("DELETE FROM attributions WHERE speaker_id = ?1", key)
    execute("UPDATE attributions SET addressee_id = NULL WHERE addressee_id = ?1", key)
    execute("UPDATE moves SET recipient_id = NULL WHERE recipient_id = ?1", key)
    execute("DELETE FROM mentions WHERE actor_id = ?1", key)
    execute(
        "UPDATE mentions SET candidates = (SELECT json_group_array(value) FROM json_each(candidates) "
        "WHERE value <> ?1) WHERE candidates LIKE '%' || ?1 || '%'",
        key,
    )
    execute("DELETE FROM document_actors WHERE actor_id = ?1", key)
    execute("DELETE FROM judged_actors WHERE actor_id = ?1", key)
    execute("DELETE FROM actors WHERE id = ?1", key)
    write_checks(connection, documents)


def _drop_additions(connection: sqlite3.Connection, actor_id: str) -> None:
    """Remove moves that a person added and said to be an actor's."""
    sql = """SELECT m.id, m.document_id FROM added_moves AS a JOIN moves AS m ON m.id = a.move_id
        JOIN named_parties AS p ON p.move_id = m.id AND p.role = 'actor' AND p.actor_id = ?"""
    for move_id, document in connection.execute(sql, (actor_id,)).fetchall():
        _drop_judgements(connection, "target = 'moves' AND target_id = ?", (move_id,))
        follow_additions(connection, document)


def scrub(connection: sqlite3.Connection) -> None:
    """Take what was deleted out of the file itself: out of the index, of free pages and of the log."""
    connection.execute("INSERT INTO search(search) VALUES ('rebuild')")
    connection.execute("VACUUM")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _drop_judgements(connection: sqlite3.Connection, condition: str, values: Sequence[str]) -> None:
    ids = f"SELECT id FROM judgements WHERE {condition}"
    connection.execute(f"DELETE FROM judgements WHERE undoes_id IN ({ids})", values)
    connection.execute(f"DELETE FROM judgements WHERE {condition}", values)


def _drop_judged_links(connection: sqlite3.Connection, moves: str, values: Sequence[str]) -> None:
    """Drop what was said of links of some moves, on either end."""
    ends = ("substr(target_id, 1, instr(target_id, ':') - 1)", "substr(target_id, instr(target_id, ':') + 1)")
    either = " OR ".join(f"{end} IN ({moves})" for end in ends)
    _drop_judgements(connection, f"target = 'move_answers' AND ({either})", values)
