"""Every table of a record as CSV or as JSON lines, one file a table, in an order that never varies.

In come an open record and a folder; out come files, and for each its path and its number of rows. The bytes of pages
stay in the record: their digests go along, and ``onrecord verify`` checks them there. Once anybody has judged, the rows
with judgements applied go along too, beside the machine's own.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

import orjson

from onrecord.columns import write_parquet
from onrecord.export.dictionary import COLUMN_KINDS, columns_of, write_package
from onrecord.export.files import Written, made_folder, whole
from onrecord.store import Record
from onrecord.store.browse_judgements import has_judgements

TABLES = (
    "pages", "documents", "segments", "mentions", "times", "attributions", "moves", "added_moves", "move_answers",
    "move_ties",
    "actors", "actor_names", "offices", "document_actors", "stories", "story_documents", "neighbour_dates", "copies",
    "accounts", "account_rows", "threads", "thread_moves", "open_items", "judgements", "judged_actors",
    "forgotten", "problems",
)  # fmt: skip
# The rows with judgements applied, beside the machine's own, where anybody has judged.
JUDGED = (
    "same_actors", "split_actors", "current_actors", "current_document_actors", "current_mentions", "current_moves",
    "current_answers", "current_attributions", "current_documents",
)  # fmt: skip
LEFT_OUT = {"pages": {"content"}, "current_documents": {"text", "metadata"}}
JSON_COLUMNS = frozenset(
    {
        "pages.headers", "pages.stated", "documents.published_basis", "documents.map", "documents.metadata",
        "document_actors.names", "document_actors.offices", "mentions.candidates", "attributions.source",
        "attributions.cue", "attributions.content", "moves.retellings", "accounts.documents",
        "current_document_actors.names",
        "current_document_actors.offices",
        "current_mentions.candidates", "current_attributions.source", "current_attributions.cue",
        "current_attributions.content", "current_moves.retellings", "current_documents.published_basis",
    }
)  # fmt: skip

Row = tuple[Any, ...]
Writer = Callable[[IO[bytes], str, list[str], Iterator[Row]], int]


def write_jsonl(record: Record, out: Path) -> Written:
    """One JSON object a row; columns that hold JSON are given as JSON, not as text."""

    def write(file: IO[bytes], table: str, columns: list[str], rows: Iterator[Row]) -> int:
        count = 0
        opened = [f"{table}.{name}" in JSON_COLUMNS for name in columns]
        for row in rows:
            values = (orjson.loads(value) if as_json else value for value, as_json in zip(row, opened, strict=True))
            file.write(orjson.dumps(dict(zip(columns, values, strict=True))) + b"\n")
            count += 1
        return count

    return _write_all(record, out, ".jsonl", write)


def write_csv(record: Record, out: Path) -> Written:
    """A header line, then one line a row, UTF-8; nothing is an empty field."""

    def write(file: IO[bytes], table: str, columns: list[str], rows: Iterator[Row]) -> int:
        count = 0
        lines = csv.writer(_Lines(file), lineterminator="\n")
        lines.writerow(columns)
        for row in rows:
            lines.writerow(["" if value is None else value for value in row])
            count += 1
        return count

    return _write_all(record, out, ".csv", write)


def write_parquet_tables(record: Record, out: Path) -> Written:
    """One Parquet file a table; columns that hold JSON stay JSON as text."""
    for table in _tables(record):
        names = _columns(record, table)
        kinds = {column.name: COLUMN_KINDS.get(column.type, "string") for column in columns_of(table, names)}
        rows = (dict(zip(names, row, strict=True)) for row in _rows(record, table, names))
        path = made_folder(out) / f"{table}.parquet"
        yield path, write_parquet(path, kinds, rows)


def _write_all(record: Record, out: Path, suffix: str, write: Writer) -> Written:
    """The files of all tables, then the dictionary that describes them."""
    made_folder(out)
    written = {}
    for table in _tables(record):
        columns = _columns(record, table)
        path = out / f"{table}{suffix}"
        with whole(path) as file:
            count = write(file, table, columns, _rows(record, table, columns))
        written[table] = (path, columns)
        yield path, count
    yield write_package(out, written), len(written)


def _tables(record: Record) -> tuple[str, ...]:
    """The tables that go along: the machine's, and with judgements the views that apply them."""
    return (*TABLES, *(JUDGED if has_judgements(record.connection) else ()))


def _columns(record: Record, table: str) -> list[str]:
    names = [str(row[1]) for row in record.connection.execute(f'PRAGMA table_info("{table}")')]
    return [name for name in names if name not in LEFT_OUT.get(table, ())]


def _rows(record: Record, table: str, columns: list[str]) -> Iterator[Row]:
    """Rows in order of all their columns, which is the order of their ids where there are ids."""
    named = ", ".join(f'"{name}"' for name in columns)
    for row in record.connection.execute(f'SELECT {named} FROM "{table}" ORDER BY {named}'):
        yield tuple(row)


class _Lines:
    """What ``csv`` writes to, over a file of bytes."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def write(self, line: str) -> None:
        self._file.write(line.encode("utf-8"))
