"""Keeping what screens ask of the whole record, so that a long record answers as fast as a short one.

``browse_kept`` holds the answers; here they are counted, whenever the whole record was linked; pages that are linked
alone are counted in (``counting_in``).
"""

from __future__ import annotations

import sqlite3
from dataclasses import astuple, replace

from onrecord.store import browse_actors, browse_bars, browse_counts, browse_network
from onrecord.store.browse import NAMED, Browse, Counts
from onrecord.store.browse_kept import forget, keep, kept
from onrecord.store.browse_totals import keep_totals


def keep_answers(connection: sqlite3.Connection) -> None:
    """Keep the answers that count the whole record; the caller holds the transaction.

    While documents wait to be linked nothing is kept: they are counted in once they are linked.
    """
    forget(connection)
    if connection.execute("SELECT EXISTS (SELECT 1 FROM link_queue)").fetchone()[0]:
        return
    browse_counts.tally(connection)
    browse = Browse(connection)
    keep(connection, "counts", astuple(browse.counts()))
    keep(connection, "sides", [astuple(line) for line in browse.sides()])
    keep(connection, "outlets", browse.outlets())
    keep_totals(connection)
    named = tuple(line.code for line in browse.sides()[:NAMED])
    for width in browse_bars.WIDTHS:
        browse_bars.keep_bars(connection, width, named)
    browse_network.keep_edges(connection)
    browse_actors.keep_heavy_actors(connection)


def keep_link_counts(connection: sqlite3.Connection) -> None:
    """Bring up what is kept of links, after some threads were linked; the caller holds the transaction."""
    answer = kept(connection, "counts")
    if answer is not None:
        sql = """SELECT (SELECT count(*) FROM threads),
            (SELECT count(*) FROM open_items WHERE state = 'unanswered')"""
        threads, still_open = connection.execute(sql).fetchone()
        keep(connection, "counts", astuple(replace(Counts(*answer), threads=threads, open_items=still_open)))
