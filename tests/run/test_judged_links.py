"""Links that a person judged: their threads are linked anew, and come out as linking the whole record gives them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from test_linking import SAID, reading, readings, rows

from onrecord.model import ANSWER_KINDS
from onrecord.run.judged_links import link_judged
from onrecord.run.linking import link_anew, link_record, wrong_links
from onrecord.store import Record
from onrecord.store.added_values import AddedMove
from onrecord.store.answering import pair_id
from onrecord.store.judgement_files import judgement_lines

WHEN = "2026-01-{0:02d}T00:00:00Z"


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    """An accusation that is denied, a demand that nobody answers, and what is done, on four pages."""
    days = {"accuse": "01", "deny": "03", "demand": "04", "expel": "06"}
    with Record.create_or_open(tmp_path / "r.db") as made:
        for told in SAID:
            if told[0] in days:
                sentence = (*told[:3], told[3].format("weather"))
                made.write(reading(f"{told[0]}-a", f"2019-03-{days[told[0]]}", [sentence]))
        link_record(made)
    with Record.open(tmp_path / "r.db") as opened:
        yield opened


def move(record: Record, kind: str) -> str:
    return str(record.connection.execute("SELECT id FROM moves WHERE type = ?", (kind,)).fetchone()[0])


def state(record: Record, kind: str) -> tuple[str, str | None]:
    sql = "SELECT state, settled_by_id FROM open_items WHERE move_id = ?"
    return tuple(record.connection.execute(sql, (move(record, kind),)).fetchone())  # type: ignore[return-value]


def shown(record: Record) -> list[tuple[str, str, str]]:
    """Who answers what, as the threads show it."""
    views = [record.browse.thread(line.id) for line in record.browse.threads()]
    return sorted({(a.move, a.answered, a.kind) for view in views for rung in view.rungs for a in rung.answers})


def test_link_judged_wrong_is_in_no_thread_and_settles_nothing_until_it_is_taken_back(record: Record) -> None:
    deny, accuse = move(record, "deny"), move(record, "accuse")
    assert state(record, "accuse") == ("denied", deny)
    before, machine, faults = rows(record), shown(record), list(record.verify())
    assert (deny, accuse, "denies") in machine
    made = record.judge("move_answers", pair_id(deny, accuse), "wrong", by="eve", at=WHEN.format(1))
    assert (deny, accuse, "denies") not in shown(record)
    assert record.needs_linking and not record.needs_linking_anew
    assert link_record(record)
    assert state(record, "accuse") == ("unanswered", None)
    assert record.browse.counts().open_items == record.browse.open_items().total
    assert rows(record)["move_answers"] == before["move_answers"]
    assert list(wrong_links(record)) == [] and list(record.verify()) == faults
    record.judge("move_answers", pair_id(deny, accuse), "undo", value=made, by="eve", at=WHEN.format(2))
    link_record(record)
    assert (rows(record), shown(record)) == (before, machine)


def test_link_that_a_person_gives_settles_what_the_machine_left_open(record: Record) -> None:
    demand, expel = move(record, "demand"), move(record, "expel")
    assert state(record, "demand") == ("unanswered", None)
    machine = rows(record)["move_answers"]
    record.judge("move_answers", pair_id(expel, demand), "answers", "rejects", by="eve", at=WHEN.format(1))
    link_judged(record)
    assert state(record, "demand") == ("refused", expel)
    assert (expel, demand, "rejects") in shown(record)
    assert rows(record)["move_answers"] == machine
    assert list(wrong_links(record)) == []
    (link,) = (one for one in record.browse.answers((demand,)) if one.answered == demand)
    assert (link.basis, link.by_person) == ("person: eve", True)


def test_last_word_on_a_link_decides(record: Record) -> None:
    pair = pair_id(move(record, "expel"), move(record, "demand"))
    for day, (verdict, value) in enumerate([("answers", "rejects"), ("wrong", ""), ("answers", "fulfils")], 1):
        record.judge("move_answers", pair, verdict, value, by="eve", at=WHEN.format(day))
    link_record(record)
    assert state(record, "demand")[0] == "fulfilled"
    record.judge("move_answers", pair, "wrong", by="ada", at=WHEN.format(4))
    link_record(record)
    assert state(record, "demand")[0] == "unanswered"


def test_judged_link_holds_when_pages_are_read_and_linked_again(record: Record) -> None:
    deny, accuse = move(record, "deny"), move(record, "accuse")
    record.judge("move_answers", pair_id(deny, accuse), "wrong", by="eve", at=WHEN.format(1))
    link_record(record)
    told = (*SAID[1][:3], SAID[1][3].format("weather"))
    again = reading("deny-a", "2019-03-02", [told])
    assert record.write(again)
    link_record(record)
    assert move(record, "deny") == deny
    assert rows(record)["move_answers"] and (deny, accuse, "denies") not in shown(record)
    assert state(record, "accuse") == ("unanswered", None)


def test_answer_to_another_matter_stands_in_its_thread_too(record: Record) -> None:
    other = reading("other-b", "2019-03-08", [(*SAID[1][:3], "Sudmark denied poisoning the spy in the mining town")])
    record.write(other)
    link_record(record)
    demand, deny = move(record, "demand"), other.moves[0].id
    record.judge("move_answers", pair_id(deny, demand), "answers", "rejects", by="eve", at=WHEN.format(1))
    link_record(record)
    assert state(record, "demand") == ("refused", deny)
    assert list(wrong_links(record)) == []


@pytest.mark.parametrize("seed", range(3))
def test_threads_of_judged_links_are_those_of_the_record_linked_anew(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    with Record.create_or_open(tmp_path / "r.db") as record:
        pages = readings(seed, 12)
        for page in pages[:10]:
            record.write(page)
        link_record(record)
        moves = [str(row[0]) for row in record.connection.execute("SELECT id FROM moves ORDER BY id")]
        for day in range(1, 13):
            links = [tuple(row) for row in record.connection.execute("SELECT * FROM move_answers ORDER BY 1, 2")]
            pair = chance.choice(links)[:2] if links and day % 2 else chance.sample(moves, 2)
            verdict = ("wrong", "") if day % 2 else ("answers", chance.choice(ANSWER_KINDS))
            record.judge("move_answers", pair_id(*pair), *verdict, by="eve", at=WHEN.format(day))
            link_record(record)
            if day % 4 == 0:
                grown = rows(record)
                link_anew(record)
                assert grown == rows(record), day
        for page in pages[10:]:
            record.write(page)
            link_record(record)
        grown = rows(record)
        link_anew(record)
        assert grown == rows(record)


def test_words_on_a_link_that_come_before_its_pages_hold_when_they_are_read(record: Record, tmp_path: Path) -> None:
    deny, accuse = move(record, "deny"), move(record, "accuse")
    record.judge("move_answers", pair_id(deny, accuse), "wrong", by="eve", at=WHEN.format(1))
    lines = list(judgement_lines(record.connection))
    with Record.create_or_open(tmp_path / "later.db") as later:
        assert later.merge_judgements(lines, "eve.jsonl").elsewhere == 1
        for told, day in zip(SAID[:2], ("01", "03"), strict=True):
            later.write(reading(f"{told[0]}-a", f"2019-03-{day}", [(*told[:3], told[3].format("weather"))]))
            link_record(later)
        assert state(later, "accuse") == ("unanswered", None)
        assert list(wrong_links(later)) == []


def test_move_that_a_person_adds_is_linked_and_settles_what_it_answers(record: Record) -> None:
    page = reading("late-b", "2019-03-05", [(*SAID[3][:3], SAID[3][3].format("weather"))])
    record.write(replace(page, moves=()))
    link_record(record)
    assert state(record, "demand") == ("unanswered", None)
    start, end = page.moves[0].span
    words = page.document.text[start:end]
    move_id = record.add_move(
        AddedMove(page.document.id, start, end, words, "refuse", "done", "2019-03-05", "SUD", "NLD"),
        said=("", "eve", WHEN.format(1)),
    )
    assert link_judged(record)
    threads = ("threads", "thread_moves", "open_items", "move_answers", "link_places", "link_moves")
    grown = {name: rows(record)[name] for name in threads}
    assert state(record, "demand") == ("refused", move_id)
    assert record.needs_linking_anew  # a story may tell of it too
    link_record(record)
    assert grown == {name: rows(record)[name] for name in threads} and list(wrong_links(record)) == []
    record.withdraw_move(move_id, ("", "eve", WHEN.format(2)))
    assert link_judged(record)
    assert state(record, "demand") == ("unanswered", None)
    left = {name: rows(record)[name] for name in threads}
    link_record(record)
    assert left == {name: rows(record)[name] for name in threads} and list(wrong_links(record)) == []


def test_word_on_a_page_that_is_not_linked_yet_waits_until_it_is(record: Record) -> None:
    page = reading("late-b", "2019-03-08", [(*SAID[1][:3], SAID[1][3].format("weather"))])
    record.write(page)
    demand, deny = move(record, "demand"), page.moves[0].id
    record.judge("move_answers", pair_id(deny, demand), "answers", "rejects", by="eve", at=WHEN.format(1))
    assert not link_judged(record)
    assert state(record, "demand") == ("unanswered", None) and record.needs_linking_anew
    link_record(record)
    assert state(record, "demand") == ("refused", deny) and list(wrong_links(record)) == []
