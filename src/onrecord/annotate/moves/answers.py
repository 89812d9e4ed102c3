"""Which move answers which, inside one article.

In come the moves of an article; out come the same moves with their answers. A pair is weighed by the two types, the
two sides, how far apart they stand and what words they share; of moves of the types that ``data/moves/answers.toml``
pairs, the nearest between the same two sides is answered.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from onrecord import tables
from onrecord.annotate.moves.layers import Layers
from onrecord.annotate.moves.linear import Linear, load_linear
from onrecord.model import OUTLET_VOICE, Answer, Move, Span

NONE = "none"
_MOST_WORDS = 12
_FARTHEST = 40
_Found = tuple[float, Span, Answer]


@dataclass(frozen=True, slots=True)
class Placed:
    """A move with what the weights see of it: its trigger's token, sentence, the words of its clause."""

    move: Move
    head: int
    sentence: int
    words: frozenset[str]
    marks: frozenset[str]


def link_answers(layers: Layers, moves: Sequence[Placed], threshold: float) -> tuple[Move, ...]:
    """The moves with the answers that are likelier than the threshold, best first."""
    weights = load_linear("answers")
    linked = []
    for placed in moves:
        others = [other for other in moves if _meets(placed, other)]
        found = _by_row(placed, others)
        for other in others if not found else ():
            kind, score = likely_answer(weights, placed, other)
            if score >= threshold:
                found.append((-score, other.move.trigger, Answer(other.move.id, kind, f"weights {score:.2f}")))
        best = sorted(found, key=lambda item: item[:2])[:1]
        linked.append(replace(placed.move, answers=tuple(answer for _, _, answer in best)))
    return tuple(linked)


def _meets(move: Placed, other: Placed) -> bool:
    if other.move.id == move.move.id or abs(other.sentence - move.sentence) > _FARTHEST:
        return False
    return _can_answer(move.move, other.move)


def _by_row(move: Placed, others: Sequence[Placed]) -> list[_Found]:
    """The nearest move, of those before it first, that a row says the move answers."""
    types, kind = _rows().get(move.move.type, (frozenset(), ""))
    facing = [
        other
        for other in others
        if other.move.type in types
        and _same(move.move.actor_side, other.move.recipient_side) == "="
        and _same(move.move.recipient_side, other.move.actor_side) != "x"
    ]
    near = sorted(facing, key=lambda o: (o.sentence > move.sentence, abs(o.sentence - move.sentence), o.head))
    row = f"row {move.move.type}"
    return [(-1.0, other.move.trigger, Answer(other.move.id, kind, row)) for other in near[:1]]


@cache
def _rows() -> dict[str, tuple[frozenset[str], str]]:
    rows = tables.rows("moves/answers.toml", ("type", "answers", "kind", "example", "origin"))
    return {row["type"]: (frozenset(row["answers"]), row["kind"]) for row in rows}


def likely_answer(weights: Linear, move: Placed, other: Placed) -> tuple[str, float]:
    """The likeliest kind in which one move answers another, and the probability that it answers at all."""
    found = weights.probabilities(pair_features(move, other))
    none = weights.classes.index(NONE)
    kinds = [(float(p), kind) for n, (kind, p) in enumerate(zip(weights.classes, found, strict=True)) if n != none]
    return max(kinds, key=lambda item: (item[0], item[1]))[1], 1.0 - float(found[none])


def _can_answer(move: Move, other: Move) -> bool:
    """Whether a move stands against the other's maker: nobody answers a move of one's own side."""
    return _same(move.actor_side, other.actor_side) != "=" or ";" in (move.actor_side or "")


def pair_features(move: Placed, other: Placed) -> list[str]:
    """What the weights see of a pair: does ``move`` answer ``other``?"""
    a, b = move.move, other.move
    pair = f"{a.type}>{b.type}"
    gap = other.sentence - move.sentence
    step = str(gap) if -2 <= gap <= 2 else "back" if gap < 0 else "ahead"
    facing = f"{_same(a.actor_side, b.recipient_side)}{_same(a.recipient_side, b.actor_side)}"
    side = _same(a.actor_side, b.actor_side)
    shared = len(move.words & other.words)
    found = [
        "BIAS", f"PAIR={pair}", f"A={a.type}", f"B={b.type}", f"GAP={step}", f"FACING={facing}", f"SIDE={side}",
        f"FS={facing}{side}", f"FSP={facing}{side}|{pair}", f"GA={step}|{a.type}", f"GP={step}|{pair}",
        f"SHARED={min(shared, 4)}", f"SHAREDF={min(shared, 3)}|{facing}", f"STATUS={a.status}>{b.status}",
        f"BVOICE={b.voice == OUTLET_VOICE}", f"SAMEVOICE={a.voice == b.voice}",
        f"ACTOR={a.actor is not None and a.actor == b.actor}",
        f"HIT={a.recipient is not None and a.recipient == b.actor}",
    ]  # fmt: skip
    if gap == 0:
        nested = "in" if a.span[0] <= b.trigger[0] < a.span[1] else "out"
        around = "in" if b.span[0] <= a.trigger[0] < b.span[1] else "out"
        order = "after" if b.trigger[0] > a.trigger[0] else "before"
        found += [f"NEST={nested}{around}{order}", f"NESTP={nested}{around}{order}|{pair}", f"ORDER={order}|{pair}"]
        found += [f"MARK={mark}|{order}" for mark in sorted(move.marks)]
    found += [f"AM={mark}|{step}" for mark in sorted(move.marks)]
    earlier = _order(a, b)
    found += [f"TIME={earlier}", f"TIMEP={earlier}|{facing}"]
    return found


def _same(a: str | None, b: str | None) -> str:
    if not a or not b:
        return "?"
    return "=" if set(a.split(";")) & set(b.split(";")) else "x"


def _order(a: Move, b: Move) -> str:
    """Whether the other move is earlier, later or of an unknown order in time."""
    if not a.date.earliest or not b.date.earliest:
        return "?"
    if b.date.latest and b.date.latest < a.date.earliest:
        return "earlier"
    if a.date.latest and a.date.latest < b.date.earliest:
        return "later"
    return "same"


def words_of(layers: Layers, tokens: Sequence[int]) -> frozenset[str]:
    """Content words of a clause, without the names of parties."""
    tree = layers.tree
    return frozenset(
        tree.token(i).lemma.lower()
        for i in tokens
        if tree.token(i).pos in ("NOUN", "VERB", "ADJ", "PROPN", "NUM") and layers.party_at[i] is None
    )
