"""What linking keeps of documents: sketches, lists, places of moves in threads, what a page gives of its moves.

In come rows; out comes the record's index of neighbours. What the rows mean is linking's; here they are kept and found.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Any

from onrecord.store import linked
from onrecord.store.linked import ListRow, MoveRow, PlaceRow, SketchRow

_TABLES = (
    ("link_sketches", linked.SketchRow),
    ("link_lists", linked.ListRow),
    ("link_places", linked.PlaceRow),
    ("link_moves", linked.MoveRow),
)


@dataclass(frozen=True, slots=True)
class LinkIndex:
    """Rows of the index, in order of their keys."""

    link_sketches: tuple[SketchRow, ...] = ()
    link_lists: tuple[ListRow, ...] = ()
    link_places: tuple[PlaceRow, ...] = ()
    link_moves: tuple[MoveRow, ...] = ()


def replace_index(connection: sqlite3.Connection, parts: Iterable[LinkIndex]) -> None:
    """Put the rows of these parts in place of all others; the caller holds the transaction."""
    for table, _ in _TABLES:
        connection.execute(f"DELETE FROM {table}")
    for part in parts:
        add_to_index(connection, part)


def replace_moves(connection: sqlite3.Connection, documents: Sequence[str], index: LinkIndex) -> None:
    """Put what is kept of the moves of documents in place of what was kept; the caller holds the transaction."""
    for table in ("link_places", "link_moves"):
        connection.executemany(f"DELETE FROM {table} WHERE document_id = ?", ((name,) for name in documents))
    add_to_index(connection, index)


def add_to_index(connection: sqlite3.Connection, index: LinkIndex) -> None:
    """Add rows of new documents; the caller holds the transaction."""
    for table, kind in _TABLES:
        rows: Sequence[Any] = getattr(index, table)
        names = [field.name for field in fields(kind)]
        connection.executemany(
            f"INSERT OR IGNORE INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})",
            (tuple(getattr(row, name) for name in names) for row in rows),
        )
