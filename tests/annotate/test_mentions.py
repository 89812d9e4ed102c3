"""Mentions: which words refer to parties, and how far they reach."""

from __future__ import annotations

from itertools import pairwise

import pytest

from onrecord.annotate.mentions import find_mentions
from onrecord.model import Segment
from onrecord.parse import Parser
from onrecord.resolve import Gazetteer
from parsing import the_parser


@pytest.fixture(scope="module")
def parser() -> Parser:
    return the_parser()


def mentions(parser: Parser, text: str) -> list[tuple[str, str]]:
    parse = parser.parse(text, [Segment("body", 0, len(text))])
    found = find_mentions(parse, Gazetteer.load())
    return [(text[mention.start : mention.end], mention.kind) for mention in found]


@pytest.mark.parametrize(
    "text, expected",
    [
        ("US Ambassador to Russia John Sullivan left.", [("US Ambassador to Russia John Sullivan", "name")]),
        (
            "Moscow recalled the Russian embassy's envoy from a talk in Berlin.",
            [("Moscow", "metonym"), ("the Russian embassy", "title"), ("envoy", "title")],
        ),
        ("The senior diplomat praised them.", [("The senior diplomat", "title"), ("them", "pronoun")]),
        ("Iran expelled 60 Russian diplomats.", [("Iran", "name"), ("60 Russian diplomats", "title")]),
        ("Russian interference annoyed Ottawa.", [("Russian", "name"), ("Ottawa", "metonym")]),
        ("They met in Moscow.", [("They", "pronoun")]),
        ("The turkey was cold and the congress of birds was loud.", []),
    ],
)
def test_mentions(parser: Parser, text: str, expected: list[tuple[str, str]]) -> None:
    found = mentions(parser, text)
    if expected:
        assert [item for item in expected if item not in found] == []
    else:
        assert not [item for item in found if item[1] in ("name", "metonym")]


def test_mentions_are_in_order_and_never_overlap(parser: Parser) -> None:
    text = "The US State Department said Russian Foreign Minister Sergei Lavrov, who had met its envoy, lied to us."
    parse = parser.parse(text, [Segment("body", 0, len(text))])
    found = find_mentions(parse, Gazetteer.load())
    assert all(one.end <= two.start for one, two in pairwise(found))
    assert len(found) > 3


def test_headline_words_are_no_names_unless_the_body_has_them(parser: Parser) -> None:
    head, body = "Harrow Quickly Blames Zelda Marsh Over Leak", "The report did not say who leaked the paper."
    text = f"{head}\n{body}"
    parse = parser.parse(text, [Segment("headline", 0, len(head)), Segment("body", len(head) + 1, len(text))])
    assert not [m for m in find_mentions(parse, Gazetteer.load()) if m.kind == "name"]


@pytest.mark.parametrize(
    "text, expected",
    [
        ("The Line of Control (LoC) was quiet.", []),
        ("The Justice Movement (JMV) was quiet. JMV denied it.", ["Justice Movement", "JMV", "JMV"]),
        ("Prime Minister (PM) said no.", []),
    ],
)
def test_a_name_that_the_page_explains_is_that_of_a_body(parser: Parser, text: str, expected: list[str]) -> None:
    assert [words for words, kind in mentions(parser, text) if kind == "name"] == expected


def test_a_title_in_apposition_tells_that_a_name_is_a_persons(parser: Parser) -> None:
    text = "Padma Kumari Aryal, the minister for land management, unveiled the map that places the hills in Nepal."
    parse = parser.parse(text, [Segment("body", 0, len(text))])
    first = find_mentions(parse, Gazetteer.load())[0]
    assert (text[first.start : first.end], first.basis.split(":")[0]) == ("Padma Kumari Aryal", "person")
