"""Dates in words are as precise as the evidence and no more."""

from __future__ import annotations

import pytest

from onrecord.store.browse_dates import date_words

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
