"""How much a record holds: the figures that the first screen begins with."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

_COUNTS = """SELECT (SELECT count(*) FROM pages), (SELECT count(*) FROM documents), (SELECT count(*) FROM attributions),
    (SELECT count(*) FROM moves), (SELECT count(*) FROM actors), (SELECT count(*) FROM stories),
    (SELECT count(*) FROM threads), (SELECT count(*) FROM problems), (SELECT count(*) FROM judgements),
    (SELECT count(*) FROM open_items WHERE state = 'unanswered'), (SELECT count(DISTINCT outlet) FROM documents),
    (SELECT min(date_earliest) FROM moves), (SELECT max(date_latest) FROM moves)"""


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
    return Counts(*connection.execute(_COUNTS).fetchone())
