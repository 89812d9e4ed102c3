"""Times of a parse, and the day of a statement."""

from __future__ import annotations

import pytest

from onrecord.dating import date_of, find_times
from onrecord.model import Published, Segment
from onrecord.parse import Parser
from parsing import the_parser

FRIDAY = Published("2021-09-10", "2021-09-10", "2021-09-10")


@pytest.fixture(scope="module")
def parser() -> Parser:
    return the_parser()


def times(parser: Parser, text: str, published: Published = FRIDAY) -> list[tuple[str, str | None]]:
    parse = parser.parse(text, (Segment("body", 0, len(text)),))
    return [(text[t.start : t.end], t.when.value) for t in find_times(parse, published)]


def test_tense_decides_between_last_and_next(parser: Parser) -> None:
    assert times(parser, "The minister arrived on Tuesday.") == [("Tuesday", "2021-09-07")]
    assert times(parser, "The minister will arrive on Tuesday.") == [("Tuesday", "2021-09-14")]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("A ruling is expected on Tuesday.", "2021-09-14"),
        ("A ruling is due on Tuesday.", "2021-09-14"),
        ("Talks scheduled for Tuesday were called off.", "2021-09-14"),
        ("He will meet the envoy when he visits Varen on Tuesday.", "2021-09-14"),
        ("The ruling was expected on Tuesday.", "2021-09-07"),
        # What is said of somebody under a future is no clause of time.
        ("He will meet the envoy, who speaks on Tuesday.", "2021-09-07"),
        ("He will resign, since the court rules on Tuesday.", "2021-09-07"),
        ("He met the envoy when he visited Varen on Tuesday.", "2021-09-07"),
    ],
)
def test_what_is_expected_lies_ahead(parser: Parser, text: str, day: str) -> None:
    assert [value for words, value in times(parser, text) if words == "Tuesday"] == [day]


TIMELINE = """Blow by blow

{heading}

In March, Ostmark expelled two diplomats. It followed on 4 April with a ban.

{after}

In May, Varen summoned the envoy."""


@pytest.mark.parametrize(
    ("heading", "after", "values"),
    [
        ("2016", "2017", ["2016", "2016-03", "2016-04-04", "2017", "2017-05"]),
        ("March 2016:", "Reactions", ["2016-03", "2016-03", "2016-04-04", "2021-05"]),
        ("Five years of it", "No end in sight", ["2021-03", "2021-04-04", "2021-05"]),
        ("It began in 2016.", "It went on.", ["2016", "2021-03", "2021-04-04", "2021-05"]),
    ],
)
def test_a_year_alone_on_its_line_is_that_of_what_stands_under_it(
    parser: Parser, heading: str, after: str, values: list[str]
) -> None:
    text = TIMELINE.format(heading=heading, after=after)
    at, segments = 0, []
    for line in text.split("\n\n"):
        segments.append(Segment("body", at, at + len(line)))
        at += len(line) + 2
    found = find_times(parser.parse(text, tuple(segments)), FRIDAY)
    assert [t.when.value for t in found if "year" not in text[t.start : t.end]] == values


def test_weekday_of_the_page_is_its_own_day(parser: Parser) -> None:
    assert times(parser, "The envoy was summoned on Friday.") == [("Friday", "2021-09-10")]


def test_without_a_date_relative_words_name_nothing(parser: Parser) -> None:
    found = times(parser, "He came yesterday and left in 2014.", Published())
    assert found == [("yesterday", None), ("2014", "2014")]


def test_interval_of_the_page_passes_on(parser: Parser) -> None:
    text = "He came yesterday."
    parse = parser.parse(text, (Segment("body", 0, len(text)),))
    found = find_times(parse, Published(None, "2021-09-10", "2021-09-12"))[0].when
    assert (found.value, found.earliest, found.latest) == (None, "2021-09-09", "2021-09-11")


STATEMENTS = [
    ("The deal is off, the minister said on Tuesday.", "said", "2021-09-07"),
    ("The minister said the deal is off.", "said", "2021-09-10"),
    ("The minister said that the envoy came on Tuesday.", "said", "2021-09-10"),
]

# The cue's is the last in the text: what is told before sets its time, or leaves it open.
TOLD_OF_ANOTHER_TIME = [
    ("Gulland has repeatedly said the bridge is safe.", "said", (None, "2021-09-10")),
    ("Back then the minister said the bridge was safe.", "said", (None, "2021-09-10")),
    ("In 1987 the minister toured the yards. He said the bridge was safe.", "said", ("1987-01-01", "1987-12-31")),
    ("In May 2014 he rode to Vesmark. He met the king. He said he was glad.", "said", ("2014-05-01", "2014-05-31")),
    ("He read the pact of 1987. The minister said the bridge was safe.", "said", (None, "2021-09-10")),
    ("In 1987 the minister toured the yards. He says the bridge is safe.", "says", (None, "2021-09-10")),
    ("“It was so in 1987. It is so now,” the minister said.", "said", ("2021-09-09", "2021-09-10")),
    ('"It was so in 1987. It is so now," the minister said.', "said", ("2021-09-09", "2021-09-10")),
    ("On Friday the minister toured the yards. He said the bridge is safe.", "said", ("2021-09-09", "2021-09-10")),
]


@pytest.mark.parametrize(("text", "cue", "ends"), TOLD_OF_ANOTHER_TIME)
def test_a_statement_of_another_time_is_of_the_time_told_before_or_of_no_later_day_than_the_page(
    parser: Parser, text: str, cue: str, ends: tuple[str | None, str]
) -> None:
    parse = parser.parse(text, (Segment("body", 0, len(text)),))
    start = text.rindex(cue)
    found = date_of(start, start + len(cue), find_times(parse, FRIDAY), parse, FRIDAY)
    assert (found.earliest, found.latest) == ends


@pytest.mark.parametrize(("text", "cue", "day"), STATEMENTS)
def test_day_of_a_statement(parser: Parser, text: str, cue: str, day: str) -> None:
    parse = parser.parse(text, (Segment("body", 0, len(text)),))
    start = text.index(cue)
    found = date_of(start, start + len(cue), find_times(parse, FRIDAY), parse, FRIDAY)
    assert found.value == day


def test_statement_on_an_undated_page_has_no_day(parser: Parser) -> None:
    text = "The minister said the deal is off."
    parse = parser.parse(text, (Segment("body", 0, len(text)),))
    assert date_of(13, 17, find_times(parse, Published()), parse, Published()).latest is None


def test_a_year_that_names_an_election_is_not_when_it_was_spoken_of(parser: Parser) -> None:
    text = "Riga has repeatedly accused Moscow of meddling in the 2016 election."
    parse = parser.parse(text, (Segment("body", 0, len(text)),))
    start = text.index("accused")
    assert date_of(start, start + len("accused"), find_times(parse, FRIDAY), parse, FRIDAY).value != "2016"
