"""``data/`` as checked, frozen rows.

In comes the name of a table (``cues/en.toml``, ``actors/persons.csv``); out come its rows as mappings that cannot be
changed. A row without the columns that its table promises is a ``TableError`` that names the file and the row. What a
row means is known by the module that asks for it, not here.
"""

from __future__ import annotations

import csv
import gzip
import io
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from onrecord.errors import TableError

Row = Mapping[str, Any]


@cache
def rows(name: str, required: tuple[str, ...] = ()) -> tuple[Row, ...]:
    """Rows of a table in file order; ``required`` names the columns that every row must fill.

    A TOML table is an array ``[[row]]``; a CSV table (also gzipped) has a header line.
    """
    raw = read_bytes(name)
    found = _toml_rows(name, raw) if name.endswith(".toml") else _csv_rows(raw)
    return tuple(_checked(name, number, row, required) for number, row in enumerate(found, 1))


@cache
def names(folder: str, columns: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Names of the CSV tables in a folder of ``data/`` whose header has the given columns, in order."""
    found = files("onrecord").joinpath("data", *folder.split("/")).iterdir()
    listed = sorted(f"{folder}/{item.name}" for item in found if item.name.endswith(".csv"))
    return tuple(name for name in listed if {*columns} <= {*_header(name)})


def _header(name: str) -> list[str]:
    return next(csv.reader(io.StringIO(read_bytes(name).decode("utf-8"), newline="")), [])


def read_bytes(name: str) -> bytes:
    """Bytes of a file below ``data/``; a ``.gz`` is unpacked."""
    source = files("onrecord").joinpath("data", *name.split("/"))
    try:
        raw = source.read_bytes()
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError) as error:
        raise TableError(f"data/{name}: no such table; install onrecord again") from error
    return gzip.decompress(raw) if name.endswith(".gz") else raw


def _toml_rows(name: str, raw: bytes) -> Iterable[Mapping[str, Any]]:
    try:
        table = tomllib.loads(raw.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise TableError(f"data/{name}: not valid TOML ({error}); mend the line that it names") from error
    found = table.get("row", [])
    if not isinstance(found, list):
        raise TableError(f"data/{name}: 'row' is not an array of tables; write each row under its own [[row]]")
    return found


def _csv_rows(raw: bytes) -> Iterable[Mapping[str, Any]]:
    lines = csv.reader(io.StringIO(raw.decode("utf-8"), newline=""))
    header = next(lines, [])
    width = len(header)
    for line in lines:
        if len(line) == width:
            yield dict(zip(header, line, strict=True))
        elif line:
            cells: list[str | None] = [*line, *[None] * (width - len(line))]
            yield dict(zip(header, cells, strict=False))


def _checked(name: str, number: int, row: Mapping[str, Any], required: tuple[str, ...]) -> Row:
    if not all(map(row.get, required)) and (
        missing := [column for column in required if row.get(column) in (None, "", [])]
    ):
        label = next((str(value) for value in row.values() if value), "")
        needs = ", ".join(required)
        raise TableError(f'data/{name}, row {number} "{label}": no {", ".join(missing)}; every row needs {needs}')
    return MappingProxyType(row)
