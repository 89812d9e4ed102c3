"""Which move answers which, across documents.

Where the words of a page say so, the reading has the link already. Here links are inferred: the sides are reversed, the
matter is the same, the answer comes soon after, and its type is one that answers the other's (rows of
``data/link/answers.toml``). An answer goes to the one move that it fits best, and says on what it rests.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from onrecord import tables
from onrecord.link.sameness import Moves
from onrecord.link.view import SeenMove
from onrecord.store.linked import MoveAnswer

# Words in common that an inferred answer must have with what it answers, where its rule asks for no more.
LEAST_LIKE = 0.12
# A date wider than a month does not tell what came first.
WIDEST = 31
MADE = frozenset({"done", "conditional"})
# Moves that wait for an answer, by matter, type, and the side that made them or to which they were made.
BY, TO = "by", "to"
Waiting = dict[tuple[str, str, str, str], list[SeenMove]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A type of move that answers another: by which side, how, what becomes of the other, within how many days.

    ``like`` is the least that the words of both must have in common.
    """

    answering: str
    answered: str
    reversed: bool
    kind: str
    state: str | None
    days: int
    like: float


@cache
def rules() -> Mapping[tuple[str, str], Rule]:
    """The rules by the answering and the answered type."""
    found = {}
    for row in tables.rows("link/answers.toml", ("answering", "answered", "sides", "kind", "days", "example")):
        rule = Rule(
            row["answering"],
            row["answered"],
            row["sides"] == "reversed",
            row["kind"],
            row.get("state"),
            row["days"],
            row.get("like", LEAST_LIKE),
        )
        found[rule.answering, rule.answered] = rule
    return found


def infer_answers(moves: Moves, matters: Mapping[str, str]) -> tuple[MoveAnswer, ...]:
    """Answers that no page states, in order of their ids; each move answers one at most."""
    firsts = sorted((moves.by_id[first] for first in set(moves.first.values())), key=moves.order)
    stated = {moves.first[move.id] for move in moves.all if move.answers}
    waiting: Waiting = defaultdict(list)
    found = []
    for move in firsts:
        # What no day is known of can neither answer nor be answered by inference.
        if _narrow(moves, move) is None:
            continue
        if move.id not in stated:
            answer = _best_answer(move, waiting, moves, matters)
            if answer:
                found.append(answer)
        if move.actor.side and move.status in MADE:
            waiting[matters[move.id], move.type, BY, move.actor.side].append(move)
            if move.recipient.side:
                waiting[matters[move.id], move.type, TO, move.recipient.side].append(move)
    return tuple(sorted(found, key=lambda answer: (answer.move_id, answer.answered_move_id)))


def _best_answer(move: SeenMove, waiting: Waiting, moves: Moves, matters: Mapping[str, str]) -> MoveAnswer | None:
    """The answer that a move gives to the earlier one that it fits best."""
    days = _narrow(moves, move)
    if days is None or not move.actor.side or move.status not in MADE:
        return None
    best: tuple[float, int, str, str] = (0.0, 0, "", "")
    for rule in (rule for rule in rules().values() if rule.answering == move.type):
        # A denial often names nobody: it is for the move that was made towards the denier.
        key = (matters[move.id], rule.answered, TO if rule.reversed else BY, move.actor.side)
        for earlier in reversed(waiting.get(key, [])):
            apart = _days_after(moves, earlier, days)
            if apart is None:
                continue
            if apart > rule.days + WIDEST:
                break
            if apart > rule.days or not _sides_fit(move, earlier, rule):
                continue
            fit = moves.likeness(move, earlier)
            if fit >= rule.like:
                score = fit * (1.0 - 0.5 * apart / rule.days)
                best = max(best, (score, -apart, earlier.id, rule.kind))
    if not best[2]:
        return None
    when = _days_words(-best[1], exact=days[0] == days[1] and _is_day(moves, best[2]))
    return MoveAnswer(move.id, best[2], best[3], f"inferred: sides, {matters[move.id]}, {when}")


def _days_after(moves: Moves, earlier: SeenMove, days: tuple[int, int]) -> int | None:
    """Days from a move to a later one; None where its day is not known or comes after."""
    known = _narrow(moves, earlier)
    return None if known is None or known[0] > days[1] else max(0, days[0] - known[1])


def _sides_fit(move: SeenMove, earlier: SeenMove, rule: Rule) -> bool:
    if not rule.reversed:
        return move.recipient.side in (earlier.recipient.side, None)
    return move.actor.side != earlier.actor.side and move.recipient.side in (earlier.actor.side, None)


def _narrow(moves: Moves, move: SeenMove) -> tuple[int, int] | None:
    days = moves.days[move.id]
    return days if days and days[1] - days[0] <= WIDEST else None


def _is_day(moves: Moves, move_id: str) -> bool:
    days = moves.days[move_id]
    return days is not None and days[0] == days[1]


def _days_words(days: int, *, exact: bool) -> str:
    if not exact:
        return "soon after" if days else "about the same time"
    return {0: "the same day", 1: "a day later"}.get(days, f"{days} days later")
