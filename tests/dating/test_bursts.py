"""What was news for days or weeks: told by words that meet in one or two sentences, each row with its days."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.dating.calendar import BURSTS, Entry, index_of
from onrecord.dating.clue import Clue
from onrecord.dating.likelihood import weigh
from onrecord.dating.naming import Words

FILLER = "The council spoke of roads, schools and the price of bread for the whole of the evening. " * 4

MEETING = [
    ("Police kept watch over the house of Sergei Skripal.", date(2018, 3, 10)),
    ("Voters in New Hampshire gave Sanders a wide win; the next primary is near.", date(2016, 2, 9)),
]
APART = [
    "Theresa May asked for an extradition.",
    f"The firm will expel nobody. {FILLER} Mr Obama spoke. {FILLER} Diplomats dined.",
    f"Roads in Wisconsin are closed. {FILLER} Sanders spoke of his win in the primary.",
]


@pytest.mark.parametrize(("text", "day"), MEETING)
def test_words_that_meet_name_their_days(text: str, day: date) -> None:
    found = [i for naming in Words(text, ((0, len(text)),)).bursts() for i in naming.intervals]
    assert any(first <= day <= last for first, last in found)


@pytest.mark.parametrize("text", APART)
def test_words_that_do_not_meet_name_nothing(text: str) -> None:
    assert Words(text, ((0, len(text)),)).bursts() == ()


def test_an_event_is_the_one_whose_other_words_stand_on_the_page() -> None:
    text = f"The presidential election drew near. {FILLER} Romney and Obama met for the last time."
    found = [naming.intervals for naming in Words(text, ((0, len(text)),)).events()]
    assert ((date(2012, 11, 6), date(2012, 11, 6)),) in found
    assert not [i for intervals in found for i in intervals if i[0].year == 2016]


def all_bursts() -> list[Entry]:
    index = index_of(BURSTS)
    begun = [index.beginning(word) for word in index.first_words]
    return [entry for beginning in begun for words in beginning.makers for entry in index.entries(words)]


def test_a_row_names_days_in_order_and_no_longer_than_a_year() -> None:
    entries = all_bursts()
    assert len(entries) > 2_000
    assert not [e.words for e in entries if not 0 <= (e.interval[1] - e.interval[0]).days <= 400]


def test_years_are_told_of_evenly() -> None:
    """No year of 2009 to 2025 has more than a sixth of the rows, so that no window is favoured."""
    begun = [entry.interval[0].year for entry in all_bursts()]
    counted = [begun.count(year) for year in range(2009, 2026)]
    assert max(counted) < sum(counted) / 6
    assert min(counted) > sum(counted) / 50


def burst(first: date, last: date) -> Clue:
    return Clue("burst", "span", 0, 9, "the vote", intervals=((first, last),))


def test_the_fewer_the_days_the_surer() -> None:
    """A thing of three days makes one of its days likelier than a thing of a year does, and rules no other out."""
    span = date(2010, 1, 1).toordinal(), date(2020, 12, 31).toordinal()
    short, long = (
        weigh([burst(date(2016, 5, 2), last)], *span).chance[date(2016, 5, 3).toordinal() - span[0]]
        for last in (date(2016, 5, 4), date(2017, 5, 1))
    )
    chance = weigh([burst(date(2016, 5, 2), date(2016, 5, 4))], *span).chance
    assert short > 5 * long
    assert chance.min() > 0
    assert chance[date(2016, 6, 1).toordinal() - span[0]] > 2 * chance[date(2015, 6, 1).toordinal() - span[0]]


def test_short_words_before_another_are_held_as_they_stand() -> None:
    text = "The EU envoy met a UN agency in Oslo."
    words = Words(text, ((0, len(text)),))
    held = {group: words.hold((group,)) for group in ("eu envoy", "un agen", "os", "eu agency", "agents", "oslos")}
    assert [group for group, found in held.items() if found] == ["eu envoy", "un agen", "os"]
