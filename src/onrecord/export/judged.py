"""What persons judged, as rows to learn from: the sentence, the span in it, the machine's word and the person's.

In come the moves and statements of a record over which a judgement stands; out comes a file of JSON lines. Rows judged
wrong go along with that word: they are what a recipe in ``train/`` learns not to find.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from onrecord.export.files import Written, compact, made_folder, write_text
from onrecord.export.source import documents
from onrecord.store import Record
from onrecord.store.browse_rows import Entry

_TABLES = {"move": "moves", "statement": "attributions"}


def write_judged(record: Record, out: Path) -> Written:
    """One file of JSON lines, a judged move or statement a line."""
    rows = list(_rows(record))
    path = made_folder(out) / "judged.jsonl"
    write_text(path, "".join(f"{compact(row)}\n" for row in rows))
    yield path, len(rows)


def _rows(record: Record) -> Iterator[dict[str, Any]]:
    for view in documents(record):
        for entry in view.entries:
            if entry.judgements:
                yield _row(record, entry)


def _row(record: Record, entry: Entry) -> dict[str, Any]:
    """The row; spans count from the sentence's first letter."""
    first = entry.sentence_start
    (cue, end) = entry.cue_span
    return {
        "id": entry.id, "layer": entry.kind, "document": entry.document_id, "sentence": entry.sentence,
        "sentence_start": first, "span": [entry.start - first, entry.end - first], "cue": [cue - first, end - first],
        "machine": _machine(record, entry),
        "judged": [{"verdict": j.verdict, "value": j.value, "by": j.made_by} for j in entry.judgements],
    }  # fmt: skip


def _machine(record: Record, entry: Entry) -> dict[str, Any]:
    """What the machine's own row says, before any judgement."""
    columns = "type, status, date_value" if entry.kind == "move" else "kind, NULL, said_value"
    sql = f"SELECT {columns}, score, basis FROM {_TABLES[entry.kind]} WHERE id = ?"
    row = record.connection.execute(sql, (entry.id,)).fetchone()
    return dict(zip(("type", "status", "date", "score", "basis"), row, strict=True))
