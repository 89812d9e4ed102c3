"""Which move answers which, within a thread and across its pages.

Where a page says so, the reading has the link, and it is kept if types and sides are such as answer one another (rows
of ``data/link/answers.toml``). Others are inferred: by those rules, where the answer comes soon after in fitting words.
An answer goes to the one move that it fits best, and says on what it rests.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from onrecord import tables
from onrecord.link.days import gap
from onrecord.link.sameness import Moves
from onrecord.link.view import SeenMove
from onrecord.link.words import words
from onrecord.store.linked import MoveAnswer

# Words in common that an inferred answer must have with what it answers, where its rule says nothing else. Pages of one
# story tell of one thing: that counts as words in common. What is told often is what is answered.
LEAST_LIKE = 0.12
IN_STORY = 0.1
TOLD_TWICE = 0.04
# A date wider than a month does not tell what came first.
WIDEST = 31
MADE = frozenset({"done", "conditional"})
# A deed is answered, and answers, once it is announced; what is held against somebody is answered too.
ANNOUNCED = MADE | {"planned"}
MAY_BE_ANSWERED = ANNOUNCED | {"alleged"}
# A link inferred between two rows is right only if both rows are: rows that are wrong more often than right give none.
LEAST_SCORE = 0.35
# Where a page says that one answers the other, less is asked of rows and words.
LEAST_STATED_SCORE = 0.26
STATED = 0.15
# What stands so many letters after a demand or an offer is an answer to it, also in other words.
NEXT = 150
# Of the moves that share a word with an answer, so many are looked at, the last first.
MOST_HELD = 300
SAME, REVERSED = "same", "reversed"
EVERY = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A type of move that answers another: by which side, how, what becomes of the other, within how many days.

    ``like`` is the least that the words of both must have in common; ``cues`` are words of which the answer's trigger
    must have one, where not any move of the type is such an answer.
    """

    answering: str
    answered: str
    sides: str
    kind: str
    state: str | None
    days: int
    like: float
    cues: frozenset[str]


@cache
def rules() -> Mapping[str, tuple[Rule, ...]]:
    """The rules by the answering type."""
    found: dict[str, list[Rule]] = defaultdict(list)
    for row in tables.rows("link/answers.toml", ("answering", "answered", "sides", "kind", "days", "example")):
        rule = Rule(
            row["answering"], row["answered"], row["sides"], row["kind"], row.get("state"), row["days"],
            row.get("like", LEAST_LIKE), frozenset(word for cue in row.get("cues", ()) for word in words(cue)),
        )  # fmt: skip
        found[rule.answering].append(rule)
    return {kind: tuple(held) for kind, held in found.items()}


def answering_types() -> frozenset[str]:
    """Types of moves that answer others."""
    return frozenset(rules())


def rule_of(answering: SeenMove, answered: SeenMove) -> Rule | None:
    """The rule by which a move, if it answers another, answers it."""
    fitting = (rule for rule in rules().get(answering.type, ()) if rule.answered == answered.type)
    return next((rule for rule in fitting if _fits(rule, answering, answered)), None)


def find_answers(moves: Moves, matter: str) -> tuple[MoveAnswer, ...]:
    """Answers among some moves, in order of their ids: those that a page states and a rule bears out, and for moves of
    which none is stated the one that fits best."""
    found = [answer for move in moves.all for answer in _stated(move, moves)]
    stated = {moves.first[answer.move_id] for answer in found}
    held = _Held(moves)
    for move in sorted((moves.by_id[first] for first in set(moves.first.values())), key=moves.order):
        # What no day is known of can neither answer nor be answered by inference.
        if _narrow(moves, move) is None or not move.actor.side or move.score < LEAST_SCORE:
            continue
        if move.id not in stated and move.status in ANNOUNCED:
            found += _best_answer(move, held, moves, matter)
        if move.status in MAY_BE_ANSWERED:
            held.add(move)
    return tuple(sorted(found, key=lambda answer: (answer.move_id, answer.answered_move_id)))


def _stated(move: SeenMove, moves: Moves) -> list[MoveAnswer]:
    """Answers that the page of a move states, as far as types, sides, days and words are such as answer one another."""
    found = []
    for answer in move.answers:
        other = moves.by_id.get(answer.move)
        rule = rule_of(move, other) if other else None
        if other is None or rule is None or min(move.score, other.score) < LEAST_STATED_SCORE:
            continue
        in_turn = move.id not in {back.move for back in other.answers} or other.start < move.start
        near = moves.likeness(move, other) >= rule.like - STATED or 0 <= move.start - other.end <= NEXT
        if in_turn and near and not _too_far(moves, other, move, rule.days):
            found.append(MoveAnswer(move.id, answer.move, rule.kind, f"stated: {answer.basis}"))
    return found


def _too_far(moves: Moves, earlier: SeenMove, move: SeenMove, most: int) -> bool:
    """Whether two moves were surely made too long after one another, or the answer before what it answers."""
    before, days = moves.days[earlier.id], moves.days[move.id]
    return bool(before and days and (before[0] > days[1] or (gap(before, days) or 0) > most))


class _Held:
    """Moves that may be answered, by type and word, in order of time."""

    def __init__(self, moves: Moves) -> None:
        self._moves = moves
        self._held: dict[tuple[str, str], list[SeenMove]] = defaultdict(list)

    def add(self, move: SeenMove) -> None:
        self._held[move.type, EVERY].append(move)
        for word in self._moves.vectors[move.id]:
            self._held[move.type, word].append(move)

    def candidates(self, move: SeenMove, rule: Rule) -> Iterator[SeenMove]:
        """Moves that one may answer by a rule, each once: those that share a word with it, or all of late."""
        seen = set()
        for word in self._moves.vectors[move.id] if rule.like > IN_STORY else (EVERY,):
            for other in self._held.get((rule.answered, word), ())[-MOST_HELD:]:
                if other.id not in seen:
                    seen.add(other.id)
                    yield other


def _best_answer(move: SeenMove, held: _Held, moves: Moves, matter: str) -> list[MoveAnswer]:
    """The answer that a move gives to the earlier one that it fits best, if it fits any."""
    best: tuple[float, int, str, str] = (-1.0, 0, "", "")
    for rule in rules().get(move.type, ()):
        for earlier in held.candidates(move, rule):
            apart = _days_after(moves, earlier, move)
            if apart is None or apart > rule.days or not _fits(rule, move, earlier):
                continue
            fit = moves.likeness(move, earlier) + (IN_STORY if moves.one_story(move, earlier) else 0.0)
            if fit >= rule.like:
                told = TOLD_TWICE * math.log2(len(moves.tellings[earlier.id]))
                best = max(best, ((fit + told) * (1.0 - 0.5 * apart / rule.days), -apart, earlier.id, rule.kind))
    if not best[2]:
        return []
    basis = f"inferred: sides, {matter}, {_when(moves, move.id, best[2])}"
    return [MoveAnswer(move.id, best[2], best[3], basis)]


def _fits(rule: Rule, move: SeenMove, earlier: SeenMove) -> bool:
    """Whether sides, and words where the rule asks for them, are such as a rule has them."""
    if rule.cues and not rule.cues & set(words(move.trigger)):
        return False
    if rule.sides == REVERSED:
        # A denial often names nobody: it is for the move that was made towards the denier.
        to_me = set(move.actor.sides) & set(earlier.recipient.sides) and move.actor.side != earlier.actor.side
        return bool(to_me and (not move.recipient.sides or set(move.recipient.sides) & set(earlier.actor.sides)))
    own = move.actor.side == earlier.actor.side and move.recipient.side in (earlier.recipient.side, None)
    return own if rule.state else own and move.actor.id != earlier.actor.id


def _days_after(moves: Moves, earlier: SeenMove, move: SeenMove) -> int | None:
    """Days from a move to a later one; None where its day is not known or comes after."""
    before, days = _narrow(moves, earlier), _narrow(moves, move)
    if before is None or days is None or before[0] > days[1]:
        return None
    return int(gap(before, days) or 0)


def _narrow(moves: Moves, move: SeenMove) -> tuple[int, int] | None:
    days = moves.days[move.id]
    return days if days and days[1] - days[0] <= WIDEST else None


def _when(moves: Moves, one: str, earlier: str) -> str:
    """How long after, in words: exact only where both days are."""
    mine, theirs = moves.days[one], moves.days[earlier]
    apart = int(gap(mine, theirs) or 0)
    if mine is None or theirs is None or mine[0] != mine[1] or theirs[0] != theirs[1]:
        return "soon after" if apart else "about the same time"
    return {0: "the same day", 1: "a day later"}.get(apart, f"{apart} days later")
