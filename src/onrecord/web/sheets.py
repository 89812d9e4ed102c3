"""Rows of a view as a sheet (CSV) that opens in a spreadsheet without running anything."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Any

from onrecord.store.browse_rows import Entry

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


def sheet(rows: Iterable[Mapping[str, Any]]) -> str:
    """Rows as CSV with a header; all rows have the columns of the first."""
    out = io.StringIO()
    writer = None
    for row in rows:
        if writer is None:
            writer = csv.DictWriter(out, list(row), extrasaction="ignore", lineterminator="\r\n")
            writer.writeheader()
        writer.writerow({name: _safe(value) for name, value in row.items()})
    return out.getvalue()


def _safe(value: Any) -> Any:
    """A cell; text that a spreadsheet would take for a formula gets an apostrophe before it."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
