"""Which types of moves answer which: rows of ``data/link/answers.toml``.

In come two moves; out comes the rule by which the one, if it answers the other, answers it: by which side, how, what
becomes of what is answered. Whether it does answer it is decided elsewhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from onrecord import tables
from onrecord.link.days import days_of
from onrecord.link.nouns import is_negated
from onrecord.link.view import SeenMove
from onrecord.link.words import words

# Words in common that an inferred answer must have with what it answers, where its rule says nothing else.
LEAST_LIKE = 0.12
SAME, REVERSED = "same", "reversed"


@dataclass(frozen=True, slots=True)
class Rule:
    """A type of move that answers another: by which side, how, what becomes of the other, within how many days.

    ``like`` is the least that the words of both must have in common, ``taken_up`` the least where only sides and days
    speak for it, ``inferred`` whether that is ever enough; ``cues`` are words of which the answer's trigger
    must have one, ``told`` words of which its clause must, where not any move of the type is such an answer; with
    ``or_later`` one that was surely made on a later day needs none; with ``unless_not`` none that says "not" is one.
    """

    answering: str
    answered: str
    sides: str
    kind: str
    state: str | None
    days: int
    like: float
    cues: frozenset[str]
    told: frozenset[str]
    or_later: bool
    unless_not: bool
    taken_up: float
    inferred: bool


@cache
def rules() -> Mapping[str, tuple[Rule, ...]]:
    """The rules by the answering type."""
    found: dict[str, list[Rule]] = defaultdict(list)
    for row in tables.rows("link/answers.toml", ("answering", "answered", "sides", "kind", "days", "example")):
        like = row.get("like", LEAST_LIKE)
        rule = Rule(
            row["answering"], row["answered"], row["sides"], row["kind"], row.get("state"), row["days"],
            like, _stems(row.get("cues", ())), _stems(row.get("told", ())),
            row.get("or_later", False), row.get("unless_not", False), row.get("taken_up", like),
            row.get("inferred", True),
        )  # fmt: skip
        found[rule.answering].append(rule)
    return {kind: tuple(held) for kind, held in found.items()}


def _stems(cues: Iterable[str]) -> frozenset[str]:
    return frozenset(word for cue in cues for word in words(cue))


def rule_of(answering: SeenMove, answered: SeenMove) -> Rule | None:
    """The rule by which a move, if it answers another, answers it."""
    fitting = (rule for rule in rules().get(answering.type, ()) if rule.answered == answered.type)
    return next((rule for rule in fitting if fits(rule, answering, answered)), None)


def takes_back(move: SeenMove) -> bool:
    """Whether a move takes back what its own side put forward: "withdrew an invitation"."""
    told = set(words(move.trigger))
    return any(rule.sides == SAME and rule.cues & told for rule in rules().get(move.type, ()))


def _is_later(move: SeenMove, earlier: SeenMove) -> bool:
    """Whether a move was surely made on a later day than another."""
    days, before = (days_of(one.date, widest=None) for one in (move, earlier))
    return bool(days and before and days[0] > before[1])


def fits(rule: Rule, move: SeenMove, earlier: SeenMove) -> bool:
    """Whether sides, and words where the rule asks for them, are such as a rule has them."""
    if not faces(rule, move, earlier) or not has_cues(rule, move):
        return False
    return speaks(rule, move) or (rule.or_later and _is_later(move, earlier))


def speaks(rule: Rule, move: SeenMove) -> bool:
    """Whether a move's words are such as a rule asks for."""
    if rule.unless_not and is_negated(move.text[: max(0, move.text.find(move.trigger)) + len(move.trigger)]):
        return False
    return has_cues(rule, move) and (not rule.told or bool(rule.told & set(words(move.text))))


def has_cues(rule: Rule, move: SeenMove) -> bool:
    """Whether a move's trigger has a word that a rule asks of it."""
    return not rule.cues or bool(rule.cues & set(words(move.trigger)))


def faces(rule: Rule, move: SeenMove, earlier: SeenMove) -> bool:
    """Whether the sides of two moves are such as a rule has them, and who makes them."""
    return faces_sides(rule, move, earlier) and is_other(rule, move, earlier)


def is_other(rule: Rule, move: SeenMove, earlier: SeenMove) -> bool:
    """Whether, of one side, another makes a move than made the earlier one, where a rule asks for that."""
    return rule.sides == REVERSED or bool(rule.state) or move.actor.id != earlier.actor.id


def faces_sides(rule: Rule, move: SeenMove, earlier: SeenMove) -> bool:
    """Whether the sides of two moves are such as a rule has them."""
    if rule.sides == REVERSED:
        # A denial often names nobody: it is for the move that was made towards the denier. So does an offer: it was
        # made to those who turn it down by its maker's name.
        if move.actor.side == earlier.actor.side:
            return False
        to_me = set(move.actor.sides) & set(earlier.recipient.sides)
        to_them = set(move.recipient.sides) & set(earlier.actor.sides)
        return bool((to_me or not earlier.recipient.sides) and (to_them or (to_me and not move.recipient.sides)))
    return move.actor.side == earlier.actor.side and move.recipient.side in (earlier.recipient.side, None)
