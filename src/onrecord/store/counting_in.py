"""Counting documents in: what is kept over the whole record, brought up by what some documents add.

In comes a connection with documents that were linked alone; the answers that were kept come to say what counting the
whole record anew would give, and cost what these documents hold, not what the record holds.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import astuple

from onrecord.store import browse_bars
from onrecord.store.browse import NAMED
from onrecord.store.browse_actors import keep_heavy_actors, side_lines
from onrecord.store.browse_counts import add_tallies
from onrecord.store.browse_judgements import has_judgements
from onrecord.store.browse_kept import ADDED, COUNTED, OF_ONE, counted, keep, questions
from onrecord.store.browse_network import add_edges
from onrecord.store.browse_rows import SideLine
from onrecord.store.browse_size import record_counts
from onrecord.store.browse_totals import add_totals


def count_in(connection: sqlite3.Connection, document_ids: Sequence[str]) -> None:
    """Add what some documents hold that wait no more, where answers are kept; the caller holds the transaction."""
    if not questions(connection):
        return
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS counted (id TEXT PRIMARY KEY) WITHOUT ROWID")
    connection.execute("DELETE FROM temp.counted")
    connection.executemany("INSERT INTO temp.counted VALUES (?)", ((name,) for name in sorted(set(document_ids))))
    before = tuple(row[0] for row in counted(connection, "sides")[:NAMED])
    lines = side_lines(connection, ADDED, counted(connection, "sides"))
    add_totals(connection, add_tallies(connection))
    keep(connection, "counts", astuple(record_counts(connection)))
    keep(connection, "sides", [astuple(line) for line in lines])
    _add_outlets(connection)
    _add_bars(connection, before, tuple(line.code for line in lines[:NAMED]))
    _add_of_one(connection, lines)


def _add_outlets(connection: sqlite3.Connection) -> None:
    counts = Counter(dict(counted(connection, "outlets")))
    sql = "SELECT outlet FROM documents WHERE outlet IS NOT NULL AND id IN (SELECT id FROM temp.counted)"
    counts.update(str(row[0]) for row in connection.execute(sql))
    keep(connection, "outlets", sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _add_bars(connection: sqlite3.Connection, before: tuple[str, ...], named: tuple[str, ...]) -> None:
    """Add to the bars; where other sides are named now, all are counted anew."""
    for width in browse_bars.WIDTHS:
        question = f"{browse_bars.KEPT} {width}"
        held, condition = (counted(connection, question), ADDED) if named == before else ((), COUNTED)
        keep(connection, question, browse_bars.bar_rows(connection, width, named, f"m.{condition}", held))


def _add_of_one(connection: sqlite3.Connection, lines: Sequence[SideLine]) -> None:
    """Add to what is kept of one actor or side; once anybody has judged anything, it is asked no more."""
    if has_judgements(connection):
        for beginning in OF_ONE:
            connection.executemany(
                "DELETE FROM kept_answers WHERE question = ?", ((name,) for name in questions(connection, beginning))
            )
        return
    add_edges(connection, lines)
    sql = f"SELECT DISTINCT actor_id FROM document_actors WHERE {ADDED}"
    keep_heavy_actors(connection, {str(row[0]) for row in connection.execute(sql)})
