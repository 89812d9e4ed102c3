"""Files as bytes, unpacked within bounds: no gzip file can fill memory."""

from __future__ import annotations

import gzip
import zlib
from pathlib import Path

from onrecord.model import Problem
from onrecord.pages.make import LARGEST_PAGE, too_large

GZIP = b"\x1f\x8b"
# A pipe can be read once only, and one that nobody writes to waits for ever; pages are looked at twice.
NO_FILE = "a pipe or a device, no file; write what it gives to a file first, then name that"


def read_file(path: Path, locator: str, *, limit: int = LARGEST_PAGE) -> bytes | Problem:
    """Content of a file, unpacked where it is gzipped, or the problem with it."""
    try:
        with path.open("rb") as plain:
            packed = plain.read(2) == GZIP
            plain.seek(0)
            if not packed:
                content = plain.read(limit + 1)
            else:
                with gzip.GzipFile(fileobj=plain) as unpacked:
                    content = unpacked.read(limit + 1)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        return Problem("pages", f"the gzip file is broken ({error}); expected a whole one; fetch it again", locator)
    except OSError as error:
        reason = error.strerror or str(error)
        return Problem("pages", f"the file cannot be read ({reason}); check that it is there and may be read", locator)
    if len(content) > limit:
        return Problem("pages", too_large(limit, at_least=True), locator)
    return content


def read_head(path: Path, locator: str, *, size: int = 4096) -> bytes | Problem:
    """The first bytes of a file, unpacked where it is gzipped; as many as can be had of a broken one."""
    if path.exists() and not path.is_file():
        return Problem("pages", NO_FILE, locator)
    try:
        with path.open("rb") as plain:
            raw = plain.read(size)
    except OSError as error:
        reason = error.strerror or str(error)
        return Problem("pages", f"the file cannot be read ({reason}); check that it is there and may be read", locator)
    if not raw.startswith(GZIP):
        return raw
    try:
        return zlib.decompressobj(wbits=31).decompress(raw, size)
    except zlib.error:
        return raw
