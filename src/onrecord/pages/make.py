"""Bytes as a ``Page``: its id, digest and media type, or the sentence that says why they are no page."""

from __future__ import annotations

import re
from collections.abc import Iterable

from onrecord.ids import digest, make_id
from onrecord.model import Page, Problem

LARGEST_PAGE = 20_000_000
_SNIFFED = 2048
# NULs in UTF-16 text come every second byte; elsewhere they mean that the file is no text.
_MARKUP = re.compile(
    rb"<!doctype\s+html|<(?:html|head|body|meta|title|script|div|article|p|table|h1|span|a)[\s>/]", re.IGNORECASE
)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w:.-]{2,30})", re.IGNORECASE)
_BINARY = (
    (b"%PDF", "a PDF"), (b"\x89PNG", "a PNG picture"), (b"\xff\xd8\xff", "a JPEG picture"), (b"GIF8", "a GIF picture"),
    (b"PK\x03\x04", "a zip archive or an office file"), (b"\x7fELF", "a program"), (b"SQLite format 3", "a database"),
    (b"BZh", "a bzip2 file"), (b"\xfd7zXZ", "an xz file"), (b"7z\xbc\xaf", "a 7z archive"), (b"Rar!", "a RAR archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard file"), (b"\x04\x22\x4d\x18", "an LZ4 file"),
    (b"\x1f\x8b", "a gzip file within a gzip file"),
)  # fmt: skip


def make_page(
    locator: str,
    content: bytes,
    *,
    media_type: str | None = None,
    charset: str | None = None,
    url: str | None = None,
    captured: str | None = None,
    headers: Iterable[tuple[str, str]] = (),
    stated: Iterable[tuple[str, str]] = (),
) -> Page | Problem:
    """The page of some bytes, or the problem with them."""
    reason = why_no_page(content)
    if reason:
        return Problem("pages", reason, locator)
    sha256 = digest(content)
    return Page(
        id=make_id("page", url or "", sha256),
        locator=locator,
        content=content,
        sha256=sha256,
        media_type=media_type or sniff(content),
        charset=charset,
        url=url,
        captured=captured,
        headers=tuple(headers),
        stated=tuple(stated),
    )


def charset_in(media_type: str) -> str | None:
    """The charset that a media type names: ``text/html; charset=utf-8``."""
    found = _CHARSET.search(media_type)
    return found[1] if found else None


def sniff(content: bytes) -> str:
    """``text/html`` where the beginning of the bytes is markup, otherwise ``text/plain``."""
    head = content[:_SNIFFED].lstrip(b"\xef\xbb\xbf \t\r\n").replace(b"\x00", b"")
    if not head.startswith(b"<"):
        return "text/plain"
    return "text/html" if _MARKUP.search(head) or head.startswith((b"<!--", b"<?xml")) else "text/plain"


def why_no_page(content: bytes) -> str | None:
    """A sentence on why the bytes are no page; None where they may be one."""
    if not content.strip():
        return "the file is empty; expected a page of text or HTML; fetch it again or leave it out"
    if len(content) > LARGEST_PAGE:
        return too_large(len(content))
    found = next((what for magic, what in _BINARY if content.startswith(magic)), None)
    if found is None and _looks_binary(content):
        found = "binary data"
    if found:
        return f"the file is {found}; expected a page of text or HTML; convert it to text first or leave it out"
    return None


def too_large(size: int, *, at_least: bool = False) -> str:
    """The sentence for a page over the limit."""
    shown = f"{'more than ' if at_least else ''}{size / 1e6:.0f} MB"
    return (
        f"the page is {shown}; at most {LARGEST_PAGE / 1e6:.0f} MB are read as one page; split the file or leave it out"
    )


def _looks_binary(content: bytes) -> bool:
    """Whether the first bytes hold what no text in any charset holds."""
    head = content[:8192]
    nulls = head.count(0)
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    control = sum(head.count(byte) for byte in (1, 2, 3, 4, 5, 6, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23))
    return nulls > 4 + len(head) * 0.01 or control > 4 + len(head) * 0.02
