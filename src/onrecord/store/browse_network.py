"""The network of who does what to whom, between actors or between sides."""

from __future__ import annotations

import sqlite3
from collections import Counter
from dataclasses import astuple, dataclass

from onrecord.store.browse_actors import sides
from onrecord.store.browse_kept import HEAVY, keep_of_one, kept_of_one
from onrecord.store.browse_rows import DONE, Filters
from onrecord.store.browse_sources import Source, canonical, parties, sources
from onrecord.store.browse_timeline import condition_of

LIMIT = 400
"""Edges at most: more can neither be drawn nor read."""

TABLE = "moves m"
KEPT = "edges by"
"""What edges are kept as; the name changes with what an edge holds, so that older ones are counted anew."""

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
    return Network(_nodes(connection, edges[:limit], by), edges[:limit])


def keep_edges(connection: sqlite3.Connection) -> None:
    """Keep the heaviest edges of the whole record, and those between actors that touch one of its heaviest sides."""
    heavy = [line.code for line in sides(connection) if line.moves > HEAVY]
    for by, side in (("side", ""), ("actor", ""), *(("actor", code) for code in heavy)):
        found = _edges(connection, Filters(side=side or None), by)
        keep_of_one(connection, f"{KEPT} {by}", side, [astuple(edge) for edge in found])


def _edges(connection: sqlite3.Connection, filters: Filters, by: str) -> tuple[Edge, ...]:
    ends = _ACTORS if by == "actor" else _SIDES
    condition = condition_of(connection, "move", filters)
    same = canonical(connection)
    counts: Counter[tuple[str, str, str, str]] = Counter()
    for source in sources(connection, "move"):
        sql = f"SELECT {ends[0]}, {ends[1]}, m.type, m.status, count(*) FROM {_between(ends, source, condition.sql)}"
        sql += " GROUP BY 1, 2, 3, 4"
        # What cannot be among the heaviest need not be read, unless merged actors add up.
        sql += "" if same else f" ORDER BY 5 DESC, 1, 2, 3, 4 LIMIT {2 * LIMIT}"
        for one, other, kind, status, count in connection.execute(sql, condition.values):
            for end, far in _ends(same.get(one, one), same.get(other, other), by):
                counts[end, far, kind, status] += count
    ordered = sorted(counts, key=lambda key: (-counts[key], key))
    return tuple(Edge(*key[:3], counts[key], key[3]) for key in ordered[:LIMIT])


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
