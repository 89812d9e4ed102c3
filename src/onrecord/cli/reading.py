"""``onrecord read`` and ``onrecord annotate``: pages in, a record or JSON out."""

from __future__ import annotations

import sys
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli import distributed
from onrecord.cli.counting import number_of
from onrecord.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.run import Report

PLAIN_LINE_EVERY = 100
PROBLEMS_SHOWN = 10


def read(
    paths: Annotated[list[Path], typer.Argument(help="Files, folders, archives (WARC, WET), JSON lines, feeds.")],
    into: Annotated[Path, typer.Option("--into", help="The record: one SQLite file, made if missing.")],
    plain: Annotated[bool, typer.Option("--plain", help="Files are article text, with no menus or comments.")] = False,
    again: Annotated[bool, typer.Option("--again", help="Read also the pages that the record holds.")] = False,
    digests_only: Annotated[
        bool, typer.Option("--digests-only", help="Keep digests of pages from now on, not their bytes.")
    ] = False,
    workers: Annotated[int, typer.Option("--workers", min=1, max=64, help="Processes that read.")] = 1,
    engine: Annotated[str, typer.Option("--engine", help="local, or spark: many machines, --into a folder.")] = "local",
    master: Annotated[str | None, typer.Option("--master", help="With --engine spark: the master's URL.")] = None,
) -> None:
    """Read pages into a record; a second run adds only what is new."""
    from onrecord.run import read_into
    from onrecord.store import Record

    _check_paths(paths)
    if engine != "local" or master is not None:
        if digests_only:
            raise InputError("--digests-only is a record's; `onrecord load` writes one from what --engine spark reads")
        distributed.read(paths, into, engine=engine, master=master, plain=plain)
        return
    began, fresh = time.monotonic(), not into.exists()
    with Record.create_or_open(into, keep_pages=not digests_only) as record, Progress() as progress:
        report = read_into(paths, record, plain=plain, again=again, workers=workers, progress=progress.show)
    print_report(report, into, time.monotonic() - began)
    if report.pages or report.known or not report.problems:
        return
    if fresh:
        _remove(into)
        print(f"{into}: not made, for nothing could be read", file=sys.stderr)
    raise typer.Exit(1)


def annotate(
    files: Annotated[list[Path], typer.Argument(help="Files, folders, archives.", metavar="FILE...")],
    plain: Annotated[bool, typer.Option("--plain", help="Files are article text, with no menus or comments.")] = False,
    published: Annotated[str | None, typer.Option("--published", help="The date, from outside: 2021-09-10.")] = None,
) -> None:
    """Print one JSON object a page on standard output; no record is needed."""
    from onrecord.export import reading_line
    from onrecord.model import Problem
    from onrecord.pages import read_pages
    from onrecord.run import guarded_read

    _check_paths(files)
    stated = _iso_date(published) if published is not None else None
    failed = 0
    for item in read_pages(files, plain=plain):
        result = item if isinstance(item, Problem) else guarded_read(item, plain=plain, published=stated)
        if isinstance(result, Problem):
            failed += 1
            print(f"onrecord: {result.locator}: {result.reason}", file=sys.stderr)
        else:
            sys.stdout.buffer.write(reading_line(result))
    sys.stdout.flush()
    if failed:
        raise typer.Exit(1)


def _check_paths(paths: list[Path]) -> None:
    missing = [path for path in paths if not path.exists()]
    if missing:
        raise InputError(f"{missing[0]}: no such file or folder; name pages, a folder of pages, or an archive")


def _remove(record: Path) -> None:
    """Remove a record that was made in vain."""
    for name in (record.name, f"{record.name}-wal", f"{record.name}-shm"):
        record.with_name(name).unlink(missing_ok=True)


def _iso_date(text: str) -> str:
    """The date if it is a day, a month or a year in ISO form."""
    padded = {4: f"{text}-01-01", 7: f"{text}-01"}.get(len(text), text)
    try:
        date.fromisoformat(padded)
    except ValueError as error:
        raise InputError(f'--published "{text}": not a date; write 2021-09-10, 2021-09 or 2021') from error
    return text


def print_report(report: Report, into: Path, seconds: float) -> None:
    """Print what a run did, and the first problems that it met."""
    left = [f"{report.known} more were known"] if report.known else []
    left += [f"{report.forgotten} forgotten on purpose"] if report.forgotten else []
    pages = number_of(report.pages, "page") + (f" ({', '.join(left)})" if left else "")
    bare = report.pages - report.articles
    found = (
        *((f"{bare} of them without an article",) if bare else ()),
        number_of(report.attributions, "statement"), number_of(report.moves, "move"),
        number_of(len(report.actors), "actor"), number_of(len(report.problems), "problem"),
    )  # fmt: skip
    print(f"{into}: read {pages}: {', '.join(found)}; {seconds:.1f} s")
    for problem in report.problems[:PROBLEMS_SHOWN]:
        print(f"  problem  {problem.locator}: {problem.reason}")
    if len(report.problems) > PROBLEMS_SHOWN:
        print(f"  and {len(report.problems) - PROBLEMS_SHOWN} more: select * from problems")


class Progress:
    """A bar on a terminal, a plain line each hundred pages elsewhere."""

    def __enter__(self) -> Progress:
        self._stop: Callable[[], None] = lambda: None
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

            columns = TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn()
            self._bar = Progress(*columns, console=Console(stderr=True), transient=True)
            self._task = self._bar.add_task("reading", total=None)
            self._bar.start()
            self._stop = self._bar.stop
        return self

    def __exit__(self, *_: object) -> None:
        self._stop()

    def show(self, report: Report) -> None:
        counts = ((report.pages, "page"), (report.moves, "move"), (len(report.problems), "problem"))
        words = ", ".join(number_of(count, noun) for count, noun in counts)
        if sys.stderr.isatty():
            self._bar.update(self._task, description=words)
        elif report.pages and report.pages % PLAIN_LINE_EVERY == 0:
            print(words, file=sys.stderr, flush=True)
