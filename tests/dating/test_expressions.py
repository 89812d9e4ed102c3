"""What a printed time names, seen from a day: one row a case."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.dating.grammar import find_expressions
from onrecord.dating.values import FUTURE, PAST, Frame, name

SATURDAY = date(2016, 10, 22)

NAMED = [
    ("Saturday", PAST, "2016-10-22", "2016-10-22"),
    ("Friday", PAST, "2016-10-21", "2016-10-21"),
    ("Friday", FUTURE, "2016-10-28", "2016-10-28"),
    ("last Friday", PAST, "2016-10-21", "2016-10-21"),
    ("next Tuesday", FUTURE, "2016-10-25", "2016-10-25"),
    ("October 21", PAST, "2016-10-21", "2016-10-21"),
    ("November 8", FUTURE, "2016-11-08", "2016-11-08"),
    ("21 October 2015", PAST, "2015-10-21", "2015-10-21"),
    ("September 17 to 19, 2021", "", "2021-09-17", "2021-09-19"),
    ("yesterday", PAST, "2016-10-21", "2016-10-21"),
    ("in July", PAST, "2016-07-01", "2016-07-31"),
    ("back in December", PAST, "2015-12-01", "2015-12-31"),
    ("earlier this month", PAST, "2016-10-01", "2016-10-22"),
    ("last week", PAST, "2016-10-10", "2016-10-16"),
    ("two years ago", PAST, "2014-01-01", "2014-12-31"),
    ("ten days ago", PAST, "2016-10-12", "2016-10-12"),
    ("the 1990s", PAST, "1990-01-01", "1999-12-31"),
    ("12. Oktober 2018", "", "2018-10-12", "2018-10-12"),
]

NOTHING_CERTAIN = ["31 September 2016", "February 30, 2019", "for three weeks", "every Tuesday", "soon"]


@pytest.mark.parametrize(("words", "tense", "first", "last"), NAMED)
def test_words_name_an_interval(words: str, tense: str, first: str, last: str) -> None:
    found = find_expressions(f"They met {words} in Vienna.")
    named = name(found[0], Frame(SATURDAY, tense=tense))
    assert (str(named.first), str(named.last)) == (first, last)


@pytest.mark.parametrize("words", NOTHING_CERTAIN)
def test_what_names_no_day_has_no_interval(words: str) -> None:
    for expression in find_expressions(f"The talks went on {words} at the ministry."):
        assert name(expression, Frame(SATURDAY)).value is None


def test_order_of_an_ambiguous_date_is_left_open() -> None:
    named = name(find_expressions("on 04/05/2019 it")[0], Frame(SATURDAY))
    assert (named.value, str(named.first), str(named.last)) == (None, "2019-04-05", "2019-05-04")


def test_eve_is_the_day_before_the_day_last_spoken_of() -> None:
    found = find_expressions("On the eve of the visit")[0]
    assert name(found, Frame(SATURDAY, context=date(2016, 9, 11))).value == "2016-09-10"


@pytest.mark.parametrize("text", ["", "\x00" * 50, "9" * 5000, "May " * 2000, "0000-00-00", "-- :: //", "’98" * 500])
def test_hostile_text_never_fails(text: str) -> None:
    for expression in find_expressions(text):
        name(expression, Frame(SATURDAY))
        assert text[expression.start : expression.end] == expression.text


@pytest.mark.parametrize("day", [date(1800, 1, 1), date(2100, 12, 31)])
def test_edges_of_the_calendar_are_clipped(day: date) -> None:
    found = find_expressions("last year, next week, 400 years ago, 900 days later, next decade, last summer")
    named = [name(expression, Frame(day)) for expression in found]
    assert len(named) == 6
    assert all(item.first is None or item.last is None or item.first <= item.last for item in named)
