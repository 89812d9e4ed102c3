"""Whose side bodies and those who speak for them are on, where the words around tell it."""

from __future__ import annotations

import pytest
from test_resolve import read

from onrecord.model import Segment
from onrecord.parse import Parser
from onrecord.parse.abbreviations import abbreviations
from onrecord.resolve import Gazetteer
from onrecord.resolve.page import Page
from parsing import the_parser


@pytest.fixture(scope="module")
def parser() -> Parser:
    return the_parser()


def side_of(parser: Parser, passage: str) -> tuple[str | None, str | None]:
    """The name and the side of the speaker of the last source."""
    found = read(parser, passage)
    actor = next((actor for actor in found.actors if actor.id == found.attributions[-1].speaker), None)
    return (actor.name, actor.side) if actor else (None, None)


@pytest.mark.parametrize(
    "passage, expected",
    [
        ("[[A court in Phnom Penh]] said so.", ("Cambodian court", "KHM")),
        ("[[Police in Chile]] said so.", ("Police in Chile", "CHL")),
        ("[[US officials in Riyadh]] said so.", ("US officials in Riyadh", "USA")),
        ("[[Diplomats in Moscow]] said so.", ("Diplomats in Moscow", None)),
        ("[[The Ministry of Foreign Affairs of Peru]] said so.", ("Peruvian Foreign Ministry", "PER")),
        ("[[The Ministry of Defence of the Republic of Armenia]] said so.", ("Armenian Defence Ministry", "ARM")),
        ("[[Foreign Minister Datuk Seri Anifah Aman]] said so.", ("Anifah Aman", "MYS")),
        (
            "The Ministry of Foreign Affairs of Peru met. Chile's Foreign Ministry rang. [[The Ministry]] said no.",
            ("Peruvian Foreign Ministry", "PER"),
        ),
        (
            "The Ministry of Foreign Affairs of Peru met. Chile's Foreign Ministry rang. [[The ministry]] said no.",
            ("Chilean Foreign Ministry", "CHL"),
        ),
        ("[[The Ethiopian Red Cross]] said so.", ("Ethiopian Red Cross", "ETH")),
        ("[[The Red Cross]] said so.", ("International Committee of the Red Cross", "ICRC")),
        ("Twitter is popular. [[The company]] said no.", ("Twitter", "Twitter")),
        ("Twitter is popular. [[The company that runs the port]] said no.", ("company that runs the port", None)),
        ("Shinzo Abe met Japan's [[Democrats]].", ("Democrats", "JPN")),
        ("[[The Democrats]] of Japan said no.", ("Democrats", "JPN")),
        ("[[The Democrats]] said no.", ("Democratic Party", "USA")),
        ("They met at [[Government House]].", (None, None)),
        ('They rang, said [[Venezuela\'s vice-president, Ramon Lopo]]. "It rains."', ("Ramon Lopo", "VEN")),
        ("Sudan's Foreign Ministry said no. [[Ministry spokesman Ilan Berk]] agreed.", ("Ilan Berk", "SDN")),
        ("The US State Department has replied, [[a spokesman]] said.", ("spokesman", "USA")),
        ("Chad and the US State Department met, [[a spokesman]] said.", ("spokesman", None)),
        (
            "[[Leaders of the opposition Nepali Congress]] said no.",
            ("Leaders of the opposition Nepali Congress", "NPL"),
        ),
        ("Chilean police held nine Bolivian officers, whom [[they]] accused of theft.", ("Chilean police", "CHL")),
        ("Colombia, [[which]] said that it rained, left early.", ("Colombia", "COL")),
        ("The UN agency UNHCR has left. [[Ana Lopo]], the agency's spokeswoman in Lima, said no.", ("Ana Lopo", "UN")),
        (
            "Anna Lopo, Peru's trade minister, met Chile's delegation. Peru was glad. [[Her counterpart, Rob Mund,]] "
            "was not.",
            ("Rob Mund", "CHL"),
        ),
    ],
)
def test_whose_side_a_speaker_is_on(parser: Parser, passage: str, expected: tuple[str | None, str | None]) -> None:
    assert side_of(parser, passage) == expected


def test_a_minister_is_of_the_state_that_spoke_before_whomever_his_words_name(parser: Parser) -> None:
    passage = '[[Chad]] said so. {{"We fight for Sudan,"}} [[Defence Minister Ilan Berk]] said on state radio.'
    assert side_of(parser, passage) == ("Ilan Berk", "TCD")
    colleague = f"{passage} [[Communication Minister Ilan Lind]] said the army had left."
    assert side_of(parser, colleague) == ("Ilan Lind", "TCD")
    another = "[[Chad]] said so. Defence Minister Ilan Berk had been to Sudan. [[Ilan Berk]] said no."
    assert side_of(parser, another) == ("Ilan Berk", None)


FRONT = "The Union of Resistance Forces (UFR) crossed the border. "


@pytest.mark.parametrize(
    "passage, expected",
    [
        (f"{FRONT}[[The UFR]] said no.", ("Union of Resistance Forces", "Union of Resistance Forces")),
        (f"{FRONT}[[UFR leader Ilan Berk]] said no.", ("Ilan Berk", "Union of Resistance Forces")),
        (f"{FRONT}[[Its leader Ilan Berk]] said no.", ("Ilan Berk", "Union of Resistance Forces")),
        ("The Kenya Harbour Service (KHS) met. [[KHS officials]] said no.", ("KHS officials", "KEN")),
        ("The Chinese Ministry of Trade (MOT) met. [[MOT]] said no.", ("Chinese Commerce Ministry", "CHN")),
        ("The National Harbour Authority (NHA) met. [[NHA]] said no.", ("National Harbour Authority", None)),
        ("The DPRK met. [[The DPRK's leader Kim Jong Il]] said no.", ("Kim Jong-il", "PRK")),
    ],
)
def test_an_abbreviation_is_whose_the_page_says(
    parser: Parser, passage: str, expected: tuple[str | None, str | None]
) -> None:
    assert side_of(parser, passage) == expected


def test_abbreviations_that_a_page_explains(parser: Parser) -> None:
    text = (
        "The Northern Liberation Front (NLF) met the Kurdistan Workers' Party (PKK). Prime Minister (PM) Lopo saw "
        "Ankara (AFP), the Line of Control (LoC) and the Union of Resistance Forces (UFR)."
    )
    parse = parser.parse(text, [Segment("body", 0, len(text))])
    places = abbreviations(parse).items()
    found = {short: text[parse.tokens[a].start : parse.tokens[b - 1].end] for short, (a, b) in places}
    assert found["NLF"] == "Northern Liberation Front"
    assert found["PKK"] == "Kurdistan Workers' Party"
    assert found["UFR"] == "Union of Resistance Forces"
    assert "AFP" not in found
    page = Page(parse, (), (), Gazetteer.load())
    assert page.explained.keys() == found.keys()
