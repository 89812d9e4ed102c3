"""What linking found of answers: threads as ladders, who answers whom, open items."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Any

from onrecord.model import When
from onrecord.store.browse_entries import moves_by_id
from onrecord.store.browse_rows import Entry, Listing, ThreadLine
from onrecord.store.browse_sources import id_of, marks


@dataclass(frozen=True, slots=True)
class AnswerLink:
    """A move that another answers, and how; ``scope`` tells whether one article says so or linking found it."""

    move: str
    answered: str
    kind: str
    scope: str
    basis: str


@dataclass(frozen=True, slots=True)
class OpenItem:
    """An accusation, demand, offer or pledge, and how it stands; ``unanswered`` means that it is still open."""

    entry: Entry
    thread_id: str | None
    thread_title: str | None
    state: str
    settled_by: str | None
    since: str | None
    coverage: str


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of a thread's ladder: a move, what it answers, what answers it, other tellings, how it stands."""

    entry: Entry
    column: int
    answers: tuple[AnswerLink, ...]
    answered_by: tuple[AnswerLink, ...]
    retold: tuple[Entry, ...]
    state: str | None


@dataclass(frozen=True, slots=True)
class ThreadView:
    """A thread as its screen shows it; ``column`` of a rung is 0 for side A, 1 for side B, 2 for others."""

    line: ThreadLine
    rungs: tuple[Rung, ...]
    coverage: str


_THREADS = """SELECT t.id, t.title, t.matter, t.side_a, t.side_b, t.date_earliest, t.date_latest, t.moves,
    (SELECT count(*) FROM open_items o WHERE o.thread_id = t.id AND o.state = 'unanswered') AS open FROM threads t"""


def threads(connection: sqlite3.Connection, *, limit: int = 50, offset: int = 0) -> Listing[ThreadLine]:
    """Threads, those with open ends first, then the longest."""
    total = connection.execute("SELECT count(*) FROM threads").fetchone()[0]
    order = "ORDER BY open > 0 DESC, t.moves DESC, t.date_latest DESC, t.id LIMIT ? OFFSET ?"
    rows = connection.execute(f"{_THREADS} {order}", (limit, offset))
    return Listing(tuple(_thread_line(row) for row in rows), total, limit, offset)


def thread(connection: sqlite3.Connection, wanted: str) -> ThreadView:
    """The thread with an id (or the beginning of one), rung by rung; other tellings of a move stand under its first."""
    key = id_of(connection, "threads", wanted)
    line = _thread_line(connection.execute(f"{_THREADS} WHERE t.id = ?", (key,)).fetchone())
    sql = "SELECT move_id, same_as_id FROM thread_moves WHERE thread_id = ? ORDER BY ordinal, move_id"
    members = connection.execute(sql, (key,)).fetchall()
    entries = moves_by_id(connection, (move for move, _ in members))
    same = {move: first for move, first in members if first and first != move}
    # Of what a page states linking keeps what types, sides and days bear out, under its own scope.
    links = answer_links(connection, tuple(entries), "record")
    where = f"SELECT move_id, state, coverage FROM open_items WHERE move_id IN ({marks(list(entries))})"
    states = {row[0]: row for row in connection.execute(where, tuple(entries))}
    rungs = [
        Rung(
            entry=entries[move],
            column=_column(entries[move], line),
            answers=tuple(link for link in links if link.move == move),
            answered_by=tuple(link for link in links if link.answered == move),
            retold=tuple(entries[other] for other, first in same.items() if first == move and other in entries),
            state=states[move][1] if move in states else None,
        )
        for move, _ in members
        if move in entries and move not in same
    ]
    return ThreadView(line, tuple(rungs), _coverage([row[1:] for _, row in sorted(states.items()) if row[2]]))


def _coverage(items: list[tuple[str, str]]) -> str:
    """What the record covers of a thread: the line of what is open in it, else how far any item was followed."""
    still = next((line for state, line in items if state == "unanswered"), "")
    return still or next((line.partition(", as ")[2] for _, line in items), "")


def answer_links(
    connection: sqlite3.Connection, moves: tuple[str, ...], scope: str | None = None
) -> tuple[AnswerLink, ...]:
    """Links between moves and what they answer, on either end, in order; of one scope, or of both."""
    found: dict[tuple[str, str], AnswerLink] = {}
    for first in range(0, len(moves), 400):
        some = moves[first : first + 400]
        sql = f"""SELECT move_id, answered_move_id, kind, scope, basis FROM move_answers
            WHERE (move_id IN ({marks(some)}) OR answered_move_id IN ({marks(some)})) AND scope = coalesce(?, scope)
            ORDER BY 1, 2, 4"""
        for row in connection.execute(sql, (*some, *some, scope)):
            found.setdefault((row[0], row[1]), AnswerLink(*row))
    return tuple(found[key] for key in sorted(found))


def open_items(
    connection: sqlite3.Connection, *, state: str | None = "unanswered", limit: int = 100, offset: int = 0
) -> Listing[OpenItem]:
    """Accusations, demands, offers, pledges in a state (None for all), the newest first."""
    condition, values = ("WHERE o.state = ?", (state,)) if state else ("", ())
    total = connection.execute(f"SELECT count(*) FROM open_items o {condition}", values).fetchone()[0]
    sql = f"""SELECT o.move_id, o.thread_id, t.title, o.state, o.settled_by_id, o.since, o.coverage
        FROM open_items o LEFT JOIN threads t ON t.id = o.thread_id {condition}
        ORDER BY o.since DESC NULLS LAST, o.move_id LIMIT ? OFFSET ?"""
    rows = connection.execute(sql, (*values, limit, offset)).fetchall()
    entries = moves_by_id(connection, (row[0] for row in rows))
    found = tuple(OpenItem(entries[row[0]], *row[1:]) for row in rows if row[0] in entries)
    return Listing(found, total, limit, offset)


def _thread_line(row: Any) -> ThreadLine:
    identity, title, matter, side_a, side_b, earliest, latest, moves, open_ends = row
    return ThreadLine(identity, title, matter, side_a, side_b, When(None, earliest, latest), moves, open_ends)


def _column(entry: Entry, line: ThreadLine) -> int:
    sides = (entry.actor.side or "").split(";")
    return 0 if line.side_a in sides else 1 if line.side_b in sides else 2
