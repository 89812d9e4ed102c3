"""What persons judged, as rows to learn from: the sentence, the span in it, the machine's word and the person's.

In come the moves and statements of a record over which a judgement stands; out come two files of JSON lines: the rows,
and the texts that they stand in with their segments and dates, so that a recipe in ``train/`` can parse them anew. Rows
judged wrong go along with that word: they are what a recipe learns not to find.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from onrecord.export.files import Written, compact, made_folder, write_text
from onrecord.export.source import documents
from onrecord.store import Record
from onrecord.store.browse_documents import DocumentView
from onrecord.store.browse_rows import Entry

_TABLES = {"move": "moves", "statement": "attributions"}
Json = dict[str, Any]


def write_judged(record: Record, out: Path) -> Written:
    """``judged.jsonl``, a judged move or statement a line, and ``texts.jsonl``, a document of such a line."""
    rows: list[Json] = []
    texts: list[Json] = []
    for view in documents(record):
        found = list(_rows(record, view))
        rows += found
        texts += [_text(view)] if found else []
    folder = made_folder(out)
    for name, lines in (("judged.jsonl", rows), ("texts.jsonl", texts)):
        write_text(folder / name, "".join(f"{compact(line)}\n" for line in lines))
        yield folder / name, len(lines)


def _rows(record: Record, view: DocumentView) -> Iterator[Json]:
    for entry in view.entries:
        if entry.judgements:
            yield _row(record, entry) | _roles(view, entry)


def _row(record: Record, entry: Entry) -> Json:
    """The row; spans count from the sentence's first letter."""
    first = entry.sentence_start
    (cue, end) = entry.cue_span
    return {
        "id": entry.id, "layer": entry.kind, "document": entry.document_id, "sentence": entry.sentence,
        "sentence_start": first, "span": [entry.start - first, entry.end - first], "cue": [cue - first, end - first],
        "machine": _machine(record, entry),
        "judged": [{"verdict": j.verdict, "value": j.value, "by": j.made_by} for j in entry.judgements],
    }  # fmt: skip


def _roles(view: DocumentView, entry: Entry) -> Json:
    """The stretches of a statement, counted from the text's first letter."""
    roles = view.roles.get(entry.id)
    return {"roles": {name: getattr(roles, name) for name in ("source", "cue", "content")}} if roles else {}


def _machine(record: Record, entry: Entry) -> Json:
    """What the machine's own row says, before any judgement."""
    columns = "type, status, date_value, voice" if entry.kind == "move" else "kind, NULL, said_value, NULL"
    sql = f"SELECT {columns}, score, basis FROM {_TABLES[entry.kind]} WHERE id = ?"
    row = record.connection.execute(sql, (entry.id,)).fetchone()
    return dict(zip(("type", "status", "date", "voice", "score", "basis"), row, strict=True))


def _text(view: DocumentView) -> Json:
    when = view.line.published
    return {
        "document": view.line.id, "text": view.text,
        "published": {"value": when.value, "earliest": when.earliest, "latest": when.latest},
        "segments": [{"kind": item.kind, "start": item.start, "end": item.end} for item in view.segments],
    }  # fmt: skip
