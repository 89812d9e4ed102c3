"""The record's rows as a view, through linking, and back.

In comes an open record; its documents, statements and moves are read with judgements applied (what was judged wrong is
left out, merged actors are one), linked, and the links are written in one transaction.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator

from onrecord.link import link
from onrecord.link.view import Block, Party, SeenDocument, SeenMove, SeenStatement, View
from onrecord.model import ARTICLE_KINDS, Answer, When
from onrecord.store import Record


def link_record(record: Record) -> bool:
    """Link the record anew; whether any link changed."""
    return record.write_links(link(view_of(record.connection)))


def view_of(connection: sqlite3.Connection) -> View:
    """The record as linking sees it."""
    names = dict(connection.execute("SELECT id, name FROM current_actors"))
    blocks, actors = _blocks(connection), _actors(connection)
    moves, statements = _moves(connection, names), _statements(connection, names)
    rows = connection.execute(
        "SELECT id, outlet, title, published_value, published_earliest, published_latest "
        "FROM current_documents ORDER BY id"
    )
    return View(
        tuple(
            SeenDocument(
                row[0], row[1], row[2], When(row[3], row[4], row[5]), tuple(blocks[row[0]]), tuple(actors[row[0]]),
                tuple(moves[row[0]]), tuple(statements[row[0]]),
            )
            for row in rows
        ),
        _side_names(connection),
    )  # fmt: skip


def _side_names(connection: sqlite3.Connection) -> tuple[tuple[str, str], ...]:
    """What the record calls each side: the name of its state."""
    rows = connection.execute(
        "SELECT side, min(name) FROM actors WHERE kind = 'state' AND side IS NOT NULL GROUP BY side ORDER BY side"
    )
    return tuple((str(side), str(name)) for side, name in rows)


def _blocks(connection: sqlite3.Connection) -> dict[str, list[Block]]:
    """The article's own segments of each document."""
    found: dict[str, list[Block]] = defaultdict(list)
    kinds = sorted(ARTICLE_KINDS)
    texts = _texts(connection)
    rows = connection.execute(
        f'SELECT document_id, kind, start, "end" FROM segments WHERE kind IN ({", ".join("?" * len(kinds))}) '
        "ORDER BY document_id, ordinal",
        kinds,
    )
    held, text = "", ""
    for document_id, kind, start, end in rows:
        while held != document_id:
            held, text = next(texts)
        found[document_id].append(Block(kind, start, text[start:end]))
    return found


def _texts(connection: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    for document_id, text in connection.execute("SELECT id, text FROM documents ORDER BY id"):
        yield str(document_id), str(text)


def _actors(connection: sqlite3.Connection) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    rows = connection.execute("SELECT DISTINCT document_id, actor_id FROM current_document_actors ORDER BY 1, 2")
    for document_id, actor_id in rows:
        found[document_id].append(actor_id)
    return found


def _moves(connection: sqlite3.Connection, names: dict[str, str]) -> dict[str, list[SeenMove]]:
    answers: dict[str, list[Answer]] = defaultdict(list)
    for move_id, answered, kind, basis in connection.execute(
        "SELECT move_id, answered_move_id, kind, basis FROM move_answers WHERE scope = 'document' ORDER BY 1, 2"
    ):
        answers[move_id].append(Answer(answered, kind, basis))
    found: dict[str, list[SeenMove]] = defaultdict(list)
    for row in connection.execute("SELECT * FROM current_moves WHERE judged IS NOT 'wrong' ORDER BY start, id"):
        move = SeenMove(
            row["id"], row["document_id"], row["type"],
            Party(row["actor_id"], names.get(row["actor_id"]), row["actor_side"]),
            Party(row["recipient_id"], names.get(row["recipient_id"]), row["recipient_side"]),
            row["start"], row["end"], row["span_text"], row["trigger_text"], row["about"], row["voice"], row["status"],
            When(row["date_value"], row["date_earliest"], row["date_latest"]), tuple(answers[row["id"]]),
        )  # fmt: skip
        found[move.document_id].append(move)
    return found


def _statements(connection: sqlite3.Connection, names: dict[str, str]) -> dict[str, list[SeenStatement]]:
    found: dict[str, list[SeenStatement]] = defaultdict(list)
    for row in connection.execute("SELECT * FROM current_attributions WHERE judged IS NOT 'wrong' ORDER BY start, id"):
        speaker = row["speaker_id"]
        statement = SeenStatement(
            row["id"], row["document_id"], speaker, names.get(speaker), row["source_text"], row["cue_text"],
            row["content_text"], row["start"], row["end"],
        )  # fmt: skip
        found[statement.document_id].append(statement)
    return found
