"""What exports of statements and moves ask of a record: its documents with their rows, and how moves are told.

In comes an open record; out come the views that every screen shows, judgements applied. Rows that somebody judged wrong
are left out, and a move whose type was judged bears the codes of that type.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from onrecord.store import Record
from onrecord.store.browse_documents import DocumentView
from onrecord.store.browse_rows import ActorLine, Entry
from onrecord.tables import Row, rows

WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Codes:
    """A move's codes in other ontologies: PLOVER type, mode and quad class, CAMEO code; empty where it has none."""

    plover: str
    mode: str
    cameo: str
    quad: str


@dataclass(frozen=True, slots=True)
class Telling:
    """A move as a document tells it, with the document and with the ids of the moves that tell the same."""

    entry: Entry
    view: DocumentView
    codes: Codes
    same: tuple[str, ...] = ()


def documents(record: Record) -> Iterator[DocumentView]:
    """The documents of a record in order of their ids."""
    for (key,) in record.connection.execute("SELECT id FROM documents ORDER BY id").fetchall():
        yield record.browse.document(key)


def moves(view: DocumentView) -> Iterator[Entry]:
    """The moves of a document that nobody judged wrong, in order of the text."""
    yield from (entry for entry in view.moves if entry.verdict != WRONG)


def statements(view: DocumentView) -> Iterator[Entry]:
    """The statements of a document that nobody judged wrong, in order of the text."""
    yield from (entry for entry in view.statements if entry.verdict != WRONG)


def first_tellings(record: Record) -> Iterator[Telling]:
    """Every move once, as it was told first, with the ids of its other tellings."""
    first, others = _sameness(record.connection)
    for view in documents(record):
        for entry in moves(view):
            if entry.id not in first:
                yield Telling(entry, view, codes(entry), tuple(others.get(entry.id, ())))


def actors(record: Record) -> tuple[ActorLine, ...]:
    """All actors as judged, in order of their ids."""
    total = record.browse.actors(limit=1).total
    return tuple(sorted(record.browse.actors(limit=max(total, 1)), key=lambda line: line.id))


def offices(view: DocumentView, connection: sqlite3.Connection) -> dict[str, str]:
    """The office of each actor on the day of a document."""
    sql = "SELECT actor_id, office FROM current_document_actors WHERE document_id = ? AND office IS NOT NULL"
    return {row[0]: row[1] for row in connection.execute(f"{sql} ORDER BY 1, 2", (view.line.id,))}


def codes(entry: Entry) -> Codes:
    """The codes of a move: the machine's, or those of the type that somebody judged it to be."""
    row = types().get(entry.type, {})
    judged = any(judgement.verdict == "type" for judgement in entry.judgements)
    plover = str(row.get("plover") or "") if judged else entry.plover or ""
    cameo = str(row.get("cameo") or "") if judged else entry.cameo or ""
    return Codes(plover, str(row.get("mode") or ""), cameo, quads().get(plover, ""))


@cache
def types() -> Mapping[str, Row]:
    """The types of move by name."""
    return {row["type"]: row for row in rows("moves/types.toml", ("type", "gives"))}


@cache
def quads() -> Mapping[str, str]:
    """Quad classes (verbal or material, cooperation or conflict: 1 to 4) by PLOVER type."""
    return {row["plover"]: row["quad"] for row in rows("export/quad.csv", ("plover", "quad", "class"))}


def _sameness(connection: sqlite3.Connection) -> tuple[dict[str, str], dict[str, list[str]]]:
    """Of each later telling the first, and of each first its later ones."""
    sql = "SELECT DISTINCT move_id, same_as_id FROM thread_moves WHERE same_as_id IS NOT NULL AND same_as_id <> move_id"
    first: dict[str, str] = {}
    others = defaultdict(list)
    for move, other in connection.execute(f"{sql} ORDER BY 1, 2"):
        first[move] = other
        others[other].append(move)
    return first, others
