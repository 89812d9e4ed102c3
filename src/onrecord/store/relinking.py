"""Links in the record, replaced only where they changed.

In come ``Links``; the tables that linking fills are brought to hold exactly these rows, or within a ``Scope`` exactly
these of what it names. A row that stays as it was is not touched, so that a second linking of the same pages changes
nothing.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any

from onrecord.store import linked
from onrecord.store.linked import Links, Scope

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class _Table:
    """A table of links: the type of its rows, how many leading columns are its key, which column a scope names."""

    name: str
    kind: type
    keys: int
    column: str
    scope: str
    where: str = ""

    @property
    def columns(self) -> list[str]:
        return [field.name for field in fields(self.kind)]


# Parents stand before their children. Answers found within one article (scope ``document``) are not linking's.
_TABLES = (
    _Table("copies", linked.Copy, 1, "document_id", "documents"),
    _Table("stories", linked.Story, 1, "id", "stories"),
    _Table("story_documents", linked.StoryDocument, 2, "story_id", "stories"),
    _Table("neighbour_dates", linked.NeighbourDate, 1, "story_id", "stories"),
    _Table("accounts", linked.Account, 1, "story_id", "stories"),
    _Table("account_rows", linked.AccountRow, 1, "story_id", "stories"),
    _Table("threads", linked.Thread, 1, "id", "threads"),
    _Table("thread_moves", linked.ThreadMove, 2, "thread_id", "threads"),
    _Table("open_items", linked.OpenItem, 1, "move_id", "items"),
    _Table("move_answers", linked.MoveAnswer, 2, "move_id", "moves", "scope = 'record'"),
)


def replace_links(connection: sqlite3.Connection, links: Links, scope: Scope | None = None) -> bool:
    """Whether anything had to be changed; the caller holds the transaction."""
    _name_scope(connection, scope)
    before = connection.total_changes
    wanted = {table.name: _rows(getattr(links, table.name)) for table in _TABLES}
    held = {table.name: _held(connection, table, scope) for table in _TABLES}
    _keep_former_stories(connection, links, held["stories"], held["story_documents"])
    for table in reversed(_TABLES):
        _delete_others(connection, table, held[table.name], wanted[table.name])
    for table in _TABLES:
        _put(connection, table, [row for row in wanted[table.name] if row not in held[table.name]])
    return connection.total_changes != before


def differences(connection: sqlite3.Connection, links: Links) -> Iterator[tuple[str, str]]:
    """Rows of links that the record holds otherwise than these, or lacks, or has beside them: table and key."""
    for table in _TABLES:
        differing = {
            row[: table.keys] for row in set(_rows(getattr(links, table.name))) ^ _held(connection, table, None)
        }
        for key in sorted(differing):
            yield table.name, " ".join(str(part) for part in key)


def _name_scope(connection: sqlite3.Connection, scope: Scope | None) -> None:
    """Put the ids of a scope where questions can name them."""
    execute = connection.execute
    execute("CREATE TEMP TABLE IF NOT EXISTS scope (kind TEXT, id TEXT, PRIMARY KEY (kind, id)) WITHOUT ROWID")
    execute("DELETE FROM temp.scope")
    for field in fields(scope) if scope else ():
        pairs = ((field.name, name) for name in sorted(getattr(scope, field.name)))
        connection.executemany("INSERT INTO temp.scope VALUES (?, ?)", pairs)


def _rows(items: Sequence[Any]) -> dict[Row, None]:
    """Rows in order, each once; a tuple in a row becomes JSON."""
    rows = (tuple(getattr(item, field.name) for field in fields(item)) for item in items)
    return dict.fromkeys(tuple(_value(value) for value in row) for row in rows)


def _value(value: object) -> object:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) if isinstance(value, tuple) else value


def _held(connection: sqlite3.Connection, table: _Table, scope: Scope | None) -> set[Row]:
    names = ", ".join(f'"{name}"' for name in table.columns)
    conditions = [table.where] if table.where else []
    if scope:
        conditions.append(f"\"{table.column}\" IN (SELECT id FROM temp.scope WHERE kind = '{table.scope}')")
    where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
    return {tuple(row) for row in connection.execute(f"SELECT {names} FROM {table.name} {where}")}


def _delete_others(connection: sqlite3.Connection, table: _Table, held: set[Row], wanted: Iterable[Row]) -> None:
    gone = {row[: table.keys] for row in held} - {row[: table.keys] for row in wanted}
    conditions = [f'"{name}" = ?' for name in table.columns[: table.keys]]
    condition = " AND ".join([*conditions, *([table.where] if table.where else [])])
    connection.executemany(f"DELETE FROM {table.name} WHERE {condition}", sorted(gone))


def _put(connection: sqlite3.Connection, table: _Table, rows: Iterable[Row]) -> None:
    columns = table.columns
    names = ", ".join(f'"{name}"' for name in columns)
    keys = [*columns[: table.keys], *(["scope"] if table.where else [])]
    rest = ", ".join(f'"{name}" = excluded."{name}"' for name in columns if name not in keys)
    # An update, not a replacement: replacing a parent would drop its children.
    on_conflict = f"DO UPDATE SET {rest}" if rest else "DO NOTHING"
    key = ", ".join(f'"{name}"' for name in keys)
    values = ", ".join("?" * len(columns))
    connection.executemany(
        f"INSERT INTO {table.name} ({names}) VALUES ({values}) ON CONFLICT ({key}) {on_conflict}", rows
    )


def _keep_former_stories(connection: sqlite3.Connection, links: Links, stories: set[Row], places: set[Row]) -> None:
    """Of each story that is no more, which one holds most of its documents now."""
    now = {place.document_id: place.story_id for place in links.story_documents}
    living = {story.id for story in links.stories}
    known = {row[0] for row in stories}
    gone = known - living
    heirs: dict[str, Counter[str]] = defaultdict(Counter)
    for story, document in places:
        if story in gone and document in now:
            heirs[story][now[document]] += 1
    for former in sorted(heirs):
        heir = min(heirs[former], key=lambda name: (-heirs[former][name], name))
        connection.execute("UPDATE former_stories SET story_id = ? WHERE story_id = ?", (heir, former))
        connection.execute("INSERT OR REPLACE INTO former_stories VALUES (?, ?)", (former, heir))
    # What bears an id again is not former.
    named = sorted(living - known)
    connection.executemany("DELETE FROM former_stories WHERE id = ?", ((name,) for name in named))
