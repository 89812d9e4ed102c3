"""The record's documentation names every table, view and column."""

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
