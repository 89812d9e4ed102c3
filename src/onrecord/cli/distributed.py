"""``onrecord read --engine spark`` and ``onrecord load``: a run on many machines, and one dispute of it at hand."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated

import typer

from onrecord.errors import InputError

ENGINES = ("local", "spark")


def read(paths: list[Path], into: Path, *, engine: str, master: str | None, plain: bool) -> None:
    """Read pages on the engine's machines into a folder of Parquet files, and group them."""
    if engine not in ENGINES:
        raise InputError(f'--engine "{engine}": no such engine; known: {", ".join(ENGINES)}')
    if engine == "local":
        raise InputError("--master names the machines of an engine; write --engine spark beside it, or leave it out")
    if into.is_file():
        raise InputError(f"{into}: a file; with --engine spark --into names a folder that all machines see")
    from onrecord.run import spark, spark_groups

    began = time.monotonic()
    session = spark.open_session(master or spark.DEFAULT_MASTER)
    try:
        run = spark.read_with_spark(paths, into, session, plain=plain)
        copies, groups = spark_groups.group_with_spark(into, session)
    finally:
        session.stop()
    print(
        f"{into}: read {run.read} of {run.slices} slices ({run.slices - run.read} were done), {run.rows} new rows; "
        f"{copies} pairs of copies, {groups} groups; {time.monotonic() - began:.1f} s"
    )
    print(f"next: onrecord load {into} --where 'side = RUS' --into RECORD")


def load(
    folder: Annotated[Path, typer.Argument(help="What `onrecord read --engine spark --into FOLDER` made.")],
    into: Annotated[Path, typer.Option("--into", help="The record: one SQLite file, made if missing.")],
    where: Annotated[str | None, typer.Option("--where", help="Which pages: side = RUS and published >= 2016.")] = None,
    alone: Annotated[bool, typer.Option("--alone", help="Only these; not the pages grouped with them.")] = False,
) -> None:
    """Load readings of a large run, or one dispute of it, into a record."""
    from onrecord.cli.reading import print_report
    from onrecord.run.conditions import parse_condition
    from onrecord.run.loading import load_into
    from onrecord.run.parts import part_files
    from onrecord.store import Record

    part_files(folder)
    condition = None if where is None else parse_condition(where)
    began = time.monotonic()
    with Record.create_or_open(into) as record:
        report = load_into(folder, record, condition, groups=not alone)
    if condition is not None and not report.pages:
        print(f'{folder}: no page meets "{where}"')
    print_report(report, into, time.monotonic() - began)
