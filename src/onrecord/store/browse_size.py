"""How much a record holds: the figures that the first screen begins with."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace

from onrecord.store.browse_kept import ADDED

# What stands in the middle grows by tens of rows a page.
_COUNTS = """SELECT (SELECT count(*) FROM pages), (SELECT count(*) FROM documents), {statements}, {moves},
    (SELECT count(*) FROM actors), (SELECT count(*) FROM stories),
    (SELECT count(*) FROM threads), (SELECT count(*) FROM problems), (SELECT count(*) FROM judgements),
    (SELECT count(*) FROM open_items WHERE state = 'unanswered'), (SELECT count(DISTINCT outlet) FROM documents),
    {earliest}, {latest}"""
_OF_PAGES = {
    "statements": "(SELECT count(*) FROM attributions {0})",
    "moves": "(SELECT count(*) FROM moves {0})",
    "earliest": "(SELECT min(date_earliest) FROM moves {0})",
    "latest": "(SELECT max(date_latest) FROM moves {0})",
}


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a record holds. ``open_items`` counts only those that nobody has answered."""

    pages: int
    documents: int
    statements: int
    moves: int
    actors: int
    stories: int
    threads: int
    problems: int
    judgements: int
    open_items: int
    outlets: int
    earliest: str | None
    latest: str | None


def record_counts(connection: sqlite3.Connection) -> Counts:
    """How much the record holds, counted."""
    return _counted(connection, "")


def counts_with(connection: sqlite3.Connection, before: Counts) -> Counts:
    """How much the record holds, given what it held before some documents came: of these alone rows are counted that
    every page has by tens, as their count would grow with the record."""
    added = _counted(connection, f"WHERE {ADDED}")
    earliest = min(filter(None, (before.earliest, added.earliest)), default=None)
    latest = max(filter(None, (before.latest, added.latest)), default=None)
    statements, moves = before.statements + added.statements, before.moves + added.moves
    return replace(added, statements=statements, moves=moves, earliest=earliest, latest=latest)


def _counted(connection: sqlite3.Connection, where: str) -> Counts:
    told = {name: sql.format(where) for name, sql in _OF_PAGES.items()}
    return Counts(*connection.execute(_COUNTS.format(**told)).fetchone())
