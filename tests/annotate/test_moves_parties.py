"""Who does a deed and who is hit: joint parties, passives, those who have no power to do it."""

from __future__ import annotations

import pytest

from onrecord.annotate import find_moves
from onrecord.annotate.moves.types import is_across, needs_power
from onrecord.model import Actor, Mention, Move, Published
from parsing import parse_of

ACTORS = {
    "Latvia": Actor("a-lva", "Latvia", "state", "LVA"),
    "Russia": Actor("a-rus", "Russia", "state", "RUS"),
    "Ozols": Actor("a-ozols", "Janis Ozols", "person", "LVA"),
    "Petrov": Actor("a-petrov", "Oleg Petrov", "person", "RUS"),
    "reporters": Actor("a-press", "Latvian reporters", "group", "LVA"),
}


def moves_of(text: str) -> list[Move]:
    parse = parse_of(text)
    mentions = tuple(Mention(t.start, t.end, "name", ACTORS[t.text].id) for t in parse.tokens if t.text in ACTORS)
    day = Published("2018-05-08", "2018-05-08", "2018-05-08")
    return list(find_moves(parse, (), mentions, tuple(ACTORS.values()), (), day))


def ends(move: Move) -> tuple[str | None, str | None]:
    return move.actor, move.recipient


def test_joint_actors_meet_and_nobody_else_is_hit() -> None:
    consult = next(m for m in moves_of("Latvia and Russia held talks in Riga on Monday.") if m.type == "consult")
    assert (set((consult.actor_side or "").split(";")), consult.recipient) == ({"LVA", "RUS"}, None)


@pytest.mark.parametrize(
    "text",
    [
        "The ambassador Petrov was summoned over visas for Latvian reporters.",
        "Russia's ambassador was summoned to the foreign ministry over visas for reporters.",
    ],
)
def test_reporters_summon_no_envoy(text: str) -> None:
    summons = [m for m in moves_of(text) if m.type == "summon"]
    assert summons
    assert all("a-press" not in ends(m) and m.recipient_side == "RUS" for m in summons)


def test_state_is_the_doer_where_its_minister_stands_in_another_sentence() -> None:
    found = moves_of("Ozols spoke of the vote in Latvia. Two envoys of Russia were expelled on Monday.")
    assert [m.actor for m in found if m.type == "expel"] == ["a-lva"]


def test_doer_by_grammar_goes_before_one_named_earlier() -> None:
    found = moves_of("When Ozols called Petrov a liar, Russia expelled two diplomats of Latvia.")
    assert [ends(m) for m in found if m.type == "expel"] == [("a-rus", "a-lva")]


def test_deeds_between_sides_hit_no_own_side() -> None:
    assert is_across("expel") and is_across("offer") and not is_across("criticise")
    assert needs_power("summon") and not needs_power("accuse")
    found = moves_of("Russia recalled its ambassador Petrov. Russia imposed sanctions after Petrov spoke.")
    across = [m for m in found if is_across(m.type)]
    assert across and all(m.recipient_side != "RUS" for m in across)


def test_who_is_named_after_by_is_the_doer() -> None:
    text = "Russia was angered by alleged interference by Latvia in its elections."
    assert [m.actor_side for m in moves_of(text) if m.type == "interfere"] == ["LVA"]


def test_who_stands_after_of_and_has_a_purpose_is_the_doer() -> None:
    text = "The dispute in Latvia goes back to the refusal of Russia to withdraw its troops."
    assert [m.actor_side for m in moves_of(text) if m.type == "refuse"] == ["RUS"]


def test_who_is_punished_for_refusing_is_he_who_refused() -> None:
    text = "Russia was fined on Monday by a court in Latvia for refusing to remove the posts."
    assert [m.actor_side for m in moves_of(text) if m.type == "refuse"] == ["RUS"]


@pytest.mark.parametrize(
    "text",
    [
        "Latvia said the papers had been handed to Petrov, summoned for a meeting on Friday.",
        "The envoy Petrov, summoned for talks in Latvia, left after an hour.",
    ],
)
def test_a_participle_after_a_comma_tells_of_the_noun_before_it(text: str) -> None:
    assert [m.recipient for m in moves_of(text) if m.type == "summon"] == ["a-petrov"]


@pytest.mark.parametrize(("other", "side"), [("LVA", "LVA"), ("EST", None)])
def test_name_that_lies_open_is_told_by_its_place_and_a_side_that_both_share(other: str, side: str | None) -> None:
    text = "Bakke accused Russia of spying on Monday."
    parse = parse_of(text)
    bakkes = (Actor("a-one", "Ann Bakke", "person", "LVA"), Actor("a-other", "Ole Bakke", "person", other))
    tie = Mention(0, 5, "name", None, ("a-one", "a-other"))
    state = Mention(text.index("Russia"), text.index(" of"), "name", "a-rus")
    day = Published("2018-05-08", "2018-05-08", "2018-05-08")
    found = find_moves(parse, (), (tie, state), (*ACTORS.values(), *bakkes), (), day)
    (accused,) = (move for move in found if move.type == "accuse")
    assert (accused.actor, accused.actor_side, accused.actor_at) == (None, side, (0, 5))
    assert (accused.recipient, accused.recipient_at) == ("a-rus", None)
