"""Dates in words are as precise as the evidence and no more."""

from __future__ import annotations

import pytest

from onrecord.store.browse_dates import date_words, past_words, ris_day, span_words, thing_words

CASES = [
    (("2021-09-10", "2021-09-10", "2021-09-10"), "10 September 2021"),
    (("2021-09-10", None, None), "10 September 2021"),
    (("2021-09-10T14:05:00Z", None, None), "10 September 2021"),
    (("2021-09", "2021-09-01", "2021-09-30"), "September 2021"),
    (("2021-09", "2021-09-11", "2021-09-12"), "between 11 and 12 September 2021"),
    (("2021", "2021-01-01", "2021-12-31"), "2021"),
    ((None, "2021-09-10", "2021-09-12"), "between 10 and 12 September 2021"),
    ((None, "2021-08-28", "2021-09-02"), "between 28 August and 2 September 2021"),
    ((None, "2020-12-30", "2021-01-02"), "between 30 December 2020 and 2 January 2021"),
    ((None, "2021-08-01", "2021-10-31"), "between August and October 2021"),
    ((None, "2019-01-01", "2021-12-31"), "between 2019 and 2021"),
    ((None, "2021-09-01", "2021-09-30"), "September 2021"),
    ((None, "2021-09-10", "2021-09-10"), "10 September 2021"),
    ((None, "2021-09-10", None), "on or after 10 September 2021"),
    ((None, None, "2021-09-10"), "on or before 10 September 2021"),
    (("2021-09-10", "2021-09-08", "2021-09-12"), "probably 10 September 2021 (between 8 and 12 September 2021)"),
    ((None, None, None), "date unknown"),
    (("soon", None, None), "date unknown"),
    (("2021-02-31", None, None), "date unknown"),
]


@pytest.mark.parametrize(("columns", "words"), CASES)
def test_date_is_said_as_precisely_as_it_is_known(columns: tuple[str | None, ...], words: str) -> None:
    assert date_words(*columns) == words


TODAY = "2026-05-04"


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ((None, "2018-03-01", "2027-03-11"), "undated (2018 or later)"),
        ((None, "2014-10-01", "2024-06-12"), "undated (2014 to 2024)"),
        ((None, "2017-06-01", "2018-06-01"), "between 1 June 2017 and 1 June 2018"),
        (("2018", "2016-01-01", "2021-12-31"), "probably 2018 (between 2016 and 2021)"),
        ((None, "2026-04-01", "2026-06-30"), "between April and June 2026"),
        ((None, None, None), "date unknown"),
        ((None, None, "2027-03-11"), "date unknown"),
        ((None, None, "2018-03-11"), "on or before 11 March 2018"),
    ],
)
def test_thing_known_to_a_few_years_only_is_undated(columns: tuple[str | None, ...], words: str) -> None:
    assert thing_words(*columns, today=TODAY) == words


def test_what_is_printed_already_and_what_lasts_end_not_in_the_future() -> None:
    assert past_words(None, "2025-10-01", "2027-12-31", TODAY) == "on or after 1 October 2025"
    assert past_words(None, "2018-03-01", "2027-03-11", TODAY) == "undated (2018 or later)"
    assert past_words("2018", "2018-01-01", "2018-12-31", TODAY) == "2018"
    assert span_words("2014-03-18", "2027-12-31", TODAY) == "on or after 1 January 2014"
    assert span_words("2014-03-18", "2018-10-30", TODAY) == "between 2014 and 2018"
    assert span_words("2017-03-18", "2018-10-30", TODAY) == "between 18 March 2017 and 30 October 2018"


@pytest.mark.parametrize(
    ("when", "day"),
    [
        (("2021-09-10",), "2021/09/10/"),
        (("2021-09",), "2021/09//"),
        (("2021",), "2021///"),
        ((None, "2018-03-16", "2018-03-17"), "2018/03//"),
        ((None, "2018-02-27", "2018-03-17"), "2018///"),
        ((None, "2017-12-31", "2018-01-01"), ""),
        ((None,), ""),
    ],
)
def test_ris_date_leaves_empty_what_is_not_known(when: tuple[str | None, ...], day: str) -> None:
    assert ris_day(*when) == day
