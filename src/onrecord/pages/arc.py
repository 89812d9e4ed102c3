"""ARC archives, the crawls of before 2009, as pages.

A record is a line (address, host, time, media type, length) and as many bytes as the line says: an HTTP response as it
came. Out come the pages under their address; a record that is broken is a problem, and the next line that heads a
record goes on.
"""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from onrecord.model import Page, Problem
from onrecord.pages.coding import decoded
from onrecord.pages.make import LARGEST_PAGE, charset_in, make_page, too_large
from onrecord.pages.unpack import GZIP

ARC = b"filedesc:"
_HEAD = re.compile(rb"([a-z][a-z0-9+.-]{0,20}:.*) (\S+) (\d{8,20}) (\S*)(?: .*)? (\d{1,15})\s*", re.IGNORECASE)
# A record that promises too much runs on over the head of the next one.
_NEXT_RECORD = re.compile(rb"\nhttps?:\S+ [\da-fA-F.:]{3,40} \d{14} \S+ \d+\r?\nHTTP/")
_STATUS = re.compile(rb"HTTP/\d[.\d]* +(\d{3})")
_END_OF_HEAD = re.compile(rb"\r?\n\r?\n")
_TEXTS = ("text/html", "application/xhtml+xml", "text/plain")
LONGEST_LINE = 100_000
_PASSED_OVER = 1_000_000


@dataclass(frozen=True, slots=True)
class _Head:
    """What the line above a record says of it."""

    url: str
    captured: str
    media_type: str
    length: int


def read_arc(path: Path, locator: str) -> Iterator[Page | Problem]:
    """Pages of an archive's records, in order."""
    number = 0
    try:
        with path.open("rb") as plain:
            packed = plain.read(2) == GZIP
            plain.seek(0)
            stream: IO[bytes] = gzip.GzipFile(fileobj=plain) if packed else plain  # type: ignore[assignment]
            for row in _rows(stream, locator):
                number += 1
                if row is not None:
                    yield row
    except (EOFError, zlib.error, OSError) as error:
        reason = f"the archive breaks off after record {number} ({error}); what came before is read; fetch it again"
        yield Problem("pages", reason, locator)


def _rows(stream: IO[bytes], locator: str) -> Iterator[Page | Problem | None]:
    """What each record gives; None for one that holds no page."""
    number, lost = 0, False
    while line := stream.readline(LONGEST_LINE):
        head = _head_of(line)
        if head is None:
            if line.strip() and not lost:
                yield Problem("pages", "a record's head is no line of an ARC archive; fetch the archive again", locator)
            lost = lost or bool(line.strip())
            continue
        number, lost = number + 1, False
        yield _row_of(stream, head, f"{locator}#{number} ({head.url})")


def _head_of(line: bytes) -> _Head | None:
    found = _HEAD.fullmatch(line)
    if found is None:
        return None
    url, _, when, kind, length = (part.decode("utf-8", "replace") for part in found.groups())
    day, clock = f"{when[:4]}-{when[4:6]}-{when[6:8]}", when[8:14]
    captured = f"{day}T{clock[:2]}:{clock[2:4]}:{clock[4:]}Z" if len(clock) == 6 else day
    return _Head(url, captured, kind.lower(), int(length))


def _row_of(stream: IO[bytes], head: _Head, place: str) -> Page | Problem | None:
    """The page of a record, the problem with it, or None where it holds no page."""
    content = stream.read(min(head.length, LARGEST_PAGE + 1))
    held = len(content) + (_pass_over(stream, head.length - len(content)) if len(content) > LARGEST_PAGE else 0)
    if held < head.length:
        reason = f"the record promises {head.length} bytes and holds {held}; fetch the archive again"
        return Problem("pages", reason, place)
    if _NEXT_RECORD.search(content):
        reason = f"the record promises {head.length} bytes and another begins within them; fetch the archive again"
        return Problem("pages", reason, place)
    status = _STATUS.match(content)
    if head.url.startswith("filedesc:") or (status and not status[1].startswith(b"2")):
        return None
    end = _END_OF_HEAD.search(content[:LONGEST_LINE]) if status else None
    headers = _headers(content[: end.start()]) if end else ()
    stated = {name.lower(): value for name, value in headers}
    media_type = stated.get("content-type", head.media_type)
    if media_type.split(";")[0].strip().lower() not in _TEXTS:
        return None
    if len(content) > LARGEST_PAGE:
        return Problem("pages", too_large(LARGEST_PAGE, at_least=True), place)
    codings = stated.get("transfer-encoding", ""), stated.get("content-encoding", "")
    body = decoded(content[end.end() :] if end else content, *codings, place)
    if isinstance(body, Problem):
        return body
    html = not media_type.lower().startswith("text/plain")
    page = make_page(
        head.url,
        body,
        media_type="text/html" if html else None,
        charset=charset_in(media_type),
        url=head.url,
        captured=head.captured,
        headers=headers,
    )
    return Problem("pages", page.reason, place) if isinstance(page, Problem) else page


def _pass_over(stream: IO[bytes], left: int) -> int:
    passed = 0
    while passed < left and (part := stream.read(min(_PASSED_OVER, left - passed))):
        passed += len(part)
    return passed


def _headers(head: bytes) -> tuple[tuple[str, str], ...]:
    lines = [line.decode("latin-1").partition(":") for line in head.splitlines()[1:200]]
    return tuple((name.strip(), value.strip()) for name, colon, value in lines if colon)
