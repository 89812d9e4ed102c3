"""Whom the words of an accusation, a demand, an offer are put to."""

from __future__ import annotations

from dataclasses import replace

import pytest
from views_by_hand import move

from onrecord.link.addresses import is_put_to
from onrecord.link.view import Party, SeenMove
from onrecord.link.waiting import waits

ADDRESSED = [
    ("accuse", "Norland accused Sudmark of theft", True),
    ("accuse", "Norland accused a clerk of dealings with Sudmark", False),
    ("accuse", "Norland accused the press of praising Sudmark", False),
    ("accuse", "Norland claimed for weeks that the boats of Sudmark took salt", True),
    ("accuse", "Norland alleged that a clerk had helped an envoy who was close to a firm in Sudmark", False),
    ("accuse", "Norland blamed the flood at the lower locks squarely on Sudmark", True),
    ("accuse", "Norland blamed the flood in Sudmark on the rain", False),
    ("accuse", "Norland accused it of theft", True),
    ("accuse", "whom Norland accused of theft", True),
    ("accuse", "Sudmark stole the salt", True),
    ("accuse", "they stole the salt", False),
    ("demand", "Norland urged Sudmark to open the locks", True),
    ("demand", "Norland urged the two to open the locks", False),
    ("demand", "Norland urged shippers to stay away from Sudmark", False),
    ("demand", "Norland called for Sudmark to open the locks", True),
    ("demand", "Norland called for Sudmark to be given more time", False),
    ("demand", "Norland called for an inquiry into Sudmark", False),
    ("demand", "they came at the request of Sudmark", False),
    ("demand", "the request of Norland to let them in", True),
    ("demand", "Norland demanded an explanation", True),
    ("demand", "Norland demanded an explanation from Sudmark", True),
    ("demand", "Norland demanded that a firm pay for the salt that Sudmark lost", False),
    ("demand", "Norland asked for an explanation", True),
    ("demand", "Sudmark must open the locks", True),
    ("demand", "we must rest before we deal with Sudmark", False),
    ("demand", "any treaty must show that Sudmark keeps its word", False),
    ("offer", "Norland offered talks", True),
    ("offer", "Norland offered Sudmark a patrol", True),
    ("offer", "Norland was offered a map of the locks", False),
    ("offer", "Norland was ready for talks with Sudmark", True),
    ("offer", "Norland was ready for more raids in Sudmark", False),
    ("offer", "Norland was ready to speak with the Guild of Varnes about talks with Sudmark", False),
    ("offer", "Norland was ready to speak with envoys of Sudmark", True),
    ("offer", "Norland was ready to meet Mr Sudmark", True),
    ("offer", "Norland offered to have Varnes meet Sudmark", True),
    ("offer", "Norland was ready to say whether it had dealings with Sudmark", False),
]
TRIGGERS = (
    "accused", "claimed", "alleged", "blamed", "stole", "urged", "called for", "demanded", "asked for", "must",
    "offered", "ready", "request",
)  # fmt: skip


@pytest.mark.parametrize(("kind", "words", "wanted"), ADDRESSED)
def test_only_who_stands_where_one_is_spoken_to_is_put_to_the_question(kind: str, words: str, wanted: bool) -> None:
    trigger = next(trigger for trigger in TRIGGERS if trigger in words)
    assert is_put_to(told(kind, words, trigger)) is wanted


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("it urged Paris to open the locks", True),
        ("it urged the French to open the locks", True),
        ("it urged the Swiss to talk to the French", False),
        ("it urged the E.U. to talk to the French", False),
    ],
)
def test_a_state_is_named_by_its_people_and_its_capital(words: str, wanted: bool) -> None:
    france = Party("actor-f", "France", "FRA")
    assert is_put_to(told("demand", words, "urged", france)) is wanted


@pytest.mark.parametrize(
    ("words", "trigger", "wanted"),
    [
        ("Norland is still waiting for a response from Paris", "waiting for", True),
        ("Norland calls for an explanation from Paris over the locks", "calls for", True),
        ("Norland calls for an inquiry into Paris over the locks", "calls for", False),
        ("Norland calls for an inquiry into the locks", "calls for", False),
    ],
)
def test_what_is_called_or_waited_for_is_asked_of_the_one_from_whom_it_is_to_come(
    words: str, trigger: str, wanted: bool
) -> None:
    france = Party("actor-f", "France", "FRA")
    assert waits(told("demand", words, trigger, france)) is wanted


def told(kind: str, words: str, trigger: str, recipient: Party | None = None) -> SeenMove:
    made = move("aa", kind, words)
    return replace(made, trigger=trigger, recipient=recipient or made.recipient)
