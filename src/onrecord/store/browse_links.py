"""What linking found of answers: threads as ladders, who answers whom, open items."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass, replace
from typing import Any

from onrecord.model import When
from onrecord.store.browse_answers import AnswerLink, answer_links, standing_links
from onrecord.store.browse_entries import moves_by_id
from onrecord.store.browse_rows import Entry, Listing, ThreadLine
from onrecord.store.browse_sources import id_of


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
class Stretch:
    """Which rungs of a thread are asked for: ``limit`` of them (None: all) from ``offset`` on, or where ``at`` stands.

    ``linked`` are those that answer, are answered or wait for an answer; None asks for them where a thread is long.
    ``least`` is the least score of a move's first telling, unless ``at`` names one of a lower score.
    """

    linked: bool | None = False
    limit: int | None = None
    offset: int = 0
    at: str = ""
    least: float = 0.0


@dataclass(frozen=True, slots=True)
class ThreadView:
    """A thread as its screen shows it; ``column`` of a rung is 0 for side A, 1 for side B, 2 for others.

    ``rungs`` are a stretch of ``chosen``, which are the linked ones (``narrowed``) or all; ``linked`` and ``total`` say
    how many there are; ``answered`` are moves outside the stretch that its rungs answer; ``below`` says how many moves
    are left out for their score.
    """

    line: ThreadLine
    rungs: tuple[Rung, ...]
    coverage: str
    total: int
    linked: int
    narrowed: bool
    offset: int
    answered: tuple[Entry, ...] = ()
    below: int = 0

    @property
    def chosen(self) -> int:
        """How many rungs there are to leaf through."""
        return self.linked if self.narrowed else self.total


LONG = 80
"""Rungs from which a ladder is hard to follow: what nobody answers is left out at first."""

_THREADS = """SELECT t.id, t.title, t.matter, t.side_a, t.side_b, t.date_earliest, t.date_latest, t.moves,
    (SELECT count(*) FROM open_items o WHERE o.thread_id = t.id AND o.state = 'unanswered') AS open FROM threads t"""


def threads(
    connection: sqlite3.Connection, *, least: float = 0.0, limit: int = 50, offset: int = 0
) -> Listing[ThreadLine]:
    """Threads, those with open ends first, then the longest; their moves of at least a score are counted."""
    total = connection.execute("SELECT count(*) FROM threads").fetchone()[0]
    order = "ORDER BY open > 0 DESC, t.moves DESC, t.date_latest DESC, t.id LIMIT ? OFFSET ?"
    rows = connection.execute(f"{_THREADS} {order}", (limit, offset))
    lines = tuple(_thread_line(row) for row in rows)
    return Listing(_counted(connection, lines, least) if least else lines, total, limit, offset)


def _counted(connection: sqlite3.Connection, lines: tuple[ThreadLine, ...], least: float) -> tuple[ThreadLine, ...]:
    """The lines of threads with the counts of those moves alone that bear at least a score."""
    moves = """SELECT count(*) FROM thread_moves t JOIN moves m ON m.id = t.move_id
        WHERE t.thread_id = ? AND t.same_as_id IS NULL AND m.score >= ?"""
    still = """SELECT count(*) FROM open_items o JOIN moves m ON m.id = o.move_id
        WHERE o.thread_id = ? AND o.state = 'unanswered' AND m.score >= ?"""
    found = []
    for line in lines:
        counts = (connection.execute(sql, (line.id, least)).fetchone()[0] for sql in (moves, still))
        found.append(replace(line, **dict(zip(("moves", "open"), counts, strict=True))))
    return tuple(found)


def thread(connection: sqlite3.Connection, wanted: str, stretch: Stretch = Stretch()) -> ThreadView:
    """The thread with an id (or the beginning of one), rung by rung; other tellings of a move stand under its first."""
    key = id_of(connection, "threads", wanted)
    line = _thread_line(connection.execute(f"{_THREADS} WHERE t.id = ?", (key,)).fetchone())
    sql = "SELECT move_id, same_as_id FROM thread_moves WHERE thread_id = ? ORDER BY ordinal, move_id"
    members = [(row[0], row[1]) for row in connection.execute(sql, (key,))]
    moves = tuple(move for move, _ in members)
    same = {move: first for move, first in members if first and first != move}
    # Of what a page states linking keeps what types, sides and days bear out, under its own scope.
    links = standing_links(answer_links(connection, moves, "record"), same)
    states = _states(connection, moves)
    ends = {move for move, row in states.items() if row[0] == "unanswered"}
    ends |= {same.get(end, end) for link in links for end in (link.move, link.answered)}
    every = [move for move in moves if move not in same]
    low = _below(connection, every, stretch)
    firsts = [move for move in every if move not in low]
    linked = [move for move in firsts if move in ends]
    narrowed = bool(linked) and (len(firsts) > LONG if stretch.linked is None else stretch.linked)
    if narrowed and stretch.at in firsts and stretch.at not in linked:
        narrowed = False
    shown, offset = _stretch(linked if narrowed else firsts, stretch)
    rungs, answered = _rungs(connection, shown, line, same, links, states)
    coverage = _coverage([row for _, row in sorted(states.items()) if row[1]])
    return ThreadView(line, rungs, coverage, len(firsts), len(linked), narrowed, offset, answered, len(low))


def _below(connection: sqlite3.Connection, moves: list[str], stretch: Stretch) -> frozenset[str]:
    """The moves whose score is under the least that is asked for; none where one of them is to be shown."""
    if not stretch.least:
        return frozenset()
    sql = "SELECT m.id FROM json_each(?) j JOIN moves m ON m.id = j.value WHERE m.score < ?"
    low = frozenset(row[0] for row in connection.execute(sql, (json.dumps(moves), stretch.least)))
    return frozenset() if stretch.at in low else low


def _stretch(chosen: list[str], stretch: Stretch) -> tuple[list[str], int]:
    """The rungs of a stretch, and where it begins."""
    if stretch.limit is None:
        return chosen, 0
    offset = stretch.offset
    if stretch.at in chosen:
        offset = chosen.index(stretch.at) // stretch.limit * stretch.limit
    return chosen[offset : offset + stretch.limit], offset


def _rungs(
    connection: sqlite3.Connection,
    shown: list[str],
    line: ThreadLine,
    same: dict[str, str],
    links: tuple[AnswerLink, ...],
    states: dict[str, tuple[str, str]],
) -> tuple[tuple[Rung, ...], tuple[Entry, ...]]:
    """The rungs of moves, and the moves beside these that they answer."""
    here = set(shown)
    retold: dict[str, list[str]] = {move: [] for move in shown}
    for other, first in same.items():
        if first in here:
            retold[first].append(other)
    answers: dict[str, list[AnswerLink]] = {move: [] for move in shown}
    answered_by: dict[str, list[AnswerLink]] = {move: [] for move in shown}
    for link in links:
        answers.get(link.move, []).append(link)
        answered_by.get(link.answered, []).append(link)
    outside = sorted({link.answered for some in answers.values() for link in some} - here)
    entries = moves_by_id(connection, [*shown, *outside, *(other for some in retold.values() for other in some)])
    found = tuple(
        Rung(
            entry=entries[move],
            column=_column(entries[move], line),
            answers=tuple(answers[move]),
            answered_by=tuple(answered_by[move]),
            retold=tuple(entries[other] for other in retold[move] if other in entries),
            state=states[move][0] if move in states else None,
        )
        for move in shown
        if move in entries
    )
    return found, tuple(entries[move] for move in outside if move in entries)


def _states(connection: sqlite3.Connection, moves: tuple[str, ...]) -> dict[str, tuple[str, str]]:
    """State and coverage of the moves that are open items."""
    sql = "SELECT o.move_id, o.state, o.coverage FROM json_each(?) j JOIN open_items o ON o.move_id = j.value"
    return {row[0]: (row[1], row[2]) for row in connection.execute(sql, (json.dumps(moves),))}


def _coverage(items: list[tuple[str, str]]) -> str:
    """What the record covers of a thread: the line of what is open in it, else how far any item was followed."""
    still = next((line for state, line in items if state == "unanswered"), "")
    found = next((line.partition("found in ")[2] for _, line in items), "")
    return still.rstrip(",") or (f"answers were looked for in {found.rstrip(',')}" if found else "")


def _thread_line(row: Any) -> ThreadLine:
    identity, title, matter, side_a, side_b, earliest, latest, moves, open_ends = row
    return ThreadLine(identity, title, matter, side_a, side_b, When(None, earliest, latest), moves, open_ends)


def _column(entry: Entry, line: ThreadLine) -> int:
    sides = (entry.actor.side or "").split(";")
    return 0 if line.side_a in sides else 1 if line.side_b in sides else 2
