"""Links in the record, replaced only where they changed.

In come ``Links``; the tables that linking fills are brought to hold exactly these rows. A row that stays as it was is
not touched, so that a second linking of the same pages changes nothing.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from onrecord.store import linked
from onrecord.store.linked import Links

# Table, type of its rows, number of leading columns that are the key. Parents stand before their children.
_TABLES: tuple[tuple[str, type, int], ...] = (
    ("copies", linked.Copy, 1),
    ("stories", linked.Story, 1),
    ("story_documents", linked.StoryDocument, 2),
    ("accounts", linked.Account, 1),
    ("account_rows", linked.AccountRow, 1),
    ("threads", linked.Thread, 1),
    ("thread_moves", linked.ThreadMove, 2),
    ("open_items", linked.OpenItem, 1),
)
_ANSWERS = "move_answers"


def replace_links(connection: sqlite3.Connection, links: Links) -> bool:
    """Whether anything had to be changed; the caller holds the transaction."""
    before = connection.total_changes
    wanted = {name: _rows(getattr(links, name)) for name, _, _ in _TABLES}
    for name, kind, keys in reversed(_TABLES):
        _delete_others(connection, name, _columns(kind), keys, wanted[name])
    for name, kind, keys in _TABLES:
        _put(connection, name, _columns(kind), keys, wanted[name])
    _replace_answers(connection, _rows(links.move_answers))
    return connection.total_changes != before


def _rows(items: Sequence[Any]) -> dict[tuple[Any, ...], None]:
    """Rows in order, each once; a tuple in a row becomes JSON."""
    rows = (tuple(getattr(item, field.name) for field in fields(item)) for item in items)
    return dict.fromkeys(tuple(_value(value) for value in row) for row in rows)


def _value(value: object) -> object:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) if isinstance(value, tuple) else value


def _columns(kind: type) -> list[str]:
    return [field.name for field in fields(kind)]


def _held(connection: sqlite3.Connection, table: str, columns: list[str], where: str = "") -> set[tuple[Any, ...]]:
    names = ", ".join(f'"{name}"' for name in columns)
    return {tuple(row) for row in connection.execute(f"SELECT {names} FROM {table} {where}")}


def _delete_others(
    connection: sqlite3.Connection, table: str, columns: list[str], keys: int, wanted: dict[tuple[Any, ...], None]
) -> None:
    kept = {row[:keys] for row in wanted}
    gone = {row[:keys] for row in _held(connection, table, columns)} - kept
    condition = " AND ".join(f'"{name}" = ?' for name in columns[:keys])
    connection.executemany(f"DELETE FROM {table} WHERE {condition}", sorted(gone))


def _put(
    connection: sqlite3.Connection, table: str, columns: list[str], keys: int, wanted: dict[tuple[Any, ...], None]
) -> None:
    held = _held(connection, table, columns)
    names = ", ".join(f'"{name}"' for name in columns)
    key = ", ".join(f'"{name}"' for name in columns[:keys])
    rest = ", ".join(f'"{name}" = excluded."{name}"' for name in columns[keys:])
    # An update, not a replacement: replacing a parent would drop its children.
    on_conflict = f"DO UPDATE SET {rest}" if rest else "DO NOTHING"
    connection.executemany(
        f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(columns))}) ON CONFLICT ({key}) {on_conflict}",
        [row for row in wanted if row not in held],
    )


def _replace_answers(connection: sqlite3.Connection, wanted: dict[tuple[Any, ...], None]) -> None:
    """Answers that linking found; those found within one article (scope ``document``) are not its own."""
    columns = _columns(linked.MoveAnswer)
    held = _held(connection, _ANSWERS, columns, "WHERE scope = 'record'")
    gone = [(row[0], row[1]) for row in sorted(held - set(wanted))]
    connection.executemany(
        "DELETE FROM move_answers WHERE move_id = ? AND answered_move_id = ? AND scope = 'record'", gone
    )
    names = ", ".join(columns)
    connection.executemany(
        f"INSERT INTO move_answers ({names}) VALUES (?, ?, ?, ?, ?)", [row for row in wanted if row not in held]
    )
