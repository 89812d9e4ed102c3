"""Where browsing reads moves and statements: the tables with their indexes, and for judged rows the views over them.

A view applies judgements to every row, and hides the indexes; but judgements touch few rows. So a question over all
rows is asked twice, of the table without the touched rows and of the view with them alone, and the answers are added.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.store.browse_judgements import has_judgements
from onrecord.store.browse_near import no_thing

JUDGED = ("moves", "attributions", "documents", "actors", "document_actors", "mentions")
_NAMES = {"move": ("moves", "m"), "statement": ("attributions", "s")}
_BATCH = 500
_ONE = {"stories": "story", "threads": "thread"}


@dataclass(frozen=True, slots=True)
class Source:
    """A table or view with its alias, and the condition under which its rows are taken (empty: all)."""

    sql: str
    condition: str = ""

    def where(self, condition: str) -> str:
        """The WHERE of a selection under one more condition."""
        both = " AND ".join(part for part in (self.condition, condition) if part)
        return f"WHERE {both}" if both else ""


def sources(connection: sqlite3.Connection, kind: str) -> tuple[Source, ...]:
    """What together holds every row of a kind (``move`` m, ``statement`` s) once, with judgements applied.

    In the first, actors that were merged bear the ids that they had before: see ``merged_ids`` and ``canonical``.
    """
    table, alias = _NAMES[kind]
    if not has_judgements(connection):
        return (Source(f"{table} {alias}"),)
    (touched, _), (judged, _) = changes(connection, kind)
    return (Source(touched.sql, touched.condition.replace(" IN ", " NOT IN ", 1)), judged)


def changes(connection: sqlite3.Connection, kind: str) -> tuple[tuple[Source, int], ...]:
    """The touched rows of a kind, as the machine has them (-1) and as they are judged (+1)."""
    if not has_judgements(connection):
        return ()
    table, alias = _NAMES[kind]
    touched = f"""{alias}.id IN (SELECT target_id FROM judgements WHERE target = '{table}'
        UNION SELECT x.id FROM split_actors AS p JOIN {table} AS x ON x.document_id = p.document_id)"""
    return (Source(f"{table} {alias}", touched), -1), (Source(f"current_{table} {alias}", touched), 1)


def tables(connection: sqlite3.Connection) -> dict[str, str]:
    """Where rows are read that are asked for by their ids: the tables, or their views once there are judgements."""
    prefix = "current_" if has_judgements(connection) else ""
    return {name: f"{prefix}{name}" for name in JUDGED}


def marks(values: Sequence[Any]) -> str:
    """Question marks for a list of values in SQL."""
    return ", ".join("?" for _ in values)


def canonical(connection: sqlite3.Connection) -> dict[str, str]:
    """Of each merged actor, the one that it is."""
    if not has_judgements(connection):
        return {}
    return dict(connection.execute("SELECT actor_id, canonical_id FROM same_actors").fetchall())


def merged_ids(connection: sqlite3.Connection, ids: Sequence[str]) -> tuple[str, ...]:
    """The ids with those of the actors that were merged into them."""
    also = [one for one, other in canonical(connection).items() if other in ids]
    return tuple(sorted({*ids, *also}))


def actor_ids(connection: sqlite3.Connection, wanted: str) -> tuple[str, ...]:
    """Ids of the actors that an id, a name or another of their names points to; of merged ones the one they are."""
    wanted = wanted.strip()
    sql = """SELECT id FROM actors WHERE id = ?1 UNION SELECT id FROM actors WHERE name = ?1 COLLATE NOCASE
        UNION SELECT actor_id FROM actor_names WHERE name = ?1 COLLATE NOCASE ORDER BY 1 LIMIT 50"""
    found = {str(row[0]) for row in connection.execute(sql, (wanted,))}
    if has_judgements(connection):
        found |= _judged_ids(connection, wanted, found)
        same = canonical(connection)
        found = {same.get(key, key) for key in found}
    return tuple(sorted(found))


def _judged_ids(connection: sqlite3.Connection, wanted: str, found: set[str]) -> set[str]:
    """Actors that bear the id or name by judgement: renamed ones, split ones, and heirs of an older id."""
    sql = """SELECT heir_id FROM actor_heirs WHERE actor_id = ?1
        UNION SELECT actor_id FROM actor_judgements WHERE verdict = 'name' AND value = ?1 COLLATE NOCASE
        UNION SELECT part_id FROM split_actors WHERE part_id = ?1"""
    also = {str(row[0]) for row in connection.execute(sql, (wanted,))}
    if wanted not in found:  # Asked for by name: a part bears the name of the actor that it was split from.
        parts = f"SELECT part_id FROM split_actors WHERE actor_id IN ({marks(tuple(found))})"
        also |= {str(row[0]) for row in connection.execute(parts, sorted(found))}
    return also


def parties(connection: sqlite3.Connection, ids: Iterable[str | None]) -> dict[str, tuple[str, str | None, str]]:
    """Name, side and kind of actors, by id."""
    wanted = sorted({key for key in ids if key})
    found: dict[str, tuple[str, str | None, str]] = {}
    for first in range(0, len(wanted), _BATCH):
        some = wanted[first : first + _BATCH]
        sql = f"SELECT id, name, side, kind FROM {tables(connection)['actors']} WHERE id IN ({marks(some)})"
        found |= {row[0]: (row[1], row[2], row[3]) for row in connection.execute(sql, some)}
    return found


def actors_of_side(connection: sqlite3.Connection, side: str) -> tuple[str, tuple[str, ...]]:
    """A selection of the actors that act for a side, alone or with others, as the rows of ``sources`` bear them."""
    joint = "instr(';' || side || ';', ?)"
    sql = f"SELECT id FROM actors WHERE side = ? UNION SELECT id FROM actors WHERE side LIKE '%;%' AND {joint}"
    values = (side, f";{side};")
    if not has_judgements(connection):
        return sql, values
    touched = "SELECT actor_id FROM actor_judgements UNION SELECT part_id FROM split_actors"
    judged = f"SELECT id FROM current_actors WHERE id IN ({touched}) AND canonical_id = id AND {joint}"
    sql = f"SELECT id FROM ({sql}) WHERE id NOT IN ({touched}) UNION {judged}"
    given = (*values, f";{side};")
    return f"{sql} UNION SELECT actor_id FROM same_actors WHERE canonical_id IN ({sql})", (*given, *given)


def id_of(connection: sqlite3.Connection, table: str, wanted: str) -> str:
    """The one id of a table that begins so."""
    sql = f"SELECT id FROM {table} WHERE id = ?1 OR substr(id, 1, length(?1)) = ?1 ORDER BY id = ?1 DESC, id LIMIT 2"
    found = [row[0] for row in connection.execute(sql, (wanted.strip(),))]
    if not found or (len(found) > 1 and found[0] != wanted.strip()):
        fitting = f"several {table} have" if found else f"no {_ONE[table]} has"
        raise no_thing(connection, table, f'{fitting} an id that begins with "{wanted}"', wanted)
    return str(found[0])
