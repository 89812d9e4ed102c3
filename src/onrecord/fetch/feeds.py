"""Feeds, and the pages that they point to, into a folder.

A feed that has not changed since costs one small request; a page that the folder holds costs none. An address
that gives no feed is taken as that of a page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from onrecord.fetch.folder import Folder
from onrecord.fetch.polite import Polite, Response
from onrecord.model import Problem
from onrecord.pages import body_of, links_of


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came of an address: ``new``, ``held`` by the folder, or an ``unchanged`` feed."""

    url: str
    outcome: str


def fetch_into(
    folder: Folder, urls: Iterable[str], polite: Polite, now: Callable[[], str], *, most: int = 100
) -> Iterator[Fetched | Problem]:
    """Fetches feeds with at most so many pages of each; tells what came of every address, in order."""
    for url in dict.fromkeys(urls):
        found = polite.get(url, **folder.known(url))
        if isinstance(found, Problem):
            yield found
        elif found.status == 304:
            yield Fetched(url, "unchanged")
        else:
            yield from _fetch_feed(folder, url, found, polite, now, most)


def _fetch_feed(
    folder: Folder, url: str, found: Response, polite: Polite, now: Callable[[], str], most: int
) -> Iterator[Fetched | Problem]:
    body = body_of(found.body, found.header("content-encoding"), url)
    if isinstance(body, Problem):
        yield body
        return
    links = links_of(body, found.url)
    if links is None:
        folder.keep(url, found, now())
        yield Fetched(url, "new")
        return
    whole = True
    for link in links[:most]:
        row = _fetch_page(folder, link, polite, now)
        whole = whole and not isinstance(row, Problem)
        yield row
    # A feed with pages still to come is asked for anew, not for what changed since.
    if whole and len(links) <= most:
        folder.remember(url, found)


def _fetch_page(folder: Folder, url: str, polite: Polite, now: Callable[[], str]) -> Fetched | Problem:
    if folder.holds(url):
        return Fetched(url, "held")
    found = polite.get(url)
    if isinstance(found, Problem):
        return found
    folder.keep(url, found, now())
    return Fetched(url, "new")
