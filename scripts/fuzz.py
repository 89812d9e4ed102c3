"""Fuzz the reader: pages cut, doubled, shuffled and broken at random, until the time is up.

Every document must be exact (each segment's bytes give its text again) and every page must be read in time. Pages come
from a folder; the seed makes a run repeatable. Run: ``python scripts/fuzz.py [--minutes 5] [--seed 1] [FOLDER]``.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from pathlib import Path

from onrecord.extract import bytes_of, check_span, extract
from onrecord.model import Page
from onrecord.pages import make_page, read_pages

# Seconds that a page may take, and more for each megabyte.
PATIENCE, PER_MEGABYTE = 5.0, 30.0
BITS = (
    b"<", b">", b"</", b"<!--", b"-->", b"<p>", b"</p>", b"<table><tr><td>", b"<li>", b"<script>", b"</script>",
    b"<br>",
    b"&#xD800;", b"&amp", b"&#0;", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xc3", b"\r", b"\xe2\x80\xa8", b"=\"", b"'",
    b"<title>", b"<svg>", b"</html>", b"<meta charset=utf-16>", b"<style>", b"<div hidden>", b"]]>", b"<![CDATA[",
)  # fmt: skip
CHARSETS = (None, "utf-8", "utf-16", "windows-1252", "gb18030", "shift_jis", "koi8-r", "no-such")


def main() -> int:
    """Runs until the time is up or a page fails; prints figures, and the seed of a page that fails."""
    options = _options()
    pages = [page.content for page in read_pages([options.folder]) if isinstance(page, Page)]
    _checked(pages[0], None, 0, warm=True)
    began, count, slowest = time.monotonic(), 0, 0.0
    while time.monotonic() - began < options.minutes * 60:
        seed = options.seed * 1_000_000 + count
        content, charset = broken(pages, random.Random(seed))
        taken = _checked(content, charset, seed)
        count, slowest = count + 1, max(slowest, taken)
    print(
        f"{count} pages in {options.minutes:g} minutes, none failed; the slowest took {slowest:.2f} s of processor time"
    )
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=Path(__file__).parents[1] / "examples")
    parser.add_argument("--minutes", type=float, default=5.0)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def broken(pages: list[bytes], draw: random.Random) -> tuple[bytes, str | None]:
    """A page after some accidents, and the charset that its server would state."""
    content = bytearray(draw.choice(pages)[:300_000])
    for _ in range(draw.randint(1, 30)):
        at = draw.randrange(len(content) + 1)
        end = min(len(content), at + draw.randint(1, 2000))
        accident = draw.randrange(6)
        if accident == 0:
            content[at:at] = draw.choice(BITS) * draw.choice((1, 1, 3, 200))
        elif accident == 1:
            del content[at:end]
        elif accident == 2:
            content[at:at] = content[at:end]
        elif accident == 3 and content:
            content[min(at, len(content) - 1)] = draw.randrange(256)
        elif accident == 4:
            content[at:end] = bytes(draw.randrange(256) for _ in range(draw.randint(1, 60)))
        else:
            content = content[: draw.randrange(len(content) // 2, len(content) + 1)] or bytearray(b"<")
    return bytes(content), draw.choice(CHARSETS)


def _checked(content: bytes, charset: str | None, seed: int, *, warm: bool = False) -> float:
    """Seconds that a page took; raises where its document is not exact or it took too long.

    The first page takes the loading of weights upon it, so that its time says nothing (``warm``).
    """
    media_type, plain = random.Random(seed).choice((("text/html", False), (None, False), ("text/plain", True)))
    found = make_page("fuzz", content, charset=charset, media_type=media_type)
    if not isinstance(found, Page):
        return 0.0
    start = time.process_time()
    document, _ = extract(found, plain=plain)
    taken = time.process_time() - start
    if not check_span(document, content, 0, len(document.text)):
        raise AssertionError(f"seed {seed}: the map does not hold")
    for segment in document.segments:
        first, last = bytes_of(document, segment.start, segment.end)
        if not 0 <= first < last <= len(content) or not check_span(document, content, segment.start, segment.end):
            raise AssertionError(f"seed {seed}: the segment {segment} does not lead to its bytes")
    if not warm and taken > PATIENCE + PER_MEGABYTE * len(content) / 1e6:
        raise AssertionError(f"seed {seed}: the page took {taken:.1f} s")
    return taken


if __name__ == "__main__":
    sys.exit(main())
