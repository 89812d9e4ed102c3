"""Judgements: kept apart from the machine's rows, shown over them, kept through re-reading."""

from __future__ import annotations

from typing import Any

import pytest
from readings_by_hand import reading_of

from onrecord.errors import NotFound, OnrecordError, RecordError
from onrecord.store import Record


def first(record: Record, table: str) -> str:
    return str(record.connection.execute(f"SELECT min(id) FROM {table}").fetchone()[0])


def current(record: Record, table: str, row_id: str, column: str) -> Any:
    return record.connection.execute(f"SELECT {column} FROM current_{table} WHERE id = ?", (row_id,)).fetchone()[0]


@pytest.mark.parametrize(
    ("table", "verdict", "value", "column", "shown"),
    [("moves", "wrong", "", "judged", "wrong"), ("moves", "date", "2019-02", "date_latest", "2019-02-28"),
     ("moves", "date", "2018", "date_earliest", "2018-01-01"), ("moves", "type", "criticise", "type", "criticise"),
     ("moves", "status", "alleged", "status", "alleged"), ("attributions", "right", "", "judged", "right"),
     ("attributions", "date", "2019-02-01", "said_value", "2019-02-01"),
     ("documents", "date", "2019-02-01", "published_latest", "2019-02-01"), ("actors", "side", "NOR", "side", "NOR")],
)  # fmt: skip
def test_judgement_is_shown_over_the_row(
    record: Record, table: str, verdict: str, value: str, column: str, shown: str
) -> None:
    row = first(record, table)
    before = record.connection.execute(f"SELECT * FROM {table} WHERE id = ?", (row,)).fetchone()
    record.judge(table, row, verdict, value=value, by="eve", at="2026-01-01T00:00:00")
    assert current(record, table, row, column) == shown
    assert tuple(record.connection.execute(f"SELECT * FROM {table} WHERE id = ?", (row,)).fetchone()) == tuple(before)


def test_last_judgement_stands_and_undo_brings_back_the_one_before(record: Record) -> None:
    row = first(record, "moves")
    record.judge("moves", row, "wrong", by="eve", at="2026-01-01")
    record.judge("moves", row, "right", by="ada", at="2026-01-02")
    assert current(record, "moves", row, "judged") == "right"
    record.judge("moves", row, "undo", by="ada", at="2026-01-03")
    assert current(record, "moves", row, "judged") == "wrong"
    record.judge("moves", row, "undo", by="ada", at="2026-01-04")
    assert current(record, "moves", row, "judged") is None
    assert record.connection.execute("SELECT count(*) FROM judgements").fetchone()[0] == 4


def test_merged_actor_is_shown_as_the_other_everywhere(record: Record) -> None:
    ids = [str(row[0]) for row in record.connection.execute("SELECT id FROM actors ORDER BY kind")]
    person, state = ids
    record.judge("actors", person, "merge", value=state, by="eve", at="2026-01-01")
    assert current(record, "actors", person, "canonical_id") == state
    assert current(record, "moves", first(record, "moves"), "actor_id") == state
    assert current(record, "attributions", first(record, "attributions"), "speaker_id") == state
    record.judge("actors", person, "split", by="eve", at="2026-01-02")
    assert current(record, "actors", person, "canonical_id") == person


def test_merges_in_a_ring_end(record: Record) -> None:
    person, state = [str(row[0]) for row in record.connection.execute("SELECT id FROM actors ORDER BY kind")]
    record.judge("actors", person, "merge", value=state, at="2026-01-01")
    record.judge("actors", state, "merge", value=person, at="2026-01-02")
    assert current(record, "actors", person, "canonical_id") == current(record, "actors", state, "canonical_id")


def test_judgements_survive_a_newer_reading(record: Record) -> None:
    query = "SELECT m.id FROM moves m JOIN documents d ON d.id = m.document_id WHERE d.outlet = 'one.example'"
    row = str(record.connection.execute(query).fetchone()[0])
    record.judge("moves", row, "wrong", by="eve", at="2026-01-01")
    record.write(reading_of("one", version="2"))
    assert current(record, "moves", row, "judged") == "wrong"


@pytest.mark.parametrize(
    ("given", "error", "words"),
    [(("recipes", "x", "right"), RecordError, "cannot be judged"), (("moves", "move-x", "right"), NotFound, "no row"),
     (("moves", "", "merge"), RecordError, "no verdict on moves"),
     (("moves", "", "undo"), NotFound, "no judgement stands"),
     (("moves", "", "date"), RecordError, "needs a value"), (("moves", "", "date", "May"), RecordError, "not a date"),
     (("actors", "", "merge", "actor-x"), NotFound, "no actor")],
)  # fmt: skip
def test_judgement_that_cannot_be_is_told(
    record: Record, given: tuple[str, ...], error: type[OnrecordError], words: str
) -> None:
    target, target_id, verdict, *value = given
    with pytest.raises(error, match=words):
        record.judge(target, target_id or first(record, target), verdict, *value)
    assert record.connection.execute("SELECT count(*) FROM judgements").fetchone()[0] == 0
