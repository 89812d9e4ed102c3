"""``onrecord watch``: folders and feeds in, a record that stays up to date, until it is stopped."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.counting import number_of
from onrecord.cli.fetching import agent, check_addresses, now
from onrecord.errors import InputError

if TYPE_CHECKING:
    from onrecord.run import Report


def watch(
    sources: Annotated[
        list[str], typer.Argument(help="Folders and files that pages are put into; feeds by address.", metavar="SOURCE")
    ],
    into: Annotated[Path, typer.Option("--into", help="The record: one SQLite file, made if missing.")],
    every: Annotated[float, typer.Option("--every", min=0.1, max=86_400, help="Seconds between two looks.")] = 2.0,
    keep: Annotated[
        Path | None, typer.Option("--keep", help="The folder for pages of feeds; RECORD.pages unless given.")
    ] = None,
    feeds_every: Annotated[
        float,
        typer.Option("--feeds-every", min=0.1, max=604_800, help="Seconds from one round of the feeds to the next."),
    ] = 600.0,
    delay: Annotated[float, typer.Option("--delay", min=0.0, max=3600, help="Seconds between two requests.")] = 2.0,
    contact: Annotated[str, typer.Option("--contact", help="Your address, told to the sites.")] = "",
    private: Annotated[bool, typer.Option("--private", help="Also ask addresses of a private network.")] = False,
    plain: Annotated[bool, typer.Option("--plain", help="Files are article text, with no menus or comments.")] = False,
    workers: Annotated[int, typer.Option("--workers", min=1, max=64, help="Processes that read.")] = 1,
    rounds: Annotated[int, typer.Option("--rounds", min=0, help="Stop after so many looks; 0 goes on.")] = 0,
) -> None:
    """Keep a record up to date with folders and feeds; stop it with Ctrl-C, start it again at any time."""
    from onrecord.run.watching import Watch
    from onrecord.run.watching import watch as keep_watching
    from onrecord.store import Record

    feeds = [source for source in sources if "://" in source]
    check_addresses(feeds)
    paths = [Path(source) for source in sources if source not in feeds]
    if missing := [path for path in paths if not path.exists()]:
        raise InputError(f"{missing[0]}: no such file or folder; make the folder first, pages may come later")
    pages = keep or into.with_name(f"{into.name}.pages")
    with Record.create_or_open(into) as record, _feeding(feeds, pages, feeds_every, delay, contact, private) as feed:
        eyes = Watch([*paths, *([pages] if feeds else [])], record, plain=plain, workers=workers)

        def look() -> Report | None:
            feed()
            return eyes.look()

        print(f"{into}: watching {', '.join(sources)}, every {every:g} s; Ctrl-C stops", flush=True)
        keep_watching(look, _pauses(every, rounds), lambda report: _tell(into, report))


@contextmanager
def _feeding(
    feeds: list[str], pages: Path, every: float, delay: float, contact: str, private: bool
) -> Iterator[Callable[[], None]]:
    """A call that fetches one more page of the feeds, where one is due; no connection is opened without feeds."""
    if not feeds:
        yield lambda: None
        return
    from onrecord.fetch import Folder, Polite, Rounds, fetch_into
    from onrecord.model import Problem

    folder = Folder(pages)
    with Polite(agent(contact), delay=delay, private=private) as polite:
        turns = Rounds(lambda: fetch_into(folder, feeds, polite, now), time.monotonic, every)

        def step() -> None:
            row = turns.step()
            if isinstance(row, Problem):
                print(f"onrecord: {row.locator}: {row.reason}", file=sys.stderr, flush=True)

        yield step


def _pauses(every: float, rounds: int) -> Callable[[], bool]:
    """A wait between two looks that says when there were enough of them."""
    looks = 0

    def wait() -> bool:
        nonlocal looks
        looks += 1
        if rounds and looks >= rounds:
            return False
        time.sleep(every)
        return True

    return wait


def _tell(into: Path, report: Report) -> None:
    clock = time.strftime("%H:%M:%S")
    print(
        f"{clock} {into}: {number_of(report.pages, 'new page')}, {number_of(report.moves, 'move')}, "
        f"{number_of(len(report.problems), 'problem')}",
        flush=True,
    )
    for problem in report.problems:
        print(f"  problem  {problem.locator}: {problem.reason}", flush=True)
