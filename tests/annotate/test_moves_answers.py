"""Who is answered: the moves that one may answer, and what the weights see of each."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

import pytest

from onrecord.annotate.moves import answers
from onrecord.annotate.moves.answers import Placed, answer_kind, link_answers, replies_of
from onrecord.annotate.moves.layers import Layers
from onrecord.model import ANSWER_KINDS, Move


def placed(name: str, kind: str, sides: tuple[str, str], sentence: int, marks: frozenset[str] = frozenset()) -> Placed:
    span = (sentence * 100, sentence * 100 + 50)
    move = Move(name, kind, None, sides[0], None, sides[1], span, span, "")
    return Placed(move, sentence * 10, sentence, frozenset(), marks)


ACCUSED = placed("a", "accuse", ("LVA", "RUS"), 0)
OF_OTHERS = placed("b", "accuse", ("FRA", "GBR"), 1)
DENIED = placed("c", "deny", ("RUS", "LVA"), 9, frozenset({"accuse"}))


def test_only_who_is_faced_or_near_may_be_answered() -> None:
    replies = replies_of(DENIED, [ACCUSED, OF_OTHERS, DENIED])
    assert [reply.other.move.id if reply.other else None for reply in replies] == ["a", None]


def test_words_that_name_the_answered_move_are_seen() -> None:
    named = replies_of(DENIED, [ACCUSED, DENIED])[0].features
    assert "NAMED=True" in named
    assert "FACING===" in named


def test_a_type_that_never_answers_has_no_replies() -> None:
    assert replies_of(placed("d", "protest", ("RUS", "LVA"), 9), [ACCUSED]) == []


@pytest.mark.parametrize(("kind", "answer"), [("deny", "denies"), ("expel", "retaliates"), ("accept", "accepts")])
def test_kind_of_an_answer_follows_from_the_type(kind: str, answer: str) -> None:
    assert answer_kind(kind) == answer
    assert answer in ANSWER_KINDS


def linked(monkeypatch: pytest.MonkeyPatch, score: float) -> dict[str, list[str]]:
    """Who answers whom, where the weights see two moves of a score answer each other, the denial likelier."""
    chances = {"a": 0.8, "c": 0.6}
    monkeypatch.setattr(answers, "_best", lambda _, found: (found[0].other, chances[found[0].other.move.id]))
    moves = [replace(p, move=replace(p.move, score=score)) for p in (ACCUSED, DENIED)]
    return {m.id: [a.move for a in m.answers] for m in link_answers(cast(Layers, cast(Any, None)), moves, 0.5)}


def test_no_two_moves_answer_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    assert linked(monkeypatch, 0.5) == {"a": [], "c": ["a"]}


def test_a_move_that_is_hardly_one_answers_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert linked(monkeypatch, 0.15) == {"a": [], "c": []}
