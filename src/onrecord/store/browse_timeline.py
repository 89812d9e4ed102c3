"""The timeline: moves and statements in order of date, narrowed by filters, and the counts that a chart draws.

Rows without a date stand last, in order of their document: they are never given the day of publication.
"""

from __future__ import annotations

import heapq
import sqlite3
from dataclasses import dataclass
from typing import Any

from onrecord.store.browse_dates import bounds
from onrecord.store.browse_entries import marks, moves_by_id, statements_by_id, tables
from onrecord.store.browse_judgements import has_judgements
from onrecord.store.browse_rows import Entry, Filters, Listing

MAX_OFFSET = 50_000
"""Deeper than this nobody leafs; filters lead there faster, and the query's cost stays bounded."""

_ALIAS = {"move": "m", "statement": "s"}
_DATES = {"move": ("m.date_earliest", "m.date_latest"), "statement": ("s.said_earliest", "s.said_latest")}
_SOURCES = {"move": "{moves} m", "statement": "{attributions} s"}
Key = tuple[
    bool, str, str, str, int, str
]  # undated, first day, last day, document, place, id: the order of the timeline


@dataclass(frozen=True, slots=True)
class Bar:
    """How many moves of a type a side made in a period (``2021``, ``2021-09``, ``2021-09-10``).

    ``period`` is None for moves that are not dated so finely: they are counted, but no bar is guessed for them.
    """

    period: str | None
    side: str | None
    type: str
    count: int


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition in SQL and its values."""

    sql: str
    values: tuple[Any, ...]


def timeline(connection: sqlite3.Connection, filters: Filters, *, limit: int = 50, offset: int = 0) -> Listing[Entry]:
    """Moves and statements that the filters let through, in order of date."""
    offset = min(max(offset, 0), MAX_OFFSET)
    total, parts = 0, []
    for kind in _kinds(filters):
        condition = condition_of(connection, kind, filters)
        count = f"SELECT count(*) FROM {source_of(connection, kind)} {condition.sql}"
        total += connection.execute(count, condition.values).fetchone()[0]
        parts.append(_keys(connection, kind, condition, limit + offset))
    chosen = [key[-1] for key in list(heapq.merge(*parts))[offset : offset + limit]]
    found = moves_by_id(connection, chosen) | statements_by_id(connection, chosen)
    return Listing(tuple(found[key] for key in chosen), total, limit, offset)


def bars(connection: sqlite3.Connection, filters: Filters, *, width: int = 7) -> tuple[Bar, ...]:
    """Moves by period, side and type, in that order; ``width`` 4, 7 or 10 makes periods years, months or days."""
    condition = condition_of(connection, "move", filters)
    source = source_of(connection, "move")
    value, first, last = (f"substr(m.date_{name}, 1, {int(width)})" for name in ("value", "earliest", "latest"))
    sql = f"""SELECT CASE WHEN length({value}) = {int(width)} THEN {value} WHEN {first} = {last} THEN {first} END,
        m.actor_side, m.type, count(*) FROM {source} {condition.sql} GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"""
    return tuple(Bar(*row) for row in connection.execute(sql, condition.values))


def condition_of(connection: sqlite3.Connection, kind: str, filters: Filters) -> Condition:
    """The filters as a condition over moves (``m``) or statements (``s``), empty where nothing narrows."""
    clauses: list[tuple[str, tuple[Any, ...]]] = []
    t = _ALIAS[kind]
    if filters.document:
        clauses.append((f"{t}.document_id = ?", (filters.document,)))
    if filters.outlet:
        clauses.append((f"{t}.document_id IN (SELECT id FROM documents WHERE outlet = ?)", (filters.outlet,)))
    if filters.type:
        clauses.append((f"{'m.type' if kind == 'move' else 's.kind'} = ?", (filters.type,)))
    if filters.status:
        clauses.append(("m.status = ?", (filters.status,)))
    if filters.actor:
        clauses.append(_of_actor(connection, kind, filters.actor))
    if filters.side:
        clauses.append(_of_side(connection, kind, filters.side))
    if filters.voice:
        clauses.append(_of_voice(connection, kind, filters.voice))
    clauses += _of_dates(kind, filters)
    sql = " AND ".join(clause for clause, _ in clauses)
    return Condition(f"WHERE {sql}" if sql else "", tuple(value for _, values in clauses for value in values))


def actor_ids(connection: sqlite3.Connection, wanted: str) -> tuple[str, ...]:
    """Ids of the actors that an id or any of their names points to; of merged ones the one that they are."""
    sql = """SELECT id FROM {actors} WHERE id = ?1 OR name = ?1 COLLATE NOCASE
        UNION SELECT actor_id FROM actor_names WHERE name = ?1 COLLATE NOCASE ORDER BY 1 LIMIT 50"""
    if has_judgements(connection):
        sql = f"""SELECT DISTINCT coalesce(s.canonical_id, f.id) FROM ({sql}) AS f
            LEFT JOIN same_actors AS s ON s.actor_id = f.id ORDER BY 1"""
        heir = connection.execute("SELECT heir_id FROM actor_heirs WHERE actor_id = ?", (wanted.strip(),)).fetchone()
        wanted = heir[0] if heir else wanted
    found = connection.execute(sql.format(**tables(connection)), (wanted.strip(),))
    return tuple(row[0] for row in found)


def _kinds(filters: Filters) -> tuple[str, ...]:
    """The kinds of entry that the filters leave: a status or a move's type leaves no statement."""
    statement_types = ("direct", "indirect", "mixed")
    if filters.kind in _ALIAS:
        return (str(filters.kind),) if not (filters.kind == "statement" and filters.status) else ()
    if filters.status or (filters.type and filters.type not in statement_types):
        return ("move",)
    return ("statement",) if filters.type else ("move", "statement")


def source_of(connection: sqlite3.Connection, kind: str) -> str:
    """The table of a kind with its alias, or the view that applies judgements."""
    return _SOURCES[kind].format(**tables(connection))


def _keys(connection: sqlite3.Connection, kind: str, condition: Condition, count: int) -> list[Key]:
    """Places in the timeline of the first entries of a kind: no text is read for rows that are not shown."""
    t, (earliest, latest) = _ALIAS[kind], _DATES[kind]
    columns = (
        f"{earliest} IS NULL, coalesce({earliest}, ''), coalesce({latest}, ''), {t}.document_id, {t}.start, {t}.id"
    )
    sql = f"""SELECT {columns} FROM {source_of(connection, kind)} {condition.sql}
        ORDER BY {earliest} NULLS LAST, {latest}, {t}.document_id, {t}.start, {t}.id LIMIT ?"""
    return [tuple(row) for row in connection.execute(sql, (*condition.values, count))]


def _of_actor(connection: sqlite3.Connection, kind: str, wanted: str) -> tuple[str, tuple[Any, ...]]:
    ids = actor_ids(connection, wanted)
    columns = ("m.actor_id", "m.recipient_id") if kind == "move" else ("s.speaker_id",)
    return "(" + " OR ".join(f"{column} IN ({marks(ids)})" for column in columns) + ")", ids * len(columns)


def _of_side(connection: sqlite3.Connection, kind: str, side: str) -> tuple[str, tuple[Any, ...]]:
    """Sides of joint actors are joined by ``;``, so that each is matched as a whole word."""
    matches, value = "instr(';' || {column} || ';', ?)", f";{side};"
    if kind == "statement":
        actors = f"SELECT id FROM {tables(connection)['actors']} WHERE {matches.format(column='side')}"
        return f"s.speaker_id IN ({actors})", (value,)
    both = (matches.format(column=column) for column in ("m.actor_side", "m.recipient_side"))
    return f"({' OR '.join(both)})", (value, value)


def _of_voice(connection: sqlite3.Connection, kind: str, voice: str) -> tuple[str, tuple[Any, ...]]:
    column = "m.voice" if kind == "move" else "coalesce(s.within_id, 'outlet')"
    if voice == "outlet":
        return f"{column} = 'outlet'", ()
    if voice == "quoted":
        return f"{column} <> 'outlet'", ()
    ids = actor_ids(connection, voice)
    spoken = f"SELECT id FROM {tables(connection)['attributions']} WHERE speaker_id IN ({marks(ids)})"
    return f"{column} IN ({spoken})", ids


def _of_dates(kind: str, filters: Filters) -> list[tuple[str, tuple[Any, ...]]]:
    """Rows whose interval meets the period; a bound that is no date lets everything through."""
    earliest, latest = _DATES[kind]
    first, last = bounds(filters.since)[0], bounds(filters.until)[1]
    found: list[tuple[str, tuple[Any, ...]]] = []
    if first:
        found.append((f"{latest} >= ?", (first,)))
    if last:
        found.append((f"{earliest} <= ?", (last,)))
    return found
