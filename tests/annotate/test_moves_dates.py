"""A date is as precise as both ends of what is known."""

from __future__ import annotations

import pytest

from onrecord.annotate.moves.dates import interval, just_before
from onrecord.model import When


@pytest.mark.parametrize(
    ("earliest", "latest", "value"),
    [
        ("2019-03-04", "2019-03-04", "2019-03-04"),
        ("2019-03-04", "2019-03-05", "2019-03"),
        ("2019-02-28", "2019-03-01", "2019"),
        ("2018-12-31", "2019-01-01", None),
    ],
)
def test_interval_keeps_what_both_ends_share(earliest: str, latest: str, value: str | None) -> None:
    assert interval(earliest, latest) == When(value, earliest, latest)


def test_news_of_the_day_is_of_the_page_or_the_day_before() -> None:
    assert just_before(When("2019-03-05", "2019-03-05", "2019-03-05")) == When("2019-03", "2019-03-04", "2019-03-05")
    assert just_before(When()) == When()
