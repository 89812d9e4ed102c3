"""Bodies of HTTP responses without their transfer and content codings, unpacked within bounds.

In come the bytes that an archive holds and the headers that it states; out comes the body as a reader's browser had
it, or the problem with it. Crawlers often store a body unpacked and leave the header standing: such a body is kept.
"""

from __future__ import annotations

import re
import zlib

from onrecord.model import Problem
from onrecord.pages.make import LARGEST_PAGE, too_large
from onrecord.pages.unpack import GZIP

_CHUNK = re.compile(rb"([0-9A-Fa-f]{1,16})[ \t]*(?:;[^\r\n]{0,200})?\r?\n")
_PLAIN = {"", "identity", "none", "utf-8"}
_GZIP = {"gzip", "x-gzip"}


def decoded(content: bytes, transfer: str, coding: str, locator: str) -> bytes | Problem:
    """The body without its codings, or the problem with it."""
    if "chunked" in transfer.lower():
        joined = _joined(content)
        if joined is None:
            reason = "the body breaks off within a chunk; expected a whole response; fetch the page again"
            return Problem("pages", reason, locator)
        content = joined
    for name in reversed([part.strip().lower() for part in coding.split(",")]):
        unpacked = _unpacked(content, name, locator)
        if isinstance(unpacked, Problem):
            return unpacked
        content = unpacked
    return content


def body_of(content: bytes, coding: str, locator: str) -> bytes | Problem:
    """The body of a response whose chunks have been put together, unpacked, or the problem with it."""
    return decoded(content, "", coding, locator)


def _joined(content: bytes) -> bytes | None:
    """The chunks of a body in one piece; the body itself where it is in none; None where the last chunk breaks off."""
    parts: list[bytes] = []
    at = 0
    while found := _CHUNK.match(content, at):
        size = int(found[1], 16)
        if not size:
            return b"".join(parts)
        part = content[found.end() : found.end() + size]
        if len(part) < size:
            return None if parts else content
        parts.append(part)
        at = found.end() + size
        at += 2 if content[at : at + 2] == b"\r\n" else content[at : at + 1] == b"\n"
    if parts and at >= len(content):
        return b"".join(parts)
    return content


def _unpacked(content: bytes, coding: str, locator: str) -> bytes | Problem:
    if coding in _PLAIN or (coding in _GZIP and not content.startswith(GZIP)):
        return content
    if coding not in _GZIP | {"deflate"}:
        reason = f"the body is packed as {coding[:40]}; gzip and deflate are read; store the page unpacked"
        return Problem("pages", reason, locator)
    # A zlib stream says so in its first byte; some servers send the bare stream under the same name.
    bits = 31 if coding in _GZIP else 15 if content[:1] == b"\x78" else -15
    packed = zlib.decompressobj(wbits=bits)
    try:
        body = packed.decompress(content, LARGEST_PAGE + 1)
    except zlib.error as error:
        if coding == "deflate":
            return content
        return Problem("pages", f"the packed body is broken ({error}); fetch the page again", locator)
    if len(body) > LARGEST_PAGE:
        return Problem("pages", too_large(LARGEST_PAGE, at_least=True), locator)
    if not packed.eof:
        return Problem("pages", "the packed body breaks off; expected a whole one; fetch the page again", locator)
    return body
