"""Answers that a page itself gives: what the reading states, what words name, what stands right after.

In come the moves of one page; out come the same with the answers that hold. A reading's answer holds if types, sides,
days and words are such as answer one another; a named one by its noun; and an answer that stands right after what a
rule lets it answer is taken for one. Everything else is inferred across the pages of a thread, not here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from onrecord import tables
from onrecord.link.aftermath import aftermath
from onrecord.link.days import Days, days_of, gap
from onrecord.link.makers import answers_to_maker
from onrecord.link.namings import Vectors, named_answers
from onrecord.link.rules import REVERSED, rule_of
from onrecord.link.sameness import vector_of_move
from onrecord.link.view import SeenDocument, SeenMove
from onrecord.link.waiting import still_waits
from onrecord.link.words import dot
from onrecord.model import Answer

STATED, NEXT, RETALIATES = "stated: ", "next: ", "retaliates"
# Where a page says that one answers the other, less is asked of rows and words than of what is only inferred.
LEAST_STATED_SCORE = 0.3
LEAST_CLOSE_SCORE = 0.2
LESS_LIKE = 0.15
# What stands so many letters after a demand or an offer is an answer to it, also in other words.
CLOSE = 150
# Of rows that only stand together, both must be likelier.
LEAST_NEXT_SCORE = 0.3
# An answer of which a reading is less sure is right where the two stand together (14 of 24 looked at) or where the very
# one answers to whom it was said (8 of 14), seldom elsewhere (8 of 52); but what pays back a deed is mostly right.
SURE, LEAST_NAMED_SCORE = 0.5, 0.4
# Days after which nothing that a page names is still being answered.
FARTHEST = 400
# How sure a reading says that it is of an answer.
WEIGHED = re.compile(r"weights (\d\.\d+)")
WIDEST = 400


def with_replies(document: SeenDocument) -> SeenDocument:
    """A document each of whose moves bears the answers that hold, what the page says became of it, and nothing else."""
    found = replies(document.moves)
    pairs = ((move, (*found[move.id], *_of_page(move, document))) for move in document.moves)
    return replace(document, moves=tuple(m if m.answers == told else replace(m, answers=told) for m, told in pairs))


def _of_page(move: SeenMove, document: SeenDocument) -> tuple[Answer, ...]:
    """What the page goes on to say became of a move, where it says so."""
    told = aftermath(move, document)
    return (told,) if told else ()


def replies(moves: Sequence[SeenMove]) -> dict[str, tuple[Answer, ...]]:
    """The answers that each move of a page gives, by its id: one that it names before those that are stated."""
    by_id = {move.id: move for move in moves}
    vectors = _Words(by_id)
    named = {
        key: named
        for key, named in named_answers(moves, vectors).items()
        if not _too_far(by_id[named.answer.move], by_id[key], FARTHEST)
    }
    found: dict[str, tuple[Answer, ...]] = {}
    for move in moves:
        told = {answer.move: answer for answer in _stated(move, by_id, vectors)}
        if move.id in named and (named[move.id].sure or not told):
            answer = named[move.id].answer
            rule = rule_of(move, by_id[answer.move])
            told = {answer.move: replace(answer, kind=rule.kind if rule else answer.kind)}
        elif not told:
            told = {answer.move: answer for answer in _next(move, moves)}
        if not told:
            told = {answer.move: answer for answer in answers_to_maker(move, moves)}
        found[move.id] = tuple(told.values())
    return found


class _Words(dict[str, Mapping[str, float]]):
    """The words of the moves of a page as vectors, made when they are asked for: most moves answer nothing."""

    def __init__(self, moves: Mapping[str, SeenMove]) -> None:
        self._moves = moves

    def __missing__(self, name: str) -> Mapping[str, float]:
        return self.setdefault(name, vector_of_move(self._moves[name]))


def _stated(move: SeenMove, by_id: Mapping[str, SeenMove], vectors: Vectors) -> list[Answer]:
    """Answers of the reading that types, sides, days and words bear out."""
    found = []
    for answer in move.answers:
        other = by_id.get(answer.move)
        rule = rule_of(move, other) if other else None
        if other is None or (rule is None and not _is_sure(move, other, answer)):
            continue
        after = 0 <= move.start - other.end <= CLOSE
        if min(move.score, other.score) < (LEAST_CLOSE_SCORE if after else LEAST_STATED_SCORE):
            continue
        in_turn = move.id not in {back.move for back in other.answers} or other.start < move.start
        like = dot(vectors[move.id], vectors[other.id])
        near = rule is None or like >= rule.like - LESS_LIKE or after
        told = replace(answer, kind=rule.kind if rule else answer.kind, basis=f"{STATED}{answer.basis}")
        far = _too_far(other, move, rule.days if rule else FARTHEST)
        if in_turn and near and not far and _is_borne_out(move, other, told):
            found.append(told)
    return found


def _is_borne_out(move: SeenMove, other: SeenMove, answer: Answer) -> bool:
    """Whether the reading is sure of an answer, or the two stand together, or he answers to whom it was said."""
    weighed = weight_of(answer.basis)
    if weighed is None or weighed >= SURE or answer.kind == RETALIATES:
        return True
    named = move.actor.id is not None and move.actor.id == other.recipient.id
    together = max(move.start - other.end, other.start - move.end) <= CLOSE
    return together or (named and min(move.score, other.score) >= LEAST_NAMED_SCORE)


def weight_of(basis: str) -> float | None:
    """How sure a reading was of an answer, by what the answer rests on; None where no weights said so."""
    weighed = WEIGHED.search(basis)
    return float(weighed[1]) if weighed else None


def _is_sure(move: SeenMove, other: SeenMove, answer: Answer) -> bool:
    """Whether the reading is so sure of an answer that a type or a side may have been read wrong."""
    weighed = weight_of(answer.basis)
    asked = _asked().get(move.type)
    same = move.actor.id is not None and move.actor.id == other.actor.id
    if weighed is None or asked is None or same:
        return False
    least, never = asked
    return other.type not in never and weighed >= least


@cache
def _asked() -> Mapping[str, tuple[float, frozenset[str]]]:
    """How sure a reading must be of an answer that no rule allows, and of which types it never is one, by the type
    that answers."""
    rows = tables.rows("link/stated.csv", ("answering", "least", "never", "example"))
    return {row["answering"]: (float(row["least"]), frozenset(row["never"].split())) for row in rows}


def _next(move: SeenMove, moves: Sequence[SeenMove]) -> list[Answer]:
    """The answer that a move gives to the last one that ends shortly before it, where the sides are reversed.

    What a page says still waits is not answered by what stands beside it.
    """
    near = [
        (other.end, other.id, rule)
        for other in moves
        if 0 <= move.start - other.end <= CLOSE
        and min(move.score, other.score) >= LEAST_NEXT_SCORE
        and (rule := rule_of(move, other)) is not None
        and rule.sides == REVERSED
        and not _too_far(other, move, rule.days)
        and not still_waits(other)
    ]
    if not near:
        return []
    _, other, rule = max(near, key=lambda item: item[:2])
    return [Answer(other, rule.kind, f"{NEXT}it stands right after")]


def _too_far(earlier: SeenMove, move: SeenMove, most: int) -> bool:
    """Whether two moves were surely made too long after one another, or the answer before what it answers."""
    before, days = _days(earlier), _days(move)
    return bool(before and days and (before[0] > days[1] or (gap(before, days) or 0) > most))


def _days(move: SeenMove) -> Days | None:
    return days_of(move.date, widest=WIDEST)
