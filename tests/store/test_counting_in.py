"""Documents that are linked alone are counted in: what is kept is what counting the whole record anew gives."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from pathlib import Path
from sqlite3 import Connection
from typing import Any

import pytest
from readings_by_hand import reading_of

from onrecord.ids import make_id
from onrecord.model import Actor, Reading, When
from onrecord.run.linking import link_record, link_some
from onrecord.store import Record, browse_bars
from onrecord.store.browse_kept import holds_answers

SIDES = ("NOR", "SOU", "EAS;NOR", "WES")
TYPES, STATUSES = ("accuse", "deny", "expel"), ("done", "alleged")
DAYS = ("2019-03-04", "2019-04-01", "2021-01-15")
OF_ACTOR = ("all met", "years", "matters", "evidence", "told sides")
ROUNDS, FIRST, MORE = 3, 25, 8


def varied(number: int, chance: random.Random) -> Reading:
    """A reading with a speaker of several, whose side pages give differently, and a move of any type, day and side."""
    name = chance.choice(("Alva Ren", "Bo Lind", "Cai Moe"))
    found = reading_of(f"page{number}", name=name)
    speaker, state = found.actors
    person = Actor(make_id("actor", name), name, "person", chance.choice(SIDES), names=("Ren",))
    hit = chance.choice((state, Actor(make_id("actor", "WES"), chance.choice(("Westria", "Wes")), "state", "WES")))
    day = chance.choice(DAYS)
    move = replace(
        found.moves[0], type=chance.choice(TYPES), status=chance.choice(STATUSES), actor=person.id,
        actor_side=person.side, recipient=hit.id, recipient_side=hit.side, date=When(day, day, day),
    )  # fmt: skip
    named = (replace(one, actor=person.id if one.actor == speaker.id else one.actor) for one in found.mentions)
    return replace(
        found, moves=(move,), mentions=tuple(named), actors=tuple({a.id: a for a in (person, state, hit)}.values()),
        attributions=tuple(replace(one, speaker=person.id) for one in found.attributions),
    )  # fmt: skip


def answers(record: Record) -> tuple[dict[str, Any], list[tuple[Any, ...]]]:
    kept = {row[0]: json.loads(row[1]) for row in record.connection.execute("SELECT * FROM kept_answers")}
    return kept, sorted(tuple(row) for row in record.connection.execute("SELECT * FROM actor_tallies"))


def is_part(some: dict[str, Any], every: dict[str, Any]) -> bool:
    return {name: every.get(name) for name in some} == some


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every actor and side is one of the heaviest, few edges are kept, and two sides have a row of their own."""
    for module in ("browse_counts", "browse_network"):
        monkeypatch.setattr(f"onrecord.store.{module}.HEAVY", 0)
    for module in ("browse", "counting_in", "keeping"):
        monkeypatch.setattr(f"onrecord.store.{module}.NAMED", 2)
    monkeypatch.setattr("onrecord.store.browse_network.LIMIT", 5)


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("together", [1, 3])
@pytest.mark.parametrize("seed", range(ROUNDS))
def test_documents_counted_in_are_those_of_counting_anew(tmp_path: Path, seed: int, together: int) -> None:
    chance = random.Random(seed)
    with Record.create_or_open(tmp_path / "r.db") as record:
        for number in range(FIRST):
            record.write(varied(number, chance))
        link_record(record)
        for first in range(FIRST, FIRST + MORE):
            pages = [varied(1_000 * seed + 10 * first + number, chance) for number in range(together)]
            for page in pages:
                record.write(page)
            assert not holds_answers(record.connection) and record.browse.counts().documents > FIRST
            for page in pages:  # one after the other: what still waits is not counted
                link_some(record, [page.document.id])
            grown = answers(record)
            record.keep_answers()
            kept = answers(record)
            assert is_part(grown[0], kept[0]) and grown[1] == kept[1]
            # Of an actor that the pages tell of it is counted when it is asked.
            assert all(question.startswith(OF_ACTOR) for question in kept[0].keys() - grown[0].keys())
            assert len(grown[0]["edges by actor"]) == 5 < len(grown[0]["edges by side"])


@pytest.mark.usefixtures("few")
def test_side_that_comes_to_have_a_row_of_its_own_takes_its_moves_from_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    came: list[set[str]] = []
    rename = browse_bars.rename

    def watched(connection: Connection, before: tuple[str, ...], named: tuple[str, ...], of: str) -> None:
        came.append({*named} - {*before})
        rename(connection, before, named, of)

    monkeypatch.setattr(browse_bars, "rename", watched)
    chance = random.Random(7)
    with Record.create_or_open(tmp_path / "r.db") as record:
        for number in range(FIRST):
            record.write(varied(number, chance))
        link_record(record)
        for number in range(FIRST, 3 * FIRST):
            page = varied(number, chance)
            moves = tuple(replace(move, actor_side=chance.choice(("EST", "EST;WES"))) for move in page.moves)
            record.write(replace(page, moves=moves))
            link_some(record, [page.document.id])
        grown = answers(record)
        record.keep_answers()
        assert is_part(grown[0], answers(record)[0])
        assert {"EST"} in came


@pytest.mark.usefixtures("few")
def test_what_is_kept_of_one_goes_once_something_is_judged(tmp_path: Path) -> None:
    chance = random.Random(1)
    with Record.create_or_open(tmp_path / "r.db") as record:
        for number in range(FIRST):
            record.write(varied(number, chance))
        link_record(record)
        move = record.connection.execute("SELECT id FROM moves ORDER BY id").fetchone()[0]
        record.judge("moves", move, "right", by="eve", at="2026-01-01")
        link_record(record)
        page = varied(99, chance)
        record.write(page)
        link_some(record, [page.document.id])
        grown = answers(record)
        assert not any(question.startswith(("edges", "years", "matters")) for question in grown[0])
        record.keep_answers()
        kept = answers(record)
        assert is_part(grown[0], kept[0]) and grown[1] == kept[1]


def test_page_that_takes_the_place_of_another_has_all_counted_anew(tmp_path: Path) -> None:
    with Record.create_or_open(tmp_path / "r.db") as record:
        record.write(reading_of("one"))
        record.write(reading_of("two"))
        link_record(record)
        assert record.write(reading_of("one", version="2"))
        assert answers(record) == ({}, [])
        link_record(record)
        assert holds_answers(record.connection)
