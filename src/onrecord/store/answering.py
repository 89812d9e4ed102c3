"""Which move answers which, as a person judges it.

A link is judged under the ids of both moves, joined by a colon, whether the machine found it or not: what was said of
it stays when pages are read and linked again. The machine's rows stay in ``move_answers``; ``current_answers`` shows
them with what persons said. What this changes of threads and open items is worked out by linking.
"""

from __future__ import annotations

import sqlite3

from onrecord.errors import NotFound, RecordError

TARGET = "move_answers"
JOINT = ":"
Pair = tuple[str, str]


def pair_id(move: str, answered: str) -> str:
    """The name of the link by which a move answers another."""
    return f"{move}{JOINT}{answered}"


def pair_of(name: str) -> Pair:
    """The two moves of a link by its name."""
    move, _, answered = name.partition(JOINT)
    if not move or not answered or JOINT in answered:
        raise RecordError(f'"{name}" names no link; write the ids of both moves as ANSWER{JOINT}ANSWERED')
    if move == answered:
        raise RecordError(f"{move} cannot answer itself; name two moves")
    return move, answered


def check_pair(connection: sqlite3.Connection, name: str, verdict: str) -> None:
    """Raise an error where a link cannot be judged so: a move is not in the record, or nothing links the two yet."""
    for move in pair_of(name):
        if connection.execute("SELECT 1 FROM moves WHERE id = ?", (move,)).fetchone() is None:
            raise NotFound(f"no row {move} in moves; take the id from a screen, an export or a query")
    sql = "SELECT 1 FROM current_answers WHERE move_id = ? AND answered_move_id = ?"
    if verdict != "answers" and connection.execute(sql, pair_of(name)).fetchone() is None:
        raise NotFound(
            f"{name}: nothing says that the one answers the other, so that it is neither right nor wrong; "
            "say it with the verdict answers and the kind as its value"
        )


def holds_pair(connection: sqlite3.Connection, name: str) -> bool:
    """Whether the record holds both moves of a link."""
    move, _, answered = name.partition(JOINT)
    sql = "SELECT count(*) FROM moves WHERE id IN (?, ?)"
    return int(connection.execute(sql, (move, answered)).fetchone()[0]) > 1


def touches_links(connection: sqlite3.Connection, document_id: str) -> bool:
    """Whether somebody judged a link of a move of a document, so that more than its neighbours depends on it."""
    sql = f"""SELECT 1 FROM judgements AS j JOIN moves AS m ON m.document_id = ?
        AND (m.id = substr(j.target_id, 1, instr(j.target_id, '{JOINT}') - 1)
            OR m.id = substr(j.target_id, instr(j.target_id, '{JOINT}') + 1))
        WHERE j.target = '{TARGET}' LIMIT 1"""
    return connection.execute(sql, (document_id,)).fetchone() is not None
