"""Exports hold what the record holds, in an order that never varies."""

from __future__ import annotations

import json
from pathlib import Path

from onrecord.export import FORMATS
from onrecord.export.tables import JSON_COLUMNS, TABLES
from onrecord.model import Problem
from onrecord.store import Record


def filled(path: Path, problems: list[str]) -> Record:
    record = Record.create_or_open(path)
    for name in problems:
        record.write_problem(Problem("pages", f"{name}: empty", name))
    return record


def test_every_table_of_the_schema_is_exported(tmp_path: Path) -> None:
    with Record.create_or_open(tmp_path / "a.db") as record:
        names = {row[0] for row in record.connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    own = {name for name in names if not name.startswith(("search", "sqlite_", "meta"))}
    assert own == set(TABLES)


def test_json_columns_exist(tmp_path: Path) -> None:
    with Record.create_or_open(tmp_path / "a.db") as record:
        for name in JSON_COLUMNS:
            table, column = name.split(".")
            assert column in {row[1] for row in record.connection.execute(f'PRAGMA table_info("{table}")')}


def test_order_of_arrival_does_not_show(tmp_path: Path) -> None:
    for format in ("csv", "jsonl"):
        write = FORMATS[format][0]
        for name, order in (("a", ["x", "y", "z"]), ("b", ["z", "x", "y"])):
            with filled(tmp_path / f"{format}-{name}.db", order) as record:
                list(write(record, tmp_path / f"{format}-{name}"))
        first = (tmp_path / f"{format}-a" / f"problems.{format}").read_bytes()
        assert first == (tmp_path / f"{format}-b" / f"problems.{format}").read_bytes()
        assert first.count(b"empty") == 3


def test_text_that_looks_like_json_stays_text(tmp_path: Path) -> None:
    with filled(tmp_path / "a.db", ["[1]"]) as record:
        list(FORMATS["jsonl"][0](record, tmp_path / "out"))
    row = json.loads((tmp_path / "out" / "problems.jsonl").read_text(encoding="utf-8"))
    assert row["locator"] == "[1]"
