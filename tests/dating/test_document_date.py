"""When a page was published: what it states decides; else its text, with evidence; else nothing."""

from __future__ import annotations

import re

import pytest

from onrecord.dating import NoOffices, date_document
from onrecord.model import Document, Metadatum, Office, Segment, TextMap


class Holders:
    """A lookup with one term of office."""

    def terms(self, words: str) -> tuple[Office, ...]:
        return (Office("ambassador", "AAA", "2020-01-20", "2020-12-31"),) if "Vane" in words else ()


def page(
    text: str, *, metadata: tuple[Metadatum, ...] = (), url: str | None = None, captured: str | None = None
) -> Document:
    segments, at = [], 0
    for line in re.split(r"(\n)", text):
        if line.strip():
            kind = "headline" if not segments and len(line) < 80 and not line.endswith(".") else "body"
            segments.append(Segment(kind, at, at + len(line)))
        at += len(line)
    return Document(
        "d", "p", "page", "", text, tuple(segments), TextMap("utf-8", ()), url=url, captured=captured, metadata=metadata
    )


def published_time(value: str) -> tuple[Metadatum, ...]:
    return (Metadatum("meta:article:published_time", value, "byte 10; <meta property>"),)


def test_date_from_outside_decides() -> None:
    found = date_document(page("Envoy summoned"), NoOffices(), stated="2018-03-04")
    assert (found.value, found.earliest, found.latest, found.basis[0].kind) == (*["2018-03-04"] * 3, "stated")


def test_month_from_outside_stays_a_month() -> None:
    found = date_document(page("Envoy summoned"), NoOffices(), stated="2018-03")
    assert (found.value, found.earliest, found.latest) == ("2018-03", "2018-03-01", "2018-03-31")


STATED = [
    ("2018-03-04T23:30:00Z", None, "2018-03-04"),
    ("Sun, 04 Mar 2018 10:00:00 GMT", None, "2018-03-04"),
    ("not a date", "https://news.example/2018/03/04/envoy", "2018-03-04"),
    ("2018-09-31", "https://news.example/2018/03/04/envoy", "2018-03-04"),
]


@pytest.mark.parametrize(("value", "url", "day"), STATED)
def test_page_states_its_date(value: str, url: str | None, day: str) -> None:
    found = date_document(page("Envoy summoned", metadata=published_time(value), url=url), NoOffices())
    assert found.value == day


def test_date_after_the_capture_is_shown_and_does_not_decide() -> None:
    document = page("Envoy summoned", metadata=published_time("2031-01-01"), captured="2019-05-01T10:00:00Z")
    found = date_document(document, NoOffices())
    assert found.value is None
    assert [e.decided for e in found.basis if e.earliest == "2031-01-01"] == [False]


PRINTED = [
    "Envoy summoned\nPublished: 4 March 2018\nThe ministry summoned the envoy.",
    "Envoy summoned\nBy A. Reporter, March 4, 2018\nThe ministry summoned the envoy.",
    "Envoy summoned\n04.03.2018\nThe ministry summoned the envoy.",
]


@pytest.mark.parametrize("text", PRINTED)
def test_date_printed_beside_the_headline(text: str) -> None:
    assert date_document(page(text), NoOffices()).value == "2018-03-04"


def test_clock_above_the_headline_is_an_upper_bound_only() -> None:
    text = "09:15 GMT +3 30 March 2017\n\nEnvoy summoned over remarks.\nThe ministry summoned the envoy."
    found = date_document(page(text), NoOffices())
    assert (found.value, found.latest) == (None, "2017-03-30")


def test_office_and_weekday_leave_one_year() -> None:
    text = "Ministry answers\nAmbassador Vane was told so on Friday, September 11, the ministry said on Friday."
    found = date_document(page(text), Holders())
    assert found.earliest and found.latest and found.earliest <= "2020-09-11" <= found.latest
    assert {e.kind for e in found.basis} >= {"office", "day_weekday"}


@pytest.mark.parametrize(
    "text", ["", "He said so yesterday.", "The talks began on 31 September.", "In year 0 it rained."]
)
def test_no_clue_no_guess(text: str) -> None:
    found = date_document(page(text), NoOffices())
    assert (found.value, found.earliest) == (None, None)


def test_spans_of_evidence_are_the_words() -> None:
    text = (
        "Vote nears\nThe ministry said on Friday that ballots were printed before the US election of November 8, 2016."
    )
    for evidence in date_document(page(text), NoOffices()).basis:
        if evidence.start is not None and evidence.end is not None:
            assert " ".join(text[evidence.start : evidence.end].split()) == evidence.text
