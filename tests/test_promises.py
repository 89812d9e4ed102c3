"""The promises of docs/design.md, section 2, held on the example pages."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from onrecord.export import reading_json
from onrecord.extract import check_span
from onrecord.model import Page, Problem, Reading, Span
from onrecord.pages import read_pages
from onrecord.pipeline import Reader
from onrecord.run import guarded_read, read_into
from onrecord.store import Record

EXAMPLES = Path(__file__).parents[1] / "examples"


def spans_of(reading: Reading) -> Iterator[tuple[str, Span]]:
    """Every span of a reading with the kind of its row."""
    yield from (("segment", (s.start, s.end)) for s in reading.document.segments)
    yield from (("mention", (m.start, m.end)) for m in reading.mentions)
    yield from (("time", (t.start, t.end)) for t in reading.times)
    yield from (("attribution", span) for a in reading.attributions for span in (*a.source, *a.cue, *a.content))
    yield from (("move", span) for m in reading.moves for span in (m.trigger, m.span, *m.retellings))


def test_every_span_holds_in_the_text_and_in_the_bytes(example_readings: dict[str, Reading]) -> None:
    for name, reading in example_readings.items():
        document, content = reading.document, reading.page.content
        for kind, (start, end) in spans_of(reading):
            assert 0 <= start < end <= len(document.text), (name, kind, start, end)
            assert check_span(document, content, start, end), (name, kind, document.text[start:end])


def test_words_of_the_date_stand_where_they_are_said_to(example_readings: dict[str, Reading]) -> None:
    for name, reading in example_readings.items():
        for evidence in reading.published.basis:
            if evidence.start is not None:
                assert reading.document.text[evidence.start : evidence.end] == evidence.text, (name, evidence)


def test_changed_byte_is_noticed(example_readings: dict[str, Reading]) -> None:
    reading = example_readings["meridian-wire-nato.txt"]
    changed = reading.page.content.replace(b"NATO", b"MATO")
    start = reading.document.text.index("NATO expelled")
    assert not check_span(reading.document, changed, start, start + len("NATO expelled"))


def test_every_row_carries_its_basis_and_a_score(example_readings: dict[str, Reading]) -> None:
    readings = example_readings.values()
    assert all(any(getattr(reading, layer) for reading in readings) for layer in ("attributions", "moves"))
    for name, reading in example_readings.items():
        for row in (*reading.attributions, *reading.moves):
            assert row.basis, (name, row)
            assert 0 < row.score <= 1, (name, row)


def test_same_pages_give_the_same_readings_in_any_order(example_pages: tuple[Page, ...]) -> None:
    first, second = Reader(), Reader()
    there = [json.dumps(reading_json(first.read(page))) for page in example_pages]
    back = [json.dumps(reading_json(second.read(page))) for page in reversed(example_pages)]
    assert there == back[::-1]


def test_record_is_the_same_in_any_order_and_reading_twice_changes_nothing(tmp_path: Path) -> None:
    paths = sorted((EXAMPLES / "pages").iterdir())
    dumps = []
    for name, order in (("there", paths), ("back", paths[::-1])):
        with Record.create_or_open(tmp_path / f"{name}.db") as record:
            for path in order:
                read_into([path], record)
            read_into([EXAMPLES / "pages"], record)
            dumps.append(_rows(record))
    assert dumps[0] == dumps[1]


def _rows(record: Record) -> dict[str, list[Any]]:
    tables = ("documents", "segments", "mentions", "attributions", "moves", "actors", "stories", "story_documents",
              "copies", "accounts", "account_rows", "threads", "thread_moves", "open_items")  # fmt: skip
    return {
        table: sorted(map(repr, (tuple(row) for row in record.connection.execute(f"SELECT * FROM {table}"))))
        for table in tables
    }


def test_reading_fetches_nothing(monkeypatch: pytest.MonkeyPatch, example_pages: tuple[Page, ...]) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        raise AssertionError("a reading opened a network connection")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert Reader().read(example_pages[0]).moves


def test_broken_pages_are_problems_and_the_others_are_read(tmp_path: Path) -> None:
    with Record.create_or_open(tmp_path / "mixed.db") as record:
        report = read_into([EXAMPLES / "broken", EXAMPLES / "pages" / "meridian-wire-nato.txt"], record)
        (moves,) = record.connection.execute("SELECT count(*) FROM moves").fetchone()
    # Of the archive the first page is whole, and the second breaks off.
    broken = ["cut-short.warc.gz#2 (https://archive.example/page-2)", "empty.txt", "french.html", "no-article.html",
              "picture.txt"]  # fmt: skip
    assert sorted(problem.locator.split("broken/")[1] for problem in report.problems) == broken
    assert all(problem.reason.strip() for problem in report.problems)
    assert moves


HOSTILE = {
    "nested.html": b"<div>" * 50_000 + b"Moscow denied it." + b"</div>" * 50_000,
    "nulls.txt": b"Moscow\x00 denied\x00 it on Friday.\n" * 50,
    "surrogates.html": b"<html><body><p>Moscow &#xD800;&#xDFFF;&#x110000; denied it.</p></body></html>",
    "lying.html": b'<html><head><meta charset="utf-8"></head><body><p>Moscow \xff\xfe\xc0 denied it.</p></body></html>',
    "quotes.txt": b'"' * 20_000 + b" he said.",
    "one-word.txt": b"a" * 300_000,
    "open-tag.html": b"<html><body><p>Moscow <a href='" + b"x" * 100_000,
}


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_hostile_page_gives_a_reading_or_a_problem(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(HOSTILE[name])
    for page in read_pages([path]):
        result = page if isinstance(page, Problem) else guarded_read(page)
        assert not (isinstance(result, Problem) and result.step == "reading"), result.reason
        if isinstance(result, Reading):
            for _, (start, end) in spans_of(result):
                assert check_span(result.document, result.page.content, start, end)
