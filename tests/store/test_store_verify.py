"""Whatever is changed behind the record's back is found, and the row is named."""

from __future__ import annotations

import zlib

import pytest

from onrecord.store import Record

TAMPERED = [
    ("page bytes", "UPDATE pages SET content = :other", "pages", "hash"),
    ("page bytes that do not unpack", "UPDATE pages SET content = x'0011223344'", "pages", "unpacked"),
    ("page hash", "UPDATE pages SET sha256 = 'x'", "pages", "hash"),
    ("text", "UPDATE documents SET text = replace(text, 'treaty', 'pledge')", "documents", "hash"),
    ("text against bytes",
     "UPDATE documents SET text = replace(text, 'treaty', 'pledge')", "documents", "bytes do not"),
    ("map", "UPDATE documents SET map = '[]'", "documents", "map from text"),
    ("statement", "UPDATE attributions SET content_text = 'Norvia kept the treaty'", "attributions", "content is not"),
    ("source", "UPDATE attributions SET source_text = 'Ren'", "attributions", "source is not"),
    ("cue", "UPDATE attributions SET cue = '[[3, 7]]'", "attributions", "cue is not"),
    ("span beyond the text", "UPDATE attributions SET content = '[[3, 7000]]'", "attributions", "none of the text"),
    ("move", "UPDATE moves SET span_text = 'x'", "moves", "span is not"),
    ("trigger", "UPDATE moves SET trigger_start = trigger_start - 1", "moves", "trigger is not"),
    ("mention", "UPDATE mentions SET start = start + 1", "mentions", "id does not fit"),
    ("mention's actor", "UPDATE mentions SET actor_id = NULL", "mentions", "id does not fit"),
    ("time", "UPDATE times SET \"end\" = 9000", "times", "no span"),
    ("segment", "UPDATE segments SET kind = 'comment' WHERE ordinal = 1", "segments", "id does not fit"),
    ("segment over another", "UPDATE segments SET start = 3 WHERE ordinal = 1", "segments", "overlaps"),
    ("speaker", "UPDATE attributions SET speaker_id = 'actor-x'", "attributions", "names a row"),
    ("voice", "UPDATE moves SET voice = 'attribution-x'", "moves", "voice"),
    ("actor", "UPDATE actors SET side = 'NOR'", "actors", "not what the documents say"),
    ("lost document", "DELETE FROM documents WHERE id = (SELECT min(id) FROM documents)", "pages", "no document"),
    ("answer",
     "INSERT INTO move_answers SELECT id, 'move-x', 'denies', 'document', '' FROM moves", "move_answers", "not in"),
    ("office", "UPDATE offices SET title = 'king'", "offices", "id does not fit"),
    ("judgement",
     "INSERT INTO judgements VALUES ('judgement-x', '2026', 'eve', 'moves', 'move-x', 'right', '', '', NULL)",
     "judgements", "id does not fit"),
    ("problem",
     "INSERT INTO problems VALUES ('problem-x', NULL, 'a.txt', 'reading', 'empty')", "problems", "id does not fit"),
    ("copy of nothing",
     "INSERT INTO copies SELECT id, 'document-x', 1, '' FROM documents", "copies", "is not in documents"),
    ("open item's end",
     "INSERT INTO open_items SELECT id, NULL, 'denied', 'move-x', NULL, '' FROM moves", "open_items", "settled_by_id"),
    ("words that search finds",
     "UPDATE search_rows SET text = 'x' WHERE kind = 'move'", "search_rows", "not those of the move"),
    ("search row", "DELETE FROM search_rows WHERE kind = 'move'", "moves", "not in the index"),
    ("search index", "UPDATE search_rows SET text = 'x' WHERE kind = 'move'", "search", "does not fit"),
]  # fmt: skip


def test_untouched_record_holds(record: Record) -> None:
    assert list(record.verify()) == []


@pytest.mark.parametrize(("change", "table", "words"), [row[1:] for row in TAMPERED], ids=[row[0] for row in TAMPERED])
def test_tampering_is_found(record: Record, change: str, table: str, words: str) -> None:
    record.connection.execute("PRAGMA foreign_keys = OFF")
    record.connection.execute(change, {"other": zlib.compress(b"another page")} if ":other" in change else {})
    faults = list(record.verify())
    assert [fault for fault in faults if fault.table == table and words in fault.reason], faults
    with Record.open(record.path, read_only=True) as reader:
        assert [str(fault) for fault in reader.verify()] == [str(fault) for fault in faults]


def test_fault_names_its_row(record: Record) -> None:
    row = record.connection.execute("SELECT max(id) FROM moves").fetchone()[0]
    record.connection.execute("UPDATE moves SET span_text = 'x' WHERE id = ?", (row,))
    assert {fault.row for fault in record.verify()} == {row}
