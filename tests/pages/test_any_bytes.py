"""Whatever lies in a file, reading it gives pages and problems with a sentence, never an exception."""

from __future__ import annotations

import gzip
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Page
from onrecord.pages import read_pages

WARC = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/\r\nContent-Type: application/http\r\n"
ARC = b"filedesc://a.arc 0.0.0.0 20080101000000 text/plain 76\n1 0 a.example\nURL IP-address Archive-date\n\n"
ARC_PAGE = b"http://a.example/ 1.2.3.4 20080101000000 text/html 9999\nHTTP/1.0 200 OK\n\n"
BEGINNINGS = (
    b"", WARC + b"Content-Length: 40\r\n\r\nHTTP/1.1 200 OK\r\n\r\n", WARC + b"Content-Length: -1\r\n\r\n", ARC,
    ARC + ARC_PAGE, b'{"text": "', b'{"html": 1}\n',
    b'{"url": [], "text": "An envoy left.", "date": {}}\n', b'<?xml version="1.0"?><rss><channel><item><title>',
    b'<feed xmlns="http://www.w3.org/2005/Atom"><entry>', b"<html><p>", b"\xef\xbb\xbf", b"\xff\xfe", b"PK\x03\x04",
)  # fmt: skip
NAMES = (
    "a.txt",
    "a.html",
    "a.warc",
    "a.warc.gz",
    "a.wet.gz",
    "a.arc",
    "a.arc.gz",
    "a.jsonl",
    "a.jsonl.gz",
    "a.xml",
    "a",
)


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(BEGINNINGS), st.lists(st.one_of(st.binary(max_size=80), st.sampled_from(BEGINNINGS)), max_size=4),
    st.sampled_from(NAMES), st.booleans(), st.integers(0, 400), st.booleans(),
)  # fmt: skip
def test_any_file_is_pages_or_problems(
    first: bytes, rest: list[bytes], name: str, packed: bool, cut: int, plain: bool
) -> None:
    content = first + b"".join(rest)
    content = gzip.compress(content)[: cut or None] if packed else content
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        for item in read_pages([path], plain=plain):
            assert item.content if isinstance(item, Page) else item.reason
