"""Whom a person chose of two namesakes stands wherever the name is a party: in views, exports, threads, timelines."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from readings_by_hand import ANA, OLOF, tied_reading
from test_store_migrations import older

from onrecord.export import FORMATS
from onrecord.ids import make_id
from onrecord.model import Actor, Reading
from onrecord.run.linking import link_record
from onrecord.run.whole import RecordView
from onrecord.store import Record
from onrecord.store.browse_rows import Filters
from onrecord.store.judgement_files import judgement_lines

SAID = {"by": "eve", "at": "2026-01-02"}
VIEWS = ("current_mentions", "current_moves", "current_attributions", "current_document_actors", "current_actors")
# In these a move's actor or a statement's speaker stands with a name.
NAMING = ("annotations", "csv", "ftm", "gdelt", "gexf", "graphml", "jsonl", "label-studio", "polecat", "schema-org")


@pytest.fixture
def tied(tmp_path: Path) -> Iterator[Record]:
    with Record.create_or_open(tmp_path / "r.db") as opened:
        opened.write(tied_reading())
        yield opened


def choose(record: Record, actor: Actor = OLOF) -> int:
    return record.choose(tied_reading().document.id, "Ren", actor.id, **SAID)


def parties(record: Record) -> list[tuple[Any, ...]]:
    """Whom the views name: at the tie, as the move's actor with the side, as the statement's speaker."""
    sql = """SELECT (SELECT actor_id FROM current_mentions WHERE "end" - start = 3), actor_id, actor_side,
        (SELECT speaker_id FROM current_attributions) FROM current_moves"""
    return [tuple(row) for row in record.connection.execute(sql)]


def shown(record: Record) -> dict[str, list[tuple[Any, ...]]]:
    return {
        name: [tuple(r) for r in record.connection.execute(f"SELECT * FROM {name} ORDER BY 1, 2")] for name in VIEWS
    }


def exported(record: Record, name: str, out: Path) -> int:
    """How often a format names Olof Ren."""
    write, _ = FORMATS[name]
    files = [path for path, _ in write(record, out)]
    return sum(path.read_text(encoding="utf-8").count(word) for path in files for word in (OLOF.name, OLOF.id))


def test_a_choice_reaches_mention_move_and_statement_and_undo_takes_all_back(tied: Record) -> None:
    before = shown(tied)
    assert parties(tied) == [(None, None, None, None)]
    assert choose(tied) == 3
    assert parties(tied) == [(OLOF.id, OLOF.id, "SOU", OLOF.id)]
    (basis,) = tied.connection.execute("""SELECT basis FROM current_mentions WHERE "end" - start = 3""").fetchone()
    assert basis.startswith("chosen: judgement-")
    assert list(tied.verify()) == []
    assert tied.choose(tied_reading().document.id, "Ren", "", by="eve", at="2026-01-03") == 3
    assert shown(tied) == before and list(tied.verify()) == []


def test_a_choice_is_seen_in_timeline_network_counts_and_links(tied: Record) -> None:
    link_record(tied)
    choose(tied)
    link_record(tied)
    entries = tied.browse.timeline(Filters(actor=OLOF.name))
    assert {(entry.kind, entry.actor.name, entry.actor.side) for entry in entries} == {
        ("move", "Olof Ren", "SOU"), ("statement", "Olof Ren", "SOU"),
    }  # fmt: skip
    assert {node.name for node in tied.browse.network().nodes} >= {"Olof Ren"}
    line = tied.browse.actor(OLOF.name).line
    assert (line.moves, line.statements) == (1, 1)
    listed = {one.name: (one.moves, one.statements) for one in tied.browse.actors(limit=20)}
    assert listed["Olof Ren"] == (1, 1) and listed["Ana Ren"] == (0, 0)
    view = RecordView(tied.connection)
    (document,) = view.read(view.ids)
    assert [(move.actor.name, move.actor.side) for move in document.moves] == [("Olof Ren", "SOU")]


@pytest.mark.parametrize("name", NAMING)
def test_exports_name_whom_a_person_chose(tied: Record, tmp_path: Path, name: str) -> None:
    before = exported(tied, name, tmp_path / "before")
    choose(tied)
    assert exported(tied, name, tmp_path / "after") > before


def newer(*, resolved: bool) -> Reading:
    """A newer reading of the page: the name resolved otherwise, or the move of another type and id."""
    reading = tied_reading()
    tie, state = reading.mentions
    (move,) = reading.moves
    if resolved:
        return replace(reading, mentions=(replace(tie, actor=ANA.id, candidates=()), state))
    place = (reading.document.id, "criticise", *move.trigger, "outlet")
    return replace(reading, moves=(replace(move, id=make_id("move", *place), type="criticise"),))


@pytest.mark.parametrize("resolved", [True, False])
def test_a_choice_survives_a_newer_reading_and_can_still_be_taken_back(tied: Record, resolved: bool) -> None:
    choose(tied)
    assert tied.write(newer(resolved=resolved))
    assert parties(tied) == [(OLOF.id, OLOF.id, "SOU", OLOF.id)]
    assert list(tied.verify()) == []
    tied.choose(tied_reading().document.id, "Ren", "", by="eve", at="2026-01-03")
    assert parties(tied) == [(ANA.id if resolved else None, None, None, None)]


def test_a_choice_holds_in_another_record_that_takes_it_in(tied: Record, tmp_path: Path) -> None:
    with Record.create_or_open(tmp_path / "other.db") as other:
        other.write(newer(resolved=False))
        choose(tied)
        other.merge_judgements(judgement_lines(tied.connection), "lines")
        assert parties(other) == [(OLOF.id, OLOF.id, "SOU", OLOF.id)]


def test_a_choice_goes_where_the_chosen_one_is_merged(tied: Record) -> None:
    choose(tied)
    tied.judge("actors", OLOF.id, "merge", value=ANA.id, by="eve", at="2026-01-04")
    assert parties(tied) == [(ANA.id, ANA.id, "NOR", ANA.id)]


def test_a_person_names_the_parties_of_a_move(tied: Record) -> None:
    (move,) = tied_reading().moves
    tied.judge("moves", move.id, "actor", value=ANA.id, by="eve", at="2026-01-02")
    tied.judge("moves", move.id, "recipient", value=OLOF.id, by="eve", at="2026-01-03")
    row = tied.connection.execute("SELECT actor_id, actor_side, recipient_id, recipient_side FROM current_moves")
    assert tuple(row.fetchone()) == (ANA.id, "NOR", OLOF.id, "SOU")


def test_a_choice_of_an_older_record_reaches_its_mentions(tied: Record, tmp_path: Path) -> None:
    """A record of schema 6 has no place of the move's words: the move follows once the page is read again."""
    choose(tied)
    tied.connection.execute("DELETE FROM judgements WHERE target = 'moves'")
    path = older(tmp_path / "6.db", 6, tied.path)
    with sqlite3.connect(path) as made:  # the digest of the one tie, of which schema 6 knew nothing
        made.execute("UPDATE row_checks SET checks = substr(checks, 1, length(checks) - 4)")
    with Record.open(path) as record:
        assert parties(record) == [(OLOF.id, None, None, OLOF.id)]
        assert list(record.verify()) == []
        record.write(newer(resolved=False))
        assert parties(record) == [(OLOF.id, OLOF.id, "SOU", OLOF.id)]
