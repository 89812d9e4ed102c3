"""What writing a reading does to the record: once, whole, in any order."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest
from readings_by_hand import reading_of

from onrecord.errors import RecordError
from onrecord.model import Problem
from onrecord.store import Links, Record
from onrecord.store.browse_rows import Filters
from onrecord.store.linked import Story, StoryDocument


def dump(record: Record) -> list[str]:
    """All rows but those of the index for search, whose numbers tell the order of arrival."""
    tables = record.connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'search%'"
    ).fetchall()
    return sorted(
        f"{name} {tuple(row)}" for (name,) in tables for row in record.connection.execute(f"SELECT * FROM {name}")
    )


def search(record: Record, words: str) -> list[str]:
    rows = record.connection.execute(
        "SELECT r.kind FROM search JOIN search_rows r ON r.id = search.rowid WHERE search MATCH ? ORDER BY r.kind",
        (words,),
    )
    return [row[0] for row in rows]


def test_same_reading_twice_changes_nothing(record: Record) -> None:
    before = record.connection.total_changes
    assert record.write(reading_of("one")) is False
    assert record.connection.total_changes == before


def test_newer_reading_of_a_page_takes_its_place(record: Record) -> None:
    assert record.write(reading_of("one", version="2")) is True
    bases = record.connection.execute("SELECT basis FROM attributions ORDER BY basis").fetchall()
    assert [row[0] for row in bases] == ["cue row 1, version 1", "cue row 1, version 2"]
    assert list(record.verify()) == []


def test_order_of_arrival_makes_no_difference(tmp_path: Path) -> None:
    readings = [reading_of("a", name="Alva Ren"), reading_of("b", name="ALVA REN"), reading_of("c", name="alva ren")]
    dumps = set()
    for number, order in enumerate(permutations(readings)):
        with Record.create_or_open(tmp_path / f"{number}.db") as made:
            for reading in order:
                made.write(reading)
            dumps.add(tuple(dump(made)))
    assert len(dumps) == 1


def test_name_in_mixed_letters_is_the_actors_name(record: Record) -> None:
    assert record.connection.execute("SELECT name FROM actors WHERE kind = 'person'").fetchone()[0] == "Alva Ren"


def test_actor_goes_with_its_last_document(record: Record) -> None:
    for key in ("one", "two"):
        reading = reading_of(key, name="ALVA REN" if key == "two" else "Alva Ren")
        record.write(replace(reading, mentions=(), attributions=(), moves=(), actors=()))
    assert record.connection.execute("SELECT count(*) FROM actors").fetchone()[0] == 0
    assert list(record.verify()) == []


@pytest.mark.parametrize(
    ("words", "kinds"),
    [("treaty", ["attribution", "attribution", "document", "document", "move", "move"]), ("minister", []),
     ('"Row over"', ["document", "document"])],
)  # fmt: skip
def test_search_finds_statements_moves_and_articles(record: Record, words: str, kinds: list[str]) -> None:
    assert search(record, words) == kinds


def test_replaced_words_are_no_longer_found(record: Record) -> None:
    reading = reading_of("one")
    title = replace(reading.document, title="Ministers meet")
    record.write(replace(reading, document=title))
    assert search(record, "ministers") == ["document"]
    assert len(search(record, '"Row over"')) == 2  # the headline still stands in both texts


def test_problem_is_kept_once_and_goes_when_the_page_is_read(record: Record) -> None:
    problem = Problem("reading", "the page is empty", "three.txt")
    assert [record.write_problem(problem), record.write_problem(problem)] == [True, False]
    record.write(reading_of("three"))
    assert record.connection.execute("SELECT count(*) FROM problems").fetchone()[0] == 0


def test_reference_to_an_unknown_actor_is_left_empty_with_a_problem(record: Record) -> None:
    reading = reading_of("four")
    record.write(replace(reading, actors=reading.actors[:1]))
    assert record.connection.execute("SELECT count(*) FROM moves WHERE recipient_id IS NULL").fetchone()[0] == 1
    assert "does not hold" in record.connection.execute("SELECT reason FROM problems").fetchone()[0]


def test_letters_that_no_file_can_hold_become_a_problem(record: Record) -> None:
    reading = reading_of("five")
    record.write(replace(reading, document=replace(reading.document, title="half \ud800")))
    assert not record.has_page(reading.page.id)
    assert record.connection.execute("SELECT step FROM problems").fetchone()[0] == "store"


def test_links_are_replaced_only_where_they_changed(record: Record) -> None:
    document = record.connection.execute("SELECT min(id) FROM documents").fetchone()[0]
    links = Links(
        stories=(Story("story-1", "A row", None, None, 1, 1),), story_documents=(StoryDocument("story-1", document),)
    )
    assert record.needs_linking
    assert record.write_links(links) is True
    assert not record.needs_linking
    assert record.write_links(links) is False
    assert record.write_links(Links()) is True
    assert record.connection.execute("SELECT count(*) FROM story_documents").fetchone()[0] == 0


def test_second_writer_is_told_to_wait(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    with Record.open(record.path) as other:
        other.connection.execute("PRAGMA busy_timeout = 10")
        record.connection.execute("BEGIN IMMEDIATE")
        with pytest.raises(RecordError, match="another process is writing"):
            other.write(reading_of("six"))
        record.connection.execute("ROLLBACK")


def test_readers_see_the_last_whole_state_while_one_writes(record: Record) -> None:
    with Record.open(record.path, read_only=True) as reader:
        record.connection.execute("BEGIN IMMEDIATE")
        record.connection.execute("DELETE FROM pages")
        assert reader.connection.execute("SELECT count(*) FROM pages").fetchone()[0] == 2
        record.connection.execute("ROLLBACK")


def test_failed_write_leaves_nothing(record: Record) -> None:
    before = dump(record)
    record.connection.execute("CREATE TEMP TRIGGER stop BEFORE INSERT ON moves BEGIN SELECT RAISE(ABORT, 'stop'); END")
    with pytest.raises(RecordError, match="stop"):
        record.write(reading_of("seven"))
    assert dump(record) == before


def test_many_readings_come_in_by_one_transaction(record: Record, tmp_path: Path) -> None:
    readings = [reading_of(f"page{number}") for number in range(5)]
    with Record.create_or_open(tmp_path / "bulk.db") as bulk, Record.create_or_open(tmp_path / "live.db") as live:
        with bulk.bulk():
            assert [bulk.write(reading) for reading in [*readings, readings[0]]] == [True] * 5 + [False]
            with Record.open(bulk.path, read_only=True) as other:
                assert not other.has_page(readings[0].page.id)
        for reading in reversed(readings):
            live.write(reading)
        assert dump(bulk) == dump(live) and list(bulk.verify()) == []


def test_bulk_that_fails_leaves_nothing(record: Record) -> None:
    before = dump(record)
    with pytest.raises(KeyError), record.bulk():
        record.write(reading_of("seven"))
        raise KeyError
    assert dump(record) == before


def test_page_of_a_bulk_that_cannot_be_kept_leaves_the_others(record: Record) -> None:
    broken = reading_of("broken")
    with record.bulk():
        record.write(reading_of("seven"))
        record.write(replace(broken, document=replace(broken.document, title="half a pair: \ud800")))
        record.write(reading_of("eight"))
    told = record.connection.execute("SELECT reason FROM problems").fetchall()
    assert [row for row in told if "no file can hold" in row[0]]
    assert record.has_page(reading_of("seven").page.id) and record.has_page(reading_of("eight").page.id)
    assert not record.has_page(broken.page.id) and list(record.verify()) == []


def test_page_bytes_can_be_left_out(tmp_path: Path) -> None:
    with Record.create_or_open(tmp_path / "lean.db", keep_pages=False) as lean:
        lean.write(reading_of("one"))
        assert list(lean.verify()) == []
    with Record.create_or_open(tmp_path / "lean.db") as again:
        again.write(reading_of("two"))
        assert (again.pages_without_bytes, again.keeps_pages) == (2, False), "the record remembers"


def test_bytes_that_were_kept_and_are_gone_are_a_fault(record: Record) -> None:
    record.connection.execute("UPDATE pages SET content = NULL")
    assert {fault.table for fault in record.verify()} == {"pages"}


def test_read_only_record_cannot_be_written(record: Record) -> None:
    with Record.open(record.path, read_only=True) as reader, pytest.raises(RecordError, match="cannot be written"):
        reader.write(reading_of("eight"))
    assert isinstance(record.connection, sqlite3.Connection)


def test_side_that_most_documents_give_is_the_actors(tmp_path: Path) -> None:
    """In whatever order they come; the others stay to be seen on the actor's page."""
    given = (("one", "GBR"), ("two", "USA"), ("three", "GBR"), ("four", "USA"), ("five", "GBR"))
    for order in (given, given[::-1]):
        with Record.create_or_open(tmp_path / f"{order[0][0]}.db") as record:
            for key, side in order:
                reading = reading_of(key)
                speaker = replace(reading.actors[0], side=side)
                record.write(replace(reading, actors=(speaker, *reading.actors[1:])))
            view = record.browse.actor("Alva Ren")
            assert view.line.side == "GBR"
            assert view.identity.sides == (("GBR", 3), ("USA", 2))
            assert list(record.verify()) == []


def test_move_and_statement_carry_the_office_of_that_day(tmp_path: Path) -> None:
    """The office as the document gives it, and a note where the list of office holders has another."""
    with Record.create_or_open(tmp_path / "record.db") as record:
        for key, office, basis in (("one", "minister", "list"), ("two", "envoy", "list; the page says 'the minister'")):
            reading = reading_of(key)
            speaker = replace(reading.actors[0], office=office, basis=basis)
            record.write(replace(reading, actors=(speaker, *reading.actors[1:])))
        found = {(e.kind, e.outlet, e.actor.office, e.actor.doubt) for e in record.browse.timeline(Filters())}
        assert found == {
            (kind, outlet, office, doubt)
            for kind in ("move", "statement")
            for outlet, office, doubt in (
                ("one.example", "minister", None),
                ("two.example", "envoy", "the minister"),
            )
        }
        told = record.browse.actor("Alva Ren").identity.told
        assert sorted((row.office, row.doubt) for row in told if row.doubt) == [("envoy", "the minister")]
