"""The per-page half as one class without an engine: an Arrow batch of pages in, an Arrow batch of readings out.

A laptop's loop and a cluster's workers call the same class. A row of what comes out holds the reading, packed, with the
bytes of its page, and beside it what a question over millions of pages asks for: outlet, dates, sides, types of moves,
and what finds copies and stories.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from onrecord.columns import Batch, batch_of, rows_of
from onrecord.link.sketch import Sketch, packed, sketch_of, unpacked
from onrecord.link.view import Block, Party, SeenDocument, SeenMove
from onrecord.model import ARTICLE_KINDS, Move, Page, Problem, Reading
from onrecord.packing import pack, unpack
from onrecord.run.pages import guarded_read

PAGES = {"page": "binary", "content": "binary"}
READINGS = {
    "page_id": "string",
    "document_id": "string",
    "locator": "string",
    "url": "string",
    "outlet": "string",
    "title": "string",
    "language": "string",
    "published": "string",
    "earliest": "string",
    "latest": "string",
    "sides": "[string]",
    "types": "[string]",
    "keys": "[int64]",
    "day": "int64",
    "told_first": "int64",
    "told_last": "int64",
    "sketch": "binary",
    "step": "string",
    "reason": "string",
    "content": "binary",
    "reading": "binary",
}
# What is asked for before any page is opened: all but the heavy columns.
LIGHT = tuple(name for name in READINGS if name not in ("content", "reading", "sketch", "keys"))

Row = Mapping[str, Any]


class PageHalf:
    """Reads batches of pages; ``plain`` takes pages as article text without furniture."""

    def __init__(self, *, plain: bool = False) -> None:
        self._plain = plain

    def __call__(self, batches: Iterable[Batch]) -> Iterator[Batch]:
        """Batches of ``READINGS`` from batches of ``PAGES``, row for row."""
        for batch in batches:
            yield batch_of(READINGS, [self.row(page_of(row)) for row in rows_of(batch)])

    def row(self, item: Page | Problem) -> Row:
        """The row of a page: its reading, or the problem in its place."""
        result = item if isinstance(item, Problem) else guarded_read(item, plain=self._plain)
        return problem_row(result) if isinstance(result, Problem) else reading_row(result)


def page_row(page: Page) -> Row:
    """A page as a row of ``PAGES``."""
    return {"page": pack(replace(page, content=b"")), "content": page.content}


def page_of(row: Row) -> Page:
    """The page of a row of ``PAGES``."""
    return replace(unpack(Page, row["page"]), content=row["content"])


def problem_row(problem: Problem) -> Row:
    """A problem as a row of ``READINGS``."""
    return {"locator": problem.locator, "step": problem.step, "reason": problem.reason}


def reading_row(reading: Reading) -> Row:
    """A reading as a row of ``READINGS``."""
    document, published = reading.document, reading.published
    sketch = sketch_of(_seen(reading))
    return {
        "page_id": reading.page.id,
        "document_id": document.id,
        "locator": document.locator,
        "url": document.url,
        "outlet": document.outlet,
        "title": document.title,
        "language": document.language,
        "published": published.value,
        "earliest": published.earliest,
        "latest": published.latest,
        "sides": sides_of(reading),
        "types": sorted({move.type for move in reading.moves}),
        "keys": list(sketch.keys),
        "day": sketch.place[0],
        "told_first": sketch.told[0] if sketch.told else None,
        "told_last": sketch.told[1] if sketch.told else None,
        "sketch": packed(sketch),
        "content": reading.page.content,
        "reading": pack(replace(reading, page=replace(reading.page, content=b""))),
    }


def sides_of(reading: Reading) -> list[str]:
    """The sides that make moves or suffer them, in order."""
    told = [side for move in reading.moves for side in (move.actor_side, move.recipient_side) if side]
    return sorted({side for joint in told for side in joint.split(";")})


def result_of(row: Row) -> Reading | Problem:
    """The reading or the problem of a row of ``READINGS``."""
    if row["reading"] is None:
        return Problem(row["step"], row["reason"], row["locator"] or "")
    reading = unpack(Reading, row["reading"])
    return replace(reading, page=replace(reading.page, content=row["content"]))


def sketch_from(row: Row, end: str) -> Sketch:
    """What is compared of one end of a pair: the columns ``id``, ``told_first``, ``told_last``, ``sketch`` of it."""
    vector, runs = unpacked(row[f"{end}_sketch"])
    first, last = row[f"{end}_told_first"], row[f"{end}_told_last"]
    told = None if first is None else (first, last)
    return Sketch(row[f"{end}"], None, told, 0, vector, runs, ())


def _seen(reading: Reading) -> SeenDocument:
    """The document as linking sees it: its article text, its dates, the sides and days of its moves."""
    document = reading.document
    blocks = (Block(s.kind, s.start, document.text[s.start : s.end]) for s in document.segments)
    return SeenDocument(
        document.id,
        document.outlet,
        document.title,
        published=reading.published.when,
        blocks=tuple(block for block in blocks if block.kind in ARTICLE_KINDS),
        moves=tuple(_seen_move(move, document.id) for move in reading.moves),
    )


def _seen_move(move: Move, document_id: str) -> SeenMove:
    actor, recipient = Party(move.actor, None, move.actor_side), Party(move.recipient, None, move.recipient_side)
    return SeenMove(
        move.id, document_id, move.type, actor, recipient, *move.span, "", "", "", move.voice, move.status, move.date
    )
