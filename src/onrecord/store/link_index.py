"""What linking keeps of documents: sketches, lists, places of moves in threads.

In come rows; out comes the record's index of neighbours. What the rows mean is linking's; here they are kept and found.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Any

from onrecord.store import linked
from onrecord.store.linked import ListRow, PlaceRow, SketchRow

_TABLES = (("link_sketches", linked.SketchRow), ("link_lists", linked.ListRow), ("link_places", linked.PlaceRow))


@dataclass(frozen=True, slots=True)
class LinkIndex:
    """Rows of the index, in order of their keys."""

    link_sketches: tuple[SketchRow, ...] = ()
    link_lists: tuple[ListRow, ...] = ()
    link_places: tuple[PlaceRow, ...] = ()


def replace_index(connection: sqlite3.Connection, index: LinkIndex) -> None:
    """Put these rows in place of all others; the caller holds the transaction."""
    for table, _ in _TABLES:
        connection.execute(f"DELETE FROM {table}")
    add_to_index(connection, index)


def replace_places(connection: sqlite3.Connection, documents: Iterable[str], rows: Sequence[PlaceRow]) -> None:
    """Put these places of the moves of documents in place of those that they had; the caller holds the transaction."""
    connection.executemany("DELETE FROM link_places WHERE document_id = ?", ((name,) for name in documents))
    add_to_index(connection, LinkIndex(link_places=tuple(rows)))


def add_to_index(connection: sqlite3.Connection, index: LinkIndex) -> None:
    """Add rows of new documents; the caller holds the transaction."""
    for table, kind in _TABLES:
        rows: Sequence[Any] = getattr(index, table)
        names = [field.name for field in fields(kind)]
        connection.executemany(
            f"INSERT OR IGNORE INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})",
            (tuple(getattr(row, name) for name in names) for row in rows),
        )
