"""Rows of a view as a sheet (CSV) that opens in a spreadsheet without running anything."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from onrecord.model import When
from onrecord.store.browse_links import Rung
from onrecord.store.browse_open import OpenItem
from onrecord.store.browse_rows import Entry
from onrecord.store.browse_search import Hit
from onrecord.store.browse_stories import StoryView
from onrecord.web.plain import plain

Rows = Iterable[Mapping[str, Any]]

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def entry_row(entry: Entry) -> dict[str, Any]:
    """An entry as one flat row."""
    return {
        "id": entry.id,
        "kind": entry.kind,
        "type": entry.type,
        "actor": entry.actor.name,
        "actor_side": entry.actor.side,
        "recipient": entry.recipient.name,
        "recipient_side": entry.recipient.side,
        "status": entry.status,
        "told": entry.told,
        "voice": entry.voice_name,
        "date": entry.date_words,
        "date_value": entry.when.value,
        "date_earliest": entry.when.earliest,
        "date_latest": entry.when.latest,
        "outlet": entry.outlet,
        "title": entry.title,
        "document_id": entry.document_id,
        "start": entry.start,
        "end": entry.end,
        "text": entry.text,
        "sentence": entry.sentence,
        "score": round(entry.score, 4),
        "verdict": entry.verdict,
        "plover": entry.plover,
        "cameo": entry.cameo,
    }


def flat_rows(rows: Iterable[Any]) -> Rows:
    """Rows of simple values and dates; other values that hold values are left to the JSON."""
    for row in rows:
        dates = [(name, getattr(row, name, None)) for name in ("published", "when")]
        flat = {name: value for name, value in plain(row).items() if not isinstance(value, dict | list)}
        yield flat | {f"{name}_{end}": getattr(date, end) for name, date in dates if isinstance(date, When)
                      for end in ("value", "earliest", "latest")}  # fmt: skip


def entry_rows(entries: Iterable[Entry]) -> Rows:
    """A row for each entry."""
    return (entry_row(entry) for entry in entries)


def item_rows(items: Iterable[OpenItem]) -> Rows:
    """A row for each open item: how it stands, and its move."""
    for item in items:
        yield {"state": item.state, "since": item.since, "coverage": item.coverage, **entry_row(item.entry)}


def story_rows(story: StoryView) -> Rows:
    """A row for each cell of a story's table."""
    for row in story.rows:
        for account, cell in zip(story.accounts, row.cells, strict=True):
            values = plain(cell) if cell else {"telling": "absent"}
            names = ("telling", "voice", "difference", "document_id", "start", "end", "words")
            yield {"row": row.label, "kind": row.kind, "outlet": account.outlet} | {n: values.get(n) for n in names}


def rung_rows(rungs: Iterable[Rung]) -> Rows:
    """A row for each rung of a thread."""
    for rung in rungs:
        answers = "; ".join(f"{link.kind} {link.answered}" for link in rung.answers)
        yield {"state": rung.state, "answers": answers, **entry_row(rung.entry)}


def hit_rows(hits: Iterable[Hit]) -> Rows:
    """A row for each hit of a search."""
    for hit in hits:
        line = hit.document
        yield {"kind": hit.kind, "id": hit.id, "outlet": line.outlet, "title": line.title, "published": line.date_words,
               "document_id": line.id, "words": hit.snippet}  # fmt: skip


def pieces(batches: Iterable[Iterable[Mapping[str, Any]]]) -> Iterator[str]:
    """Batches of rows as pieces of one CSV text with a header; all rows have the columns of the first."""
    out = io.StringIO()
    writer = None
    for rows in batches:
        for row in rows:
            if writer is None:
                writer = csv.DictWriter(out, list(row), extrasaction="ignore", lineterminator="\r\n")
                writer.writeheader()
            writer.writerow({name: _safe(value) for name, value in row.items()})
        yield out.getvalue()
        out.seek(0)
        out.truncate()


def _safe(value: Any) -> Any:
    """A cell; text that a spreadsheet would take for a formula gets an apostrophe before it."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
