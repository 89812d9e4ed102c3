"""RSS and Atom files as pages: the content that each entry brings with it.

An entry that brings no more than a summary gives a page of that summary; nothing is fetched here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urljoin

from onrecord.model import Page, Problem
from onrecord.pages.make import make_page
from onrecord.pages.unpack import read_file

_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]")


def is_feed(head: bytes) -> bool:
    """Whether a file is an RSS or Atom feed."""
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and bool(_FEED.search(head[:1500]))


def read_feed(path: Path, locator: str) -> Iterator[Page | Problem]:
    """Pages of a feed's entries, in order."""
    content = read_file(path, locator)
    if isinstance(content, Problem):
        yield content
        return
    feed = _parsed(content)
    if not feed.entries:
        yield Problem("pages", "the feed holds no entries; expected RSS or Atom items; fetch it again", locator)
    outlet = feed.feed.get("title")
    for number, entry in enumerate(feed.entries, 1):
        yield _page_of_entry(entry, outlet, f"{locator}#{number}")


def links_of(content: bytes, base: str) -> tuple[str, ...] | None:
    """Addresses of the pages that a feed points to, in order, each once; None where the content is no feed."""
    if not is_feed(content[:4096]):
        return None
    found = _parsed(content)
    links = (_absolute(base, str(entry.get("link") or "").strip()) for entry in found.entries)
    return tuple(dict.fromkeys(link for link in links if link))


def _parsed(content: bytes) -> Any:
    """A feed's entries and its own title, as its library gives them."""
    # Loaded where there is a feed: a tenth of the start of a process that reads other pages.
    import feedparser

    return feedparser.parse(content, sanitize_html=False, resolve_relative_uris=False)


def _absolute(base: str, link: str) -> str:
    """The address that a link gives on a page, without its fragment; '' where it gives none."""
    try:
        return urldefrag(urljoin(base, link)).url if link else ""
    except ValueError:
        return ""


def _page_of_entry(entry: Any, outlet: str | None, place: str) -> Page | Problem:
    url = entry.get("link") or None
    parts = [part.get("value") or "" for part in entry.get("content") or []] or [entry.get("summary") or ""]
    body = "\n".join(part for part in parts if part.strip())
    if not body.strip():
        return Problem("pages", "the entry brings no text of its own; fetch the page that it links to", url or place)
    date = entry.get("published") or entry.get("updated")
    stated = (("title", entry.get("title")), ("date", date), ("outlet", outlet), ("url", url))
    return make_page(
        url or place,
        body.encode("utf-8", "replace"),
        charset="utf-8",
        media_type="text/html" if re.search(r"<\w+[^>]*>|&\w+;", body) else None,
        url=url,
        stated=[(name, " ".join(str(value).split())) for name, value in stated if value],
    )
