"""The record's documentation names every table, view and column; what hangs on a row is found by an index."""

from __future__ import annotations

from pathlib import Path

from onrecord.store import Record

DOC = Path(__file__).parents[2] / "docs" / "record.md"


def test_every_column_is_documented(record: Record) -> None:
    text = DOC.read_text(encoding="utf-8")
    names = record.connection.execute(
        "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'search_%'"
    ).fetchall()
    missing = [name for (name,) in names if f"**{name}**" not in text]
    for (name,) in names:
        columns = [row[1] for row in record.connection.execute(f"PRAGMA table_info({name})")]
        missing += [f"{name}.{column}" for column in columns if f"`{column}`" not in text and name != "search"]
    assert missing == []


def test_rows_that_go_with_another_are_found_by_an_index(record: Record) -> None:
    execute = record.connection.execute
    missing = []
    for (table,) in execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall():
        indexes = [row[1] for row in execute(f"PRAGMA index_list({table})")]
        first = {execute(f"PRAGMA index_info({name})").fetchone()[2] for name in indexes}
        keys = [key for key in execute(f"PRAGMA foreign_key_list({table})") if key["on_delete"] == "CASCADE"]
        missing += [f"{table}.{key['from']}" for key in keys if key["from"] not in first]
    assert missing == []
