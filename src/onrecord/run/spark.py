"""The per-page half and the search for candidates on PySpark: the one door to the distributed engine.

In come files of pages and a folder that all machines see; out come readings as Parquet, one file a slice, and tables of
copies and of groups of documents that may tell one happening. A task that fails is tried again by the engine; a job
that is started again reads only the slices that are missing.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.columns import Batch, batch_of, rows_of
from onrecord.cores import VARIABLES, keep_to_one_core
from onrecord.errors import InputError
from onrecord.run.half import PageHalf
from onrecord.run.parts import Slice, missing, read_slice, slices_of

DEFAULT_MASTER = "local[2,4]"
SLICES = {"path": "string", "number": "int32", "count": "int32", "name": "string"}
DONE = {"name": "string", "rows": "int64"}
DONE_SCHEMA = "name string, rows long"
# A slice is minutes of work: a worker is handed one at a time.
SETTINGS = {"spark.ui.enabled": "false", "spark.sql.execution.arrow.maxRecordsPerBatch": "1"}
# Nothing is offered beyond this machine, and small shuffles are not cut into hundreds of pieces.
ON_ONE_MACHINE = {
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.sql.shuffle.partitions": "8",
}
# Tasks a core: enough to even out long and short slices.
TASKS_PER_CORE = 4


@dataclass(frozen=True, slots=True)
class Run:
    """What a run did: slices in all, slices read now, rows written now."""

    slices: int
    read: int
    rows: int


def open_session(master: str = DEFAULT_MASTER) -> Any:
    """A Spark session for a master URL; its workers run this Python."""
    try:
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise InputError('--engine spark needs more libraries: pip install "onrecord[spark]", and Java 17') from error
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.master(master).appName("onrecord")
    settings = SETTINGS | (ON_ONE_MACHINE if master.startswith("local") else {})
    # Executors on other machines take their environment from the settings, those on this one from here.
    keep_to_one_core()
    threads = {f"spark.executorEnv.{name}": os.environ[name] for name in VARIABLES}
    for name, value in (settings | threads).items():
        builder = builder.config(name, value)
    try:
        return builder.getOrCreate()
    except Exception as error:  # whatever the JVM says, the user's question is how to start it
        reason = str(error).strip().splitlines()[-1]
        raise InputError(f'--master "{master}": Spark does not start ({reason}); is Java 17 installed?') from error


def read_with_spark(paths: Sequence[Path], folder: Path, session: Any, *, plain: bool = False) -> Run:
    """Read the slices that are missing, on the session's machines."""
    slices = slices_of(paths)
    todo = missing(slices, folder)
    folder.mkdir(parents=True, exist_ok=True)
    if not todo:
        return Run(len(slices), 0, 0)
    rows = [(part.path, part.number, part.count, part.name) for part in todo]
    tasks = min(len(rows), TASKS_PER_CORE * session.sparkContext.defaultParallelism)
    frame = session.createDataFrame(rows, "path string, number int, count int, name string").repartition(tasks, "name")
    done = frame.mapInArrow(_reader(str(folder.absolute()), plain), DONE_SCHEMA).collect()
    return Run(len(slices), len(done), sum(row["rows"] for row in done))


def _reader(folder: str, plain: bool) -> Callable[[Iterator[Batch]], Iterator[Batch]]:
    """What a worker does with batches of slices. It is sent to the worker, so it holds nothing but words."""

    def read(batches: Iterator[Batch]) -> Iterator[Batch]:
        half = PageHalf(plain=plain)
        for batch in batches:
            for row in rows_of(batch):
                part = Slice(**row)
                yield batch_of(DONE, [{"name": part.name, "rows": read_slice(part, Path(folder), half)}])

    return read
