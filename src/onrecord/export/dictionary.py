"""The dictionary of the exported tables, and the Frictionless data package that carries it.

In come names of tables and columns; out come what each means, its type and the table that it refers to, from rows of
``data/export``, and a ``datapackage.json`` beside the files, which Frictionless and its like open and check.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from onrecord.errors import TableError
from onrecord.export.files import filled, write_json
from onrecord.tables import Row, rows

# Types of the dictionary as kinds of Arrow columns; what is not named here is text.
COLUMN_KINDS = {"integer": "int64", "number": "float64"}
_FORMATS = {".csv": "csv", ".jsonl": "jsonl"}
_VIEW = "current_"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of an exported table; ``references`` names the table whose ids it holds."""

    name: str
    type: str
    gives: str
    references: str


def columns_of(table: str, names: Sequence[str]) -> tuple[Column, ...]:
    """What the columns of a table mean, in the order given."""
    return tuple(_column(table, name) for name in names)


def meaning_of(table: str) -> str:
    """What a table holds."""
    return str(_tables()[table]["gives"])


def write_package(out: Path, written: Mapping[str, tuple[Path, Sequence[str]]]) -> Path:
    """Write ``datapackage.json`` beside the files of some tables; its path."""
    path = out / "datapackage.json"
    resources = [_resource(table, file, columns, written) for table, (file, columns) in written.items()]
    write_json(
        path,
        {
            "profile": "data-package",
            "name": "onrecord-record",
            "title": "A record of who said what and who did what to whom",
            "description": "Offsets are code points of documents.text, half-open. Empty is 'not said'. Scores say how "
            "sure the reader is; rows are a machine's reading of the pages, corrected where judgements say so.",
            "resources": resources,
        },
    )
    return path


def _resource(table: str, path: Path, columns: Sequence[str], written: Mapping[str, Any]) -> dict[str, Any]:
    found = columns_of(table, columns)
    key = str(_tables()[table]["key"] or "")
    schema: dict[str, Any] = {
        "fields": [{"name": item.name, "type": item.type, "description": item.gives} for item in found],
        "missingValues": [""],
    }
    if key:
        schema["primaryKey"] = key.split(";")
    links = [
        {"fields": [item.name], "reference": {"resource": "" if item.references == table else item.references,
                                              "fields": ["id"]}}
        for item in found if item.references and item.references in written
    ]  # fmt: skip
    return {
        "name": table.replace("_", "-"),
        "title": table,
        "description": meaning_of(table),
        "path": path.name,
        "profile": "tabular-data-resource",
        "format": _FORMATS[path.suffix],
        "encoding": "utf-8",
        "schema": schema | filled({"foreignKeys": [_renamed(link) for link in links]}),
    }


def _renamed(link: dict[str, Any]) -> dict[str, Any]:
    """A link to a resource by its name in the package, in which no underscore may stand."""
    reference = link["reference"]
    return link | {"reference": reference | {"resource": reference["resource"].replace("_", "-")}}


def _column(table: str, name: str) -> Column:
    known = _rows()
    for place in (table, table.removeprefix(_VIEW), "*"):
        row = known.get((place, name))
        if row is not None:
            return Column(name, row["type"], row["gives"], row["references"] or "")
    raise TableError(f'data/export/columns.csv: no row for the column "{name}" of {table}; write what it means')


@cache
def _rows() -> Mapping[tuple[str, str], Row]:
    found = rows("export/columns.csv", ("table", "column", "type", "gives"))
    return {(row["table"], row["column"]): row for row in found}


@cache
def _tables() -> Mapping[str, Row]:
    return {row["table"]: row for row in rows("export/tables.csv", ("table", "gives"))}
