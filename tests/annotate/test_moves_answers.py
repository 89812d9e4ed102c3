"""Who is answered: the moves that one may answer, and what the weights see of each."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

import pytest

from onrecord.annotate.moves import answers
from onrecord.annotate.moves.answers import Placed, answer_kind, later_than, link_answers, replies_of
from onrecord.annotate.moves.layers import Layers
from onrecord.model import ANSWER_KINDS, Move, Published
from parsing import parse_of


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


def linked(monkeypatch: pytest.MonkeyPatch, score: float, chances: dict[str, float]) -> dict[str, list[str]]:
    """Who answers whom, where the weights give each pair of two moves of a score its chance."""
    found = {name: [(ACCUSED if name == "c" else DENIED, chance)] for name, chance in chances.items()}
    moves = [replace(p, move=replace(p.move, score=score)) for p in (ACCUSED, DENIED)]
    scored = {p.move.id: p for p in moves}
    queue = iter([found.get(p.move.id, []) for p in moves])
    monkeypatch.setattr(answers, "_chances", lambda *_: [(scored[o.move.id], c) for o, c in next(queue)])
    return {m.id: [a.move for a in m.answers] for m in link_answers(cast(Layers, cast(Any, None)), moves, 0.1)}


def test_no_two_moves_answer_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    assert linked(monkeypatch, 0.5, {"a": 0.6, "c": 0.8}) == {"a": [], "c": ["a"]}


def test_a_link_is_as_sure_as_itself_and_both_its_ends_together(monkeypatch: pytest.MonkeyPatch) -> None:
    assert linked(monkeypatch, 0.5, {"c": 0.5}) == {"a": [], "c": ["a"]}
    assert linked(monkeypatch, 0.3, {"c": 0.5}) == {"a": [], "c": []}


def test_one_move_may_answer_several(monkeypatch: pytest.MonkeyPatch) -> None:
    again = placed("e", "accuse", ("LVA", "RUS"), 8)
    moves = [replace(p, move=replace(p.move, score=0.8)) for p in (ACCUSED, again, DENIED)]
    weights = {"NONE=deny": -9.0, "NONE=accuse": 9.0}
    monkeypatch.setattr(answers, "load_weights", lambda _: weights)
    found = link_answers(cast(Layers, cast(Any, None)), moves, 0.1)
    assert {a.move for a in found[2].answers} == {"a", "e"}


def test_what_came_first_does_not_answer_what_came_of_it() -> None:
    silent = placed("f", "refuse", ("RUS", "LVA"), 9)
    expelled = placed("g", "expel", ("LVA", "RUS"), 9)
    assert replies_of(silent, [expelled])[0].other == expelled
    assert replies_of(replace(silent, later=frozenset({expelled.head})), [expelled])[0].other is None


@pytest.mark.parametrize(("word", "later"), [("after", "expelled"), ("although", None)])
def test_a_clause_after_after_tells_what_came_first(word: str, later: str | None) -> None:
    text = f"Latvia expelled two Russian diplomats {word} Russia had given no answer."
    layers = Layers(parse_of(text), (), (), (), (), Published())
    head = next(token.i for token in layers.tree.tokens if token.text == "given")
    assert [layers.tree.token(i).text for i in later_than(layers, head)] == ([later] if later else [])
