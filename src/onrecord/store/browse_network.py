"""The network of who does what to whom, between actors or between sides."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.store.browse_actors import sides
from onrecord.store.browse_kept import ADDED, COUNTED, HEAVY, counted, keep, keep_of_one, kept_of_one, questions
from onrecord.store.browse_rows import DONE, Filters, SideLine
from onrecord.store.browse_sources import Source, canonical, parties, sources
from onrecord.store.browse_timeline import condition_of

LIMIT = 400
"""Edges at most: more can neither be drawn nor read."""

TABLE = "moves m"
KEPT = "edges by"
"""What edges are kept as; the name changes with what an edge holds, so that older ones are counted anew."""

Key = tuple[str, str, str, str]  # both ends, type, status
Row = tuple[str, str, str, int, str]  # an edge as it is kept

_ACTORS, _SIDES = ("m.actor_id", "m.recipient_id"), ("m.actor_side", "m.recipient_side")


@dataclass(frozen=True, slots=True)
class Edge:
    """How many moves of a type and a status one party makes to another; ends are actors' ids, or sides."""

    source: str
    target: str
    type: str
    count: int
    status: str = DONE


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


def network(connection: sqlite3.Connection, filters: Filters, *, by: str = "actor", limit: int = LIMIT) -> Network:
    """The heaviest edges between parties (``by`` is ``actor`` or ``side``), and the parties at their ends."""
    alone = filters in (Filters(), Filters(side=filters.side))
    answer = kept_of_one(connection, f"{KEPT} {by}", filters.side or "") if alone else None
    edges = tuple(Edge(*row) for row in answer) if answer is not None else _edges(connection, filters, by)
    edges = edges[: min(limit, LIMIT)]
    return Network(_nodes(connection, edges, by), edges)


def keep_edges(connection: sqlite3.Connection) -> None:
    """Keep the edges of the whole record: all between sides, the heaviest between actors; and those between actors that
    touch one of its heaviest sides."""
    for by, side in _kept_of(sides(connection)):
        found = _heaviest(_all(connection, Filters(side=side or None), by), by)
        keep_of_one(connection, f"{KEPT} {by}", side, found)


def add_edges(connection: sqlite3.Connection, lines: Iterable[SideLine]) -> None:
    """Add those of the documents that are counted in; ``lines`` are the sides with these. Nobody has judged anything.

    What is kept of actors are the heaviest edges alone: one that was not among them is counted anew where it may be
    now. It is no heavier than the moves that its one end makes and its other end meets.
    """
    known = frozenset(questions(connection, KEPT))
    for by, side in _kept_of(lines):
        question, filters = f"{KEPT} {by} {side}".strip(), Filters(side=side or None)
        came = _counted(connection, filters, by, (Source(TABLE, f"m.{ADDED}"),))
        if not came and question in known:
            continue
        before = counted(connection, question)
        if before is None:
            found = _counted(connection, filters, by, (Source(TABLE, f"m.{COUNTED}"),), LIMIT)
        else:
            found = _added(connection, before, came, filters, by)
        keep(connection, question, _heaviest(found, by))


def _kept_of(lines: Iterable[SideLine]) -> list[tuple[str, str]]:
    """Of what edges are kept: between sides, between actors, between actors where they touch a heavy side."""
    return [("side", ""), ("actor", ""), *(("actor", line.code) for line in lines if line.moves > HEAVY)]


def _added(
    connection: sqlite3.Connection, before: Sequence[Row], came: Mapping[Key, int], filters: Filters, by: str
) -> Counter[Key]:
    """The moves of edges as they were kept, with those that came in."""
    counts = Counter({(source, target, kind, status): count for source, target, kind, count, status in before})
    all_kept, least = by != "actor" or len(before) < LIMIT, min(counts.values(), default=0)
    for key, count in came.items():
        if key in counts or all_kept:
            counts[key] += count
        elif _most(connection, key) >= least:
            counts[key] = _count(connection, key, filters)
    return counts


def _most(connection: sqlite3.Connection, key: Key) -> int:
    """The most moves that an edge between two actors may stand for."""
    sql = """SELECT min((SELECT moves FROM actor_tallies WHERE actor_id = ?),
        (SELECT received FROM actor_tallies WHERE actor_id = ?))"""
    return int(connection.execute(sql, key[:2]).fetchone()[0])


def _count(connection: sqlite3.Connection, key: Key, filters: Filters) -> int:
    """The moves that an edge between two actors stands for, looked up at the end that has fewer."""
    sql = """SELECT (SELECT moves FROM actor_tallies WHERE actor_id = ?)
        < (SELECT received FROM actor_tallies WHERE actor_id = ?)"""
    ends = ("m.actor_id", "+m.recipient_id") if connection.execute(sql, key[:2]).fetchone()[0] else (
        "+m.actor_id", "m.recipient_id")  # fmt: skip
    condition = condition_of(connection, "move", filters)
    sql = f"""SELECT count(*) FROM {TABLE} WHERE {ends[0]} = ? AND {ends[1]} = ? AND +m.type = ? AND m.status = ?
        AND m.{COUNTED} {f"AND {condition.sql}" if condition.sql else ""}"""
    return int(connection.execute(sql, (*key, *condition.values)).fetchone()[0])


def _edges(connection: sqlite3.Connection, filters: Filters, by: str) -> tuple[Edge, ...]:
    return tuple(Edge(*row) for row in _heaviest(_all(connection, filters, by), by))


def _all(connection: sqlite3.Connection, filters: Filters, by: str) -> Counter[Key]:
    return _counted(connection, filters, by, sources(connection, "move"), LIMIT)


def _counted(
    connection: sqlite3.Connection, filters: Filters, by: str, given: Iterable[Source], most: int | None = None
) -> Counter[Key]:
    """The moves of each edge; between actors of those alone that may be among so many heaviest."""
    ends = _ACTORS if by == "actor" else _SIDES
    condition = condition_of(connection, "move", filters)
    same = canonical(connection)
    counts: Counter[Key] = Counter()
    for source in given:
        sql = f"SELECT {ends[0]}, {ends[1]}, m.type, m.status, count(*) FROM {_between(ends, source, condition.sql)}"
        sql += " GROUP BY 1, 2, 3, 4"
        # What cannot be among the heaviest need not be read, unless merged actors, or joint sides, add up.
        sql += "" if same or by != "actor" or most is None else f" ORDER BY 5 DESC, 1, 2, 3, 4 LIMIT {2 * most}"
        for one, other, kind, status, count in connection.execute(sql, condition.values):
            for end, far in _ends(same.get(one, one), same.get(other, other), by):
                counts[end, far, kind, status] += count
    return counts


def _heaviest(counts: Mapping[Key, int], by: str) -> list[Row]:
    """Edges as rows, the heaviest first; between actors no more than can be drawn."""
    ordered = sorted(counts, key=lambda key: (-counts[key], key))
    return [(*key[:3], counts[key], key[3]) for key in ordered[: LIMIT if by == "actor" else None]]


def _between(ends: tuple[str, str], source: Source, condition: str) -> str:
    """Where moves of a source are read that fit and have both ends.

    Narrowed ones are first found in an index that holds what they are narrowed by, then read in order of their place:
    the index of actors, which the grouping suggests, would lead to every move, one by one.
    """
    known = f"{ends[0]} IS NOT NULL AND {ends[1]} IS NOT NULL"
    if not condition or source.sql != TABLE or ends == _SIDES:
        return f"{source.sql} {source.where(f'{known} AND {condition}' if condition else known)}"
    return f"{TABLE} WHERE m.rowid IN (SELECT m.rowid FROM {TABLE} {source.where(condition)}) AND {known}"


def _ends(one: str, other: str, by: str) -> list[tuple[str, str]]:
    """Both ends of a move; a joint side acts, and is met, as each of its members."""
    if by == "actor":
        return [(one, other)]
    return [(end, far) for end in one.split(";") for far in other.split(";") if end != far or one == other]


def _nodes(connection: sqlite3.Connection, edges: tuple[Edge, ...], by: str) -> tuple[Node, ...]:
    weight: Counter[str] = Counter()
    for edge in edges:
        for end in {edge.source, edge.target}:
            weight[end] += edge.count
    if by != "actor":
        names = {line.code: line.name for line in sides(connection)}
        return tuple(Node(key, names.get(key, key), key, "side", weight[key]) for key in sorted(weight))
    known = parties(connection, weight)
    return tuple(Node(key, *known[key], weight[key]) for key in sorted(weight) if key in known)
