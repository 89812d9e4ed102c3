"""Answers over the whole record that were kept when links were written, so that no screen has to count a million rows.

In comes a question's name; out comes the answer as plain rows, or None while pages come in and nothing is kept. What is
kept is of the machine's rows: whoever asks adds what judgements change.
"""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from onrecord.store.browse_judgements import has_judgements

HEAVY = 20_000
"""Rows from which an answer about one actor or side is kept too: there are a few such in a large record."""


def holds_answers(connection: sqlite3.Connection) -> bool:
    """Whether answers are kept of the rows as they are now."""
    return bool(connection.execute("SELECT EXISTS (SELECT 1 FROM kept_answers)").fetchone()[0])


def kept(connection: sqlite3.Connection, question: str) -> Any:
    """The answer as it was kept; None where there is none."""
    row = connection.execute("SELECT answer FROM kept_answers WHERE question = ?", (question,)).fetchone()
    return json.loads(row[0]) if row else None


def kept_of_one(connection: sqlite3.Connection, question: str, key: str) -> Any:
    """The answer about one actor or side, as it was kept; None where there is none, or judgements may change it."""
    return None if has_judgements(connection) else kept(connection, f"{question} {key}".strip())


def keep_of_one(connection: sqlite3.Connection, question: str, key: str, answer: Any) -> None:
    """Write an answer about one actor or side down."""
    keep(connection, f"{question} {key}".strip(), answer)


def keep(connection: sqlite3.Connection, question: str, answer: Any) -> None:
    """Write an answer down."""
    line = json.dumps(answer, ensure_ascii=False, separators=(",", ":"))
    connection.execute("INSERT OR REPLACE INTO kept_answers VALUES (?, ?)", (question, line))


def forget(connection: sqlite3.Connection) -> None:
    """Drop all answers: a row has changed."""
    if holds_answers(connection):
        connection.execute("DELETE FROM kept_answers")
        connection.execute("DELETE FROM actor_tallies")
