"""Every row of every reading: does its span stand in the text, and do the bytes of the page still give that text?

Every HTML page of the corpora is read whole, to its moves and its dates, and so are some crawled texts; every row that
records a place is held to the text and to the bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench import corpora
from bench.measures.counts import share
from bench.system import Item, Options, mapped, page_of, reader, sampled
from bench.tasks.base import Outcome, Task
from onrecord.extract import check_span
from onrecord.model import Document, Reading, Span

# Crawled texts map to themselves but for broken bytes, so that a run looks at this many unless told otherwise.
TEXTS = 60
Row = tuple[str, Span]


def run(options: Options) -> Outcome:
    """Shares of rows whose text and whose bytes are right, over HTML pages and crawled text."""
    texts = sampled(_text(), Options(options.sample or TEXTS, options.jobs))
    cases = list(mapped(_reading_case, [*sampled(_html(), options), *texts], options))
    rows = sum(case["rows"] for case in cases)
    figures = {
        "pages": float(len(cases)),
        "rows": float(rows),
        "text": share(sum(case["text_right"] for case in cases), rows),
        "bytes": share(sum(case["bytes_right"] for case in cases), rows),
    }
    return Outcome(figures, cases)


def document_spans(document: Document) -> Iterator[Row]:
    """Every span that a document records, with the kind of its row."""
    yield from (("segment", (s.start, s.end)) for s in document.segments)
    for row in document.metadata:
        if row.start is not None and row.end is not None:
            yield row.name, (row.start, row.end)


def spans_of(reading: Reading) -> Iterator[Row]:
    """Every span that a reading records, with the kind of its row."""
    yield from document_spans(reading.document)
    yield from (("mention", (m.start, m.end)) for m in reading.mentions)
    yield from (("time", (t.start, t.end)) for t in reading.times)
    for evidence in reading.published.basis:
        if evidence.start is not None and evidence.end is not None:
            yield "date evidence", (evidence.start, evidence.end)
    for item in reading.attributions:
        yield from (("attribution", span) for span in (*item.source, *item.cue, *item.content))
    for move in reading.moves:
        yield from (("move", span) for span in (move.trigger, move.span, *move.retellings))


def _reading_case(item: Item) -> dict[str, Any]:
    page = page_of(item)
    reading = reader().read(page, plain=item.plain)
    return _held(item.name, page.content, reading.document, list(spans_of(reading)))


def _held(name: str, content: bytes, document: Document, rows: list[Row]) -> dict[str, Any]:
    """The rows of a page, held to its text and its bytes."""
    inside = [0 <= start < end <= len(document.text) for _, (start, end) in rows]
    true = [
        stands and check_span(document, content, start, end)
        for stands, (_, (start, end)) in zip(inside, rows, strict=True)
    ]
    return {
        "case": name,
        "rows": len(rows),
        "text_right": sum(inside),
        "bytes_right": sum(true),
        "score": share(sum(true), len(rows)) if rows else 1.0,
        "wrong": [f"{kind} {span}" for (kind, span), right in zip(rows, true, strict=True) if not right][:20],
    }


def _html() -> list[Item]:
    pages = [path for _, path, _ in corpora.zyte_articles()] + [path for _, path, _ in corpora.htmldate_pages()]
    pages += sorted((corpora.folder() / "fundus_pages").glob("*/*.html.gz"))
    return [_item(path) for path in pages]


def _item(path: Path) -> Item:
    return Item(path.name, corpora.read_page(path), "text/html")


def _text() -> list[Item]:
    return [Item(f"{name}.txt", text.encode()) for name, text, _ in corpora.russia_articles()]


TASK = Task(
    "offsets",
    ("zyte_articles", "htmldate_pages", "fundus_pages", "russia_articles"),
    ("text", "bytes", "rows", "pages"),
    run,
)
