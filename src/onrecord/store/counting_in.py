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
from onrecord.store.browse_actors import MATTERS, side_lines
from onrecord.store.browse_counts import MET, YEARS, add_tallies
from onrecord.store.browse_identity import EVIDENCE, TOLD_SIDES
from onrecord.store.browse_judgements import has_judgements
from onrecord.store.browse_kept import ADDED, COUNTED, counted, drop, forget, keep, questions
from onrecord.store.browse_network import KEPT as EDGES
from onrecord.store.browse_network import add_edges
from onrecord.store.browse_rows import SideLine
from onrecord.store.browse_size import Counts, counts_with
from onrecord.store.browse_totals import add_totals

# Questions about one actor whose answers follow from the documents that tell of it.
OF_ACTORS = (MET, YEARS, EVIDENCE, TOLD_SIDES)


def count_in(connection: sqlite3.Connection, document_ids: Sequence[str]) -> None:
    """Add what some documents hold that wait no more, where answers are kept; the caller holds the transaction."""
    if not browse_bars.are_kept(connection):  # nothing is kept, or an older version kept it
        forget(connection)
        return
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS counted (id TEXT PRIMARY KEY) WITHOUT ROWID")
    connection.execute("DELETE FROM temp.counted")
    connection.executemany("INSERT INTO temp.counted VALUES (?)", ((name,) for name in sorted(set(document_ids))))
    before = tuple(row[0] for row in counted(connection, "sides")[:NAMED])
    lines = side_lines(connection, ADDED, counted(connection, "sides"))
    add_totals(connection, add_tallies(connection))
    keep(connection, "counts", astuple(counts_with(connection, Counts(*counted(connection, "counts")))))
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
    """Add to the bars; where none of the sides that had rows of their own has one now, all are counted anew."""
    come = set(named) - set(before)
    is_new = bool(come) and not set(named) & set(before)
    if come and not is_new:
        browse_bars.rename(connection, before, named, f"m.{COUNTED} AND NOT m.{ADDED}")
    for width in browse_bars.WIDTHS:
        if is_new:
            drop(connection, questions(connection, f"{browse_bars.KEPT} {width} "))
        browse_bars.keep_bars(connection, width, named, f"m.{COUNTED if is_new else ADDED}")


def _add_of_one(connection: sqlite3.Connection, lines: Sequence[SideLine]) -> None:
    """Add to the edges, and drop what is kept of the actors that these documents tell of, and of any actor's matters:
    of one actor it is counted when it is asked. Once anybody has judged anything, none of it is asked any more."""
    if has_judgements(connection):
        for beginning in (EDGES, MATTERS, *OF_ACTORS):
            drop(connection, questions(connection, beginning))
        return
    add_edges(connection, lines)
    drop(connection, questions(connection, MATTERS))
    told = [row[0] for row in connection.execute(f"SELECT DISTINCT actor_id FROM document_actors WHERE {ADDED}")]
    drop(connection, (f"{beginning} {key}" for beginning in OF_ACTORS for key in told))
