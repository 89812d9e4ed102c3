"""What a refusal tells beside itself: whose proposal it turns down, who gave no answer, that one will come."""

from __future__ import annotations

import pytest
from test_moves_doers import layered
from test_moves_grammar import read

from onrecord.annotate.moves.arguments import Filled
from onrecord.annotate.moves.candidates import find_candidates
from onrecord.annotate.moves.claims import Scene
from onrecord.annotate.moves.layers import Layers
from onrecord.annotate.moves.turned_down import by_the_other


@pytest.mark.parametrize(
    "text",
    [
        "Latvia rejected a proposal by Russia for a joint patrol.",
        "Latvia dismissed Russia's proposal on Monday.",
    ],
)
def test_a_proposal_that_is_turned_down_is_a_move_of_its_maker(text: str) -> None:
    moves = {m.type: m for m in read(text)}
    assert moves["offer"].actor == "a-rus"
    assert moves["refuse"].actor == "a-lva"


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Latvia got no answer when it asked Russia to explain the raid.", "a-rus"),
        ("Ozols said that Latvia had received no reply.", None),
        ("Latvia asked Russia to explain the raid. No answer has come.", "a-rus"),
    ],
)
def test_who_gets_no_answer_has_not_refused_one(text: str, actor: str | None) -> None:
    refusals = [(m.actor, m.recipient) for m in read(text) if m.type == "refuse"]
    assert refusals == [(actor, "a-lva")]


def test_who_gives_no_answer_refuses() -> None:
    refusals = [m.actor for m in read("Russia gave no answer to the demand of Latvia.") if m.type == "refuse"]
    assert refusals == ["a-rus"]


@pytest.mark.parametrize(
    "text",
    [
        "Petrov said that the raid by Latvia would not be left without an answer.",
        "Petrov said that its answer to Latvia would not be long in coming.",
        "Petrov said that Russia reserved the right to respond to Latvia.",
        "Asked about Latvia, Petrov said that the answer would come 'at any minute'.",
    ],
)
def test_that_an_answer_will_come_is_a_warning(text: str) -> None:
    types = {m.type for m in read(text)}
    assert "warn" in types
    assert "refuse" not in types


@pytest.mark.parametrize(
    ("text", "actor", "sides"),
    [
        ("Latvia will expel diplomats of Russia after it gave no answer.", "LVA", ("RUS", "LVA")),
        # Whom the clause names is meant, no pronoun.
        ("Latvia will expel diplomats of Russia after Ozols gave no answer.", "LVA", ("LVA", "EST")),
        # A visit pays nothing back.
        ("Latvia will visit diplomats of Russia after it gave no answer.", "LVA", ("LVA", "EST")),
        # Who is held to be silent did not do the deed.
        ("Latvia will expel diplomats of Russia after it gave no answer.", "EST", ("EST", "EST")),
    ],
)
def test_a_pronoun_after_a_deed_that_pays_back_is_the_other_side(text: str, actor: str, sides: tuple[str, str]) -> None:
    parse, attributions, mentions, actors, day = layered(text)
    layers = Layers(parse, attributions, mentions, actors, (), day)
    candidate = next(c for c in find_candidates(layers) if parse.tokens[c.head].text == "gave")
    found = by_the_other(
        Scene(layers, candidate, "refuse", own=False), (Filled(f"a-{actor.lower()}", actor), Filled("a-est", "EST"))
    )
    assert tuple(one.side for one in found) == sides


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("Russia has not replied to the offer of Latvia.", True),
        ("Russia will not answer Latvia's ultimatum.", True),
        ("Russia did not reply to a request for comment.", False),
    ],
)
def test_what_a_party_leaves_unanswered_is_no_reporters_question(text: str, refused: bool) -> None:
    assert any(m.type == "refuse" for m in read(text)) is refused


def test_a_list_of_questions_asks_for_answers() -> None:
    asked = [(m.type, m.actor) for m in read("Russia sent Latvia a list of questions about the raid.")]
    assert asked == [("demand", "a-rus")]


def test_a_consulate_that_is_closed_beside_those_who_are_expelled_is_a_move_of_its_own() -> None:
    text = "Russia is expelling nine Latvian diplomats, closing the Latvian consulate in Pskov and ending the talks."
    assert [text[slice(*m.trigger)].split()[0] for m in read(text) if m.type == "expel"] == ["expelling", "closing"]
