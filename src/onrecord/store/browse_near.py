"""What may have been meant by a name or an id that the record lacks, so that nobody is left with "not found".

In come a connection and the words that led nowhere; out comes the error that names what is near: actors whose names are
spelt alike, stories, threads and documents whose titles hold the words. Only the actors that do most are looked at.
"""

from __future__ import annotations

import sqlite3
from difflib import get_close_matches

from onrecord.errors import Near, NotFound
from onrecord.store.browse_kept import holds_answers

NEAR = 0.75
MOST = 5
_ACTORS = 5_000
_TITLED = {"stories": ("story", "title"), "threads": ("thread", "title"), "documents": ("document", "title")}


def no_actor(connection: sqlite3.Connection, wanted: str) -> NotFound:
    """That no actor bears a name or an id, with those whose names are near."""
    return NotFound(f'no actor has the id or name "{wanted}"', near=near_actors(connection, wanted), listed="actors")


def no_thing(connection: sqlite3.Connection, table: str, what: str, wanted: str) -> NotFound:
    """What was not found in a table of stories, threads or documents, with those whose titles hold the words."""
    kind, title = _TITLED[table]
    words = [word for word in wanted.split() if len(word) > 2] or [wanted.strip()]
    tests = " AND ".join(f"instr(lower({title}), lower(?))" for _ in words)
    sql = f"SELECT id, {title} FROM {table} WHERE {tests} ORDER BY id LIMIT {MOST}"
    found = connection.execute(sql, words) if wanted.strip() else ()
    return NotFound(what, near=tuple(Near(kind, row[0], row[1]) for row in found), listed=table)


def near_actors(connection: sqlite3.Connection, wanted: str) -> tuple[Near, ...]:
    """Actors whose names, or parts of them, are near what was asked for, the nearest first."""
    names: dict[str, Near] = {}
    tallied = "actor_tallies ORDER BY moves + statements DESC, received DESC, name, actor_id"
    chosen = tallied if holds_answers(connection) else "actors"
    sql = f"""SELECT a.id, a.name, n.name
        FROM (SELECT {"id" if chosen == "actors" else "actor_id AS id"}, name FROM {chosen} LIMIT {_ACTORS}) a
        LEFT JOIN actor_names n ON n.actor_id = a.id"""
    for key, name, other in connection.execute(sql):
        near = Near("actor", key, name)
        for part in (name, *name.split(), other or name):
            names.setdefault(part.casefold(), near)
    close = (names[part] for part in get_close_matches(wanted.casefold(), names, MOST, NEAR))
    return tuple({near.name: near for near in close}.values())
