"""The network of who does what to whom, between actors or between sides."""

from __future__ import annotations

import sqlite3
from collections import Counter
from dataclasses import astuple, dataclass
from typing import Any

from onrecord.store.browse_actors import sides
from onrecord.store.browse_judgements import has_judgements
from onrecord.store.browse_kept import kept
from onrecord.store.browse_rows import Filters
from onrecord.store.browse_sources import canonical, parties, sources
from onrecord.store.browse_timeline import condition_of

LIMIT = 400
"""Edges at most: more can neither be drawn nor read."""


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


def network(connection: sqlite3.Connection, filters: Filters, *, by: str = "actor", limit: int = LIMIT) -> Network:
    """The heaviest edges between parties (``by`` is ``actor`` or ``side``), and the parties at their ends."""
    answer = None if has_judgements(connection) or filters != Filters() else kept(connection, f"network {by}")
    edges = tuple(Edge(*row) for row in answer) if answer is not None else _edges(connection, filters, by)
    return Network(_nodes(connection, edges[:limit], by), edges[:limit])


def edge_rows(connection: sqlite3.Connection, by: str) -> list[tuple[Any, ...]]:
    """The heaviest edges of the whole record, to be kept."""
    return [astuple(edge) for edge in _edges(connection, Filters(), by)]


def _edges(connection: sqlite3.Connection, filters: Filters, by: str) -> tuple[Edge, ...]:
    ends = ("m.actor_id", "m.recipient_id") if by == "actor" else ("m.actor_side", "m.recipient_side")
    condition = condition_of(connection, "move", filters)
    known = f"{ends[0]} IS NOT NULL AND {ends[1]} IS NOT NULL"
    where = f"{known} AND {condition.sql}" if condition.sql else known
    same = canonical(connection)
    counts: Counter[tuple[str, str, str]] = Counter()
    for source in sources(connection, "move"):
        sql = f"SELECT {ends[0]}, {ends[1]}, m.type, count(*) FROM {source.sql} {source.where(where)} GROUP BY 1, 2, 3"
        # What cannot be among the heaviest need not be read, unless merged actors add up.
        sql += "" if same else f" ORDER BY 4 DESC, 1, 2, 3 LIMIT {2 * LIMIT}"
        for one, other, kind, count in connection.execute(sql, condition.values):
            for end, far in _ends(same.get(one, one), same.get(other, other), by):
                counts[end, far, kind] += count
    ordered = sorted(counts, key=lambda key: (-counts[key], key))
    return tuple(Edge(*key, counts[key]) for key in ordered[:LIMIT])


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
