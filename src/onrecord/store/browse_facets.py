"""What hits of a search are: their kind, side, outlet, year and status, to narrow them by and to count.

In come the places that hold the words; out come candidates, narrowed by what was chosen, and counts. The counts of a
facet are of the candidates that the other facets let through, so that each choice can be changed for another.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, fields

from onrecord.store.browse_sources import marks, tables

CANDIDATES = 2_000
"""Hits that are counted and shown; of words that stand in more, those that were read last, the last first."""

MOST = 12
"""Choices shown of a facet."""

KINDS = {"statement": "attribution", "move": "move", "document": "document"}
NAMES = {stored: name for name, stored in KINDS.items()}
_BATCH = 500

_PLACES = """SELECT r.id, r.kind, r.thing_id, d.outlet, d.published_earliest, d.published_latest FROM (
        SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT ?
    ) f JOIN search_rows r ON r.id = f.rowid JOIN documents d ON d.id = r.document_id"""
_DETAILS = {
    "move": "SELECT id, actor_side, status, date_earliest, date_latest, score FROM {moves} WHERE id IN",
    "statement": """SELECT s.id, a.side, NULL, s.said_earliest, s.said_latest, s.score FROM {attributions} s
        LEFT JOIN {actors} a ON a.id = s.speaker_id WHERE s.id IN""",
}
# side, status, first and last day, score by id
Details = dict[str, tuple[str | None, str | None, str | None, str | None, float | None]]
Counts = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Chosen:
    """What hits are narrowed to; None lets all through. ``side`` is that of whoever moves or speaks.

    ``least`` is the least score of moves and statements; documents bear none and are let through.
    """

    kind: str | None = None
    side: str | None = None
    outlet: str | None = None
    year: str | None = None
    status: str | None = None
    least: str | None = None


CHOSEN = tuple(item.name for item in fields(Chosen))
FACETS = CHOSEN[:-1]
"""What is counted; a least score is asked for by whoever looks, whatever there is."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that holds the words, with its value of each facet: none, one, or more (a joint side)."""

    row: int
    values: dict[str, tuple[str, ...]]
    score: float | None = None


@dataclass(frozen=True, slots=True)
class Facets:
    """How many hits there are by each facet; ``complete`` False where there are more than were counted."""

    kinds: Counts = ()
    sides: Counts = ()
    outlets: Counts = ()
    years: Counts = ()
    statuses: Counts = ()
    complete: bool = True


def candidates(connection: sqlite3.Connection, asked: str) -> tuple[list[Candidate], bool]:
    """The places that hold the words, and whether these are all."""
    rows = connection.execute(_PLACES, (asked, CANDIDATES + 1)).fetchall()
    some = rows[:CANDIDATES]
    details = {kind: _details(connection, kind, (row[2] for row in some if row[1] == KINDS[kind])) for kind in _DETAILS}
    return [_candidate(row, details) for row in some], len(rows) <= CANDIDATES


def narrowed(found: list[Candidate], chosen: Chosen) -> list[Candidate]:
    """The candidates that all choices let through."""
    return [one for one in found if _fits(one, chosen)]


def facets(found: list[Candidate], chosen: Chosen, complete: bool) -> Facets:
    """Counts of all candidates by facet."""
    kinds, sides, outlets, years, statuses = (_counts(found, chosen, name) for name in FACETS)
    return Facets(kinds, sides, outlets, years, statuses, complete)


def _details(connection: sqlite3.Connection, kind: str, ids: Iterable[str]) -> Details:
    wanted = sorted(ids)
    found: Details = {}
    for first in range(0, len(wanted), _BATCH):
        some = wanted[first : first + _BATCH]
        sql = f"{_DETAILS[kind].format(**tables(connection))} ({marks(some)})"
        found |= {row[0]: tuple(row)[1:] for row in connection.execute(sql, some)}
    return found


def _candidate(row: sqlite3.Row, details: dict[str, Details]) -> Candidate:
    kind = NAMES.get(row[1], row[1])
    side, status, first, last, score = details.get(kind, {}).get(row[2], (None, None, row[4], row[5], None))
    year = first[:4] if first and last and first[:4] == last[:4] else None
    one = {"kind": kind, "outlet": row[3], "year": year, "status": status}
    values = {name: (value,) for name, value in one.items() if value}
    return Candidate(row[0], values | {"side": tuple(code for code in (side or "").split(";") if code)}, score)


def _fits(one: Candidate, chosen: Chosen, without: str = "") -> bool:
    wanted = ((name, getattr(chosen, name)) for name in FACETS if name != without)
    sure = not chosen.least or one.score is None or one.score >= float(chosen.least)
    return sure and all(value in one.values.get(name, ()) for name, value in wanted if value)


def _counts(found: list[Candidate], chosen: Chosen, name: str) -> Counts:
    counts = Counter(value for one in found if _fits(one, chosen, name) for value in one.values.get(name, ()))
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:MOST])
