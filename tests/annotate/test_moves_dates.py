"""A date is as precise as both ends of what is known."""

from __future__ import annotations

import pytest

from onrecord.annotate import find_moves
from onrecord.annotate.moves import dates
from onrecord.annotate.moves.dates import interval, just_before
from onrecord.annotate.moves.linear import Linear
from onrecord.dating import find_times
from onrecord.model import Actor, Mention, Move, Published, When
from parsing import parse_of

DAY = Published("2018-05-08", "2018-05-08", "2018-05-08")


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


def moves_of(text: str, published: Published = DAY) -> list[Move]:
    parse = parse_of(text)
    actors = (Actor("a-lva", "Latvia", "state", "LVA"), Actor("a-rus", "Russia", "state", "RUS"))
    names = {"Latvia": "a-lva", "Latvian": "a-lva", "Russia": "a-rus", "Russian": "a-rus"}
    mentions = tuple(Mention(t.start, t.end, "name", names[t.text]) for t in parse.tokens if t.text in names)
    return list(find_moves(parse, (), mentions, actors, find_times(parse, published), published))


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("Latvia has summoned the Russian ambassador over the leak.", "summon", "2018-05"),
        ("Latvia expelled two Russian diplomats on March 3.", "expel", "2018-03-03"),
        ("Latvia has repeatedly summoned the Russian ambassador.", "summon", None),
        ("Latvia had summoned the Russian ambassador over the leak.", "summon", None),
    ],
)
def test_news_is_of_the_page_and_background_of_an_open_time_before_it(text: str, kind: str, value: str | None) -> None:
    move = next(m for m in moves_of(text) if m.type == kind)
    assert move.date.value == value
    assert move.date.latest is not None and move.date.latest <= "2018-05-08"
    assert (move.date.earliest is None) == (value is None)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("In 1994 Latvia joined the talks. It expelled two Russian diplomats.", "1994"),
        ("In the spring of 2014 Latvia joined the talks. Much was said. It expelled two Russian diplomats.", "2014"),
        ("Latvia joined the talks of 1994. It expelled two Russian diplomats.", "2018-05"),
        ("In 1994 Latvia joined the talks. It is expelling two Russian diplomats.", "2018-05"),
        ("In 1994 Latvia joined the talks. On March 3 it expelled two Russian diplomats.", "2018-03-03"),
    ],
)
def test_what_goes_on_with_a_telling_of_another_time_is_of_that_time(text: str, value: str) -> None:
    assert next(m for m in moves_of(text) if m.type == "expel").date.value == value


def test_what_is_done_bears_no_coming_day() -> None:
    found = moves_of("Latvia condemned Russia for the parade on June 20, 2018, when it marks its victory.")
    assert [m for m in found if m.type == "criticise"]
    assert all((m.date.latest or "") <= "2018-05-08" for m in found if m.status == "done")


def test_what_lies_ahead_is_announced_as_its_page_comes_out(monkeypatch: pytest.MonkeyPatch) -> None:
    unsure = Linear(("none", "page"), {"BIAS": [1.0, 0.0]})
    monkeypatch.setattr(dates, "load_linear", lambda name: unsure)
    done, planned = moves_of("Latvia summoned the Russian envoy."), moves_of("Latvia will expel a Russian envoy.")
    assert [m.date.earliest for m in done if m.type == "summon"] == [None]
    assert [m.date.earliest for m in planned if m.status == "planned"] == ["2018-05-07"]


def test_nothing_is_known_where_the_page_has_no_date() -> None:
    found = moves_of("Latvia has summoned the Russian ambassador over the leak.", Published())
    assert [m.date for m in found if m.type == "summon"] == [When()]


@pytest.mark.parametrize(
    ("text", "kind", "told"),
    [
        ("Latvia opened an inquiry into Russian meddling in the 2014 parliamentary vote.", "investigate", "interfere"),
        ("Latvia indicted three Russians over the 2014 election.", "charge", ""),
    ],
)
def test_an_inquiry_into_the_doings_of_a_year_is_not_of_that_year(text: str, kind: str, told: str) -> None:
    told_of = {m.type: m.date.value or "" for m in moves_of(text)}
    assert not told_of[kind].startswith("2014")
    assert told_of.get(told, "2014") == "2014"
