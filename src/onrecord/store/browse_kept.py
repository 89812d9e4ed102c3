"""Answers over the whole record that were kept when links were written, so that no screen has to count a million rows.

In comes a question's name; out comes the answer as plain rows, or None while pages come in and what is kept is not of
them. What is kept is of the machine's rows: whoever asks adds what judgements change. Pages that are linked alone are
counted in (``counting_in``): answers then say what they said before, and what these pages add.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from typing import Any

from onrecord.store.browse_judgements import has_judgements

HEAVY = 20_000
"""Rows from which an answer about one actor or side is kept too: there are a few such in a large record."""


ADDED = "document_id IN (SELECT id FROM temp.counted)"
"""In SQL, rows of the documents that are being counted in."""

COUNTED = "document_id NOT IN (SELECT document_id FROM link_queue)"
"""In SQL, rows that the answers are of: documents that wait to be linked are not counted yet."""

_NOW = "NOT EXISTS (SELECT 1 FROM link_queue)"


def holds_answers(connection: sqlite3.Connection) -> bool:
    """Whether answers are kept of the rows as they are now."""
    return bool(connection.execute(f"SELECT EXISTS (SELECT 1 FROM kept_answers) AND {_NOW}").fetchone()[0])


def kept(connection: sqlite3.Connection, question: str) -> Any:
    """The answer as it was kept; None where there is none of the rows as they are now."""
    return _answer(connection, f"SELECT answer FROM kept_answers WHERE question = ? AND {_NOW}", question)


def counted(connection: sqlite3.Connection, question: str) -> Any:
    """The answer as it was kept, of all documents but those that wait to be linked; None where there is none."""
    return _answer(connection, "SELECT answer FROM kept_answers WHERE question = ?", question)


def kept_parts(connection: sqlite3.Connection, beginning: str) -> list[Any] | None:
    """The rows of an answer that is kept in parts, in order of their questions; None where it is not kept."""
    parts = [kept(connection, question) for question in questions(connection, f"{beginning} ")]
    return None if not parts or None in parts else [row for part in parts for row in part]


def questions(connection: sqlite3.Connection, beginning: str = "") -> tuple[str, ...]:
    """The questions of which answers are kept, those that begin so."""
    sql = "SELECT question FROM kept_answers WHERE substr(question, 1, ?) = ? ORDER BY 1"
    return tuple(str(row[0]) for row in connection.execute(sql, (len(beginning), beginning)))


def _answer(connection: sqlite3.Connection, sql: str, question: str) -> Any:
    row = connection.execute(sql, (question,)).fetchone()
    return json.loads(row[0]) if row else None


def kept_of_one(connection: sqlite3.Connection, question: str, key: str) -> Any:
    """The answer about one actor or side, as it was kept; None where there is none, or judgements may change it."""
    return None if has_judgements(connection) else kept(connection, f"{question} {key}".strip())


def keep_of_one(connection: sqlite3.Connection, question: str, key: str, answer: Any) -> None:
    """Write an answer about one actor or side down."""
    keep(connection, f"{question} {key}".strip(), answer)


def drop(connection: sqlite3.Connection, asked: Iterable[str]) -> None:
    """Drop the answers to some questions, so that they are counted when they are asked."""
    connection.executemany("DELETE FROM kept_answers WHERE question = ?", ((name,) for name in asked))


def keep(connection: sqlite3.Connection, question: str, answer: Any) -> None:
    """Write an answer down."""
    line = json.dumps(answer, ensure_ascii=False, separators=(",", ":"))
    connection.execute("INSERT OR REPLACE INTO kept_answers VALUES (?, ?)", (question, line))


def forget(connection: sqlite3.Connection) -> None:
    """Drop all answers: a row that they count has changed."""
    if connection.execute("SELECT EXISTS (SELECT 1 FROM kept_answers)").fetchone()[0]:
        connection.execute("DELETE FROM kept_answers")
        connection.execute("DELETE FROM actor_tallies")
