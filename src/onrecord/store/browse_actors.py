"""Actors and sides: the lists, one actor with offices and counterparts, and the network of who does what to whom."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.errors import NotFound
from onrecord.model import Office
from onrecord.store.browse_entries import marks, tables
from onrecord.store.browse_identity import Identity, identity, told_as
from onrecord.store.browse_judgements import has_judgements
from onrecord.store.browse_rows import ActorLine, Filters, Listing, SideLine
from onrecord.store.browse_timeline import actor_ids, condition_of, source_of

_LINES = """
SELECT a.id, a.name, a.kind, a.side, a.wikidata,
    (SELECT count(*) FROM {moves} m WHERE m.actor_id = a.id) AS moves,
    (SELECT count(*) FROM {moves} m WHERE m.recipient_id = a.id) AS received,
    (SELECT count(*) FROM {attributions} s WHERE s.speaker_id = a.id) AS statements
FROM {actors} a
"""


@dataclass(frozen=True, slots=True)
class Counterpart:
    """Another actor or side with whom one has to do: moves made to it, moves met from it."""

    id: str | None
    name: str
    side: str | None
    made: int
    met: int


@dataclass(frozen=True, slots=True)
class YearCount:
    """Moves made, moves met and statements made in a year (None where undated)."""

    year: str | None
    moves: int
    received: int
    statements: int


@dataclass(frozen=True, slots=True)
class ActorView:
    """An actor as its screen shows it. Its moves and statements are a timeline with ``Filters(actor=id)``."""

    line: ActorLine
    names: tuple[str, ...]
    offices: tuple[Office, ...]
    counterparts: tuple[Counterpart, ...]
    years: tuple[YearCount, ...]
    identity: Identity


@dataclass(frozen=True, slots=True)
class Edge:
    """How many moves of a type one party makes to another; ends are actors' ids, or sides."""

    source: str
    target: str
    type: str
    count: int


@dataclass(frozen=True, slots=True)
class Node:
    """A party in the network: its id (an actor's, or a side's code), name, side, and the moves that touch it."""

    id: str
    name: str
    side: str | None
    kind: str
    moves: int


@dataclass(frozen=True, slots=True)
class Network:
    """Parties and the moves between them."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def actors(
    connection: sqlite3.Connection, *, side: str | None = None, limit: int = 50, offset: int = 0
) -> Listing[ActorLine]:
    """Actors by how much they do and say, most first."""
    values = (side,) if side else ()
    apart = "AND a.canonical_id = a.id" if has_judgements(connection) else ""
    condition = f"WHERE {'a.side = ?' if side else 'true'} {apart}"
    total = _run(connection, f"SELECT count(*) FROM {{actors}} a {condition}", values).fetchone()[0]
    order = "ORDER BY moves + statements DESC, received DESC, a.name, a.id LIMIT ? OFFSET ?"
    rows = _run(connection, f"{_LINES} {condition} {order}", (*values, limit, offset))
    return Listing(tuple(ActorLine(*row) for row in rows), total, limit, offset)


def sides(connection: sqlite3.Connection) -> tuple[SideLine, ...]:
    """Sides by the moves that they make or meet, most first; a joint side counts for each of its members."""
    counts: dict[str, int] = {}
    for column in ("actor_side", "recipient_side"):
        sql = f"SELECT {column}, count(*) FROM {{moves}} WHERE {column} IS NOT NULL GROUP BY 1"
        for joined, count in _run(connection, sql):
            for code in joined.split(";"):
                counts[code] = counts.get(code, 0) + count
    named = dict(connection.execute("SELECT side, min(name) FROM actors WHERE kind = 'state' GROUP BY side"))
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(SideLine(code, named.get(code) or code, count) for code, count in ordered if code)


def actor(connection: sqlite3.Connection, wanted: str) -> ActorView:
    """The actor that an id or a name points to; of several with one name, the one with most moves and statements."""
    ids = actor_ids(connection, wanted)
    if not ids:
        raise NotFound(f'no actor has the id or name "{wanted}"; the list of actors shows both')
    order = "ORDER BY moves + statements DESC, a.id LIMIT 1"
    line = ActorLine(*_run(connection, f"{_LINES} WHERE a.id IN ({marks(ids)}) {order}", ids).fetchone())
    told = told_as(connection, line.id)
    names = connection.execute(
        f"SELECT DISTINCT name FROM actor_names WHERE actor_id IN ({marks(told)}) ORDER BY name", told
    )
    offices = connection.execute(
        f"""SELECT DISTINCT title, side, since, until, origin FROM offices WHERE actor_id IN ({marks(told)})
        ORDER BY since IS NULL, since, title, side, until, origin""",
        told,
    )
    return ActorView(
        line=line,
        names=tuple(row[0] for row in names if row[0] != line.name),
        offices=tuple(Office(*row) for row in offices),
        counterparts=_counterparts(connection, line.id),
        years=_years(connection, line.id),
        identity=identity(connection, line.id, told),
    )


def network(connection: sqlite3.Connection, filters: Filters, *, by: str = "actor", limit: int = 300) -> Network:
    """The heaviest edges between parties (``by`` is ``actor`` or ``side``), and the parties at their ends."""
    ends = ("m.actor_id", "m.recipient_id") if by == "actor" else ("m.actor_side", "m.recipient_side")
    condition = condition_of(connection, "move", filters)
    known = f"{ends[0]} IS NOT NULL AND {ends[1]} IS NOT NULL"
    where = f"{condition.sql} AND {known}" if condition.sql else f"WHERE {known}"
    sql = f"""SELECT {ends[0]}, {ends[1]}, m.type, count(*) FROM {source_of(connection, "move")} {where}
        GROUP BY 1, 2, 3 ORDER BY 4 DESC, 1, 2, 3 LIMIT ?"""
    edges = tuple(Edge(*row) for row in connection.execute(sql, (*condition.values, limit)))
    return Network(_nodes(connection, edges, by), edges)


def _nodes(connection: sqlite3.Connection, edges: tuple[Edge, ...], by: str) -> tuple[Node, ...]:
    weight: dict[str, int] = {}
    for edge in edges:
        weight[edge.source] = weight.get(edge.source, 0) + edge.count
        if edge.target != edge.source:
            weight[edge.target] = weight.get(edge.target, 0) + edge.count
    ids = sorted(weight)
    if by != "actor":
        names = {line.code: line.name for line in sides(connection)}
        return tuple(Node(key, names.get(key, key), key, "side", weight[key]) for key in ids)
    found: dict[str, tuple[str, str, str | None, str]] = {}
    for first in range(0, len(ids), 500):
        some = ids[first : first + 500]
        sql = f"SELECT id, name, side, kind FROM {{actors}} WHERE id IN ({marks(some)})"
        found |= {row[0]: row for row in _run(connection, sql, some)}
    return tuple(Node(*found[key][:4], weight[key]) for key in ids if key in found)


def _counterparts(connection: sqlite3.Connection, key: str) -> tuple[Counterpart, ...]:
    """Those whom the actor's moves hit, or whose moves hit the actor; where only a side is known, the side."""
    sql = """SELECT o.id, coalesce(o.name, x.side), coalesce(o.side, x.side), sum(x.made), sum(x.met) FROM (
            SELECT recipient_id AS other, recipient_side AS side, 1 AS made, 0 AS met FROM {moves} WHERE actor_id = ?1
            UNION ALL SELECT actor_id, actor_side, 0, 1 FROM {moves} WHERE recipient_id = ?1
        ) x LEFT JOIN {actors} o ON o.id = x.other WHERE coalesce(o.name, x.side) IS NOT NULL
        GROUP BY coalesce(o.id, x.side) ORDER BY sum(x.made) + sum(x.met) DESC, 2, 1 LIMIT 60"""
    return tuple(Counterpart(*row) for row in _run(connection, sql, (key,)))


def _years(connection: sqlite3.Connection, key: str) -> tuple[YearCount, ...]:
    """Counts by year; what may be of several years is counted as undated."""
    moved, said = _year_of("date"), _year_of("said")
    sql = f"""SELECT year, sum(moves), sum(received), sum(statements) FROM (
            SELECT {moved} AS year, 1 AS moves, 0 AS received, 0 AS statements FROM {{moves}} WHERE actor_id = ?1
            UNION ALL SELECT {moved}, 0, 1, 0 FROM {{moves}} WHERE recipient_id = ?1
            UNION ALL SELECT {said}, 0, 0, 1 FROM {{attributions}} WHERE speaker_id = ?1
        ) GROUP BY year ORDER BY year IS NULL, year"""
    return tuple(YearCount(*row) for row in _run(connection, sql, (key,)))


def _year_of(name: str) -> str:
    """The year of a date in SQL: its value's, or the one that both ends of its interval share."""
    first, last = f"substr({name}_earliest, 1, 4)", f"substr({name}_latest, 1, 4)"
    return f"coalesce(substr({name}_value, 1, 4), CASE WHEN {first} = {last} THEN {first} END)"


def _run(connection: sqlite3.Connection, sql: str, values: Sequence[Any] = ()) -> sqlite3.Cursor:
    """A selection over the tables, or over their views where there are judgements."""
    return connection.execute(sql.format(**tables(connection)), tuple(values))
