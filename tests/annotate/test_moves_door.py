"""Moves of a written article: exact spans, parties, a denial that is no deed, the same answer twice."""

from __future__ import annotations

import pytest

from onrecord.annotate import find_attributions, find_moves
from onrecord.model import Actor, Mention, Move, Parse, Published
from parsing import parse_of

TEXT = (
    "Latvia expelled two Russian diplomats on Monday. Russia denied that it had hacked the Latvian election. "
    "Latvia imposed sanctions on Russia."
)


def read(text: str) -> tuple[Parse, tuple[Move, ...]]:
    parse = parse_of(text)
    actors = (Actor("a-lva", "Latvia", "state", "LVA"), Actor("a-rus", "Russia", "state", "RUS"))
    names = {"Latvia": "a-lva", "Latvian": "a-lva", "Russia": "a-rus", "Russian": "a-rus"}
    mentions = tuple(Mention(t.start, t.end, "name", names[t.text]) for t in parse.tokens if t.text in names)
    day = Published("2018-05-08", "2018-05-08", "2018-05-08")
    return parse, find_moves(parse, find_attributions(parse), mentions, actors, (), day)


@pytest.fixture(scope="module")
def found() -> tuple[Parse, tuple[Move, ...]]:
    return read(TEXT)


def test_sides_of_a_deed(found: tuple[Parse, tuple[Move, ...]]) -> None:
    moves = [m for m in found[1] if m.type in ("expel", "sanction")]
    assert [(m.type, m.actor_side, m.recipient_side) for m in moves] == [
        ("expel", "LVA", "RUS"),
        ("sanction", "LVA", "RUS"),
    ]


def test_denied_hack_is_never_a_done_hack(found: tuple[Parse, tuple[Move, ...]]) -> None:
    assert "deny" in {m.type for m in found[1]}
    assert not [m for m in found[1] if m.type == "interfere" and m.status == "done" and m.voice == "outlet"]


def test_denied_entry_is_no_denial_and_an_alleged_raid_is_alleged() -> None:
    _, moves = read(
        "Latvia denied Russian reporters entry. Russia spoke of an alleged attack by Latvia on its embassy."
    )
    assert "deny" not in {m.type for m in moves}
    assert {m.status for m in moves if m.type == "attack"} <= {"alleged"}


@pytest.mark.parametrize(
    ("text", "kind", "actor"),
    [
        ("Russian reporters were denied access to the vote by Latvia.", "restrict", "LVA"),
        ("Latvia has summoned the Russian ambassador over the leak.", "summon", "LVA"),
        ("Two Russian newspapers were fined by Latvia over the leak.", "sanction", "LVA"),
    ],
)
def test_who_suffers_a_deed_does_not_do_it(text: str, kind: str, actor: str) -> None:
    found = [(m.type, m.actor_side) for m in read(text)[1]]
    assert (kind, actor) in found
    assert "deny" not in {name for name, _ in found}


def test_nearest_accusation_is_denied() -> None:
    _, moves = read("Latvia accused Russia of meddling in its election. Russia denied the accusation.")
    denial = next(m for m in moves if m.type == "deny")
    accusation = next(m for m in moves if m.type == "accuse" and m.actor_side == "LVA")
    assert [(a.move, a.kind) for a in denial.answers] == [(accusation.id, "denies")]


def test_spans_lie_in_the_text_and_the_trigger_in_the_span(found: tuple[Parse, tuple[Move, ...]]) -> None:
    assert found[1]
    for move in found[1]:
        assert 0 <= move.span[0] <= move.trigger[0] < move.trigger[1] <= move.span[1] <= len(TEXT)
        assert move.about in TEXT
        assert len(move.about.split()) <= 8


def test_same_in_same_out(found: tuple[Parse, tuple[Move, ...]]) -> None:
    assert read(TEXT)[1] == found[1]


def test_nothing_in_nothing_out() -> None:
    assert find_moves(Parse("", (), (), ()), (), (), (), (), Published()) == ()
