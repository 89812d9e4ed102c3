"""When a page was published: what it states decides; else its text, with evidence; else nothing."""

from __future__ import annotations

import re

import pytest

from onrecord.dating import NoOffices, date_document
from onrecord.dating.clues import find_clues
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
    "Envoy summoned\nBy A. Reporter\n4. 3. 2018\nThe ministry summoned the envoy.",
    "Envoy summoned\nOSTRAVA, (04.03.2018). The ministry summoned the envoy over remarks that it called an insult.",
]


@pytest.mark.parametrize("text", PRINTED)
def test_date_printed_beside_the_headline(text: str) -> None:
    assert date_document(page(text), NoOffices()).value == "2018-03-04"


PASSED_OVER = [
    "According to the inquiry the newsletter published forty letters taken from the port on May 3, 2016.",
    "[Updated 1:23 p.m.] The clerk had become a citizen of Norland on May 3, 2016.",
    "Fair at the harbour hall on May 3, 2016 13:30 to 18:00",
    "In the May 3, 2016 note on his page the clerk said that the letters had been posted to him.",
]


@pytest.mark.parametrize("text", PASSED_OVER)
def test_a_day_in_a_sentence_is_not_printed_though_its_verb_says_published(text: str) -> None:
    assert date_document(page(f"Harbour papers leaked\n\n{text}"), NoOffices()).value != "2016-05-03"


@pytest.mark.parametrize(
    "line",
    [
        "Posted by Ann Berg on Tuesday, May 3, 2016",
        "May 3, 2016 (updated)",
        "Harbour and port news, page one, May 3, 2016 13:30, Ann Berg",
    ],
)
def test_a_day_beside_the_word_for_it_is_printed_in_a_line_of_the_body_too(line: str) -> None:
    assert date_document(page(f"Harbour papers leaked\n\n{line}"), NoOffices()).value == "2016-05-03"


def field(name: str, value: str, *, byte: int = 10, kind: str = "meta") -> Metadatum:
    return Metadatum(name, value, f"byte {byte}; <{kind}>")


SHOWN = [
    # Readers see another day than the head states: the page's words are of the day that it shows.
    ("Envoy summoned\n6 March 2018\nThe ministry acted.", ["2018-03-04"], [], "2018-03-06"),
    # One that was there before the article is some other article's.
    ("Envoy summoned\n6 January 2017\nThe ministry acted.", ["2018-03-04"], [], "2018-03-04"),
    # So is one after the page's last change.
    ("Envoy summoned\n6 May 2018\nThe ministry acted.", ["2018-03-04"], ["2018-03-05"], "2018-03-04"),
    # A line that says that it tells of a change or of an event is not the day of publication.
    ("Envoy summoned\nUpdated: 6 March 2018\nThe ministry acted.", ["2018-03-04"], [], "2018-03-04"),
    ("Envoy summoned\nDeadline: 6 March 2018\nThe ministry acted.", ["2018-03-04"], [], "2018-03-04"),
    # Of several articles stated on one page the first is the page's own.
    ("Envoy summoned\nThe ministry acted.", ["2018-03-04", "2018-02-01"], [], "2018-03-04"),
]


@pytest.mark.parametrize(("text", "stated", "changed", "day"), SHOWN)
def test_day_shown_beside_the_headline(text: str, stated: list[str], changed: list[str], day: str) -> None:
    rows = [Metadatum("jsonld:datePublished", v, f"byte {i}; JSON-LD NewsArticle") for i, v in enumerate(stated, 10)]
    rows += [Metadatum("jsonld:dateModified", v, "byte 10; JSON-LD NewsArticle") for v in changed]
    assert date_document(page(text, metadata=tuple(rows)), NoOffices()).value == day


ORDERS = [("en-GB", "2018-12-10"), ("en-US", "2018-10-12"), ("fr", "2018-12-10"), ("en", None)]


@pytest.mark.parametrize(("language", "day"), ORDERS)
def test_digits_are_read_in_the_order_of_the_country(language: str, day: str | None) -> None:
    rows = (field("html:lang", language, kind="html lang"),)
    text = "Envoy summoned\nPublished 10/12/2018\nThe ministry acted."
    assert date_document(page(text, metadata=rows), NoOffices()).value == day


def test_names_of_fields_that_differ_in_marks_only() -> None:
    for name in ("meta:publication-date", "meta:Publication_Date", "meta:og:publicationdate"):
        assert date_document(page("Envoy summoned", metadata=(field(name, "2018-03-04"),)), NoOffices()).value


def test_tags_of_a_list_of_other_articles_are_believed_less() -> None:
    listed = "\n".join(f"Story {n} of the week\n{n} May 2018" for n in range(2, 6))
    text = "Envoy summoned\nThe ministry acted on Sunday, it said.\n" + "It said no more of it.\n" * 60 + listed
    rows = [
        Metadatum("time:text", f"{n} May 2018", "byte 10; <time>", at := text.index(f"{n} May"), at + 10)
        for n in range(2, 6)
    ]
    url = "https://news.example/2018/03/04/envoy"
    assert date_document(page(text, metadata=tuple(rows), url=url), NoOffices()).value == "2018-03-04"


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
    placed = [e for e in date_document(page(text), NoOffices()).basis if e.start is not None]
    assert placed
    for evidence in placed:
        assert " ".join(text[evidence.start : evidence.end].split()) == evidence.text


def test_a_name_at_the_end_of_the_text_and_what_was_news_in_which_years() -> None:
    found = date_document(
        page("Envoy summoned\nThe ministry spoke of WikiLeaks and of President Barack Obama"), NoOffices()
    )
    assert {e.kind for e in found.basis} == {"topic", "period"}
    assert found.earliest and found.latest and "2009" < found.earliest < found.latest < "2023"


FORMER = [("2009-01-01", False), ("2019-06-01", True), ("2020-06-01", False), ("2022-06-01", True)]


@pytest.mark.parametrize(("day", "former"), FORMER)
def test_former_holder_of_two_terms(day: str, former: bool) -> None:
    class Twice:
        def terms(self, words: str) -> tuple[Office, ...]:
            terms = ("2008-01-20", "2015-01-20"), ("2020-01-20", "2021-01-20")
            return tuple(Office("senator", "AAA", *term) for term in terms) if "Vane" in words else ()

    clue = next(c for c in find_clues(page("Ministry answers\nFormer Senator Vane denied it."), Twice()))
    assert (clue.kind, any(str(a) <= day <= str(b) for a, b in clue.intervals)) == ("former", former)


def test_a_weekday_with_its_day_names_no_attack_of_that_day() -> None:
    text = "Ministry answers\nIt was told so on Friday, September 11, it said, and spoke of WikiLeaks no more."
    kinds = [(c.kind, c.text) for c in find_clues(page(text), NoOffices()) if c.kind in ("topic", "day_weekday")]
    assert kinds == [("day_weekday", "Friday, September 11"), ("topic", "WikiLeaks")]


LATER_THAN_THE_TABLES = [
    ("Envoy summoned", "2031-03-04", "2031-03-04"),
    ("Envoy summoned", "2099-03-04", None),
]


@pytest.mark.parametrize(("text", "stated", "day"), LATER_THAN_THE_TABLES)
def test_a_stated_day_needs_no_calendar(text: str, stated: str, day: str | None) -> None:
    """A page of a year that the tables do not know is dated as it says; one of a far year is a slip."""
    assert date_document(page(text, metadata=published_time(stated)), NoOffices()).value == day


def test_text_of_a_year_later_than_the_tables_is_dated_there() -> None:
    text = "Envoy expelled\nOn 3 March 2031 the embassy said it had protested. The talks were held on 12 January 2031."
    found = date_document(page(text), NoOffices())
    assert found.value == "2031"
    assert "2031-01-12" < (found.earliest or "") <= "2031-03-03" <= (found.latest or "") < "2032-03-03"
