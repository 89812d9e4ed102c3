"""Browsing answers every screen from the record, with the sentence and the place of each row."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.errors import NotFound
from onrecord.store import Record
from onrecord.store.browse import Browse, Filters
from onrecord.store.browse_entries import sentence_around
from onrecord.store.browse_links import Stretch
from onrecord.store.browse_query import understood

Dispute = tuple[Path, dict[str, str]]


@pytest.fixture
def browse(dispute: Dispute) -> Iterator[Browse]:
    with Record.open(dispute[0], read_only=True) as record:
        yield Browse(record.connection)


def test_timeline_is_in_order_of_date_and_undated_rows_stand_last(browse: Browse) -> None:
    dates = [entry.when.earliest for entry in browse.timeline()]
    known = [date for date in dates if date]
    assert known == sorted(known)
    assert dates[-1] is None and None not in dates[: len(known)]


def test_pages_of_the_timeline_join_without_gap_or_repetition(browse: Browse) -> None:
    whole = [entry.id for entry in browse.timeline(limit=100)]
    pieces = [entry.id for offset in range(0, 20, 4) for entry in browse.timeline(limit=4, offset=offset)]
    assert pieces == whole
    assert browse.timeline(limit=4).total == len(whole)


FILTERS = [
    (Filters(kind="statement"), lambda e: e.kind == "statement"),
    (Filters(type="deny"), lambda e: e.type == "deny"),
    (Filters(status="alleged"), lambda e: e.status == "alleged"),
    (Filters(voice="outlet"), lambda e: e.voice == "outlet"),
    (Filters(voice="quoted"), lambda e: e.voice != "outlet"),
    (Filters(voice="Pavel Istrin"), lambda e: e.voice_name == "Pavel Istrin"),
    (Filters(outlet="North Wire"), lambda e: e.outlet == "North Wire"),
    (Filters(actor="brandt"), lambda e: "Olga Brandt" in (e.actor.name, e.recipient.name)),
    (Filters(side="VSM", kind="statement"), lambda e: e.actor.side == "VSM"),
    (Filters(since="2021-09-12"), lambda e: e.when.latest and e.when.latest >= "2021-09-12"),
    (Filters(until="2021-09-08"), lambda e: e.when.earliest and e.when.earliest <= "2021-09-08"),
]


@pytest.mark.parametrize(("filters", "holds"), FILTERS, ids=lambda value: str(value)[:60])
def test_filter_keeps_just_what_it_names(browse: Browse, filters: Filters, holds: object) -> None:
    everything, kept = browse.timeline(limit=100), browse.timeline(filters, limit=100)
    expected = [e.id for e in everything if holds(e) and (not filters.kind or e.kind == filters.kind)]  # type: ignore[operator]
    assert [entry.id for entry in kept] == expected
    assert 0 < kept.total < everything.total


def test_rows_bear_their_exact_words_and_sentence(browse: Browse) -> None:
    entries = browse.timeline(Filters(kind="move"), limit=100)
    assert entries.total
    for entry in entries:
        text = browse.document(entry.document_id).text
        assert text[entry.start : entry.end] == entry.text
        assert text[entry.sentence_start :].startswith(entry.sentence)
        assert entry.text in entry.sentence


def test_move_inside_a_quotation_is_told_by_its_speaker(browse: Browse, dispute: Dispute) -> None:
    entry = browse.entry(dispute[1]["flood"])
    assert (entry.told, entry.voice_name, entry.status) == ("quoted", "Olga Brandt", "alleged")


def test_document_is_found_by_id_beginning_or_file_name(browse: Browse, dispute: Dispute) -> None:
    herald = dispute[1]["herald"]
    for wanted in ("herald.txt", herald[:12], herald):
        assert browse.document(wanted).line.id == herald


def test_name_that_fits_several_documents_is_not_guessed(browse: Browse) -> None:
    with pytest.raises(NotFound, match="several"):
        browse.document(".txt")
    with pytest.raises(NotFound, match="no document"):
        browse.document("nowhere.txt")


def test_actor_is_found_by_any_name_with_offices_and_counterparts(browse: Browse) -> None:
    view = browse.actor("brandt")
    assert view.line.name == "Olga Brandt"
    assert [office.title for office in view.offices] == ["Mayor of Halm", "Foreign Minister"]
    assert {other.name for other in view.counterparts} == {"Vesmark", "Ilan Dorv"}


def test_story_sets_accounts_side_by_side(browse: Browse, dispute: Dispute) -> None:
    story = browse.story(dispute[1]["story"])
    assert [account.outlet for account in story.accounts] == ["Halm Herald", "Vesmark Courier", "North Wire"]
    assert [cell.telling if cell else None for cell in story.rows[0].cells] == ["told", "attributed", "absent"]
    assert all(row.differs for row in story.rows)


def test_thread_is_a_ladder_with_answers_and_open_ends(browse: Browse, dispute: Dispute) -> None:
    rungs = browse.thread(dispute[1]["thread"]).rungs
    assert [(rung.column, rung.entry.type) for rung in rungs][:3] == [(0, "accuse"), (0, "demand"), (1, "deny")]
    assert rungs[0].state == "denied" and len(rungs[0].retold) == 1
    assert [link.kind for link in rungs[0].answered_by] == ["denies", "denies"]
    assert [item.entry.id for item in browse.open_items()] == [dispute[1]["demand"]]


def test_long_thread_is_leafed_through_and_begins_with_what_is_answered(
    browse: Browse, dispute: Dispute, monkeypatch: pytest.MonkeyPatch
) -> None:
    thread = dispute[1]["thread"]
    whole = browse.thread(thread)
    stretches = [browse.thread(thread, Stretch(limit=2, offset=offset)) for offset in range(0, whole.total, 2)]
    assert [rung for one in stretches for rung in one.rungs] == list(whole.rungs)
    assert {one.total for one in stretches} == {len(whole.rungs)} and {one.coverage for one in stretches} == {
        whole.coverage
    }
    assert not browse.thread(thread, Stretch(linked=None)).narrowed
    monkeypatch.setattr("onrecord.store.browse_links.LONG", 2)
    ladder = browse.thread(thread, Stretch(linked=None))
    assert ladder.narrowed and len(ladder.rungs) == ladder.linked < whole.total
    assert all(rung.answers or rung.answered_by or rung.state == "unanswered" for rung in ladder.rungs)
    alone = next(rung.entry.id for rung in whole.rungs if rung.entry.id not in {r.entry.id for r in ladder.rungs})
    found = browse.thread(thread, Stretch(linked=None, limit=2, at=alone))
    assert not found.narrowed and alone in {rung.entry.id for rung in found.rungs}


@pytest.mark.parametrize("by", ["actor", "side"])
def test_line_of_the_network_leads_to_its_moves(browse: Browse, by: str) -> None:
    lines = browse.network(by=by).edges
    assert lines
    for line in lines:
        ends = (
            {"actor": line.source, "recipient": line.target}
            if by == "actor"
            else {"side": line.source, "recipient_side": line.target}
        )
        found = browse.timeline(Filters(type=line.type, **ends))
        assert found.total == len(found) == line.count
        assert {entry.kind for entry in found} == {"move"}
    assert not browse.timeline(Filters(kind="statement", recipient="Vesmark"))


def test_what_is_known_to_be_of_a_day_or_older_stands_after_the_rows_of_that_day(
    dispute: Dispute, tmp_path: Path
) -> None:
    path = tmp_path / "record.db"
    shutil.copy(dispute[0], path)
    with Record.open(path, read_only=True) as record:
        dated = [entry for entry in record.browse.timeline(Filters(kind="move")) if entry.when.earliest]
    head, day = dated[0], str(dated[1].when.earliest)
    with sqlite3.connect(path) as connection:
        change = "UPDATE moves SET date_value = NULL, date_earliest = NULL, date_latest = ? WHERE id = ?"
        connection.execute(change, (day, head.id))
    connection.close()
    with Record.open(path, read_only=True) as record:
        rows = record.browse.timeline(Filters(kind="move"), limit=200).rows
        assert [record.browse.timeline(Filters(kind="move"), limit=1, offset=n).rows[0] for n in range(3)] == [
            *rows[:3]
        ]
    at = [entry.id for entry in rows].index(head.id)
    assert rows[at].date_words.startswith("on or before ")
    assert all(str(entry.when.earliest) <= day for entry in rows[:at])
    assert str(rows[at + 1].when.earliest) > day


def test_rows_known_to_a_few_years_only_stand_after_the_dated_ones(dispute: Dispute, tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    shutil.copy(dispute[0], path)
    with sqlite3.connect(path) as connection:
        vague = (None, "1999-01-01", "2014-12-31")
        connection.execute(
            "UPDATE moves SET date_value = ?, date_earliest = ?, date_latest = ? WHERE type = 'accuse'", vague
        )
        connection.execute(
            "UPDATE documents SET published_value = ?, published_earliest = ?, published_latest = ? WHERE id = ?",
            (*vague, dispute[1]["herald"]),
        )
    connection.close()
    with Record.open(path, read_only=True) as record:
        rows = record.browse.timeline(limit=200).rows
        places = [(entry.undated, entry.when.earliest is None) for entry in rows]
        assert places == sorted(places) and len(set(places)) == 3
        assert next(entry.date_words for entry in rows if entry.undated) == "undated (1999 to 2014)"
        listed = record.browse.documents().rows
        assert [line.id for line in listed if line.published.earliest][-1] == dispute[1]["herald"]
        assert len({line.id for offset in range(len(listed))
                    for line in record.browse.documents(limit=1, offset=offset)}) == len(listed)  # fmt: skip


def test_bars_add_up_to_the_moves(browse: Browse) -> None:
    assert sum(bar.count for bar in browse.bars()) == browse.counts().moves
    for width in (4, 7, 10):
        assert sum(bar.count for bar in browse.drawn_bars(Filters(), width=width)) == browse.counts().moves


@pytest.mark.parametrize(
    ("when", "drawn"),
    [
        (("2021-09", "2021-09-10", "2021-09-12"), ("2021-09-12", True)),
        (("2021-09-10", "2021-09-10", "2021-09-10"), ("2021-09-10", False)),
        (("2021-09", "2021-09-01", "2021-09-30"), ("2021-09", False)),
        ((None, "2021-08-01", "2021-10-30"), ("2021", False)),
        ((None, "2018-03-01", "2027-03-11"), (None, False)),
    ],
)
def test_drawn_bar_is_as_fine_as_the_date_is_known(
    dispute: Dispute, tmp_path: Path, when: tuple[str | None, str, str], drawn: tuple[str | None, bool]
) -> None:
    path = tmp_path / "record.db"
    shutil.copy(dispute[0], path)
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE moves SET date_value = ?, date_earliest = ?, date_latest = ?", when)
        connection.execute("DELETE FROM kept_answers")
    connection.close()
    with Record.open(path, read_only=True) as record:
        assert {(bar.period, bar.near) for bar in record.browse.drawn_bars(Filters(), width=10)} == {drawn}


QUERIES = [
    ("gates", '"gates"'),
    ("teal dam", '"teal" AND "dam"'),
    ('"teal dam" gates', '"teal dam" AND "gates"'),
    ("gate*", '"gate"*'),
    ("gates -night", '("gates") NOT ("night")'),
    ("-night", ""),
    ('"unclosed phrase', '"unclosed phrase"'),
    ("NEAR(a b) OR text:x", '"NEAR(a" AND "b)" AND "OR" AND "text:x"'),
    ('");--', ""),
    ("", ""),
]


@pytest.mark.parametrize(("typed", "asked"), QUERIES)
def test_whatever_is_typed_becomes_a_safe_query(browse: Browse, typed: str, asked: str) -> None:
    assert understood(typed) == asked
    browse.search(typed)


def test_search_marks_the_words_by_offsets(browse: Browse) -> None:
    found = browse.search("inspection")
    assert found.hits.total == sum(count for _, count in found.facets.kinds)
    for hit in found.hits:
        assert {hit.snippet[start:end] for start, end in hit.marks} == {"inspection"}


def test_search_narrows_by_kind_and_outlet(browse: Browse) -> None:
    hits = browse.search("gates", kind="move", outlet="North Wire").hits
    assert [(hit.kind, hit.document.outlet) for hit in hits] == [("move", "North Wire")]


@pytest.mark.parametrize(
    ("chosen", "total"),
    [({"side": "VSM"}, 2), ({"status": "done"}, 3), ({"year": "2021"}, 9), ({"year": "1999"}, 0),
     ({"side": "VSM", "kind": "move"}, 1)],
)  # fmt: skip
def test_search_narrows_by_side_status_and_year(browse: Browse, chosen: dict[str, str], total: int) -> None:
    found = browse.search("gates", **chosen)
    assert found.hits.total == total
    for name, counts in (("side", found.facets.sides), ("status", found.facets.statuses), ("year", found.facets.years)):
        if name in chosen and total:
            assert dict(counts)[chosen[name]] == total


def test_facet_counts_what_the_other_facets_let_through(browse: Browse) -> None:
    facets = browse.search("gates", kind="move").facets
    assert dict(facets.kinds) == dict(browse.search("gates").facets.kinds)
    assert sum(count for _, count in facets.outlets) == dict(facets.kinds)["move"]


SENTENCES = [
    ("He left. She stayed on. It rained.", "stayed", "She stayed on."),
    ("He left.\nShe stayed", "stayed", "She stayed"),
    ('"Go," he said. "Now."', "he said", '"Go," he said.'),
    ("The U.S. envoy left. Gen. Ames stayed.", "stayed", "Gen. Ames stayed."),
    ("One line", "One line", "One line"),
]


@pytest.mark.parametrize(("text", "words", "sentence"), SENTENCES)
def test_sentence_around_a_span(text: str, words: str, sentence: str) -> None:
    start = text.index(words)
    first, last = sentence_around(text, start, start + len(words))
    assert text[first:last] == sentence


def test_judged_date_is_the_date_that_is_shown(tmp_path: Path) -> None:
    from dispute import write_dispute

    ids = write_dispute(tmp_path / "record.db")
    with Record.open(tmp_path / "record.db") as record:
        record.judge("moves", ids["accuse"], "date", "2021-09-08", "the quote is older", "Ada", "2021-10-02T08:00:00Z")
        record.judge("moves", ids["accuse"], "wrong", "", "", "Ada", "2021-10-02T08:01:00Z")
        browse = Browse(record.connection)
        entry = browse.entry(ids["accuse"])
        assert (entry.date_words, entry.verdict) == ("8 September 2021", "wrong")
        record.judge("moves", ids["accuse"], "undo", entry.judgements[-1].id, "", "Ada", "2021-10-02T08:02:00Z")
        assert browse.entry(ids["accuse"]).verdict is None
        assert [judgement.undone for judgement in browse.judgements()] == [False, True, False]
        assert browse.timeline(limit=100).total == 15
        assert browse.actors().total == 5


def test_reading_changes_nothing(browse: Browse) -> None:
    with pytest.raises(sqlite3.OperationalError):
        browse.connection.execute("DELETE FROM moves")
