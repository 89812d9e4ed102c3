"""WARC and WET archives as pages, whole or broken; ARC archives by their own reader.

Out come the pages of the records that hold one (HTTP responses with HTML or text, conversions), in order, each under
its address; what is no page of that kind (pictures, requests, redirects) is passed over; a record that cannot be read
is a problem, and so is an archive that breaks off or a record that holds less than it promises.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fastwarc.warc import ArchiveIterator, WarcRecordType

from onrecord.model import Page, Problem
from onrecord.pages.arc import ARC, read_arc
from onrecord.pages.coding import decoded
from onrecord.pages.make import LARGEST_PAGE, make_page, too_large

NAMES = (".warc", ".warc.gz", ".wet", ".wet.gz", ".warc.lz4", ".warc.gz.bad", ".arc", ".arc.gz")
_TEXTS = ("text/html", "application/xhtml+xml", "text/plain")
_PAGES = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
# A record that promises too much runs on over the head of the next one.
_NEXT_RECORD = re.compile(rb"\nWARC/[01]\.\d+\r?\nWARC-")
_PASSED_OVER = 1_000_000


def is_archive(head: bytes, name: str) -> bool:
    """Whether a file is an archive of crawled pages."""
    return head.startswith((b"WARC/", ARC)) or name.lower().endswith(NAMES)


def read_archive(path: Path, head: bytes, locator: str) -> Iterator[Page | Problem]:
    """Pages of an archive's records, in order."""
    if head.startswith(ARC):
        yield from read_arc(path, locator)
        return
    number, pages = 0, 0
    try:
        with path.open("rb") as stream:
            for number, record in enumerate(ArchiveIterator(stream, strict_mode=False), 1):
                pages += bool(record.record_type & _PAGES)
                found = _row_of_record(record, f"{locator}#{number}")
                if found is not None:
                    yield found
    except Exception as error:
        reason = f"the archive breaks off after record {number} ({error}); what came before is read; fetch it again"
        yield Problem("pages", reason, locator)
        return
    if not pages:
        reason = "the archive holds no record of a page; expected WARC or WET records; check how it was made"
        yield Problem("pages", reason, locator)


def _row_of_record(record: Any, place: str) -> Page | Problem | None:
    """What a record gives: its page, the problem with it, or nothing where it holds no page."""
    url = (record.headers.get("WARC-Target-URI") or "").strip("<> ") or None
    named = f"{place} ({url})" if url else place
    if not (record.headers.get("Content-Length") or "").strip():
        return Problem("pages", "the record breaks off in its head; fetch the archive again", named)
    promised = record.content_length
    http = record.http_headers if record.is_http else None
    media_type = _media_type(record, http)
    if media_type is None or (http is not None and http.status_code and not 200 <= http.status_code < 300):
        held = _size_of(record)
        reason = f"the record promises {promised} bytes and holds {held}; fetch the archive again"
        return Problem("pages", reason, named) if held < promised else None
    content = record.reader.read(LARGEST_PAGE + 1)
    why = _why_no_body(content, promised)
    if why:
        return Problem("pages", why, named)
    if http is not None:
        codings = (http.get("Transfer-Encoding") or "", http.get("Content-Encoding") or "")
        body = decoded(content, *codings, named)
        if isinstance(body, Problem):
            return body
        content = body
    page = make_page(
        url or place,
        content,
        media_type=None if media_type == "text/plain" and http else media_type,
        charset=record.http_charset if http else "utf-8",
        url=url,
        captured=record.headers.get("WARC-Date"),
        headers=tuple((str(name), str(value)) for name, value in http.items()) if http else (),
    )
    return Problem("pages", page.reason, named) if isinstance(page, Problem) else page


def _why_no_body(content: bytes, promised: int) -> str | None:
    """A sentence on why the bytes are not the whole record; None where they may be."""
    if len(content) > LARGEST_PAGE:
        return too_large(LARGEST_PAGE, at_least=True)
    if len(content) < promised:
        return f"the record promises {promised} bytes and holds {len(content)}; fetch the archive again"
    if _NEXT_RECORD.search(content):
        return f"the record promises {promised} bytes and another begins within them; fetch the archive again"
    return None


def _size_of(record: Any) -> int:
    """Bytes of a record that is passed over."""
    size = 0
    while part := record.reader.read(_PASSED_OVER):
        size += len(part)
    return size


def _media_type(record: Any, http: Any) -> str | None:
    """Media type of a record that is read as a page; None for any other."""
    if not record.record_type & _PAGES:
        return None
    stated = (http.get("Content-Type") if http else record.headers.get("Content-Type")) or "text/html"
    bare = stated.split(";")[0].strip().lower()
    if bare not in _TEXTS:
        return None
    return "text/plain" if bare == "text/plain" else "text/html"
