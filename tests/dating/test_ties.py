"""A time beside an event is the event's own, or another thing's; a condition lies ahead."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.dating import NoOffices
from onrecord.dating.clues import find_clues
from onrecord.dating.likelihood import weigh
from onrecord.dating.tense import tense_in_text
from onrecord.dating.values import FUTURE, PAST
from onrecord.model import Document, Segment, TextMap


def page(text: str) -> Document:
    return Document("d", "p", "page", "", text, (Segment("body", 0, len(text)),), TextMap("utf-8", ()))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Moscow spoke of parliamentary elections scheduled to be held later this month.", "event_m_own"),
        ("Moscow spoke of parliamentary elections, and a minister resigned this month.", "event_m"),
        ("The candidates spoke after Tuesday's Iowa caucuses.", "event_weekday_own"),
        ("The Iowa caucuses were on Monday.", "event_weekday_own"),
        ("On Monday the mayor had news of the Iowa caucuses.", "event_weekday"),
        ("On Monday's news of the Iowa caucuses he did not comment.", "event_weekday"),
    ],
)
def test_a_time_next_to_an_event_is_its_own(text: str, kind: str) -> None:
    found = [clue.kind for clue in find_clues(page(text), NoOffices()) if clue.kind.startswith("event_")]
    assert found == [kind]


def test_an_event_of_this_month_outweighs_what_an_earlier_month_was_busy_with() -> None:
    text = (
        "Moscow has summoned the envoy over interference in the country's upcoming parliamentary elections scheduled "
        "to be held later this month. Tension grew after the Biden administration's new round of sanctions on "
        "sovereign debt. US President Joe Biden met Vladimir Putin at a summit in Geneva in June."
    )
    first, last = date(2021, 1, 1).toordinal(), date(2021, 12, 31).toordinal()
    weighed = weigh(find_clues(page(text), NoOffices()), first, last)
    assert date.fromordinal(int(weighed.ordinal[weighed.chance.argmax()])).month == 9


@pytest.mark.parametrize(
    ("before", "tense"),
    [
        ("Moscow will protest if monitors are not allowed to observe the vote on ", FUTURE),
        ("The senator leaves if he loses on ", FUTURE),
        ("Hearings stop unless the judge is heard on ", FUTURE),
        ("He asked if the envoy had left on ", PAST),
        ("If they win, as they won on ", PAST),
    ],
)
def test_what_stands_under_a_condition_lies_ahead(before: str, tense: str) -> None:
    text = before + "May 3."
    assert tense_in_text(text, len(before), len(text) - 1) == tense
