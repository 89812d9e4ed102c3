"""Judgements: kept apart from the machine's rows, shown over them, kept through re-reading."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from readings_by_hand import reading_of

from onrecord.errors import NotFound, OnrecordError, RecordError
from onrecord.run.whole import RecordView
from onrecord.store import Record
from onrecord.store.browse_rows import Filters


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


def split(record: Record) -> tuple[str, str, str]:
    """The person, one of its documents, and the person split off there."""
    person = str(record.connection.execute("SELECT id FROM actors WHERE kind = 'person'").fetchone()[0])
    document = first(record, "documents")
    made = record.judge("actors", person, "split", value=document, by="eve", at="2026-01-01")
    return person, document, made.replace("judgement-", "actor-")


def counts(record: Record) -> tuple[object, ...]:
    """Who is shown for each document, on every screen and to linking."""
    browse = record.browse
    lines = {line.id: (line.moves, line.statements) for line in browse.actors()}
    marked = {d.id: {m.actor for m in browse.document(d.id).mentions} for d in browse.documents()}
    view = RecordView(record.connection)
    linked = {document.id: document.actors for document in view.read(view.ids)}
    ends = {entry.actor.id for entry in browse.timeline(Filters())}
    edges = {edge.source for edge in browse.network(Filters()).edges}
    return lines, marked, linked, ends, edges


def test_split_actor_is_another_one_in_that_document_everywhere(record: Record) -> None:
    before = counts(record)
    person, document, part = split(record)
    lines, marked, linked, ends, edges = counts(record)
    assert lines[person] == lines[part] == (1, 1)
    assert part in marked[document] and person not in marked[document]
    assert part in linked[document] and person not in linked[document]
    assert {person, part} <= ends and {person, part} == edges
    assert [entry.document_id for entry in record.browse.timeline(Filters(actor=part, kind="move"))] == [document]
    shown = record.browse.actor(person).identity
    assert [namesake.id for namesake in shown.parts] == [part]
    assert shown.documents == 1
    record.judge("actors", person, "undo", by="eve", at="2026-01-03")
    assert counts(record) == before


def test_split_actor_can_be_named_and_merged_with_another(record: Record) -> None:
    person, _, part = split(record)
    state = str(record.connection.execute("SELECT id FROM actors WHERE kind = 'state'").fetchone()[0])
    record.judge("actors", part, "name", value="Alva Ren the elder", by="eve", at="2026-01-02")
    assert record.browse.actor("Alva Ren the elder").line.id == part
    record.judge("actors", part, "merge", value=state, by="eve", at="2026-01-03")
    lines, _, _, ends, _ = counts(record)
    assert part not in lines and ends == {person, state}
    merged = record.browse.actor(state).identity.merged
    assert [(namesake.id, namesake.judgement and namesake.judgement.made_by) for namesake in merged] == [(part, "eve")]


def test_merged_actor_is_found_by_its_own_id_and_names(record: Record) -> None:
    person, state = [str(row[0]) for row in record.connection.execute("SELECT id FROM actors ORDER BY kind")]
    record.judge("actors", person, "merge", value=state, by="eve", at="2026-01-01")
    view = record.browse.actor("Alva Ren")
    assert view.line.id == state and view.line.statements == 2
    assert "Ren" in view.names and [office.title for office in view.offices] == ["minister"]
    assert len(record.browse.timeline(Filters(actor=person))) == 4


def test_judgement_of_an_actor_survives_a_new_id(record: Record) -> None:
    """A newer list knows the person: readings bear another id, and what was said of the actor still holds."""
    person, state = [str(row[0]) for row in record.connection.execute("SELECT id FROM actors ORDER BY kind")]
    record.judge("actors", person, "merge", value=state, by="eve", at="2026-01-01")
    for key, name in (("one", "Alva Ren"), ("two", "ALVA REN")):
        reading = reading_of(key, name=name)
        swap = {person: "actor-listed"}
        record.write(
            replace(
                reading,
                actors=tuple(replace(a, id=swap.get(a.id, a.id)) for a in reading.actors),
                mentions=tuple(replace(m, actor=swap.get(m.actor or "", m.actor)) for m in reading.mentions),
                attributions=tuple(replace(a, speaker="actor-listed") for a in reading.attributions),
                moves=tuple(replace(m, actor="actor-listed") for m in reading.moves),
            )
        )
    assert {line.id for line in record.browse.actors()} == {state}
    assert record.browse.actor(person).line.id == state
    record.judge("actors", "actor-listed", "split", by="ada", at="2026-01-02")
    assert current(record, "actors", "actor-listed", "canonical_id") == "actor-listed"


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
     (("actors", "", "merge", "actor-x"), NotFound, "no actor"),
     (("actors", "", "split", "document-x"), NotFound, "does not tell of")],
)  # fmt: skip
def test_judgement_that_cannot_be_is_told(
    record: Record, given: tuple[str, ...], error: type[OnrecordError], words: str
) -> None:
    target, target_id, verdict, *value = given
    with pytest.raises(error, match=words):
        record.judge(target, target_id or first(record, target), verdict, *value)
    assert record.connection.execute("SELECT count(*) FROM judgements").fetchone()[0] == 0
