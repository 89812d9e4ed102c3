"""How many rows a timeline has that is narrowed by one thing alone: kept when links are written, as most are asked so.

In come a kind of entry and filters; out comes the number that was kept with what judgements changed, or None where it
was not: for a narrowing by several things the rows are counted.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from types import MappingProxyType
from typing import Any

from onrecord.store.browse_kept import ADDED, counted, holds_answers, keep, kept
from onrecord.store.browse_rows import Filters
from onrecord.store.browse_sources import actor_ids

KEPT = ("type", "status", "voice", "outlet", "side")
TOLD = ("outlet", "quoted")
"""Voices that are kept; any other is an actor."""

MONTH = 7

_COUNTS = {
    "move": {
        "": "SELECT '', count(*) FROM moves {where}",
        "type": "SELECT type, count(*) FROM moves {where} GROUP BY 1",
        "status": "SELECT status, count(*) FROM moves {where} GROUP BY 1",
        "voice": "SELECT iif(voice = 'outlet', 'outlet', 'quoted'), count(*) FROM moves {where} GROUP BY 1",
        "outlet": "SELECT d.outlet, count(*) FROM documents d JOIN moves m ON m.document_id = d.id {where} GROUP BY 1",
        "side": """SELECT coalesce(actor_side, '') || ';' || coalesce(recipient_side, ''), count(*) FROM moves {where}
            GROUP BY actor_side, recipient_side""",
        "months": """SELECT coalesce(substr(date_earliest, 1, 7), '') || ' ' || coalesce(substr(date_latest, 1, 7), ''),
            count(*) FROM moves {where} GROUP BY 1""",
    },
    "statement": {
        "": "SELECT '', count(*) FROM attributions {where}",
        "type": "SELECT kind, count(*) FROM attributions {where} GROUP BY 1",
        "voice": "SELECT iif(within_id IS NULL, 'outlet', 'quoted'), count(*) FROM attributions {where} GROUP BY 1",
        "outlet": """SELECT d.outlet, count(*) FROM documents d JOIN attributions s ON s.document_id = d.id {where}
            GROUP BY 1""",
        "months": """SELECT coalesce(substr(said_earliest, 1, 7), '') || ' ' || coalesce(substr(said_latest, 1, 7), ''),
            count(*) FROM attributions {where} GROUP BY 1""",
    },
}


_SAID = "SELECT side, sum(statements) FROM actor_tallies GROUP BY 1"


def keep_totals(connection: sqlite3.Connection) -> None:
    """Count the machine's rows by each thing, and keep the counts; how much each actor says must be counted before."""
    for kind, asked in _COUNTS.items():
        for name, sql in asked.items():
            _add(connection, kind, name, connection.execute(sql.format(where="")))
    _add(connection, "statement", "side", connection.execute(_SAID))


def add_totals(connection: sqlite3.Connection, said: Iterable[tuple[str | None, int]]) -> None:
    """Add those of the documents that are counted in; ``said`` is by how much the statements of sides become more."""
    for kind, asked in _COUNTS.items():
        for name, sql in asked.items():
            found = connection.execute(sql.format(where=f"WHERE {ADDED}"))
            _add(connection, kind, name, found, counted(connection, f"total {kind} {name}"))
    _add(connection, "statement", "side", said, counted(connection, "total statement side"))


def _add(
    connection: sqlite3.Connection,
    kind: str,
    name: str,
    found: Iterable[Any],
    before: Mapping[str, int] = MappingProxyType({}),
) -> None:
    """Keep the counts of what was found, with those that were kept before; joint sides count for each of theirs."""
    counts = Counter(before)
    for value, count in found:
        for one in sorted(set((value or "").split(";"))) if name == "side" else [value]:
            if one or not name:
                counts[one] += count
    keep(connection, f"total {kind} {name}", {value: count for value, count in counts.items() if count})


def kept_total(connection: sqlite3.Connection, kind: str, filters: Filters, judged: bool) -> int | None:
    """Rows of the machine that the filters let through, as they were kept; None where they must be counted."""
    narrowed = [item.name for item in fields(Filters) if getattr(filters, item.name) and item.name != "kind"]
    if replace(filters, kind=None, since=None, until=None) == Filters() and narrowed:
        return _in_months(connection, kind, filters)
    name = narrowed[0] if narrowed else ""
    if narrowed == ["actor"] and not judged and holds_answers(connection):
        return _of_actor(connection, kind, filters.actor or "")
    value = getattr(filters, name) if name else ""
    if len(narrowed) > 1 or name not in ("", *KEPT) or (name == "voice" and value not in TOLD):
        return None
    if name == "side" and (judged or ";" in value):
        return None  # Who acts for a side may have been judged, and that changes rows that nobody touched.
    counts = kept(connection, f"total {kind} {name}")
    return None if counts is None else int(counts.get(value, 0))


def _in_months(connection: sqlite3.Connection, kind: str, filters: Filters) -> int | None:
    """Rows whose interval meets a period of whole months or years."""
    since, until = filters.since or "", filters.until or ""
    if not {len(since), len(until)} <= {0, 4, MONTH}:
        return None
    counts: dict[str, int] | None = kept(connection, f"total {kind} months")
    if counts is None:
        return None
    found = 0
    for span, count in counts.items():
        first, last = span.split(" ")
        begun = not until or (first and first[: len(until)] <= until)
        ended = since and last[: len(since)] < since
        found += count if begun and not ended else 0
    return found


def _of_actor(connection: sqlite3.Connection, kind: str, wanted: str) -> int:
    """Moves that an actor makes or meets, each once, or its statements: from the tallies."""
    ids = json.dumps(actor_ids(connection, wanted))
    own = "IN (SELECT value FROM json_each(?))"
    sums = "moves + received" if kind == "move" else "statements"
    sql = f"SELECT coalesce(sum({sums}), 0) FROM actor_tallies WHERE actor_id {own}"
    found = int(connection.execute(sql, (ids,)).fetchone()[0])
    if kind == "statement":
        return found
    both = f"SELECT count(*) FROM moves WHERE actor_id {own} AND recipient_id {own}"
    return found - int(connection.execute(both, (ids, ids)).fetchone()[0])
