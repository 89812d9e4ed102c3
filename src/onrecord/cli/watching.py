"""``onrecord watch``: folders in, a record that stays up to date, until it is stopped."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.errors import InputError

if TYPE_CHECKING:
    from onrecord.run import Report


def watch(
    paths: Annotated[list[Path], typer.Argument(help="Folders and files that pages are put into.")],
    into: Annotated[Path, typer.Option("--into", help="The record: one SQLite file, made if missing.")],
    every: Annotated[float, typer.Option("--every", min=0.1, max=86_400, help="Seconds between two looks.")] = 2.0,
    plain: Annotated[bool, typer.Option("--plain", help="Files are article text, with no menus or comments.")] = False,
    workers: Annotated[int, typer.Option("--workers", min=1, max=64, help="Processes that read.")] = 1,
    rounds: Annotated[int, typer.Option("--rounds", min=0, help="Stop after so many looks; 0 goes on.")] = 0,
) -> None:
    """Keep a record up to date with what is put into folders; stop it with Ctrl-C, start it again at any time."""
    from onrecord.run.watching import Watch
    from onrecord.run.watching import watch as keep_watching
    from onrecord.store import Record

    missing = [path for path in paths if not path.exists()]
    if missing:
        raise InputError(f"{missing[0]}: no such file or folder; make the folder first, pages may come later")
    looks = 0

    def wait() -> bool:
        nonlocal looks
        looks += 1
        if rounds and looks >= rounds:
            return False
        time.sleep(every)
        return True

    with Record.create_or_open(into) as record:
        print(f"{into}: watching {', '.join(map(str, paths))}, every {every:g} s; Ctrl-C stops", flush=True)
        keep_watching(Watch(paths, record, plain=plain, workers=workers).look, wait, lambda r: _tell(into, r))


def _tell(into: Path, report: Report) -> None:
    clock = time.strftime("%H:%M:%S")
    print(
        f"{clock} {into}: {report.pages} new pages, {report.moves} moves, {len(report.problems)} problems", flush=True
    )
    for problem in report.problems:
        print(f"  problem  {problem.locator}: {problem.reason}", flush=True)
