"""Moves and statements as entries: the two selections that every list, screen and command shares.

In comes a connection with a condition in SQL and its values (never text of a user); out come entries with the sentence
that they stand in and the judgements that hold over them. Judgements are applied by the views ``current_...``; a record
without any is read from its tables, whose indexes the views would hide.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

from onrecord.model import OUTLET_VOICE, When
from onrecord.store.browse_judgements import standing
from onrecord.store.browse_rows import Entry, Judgement, Party
from onrecord.store.browse_sources import marks, parties, tables
from onrecord.store.browse_spans import spans

WINDOW = 600
"""Code points read on either side of a span to find its sentence."""

# No sentence ends after an initial or a short title ("U.S.", "Gen."): better too long a sentence than half of one.
SENTENCE_END = re.compile(
    r"(?<!\b[A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z]{2})[.!?…][\"'”’»)\]]*\s+(?=[\"'“‘«(\[]*[^\W\d_a-z])|\s*\n\s*"
)

_WHERE = f'substr(d.text, max(1, {{t}}.start - {WINDOW - 1}), {{t}}."end" - {{t}}.start + {2 * WINDOW}) AS around'
_DOCUMENT = "d.outlet, d.title, d.published_value, d.published_earliest, d.published_latest"
_VOICE = "v.source_text AS voice_text, v.speaker_id AS voice_actor"

MOVES = f"""
SELECT m.id, 'move' AS kind, m.type, m.document_id, m.start, m."end", m.trigger_start AS cue_start,
    m.trigger_end AS cue_end, m.span_text AS text, m.trigger_text AS cue, m.actor_id, m.actor_side, m.recipient_id,
    m.recipient_side, m.status, m.voice, {_VOICE}, m.date_value AS value, m.date_earliest AS earliest,
    m.date_latest AS latest, m.about, m.score, m.basis, m.plover, m.cameo, {_DOCUMENT}, {_WHERE.format(t="m")}
FROM {{moves}} m JOIN {{documents}} d ON d.id = m.document_id LEFT JOIN {{attributions}} v ON v.id = m.voice
"""

STATEMENTS = f"""
SELECT s.id, 'statement' AS kind, s.kind AS type, s.document_id, s.start, s."end", s.cue, s.source, s.content,
    s.content_text AS text, s.cue_text, s.source_text, s.speaker_id AS actor_id, NULL AS actor_side,
    s.addressee_id AS recipient_id, NULL AS recipient_side, NULL AS status, coalesce(s.within_id, 'outlet') AS voice,
    {_VOICE}, s.said_value AS value, s.said_earliest AS earliest, s.said_latest AS latest, '' AS about, s.score,
    s.basis, NULL AS plover, NULL AS cameo, {_DOCUMENT}, {_WHERE.format(t="s")}
FROM {{attributions}} s JOIN {{documents}} d ON d.id = s.document_id LEFT JOIN {{attributions}} v ON v.id = s.within_id
"""


def move_entries(connection: sqlite3.Connection, condition: str, values: Sequence[Any] = ()) -> tuple[Entry, ...]:
    """Moves (table alias ``m``) under a condition of ours, with sentences and judgements, in the condition's order."""
    return _entries(connection, f"{MOVES} {condition}", values, "moves")


def statement_entries(connection: sqlite3.Connection, condition: str, values: Sequence[Any] = ()) -> tuple[Entry, ...]:
    """Statements (table alias ``s``) under a condition of ours, likewise."""
    return _entries(connection, f"{STATEMENTS} {condition}", values, "attributions")


def moves_by_id(connection: sqlite3.Connection, ids: Iterable[str]) -> dict[str, Entry]:
    """Moves by id; ids that the record lacks are left out."""
    return _by_id(connection, ids, move_entries, "m")


def statements_by_id(connection: sqlite3.Connection, ids: Iterable[str]) -> dict[str, Entry]:
    """Statements by id; ids that the record lacks are left out."""
    return _by_id(connection, ids, statement_entries, "s")


def _by_id(connection: sqlite3.Connection, ids: Iterable[str], select: Any, alias: str) -> dict[str, Entry]:
    found: dict[str, Entry] = {}
    wanted = sorted(set(ids))
    for first in range(0, len(wanted), 500):
        some = wanted[first : first + 500]
        for entry in select(connection, f"WHERE {alias}.id IN ({marks(some)})", some):
            found[entry.id] = entry
    return found


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Span of the sentences of ``text`` that hold ``start`` to ``end``, without white space at the edges."""
    first = max((found.end() for found in SENTENCE_END.finditer(text) if found.end() <= start), default=0)
    after = (found for found in SENTENCE_END.finditer(text, max(first, end - 1)) if found.start() + 1 >= end)
    last = next((found.start() + len(found.group().rstrip()) for found in after), len(text))
    last = max(last, end)
    while first < start and text[first].isspace():
        first += 1
    while last > end and text[last - 1].isspace():
        last -= 1
    return first, last


def _entries(connection: sqlite3.Connection, sql: str, values: Sequence[Any], target: str) -> tuple[Entry, ...]:
    cursor = connection.execute(sql.format(**tables(connection)), tuple(values))
    names = [column[0] for column in cursor.description]
    rows = [dict(zip(names, row, strict=True)) for row in cursor]
    judged = standing(connection, target, [row["id"] for row in rows])
    known = parties(connection, (row[end] for row in rows for end in ("actor_id", "recipient_id", "voice_actor")))
    offices = _offices(connection, sorted({row["document_id"] for row in rows}))
    return tuple(_entry(row, judged.get(row["id"], ()), known, offices) for row in rows)


Known = dict[str, tuple[str, str | None, str]]  # name, side, kind of actors by id
Offices = dict[tuple[str, str], tuple[str | None, str | None]]  # office, doubt by document and actor

# How the basis of an actor notes an office that the page gives and the list of that day does not.
DOUBT = re.compile(r"; the page says (['\"])(.*)\1$")


def _offices(connection: sqlite3.Connection, documents: Sequence[str]) -> Offices:
    """The offices that persons hold in documents, as of their days."""
    found: Offices = {}
    for first in range(0, len(documents), 500):
        some = documents[first : first + 500]
        sql = f"""SELECT document_id, actor_id, office, basis FROM {{document_actors}}
            WHERE document_id IN ({marks(some)}) AND kind = 'person' AND office IS NOT NULL"""
        for document, actor, office, basis in connection.execute(sql.format(**tables(connection)), some):
            doubt = DOUBT.search(basis)
            found[document, actor] = (office, doubt[2] if doubt else None)
    return found


def _entry(row: dict[str, Any], judgements: tuple[Judgement, ...], known: Known, offices: Offices) -> Entry:
    """An entry of a row, whose actors are ``known`` by id."""
    statement = row["kind"] == "statement"
    offset = max(0, row["start"] - WINDOW)
    first, last = sentence_around(row["around"], row["start"] - offset, row["end"] - offset)
    outlet_told = row["voice"] == OUTLET_VOICE
    voice = known.get(row["voice_actor"] or "", (row["voice_text"] or "",))[0]
    return Entry(
        id=row["id"],
        kind=row["kind"],
        type=row["type"],
        actor=_party(row, "actor", known, offices, row["source_text"] if statement else ""),
        recipient=_party(row, "recipient", known, offices, ""),
        status=row["status"],
        voice=row["voice"],
        voice_name=(row["outlet"] or "") if outlet_told else voice,
        voice_actor=None if outlet_told else row["voice_actor"],
        when=When(row["value"], row["earliest"], row["latest"]),
        about=row["about"],
        text=row["text"],
        cue=row["cue_text"] if statement else row["cue"],
        start=row["start"],
        end=row["end"],
        cue_span=_cue_span(row) if statement else (row["cue_start"], row["cue_end"]),
        sentence=row["around"][first:last],
        sentence_start=offset + first,
        document_id=row["document_id"],
        outlet=row["outlet"],
        title=row["title"],
        published=When(row["published_value"], row["published_earliest"], row["published_latest"]),
        score=row["score"],
        basis=row["basis"],
        plover=row["plover"],
        cameo=row["cameo"],
        judgements=judgements,
    )


def _party(row: dict[str, Any], end: str, known: Known, offices: Offices, words: str) -> Party:
    """One end of a row: the actor's name, else the words of the source, else the side that a move's row bears."""
    key = row[f"{end}_id"]
    name, side, kind = known.get(key or "", ("", None, None))
    if row["kind"] == "move":
        side = row[f"{end}_side"]
    return Party(key, name or words or side or "", side, kind, *offices.get((row["document_id"], key or ""), ()))


def _cue_span(row: dict[str, Any]) -> tuple[int, int]:
    """The cue's first stretch; of a statement without a cue, where it begins."""
    found = spans(row["cue"])
    return found[0] if found else (row["start"], row["start"])
