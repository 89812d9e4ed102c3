"""Which move answers which, within a thread and across its pages.

What a page itself gives as an answer (``replies``) stands. Others are inferred by the rules of
``data/link/answers.toml``, where the answer comes soon after in fitting words. An answer goes to the one move that it
fits best, and says on what it rests.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from onrecord.link.aftermath import is_of_page
from onrecord.link.days import Days, gap
from onrecord.link.nouns import naming_of
from onrecord.link.rules import SAME, Rule, faces_sides, has_cues, is_other, rules, speaks
from onrecord.link.sameness import Moves, one_verb
from onrecord.link.view import SeenMove
from onrecord.store.linked import MoveAnswer

# Pages of one story tell of one thing: that counts as words in common. What is told often is what is answered.
IN_STORY = 0.1
# So does a noun that names such a move.
BY_NAME = 0.15
TOLD_TWICE = 0.04
# Who pays back does so in kind: envoys for envoys, a consulate for a consulate.
IN_KIND = 0.1
# Wider than a month, a date does not tell what came first.
NARROW = 31
MADE = frozenset({"done", "conditional"})
# A deed is answered, and answers, once it is announced; what is held against somebody is answered too.
ANNOUNCED = MADE | {"planned"}
MAY_BE_ANSWERED = ANNOUNCED | {"alleged"}
# What one will do if the other goes on looks ahead, not back.
AHEAD = "conditional"
# A link inferred between two rows is right only if both rows are: rows that are wrong more often than right give none.
LEAST_SCORE = 0.35
# Of the moves that share a word with an answer, so many are looked at, the last first.
MOST_HELD = 300
EVERY = ""
# The sides of a move: who makes it, who is hit.
Ends = tuple[str | None, str | None]
NONE: Mapping[Ends, list[tuple[int, SeenMove]]] = MappingProxyType({})
# Moves by which a state acts, and what is held against one: where one story tells of both, they need no like words.
DEEDS = frozenset({"summon", "sanction", "expel", "restrict"})
HELD_AGAINST = frozenset({"interfere", "attack"})
RETALIATES = "retaliates"


def find_answers(moves: Moves, matter: str, home: frozenset[str] | None = None) -> tuple[MoveAnswer, ...]:
    """Answers among some moves, in order of their ids: those that a page states and a rule bears out, and for moves of
    which none is stated the one that fits best; those that moves of ``home`` give, or all."""
    told = [answer for move in moves.all for answer in _told(move, moves)]
    stated = {moves.first[answer.move_id] for answer in told}
    found = [answer for answer in told if home is None or answer.move_id in home]
    held = _Held(moves)
    for move in sorted((moves.by_id[first] for first in moves.tellings), key=lambda move: _in_time(moves, move)):
        if not move.actor.side or move.score < LEAST_SCORE:
            continue
        if move.id not in stated and move.status in ANNOUNCED and (home is None or move.id in home):
            found += _best_answer(move, held, moves, matter)
        if move.status in MAY_BE_ANSWERED:
            held.add(move)
    return tuple(sorted(found, key=lambda answer: (answer.move_id, answer.answered_move_id)))


def _told(move: SeenMove, moves: Moves) -> list[MoveAnswer]:
    """Answers that the page of a move gives."""
    held = (answer for answer in move.answers if answer.move in moves.by_id and not is_of_page(answer, move))
    return [MoveAnswer(move.id, answer.move, answer.kind, answer.basis) for answer in held]


def _too_far(moves: Moves, earlier: SeenMove, move: SeenMove, most: int) -> bool:
    """Whether two moves were surely made too long after one another, or the answer before what it answers."""
    before, days = moves.told_days[earlier.id], moves.told_days[move.id]
    return bool(before and days and (before[0] > days[1] or (gap(before, days) or 0) > most))


class _Held:
    """Moves that may be answered, by type and word, in order of time; beside one another those of the same sides, of
    which one alone is asked whether a rule has such sides."""

    def __init__(self, moves: Moves) -> None:
        self._moves = moves
        self._counts: Counter[tuple[str, str]] = Counter()
        # By type and word, and by sides, each move with how many of the type and word stand before it.
        self._held: dict[tuple[str, str], dict[Ends, list[tuple[int, SeenMove]]]] = defaultdict(dict)

    def add(self, move: SeenMove) -> None:
        for word in (EVERY, *self._moves.vectors[move.id]):
            key = move.type, word
            self._held[key].setdefault((move.actor.side, move.recipient.side), []).append((self._counts[key], move))
            self._counts[key] += 1

    def candidates(self, move: SeenMove, rule: Rule) -> Iterator[SeenMove]:
        """Moves that one may answer by a rule, each once: those of fitting sides that share a word with it, or all of
        late."""
        seen = set()
        faced: dict[Ends, bool] = {}
        for word in self._moves.vectors[move.id] if _is_in_words(rule) else (EVERY,):
            first = self._counts.get((rule.answered, word), 0) - MOST_HELD
            for ends, held in self._held.get((rule.answered, word), NONE).items():
                if ends not in faced:
                    faced[ends] = faces_sides(rule, move, held[0][1])
                if faced[ends]:
                    for place, other in reversed(held):
                        if place < first:
                            break
                        if other.id not in seen:
                            seen.add(other.id)
                            yield other


def _best_answer(move: SeenMove, held: _Held, moves: Moves, matter: str) -> list[MoveAnswer]:
    """The answer that a move gives to the earlier one that it fits best, if it fits any."""
    best: tuple[float, int, str, str] = (-1.0, 0, "", "")
    named: tuple[str, ...] | None = None
    for rule in (rule for rule in rules().get(move.type, ()) if rule.inferred):
        said = speaks(rule, move)
        for earlier in held.candidates(move, rule) if said or (rule.or_later and has_cues(rule, move)) else ():
            if not is_other(rule, move, earlier) or not (said or _on_a_later_day(moves, earlier, move)):
                continue
            apart = _days_after(moves, earlier, move)
            if apart is None or apart > rule.days:
                continue
            if rule.kind == RETALIATES and (move.status == AHEAD or not _later(moves, earlier, move)):
                continue
            named = _named(move) if named is None else named
            like = moves.likeness(move, earlier) + (BY_NAME if earlier.type in named else 0.0)
            near = moves.one_story(move, earlier)
            fit = like + (IN_STORY if near else 0.0)
            fit += IN_KIND if rule.kind == RETALIATES and _in_kind(moves, move, earlier) else 0.0
            if _is_enough(rule, move, earlier, like, near=near):
                told = TOLD_TWICE * math.log2(len(moves.tellings[earlier.id]))
                best = max(best, ((fit + told) * (1.0 - 0.5 * apart / rule.days), -apart, earlier.id, rule.kind))
    if not best[2]:
        return []
    basis = f"inferred: sides, {matter}, {_when(moves, move.id, best[2])}"
    return [MoveAnswer(move.id, best[2], best[3], basis)]


def _named(move: SeenMove) -> tuple[str, ...]:
    """The types of moves that the words of one name."""
    naming = naming_of(move)
    return naming.types if naming else ()


def _is_enough(rule: Rule, move: SeenMove, earlier: SeenMove, like: float, *, near: bool) -> bool:
    """Whether two moves have enough in common by their words, or as deeds of one story need."""
    if like >= rule.taken_up:
        return True
    if _is_in_words(rule) or (_is_denial_of_deed(rule) and move.document_id != earlier.document_id):
        return False
    return near and like + IN_STORY >= rule.like


def _is_in_words(rule: Rule) -> bool:
    """Whether words answer words: in words like theirs, for a story tells of many of either. A deed, what says that it
    is a reply, and the denial of a deed on the page that tells of it need none."""
    needs_none = rule.answering in DEEDS or rule.told or _is_denial_of_deed(rule)
    return not needs_none or rule.like > IN_STORY


def _is_denial_of_deed(rule: Rule) -> bool:
    return rule.answered in HELD_AGAINST and rule.sides == SAME


def _days_after(moves: Moves, earlier: SeenMove, move: SeenMove) -> int | None:
    """Days from a move to a later one; None where its day comes after, or is not known and no page tells both."""
    before, days = (_narrow(moves.told_days[one.id]) for one in (earlier, move))
    if (before is None or days is None) and moves.one_story(move, earlier):
        return None if _too_far(moves, earlier, move, NARROW) else 0
    if before is None or days is None or before[0] > days[1]:
        return None
    return int(gap(before, days) or 0)


def _later(moves: Moves, earlier: SeenMove, move: SeenMove) -> bool:
    """Whether a move may not have been made before another may have been: what came first is no reply."""
    before, days = moves.told_days[earlier.id], moves.told_days[move.id]
    return bool(before and days and before[1] <= days[1] and (before[0] < days[0] or before[1] <= days[0]))


def _in_kind(moves: Moves, move: SeenMove, earlier: SeenMove) -> bool:
    """Whether a deed is told with a word with which another is told."""
    return any(one_verb(move.trigger, told.trigger) for told in moves.tellings[earlier.id])


def _on_a_later_day(moves: Moves, earlier: SeenMove, move: SeenMove) -> bool:
    """Whether a move was surely made on a later day than another."""
    before, days = moves.told_days[earlier.id], moves.told_days[move.id]
    return bool(before and days and days[0] > before[1])


def _narrow(days: Days | None) -> Days | None:
    """Days that tell what came first; None where they are too many."""
    return days if days and days[1] - days[0] <= NARROW else None


def _in_time(moves: Moves, move: SeenMove) -> tuple[int, int, str, int, str]:
    """Place in time of a move by what all its tellings know of its day."""
    place = moves.order(move)
    return (*(moves.told_days[move.id] or place[:2]), *place[2:])


def _when(moves: Moves, one: str, earlier: str) -> str:
    """How long after, in words: exact only where both days are."""
    mine, theirs = moves.told_days[one], moves.told_days[earlier]
    apart = int(gap(mine, theirs) or 0)
    if mine is None or theirs is None or mine[0] != mine[1] or theirs[0] != theirs[1]:
        return "soon after" if apart else "about the same time"
    return {0: "the same day", 1: "a day later"}.get(apart, f"{apart} days later")
