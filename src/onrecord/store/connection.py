"""The record's file: made, opened, checked.

In comes a path; out comes an SQLite connection with a record's schema behind it. Whatever else lies at the path is told
in a sentence. Nothing is read or written here but the schema.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

from onrecord.errors import NotARecord, OlderRecord, RecordError
from onrecord.store.migrations import STEPS, migrate
from onrecord.store.row_checks import write_missing_checks

APPLICATION_ID = 0x4F4E5243  # "ONRC", at a fixed place in the file: `file record.db` shows it
SCHEMA_VERSION = 11
# A writer waits this long for another one, then says that the record is in use.
WAIT_MS = 5_000
# How a transaction, and a step within one, begins, ends and is taken back.
_WHOLE = "BEGIN IMMEDIATE", "COMMIT", ("ROLLBACK",)
_STEP = "SAVEPOINT step", "RELEASE step", ("ROLLBACK TO step", "RELEASE step")


def create_or_open(path: Path) -> sqlite3.Connection:
    """A connection for writing; the record is made where there is none."""
    _check_place(path, must_exist=False)
    connection = _connect(path, f"{path.absolute().as_uri()}?mode=rwc")
    if _is_blank(path, connection):
        _create(path, connection)
    return _checked(path, connection, read_only=False)


def open_existing(path: Path, *, read_only: bool) -> sqlite3.Connection:
    """A connection to a record that is there."""
    _check_place(path, must_exist=True)
    uri = path.absolute().as_uri()
    if not read_only:
        return _checked(path, _connect(path, f"{uri}?mode=rw"), read_only=False)
    try:
        return _checked(path, _connect(path, f"{uri}?mode=ro"), read_only=True)
    except RecordError as error:
        # In a folder that cannot be written, SQLite cannot make the index of its log; a whole file needs none.
        if isinstance(error, NotARecord | OlderRecord) or path.with_name(path.name + "-wal").exists():
            raise
        return _checked(path, _connect(path, f"{uri}?mode=ro&immutable=1"), read_only=True)


@contextmanager
def transaction(path: Path, connection: sqlite3.Connection) -> Iterator[None]:
    """One transaction, or one step of a transaction that is open: all of it is written, or nothing."""
    with told_as_sentences(path):
        begin, end, back = _STEP if connection.in_transaction else _WHOLE
        connection.execute(begin)
        try:
            yield
            connection.execute(end)
        except BaseException:
            for statement in back if connection.in_transaction else ():
                connection.execute(statement)
            raise


@contextmanager
def told_as_sentences(path: Path) -> Iterator[None]:
    """What SQLite says of a record, as a ``RecordError`` that says what to do."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise RecordError(_sentence(path, error)) from error


def _sentence(path: Path, error: sqlite3.DatabaseError) -> str:
    words = str(error)
    if "locked" in words or "busy" in words:
        return f"{path}: another process is writing to this record; wait until it has finished, then try again"
    if "full" in words:
        return f"{path}: the disk is full; nothing of the last step was written; make room, then run the same again"
    if "readonly" in words or "read-only" in words:
        return f"{path}: the record cannot be written; check the rights of the file and of its folder"
    if "malformed" in words or "not a database" in words:
        return f"{path}: the file is damaged ({words}); take a copy, or read the pages into a new record"
    return f"{path}: the record could not be used: {words}"


def _check_place(path: Path, *, must_exist: bool) -> None:
    if path.is_dir():
        raise NotARecord(f"{path}: a folder, not a record; name a file in it, such as {path / 'record.db'}")
    if path.exists() and not path.is_file():
        raise NotARecord(f"{path}: a pipe or a device, not a record; name a file")
    if must_exist and not path.exists():
        raise RecordError(f"{path}: no such record; `onrecord read PAGES --into {path}` makes one")
    if not path.absolute().parent.is_dir():
        raise RecordError(f"{path}: there is no folder {path.absolute().parent}; make it first")


def _connect(path: Path, uri: str) -> sqlite3.Connection:
    try:
        # One connection may serve the threads of a web server, which takes care that only one uses it at a time.
        connection = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
        connection.execute(f"PRAGMA busy_timeout = {WAIT_MS}")
    except sqlite3.OperationalError as error:
        raise RecordError(f"{path}: cannot be opened ({error}); check the rights of the file and its folder") from error
    connection.row_factory = sqlite3.Row
    return connection


def _is_blank(path: Path, connection: sqlite3.Connection) -> bool:
    """Whether the file holds nothing yet: new, or left by a run that was stopped before it had made the schema."""
    with _as_record(path, connection):
        tables = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
        return bool(tables == 0 and _pragma(connection, "application_id") in (0, APPLICATION_ID))


def _create(path: Path, connection: sqlite3.Connection) -> None:
    schema = files("onrecord.store").joinpath("schema.sql").read_text(encoding="utf-8")
    with told_as_sentences(path):
        connection.execute("PRAGMA journal_mode = WAL")
        connection.executescript(
            f"BEGIN IMMEDIATE;\n{schema}\nPRAGMA application_id = {APPLICATION_ID};\n"
            f"PRAGMA user_version = {SCHEMA_VERSION};\n"
            f"INSERT INTO meta VALUES ('schema_version', '{SCHEMA_VERSION}');\nCOMMIT;"
        )


def _checked(path: Path, connection: sqlite3.Connection, *, read_only: bool) -> sqlite3.Connection:
    """The connection, set up, if a record of the present schema lies behind it."""
    try:
        with _as_record(path, connection):
            _check_kind(path, connection)
        version = int(_pragma(connection, "user_version"))
        if version > SCHEMA_VERSION:
            raise RecordError(
                f"{path}: written by a newer version (schema {version}; this one knows {SCHEMA_VERSION}); "
                "install that version of onrecord"
            )
        if version < SCHEMA_VERSION:
            _bring_up(path, connection, version, read_only)
        if not read_only:
            _set_up_writing(path, connection)
    except BaseException:
        connection.close()
        raise
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def _check_kind(path: Path, connection: sqlite3.Connection) -> None:
    if _pragma(connection, "application_id") == APPLICATION_ID:
        return
    if path.stat().st_size == 0:
        raise NotARecord(f"{path}: an empty file, not a record; `onrecord read PAGES --into {path}` makes one of it")
    raise NotARecord(f"{path}: a database of another program, not a record; name a record that onrecord has made")


def _bring_up(path: Path, connection: sqlite3.Connection, version: int, read_only: bool) -> None:
    if version not in STEPS:
        raise OlderRecord(
            f"{path}: schema {version}, which this version (schema {SCHEMA_VERSION}) has no way to bring up; "
            "read the pages into a new record"
        )
    if read_only:
        raise OlderRecord(
            f"{path}: an older record (schema {version}, not {SCHEMA_VERSION}); open it once for writing: "
            f"`onrecord read PAGE --into {path}` with any page brings it up and keeps what it holds"
        )
    with transaction(path, connection):
        migrate(connection, version, SCHEMA_VERSION)
        write_missing_checks(connection)


def _set_up_writing(path: Path, connection: sqlite3.Connection) -> None:
    with told_as_sentences(path):
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")


@contextmanager
def _as_record(path: Path, connection: sqlite3.Connection) -> Iterator[None]:
    """Reads of the first page, with a sentence for a file that is no database at all."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        if "not a database" in str(error):
            connection.close()
            raise NotARecord(f"{path}: not a record but some other file; name a record that onrecord made") from error
        raise RecordError(_sentence(path, error)) from error


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])
