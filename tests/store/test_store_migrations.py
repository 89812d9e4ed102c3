"""A record of every schema that there was is brought up: its rows stay, and it is as if it had been made today.

``schemas`` holds each schema as it was, so that what a step finds is what such a record has.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from onrecord.errors import OlderRecord
from onrecord.export import FORMATS
from onrecord.store import Record
from onrecord.store.connection import APPLICATION_ID, SCHEMA_VERSION
from onrecord.store.migrations import STEPS

SCHEMAS = Path(__file__).parent / "schemas"
WITH_TIES = 7
Dispute = tuple[Path, dict[str, str]]


def older(path: Path, version: int, present: Path) -> Path:
    """A record of an older schema that holds what a present one does, as far as it had a place for it."""
    with sqlite3.connect(path) as made:
        made.executescript((SCHEMAS / f"{version}.sql").read_text(encoding="utf-8"))
        made.execute("ATTACH ? AS present", (str(present),))
        for (table,) in tables(made).fetchall():
            held = columns(made, "present", table)
            names = ", ".join(f'"{name}"' for name in columns(made, "main", table) if name in held)
            if names:
                made.execute(f"INSERT INTO main.{table} ({names}) SELECT {names} FROM present.{table}")
        if 4 < version < WITH_TIES:  # each document's digests end with those of the ties, of which there are none
            made.execute("UPDATE row_checks SET checks = substr(checks, 1, length(checks) - 4)")
        made.execute("UPDATE meta SET value = ? WHERE key = 'schema_version'", (str(version),))
        made.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        made.execute(f"PRAGMA user_version = {version}")
    return path


def tables(made: sqlite3.Connection) -> sqlite3.Cursor:
    index = "name = 'search' OR name GLOB 'search_[^r]*'"
    return made.execute(f"SELECT name FROM main.sqlite_schema WHERE type = 'table' AND NOT ({index})")


def columns(made: sqlite3.Connection, schema: str, table: str) -> list[str]:
    return [row[1] for row in made.execute(f"PRAGMA {schema}.table_info({table})")]


def shape(path: Path) -> list[tuple[str, ...]]:
    with sqlite3.connect(path) as opened:
        rows = opened.execute("SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY 1, 2")
        return [tuple(str(cell) for cell in row) for row in rows]


def exported(path: Path, out: Path) -> dict[str, bytes]:
    with Record.open(path, read_only=True) as record:
        return {file.name: file.read_bytes() for file, _ in FORMATS["jsonl"][0](record, out)}


@pytest.fixture(scope="module")
def present(dispute: Dispute, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record with judgements, of today's schema."""
    path = tmp_path_factory.mktemp("present") / "present.db"
    path.write_bytes(dispute[0].read_bytes())
    with Record.open(path) as record:
        record.judge("moves", dispute[1]["accuse"], "date", value="2021-09-08", by="eve", at="2026-01-01")
        record.judge("actors", dispute[1]["dorv"], "merge", value=dispute[1]["brandt"], by="eve", at="2026-01-02")
    return path


@pytest.mark.parametrize("version", range(1, SCHEMA_VERSION))
def test_record_of_an_older_schema_is_brought_up(present: Path, tmp_path: Path, version: int) -> None:
    old = older(tmp_path / "old.db", version, present)
    with pytest.raises(OlderRecord, match="open it once for writing"):
        Record.open(old, read_only=True)
    with Record.open(old) as record:
        assert list(record.verify()) == []
        assert [str(hit.id) for hit in record.browse.search("theatre").hits]
    assert shape(old) == shape(present)
    assert exported(old, tmp_path / "old") == exported(present, tmp_path / "new")


def test_every_schema_has_a_step_and_stands_here() -> None:
    assert sorted(STEPS) == sorted(int(path.stem) for path in SCHEMAS.iterdir()) == list(range(1, SCHEMA_VERSION))
