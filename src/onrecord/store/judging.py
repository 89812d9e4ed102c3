"""Judgements: a person's word over the machine's rows.

The log is append-only: what was judged wrongly is taken back by one more line. The machine's rows stay as they are; the
views ``current_...`` of the schema show them with the judgements applied, also after pages are read again.
"""

from __future__ import annotations

import sqlite3

from onrecord.errors import NotFound, RecordError
from onrecord.ids import make_id
from onrecord.store.answering import TARGET, check_pair, holds_pair
from onrecord.store.judged_values import check_value

# What may be judged of which table, beside right and wrong. A verdict is the name of a field in the log, not a word.
VERDICTS = {
    "moves": ("right", "wrong", "date", "type", "status", "actor", "recipient", "added"),
    "attributions": ("right", "wrong", "date", "speaker"),
    "actors": ("right", "wrong", "merge", "split", "side", "name"),
    "documents": ("right", "wrong", "date"),
    "mentions": ("actor",),
    TARGET: ("right", "wrong", "answers"),
    "stories": ("right", "wrong"),
    "threads": ("right", "wrong"),
    "open_items": ("right", "wrong"),
}
_NEED_ACTOR = ("merge", "speaker", "actor", "recipient")
Given = tuple[str, str, str, str, str, str, str]  # target, target_id, verdict, value, reason, by, at


def add_judgement(connection: sqlite3.Connection, given: Given) -> str:
    """Write a judgement to the log; its id. The same judgement, made twice at one time, is one."""
    target, target_id, verdict, value, reason, by, at = given
    undoes = None
    if verdict == "undo":
        undoes, target, target_id = _undone(connection, target, target_id, value)
        value = ""
    else:
        value = " ".join(sorted(set(value.split()))) if verdict == "split" else value
        _check(connection, target, target_id, verdict, value)
        _keep_names(connection, target_id if target == "actors" else "", value if verdict in _NEED_ACTOR else "")
    return write_judgement(connection, (target, target_id, verdict, value, reason, by, at), undoes)


def write_judgement(connection: sqlite3.Connection, given: Given, undoes: str | None = None) -> str:
    """Write a line to the log that needs no check; its id."""
    target, target_id, verdict, value, reason, by, at = given
    judgement_id = make_id("judgement", target, target_id, verdict, value, reason, by, at, undoes)
    connection.execute(
        "INSERT OR IGNORE INTO judgements VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (judgement_id, at, by, target, target_id, verdict, value, reason, undoes),
    )
    return judgement_id


def _undone(connection: sqlite3.Connection, target: str, target_id: str, value: str) -> tuple[str, str, str]:
    """The judgement to take back (named by its id, or the last that stands over a row), and its row."""
    row = connection.execute(
        "SELECT id, target, target_id FROM judgements WHERE id IN (?, ?) AND verdict <> 'undo'", (value, target_id)
    ).fetchone()
    row = (
        row
        or connection.execute(
            "SELECT id, target, target_id FROM standing_judgements WHERE target = ? AND target_id = ? "
            "ORDER BY made_at DESC, id DESC LIMIT 1",
            (target, target_id),
        ).fetchone()
    )
    if row is None:
        raise NotFound(f"no judgement stands over {target} {target_id}; the table judgements lists all that were made")
    return str(row[0]), str(row[1]), str(row[2])


def _check(connection: sqlite3.Connection, target: str, target_id: str, verdict: str, value: str) -> None:
    if target not in VERDICTS:
        raise RecordError(f'"{target}" cannot be judged; known: {", ".join(VERDICTS)}')
    if verdict not in VERDICTS[target]:
        raise RecordError(f'"{verdict}" is no verdict on {target}; known: {", ".join((*VERDICTS[target], "undo"))}')
    if verdict == "added":
        raise RecordError("a move is added with its words: `onrecord judge add`, or the article's screen")
    if target == TARGET:
        check_pair(connection, target_id, verdict)
    elif not holds(connection, target, target_id):
        raise NotFound(f"no row {target_id} in {target}; take the id from a screen, an export or a query")
    check_value(verdict, value)
    if verdict in _NEED_ACTOR and not _is_actor(connection, value):
        raise NotFound(f"no actor {value} in this record; `onrecord show actor RECORD` lists actors with their ids")
    if verdict == "merge" and value == target_id:
        raise RecordError(f"{target_id} is already itself; name another actor to merge it with")
    if verdict == "split":
        _check_documents(connection, target_id, value.split())


def holds(connection: sqlite3.Connection, target: str, target_id: str) -> bool:
    """Whether the record holds the row that is judged; of a link, both of its moves."""
    if target == TARGET:
        return holds_pair(connection, target_id)
    key = "move_id" if target == "open_items" else "id"
    table = "current_actors" if target == "actors" else target  # An actor that was split off is in no table.
    return connection.execute(f"SELECT 1 FROM {table} WHERE {key} = ?", (target_id,)).fetchone() is not None


def _check_documents(connection: sqlite3.Connection, actor_id: str, documents: list[str]) -> None:
    """An actor is split by documents that tell of it; one at least must be left to it."""
    sql = "SELECT document_id FROM document_actors WHERE actor_id = ?"
    held = {str(row[0]) for row in connection.execute(sql, (actor_id,))}
    for document in documents:
        if document not in held:
            raise NotFound(f"{document} does not tell of {actor_id}; the actor's page lists the documents that do")
    if documents and held == set(documents):
        raise RecordError(f"no other document tells of {actor_id}; split off some of its documents, not all")


def _is_actor(connection: sqlite3.Connection, actor_id: str) -> bool:
    return connection.execute("SELECT 1 FROM current_actors WHERE id = ?", (actor_id,)).fetchone() is not None


def _keep_names(connection: sqlite3.Connection, *actor_ids: str) -> None:
    """Notes what judged actors are called, so that they are found again when a newer reading gives them other ids."""
    for actor_id in filter(None, actor_ids):
        connection.execute(
            "INSERT OR REPLACE INTO judged_actors SELECT id, name, kind, side FROM actors WHERE id = ?", (actor_id,)
        )
