"""Moves that a person adds: rows of the record that follow from the log, kept apart from the machine's."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from readings_by_hand import reading_of

from onrecord.errors import OnrecordError, RecordError
from onrecord.export import FORMATS
from onrecord.model import Reading
from onrecord.store import Record
from onrecord.store.added_values import LONGEST, AddedMove, added_of
from onrecord.store.adding import follow_additions, wrong_additions
from onrecord.store.browse_kept import holds_answers, keep
from onrecord.store.judgement_files import judgement_lines

SAID = ("the machine missed it", "eve", "2026-01-01T00:00:00Z")
LATER = ("", "eve", "2026-01-02T00:00:00Z")


def added(reading: Reading, **changes: str) -> AddedMove:
    """A demand in the first words of a page's article."""
    segment = next(one for one in reading.document.segments if one.kind == "body")
    words = reading.document.text[segment.start : segment.end]
    move = AddedMove(reading.document.id, segment.start, segment.end, words, "demand", "done", "2019-02", "NOR", "SWE")
    return replace(move, **changes)  # type: ignore[arg-type]


@pytest.fixture
def one() -> Reading:
    return reading_of("one")


def machine(record: Record) -> list[tuple[object, ...]]:
    """What the machine's reading is known by: its digest, its rows and theirs."""
    moves = "SELECT * FROM moves WHERE id NOT IN (SELECT move_id FROM added_moves)"
    sql = ("SELECT id, reading_sha256 FROM documents", "SELECT * FROM row_checks", moves)
    return [tuple(row) for one in sql for row in record.connection.execute(f"{one} ORDER BY 1")]


def rows(record: Record) -> list[tuple[object, ...]]:
    return [tuple(row) for row in record.connection.execute("SELECT * FROM moves ORDER BY id")]


def test_added_move_is_a_row_like_any_other_and_the_machines_are_untouched(record: Record, one: Reading) -> None:
    before, counts = machine(record), record.browse.counts().moves
    key = record.add_move(added(one), said=SAID)
    entry = record.browse.entry(key)
    assert (entry.type, entry.basis, entry.score, entry.status) == ("demand", "person: eve", 1.0, "done")
    assert (entry.actor.side, entry.recipient.side, entry.date_words) == ("NOR", "SWE", "February 2019")
    assert machine(record) == before and list(record.verify()) == []
    assert record.browse.counts().moves == counts + 1
    assert key in {found.id for found in record.browse.timeline(limit=100)}
    assert key in {hit.id for hit in record.browse.search(entry.text.split()[0]).hits}
    assert key in {found.id for found in record.browse.document(one.document.id).moves}


def test_words_in_a_statement_are_told_in_its_voice_the_innermost_of_several(record: Record, one: Reading) -> None:
    inner = one.attributions[0]
    ((first, last),) = inner.content
    quoted = replace(added(one), start=first, end=last, words=one.document.text[first:last])
    assert record.browse.entry(record.add_move(added(one), said=SAID)).voice == "outlet"
    assert record.browse.entry(record.add_move(quoted, said=SAID)).voice == inner.id
    outer = replace(inner, id="attr-outer", content=((first, len(one.document.text)),))
    record.write(replace(one, attributions=(inner, outer)))
    assert record.browse.entry(added(one).id).voice == outer.id
    assert record.browse.entry(quoted.id).voice == inner.id


def test_answers_kept_over_the_whole_record_are_dropped_with_each_change(record: Record, one: Reading) -> None:
    keep(record.connection, "counts", {})
    key = record.add_move(added(one), said=SAID)
    assert not holds_answers(record.connection)
    keep(record.connection, "counts", {})
    record.withdraw_move(key, LATER)
    assert not holds_answers(record.connection)


def test_parties_are_actors_of_the_record_with_their_sides(record: Record, one: Reading) -> None:
    person = next(actor for actor in one.actors if actor.kind == "person")
    key = record.add_move(added(one, actor_side=""), actor=person.id, said=SAID)
    entry = record.browse.entry(key)
    assert (entry.actor.id, entry.actor.side) == (person.id, person.side)


def test_page_that_is_read_again_keeps_what_was_added(record: Record, one: Reading) -> None:
    person = next(actor for actor in one.actors if actor.kind == "person")
    key = record.add_move(added(one), actor=person.id, said=SAID)
    held = rows(record)
    changed = replace(one, moves=())
    assert record.write(changed) and record.browse.entry(key).actor.id == person.id
    assert record.write(one) and rows(record) == held
    assert not record.write(one) and list(record.verify()) == []


def test_withdrawn_move_is_gone_whole_and_stays_gone(record: Record, one: Reading) -> None:
    before = rows(record)
    person = next(actor for actor in one.actors if actor.kind == "person")
    key = record.add_move(added(one), actor=person.id, said=SAID)
    record.judge("moves", key, "date", "2019-02-03", by="ada", at="2026-01-01T12:00:00Z")
    assert record.withdraw_move(key, LATER) == 3
    assert rows(record) == before and list(record.verify()) == []
    assert record.write(replace(one, moves=())) and record.write(one) and rows(record) == before
    assert record.add_move(added(one), said=("", "eve", "2026-01-03")) == key
    assert record.browse.entry(key).actor.id is None
    assert record.browse.entry(key).date_words == "February 2019"


def test_undo_of_the_line_takes_the_row_along(record: Record, one: Reading) -> None:
    before = rows(record)
    key = record.add_move(added(one), said=SAID)
    record.judge("moves", key, "undo", by="eve", at="2026-01-02")
    assert rows(record) == before and list(record.verify()) == []


def test_another_record_of_the_same_pages_takes_it_in_whatever_comes_first(
    record: Record, one: Reading, tmp_path: Path
) -> None:
    key = record.add_move(added(one), said=SAID)
    lines = list(judgement_lines(record.connection))
    for name, order in (("a", "wl"), ("b", "lw")):
        with Record.create_or_open(tmp_path / f"{name}.db") as other:
            for step in order:
                if step == "w":
                    other.write(one)
                    other.write(reading_of("two", name="ALVA REN"))
                else:
                    other.merge_judgements(lines, "eve.jsonl")
            assert rows(other) == rows(record) and other.browse.entry(key).basis == "person: eve"
            assert list(other.verify()) == []


def test_words_that_stand_elsewhere_are_found_and_said_so_and_lost_ones_are_told(record: Record, one: Reading) -> None:
    key = record.add_move(added(one), said=SAID)
    sql = "UPDATE documents SET text = ? || substr(text, 1) WHERE id = ?"
    record.connection.execute(sql, ("New line\n", one.document.id))
    follow_additions(record.connection, one.document.id)
    entry = record.browse.entry(key)
    assert (entry.start, entry.basis) == (added(one).start + 9, "person: eve; its words stand elsewhere now")
    assert list(wrong_additions(record.connection)) == []
    twice = f"New line\n{one.document.text}\n{one.document.text}"
    for text in (twice, "gone"):
        record.connection.execute("UPDATE documents SET text = ? WHERE id = ?", (text, one.document.id))
        follow_additions(record.connection, one.document.id)
        (fault,) = wrong_additions(record.connection)
        assert fault[:2] == ("judgements", key)


@pytest.mark.parametrize(
    ("changes", "words"),
    [({"type": "demnd"}, r"meant: demand\?"), ({"status": "sure"}, "no status"), ({"date": "2019-13"}, "not a date"),
     ({"actor_side": "Norway"}, "write NOR"), ({"words": "nothing"}, "may stand"),
     ({"trigger": "nothing"}, "does not stand in"), ({"document": "doc-0"}, "no document")],
)  # fmt: skip
def test_what_is_no_move_is_refused_in_a_sentence(
    record: Record, one: Reading, changes: dict[str, str], words: str
) -> None:
    with pytest.raises(OnrecordError, match=words):
        record.add_move(added(one, **changes), said=SAID)
    assert record.connection.execute("SELECT count(*) FROM judgements").fetchone()[0] == 0


def test_line_of_the_log_that_tells_no_move_is_refused(one: Reading) -> None:
    move = added(one)
    long = replace(move, words="w" * (LONGEST + 1), end=move.start + LONGEST + 1)
    assert added_of(move.value, move.id) == move
    for value, key, words in (
        (move.value, "move-0", "is not the id"),
        (move.value.replace(f'"start":{move.start}', '"start":"0"'), move.id, "is not the id"),
        ("no JSON", move.id, "no move is told"),
        ('{"document":"doc-0"}', move.id, "no move is told"),
        ("[1]", move.id, "no move is told"),
        (long.value, long.id, "too many for one move"),
    ):
        with pytest.raises(RecordError, match=words):
            added_of(value, key)


def test_row_that_somebody_changed_or_put_in_is_named(record: Record, one: Reading) -> None:
    key = record.add_move(added(one), said=SAID)
    record.connection.execute("UPDATE moves SET status = 'planned' WHERE id = ?", (key,))
    assert [fault.row for fault in record.verify()] == [key]
    record.connection.execute("DELETE FROM moves WHERE id = ?", (key,))
    assert {fault.row for fault in record.verify()} == {key}


def test_row_that_counts_as_added_without_a_line_of_the_log_is_named(record: Record, one: Reading) -> None:
    key = record.add_move(added(one), said=SAID)
    record.connection.execute("PRAGMA foreign_keys = OFF")
    record.connection.execute("DELETE FROM judgements")
    assert [fault[:2] for fault in wrong_additions(record.connection)] == [("moves", key)]


def test_what_is_forgotten_takes_added_moves_along(record: Record, one: Reading) -> None:
    person = next(actor for actor in one.actors if actor.kind == "person")
    record.add_move(added(one), actor=person.id, said=SAID)
    record.forget_actor(person.id, "asked to", at="2026-01-03")
    assert record.connection.execute("SELECT count(*) FROM added_moves").fetchone()[0] == 0
    assert list(record.verify()) == []
    record.add_move(added(one), said=LATER)
    record.forget_page(one.page.id, "asked to", at="2026-01-04")
    assert record.connection.execute("SELECT count(*) FROM judgements").fetchone()[0] == 0
    assert list(record.verify()) == []


def test_exports_hold_the_added_move_and_whose_it_is(record: Record, one: Reading, tmp_path: Path) -> None:
    key = record.add_move(added(one), said=SAID)
    for name in ("jsonl", "gdelt", "prov", "annotations"):
        list(FORMATS[name][0](record, tmp_path / name))
    assert key in (tmp_path / "jsonl" / "added_moves.jsonl").read_text(encoding="utf-8")
    assert key in (tmp_path / "jsonl" / "current_moves.jsonl").read_text(encoding="utf-8")
