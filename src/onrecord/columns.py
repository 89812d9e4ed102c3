"""The one door to Arrow and Parquet: rows as columns, in memory and in files.

In come rows as mappings and the kinds of their columns; out come Arrow batches or Parquet files, and rows again. A file
appears whole or not at all. The library is an extra: without it each function says what to install.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from onrecord.errors import InputError

# Kinds of columns, by the names of Arrow's types; a list of them in brackets.
Columns = Mapping[str, str]
Batch = Any
ROWS_A_BATCH = 64


def arrow() -> ModuleType:
    """The library."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise InputError('Parquet needs one more library: pip install "onrecord[parquet]"') from error
    found: ModuleType = pyarrow
    return found


def schema_of(columns: Columns) -> Any:
    """The Arrow schema of some columns."""
    return arrow().schema([(name, _type(kind)) for name, kind in columns.items()])


def _type(kind: str) -> Any:
    if kind.startswith("["):
        return arrow().list_(_type(kind[1:-1]))
    return getattr(arrow(), kind)()


def batch_of(columns: Columns, rows: Sequence[Mapping[str, Any]]) -> Batch:
    """Rows as one Arrow batch; what a row lacks is null."""
    return arrow().RecordBatch.from_pylist([dict(row) for row in rows], schema=schema_of(columns))


def batches_of(columns: Columns, rows: Iterable[Mapping[str, Any]], size: int = ROWS_A_BATCH) -> Iterator[Batch]:
    """Rows as Arrow batches of some size; none where there are no rows."""
    held: list[Mapping[str, Any]] = []
    for row in rows:
        held.append(row)
        if len(held) == size:
            yield batch_of(columns, held)
            held = []
    if held:
        yield batch_of(columns, held)


def rows_of(batch: Batch) -> Iterator[dict[str, Any]]:
    """The rows of a batch."""
    yield from batch.to_pylist()


def write_parquet(path: Path, columns: Columns, rows: Iterable[Mapping[str, Any]]) -> int:
    """Write a Parquet file, whole or not at all; how many rows it holds."""
    count = 0
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    schema = schema_of(columns)
    try:
        with arrow().parquet.ParquetWriter(str(unfinished), schema, compression="zstd") as writer:
            for batch in batches_of(columns, rows):
                writer.write_batch(batch)
                count += batch.num_rows
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    return count


def read_parquet(path: Path, names: Sequence[str] | None = None) -> Iterator[dict[str, Any]]:
    """The rows of a Parquet file, a batch at a time; an ``InputError`` where the file is none."""
    library = arrow()
    try:
        with library.parquet.ParquetFile(str(path)) as file:
            for batch in file.iter_batches(batch_size=ROWS_A_BATCH, columns=None if names is None else list(names)):
                yield from rows_of(batch)
    except library.ArrowException as error:
        raise InputError(f"{path}: not a Parquet file that can be read ({error}); make it again") from error
