"""Actors as the record knows them, made from what its documents say of them.

In come the rows of ``document_actors``; out come ``actors``, ``actor_names`` and ``offices``. Every choice among values
takes the one that most documents give (the side) or the greatest of a set, never the first or the last that came, so
that the order of arrival makes no difference.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from onrecord.ids import make_id

Told = tuple[str, str, str | None, str | None, str, str, str]  # name, kind, side, wikidata, names, offices, basis
_TOLD = "name, kind, side, wikidata, names, offices, basis"


def add_actors(connection: sqlite3.Connection, rows: Iterable[Sequence[Any]]) -> None:
    """Take in what one more document says; ``rows`` are those of ``document_actors``, not yet written."""
    for _, actor_id, name, kind, side, wikidata, names, _, offices, basis in rows:
        _merge(connection, str(actor_id), (name, kind, side, wikidata, names, offices, basis))


def drop_actors(connection: sqlite3.Connection, actor_ids: Iterable[str]) -> None:
    """Make actors again after a document of theirs was dropped; one that nothing tells of any more goes."""
    for actor_id in sorted(actor_ids):
        connection.execute("DELETE FROM actor_names WHERE actor_id = ?", (actor_id,))
        connection.execute("DELETE FROM offices WHERE actor_id = ?", (actor_id,))
        rows = _told_of(connection, actor_id)
        if rows:
            best = _best(rows)
            connection.execute(
                "UPDATE actors SET name = ?, kind = ?, side = ?, wikidata = ?, basis = ? WHERE id = ?",
                (*best, actor_id),
            )
            for row in rows:
                _add_names_and_offices(connection, actor_id, row)
        else:
            connection.execute("DELETE FROM actors WHERE id = ?", (actor_id,))


def actor_rows(rows: Iterable[Sequence[Any]]) -> dict[str, set[tuple[Any, ...]]]:
    """What ``actors`` should hold, by id, given ``(actor_id, *told)`` of all documents: one row each."""
    told = defaultdict(list)
    for actor_id, *rest in rows:
        told[str(actor_id)].append(tuple(rest))
    return {actor_id: {_best(found)} for actor_id, found in told.items()}


def name_rows(rows: Iterable[Sequence[Any]]) -> dict[str, set[tuple[Any, ...]]]:
    """What ``actor_names`` should hold, by actor, given the same."""
    found: dict[str, set[tuple[Any, ...]]] = defaultdict(set)
    for actor_id, *told in rows:
        found[str(actor_id)] |= {(name,) for name in _names(told)}
    return found


def office_rows(rows: Iterable[Sequence[Any]]) -> dict[str, set[tuple[Any, ...]]]:
    """The ids that ``offices`` should hold, by actor, given the same."""
    found: dict[str, set[tuple[Any, ...]]] = defaultdict(set)
    for actor_id, *told in rows:
        found[str(actor_id)] |= {(row[0],) for row in _offices(str(actor_id), told)}
    return {actor_id: ids for actor_id, ids in found.items() if ids}


def _merge(connection: sqlite3.Connection, actor_id: str, told: Told) -> None:
    held = connection.execute(
        "SELECT name, kind, side, wikidata, basis FROM actors WHERE id = ?", (actor_id,)
    ).fetchone()
    if held is None:
        name, kind, side, wikidata, _, _, basis = told
        connection.execute(
            "INSERT INTO actors VALUES (?, ?, ?, ?, ?, ?)", (actor_id, name, kind, side, wikidata, basis)
        )
    else:
        held_told: tuple[Any, ...] = (held[0], held[1], held[2], held[3], "", "", held[4])
        # Where documents differ on the side, the side that most of them give needs all of them.
        differs = held[2] is not None and told[2] is not None and held[2] != told[2]
        best = _best([*_told_of(connection, actor_id), told] if differs else [held_told, told])
        if best != tuple(held):
            connection.execute(
                "UPDATE actors SET name = ?, kind = ?, side = ?, wikidata = ?, basis = ? WHERE id = ?",
                (*best, actor_id),
            )
    _add_names_and_offices(connection, actor_id, told)


def _add_names_and_offices(connection: sqlite3.Connection, actor_id: str, told: Sequence[Any]) -> None:
    names = [(actor_id, name) for name in sorted(_names(told))]
    connection.executemany("INSERT OR IGNORE INTO actor_names VALUES (?, ?)", names)
    connection.executemany("INSERT OR IGNORE INTO offices VALUES (?, ?, ?, ?, ?, ?, ?)", _offices(actor_id, told))


def _names(told: Sequence[Any]) -> set[str]:
    return {told[0], *json.loads(told[4])}


def _offices(actor_id: str, told: Sequence[Any]) -> list[tuple[Any, ...]]:
    return [
        (make_id("office", actor_id, o["title"], o["side"], o["since"], o["until"], o["origin"]), actor_id, o["title"],
         o["side"], o["since"], o["until"], o["origin"])
        for o in json.loads(told[5])
    ]  # fmt: skip


def _told_of(connection: sqlite3.Connection, actor_id: str) -> list[tuple[Any, ...]]:
    """What each document says of an actor."""
    rows = connection.execute(f"SELECT {_TOLD} FROM document_actors WHERE actor_id = ?", (actor_id,))
    return [tuple(row) for row in rows]


def _best(rows: Sequence[Sequence[Any]]) -> tuple[Any, ...]:
    """Name, kind, Wikidata id and basis, each the greatest of those told; the side that most documents give."""
    name = max((row[0] for row in rows), key=_name_rank)
    kind, wikidata, basis = (max((row[at] for row in rows), key=lambda value: value or "") for at in (1, 3, 6))
    sides = Counter(row[2] for row in rows if row[2])
    side = max(sides, key=lambda value: (sides[value], value)) if sides else None
    return name, kind, side, wikidata, basis


def _name_rank(name: str) -> tuple[bool, int, str]:
    """A name in mixed letters before one in capitals or small letters, then the longer."""
    return (name not in (name.upper(), name.lower()), len(name), name)
