"""Open items: how accusations, demands, offers and pledges stand, and by what.

In comes a connection; out come the items in a state, each with the move that settled it, or with what its own page goes
on to say.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from onrecord.store.browse_dates import date_words
from onrecord.store.browse_entries import moves_by_id
from onrecord.store.browse_rows import Entry, Listing

UNANSWERED, SUPERSEDED = "unanswered", "superseded"
# Letters of a page after what it puts, in which it tells what became of it.
GOES_ON = 160


@dataclass(frozen=True, slots=True)
class OpenItem:
    """An accusation, demand, offer or pledge, and how it stands; ``unanswered`` means that it is still open. ``answer``
    is the move that settled it; where that is a telling of it, ``goes_on`` are the next words of its page, which do."""

    entry: Entry
    thread_id: str | None
    thread_title: str | None
    state: str
    settled_by: str | None
    since: str | None
    coverage: str
    answer: Entry | None = None
    goes_on: str = ""

    @property
    def coverage_words(self) -> str:
        """What was looked through; of what is denied in general, no answer to it alone was found there."""
        open_still = self.state != UNANSWERED and self.coverage.startswith("no answer")
        return f"to the charge itself {self.coverage}" if open_still else self.coverage

    @property
    def since_words(self) -> str:
        """Since when it stands, no more exact than it is known: "since between 6 and 21 September 2021"."""
        when = self.entry.when
        if when.earliest and not self.entry.undated:
            return f"since {date_words(None, when.earliest, when.latest)}".replace("since on or after", "since")
        return f"known since {date_words(when.latest)}" if when.latest and not when.earliest else "date unknown"


def open_items(
    connection: sqlite3.Connection,
    *,
    state: str | None = "unanswered",
    least: float = 0.0,
    limit: int = 100,
    offset: int = 0,
) -> Listing[OpenItem]:
    """Accusations, demands, offers, pledges in a state (None for all) and of a least score, the newest first."""
    tests = ["o.state = ?"] * bool(state) + ["m.score >= ?"] * bool(least)
    condition = f"WHERE {' AND '.join(tests)}" if tests else ""
    condition = f"JOIN moves m ON m.id = o.move_id {condition}" if least else condition
    values = tuple(value for value in (state, least) if value)
    total = connection.execute(f"SELECT count(*) FROM open_items o {condition}", values).fetchone()[0]
    sql = f"""SELECT o.move_id, o.thread_id, t.title, o.state, o.settled_by_id, o.since, o.coverage
        FROM open_items o LEFT JOIN threads t ON t.id = o.thread_id {condition}
        ORDER BY o.since DESC NULLS LAST, o.move_id LIMIT ? OFFSET ?"""
    rows = connection.execute(sql, (*values, limit, offset)).fetchall()
    entries = moves_by_id(connection, (move for row in rows for move in (row[0], row[4]) if move))
    found = tuple(_item(connection, row, entries) for row in rows if row[0] in entries)
    return Listing(found, total, limit, offset)


def _item(connection: sqlite3.Connection, row: tuple[Any, ...], entries: Mapping[str, Entry]) -> OpenItem:
    move, thread_id, title, state, settled_by, since, coverage = row
    entry, answer = entries[move], entries.get(settled_by or "")
    # One that is put again later is no answer.
    told = answer if answer and answer.type == entry.type and state != SUPERSEDED else None
    goes_on = _goes_on(connection, told) if told else ""
    return OpenItem(entry, thread_id, title, state, settled_by, since, coverage.rstrip(","), answer, goes_on)


def _goes_on(connection: sqlite3.Connection, telling: Entry) -> str:
    """The next words of a telling's paragraph."""
    sql = "SELECT substr(text, ?, ?) FROM documents WHERE id = ?"
    text = str(connection.execute(sql, (telling.end + 1, GOES_ON, telling.document_id)).fetchone()[0])
    paragraph, cut, _ = text.partition("\n")
    return paragraph if cut or len(text) < GOES_ON else paragraph.rpartition(" ")[0] + " …"
