"""Lines of JSON as pages: one object a line, in the shapes that crawls come in.

Which column is the address, the date, the title, the outlet or the content is a row of ``data/pages/columns.csv``. The
page's content is its text or markup in UTF-8; what the line says of it is kept as ``stated``.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from onrecord import tables
from onrecord.model import Page, Problem
from onrecord.pages.make import LARGEST_PAGE, make_page, too_large
from onrecord.pages.unpack import GZIP

NAMES = (".jsonl", ".jsonl.gz", ".ndjson", ".ndjson.gz", ".jl", ".jl.gz")


def is_lines(head: bytes, name: str) -> bool:
    """Whether a file holds lines of JSON objects."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    return start.startswith(b"{") and (name.lower().endswith(NAMES) or start[1:40].lstrip().startswith(b'"'))


def read_lines(path: Path, locator: str) -> Iterator[Page | Problem]:
    """Pages of a file of lines, in order; a line that is no page is a problem."""
    number = 0
    try:
        with path.open("rb") as plain:
            packed = plain.read(2) == GZIP
            plain.seek(0)
            lines: Any = gzip.GzipFile(fileobj=plain) if packed else plain
            while line := lines.readline(LARGEST_PAGE + 1):
                number += 1
                if len(line) > LARGEST_PAGE:
                    yield Problem("pages", too_large(LARGEST_PAGE, at_least=True), f"{locator}#{number}")
                    _skip_line(lines, line)
                elif line.strip():
                    yield _page_of_line(line, f"{locator}#{number}")
    except (EOFError, zlib.error, OSError) as error:
        reason = f"the file breaks off after line {number} ({error}); the lines before it are read; fetch it again"
        yield Problem("pages", reason, locator)


def _skip_line(lines: Any, line: bytes) -> None:
    while line and not line.endswith(b"\n"):
        line = lines.readline(LARGEST_PAGE)


def _page_of_line(line: bytes, locator: str) -> Page | Problem:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        return Problem("pages", f"the line is no JSON ({_short(error)}); expected one object a line; mend it", locator)
    if not isinstance(record, dict):
        return Problem(
            "pages", "the line is no JSON object; expected columns such as url, date, text; mend it", locator
        )
    return page_of_record(record, locator)


def page_of_record(record: Mapping[str, Any], locator: str) -> Page | Problem:
    """The page of one record of a crawl."""
    content = _field(record, "content")
    if not content:
        wanted = ", ".join(_columns()["content"][:5])
        return Problem(
            "pages", f"the record has no text; expected it in a column such as {wanted}; name it so", locator
        )
    url = _field(record, "url")
    stated = [(name, _field(record, name)) for name in ("title", "date", "outlet", "url", "author", "language")]
    return make_page(
        url or locator,
        content.encode("utf-8", "replace"),
        charset="utf-8",
        url=url,
        captured=_field(record, "captured"),
        stated=[(name, value) for name, value in stated if value],
    )


def _field(record: Mapping[str, Any], name: str) -> str | None:
    """Value of a field by the first column that fills it."""
    for column in _columns()[name]:
        value = _as_text(record.get(column))
        if value and value.strip():
            return value if name == "content" else " ".join(value.split())
    return None


def _as_text(value: Any) -> str | None:
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, Mapping):
        return _as_text(value.get("name") or value.get("title"))
    if isinstance(value, list):
        return ", ".join(text for text in map(_as_text, value[:20]) if text)
    return None


@cache
def _columns() -> dict[str, tuple[str, ...]]:
    rows = sorted(tables.rows("pages/columns.csv", ("column", "field", "rank")), key=lambda row: int(row["rank"]))
    fields = dict.fromkeys(row["field"] for row in rows)
    return {name: tuple(row["column"] for row in rows if row["field"] == name) for name in fields}


def _short(error: BaseException) -> str:
    return str(error).split("\n")[0][:80] or type(error).__name__
