"""What persons said of links, as linking heeds it.

In come the links that the machine finds among some moves; out come those that hold: without what a person says is
wrong, for all tellings of the two moves, and with the answers that a person gives. What becomes of what is so answered
are rows of ``data/link/given.csv``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import chain

from onrecord import tables
from onrecord.link.places import Key
from onrecord.link.rules import rule_of
from onrecord.link.sameness import Moves
from onrecord.link.view import SeenDocument, SeenMove
from onrecord.store.linked import MoveAnswer

ANY = "*"
Places = Mapping[str, tuple[Key, ...]]


def standing_answers(answers: Iterable[MoveAnswer], moves: Moves) -> tuple[MoveAnswer, ...]:
    """The answers among some moves that nobody calls wrong, and those that a person gives, in order of their ids."""
    wrong = refuted(moves)
    found = {(a.move_id, a.answered_move_id): a for a in answers}
    held = {pair: a for pair, a in found.items() if (moves.first[pair[0]], moves.first[pair[1]]) not in wrong}
    for move in moves.all:
        for given in (answer for answer in move.given if answer.move in moves.by_id):
            held[move.id, given.move] = MoveAnswer(move.id, given.move, given.kind, given.basis)
    return tuple(held[pair] for pair in sorted(held))


def refuted(moves: Moves) -> frozenset[tuple[str, str]]:
    """Links that a person calls wrong, by the first tellings of both moves."""
    return frozenset(
        (moves.first[move.id], moves.first[other])
        for move in moves.all
        for other in move.refuted
        if other in moves.first
    )


def with_given(documents: Iterable[SeenDocument], places: Mapping[str, Places]) -> dict[str, Places]:
    """The places of the moves of documents, by document: who answers stands also where that stands which a person says
    that it answers."""
    held = dict(chain.from_iterable(of.items() for of in places.values()))
    found = dict(places)
    for document in documents:
        for move in (move for move in document.moves if move.given):
            more = chain.from_iterable(held.get(answer.move, ()) for answer in move.given)
            found[document.id] = {**found[document.id], move.id: tuple(dict.fromkeys((*held[move.id], *more)))}
    return found


def state_of(move: SeenMove, answered: SeenMove) -> str | None:
    """What becomes of a move that another answers: by the kind that a person gives, else by rule; None where that
    leaves it open."""
    rule = rule_of(move, answered)
    kind = next((answer.kind for answer in move.given if answer.move == answered.id), None)
    if kind is None or (rule and rule.kind == kind):
        return rule.state if rule else None
    return state_by(kind, answered)


def state_by(kind: str, answered: SeenMove) -> str | None:
    """What becomes of a move by an answer of a kind."""
    return _states().get((kind, answered.type), _states().get((kind, ANY)))


@cache
def _states() -> Mapping[tuple[str, str], str]:
    """States by the kind of an answer and the type of what is answered."""
    rows: Sequence[tables.Row] = tables.rows("link/given.csv", ("kind", "answered", "state", "example"))
    return {(str(row["kind"]), str(row["answered"])): str(row["state"]) for row in rows}
