"""The timeline: moves and statements in order of date, narrowed by filters.

A row of which only the last day is known ("has long denied") stands at that day, after what is dated to it. Rows known
to a few years only stand after all these, and rows without a date last: they are never given the day of publication.
"""

from __future__ import annotations

import heapq
import sqlite3
from dataclasses import dataclass
from typing import Any

from onrecord.store.browse_dates import bounds, clear_sql, vague_sql
from onrecord.store.browse_entries import moves_by_id, statements_by_id
from onrecord.store.browse_query import understood
from onrecord.store.browse_rows import Entry, Filters, Listing
from onrecord.store.browse_sources import Source, actor_ids, actors_of_side, changes, marks, merged_ids, sources, tables
from onrecord.store.browse_totals import kept_total

MAX_OFFSET = 50_000
"""Deeper than this nobody leafs; filters lead there faster, and the query's cost stays bounded."""

# After every day: of the rows of one day those that may be older stand last.
_LAST = "~"
_ALIAS = {"move": "m", "statement": "s"}
_ENDS: dict[str, tuple[str, ...]] = {"move": ("m.actor_id", "m.recipient_id"), "statement": ("s.speaker_id",)}
_SIDES = ("m.actor_side", "m.recipient_side")
_DATES = {"move": ("m.date_earliest", "m.date_latest"), "statement": ("s.said_earliest", "s.said_latest")}
# 0 dated, 1 vague, 2 undated; first day, last day, document, place, id: the order of the timeline.
Key = tuple[int, str, str, str, int, str]


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition in SQL and its values."""

    sql: str
    values: tuple[Any, ...]


def timeline(connection: sqlite3.Connection, filters: Filters, *, limit: int = 50, offset: int = 0) -> Listing[Entry]:
    """Moves and statements that the filters let through, in order of date."""
    offset = min(max(offset, 0), MAX_OFFSET)
    parts = []
    for kind in _kinds(filters):
        # What an actor makes and what it meets are two lists, each in the order of an index.
        for end in _ends(kind, filters) if filters.actor else (None,):
            condition = condition_of(connection, kind, filters, end)
            for source in sources(connection, kind):
                parts += _keys(connection, kind, source, condition, limit + offset)
    chosen = [key[-1] for key in list(dict.fromkeys(heapq.merge(*parts)))[offset : offset + limit]]
    found = moves_by_id(connection, chosen) | statements_by_id(connection, chosen)
    return Listing(tuple(found[key] for key in chosen), total(connection, filters), limit, offset)


def total(connection: sqlite3.Connection, filters: Filters) -> int:
    """How many moves and statements the filters let through."""
    count = 0
    for kind in _kinds(filters):
        condition, judged = condition_of(connection, kind, filters), changes(connection, kind)
        known = kept_total(connection, kind, filters, bool(judged))
        asked = [(source, 1) for source in sources(connection, kind)] if known is None else judged
        count += known or 0
        for source, sign in asked:
            sql = f"SELECT count(*) FROM {source.sql} {source.where(condition.sql)}"
            count += sign * connection.execute(sql, condition.values).fetchone()[0]
    return count


def condition_of(connection: sqlite3.Connection, kind: str, filters: Filters, end: str | None = None) -> Condition:
    """The filters as a condition over moves (``m``) or statements (``s``), empty where nothing narrows.

    ``end`` is the column in which an actor stands; None is any. Actors are matched in each of ``sources``, whose first
    bears the ids from before a merge.
    """
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
        clauses.append(_of_actor(connection, filters.actor, (end,) if end else _ends(kind, filters)))
    if filters.side:
        clauses.append(_of_side(connection, kind, filters.side, _SIDES[:1] if filters.recipient_side else _SIDES))
    if filters.recipient:
        clauses.append(_of_actor(connection, filters.recipient, _ENDS["move"][1:]))
    if filters.recipient_side:
        clauses.append(_of_side(connection, kind, filters.recipient_side, _SIDES[1:]))
    if filters.voice:
        clauses.append(_of_voice(connection, kind, filters.voice))
    if filters.words:
        clauses.append(_of_words(kind, filters.words))
    if filters.matter:
        clauses.append(_of_matter(kind, filters.matter))
    clauses += [*_of_score(t, filters.least), *_of_dates(kind, filters)]
    sql = " AND ".join(clause for clause, _ in clauses)
    return Condition(sql, tuple(value for _, values in clauses for value in values))


def _kinds(filters: Filters) -> tuple[str, ...]:
    """The kinds of entry that the filters leave: a status, a recipient or a move's type leaves no statement."""
    statement_types = ("direct", "indirect", "mixed")
    moves_alone = filters.status or filters.recipient or filters.recipient_side
    if filters.kind in _ALIAS:
        return (str(filters.kind),) if not (filters.kind == "statement" and moves_alone) else ()
    if moves_alone or (filters.type and filters.type not in statement_types):
        return ("move",)
    return ("statement",) if filters.type else ("move", "statement")


def _ends(kind: str, filters: Filters) -> tuple[str, ...]:
    """The columns in which an actor may stand: where a recipient is named, only that of whoever acts."""
    return _ENDS[kind][:1] if filters.recipient else _ENDS[kind]


def _keys(
    connection: sqlite3.Connection, kind: str, source: Source, condition: Condition, count: int
) -> list[list[Key]]:
    """Places in the timeline of the first entries of a source: no text is read for rows that are not shown.

    Two lists, each in the order of an index: dated rows, then the vague ones, then those without a date; and rows of
    which only the last day is known.
    """
    t, (earliest, latest) = _ALIAS[kind], _DATES[kind]
    name, place = earliest.removesuffix("_earliest"), f"{t}.document_id, {t}.start, {t}.id"
    ends = f"coalesce({earliest}, ''), coalesce({latest}, '')"
    parts = (
        (
            (f"0, {ends}", f"{earliest} IS NOT NULL AND {clear_sql(name)}", f"{earliest}, {latest}, {place}"),
            (f"1, {ends}", f"{earliest} IS NOT NULL AND {vague_sql(name)}", f"{earliest}, {latest}, {place}"),
            (f"2, {ends}", f"{earliest} IS NULL AND {latest} IS NULL", place),
        ),
        ((f"0, {latest}, '{_LAST}'", f"{earliest} IS NULL AND {latest} IS NOT NULL", f"{latest}, {place}"),),
    )
    found: list[list[Key]] = []
    for ranks in parts:
        rows: list[Key] = []
        for key, test, order in ranks:
            where = source.where(f"{test} AND {condition.sql}" if condition.sql else test)
            sql = f"SELECT {key}, {place} FROM {source.sql} {where} ORDER BY {order} LIMIT ?"
            if len(rows) < count:
                rows += [tuple(row) for row in connection.execute(sql, (*condition.values, count - len(rows)))]
        found.append(rows)
    return found


def _of_actor(connection: sqlite3.Connection, wanted: str, columns: tuple[str, ...]) -> tuple[str, tuple[Any, ...]]:
    ids = merged_ids(connection, actor_ids(connection, wanted))
    return "(" + " OR ".join(f"{column} IN ({marks(ids)})" for column in columns) + ")", ids * len(columns)


def _of_side(
    connection: sqlite3.Connection, kind: str, side: str, columns: tuple[str, ...]
) -> tuple[str, tuple[Any, ...]]:
    """Sides of joint actors are joined by ``;``, so that each is matched as a whole word."""
    if kind == "statement":
        actors, values = actors_of_side(connection, side)
        return f"s.speaker_id IN ({actors})", values
    alike = "({0} = ? OR (instr({0}, ';') > 0 AND instr(';' || {0} || ';', ?) > 0))"
    found = (alike.format(column) for column in columns)
    return f"({' OR '.join(found)})", (side, f";{side};") * len(columns)


def _of_voice(connection: sqlite3.Connection, kind: str, voice: str) -> tuple[str, tuple[Any, ...]]:
    column = "m.voice" if kind == "move" else "coalesce(s.within_id, 'outlet')"
    if voice == "outlet":
        return f"{column} = 'outlet'", ()
    if voice == "quoted":
        return f"{column} <> 'outlet'", ()
    ids = merged_ids(connection, actor_ids(connection, voice))
    spoken = f"SELECT id FROM {tables(connection)['attributions']} WHERE speaker_id IN ({marks(ids)})"
    return f"{column} IN ({spoken})", ids


def _of_words(kind: str, words: str) -> tuple[str, tuple[Any, ...]]:
    """Rows that hold the words; of words that stand in very many, those that were read last."""
    asked = understood(words)
    if not asked:
        return "true", ()
    found = f"SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT {MAX_OFFSET}"
    stored = "move" if kind == "move" else "attribution"
    things = f"SELECT thing_id FROM search_rows WHERE id IN ({found}) AND kind = '{stored}'"
    return f"{_ALIAS[kind]}.id IN ({things})", (asked,)


def _of_matter(kind: str, matter: str) -> tuple[str, tuple[Any, ...]]:
    """Moves of the threads on a matter, and the statements in whose words they are told."""
    moves = """SELECT tm.move_id FROM threads AS t JOIN thread_moves AS tm ON tm.thread_id = t.id WHERE t.matter = ?"""
    if kind == "move":
        return f"m.id IN ({moves})", (matter,)
    return f"s.id IN (SELECT voice FROM moves WHERE id IN ({moves}))", (matter,)


def _of_score(alias: str, least: str | None) -> list[tuple[str, tuple[Any, ...]]]:
    return [(f"{alias}.score >= ?", (float(least),))] if least else []


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
