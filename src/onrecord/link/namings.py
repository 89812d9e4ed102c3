"""Answers that name what they answer: "rejected the claims", "backed calls for an inquiry", "over the killing".

In come the moves of one page; out come, for moves whose words bear such a noun (``nouns``), the move of the page that
it names: of a type that the noun stands for, between fitting sides, near and in like words.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.link.nouns import ACTS, PAYING_BACK, Naming, naming_of
from onrecord.link.rules import takes_back
from onrecord.link.view import Party, SeenMove
from onrecord.link.words import dot, stem, words
from onrecord.model import Answer

NAMED = "named: "
# What is named must itself be likely a move.
LEAST_NAMED = 0.25
# What speaks for the one that is named: it is the noun itself, or of one stem with it; nearness; its actor's name; that
# the answer is to the one who made it.
ITSELF, KIN, NEAR, ACTOR, FIRST_TYPE, SURE, MAKER = 0.6, 0.3, 0.2, 0.2, 0.2, 0.3, 0.3
# Letters that "accusations" and "accused" have in common.
STEM = 4
# Sides reversed speak for it more than all else: a state does not answer itself, only its people do one another.
REVERSED = 1.0
# Where less than this speaks for it beside the sides, or it is trusted less, an answer that the reading states goes
# before it.
LEAST_SURE = 0.4
# Blame of another side is not what its own people answer; a claim on facts is.
BLAME, DENY, ACCUSE, ALLEGED = "criticise", "deny", "accuse", "alleged"
# An inquiry is named by its noun whatever it looks into.
INQUIRY = "investigate"
NO_PERSON = frozenset({"state", None})
# Letters after which nearness counts for a third.
FAR = 900
# How far the answer that fits best is to be trusted, as weighed on the links of 645 articles marked by hand: how likely
# both moves are, whether the page has told of the other shortly before, its type, and whether he is addressed who made
# it, be it one of one's own. Of those under the least one in eleven was right, of the surest two in three.
SCORE, NAMED_SCORE, BEFORE, AFTER, FITTING, TOWARDS, AMONG_OWN = 1.9, 0.8, 1.3, 0.6, 1.25, 1.0, 0.7
SHORTLY, LEAST_TRUST, SURE_TRUST = 300, 2.5, 4.2
Vectors = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Named:
    """An answer by naming, and whether more than the sides speaks for it."""

    answer: Answer
    sure: bool


def named_answers(moves: Sequence[SeenMove], vectors: Vectors) -> dict[str, Named]:
    """The answer that each move gives by naming, by the move's id; ``vectors`` are the words of each."""
    found = {}
    by_id = {move.id: move for move in moves}
    for move in moves:
        naming = naming_of(move)
        if naming is None:
            continue
        fits = []
        for other in (other for other in moves if other.type in naming.types and other.score >= LEAST_NAMED):
            like = dot(vectors[move.id], vectors[other.id])
            side = _sides(move, other, naming) if _may_be_named(move, other, naming, like) else None
            if side is not None:
                signs = _signs(move, other, naming) + like
                fits.append((side + signs, other.id, signs))
        if not fits:
            continue
        _, other_id, signs = max(fits)
        trust = trust_of(move, by_id[other_id], naming)
        if trust >= LEAST_TRUST:
            sure = signs >= LEAST_SURE and trust >= SURE_TRUST
            found[move.id] = Named(Answer(other_id, naming.kind, f"{NAMED}{naming.noun}"), sure)
    return found


def _may_be_named(move: SeenMove, other: SeenMove, naming: Naming, like: float) -> bool:
    """Whether a noun may stand for another move; ``like`` is what the words of the two have in common."""
    if other.id == move.id:
        return False
    return like >= naming.like or other.type == INQUIRY or bool(naming.kin & set(words(other.text)))


def _is_itself(other: SeenMove, naming: Naming) -> bool:
    """Whether the noun is the very word that tells the other move."""
    return other.start <= naming.at < other.end and stem(naming.noun) in words(other.trigger)


def _signs(move: SeenMove, other: SeenMove, naming: Naming) -> float:
    """What speaks for it, beside the sides, that another move is the one that is named."""
    fit = ITSELF if _is_itself(other, naming) else 0.0
    fit += KIN if naming.noun.lower()[:STEM] in {word[:STEM] for word in words(other.trigger)} else 0.0
    fit += NEAR * math.exp(-abs(move.start - other.start) / FAR) if other.start <= move.start else 0.0
    fit += ACTOR if set(words(other.actor.name or "")) & set(words(move.text)) else 0.0
    fit += MAKER if is_one(move.recipient, other.actor) else 0.0
    fit += FIRST_TYPE if other.type == naming.types[0] else 0.0
    return fit + SURE * other.score


def trust_of(move: SeenMove, other: SeenMove, naming: Naming) -> float:
    """How far the answer that fits best is to be trusted."""
    mine, theirs, addressed = set(move.actor.sides), set(other.actor.sides), set(move.recipient.sides)
    gap = max(0, move.start - other.end, other.start - move.end)
    trust = SCORE * move.score + NAMED_SCORE * other.score
    trust += (BEFORE if other.start <= move.start else AFTER) * math.exp(-gap / SHORTLY)
    trust += FITTING if other.type == naming.types[0] or _is_denied(move, other) else 0.0
    trust += TOWARDS if (theirs - mine) & addressed else 0.0
    return trust + (AMONG_OWN if addressed and addressed <= mine and theirs & addressed else 0.0)


def _is_denied(move: SeenMove, other: SeenMove) -> bool:
    """Whether one denies, or mocks, what is held against somebody: the charge, or the deed that it alleges."""
    return move.type == DENY and (other.type == ACCUSE or other.status == ALLEGED)


def is_one(one: Party, other: Party) -> bool:
    """Whether two parties are one person or body; that they are one state says less."""
    return one.id is not None and one.id == other.id and one.kind not in NO_PERSON


def _sides(move: SeenMove, other: SeenMove, naming: Naming) -> float | None:
    """What the sides of two moves say for it that the one answers the other; None where they forbid it."""
    mine, theirs = set(move.actor.sides), set(other.actor.sides)
    if takes_back(move) and not mine & theirs:
        # What one takes back is one's own.
        return None
    # Of what two sides say of one another, each answers what the other says.
    others = theirs - mine
    if (others or not theirs) and (mine & set(other.recipient.sides) or others & set(move.recipient.sides)):
        return REVERSED
    if _is_itself(other, naming):
        # "Rejected a proposal by Norland": where the word itself is meant, a side that forbids it was read wrong.
        # Nor does a side pay back its own: "threatened to impose sanctions".
        own_act = move.type in ACTS and other.type in PAYING_BACK and bool(mine & theirs)
        return None if takes_back(move) or own_act else REVERSED
    if not mine & theirs or other.type == BLAME:
        return None
    one_state = move.actor.kind in NO_PERSON or other.actor.kind in NO_PERSON
    return None if one_state or move.type in ACTS or move.actor.id == other.actor.id else 0.0
