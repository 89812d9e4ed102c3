"""WARC and WET archives as pages, whole or broken.

Out come the pages of the records that hold one (HTTP responses with HTML or text, conversions), in order, each under
its address; what is no page of that kind (pictures, requests, redirects) is passed over; a record that cannot be read
is a problem, and so is an archive that breaks off or holds less than it promises.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fastwarc.warc import ArchiveIterator, WarcRecordType

from onrecord.model import Page, Problem
from onrecord.pages.make import LARGEST_PAGE, make_page, too_large

_NAMES = (".warc", ".warc.gz", ".wet", ".wet.gz", ".warc.lz4", ".warc.gz.bad", ".arc", ".arc.gz")
_TEXTS = ("text/html", "application/xhtml+xml", "text/plain")


def is_archive(head: bytes, name: str) -> bool:
    """Whether a file is an archive of crawled pages."""
    return head.startswith((b"WARC/", b"filedesc:")) or name.lower().endswith(_NAMES)


def read_archive(path: Path, locator: str) -> Iterator[Page | Problem]:
    """Pages of an archive's records, in order."""
    count = 0
    try:
        with path.open("rb") as stream:
            kinds = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
            for number, record in enumerate(ArchiveIterator(stream, record_types=kinds, strict_mode=False), 1):
                count += 1
                found = _page_of_record(record, locator, number)
                if found is not None:
                    yield found
    except Exception as error:
        reason = f"the archive breaks off after {count} records ({error}); what came before is read; fetch it again"
        yield Problem("pages", reason, locator)
        return
    if not count:
        reason = "the archive holds no record of a page; expected WARC or WET records; check how it was made"
        yield Problem("pages", reason, locator)


def _page_of_record(record: Any, locator: str, number: int) -> Page | Problem | None:
    url = (record.headers.get("WARC-Target-URI") or "").strip("<> ") or None
    place = url or f"{locator}#{number}"
    promised = record.content_length
    http = record.http_headers if record.is_http else None
    media_type = _media_type(record, http)
    if media_type is None or (http is not None and http.status_code and not 200 <= http.status_code < 300):
        return None
    content = record.reader.read(LARGEST_PAGE + 1)
    if len(content) > LARGEST_PAGE:
        return Problem("pages", too_large(LARGEST_PAGE, at_least=True), place)
    if len(content) < promised:
        reason = f"the record promises {promised} bytes and holds {len(content)}; fetch the archive again"
        return Problem("pages", reason, place)
    headers = tuple((str(name), str(value)) for name, value in http.items()) if http else ()
    return make_page(
        place,
        content,
        media_type=None if media_type == "text/plain" and http else media_type,
        charset=record.http_charset if http else "utf-8",
        url=url,
        captured=record.headers.get("WARC-Date"),
        headers=headers,
    )


def _media_type(record: Any, http: Any) -> str | None:
    """Media type of a record that is read as a page; None for any other."""
    stated = (http.get("Content-Type") if http else record.headers.get("Content-Type")) or "text/html"
    bare = stated.split(";")[0].strip().lower()
    if bare not in _TEXTS:
        return None
    return "text/plain" if bare == "text/plain" else "text/html"
