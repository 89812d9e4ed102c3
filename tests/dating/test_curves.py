"""What a clue says of days in a row, looked up piece by piece, is what it says of each by itself."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from onrecord.dating import curves
from onrecord.dating.clue import Clue
from onrecord.dating.curves import said
from onrecord.dating.distances import distances
from onrecord.dating.laws import laws
from onrecord.dating.likelihood import ranked

WINDOW = np.arange(date(2010, 1, 1).toordinal(), date(2018, 12, 31).toordinal() + 1)
SHAPES = ("within", "near", "after", "before", "latest")
BY_DISTANCE = tuple({law for law in laws().values() if law.shape in SHAPES})
MIXED = tuple({law for law in laws().values() if law.shape in ("mixture", "signed")})


def day(year: int, month: int = 3, number: int = 5) -> tuple[date, date]:
    return date(year, month, number), date(year, month, number)


def clue(scale: str, *intervals: tuple[date, date], number: int = 0) -> Clue:
    return Clue("date", scale, 0, 5, "5 May", intervals=intervals, number=number)


CASES = {
    "one day": clue("day", day(2014)),
    "before all days": clue("day", day(2003)),
    "after all days": clue("day", day(2021)),
    "too far for what is kept": clue("day", day(1850)),
    "a stretch over the first day": clue("span", (date(2009, 6, 1), date(2010, 2, 1))),
    "a stretch over the last day": clue("span", (date(2018, 6, 1), date(2019, 2, 1))),
    "the same day of each year": clue("day", *(day(year) for year in range(1995, 2025))),
    "days far from one another": clue("day", day(2005), day(2017)),
    "next to one another": clue("day", day(2014, 3, 5), day(2014, 3, 6)),
    "stretches that overlap": clue("span", (date(2012, 1, 1), date(2014, 1, 1)), (date(2013, 1, 1), date(2015, 1, 1))),
    "three days before it": clue("offset", day(2014), number=3),
    "three days after it": clue("shifted", day(2014), day(2016), number=3),
    "the month before": clue("month", day(2014), number=-1),
    "one of some years": clue("year", day(2012), day(2016)),
}
MONDAY = Clue("weekday", "weekday", 0, 6, "Monday", number=0)


@pytest.mark.parametrize("name", CASES)
def test_days_in_a_row_are_heard_as_each_by_itself(name: str) -> None:
    told = CASES[name]
    for law in BY_DISTANCE:
        by_day = curves._of_distances(law, *distances(told, WINDOW), single=len(told.intervals) == 1)
        assert np.array_equal(said(told, law, WINDOW), by_day)
        assert np.array_equal(said(told, law, WINDOW[:3]), by_day[:3])
        assert np.array_equal(said(told, law, WINDOW[::5]), by_day[::5])


@pytest.mark.parametrize("name", CASES)
def test_chance_of_days_in_a_row_is_that_of_each_by_itself(name: str) -> None:
    told = CASES[name]
    for law in MIXED:
        share = curves._share(told, law, *distances(told, WINDOW))
        assert np.array_equal(said(told, law, WINDOW), np.log(share * len(WINDOW) + law.table[-1]))


@pytest.mark.parametrize("count", [1, 2, 3, 12])
def test_what_is_said_most_stands_first(count: int) -> None:
    # Numbers in no order, some of them equal.
    spoken = np.array([[(7 * row + 5 * column) % 11 - 8.0 for column in range(40)] for row in range(count)])
    assert ranked(spoken).tolist() == (-np.sort(-spoken, axis=0)).tolist()


def test_a_weekday_comes_again_each_week() -> None:
    weekday = next(law for law in laws().values() if law.shape == "weekday")
    found = said(MONDAY, weekday, WINDOW)
    assert len(found) == len(WINDOW)
    assert np.array_equal(found[7:], found[:-7])
    assert np.array_equal(said(MONDAY, weekday, WINDOW[::5]), found[::5])
    assert date.fromordinal(int(WINDOW[found[:7].argmax()])).weekday() in (0, 1)
