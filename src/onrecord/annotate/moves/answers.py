"""Which move answers which, inside one article.

In come the moves of an article; out come the same moves with their answers. For each move that may answer, the moves
of others and none of them stand in one race; one may answer several. The kind follows from the type
(``data/moves/answers.toml``).
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from onrecord import tables
from onrecord.annotate.moves.grammar import ruled_out
from onrecord.annotate.moves.layers import Layers
from onrecord.annotate.moves.linear import load_weights, total
from onrecord.model import OUTLET_VOICE, Answer, Move

_FARTHEST = 60
_NEAR = 3
_OPENING = frozenset({"mark", "advmod"})
_CONTENT = frozenset({"NOUN", "VERB", "ADJ", "PROPN", "NUM"})


@dataclass(frozen=True, slots=True)
class Placed:
    """A move with what the weights see of it: its trigger's token, sentence, clause words, the types they name, and the
    words above that its sentence tells as later."""

    move: Move
    head: int
    sentence: int
    words: frozenset[str]
    marks: frozenset[str]
    later: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Reply:
    """A claim that a move answers another (None: that it answers nothing), with features."""

    other: Placed | None
    features: tuple[str, ...]


def link_answers(layers: Layers, moves: Sequence[Placed], threshold: float) -> tuple[Move, ...]:
    """The moves, each with those that it answers: link and both its ends are right with chance enough."""
    weights, found = load_weights("answers"), {}
    for placed in moves:
        for other, chance in _chances(weights, replies_of(placed, moves)):
            sure = chance * placed.move.score * other.move.score
            if sure >= threshold:
                found[placed.move.id, other.move.id] = sure, chance
    kept: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for (id, other_id), (sure, chance) in found.items():
        if found.get((other_id, id), (0.0,))[0] <= sure:
            kept[id].append((chance, other_id))
    return tuple(replace(placed.move, answers=_answers(placed.move, kept[placed.move.id])) for placed in moves)


def _answers(move: Move, links: Sequence[tuple[float, str]]) -> tuple[Answer, ...]:
    """The answers of a move, the likeliest first."""
    ranked = sorted(links, key=lambda link: (-link[0], link[1]))
    return tuple(Answer(id, answer_kind(move.type), f"row {move.type}; weights {chance:.2f}") for chance, id in ranked)


def _chances(weights: Mapping[str, float], replies: Sequence[Reply]) -> list[tuple[Placed, float]]:
    """The moves that one may answer, each with its chance."""
    sums = [total(weights, reply.features) for reply in replies]
    top = max(sums, default=0.0)
    grown = [math.exp(value - top) for value in sums]
    whole = sum(grown)
    pairs = zip(replies, grown, strict=True)
    return [(reply.other, value / whole) for reply, value in pairs if reply.other is not None]


@cache
def _rows() -> Mapping[str, tables.Row]:
    rows = tables.rows("moves/answers.toml", ("type", "kind", "example", "origin"))
    return {row["type"]: row for row in rows}


def answer_kind(kind: str) -> str:
    """In which kind a move of a type answers."""
    return str(_rows()[kind]["kind"])


def replies_of(move: Placed, moves: Sequence[Placed]) -> list[Reply]:
    """The moves that one may answer, in order, and last that it answers none; empty where its type never answers."""
    row = _rows().get(move.move.type)
    if row is None:
        return []
    others = [other for other in moves if _meets(move, other)]
    near = sorted(others, key=lambda o: (o.sentence > move.sentence, abs(o.sentence - move.sentence), o.head))
    seen: dict[str, int] = {}
    found = []
    for other in near:
        rank = seen[other.move.type] = seen.get(other.move.type, -1) + 1
        fits = other.move.type in row["answers"]
        found.append(Reply(other, (*_pair_features(move, other), f"FITS={fits}|{min(rank, 2)}")))
    faced = any(o.move.type in row["answers"] and _facing(move.move, o.move)[1] == "=" for o in others)
    kind = move.move.type
    none = [
        "NONE", f"NONE={kind}", f"NONEF={faced}", f"NONEF={faced}|{kind}", f"NONEV={move.move.voice == OUTLET_VOICE}",
        f"NONES={move.move.status}", f"NONER={move.move.recipient_side is None}", f"NONEN={min(len(others), 3)}",
        *(f"NONEM={mark}|{kind}" for mark in move.marks),
    ]  # fmt: skip
    return [*found, Reply(None, tuple(none))]


def _meets(move: Placed, other: Placed) -> bool:
    """Whether a move may answer another: it stands near enough, and is against its maker or was provoked by it."""
    if other.move.id == move.move.id or abs(other.sentence - move.sentence) > _FARTHEST or other.head in move.later:
        return False
    return "=" in _facing(move.move, other.move) or abs(other.sentence - move.sentence) <= _NEAR


def _facing(a: Move, b: Move) -> str:
    """Whether the other was against the maker of this one, and whether this one is against the maker of the other."""
    return _same(a.actor_side, b.recipient_side) + _same(a.recipient_side, b.actor_side)


def _pair_features(move: Placed, other: Placed) -> list[str]:
    """What the weights see of a pair: does ``move`` answer ``other``?"""
    a, b = move.move, other.move
    pair = f"{a.type}>{b.type}"
    gap = other.sentence - move.sentence
    step = str(gap) if -2 <= gap <= 2 else "back" if -8 <= gap < 0 else "far" if gap < 0 else "ahead"
    facing = _facing(a, b)
    shared = min(len(move.words & other.words), 3)
    named = b.type in move.marks
    found = [
        f"PAIR={pair}", f"A={a.type}|{facing}", f"B={b.type}|{facing}", f"GAP={step}", f"FACING={facing}",
        f"PAIRF={pair}|{facing}", f"GAPF={step}|{facing}", f"GAPA={step}|{a.type}", f"SHARED={shared}",
        f"SHAREDF={shared}|{facing}", f"STATUS={a.status}>{b.status}", f"VOICE={b.voice == OUTLET_VOICE}|{step}",
        f"SAMEVOICE={a.voice == b.voice}", f"NAMED={named}", f"NAMED={named}|{facing}", f"NAMED={named}|{step}",
        f"SIDE={_same(a.actor_side, b.actor_side)}|{facing}", f"SIDE={_same(a.actor_side, b.actor_side)}|{a.type}",
        f"TIME={_order(a, b)}|{facing}",
    ]  # fmt: skip
    if a.recipient is not None and a.recipient == b.actor:
        found.append("HIT")
    if gap == 0:
        order = "after" if b.trigger[0] > a.trigger[0] else "before"
        nested = "in" if a.span[0] <= b.trigger[0] < a.span[1] else "out"
        around = "in" if b.span[0] <= a.trigger[0] < b.span[1] else "out"
        found += [f"NEST={nested}{around}{order}", f"NEST={nested}{around}{order}|{facing}", f"NEST={order}|{a.type}"]
    return found


def _same(a: str | None, b: str | None) -> str:
    if not a or not b:
        return "?"
    if a == b:
        return "="
    return "=" if (";" in a or ";" in b) and set(a.split(";")) & set(b.split(";")) else "x"


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
        tree.token(i).lemma.lower() for i in tokens if tree.token(i).pos in _CONTENT and layers.party_at[i] is None
    )


def marks_of(layers: Layers, tokens: Sequence[int], head: int) -> frozenset[str]:
    """The types of move that words of a clause name beside its head: "rejected the *offer*"."""
    return frozenset(hit.trigger.type for i in tokens if i != head for hit in layers.hits.get(i, ()))


def later_than(layers: Layers, head: int) -> frozenset[int]:
    """The words above a clause that its sentence tells as later: "*expelled* them after it had given no answer"."""
    tree, found, i = layers.tree, set[int](), head
    while tree.token(i).head != i:
        opened = tree.with_dep(i, _OPENING) if tree.token(i).dep == "advcl" else []
        i = tree.token(i).head
        if found or any(tree.lemmas[c] in ruled_out("first") for c in opened):
            found.add(i)
    return frozenset(found)
