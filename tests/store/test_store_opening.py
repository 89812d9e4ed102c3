"""What lies at the path: a record, or something that is told in a sentence."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from readings_by_hand import reading_of

from onrecord.errors import NotARecord, OlderRecord, RecordError
from onrecord.store import Record, connection
from onrecord.store.migrations import migrate, statements


def make_text(path: Path) -> None:
    path.write_text("Not a database, however long this line is made to be.\n" * 50)


def make_database(path: Path) -> None:
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE recipes (name TEXT)")


def make_version(number: int, path: Path) -> None:
    Record.create_or_open(path).close()
    with sqlite3.connect(path) as made:
        made.execute(f"PRAGMA user_version = {number}")


CASES = [
    ("text file", make_text, NotARecord, "not a record but some other file"),
    ("other database", make_database, NotARecord, "database of another program"),
    ("folder", lambda path: path.mkdir(), NotARecord, "a folder, not a record"),
    ("empty file", lambda path: path.touch(), NotARecord, "an empty file"),
    ("nothing", lambda path: None, RecordError, "no such record"),
    ("newer schema", lambda path: make_version(99, path), RecordError, "newer version"),
    ("schema with no way", lambda path: make_version(0, path), OlderRecord, "read the pages into a new record"),
]


@pytest.mark.parametrize(("make", "error", "words"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
@pytest.mark.parametrize("read_only", [True, False])
def test_what_is_no_record_is_told(tmp_path: Path, make, error, words: str, read_only: bool) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "thing.db"
    make(path)
    with pytest.raises(error, match=words):
        Record.open(path, read_only=read_only)


@pytest.mark.parametrize("make", [make_text, make_database])
def test_other_files_are_not_written_over(tmp_path: Path, make) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "thing.db"
    make(path)
    before = path.read_bytes()
    with pytest.raises(NotARecord):
        Record.create_or_open(path)
    assert path.read_bytes() == before


def test_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="make it first"):
        Record.create_or_open(tmp_path / "no" / "record.db")


def test_empty_file_and_half_made_record_are_made_whole(tmp_path: Path) -> None:
    for name in ("empty.db", "half.db"):
        (tmp_path / name).touch()
    sqlite3.connect(tmp_path / "half.db").execute("PRAGMA journal_mode = WAL").connection.close()
    for name in ("empty.db", "half.db"):
        with Record.create_or_open(tmp_path / name) as made:
            assert made.write(reading_of("one"))


def test_damaged_record_is_told(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    Record.create_or_open(path).close()
    damaged = bytearray(path.read_bytes())
    damaged[100:4096] = b"\xff" * 3996
    path.write_bytes(damaged)
    with pytest.raises(RecordError, match="damaged"), Record.open(path) as opened:
        opened.has_page("page-1")


def test_older_record_is_brought_up_in_one_transaction(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "record.db"
    Record.create_or_open(path).close()
    step = tmp_path / "step.sql"
    step.write_text("ALTER TABLE pages ADD COLUMN note TEXT;\n")
    present = connection.SCHEMA_VERSION
    monkeypatch.setattr(connection, "SCHEMA_VERSION", present + 1)
    monkeypatch.setattr(connection, "STEPS", {present: "step.sql"})
    with pytest.raises(OlderRecord, match="open it once for writing"):
        Record.open(path, read_only=True)
    monkeypatch.setattr(connection, "migrate", lambda *given: migrate(*given, steps={present: step.read_text()}))
    with Record.open(path) as opened:
        assert "note" in [row[1] for row in opened.connection.execute("PRAGMA table_info(pages)")]
        version = opened.connection.execute("SELECT value FROM meta WHERE key = 'schema_version'").fetchone()[0]
        assert version == str(present + 1)


def test_trigger_is_one_statement() -> None:
    script = "CREATE TABLE a (b);\nCREATE TRIGGER c AFTER INSERT ON a BEGIN\n  DELETE FROM a;\nEND;\nDROP TABLE a;\n"
    assert [line.split()[1] for line in statements(script)] == ["TABLE", "TRIGGER", "TABLE"]
