"""Linking a record page by page: the same as linking it anew, and ids that lead on."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from onrecord.ids import digest, make_id
from onrecord.link.places import is_one_matter
from onrecord.model import Actor, Document, Move, Page, Published, Reading, Run, Segment, Span, TextMap, When
from onrecord.run.ahead import Ahead
from onrecord.run.linking import link_anew, link_record, link_some
from onrecord.run.shelf import RecordShelf
from onrecord.run.thread_links import thread_links
from onrecord.store import Record

TABLES = (
    "copies", "stories", "story_documents", "neighbour_dates", "accounts", "account_rows", "threads", "thread_moves",
    "open_items", "move_answers", "link_sketches", "link_lists", "link_places", "link_moves",
)  # fmt: skip
STATES = {
    side: Actor(make_id("actor", side), name, "state", side) for side, name in (("NLD", "Norland"), ("SUD", "Sudmark"))
}
SAID = [
    ("accuse", "NLD", "SUD", "Norland accused Sudmark of hacking the computers of the {0} office"),
    ("deny", "SUD", "NLD", "Sudmark denied hacking the computers of the {0} office"),
    ("demand", "NLD", "SUD", "Norland demanded that Sudmark hand over spies who photographed the {0} yard"),
    ("refuse", "SUD", "NLD", "Sudmark will not hand over spies who photographed the {0} yard"),
    ("expel", "SUD", "NLD", "Sudmark expelled five envoys of Norland after the {0} affair"),
]
# Said of every charge of hacking, in whatever thread it stands.
IN_GENERAL = ("deny", "SUD", "NLD", "Sudmark denies any meddling in the vote on the {0} bill")
# What only a story holds together: no named matter, and what a side does to itself.
LOOSE = [
    ("accuse", "NLD", "SUD", "Norland accused Sudmark of spoiling the {0} feast"),
    ("deny", "SUD", "NLD", "Sudmark denied spoiling the {0} feast"),
    ("criticise", "NLD", "NLD", "Norland criticised its own people for the {0} feast"),
]
PLACED = "SELECT side_a, side_b, matter FROM thread_moves AS m JOIN threads AS t ON t.id = m.thread_id"
PLACES = ["weather", "harbour", "railway", "fishing", "customs"]
ROUNDS = 2


def reading(key: str, day: str, sentences: list[tuple[str, str, str, str]], *, dated: bool = True) -> Reading:
    title = sentences[0][3].split(" of ")[0]
    text = "\n".join([title, *(f"{words}, it said." for _, _, _, words in sentences)])
    content = text.encode()
    document_id = make_id("document", key)
    moves = []
    for kind, actor, recipient, words in sentences:
        start = text.index(words, len(title))
        trigger: Span = (start + len(words.split()[0]) + 1, start + len(" ".join(words.split()[:2])))
        moves.append(
            Move(
                make_id("move", document_id, start), kind, STATES[actor].id, actor, STATES[recipient].id, recipient,
                trigger, (start, start + len(words)), "", date=When(day, day, day), score=0.9,
            )
        )  # fmt: skip
    segments = (Segment("headline", 0, len(title)), Segment("body", len(title) + 1, len(text)))
    page = Page(make_id("page", key), f"{key}.txt", content, digest(content), "text/plain", "utf-8")
    return Reading(
        page,
        Document(
            document_id, page.id, page.locator, page.sha256, text, segments,
            TextMap("utf-8", (Run(0, len(text), 0, len(content)),)), title=title, outlet=f"{key[-1]}.example",
        ),
        Published(day, day, day) if dated else Published(None, "2019-01-01", "2019-12-31"),
        moves=tuple(moves),
        actors=tuple(STATES.values()),
    )  # fmt: skip


def readings(seed: int, count: int) -> list[Reading]:
    """So many pages on a few matters, and two of two outlets that are alike, of which one bears no day."""
    chance = random.Random(seed)
    found = []
    for number in range(count):
        place, pool = chance.randrange(len(PLACES)), LOOSE if number % 3 == 1 else [*SAID, IN_GENERAL]
        told = [
            (k, a, r, words.format(PLACES[place])) for k, a, r, words in chance.sample(pool, chance.randrange(1, 4))
        ]
        found.append(
            reading(
                f"{seed}-{number}-{chance.choice('abc')}",
                f"2019-03-{5 * place + chance.randrange(1, 4):02d}",
                told,
                dated=number % 4 > 0,
            )
        )
    mining = [(*SAID[0][:3], SAID[0][3].format("mining"))]
    alike = [reading(f"{seed}-{key}", "2019-05-04", mining, dated=key > "y") for key in ("x-a", "y-b")]
    return [*found[:-2], *alike, *found[-2:]]


def rows(record: Record) -> dict[str, list[tuple[Any, ...]]]:
    return {name: sorted(map(tuple, record.connection.execute(f"SELECT * FROM {name}")), key=repr) for name in TABLES}


@pytest.mark.parametrize("together", [1, 4])
@pytest.mark.parametrize("seed", range(ROUNDS))
def test_record_linked_by_and_by_is_the_record_linked_anew(tmp_path: Path, seed: int, together: int) -> None:
    with Record.create_or_open(tmp_path / "grown.db") as record:
        pages = readings(seed, 14)
        for at in range(0, len(pages), together):
            for page in pages[at : at + together]:
                record.write(page)
            link_some(record, [page.document.id for page in pages[at : at + together]])
        grown = rows(record)
        link_anew(record)
        assert grown == rows(record)
        assert all(grown[name] for name in ("threads", "account_rows", "open_items", "move_answers", "neighbour_dates"))
        held = {is_one_matter((row[0], row[1], row[2])) for row in record.connection.execute(PLACED)}
        assert held == {True, False}


def test_what_is_denied_in_general_later_settles_what_other_threads_hold_and_no_longer_when_it_goes(
    tmp_path: Path,
) -> None:
    charge = reading("charge-a", "2019-03-04", [(*SAID[0][:3], SAID[0][3].format("weather"))])
    denial = reading("denial-b", "2019-03-09", [(*IN_GENERAL[:3], IN_GENERAL[3].format("weather"))])
    with Record.create_or_open(tmp_path / "r.db") as record:
        for page, state in ((charge, "unanswered"), (denial, "denied in general")):
            record.write(page)
            link_some(record, [page.document.id])
            (item,) = record.browse.open_items(state=None)
            assert item.state == state
        assert item.answer is not None and item.answer.id == denial.moves[0].id
        assert item.coverage_words.startswith("to the charge itself no answer found in 1 document of 1 outlet on ")
        record.judge("moves", denial.moves[0].id, "wrong", by="eve", at="2026-01-01T00:00:00Z")
        link_record(record)
        (item,) = record.browse.open_items(state=None)
        assert (item.state, item.answer) == ("unanswered", None)


def test_record_too_large_to_be_held_is_linked_as_one_that_is_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Record.create_or_open(tmp_path / "r.db") as record:
        for page in readings(3, 14):
            record.write(page)
        link_anew(record)
        held = rows(record)
        for name, few in (("run.whole.AT_ONCE", 2), ("run.whole.FEW", 0), ("link.regroup.MOST_HELD", 1)):
            monkeypatch.setattr(f"onrecord.{name}", few)
        assert not link_anew(record)
        assert rows(record) == held and held["account_rows"]


def test_what_was_found_while_pages_were_written_links_them_as_the_record_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, few in (("TOGETHER", 4), ("MOST", 9)):
        monkeypatch.setattr(f"onrecord.run.ahead.{name}", few)
    with Record.create_or_open(tmp_path / "r.db") as record:
        ahead = Ahead(record)
        for page in readings(3, 14):
            record.write(page)
            ahead.add(page.document.id)
        assert len(ahead.found()) == 9
        assert link_record(record, ahead.found())
        assert not link_anew(record) and rows(record)["threads"]
        later = Ahead(record)
        later.add(page.document.id)
        assert not later.found()


def test_second_linking_changes_nothing(tmp_path: Path) -> None:
    with Record.create_or_open(tmp_path / "r.db") as record:
        for page in readings(1, 6):
            record.write(page)
        assert record.needs_linking
        assert link_record(record)
        assert not record.needs_linking
        assert not link_record(record)


def test_page_read_again_has_all_linked_anew(tmp_path: Path) -> None:
    first, *others = readings(1, 6)
    with Record.create_or_open(tmp_path / "r.db") as record:
        for page in (first, *others):
            record.write(page)
        link_record(record)
        again = reading("1-0-z", "2019-03-02", [("expel", "SUD", "NLD", "Sudmark expelled nine envoys of Norland")])
        record.write(Reading(first.page, again.document, again.published, moves=again.moves, actors=again.actors))
        assert record.needs_linking_anew
        link_record(record)
        assert not record.needs_linking


def test_id_of_a_story_that_went_into_another_leads_there(tmp_path: Path) -> None:
    accused = [(*SAID[0][:3], SAID[0][3].format("weather"))]
    later, earlier = reading("late-a", "2019-03-04", accused), reading("early-b", "2019-03-03", accused)
    with Record.create_or_open(tmp_path / "r.db") as record:
        for page in (later, earlier):
            record.write(page)
            link_some(record, [page.document.id])
        (story,) = record.browse.stories()
        former = make_id("story", later.document.id)
        assert story.id == make_id("story", earlier.document.id) != former
        assert record.browse.story(former).line.id == story.id
        assert record.browse.story(story.id).former == (former,)
        assert record.browse.story(former[:20]).merged == f"The story {former} was merged into this one."
        assert record.browse.story(story.id).merged == ""


def test_undated_page_is_shown_with_what_its_neighbours_say(tmp_path: Path) -> None:
    accused = [(*SAID[0][:3], SAID[0][3].format("weather"))]
    dated, undated = reading("one-a", "2019-03-04", accused), reading("two-b", "2019-03-04", accused, dated=False)
    with Record.create_or_open(tmp_path / "r.db") as record:
        for page in (dated, undated):
            record.write(page)
        link_record(record)
        view = record.browse.document(undated.document.id)
        assert view.line.published.earliest == "2019-01-01"
        assert view.neighbours is not None
        assert view.neighbours.line.startswith(
            "by its neighbours: between 18 February and 18 March 2019 (a page of its"
        )
        assert record.browse.document(dated.document.id).neighbours is None


def test_story_that_takes_another_id_leaves_the_threads_of_its_pages_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[set[Any]] = []
    told = [(*SAID[0][:3], SAID[0][3].format("weather"))]
    also = [(*SAID[2][:3], SAID[2][3].format("weather")), *told]
    with Record.create_or_open(tmp_path / "r.db") as record:
        for page in (reading("late-a", "2019-03-04", also), reading("later-b", "2019-03-05", told)):
            record.write(page)
            link_some(record, [page.document.id])
        monkeypatch.setattr(
            "onrecord.run.linking.thread_links",
            lambda shelf, touched: asked.append(set(touched.keys)) or thread_links(shelf, touched),
        )
        page = reading("early-c", "2019-03-03", told)
        record.write(page)
        link_some(record, [page.document.id])
        grown = rows(record)
        (story,) = record.browse.stories()
        assert story.id == make_id("story", page.document.id)
        matters = {tuple(row) for row in record.connection.execute("SELECT side_a, side_b, matter FROM link_places")}
        assert len(matters) == 2 and asked == [RecordShelf(record.connection).keys_of([page.document.id])]
        link_anew(record)
        assert grown == rows(record)
