"""Whatever is changed behind the record's back is found, and the row is named."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest
from readings_by_hand import tied_reading

from onrecord.store import Record
from onrecord.store.rows import COLUMNS

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
    ("page's id", "UPDATE pages SET url = 'https://other.example/'", "pages", "id does not fit"),
    ("page's place", "UPDATE pages SET locator = 'other.txt'", "pages", "not as it was written"),
    ("document's id", "UPDATE documents SET id = 'doc-x' WHERE id = (SELECT min(id) FROM documents)",
     "documents", "id does not fit"),
    ("day of a page", "UPDATE documents SET published_value = '2019-03-06'", "documents", "not as it was written"),
    ("statement's id", "UPDATE attributions SET id = 'attr-x' WHERE id = (SELECT min(id) FROM attributions)",
     "attributions", "id does not fit"),
    ("statement's addressee",
     "UPDATE attributions SET addressee_id = speaker_id", "attributions", "not as it was written"),
    ("statement's kind", "UPDATE attributions SET kind = 'direct'", "attributions", "not as it was written"),
    ("move's type", "UPDATE moves SET type = 'deny'", "moves", "id does not fit"),
    ("move's status", "UPDATE moves SET status = 'denied'", "moves", "not as it was written"),
    ("move's side", "UPDATE moves SET recipient_side = 'SOU'", "moves", "not as it was written"),
    ("time's value", "UPDATE times SET time_value = '2019-03-03'", "times", "not as it was written"),
    ("mention's score", "UPDATE mentions SET score = 0.5", "mentions", "not as it was written"),
    ("what a page says of an actor", "UPDATE document_actors SET office = 'king'",
     "document_actors", "not as it was written"),
    ("actor's id", "UPDATE document_actors SET basis = 'gazetteer Q1; the page says so'",
     "document_actors", "id does not fit"),
    ("lost mention", "DELETE FROM mentions WHERE id = (SELECT min(id) FROM mentions)", "mentions", "1 rows"),
    ("added mention",
     "INSERT INTO mentions SELECT 'mention-x', document_id, 0, 3, kind, actor_id, '[]', 1, '' FROM mentions LIMIT 1",
     "mentions", "not as it was written"),
    ("digests of rows", "DELETE FROM row_checks", "row_checks", "missing"),
    ("digests cut off", "UPDATE row_checks SET checks = x'00000001ff'", "row_checks", "cannot be read"),
    ("words that search finds in a statement",
     "UPDATE search_rows SET text = 'x' WHERE kind = 'attribution'", "search_rows", "not those of the attribution"),
    ("words that search finds in an article",
     "UPDATE search_rows SET text = 'x' WHERE kind = 'document'", "search_rows", "not those of the article"),
    ("name of an actor", "DELETE FROM actor_names WHERE name = 'Ren'", "actors", "names"),
    ("office of an actor", "DELETE FROM offices", "actors", "offices"),
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


@pytest.mark.parametrize("table", COLUMNS)
def test_no_column_of_a_row_can_be_changed_unseen(record: Record, table: str) -> None:
    if table in ("move_answers", "problems"):  # the readings by hand have none; their rows have tests of their own
        return
    record.write(tied_reading())
    record.connection.execute("PRAGMA foreign_keys = OFF")
    seen = []
    for column in COLUMNS[table].split():
        record.connection.execute("SAVEPOINT step")
        record.connection.execute(f"UPDATE {table} SET \"{column}\" = 'x' || coalesce(\"{column}\", '')")
        seen.append((column, any(True for _ in record.verify())))
        record.connection.execute("ROLLBACK TO step")
    assert [column for column, found in seen if not found] == []


# What linking writes, and how it is tampered with.
LINKED = [
    ("story's id", "UPDATE stories SET id = 'story-x'", "stories", "id does not fit"),
    ("account's id", "UPDATE accounts SET outlet = 'The Other'", "accounts", "id does not fit"),
    ("cell's id", "UPDATE account_rows SET row_id = 'row-x'", "account_rows", "id does not fit"),
    ("thread's id", "UPDATE threads SET matter = 'fish'", "threads", "id does not fit"),
    ("cell of no account", "UPDATE account_rows SET account_id = 'account-x'", "account_rows", "names a row"),
    ("cell of no document", "UPDATE account_rows SET document_id = 'doc-x'", "account_rows", "is not in documents"),
    ("cell of no move", "UPDATE account_rows SET move_id = 'move-x'", "account_rows", "is not in moves"),
    ("copy of nothing", "UPDATE copies SET original_id = 'doc-x'", "copies", "is not in documents"),
    ("place in no story", "UPDATE story_documents SET story_id = 'story-x'", "story_documents", "names a row"),
    ("place of no move", "UPDATE thread_moves SET move_id = 'move-x' WHERE ordinal = 0", "thread_moves", "not in"),
    ("same as no move", "UPDATE thread_moves SET same_as_id = 'move-x'", "thread_moves", "is not in moves"),
    ("open in no thread", "UPDATE open_items SET thread_id = 'thread-x'", "open_items", "is not in threads"),
    ("answer to no move",
     "UPDATE move_answers SET answered_move_id = 'move-x' WHERE scope = 'record'", "move_answers", "not in"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "table", "words"), [row[1:] for row in LINKED], ids=[row[0] for row in LINKED])
def test_tampering_with_links_is_found(
    dispute: tuple[Path, dict[str, str]], tmp_path: Path, change: str, table: str, words: str
) -> None:
    copied = tmp_path / "copy.db"
    copied.write_bytes(dispute[0].read_bytes())
    with Record.open(copied) as record:
        assert list(record.verify()) == []
        record.connection.execute("PRAGMA foreign_keys = OFF")
        record.connection.execute(change)
        faults = list(record.verify())
    assert [fault for fault in faults if fault.table == table and words in fault.reason], faults


def test_fault_names_its_row(record: Record) -> None:
    row = record.connection.execute("SELECT max(id) FROM moves").fetchone()[0]
    record.connection.execute("UPDATE moves SET span_text = 'x' WHERE id = ?", (row,))
    assert {fault.row for fault in record.verify()} == {row}
