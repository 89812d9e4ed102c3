"""``onrecord fetch``: feeds and the pages that they point to, into a folder; and what ``watch`` shares with it."""

from __future__ import annotations

import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import typer

from onrecord.cli.counting import number_of
from onrecord.errors import InputError


def fetch(
    urls: Annotated[list[str], typer.Argument(help="Addresses of RSS or Atom feeds, or of pages.", metavar="URL...")],
    into: Annotated[Path, typer.Option("--into", help="The folder that keeps the pages, made if missing.")],
    delay: Annotated[float, typer.Option("--delay", min=0.0, max=3600, help="Seconds between two requests.")] = 2.0,
    most: Annotated[int, typer.Option("--most", min=1, max=10_000, help="Pages of one feed in one run.")] = 100,
    contact: Annotated[str, typer.Option("--contact", help="Your address, told to the sites.")] = "",
    private: Annotated[bool, typer.Option("--private", help="Also ask addresses of a private network.")] = False,
) -> None:
    """Fetch feeds and their pages into a folder, politely; then read the folder. Run again to go on."""
    from onrecord.fetch import Folder, Polite, fetch_into
    from onrecord.model import Problem

    check_addresses(urls)
    outcomes: Counter[str] = Counter()
    with Polite(agent(contact), delay=delay, private=private) as polite:
        for row in fetch_into(Folder(into), urls, polite, now, most=most):
            if isinstance(row, Problem):
                outcomes["problems"] += 1
                print(f"onrecord: {row.locator}: {row.reason}", file=sys.stderr)
            else:
                outcomes[row.outcome] += 1
                print(f"{row.outcome:9} {row.url}", flush=True)
    counts = ", ".join(f"{outcomes[name]} {name}" for name in ("new", "held", "unchanged"))
    print(f"{into}: {counts}, {number_of(outcomes['problems'], 'problem')}; now: onrecord read {into} --into RECORD")
    if not outcomes.keys() - {"problems"}:
        raise typer.Exit(1)


def check_addresses(urls: list[str]) -> None:
    """Raises InputError for what is no address of the web."""
    for url in urls:
        if not (url.startswith(("http://", "https://")) and _host(url)):
            raise InputError(f"{url}: not an address of the web; give the feed's address with http:// or https://")


def _host(url: str) -> str | None:
    try:
        return urlsplit(url).hostname
    except ValueError:  # brackets that do not close
        return None


def agent(contact: str) -> str:
    """How this program names itself to a site."""
    from importlib.metadata import version

    bare = "".join(letter for letter in contact if letter.isprintable() and letter.isascii())
    return f"onrecord/{version('onrecord')}" + (f" (+{bare})" if bare else "")


def now() -> str:
    """The time of capture, as WARC files write it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
