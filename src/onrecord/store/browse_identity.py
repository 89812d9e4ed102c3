"""Why the mentions of an actor are one actor: what each document says of it, by what its mentions met, who was merged.

In comes an actor's id; out comes its ``Identity``: the documents with names, office and side as they give them, the
counts of what told who was meant, the actors that persons merged into it or split off, and the sides on which pages
differ. Nothing is decided here.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass, replace

from onrecord.model import When
from onrecord.store.browse_dates import clear_sql, past_words, vague_sql
from onrecord.store.browse_entries import DOUBT
from onrecord.store.browse_judgements import has_judgements, of_actor
from onrecord.store.browse_kept import keep_of_one, kept_of_one
from onrecord.store.browse_mentions import open_counts
from onrecord.store.browse_rows import Judgement
from onrecord.store.browse_sources import marks, merged_ids, tables

PAGES = 60
"""Documents listed at most; the counts are of all."""

MANY = 1_000

EVIDENCE, TOLD_SIDES = "evidence", "told sides"
"""What the counts over all documents that tell of an actor are kept as."""

_MERGED = "canonical_id = ?1 AND id <> ?1 AND id IN (SELECT actor_id FROM same_actors WHERE canonical_id = ?1)"


@dataclass(frozen=True, slots=True)
class Told:
    """What one document says of an actor: its names there, office, side, what made them one; ``doubt`` is the office
    that the page gives where the list of office holders has another for that day, ``open`` the number of places where
    it or a namesake may be meant."""

    document_id: str
    outlet: str | None
    title: str | None
    published: When
    names: tuple[str, ...]
    office: str | None
    side: str | None
    basis: str
    doubt: str | None = None
    open: int = 0

    @property
    def date_words(self) -> str:
        return past_words(self.published.value, self.published.earliest, self.published.latest)


@dataclass(frozen=True, slots=True)
class Namesake:
    """An actor that was merged into another, or split off from it, with the judgement that says so."""

    id: str
    name: str
    side: str | None
    judgement: Judgement | None


@dataclass(frozen=True, slots=True)
class Identity:
    """Why mentions are one actor: ``documents`` in all, ``told`` by the first of them, ``evidence`` as pairs of words
    and count, ``sides`` likewise where documents differ, ``merged`` and ``parts`` by judgement."""

    documents: int
    told: tuple[Told, ...]
    evidence: tuple[tuple[str, int], ...]
    sides: tuple[tuple[str, int], ...]
    merged: tuple[Namesake, ...]
    parts: tuple[Namesake, ...]


def told_as(connection: sqlite3.Connection, key: str) -> tuple[str, ...]:
    """Ids under which documents tell of an actor: its own, and those that were merged into it."""
    if not has_judgements(connection):
        return (key,)
    sql = """SELECT DISTINCT base_id FROM current_actors WHERE canonical_id = ?1
        AND id IN (SELECT ?1 UNION SELECT actor_id FROM same_actors WHERE canonical_id = ?1) ORDER BY 1"""
    rows = connection.execute(sql, (key,))
    return tuple(row[0] for row in rows) or (key,)


def identity(connection: sqlite3.Connection, key: str, told: tuple[str, ...]) -> Identity:
    """The identity of an actor; ``told`` are the ids under which documents tell of it."""
    sides = _sides(connection, key)
    documents = _one(connection, "SELECT count(DISTINCT document_id) FROM {document_actors} WHERE actor_id = ?", key)
    return Identity(
        documents=documents,
        told=_told(connection, key, documents),
        evidence=_evidence(connection, key),
        sides=sides if len(sides) > 1 else (),
        merged=_namesakes(connection, _MERGED, key, "merge"),
        parts=_namesakes(connection, f"base_id IN ({marks(told)}) AND id <> base_id", told, "split"),
    )


def keep_identity(connection: sqlite3.Connection, key: str) -> None:
    """Keep what is counted over all documents that tell of an actor."""
    keep_of_one(connection, EVIDENCE, key, _evidence(connection, key))
    keep_of_one(connection, TOLD_SIDES, key, _sides(connection, key))


def _one(connection: sqlite3.Connection, sql: str, key: str) -> int:
    return int(connection.execute(sql.format(**tables(connection)), (key,)).fetchone()[0])


def _told(connection: sqlite3.Connection, key: str, documents: int) -> tuple[Told, ...]:
    # Of an actor of very many documents the first are found sooner in the order of documents than among the actor's.
    first, then = (
        ("{documents} d", "{document_actors} t") if documents > MANY else ("{document_actors} t", "{documents} d")
    )
    found: list[Told] = []
    order, dated = "d.published_earliest, d.id", f"d.published_earliest IS NOT NULL AND {clear_sql('d.published')}"
    for test, by in ((dated, order), (vague_sql("d.published"), order), ("d.published_earliest IS NULL", "d.id")):
        sql = f"""SELECT d.id, d.outlet, d.title, d.published_value, d.published_earliest, d.published_latest, t.names,
                t.office, t.side, t.basis
            FROM {first} CROSS JOIN {then} WHERE t.document_id = d.id AND t.actor_id = ?
            AND {test} ORDER BY {by} LIMIT ?"""
        if len(found) < PAGES:
            rows = connection.execute(sql.format(**tables(connection)), (key, PAGES - len(found)))
            found += [_as_told(row) for row in rows]
    places = open_counts(connection, [told.document_id for told in found], merged_ids(connection, (key,)))
    return tuple(replace(told, open=places.get(told.document_id, 0)) for told in found)


def _as_told(row: sqlite3.Row) -> Told:
    doubt = DOUBT.search(row["basis"])
    names = tuple(str(name) for name in json.loads(row["names"]))
    basis = DOUBT.sub("", row["basis"])
    return Told(
        row[0], row[1], row[2], When(*tuple(row)[3:6]), names, row[7], row[8], basis, doubt[2] if doubt else None
    )


def _evidence(connection: sqlite3.Connection, key: str) -> tuple[tuple[str, int], ...]:
    """What told who was meant, with the number of mentions, most first: the last part of a mention's basis."""
    answer = kept_of_one(connection, EVIDENCE, key)
    if answer is not None:
        return tuple((words, count) for words, count in answer)
    counts: dict[str, int] = {}
    sql = "SELECT basis, count(*) FROM {mentions} WHERE actor_id = ? GROUP BY basis"
    for basis, count in connection.execute(sql.format(**tables(connection)), (key,)):
        words = basis.rpartition("; ")[2] if "; " in basis else basis
        counts[words] = counts.get(words, 0) + count
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _sides(connection: sqlite3.Connection, key: str) -> tuple[tuple[str, int], ...]:
    """The sides that documents give it, with their number, most first."""
    answer = kept_of_one(connection, TOLD_SIDES, key)
    if answer is not None:
        return tuple((side, count) for side, count in answer)
    sql = """SELECT side, count(*) FROM {document_actors} WHERE actor_id = ? AND side IS NOT NULL
        GROUP BY side ORDER BY 2 DESC, 1"""
    return tuple((row[0], row[1]) for row in connection.execute(sql.format(**tables(connection)), (key,)))


def _namesakes(
    connection: sqlite3.Connection, condition: str, values: str | tuple[str, ...], verdict: str
) -> tuple[Namesake, ...]:
    if not has_judgements(connection):
        return ()
    given = (values,) if isinstance(values, str) else values
    sql = f"SELECT id, name, side, basis, base_id FROM current_actors WHERE {condition} ORDER BY name, id"
    found = []
    for row in connection.execute(sql, given).fetchall():
        said = of_actor(connection, row["id"] if verdict == "merge" else row["base_id"])
        fitting = [j for j in said if j.verdict == verdict and (verdict == "merge" or j.id in row["basis"])]
        found.append(Namesake(row["id"], row["name"], row["side"], fitting[-1] if fitting else None))
    return tuple(found)
