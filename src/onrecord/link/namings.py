"""Answers that name what they answer: "rejected the claims", "backed calls for an inquiry", "over the killing".

In come the moves of one page; out come, for moves whose words bear such a noun, the move of the page that it names: of
a type that the noun stands for, between fitting sides, near and in like words. Which noun names which types are rows of
``data/link/namings.toml``; which moves answer so, of ``data/link/namers.csv``.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from onrecord import tables
from onrecord.link.rules import takes_back
from onrecord.link.view import SeenMove
from onrecord.link.words import WORD, dot, stem, words
from onrecord.model import Answer

NAMED = "named: "
# A noun names what is answered if it stands so many letters before the trigger ("the claims were untrue"); how many
# words after it is said for each type: who praises somebody for something soon speaks of other things.
BEFORE = 90
# What is named must itself be likely a move.
LEAST_NAMED = 0.25
# What speaks for the one that is named: it is the noun itself, or of one stem with it; nearness; its actor's name.
ITSELF, KIN, NEAR, ACTOR, FIRST_TYPE, SURE = 0.6, 0.3, 0.3, 0.2, 0.1, 0.3
# Letters that "accusations" and "accused" have in common.
STEM = 4
# Sides reversed speak for it more than all else: a state does not answer itself, only its people do one another.
REVERSED = 1.0
# Where less than this speaks for it beside the sides, an answer that the reading states goes before it.
LEAST_SURE = 0.4
# Blame of another side is not what its own people answer; a claim on facts is.
BLAME = "criticise"
NO_PERSON = frozenset({"state", None})
# What is held against somebody can be denied and paid back; it is not supported or accepted.
DEEDS = frozenset({"interfere", "attack", "charge"})
AGREEING = frozenset({"support", "accept", "concede"})
# Letters after which nearness counts for a third.
FAR = 900
# Acts that answer acts; never those of one's own side.
ACTS = frozenset({"expel", "sanction", "restrict", "warn"})
RETALIATE = "retaliate"
Vectors = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Naming:
    """A noun in a move's words, where it stands in the text, the types that it may name, and how they are answered."""

    noun: str
    at: int
    types: tuple[str, ...]
    kind: str


@dataclass(frozen=True, slots=True)
class Namer:
    """How moves of a type answer what they name, how likely they must be, how many words after the trigger the noun is.

    ``all``: by any noun, not only by those whose rows name the type.
    """

    kind: str
    least: float
    after: int
    all: bool


@dataclass(frozen=True, slots=True)
class Named:
    """An answer by naming, and whether more than the sides speaks for it."""

    answer: Answer
    sure: bool


def named_answers(moves: Sequence[SeenMove], vectors: Vectors) -> dict[str, Named]:
    """The answer that each move gives by naming, by the move's id; ``vectors`` are the words of each."""
    found = {}
    for move in moves:
        naming = naming_of(move)
        if naming is None:
            continue
        fits = []
        for other in moves:
            side = _sides(move, other, naming) if _may_be_named(move, other, naming) else None
            if side is not None:
                signs = _signs(move, other, naming) + dot(vectors[move.id], vectors[other.id])
                fits.append((side + signs, other.id, signs))
        if fits:
            _, other_id, signs = max(fits)
            found[move.id] = Named(Answer(other_id, naming.kind, f"{NAMED}{naming.noun}"), signs >= LEAST_SURE)
    return found


def naming_of(move: SeenMove) -> Naming | None:
    """The noun by which a move's words name another: the first from the trigger on, else the last before it."""
    namer = _namer_of(move)
    if namer is None:
        return None
    at = max(0, move.text.find(move.trigger))
    left_out = {move.type, *(DEEDS if move.type in AGREEING else ())}
    found = []
    told = at + len(move.trigger)
    after = [match.end() for match, _ in zip(WORD.finditer(move.text, told), range(namer.after), strict=False)]
    for match in WORD.finditer(move.text, max(0, at - BEFORE), max(told, *after) if after else told):
        named = _nouns().get((match.group().lower(), move.type), ())
        types = tuple(kind for kind in named if kind not in left_out)
        # "Criticism" that is the move's own trigger names the move itself.
        if types and not (move.type in named and match.start() < told):
            found.append(Naming(match.group(), move.start + match.start(), types, namer.kind))
    later = [naming for naming in found if naming.at >= move.start + at]
    return later[0] if later else found[-1] if found else None


def _namer_of(move: SeenMove) -> Namer | None:
    """How a move answers what its words name; None where its type does not, or it is too doubtful."""
    namer = _namers().get(RETALIATE if move.type in ACTS else move.type)
    return namer if namer and move.score >= namer.least else None


def _may_be_named(move: SeenMove, other: SeenMove, naming: Naming) -> bool:
    return other.id != move.id and other.type in naming.types and other.score >= LEAST_NAMED


def _is_itself(other: SeenMove, naming: Naming) -> bool:
    """Whether the noun is the very word that tells the other move."""
    return other.start <= naming.at < other.end and stem(naming.noun) in words(other.trigger)


def _signs(move: SeenMove, other: SeenMove, naming: Naming) -> float:
    """What speaks for it, beside the sides, that another move is the one that is named."""
    fit = ITSELF if _is_itself(other, naming) else 0.0
    fit += KIN if naming.noun.lower()[:STEM] in {word[:STEM] for word in words(other.trigger)} else 0.0
    fit += NEAR * math.exp(-abs(move.start - other.start) / FAR) if other.start <= move.start else 0.0
    fit += ACTOR if set(words(other.actor.name or "")) & set(words(move.text)) else 0.0
    fit += FIRST_TYPE if other.type == naming.types[0] else 0.0
    return fit + SURE * other.score


def _sides(move: SeenMove, other: SeenMove, naming: Naming) -> float | None:
    """What the sides of two moves say for it that the one answers the other; None where they forbid it."""
    mine, theirs = set(move.actor.sides), set(other.actor.sides)
    # Of what two sides say of one another, each answers what the other says.
    others = theirs - mine
    if (others or not theirs) and (mine & set(other.recipient.sides) or others & set(move.recipient.sides)):
        return REVERSED
    if _is_itself(other, naming):
        # "Rejected a proposal by Norland": where the word itself is meant, a side that forbids it was read wrong. But
        # what one takes back is one's own.
        return None if takes_back(move) else REVERSED
    if not mine & theirs or other.type == BLAME:
        return None
    one_state = move.actor.kind in NO_PERSON or other.actor.kind in NO_PERSON
    return None if one_state or move.type in ACTS or move.actor.id == other.actor.id else 0.0


@cache
def _nouns() -> Mapping[tuple[str, str], tuple[str, ...]]:
    """Types of moves by the noun that names them, one or many, and the type that answers; "called" is no noun."""
    rows = tables.rows("link/namings.toml", ("nouns", "types", "example", "origin"))
    return {
        (form, answering): tuple(row["types"])
        for row in rows
        for noun in row["nouns"]
        for form in (noun, f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s")
        for answering in row.get("by", _all_namers())
    }


def _all_namers() -> tuple[str, ...]:
    """Types that answer by any noun, where its row names none."""
    return (*(kind for kind, namer in _namers().items() if namer.all), *ACTS)


@cache
def _namers() -> Mapping[str, Namer]:
    rows = tables.rows("link/namers.csv", ("answering", "kind", "least", "after", "all", "example"))
    return {
        row["answering"]: Namer(row["kind"], float(row["least"]), int(row["after"]), row["all"] == "yes")
        for row in rows
    }
