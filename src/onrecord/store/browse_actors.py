"""Actors and sides: the lists, and one actor with offices, years and counterparts."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from onrecord.model import Office
from onrecord.store.browse_counts import (
    Counterpart,
    YearCount,
    counterparts,
    heavy_actors,
    keep_counts,
    lines,
    listing,
    years,
)
from onrecord.store.browse_entries import moves_by_id, statements_by_id
from onrecord.store.browse_identity import Identity, identity, keep_identity, told_as
from onrecord.store.browse_kept import keep_of_one, kept, kept_of_one
from onrecord.store.browse_near import no_actor
from onrecord.store.browse_rows import ActorLine, Entry, Listing, SideLine
from onrecord.store.browse_sources import actor_ids, marks, merged_ids, tables
from onrecord.tables import rows

MAX_OFFSET = 50_000
MATTERS = "matters"
"""What matters are kept as."""
MATTER_MOVES = 1_000
"""Moves, and statements, of an actor on one matter that are looked at."""


@dataclass(frozen=True, slots=True)
class ActorView:
    """An actor as its screen shows it. Its moves and statements are a timeline with ``Filters(actor=id)``."""

    line: ActorLine
    names: tuple[str, ...]
    offices: tuple[Office, ...]
    counterparts: tuple[Counterpart, ...]
    years: tuple[YearCount, ...]
    identity: Identity


def actors(
    connection: sqlite3.Connection, *, side: str | None = None, limit: int = 50, offset: int = 0
) -> Listing[ActorLine]:
    """Actors by how much they do and say, most first."""
    return listing(connection, side, limit, min(max(offset, 0), MAX_OFFSET))


def sides(connection: sqlite3.Connection) -> tuple[SideLine, ...]:
    """Sides by the moves that they make or meet, most first; a joint side counts for each of its members."""
    answer = kept(connection, "sides")
    if answer is not None:
        return tuple(SideLine(code, name if name != code else side_name(code), moves) for code, name, moves in answer)
    return side_lines(connection)


def side_lines(
    connection: sqlite3.Connection, condition: str = "true", before: Sequence[Any] = ()
) -> tuple[SideLine, ...]:
    """Sides as they are counted: by those moves that a condition takes, with what was kept ``before``."""
    counts = {code: moves for code, _, moves in before}
    for column in ("actor_side", "recipient_side"):
        sql = f"SELECT {column}, count(*) FROM moves WHERE {column} IS NOT NULL AND {condition} GROUP BY 1"
        for joined, count in connection.execute(sql):
            for code in joined.split(";"):
                counts[code] = counts.get(code, 0) + count
    named = dict(connection.execute("SELECT side, min(name) FROM actors WHERE kind = 'state' GROUP BY side"))
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(SideLine(code, named.get(code) or side_name(code), count) for code, count in ordered if code)


@cache
def _state_names() -> Mapping[str, str]:
    return MappingProxyType({row["iso3"]: row["name"] for row in rows("actors/states.csv", ("iso3", "name"))})


def side_name(code: str) -> str:
    """What a side is called of which the record names no state: a state by its name, any other by its code."""
    return _state_names().get(code, code)


def actor_line(connection: sqlite3.Connection, wanted: str) -> ActorLine:
    """The actor that an id or a name points to; of several with one name, the one with most moves and statements."""
    found = bearers(connection, wanted)
    if not found:
        raise no_actor(connection, wanted)
    return found[0]


def bearers(connection: sqlite3.Connection, wanted: str) -> tuple[ActorLine, ...]:
    """All actors that an id or a name points to, those of most moves and statements first."""
    found = lines(connection, actor_ids(connection, wanted))
    return tuple(sorted(found, key=lambda one: (-one.moves - one.statements, one.id)))


def actor(connection: sqlite3.Connection, wanted: str) -> ActorView:
    """The actor that an id or a name points to, with all that its screen shows."""
    line = actor_line(connection, wanted)
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
        counterparts=counterparts(connection, line.id),
        years=years(connection, line.id),
        identity=identity(connection, line.id, told),
    )


def persons(connection: sqlite3.Connection) -> tuple[tuple[str, str, frozenset[str]], ...]:
    """Id, name and documents of every person that documents tell of, judgements applied."""
    sql = """SELECT a.id, a.name, t.document_id FROM {document_actors} t JOIN {actors} a ON a.id = t.actor_id
        WHERE a.kind = 'person' ORDER BY a.id"""
    found: dict[tuple[str, str], set[str]] = {}
    for key, name, document in connection.execute(sql.format(**tables(connection))):
        found.setdefault((key, name), set()).add(document)
    return tuple((key, name, frozenset(documents)) for (key, name), documents in found.items())


def matters(connection: sqlite3.Connection, key: str, limit: int = 8) -> tuple[str, ...]:
    """The matters of the threads in which an actor moves most."""
    answer = kept_of_one(connection, MATTERS, key)
    if answer is not None:
        return tuple(answer)[:limit]
    ids = merged_ids(connection, (key,))
    sql = f"""SELECT t.matter, count(*) FROM moves m JOIN thread_moves tm ON tm.move_id = m.id
        JOIN threads t ON t.id = tm.thread_id WHERE m.actor_id IN ({marks(ids)}) AND t.matter <> ''
        GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ?"""
    return tuple(row[0] for row in connection.execute(sql, (*ids, limit)))


def keep_heavy_actors(connection: sqlite3.Connection) -> None:
    """Keep what takes long to count of the few actors that a large record is full of."""
    for key in heavy_actors(connection):
        keep_counts(connection, key)
        keep_identity(connection, key)
        keep_of_one(connection, MATTERS, key, matters(connection, key))


def on_matter(connection: sqlite3.Connection, key: str, matter: str, limit: int) -> tuple[Entry, ...]:
    """What an actor did and said in the threads on a matter, in order of date, undated last."""
    ids = merged_ids(connection, (key,))
    moves = """FROM threads t JOIN thread_moves tm ON tm.thread_id = t.id CROSS JOIN moves m ON m.id = tm.move_id
        WHERE t.matter = ?"""
    said = f"SELECT id FROM attributions WHERE id IN (SELECT m.voice {moves}) AND speaker_id IN ({marks(ids)})"
    made = f"SELECT m.id {moves} AND m.actor_id IN ({marks(ids)})"
    found = [connection.execute(sql, (matter, *ids)).fetchall() for sql in (made, said)]
    entries = {
        **moves_by_id(connection, (row[0] for row in found[0][:MATTER_MOVES])),
        **statements_by_id(connection, (row[0] for row in found[1][:MATTER_MOVES])),
    }
    return tuple(sorted(entries.values(), key=_when)[:limit])


def _when(entry: Entry) -> tuple[bool, bool, str, str, str, int, str]:
    when = entry.when
    # What is known to be of a day or older stands at that day, as in the timeline.
    return (
        not (when.earliest or when.latest),
        entry.undated and bool(when.earliest),
        when.earliest or when.latest or "",
        when.latest or "",
        entry.document_id,
        entry.start,
        entry.id,
    )
