"""The record's rows as linking sees them: whole documents, or their moves alone.

In comes a connection with the ids of documents; out come ``SeenDocument``s with judgements applied: what was judged
wrong is left out, merged actors are one. Moves alone come with what linking kept of them.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain
from typing import TypeVar

from onrecord import tables
from onrecord.link.view import Block, Party, SeenDocument, SeenMove, SeenStatement
from onrecord.model import ARTICLE_KINDS, Answer, When
from onrecord.store.browse_answers import BY_PERSON
from onrecord.store.browse_judgements import has_judgements

_WANTED = "document_id IN (SELECT id FROM temp.wanted)"
_WANTED_MOVES = "id IN (SELECT id FROM temp.wanted_moves)"
# Names and kinds of actors by document and id.
Actors = dict[tuple[str, str], tuple[str, str]]
Value = TypeVar("Value", bound=Hashable)
# What moves answer, by their ids.
Answers = dict[str, list[Answer]]
# The words by which moves are compared, by their ids.
Words = dict[str, tuple[str, ...]]


class Shared:
    """Equal values as one: a record says the same types, sides and days of a million moves."""

    def __init__(self) -> None:
        self._held: dict[Hashable, Hashable] = {}

    def __call__(self, value: Value) -> Value:
        return self._held.setdefault((type(value), value), value)  # type: ignore[return-value]


def documents_of(connection: sqlite3.Connection, ids: Iterable[str]) -> list[SeenDocument]:
    """Documents by their ids, in order."""
    _want(connection, ids)
    known = _known_actors(connection)
    statements = _statements(connection, known)
    said = {item.id: item.speaker_id for held in statements.values() for item in held}
    moves = _moves(connection, known, said, _answers(connection), {})
    blocks, actors, sides = _blocks(connection), _actors(connection), _sides(connection)
    return [
        replace(
            found, blocks=tuple(blocks.get(found.id, ())), actors=tuple(actors.get(found.id, ())),
            moves=tuple(moves.get(found.id, ())), statements=tuple(statements.get(found.id, ())),
            sides=tuple(sides.get(found.id, ())),
        )
        for found in _bare(connection)
    ]  # fmt: skip


def told_in_threads(connection: sqlite3.Connection, ids: Mapping[str, Iterable[str]]) -> list[SeenDocument]:
    """Documents with some of their moves alone, whose ids are given by document: with the words and the answers that
    linking kept of them, in order."""
    _want(connection, ids)
    _want(connection, chain.from_iterable(ids.values()), "wanted_moves")
    moves = _moves(connection, _known_parties(connection), _speakers(connection), *_kept(connection), _WANTED_MOVES)
    return [replace(found, moves=tuple(moves.get(found.id, ()))) for found in _bare(connection)]


def side_names() -> tuple[tuple[str, str], ...]:
    """What sides are called: the names of states by their codes."""
    rows = tables.rows("actors/states.csv", ("iso3", "name"))
    return tuple(sorted((str(row["iso3"]), str(row["name"])) for row in rows))


def _want(connection: sqlite3.Connection, ids: Iterable[str], table: str = "wanted") -> None:
    """Name the documents, or the moves, that the next questions are about."""
    connection.execute(f"CREATE TEMP TABLE IF NOT EXISTS {table} (id TEXT PRIMARY KEY) WITHOUT ROWID")
    connection.execute(f"DELETE FROM temp.{table}")
    connection.executemany(f"INSERT OR IGNORE INTO temp.{table} VALUES (?)", ((name,) for name in ids))


def _bare(connection: sqlite3.Connection) -> list[SeenDocument]:
    """The documents without what they hold, in order."""
    rows = connection.execute(
        "SELECT id, outlet, title, published_value, published_earliest, published_latest FROM current_documents "
        "WHERE id IN (SELECT id FROM temp.wanted) ORDER BY id"
    )
    return [SeenDocument(row[0], row[1], row[2], When(row[3], row[4], row[5]), ()) for row in rows]


def _known_actors(connection: sqlite3.Connection) -> Actors:
    """What each page calls its actors: what others call them changes nothing of it."""
    sql = (
        f"SELECT document_id, actor_id, name, kind FROM current_document_actors WHERE {_WANTED} ORDER BY 1, 2, told_id"
    )
    # Of merged actors the first that the page names gives the name.
    return {(row[0], row[1]): (row[2], row[3]) for row in reversed(connection.execute(sql).fetchall())}


def _known_parties(connection: sqlite3.Connection) -> Actors:
    """What each page calls the actors and recipients of the moves asked for: of a page's actors a few."""
    if has_judgements(connection):
        return _known_actors(connection)
    sql = f"""SELECT m.document_id, a.actor_id, a.name, a.kind FROM moves AS m
        JOIN document_actors AS a ON a.document_id = m.document_id AND a.actor_id IN (m.actor_id, m.recipient_id)
        WHERE m.{_WANTED_MOVES}"""
    return {(row[0], row[1]): (row[2], row[3]) for row in connection.execute(sql)}


def _blocks(connection: sqlite3.Connection) -> dict[str, list[Block]]:
    """The article's own segments of each document."""
    found: dict[str, list[Block]] = defaultdict(list)
    kinds = sorted(ARTICLE_KINDS)
    texts = _texts(connection)
    rows = connection.execute(
        f'SELECT document_id, kind, start, "end" FROM segments WHERE kind IN ({", ".join("?" * len(kinds))}) '
        f"AND {_WANTED} ORDER BY document_id, ordinal",
        kinds,
    )
    held, text = "", ""
    for document_id, kind, start, end in rows:
        while held != document_id:
            held, text = next(texts)
        found[document_id].append(Block(kind, start, text[start:end]))
    return found


def _texts(connection: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    sql = "SELECT id, text FROM documents WHERE id IN (SELECT id FROM temp.wanted) ORDER BY id"
    for document_id, text in connection.execute(sql):
        yield str(document_id), str(text)


def _actors(connection: sqlite3.Connection) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    sql = f"SELECT DISTINCT document_id, actor_id FROM current_document_actors WHERE {_WANTED} ORDER BY 1, 2"
    for document_id, actor_id in connection.execute(sql):
        found[document_id].append(actor_id)
    return found


def _sides(connection: sqlite3.Connection) -> dict[str, list[str]]:
    """The sides of which each document names actors."""
    found: dict[str, list[str]] = defaultdict(list)
    sql = f"SELECT DISTINCT document_id, side FROM document_actors WHERE {_WANTED} AND side IS NOT NULL ORDER BY 1, 2"
    for document_id, side in connection.execute(sql):
        found[document_id].append(side)
    return found


def _moves(
    connection: sqlite3.Connection, known: Actors, speakers: Mapping[str, str | None], answers: Answers, words: Words,
    wanted: str = _WANTED,
) -> dict[str, list[SeenMove]]:  # fmt: skip
    refuted, given = _judged_answers(connection)
    shared = Shared()
    found: dict[str, list[SeenMove]] = defaultdict(list)
    # Where nobody has judged anything, rows are as the machine made them, and read in half the time.
    source = "current_moves WHERE judged IS NOT 'wrong' AND" if has_judgements(connection) else "moves WHERE"
    sql = f"SELECT * FROM {source} {wanted} ORDER BY start, id"
    for row in connection.execute(sql):
        move = SeenMove(
            row["id"], shared(row["document_id"]), shared(row["type"]), shared(_party(known, row, "actor")),
            shared(_party(known, row, "recipient")),
            row["start"], row["end"], row["span_text"], _trigger(row), row["about"], shared(row["voice"]),
            shared(row["status"]), shared(When(row["date_value"], row["date_earliest"], row["date_latest"])),
            tuple(answers.get(row["id"], ())),
            speakers.get(row["voice"]), row["score"], tuple(refuted.get(row["id"], ())),
            tuple(given.get(row["id"], ())), words.get(row["id"]),
        )  # fmt: skip
        found[move.document_id].append(move)
    return found


def _trigger(row: sqlite3.Row) -> str:
    """The words that name a move; none where a person who added it gave its clause alone."""
    unsaid = row["basis"].startswith(BY_PERSON) and row["trigger_text"] == row["span_text"]
    return "" if unsaid else str(row["trigger_text"])


def _party(known: Actors, row: sqlite3.Row, end: str) -> Party:
    """The actor or the recipient of a move."""
    actor_id = row[f"{end}_id"]
    name, kind = known.get((row["document_id"], actor_id or ""), (None, None))
    return Party(actor_id, name, row[f"{end}_side"], kind)


def _answers(connection: sqlite3.Connection) -> Answers:
    found: Answers = defaultdict(list)
    for move_id, answered, kind, basis in connection.execute(
        "SELECT move_id, answered_move_id, kind, basis FROM move_answers WHERE scope = 'document' AND move_id IN "
        f"(SELECT id FROM moves WHERE {_WANTED}) ORDER BY 1, 2"
    ):
        found[move_id].append(Answer(answered, kind, basis))
    return found


def _kept(connection: sqlite3.Connection) -> tuple[Answers, Words]:
    """The answers that hold, and the words, of each move, as linking kept them."""
    answers: Answers = {}
    words: Words = {}
    sql = "SELECT move_id, words, answers FROM link_moves WHERE move_id IN (SELECT id FROM temp.wanted_moves)"
    for move_id, told, given in connection.execute(sql):
        words[move_id] = tuple(told.split())
        if given:
            answers[move_id] = [Answer(*answer) for answer in json.loads(given)]
    return answers, words


def _judged_answers(connection: sqlite3.Connection) -> tuple[dict[str, list[str]], dict[str, list[Answer]]]:
    """Of each move those that a person says it does not answer, and the answers that a person says it gives."""
    refuted: dict[str, list[str]] = defaultdict(list)
    given: dict[str, list[Answer]] = defaultdict(list)
    sql = "SELECT move_id, answered_move_id, kind, judged, given_by FROM judged_answers ORDER BY 1, 2"
    for move_id, answered, kind, judged, by in connection.execute(sql):
        if judged == "wrong":
            refuted[move_id].append(answered)
        elif kind:
            given[move_id].append(Answer(answered, kind, f"person: {by}"))
    return refuted, given


def _speakers(connection: sqlite3.Connection) -> dict[str, str | None]:
    """Who makes each statement."""
    sql = f"SELECT id, speaker_id FROM current_attributions WHERE judged IS NOT 'wrong' AND {_WANTED}"
    return {str(row[0]): row[1] for row in connection.execute(sql)}


def _statements(connection: sqlite3.Connection, known: Actors) -> dict[str, list[SeenStatement]]:
    found: dict[str, list[SeenStatement]] = defaultdict(list)
    sql = f"SELECT * FROM current_attributions WHERE judged IS NOT 'wrong' AND {_WANTED} ORDER BY start, id"
    for row in connection.execute(sql):
        speaker = row["speaker_id"]
        name, _ = known.get((row["document_id"], speaker or ""), (None, None))
        statement = SeenStatement(
            row["id"], row["document_id"], speaker, name, row["source_text"], row["cue_text"], row["content_text"],
            row["start"], row["end"],
        )  # fmt: skip
        found[statement.document_id].append(statement)
    return found
