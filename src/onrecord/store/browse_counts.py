"""How much actors do and say: by actor, by year, by whom they have to do with.

In come actors' ids as they are now; out come counts with judgements applied. Rows of merged actors are counted under
the one that they are.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from dataclasses import astuple, dataclass

from onrecord.store.browse_judgements import has_judgements
from onrecord.store.browse_kept import ADDED, HEAVY, holds_answers, keep_of_one, kept_of_one
from onrecord.store.browse_rows import ActorLine, Listing
from onrecord.store.browse_sources import canonical, marks, merged_ids, parties, sources, tables

COUNTERPARTS = 60
MET, YEARS = "all met", "years"
"""What counterparts and years are kept as; the name changes with what is kept, so that older ones are counted anew."""
_LINE = "actor_id, name, kind, side, wikidata, moves, received, statements"
_ORDER = "ORDER BY moves + statements DESC, received DESC, name, actor_id"
_TALLIED = (("moves", "actor_id"), ("moves", "recipient_id"), ("attributions", "speaker_id"))
_ENDS = (("move", "m.actor_id"), ("move", "m.recipient_id"), ("statement", "s.speaker_id"))

# Actors whose rows a judgement touches: what was kept of them may no longer hold.
_TOUCHED = """SELECT actor_id FROM actor_judgements UNION SELECT value FROM actor_judgements WHERE verdict = 'merge'
    UNION SELECT part_id FROM split_actors
    UNION SELECT a.speaker_id FROM judgements j JOIN attributions a ON a.id = j.target_id
    UNION SELECT m.actor_id FROM judgements j JOIN moves m ON m.id = j.target_id WHERE j.verdict = 'actor'
    UNION SELECT m.recipient_id FROM judgements j JOIN moves m ON m.id = j.target_id WHERE j.verdict = 'recipient'
    UNION SELECT value FROM judgements WHERE verdict IN ('speaker', 'actor', 'recipient')
    UNION SELECT s.canonical_id FROM same_actors s JOIN attributions a ON a.speaker_id = s.actor_id
        JOIN judgements j ON j.target_id = a.id"""


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


def lines(connection: sqlite3.Connection, ids: tuple[str, ...]) -> tuple[ActorLine, ...]:
    """Lines of the actors with these ids, those that do and say most first."""
    found = []
    if not has_judgements(connection) and holds_answers(connection):
        sql = f"SELECT {_LINE} FROM actor_tallies WHERE actor_id IN (SELECT value FROM json_each(?))"
        return tuple(sorted((ActorLine(*row) for row in connection.execute(sql, (json.dumps(ids),))), key=_weight))
    for first in range(0, len(ids), 500):
        some = ids[first : first + 500]
        sql = f"SELECT id, name, kind, side, wikidata FROM {tables(connection)['actors']} WHERE id IN ({marks(some)})"
        for key, name, kind, side, wikidata in connection.execute(sql, some).fetchall():
            found.append(ActorLine(key, name, kind, side, wikidata, *_counts(connection, key)))
    return tuple(sorted(found, key=_weight))


def listing(connection: sqlite3.Connection, side: str | None, limit: int, offset: int) -> Listing[ActorLine]:
    """Actors by how much they do and say, most first: from the tallies, the touched ones counted anew."""
    touched = _touched(connection)
    kept = _kept_or_counted(connection)
    apart = f"actor_id NOT IN ({marks(touched)})"
    where = f"WHERE {apart} AND side = ?" if side else f"WHERE {apart}"
    values = (*touched, side) if side else touched
    total = connection.execute(f"SELECT count(*) FROM {kept} {where}", values).fetchone()[0]
    rows = connection.execute(f"SELECT {_LINE} FROM {kept} {where} {_ORDER} LIMIT ?", (*values, limit + offset))
    held = [ActorLine(*row) for row in rows]
    same = canonical(connection)
    judged = [line for line in lines(connection, touched) if line.id not in same and side in (None, line.side)]
    ordered = sorted([*held, *judged], key=_weight) if judged else held
    return Listing(tuple(ordered[offset : offset + limit]), total + len(judged), limit, offset)


def tally(connection: sqlite3.Connection) -> None:
    """Write down how much each actor does and says, judgements left out."""
    connection.execute("DELETE FROM actor_tallies")
    connection.execute(f"INSERT INTO actor_tallies {_COUNTED}")


def add_tallies(connection: sqlite3.Connection) -> tuple[tuple[str | None, int], ...]:
    """Write down what the documents that are counted in add; by how much the statements of each side become more.

    What an actor is called, and its side, may be other since: its statements then go from the one side to the other.
    """
    added = [_by_actor(connection, table, column) for table, column in _TALLIED]
    more: Counter[str | None] = Counter()
    told = f"SELECT DISTINCT actor_id FROM document_actors WHERE {ADDED} ORDER BY 1"
    for (key,) in connection.execute(told).fetchall():
        held = connection.execute(f"SELECT {_LINE} FROM actor_tallies WHERE actor_id = ?", (key,)).fetchone()
        before = tuple(held)[-3:] if held else (0, 0, 0)
        after = [count + found[key] for count, found in zip(before, added, strict=True)]
        actor = connection.execute("SELECT id, name, kind, side, wikidata FROM actors WHERE id = ?", (key,)).fetchone()
        connection.execute("INSERT OR REPLACE INTO actor_tallies VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (*actor, *after))
        if held:
            more[held["side"]] -= before[2]
        more[actor["side"]] += after[2]
    return tuple(more.items())


def _by_actor(connection: sqlite3.Connection, table: str, column: str) -> Counter[str]:
    """How many rows of the documents that are counted in each actor has."""
    sql = f"SELECT {column}, count(*) FROM {table} WHERE {ADDED} AND {column} IS NOT NULL GROUP BY +{column}"
    return Counter(dict(connection.execute(sql).fetchall()))


def heavy_actors(connection: sqlite3.Connection) -> tuple[str, ...]:
    """The few actors of whom there are so many rows that what is told of them is kept; tallies must be written."""
    sql = "SELECT actor_id FROM actor_tallies WHERE moves + received + statements > ? ORDER BY 1"
    return tuple(row[0] for row in connection.execute(sql, (HEAVY,)))


def keep_counts(connection: sqlite3.Connection, key: str) -> None:
    """Keep an actor's counterparts and years."""
    # By their ids: what they are called may change by pages that do not tell of this actor.
    keep_of_one(connection, MET, key, _heaviest(connection, key))
    keep_of_one(connection, YEARS, key, [astuple(one) for one in years(connection, key)])


def counterparts(connection: sqlite3.Connection, key: str) -> tuple[Counterpart, ...]:
    """Those whom the actor's moves hit, or whose moves hit the actor; where only a side is known, the side."""
    answer = kept_of_one(connection, MET, key)
    heaviest = _heaviest(connection, key) if answer is None else answer
    known = parties(connection, (who for who, *_ in heaviest))
    found = []
    for who, side, made, met in heaviest:
        name, own_side = known[who][:2] if who in known else (side, side)
        if name:
            found.append(Counterpart(who, name, own_side, made, met))
    found.sort(key=lambda one: (-one.made - one.met, one.name, one.id or ""))
    return tuple(found[:COUNTERPARTS])


def _heaviest(connection: sqlite3.Connection, key: str) -> list[tuple[str | None, str | None, int, int]]:
    """Those that an actor has most to do with, by id or side: moves made to them, moves met from them.

    They are more than are shown: some may have no name, and an actor may meet tens of thousands.
    """
    ids, same = merged_ids(connection, (key,)), canonical(connection)
    made: Counter[tuple[str | None, str | None]] = Counter()
    met: Counter[tuple[str | None, str | None]] = Counter()
    for counts, own, other in ((made, "actor", "recipient"), (met, "recipient", "actor")):
        for source in sources(connection, "move"):
            sql = f"""SELECT m.{other}_id, CASE WHEN m.{other}_id IS NULL THEN m.{other}_side END, count(*)
                FROM {source.sql} {source.where(f"m.{own}_id IN ({marks(ids)})")} GROUP BY 1, 2"""
            for who, side, count in connection.execute(sql, ids):
                counts[same.get(who, who), side] += count
    both = made + met
    heaviest = sorted(both, key=lambda key: (-both[key], key[0] or "", key[1] or ""))[: 5 * COUNTERPARTS]
    return [(*one, made[one], met[one]) for one in heaviest]


def years(connection: sqlite3.Connection, key: str) -> tuple[YearCount, ...]:
    """Counts by year; what may be of several years is counted as undated."""
    answer = kept_of_one(connection, YEARS, key)
    if answer is not None:
        return tuple(YearCount(*row) for row in answer)
    ids = merged_ids(connection, (key,))
    counts: dict[str | None, list[int]] = {}
    for place, (kind, column) in enumerate(_ENDS):
        year = _year_of("m.date" if kind == "move" else "s.said")
        for source in sources(connection, kind):
            where = source.where(f"{column} IN ({marks(ids)})")
            for at, count in connection.execute(f"SELECT {year}, count(*) FROM {source.sql} {where} GROUP BY 1", ids):
                counts.setdefault(at, [0, 0, 0])[place] += count
    ordered = sorted(counts.items(), key=lambda item: (item[0] is None, item[0] or ""))
    return tuple(YearCount(year, *found) for year, found in ordered)


def _year_of(name: str) -> str:
    """The year of a date in SQL: its value's, or the one that both ends of its interval share."""
    first, last = f"substr({name}_earliest, 1, 4)", f"substr({name}_latest, 1, 4)"
    return f"coalesce(substr({name}_value, 1, 4), CASE WHEN {first} = {last} THEN {first} END)"


def _counts(connection: sqlite3.Connection, key: str) -> tuple[int, int, int]:
    """Moves made, moves met, statements made by an actor."""
    ids = merged_ids(connection, (key,))
    found = [0, 0, 0]
    for place, (kind, column) in enumerate(_ENDS):
        for source in sources(connection, kind):
            sql = f"SELECT count(*) FROM {source.sql} {source.where(f'{column} IN ({marks(ids)})')}"
            found[place] += connection.execute(sql, ids).fetchone()[0]
    return found[0], found[1], found[2]


def _touched(connection: sqlite3.Connection) -> tuple[str, ...]:
    if not has_judgements(connection):
        return ()
    return tuple(sorted(str(row[0]) for row in connection.execute(_TOUCHED) if row[0]))


def _kept_or_counted(connection: sqlite3.Connection) -> str:
    """The tallies, or, while pages come in, a selection that counts the same."""
    return "actor_tallies" if holds_answers(connection) else f"({_COUNTED})"


def _weight(line: ActorLine) -> tuple[int, int, str, str]:
    return -line.moves - line.statements, -line.received, line.name, line.id


_COUNTED = """SELECT a.id AS actor_id, a.name, a.kind, a.side, a.wikidata,
    (SELECT count(*) FROM moves m WHERE m.actor_id = a.id) AS moves,
    (SELECT count(*) FROM moves m WHERE m.recipient_id = a.id) AS received,
    (SELECT count(*) FROM attributions s WHERE s.speaker_id = a.id) AS statements
    FROM actors a"""
