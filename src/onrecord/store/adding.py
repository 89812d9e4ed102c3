"""Moves that a person adds: lines of the log, and the rows of ``moves`` that follow from them.

The log is what holds: a row follows from it when the line is written, when a page is read again and when another
person's lines are taken in, and goes when the line is taken back. ``added_moves`` tells these rows from the machine's,
of which no digest knows them. Where the words of a document stand elsewhere after a newer reading the basis says so;
where they stand nowhere, or more than once, no row is made and ``verify`` tells it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from functools import cache

from onrecord import tables
from onrecord.errors import NotFound, RecordError
from onrecord.store.added_values import AddedMove, added_of, check_added
from onrecord.store.browse_actors import actor_line
from onrecord.store.browse_dates import bounds
from onrecord.store.browse_kept import forget
from onrecord.store.judged_values import state_codes
from onrecord.store.judging import add_judgement, write_judgement
from onrecord.store.rows import COLUMNS, insertion
from onrecord.store.unlinked import mark_pending, mark_unlinked

VERDICT = "added"
Said = tuple[str, str, str]  # reason, by, at
_STANDING = "FROM standing_judgements WHERE target = 'moves' AND verdict = 'added'"
# What links hold of a move goes with it, but its places: by these linking finds the threads that it leaves.
_LINKS = (
    "DELETE FROM thread_moves WHERE move_id = ?1 OR same_as_id = ?1",
    "DELETE FROM move_answers WHERE answered_move_id = ?1",
    "UPDATE open_items SET settled_by_id = NULL WHERE settled_by_id = ?1",
    "UPDATE account_rows SET move_id = NULL WHERE move_id = ?1",
    "DELETE FROM search_rows WHERE kind = 'move' AND thing_id = ?1",
    "DELETE FROM moves WHERE id = ?1",
)


def add_move(connection: sqlite3.Connection, move: AddedMove, actor: str, recipient: str, said: Said) -> str:
    """Write a move that the machine missed, with its parties as ids of actors (empty: its sides say all); its id."""
    row = connection.execute("SELECT text FROM documents WHERE id = ?", (move.document,)).fetchone()
    if row is None:
        raise NotFound(f"no document {move.document} in this record; `onrecord show document RECORD` lists them")
    check_added(move)
    if row[0][move.start : move.end] != move.words:
        raise RecordError(f"the document does not say “{move.words[:60]}” at {move.start}; choose its words again")
    if connection.execute("SELECT 1 FROM added_moves WHERE move_id = ?", (move.id,)).fetchone():
        raise RecordError(f"{move.id}: somebody added this move already; judge that one, or take it back")
    write_judgement(connection, ("moves", move.id, VERDICT, move.value, *said))
    follow_additions(connection, move.document)
    for role, key in (("actor", actor), ("recipient", recipient)):
        if key:
            add_judgement(connection, ("moves", move.id, role, key, *said))
    return move.id


def party_of(connection: sqlite3.Connection, given: str) -> tuple[str, str]:
    """The actor of the record whom a person names by an id or a name, else the code of the state: one of them."""
    if not given:
        return "", ""
    try:
        return actor_line(connection, given).id, ""
    except NotFound:
        code = state_codes().get(given.casefold())
        if code is None:
            raise
        return "", code


def withdraw_move(connection: sqlite3.Connection, move_id: str, said: Said) -> int:
    """Take back a move that was added, with all that was said of it; how many judgements no longer stand."""
    sql = """SELECT id FROM judgements AS j WHERE target = 'moves' AND target_id = ? AND verdict <> 'undo'
        AND NOT EXISTS (SELECT 1 FROM judgements AS u WHERE u.undoes_id = j.id) ORDER BY id"""
    row = connection.execute(f"SELECT value {_STANDING} AND target_id = ?", (move_id,)).fetchone()
    if row is None:
        raise NotFound(f"nobody added the move {move_id}; what the machine found is judged wrong, not taken back")
    gone = [str(one[0]) for one in connection.execute(sql, (move_id,))]
    for key in gone:
        add_judgement(connection, ("moves", move_id, "undo", key, *said))
    follow_additions(connection, added_of(str(row[0]), move_id).document)
    return len(gone)


def follow_additions(connection: sqlite3.Connection, document: str) -> None:
    """Make the rows of a document's added moves what the log says; the caller holds the transaction."""
    wanted = {str(row[0]): row for row in _rows_of(connection, document)}
    sql = "SELECT a.move_id FROM added_moves AS a JOIN moves AS m ON m.id = a.move_id WHERE m.document_id = ?"
    names = ", ".join(f'"{name}"' for name in COLUMNS["moves"].split())
    held = {str(row[0]) for row in connection.execute(sql, (document,))}
    for move_id in sorted(held):
        now = tuple(connection.execute(f"SELECT {names} FROM moves WHERE id = ?", (move_id,)).fetchone())
        if wanted.get(move_id, (None,))[:-1] == now:
            del wanted[move_id]
        else:
            _drop(connection, move_id)
    for move_id, row in sorted(wanted.items()):
        connection.execute(insertion("moves"), row[:-1])
        connection.execute(insertion("search_rows"), ("move", move_id, document, row[6]))
        connection.execute("INSERT INTO added_moves VALUES (?, ?)", (move_id, row[-1]))
    if wanted or held:
        mark_unlinked(connection)
        mark_pending(connection, document)
        forget(connection)


def follow_judgement(connection: sqlite3.Connection, judgement_id: str) -> None:
    """Likewise after one judgement, where it takes an addition back."""
    sql = """SELECT u.value, u.target_id FROM judgements AS j JOIN judgements AS u ON u.id = j.undoes_id
        WHERE j.id = ? AND u.verdict = 'added'"""
    for value, target_id in connection.execute(sql, (judgement_id,)).fetchall():
        follow_additions(connection, added_of(value, target_id).document)


def documents_with_additions(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Documents of the record to which moves were added."""
    sql = f"""SELECT DISTINCT json_extract(value, '$.document') AS name {_STANDING}
        AND EXISTS (SELECT 1 FROM documents AS d WHERE d.id = json_extract(value, '$.document')) ORDER BY 1"""
    return tuple(str(row[0]) for row in connection.execute(sql))


def wrong_additions(connection: sqlite3.Connection) -> Iterator[tuple[str, str, str]]:
    """Rows of added moves that are not what the log says, and additions that have no row: table, id, what was found."""
    names = ", ".join(f'm."{name}"' for name in COLUMNS["moves"].split())
    sql = f"SELECT {names}, a.judgement_id FROM added_moves AS a JOIN moves AS m ON m.id = a.move_id"
    held = {str(row[0]): tuple(row) for row in connection.execute(sql)}
    for document in documents_with_additions(connection):
        wanted = {str(row[0]): row for row in _rows_of(connection, document)}
        said = f"SELECT target_id {_STANDING} AND json_extract(value, '$.document') = ? ORDER BY 1"
        for (move_id,) in connection.execute(said, (document,)).fetchall():
            if move_id not in wanted:
                yield "judgements", str(move_id), "the words of this added move do not stand once in its document"
            elif held.pop(move_id, None) != wanted[move_id]:
                yield "moves", str(move_id), "is not the move that a person added"
    for move_id in sorted(held):
        yield "moves", move_id, "counts as added by a person, but the log has no such line"


def _rows_of(connection: sqlite3.Connection, document: str) -> list[tuple[object, ...]]:
    """The rows of a document's added moves as the log gives them, each with its judgement."""
    sql = f"""SELECT target_id, value, made_by, id {_STANDING} AND json_extract(value, '$.document') = ?
        ORDER BY target_id"""
    said = connection.execute(sql, (document,)).fetchall()
    if not said:
        return []
    text = str(connection.execute("SELECT text FROM documents WHERE id = ?", (document,)).fetchone()[0])
    found = []
    for target_id, value, by, judgement in said:
        move = added_of(value, target_id)
        start = _place(text, move)
        if start is not None:
            basis = f"person: {by}" + ("" if start == move.start else "; its words stand elsewhere now")
            found.append((*_row(connection, move, start, basis), judgement))
    return found


def _place(text: str, move: AddedMove) -> int | None:
    """Where the words of a move stand: where they were, else the only place where they are."""
    if text[move.start : move.end] == move.words:
        return move.start
    return text.index(move.words) if text.count(move.words) == 1 else None


def _row(connection: sqlite3.Connection, move: AddedMove, start: int, basis: str) -> tuple[object, ...]:
    """The row of an added move, in the order of the table's columns."""
    end = start + len(move.words)
    named = start + move.words.index(move.trigger)
    trigger = (named, named + len(move.trigger)) if move.trigger else (start, end)
    first, last = bounds(move.date)
    voice = _voice(connection, move.document, start, end)
    return (
        move.id, move.document, start, end, *trigger, move.words, move.trigger or move.words, move.type, None,
        move.actor_side or None, None, move.recipient_side or None, "", voice, move.status, move.date or None, first,
        last, *_codes(move.type), "[]", 1.0, basis,
    )  # fmt: skip


def _voice(connection: sqlite3.Connection, document: str, start: int, end: int) -> str:
    """The innermost statement that quotes all the words of a move; else the outlet's own voice."""
    sql = "SELECT id, content FROM attributions WHERE document_id = ? ORDER BY id"
    held = [
        (last - first, str(key))
        for key, content in connection.execute(sql, (document,))
        for first, last in json.loads(content)
        if first <= start and end <= last
    ]
    return min(held)[1] if held else "outlet"


@cache
def _codes(kind: str) -> tuple[str | None, str | None]:
    """Codes of a type of move in two ontologies."""
    row = next(row for row in tables.rows("moves/types.toml", ("type", "gives")) if row["type"] == kind)
    return row.get("plover") or None, row.get("cameo") or None


def _drop(connection: sqlite3.Connection, move_id: str) -> None:
    for sql in _LINKS:
        connection.execute(sql, (move_id,))
