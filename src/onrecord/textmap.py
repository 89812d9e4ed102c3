"""The way from a document's text back to the bytes of its page.

In comes a ``TextMap`` (runs of text with the bytes that they came from); out come byte ranges, a verdict whether the
bytes still give the text, and a compact line of JSON for the record. It reads no file: the caller brings the bytes.
"""

from __future__ import annotations

import html
import json
from bisect import bisect_right
from itertools import accumulate

from onrecord.errors import RecordError
from onrecord.model import Document, Run, TextMap

_CODES = {"same": "s", "entity": "e", "fold": "f"}
_KINDS = {code: kind for kind, code in _CODES.items()}


def plain_decode(content: bytes, charset: str) -> str:
    """The text of bytes: what the charset cannot read is U+FFFD, and so is NUL, which no text holds."""
    return content.decode(charset, "replace").replace("\x00", "\ufffd")


def encode(text_map: TextMap) -> str:
    """The map as one line of JSON: charset, kinds, and a length, a gap and a length in bytes for each run."""
    kinds = "".join(_CODES[run.kind] for run in text_map.runs)
    lengths = [run.end - run.start for run in text_map.runs]
    sizes = [run.byte_end - run.byte_start for run in text_map.runs]
    ends = [0, *(run.byte_end for run in text_map.runs)]
    gaps = [run.byte_start - before for run, before in zip(text_map.runs, ends, strict=False)]
    return json.dumps([text_map.charset, kinds, lengths, gaps, sizes], separators=(",", ":"))


def decode(line: str) -> TextMap:
    """The map that ``encode`` wrote."""
    try:
        charset, kinds, lengths, gaps, sizes = json.loads(line)
        ends = list(accumulate(lengths))
        runs = []
        byte = 0
        for code, end, length, gap, size in zip(kinds, ends, lengths, gaps, sizes, strict=True):
            byte += gap
            runs.append(Run(end - length, end, byte, byte + size, _KINDS[code]))
            byte += size
        return TextMap(charset, tuple(runs))
    except (ValueError, TypeError, KeyError) as error:
        raise RecordError(f"a map from text to bytes cannot be read ({error}); read the page again") from error


def bytes_of(document: Document, start: int, end: int) -> tuple[int, int]:
    """The bytes of a span: from the first byte of its first code point to the last byte of its last."""
    return bytes_in(document.map, document.text, start, end)


def bytes_in(text_map: TextMap, text: str, start: int, end: int) -> tuple[int, int]:
    """``bytes_of`` for a map and its text, without a document."""
    if not 0 <= start <= end <= len(text):
        raise ValueError(f"span {start}..{end} is not within a text of {len(text)} code points")
    if not text_map.runs:
        return 0, 0
    first = _byte_at(text_map, text, start, ends=start == len(text))
    return (first, first) if start == end else (first, _byte_at(text_map, text, end, ends=True))


def check_span(document: Document, content: bytes, start: int, end: int) -> bool:
    """Whether the page's bytes still give the text of a span, run by run."""
    if not 0 <= start <= end <= len(document.text):
        return False
    runs = document.map.runs
    at = _run_at(document.map, start)
    reached = start
    while at < len(runs) and reached < end:
        run = runs[at]
        if run.start > reached or not _run_holds(run, document.text, content, document.map.charset):
            return False
        reached, at = run.end, at + 1
    return reached >= end


def _run_holds(run: Run, text: str, content: bytes, charset: str) -> bool:
    shown = text[run.start : run.end]
    if run.kind == "fold":
        return not shown.strip() and 0 <= run.byte_start <= run.byte_end <= len(content)
    found = plain_decode(content[run.byte_start : run.byte_end], charset)
    return shown == (html.unescape(found) if run.kind == "entity" else found)


def _run_at(text_map: TextMap, offset: int) -> int:
    return max(0, bisect_right(text_map.runs, offset, key=lambda run: run.start) - 1)


def _byte_at(text_map: TextMap, text: str, offset: int, *, ends: bool) -> int:
    """The byte at which the code point at an offset begins, or at which the one before it ``ends``."""
    run = text_map.runs[_run_at(text_map, offset - 1 if ends and offset else offset)]
    if run.kind != "same" or offset == run.start or offset == run.end:
        return run.byte_end if ends and offset > run.start else run.byte_start
    return run.byte_start + len(text[run.start : offset].encode(text_map.charset, "replace"))
