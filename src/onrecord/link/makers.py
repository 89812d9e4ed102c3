"""Answers to the one who made what they answer: "mocked the inspectorate", "stood by Norland".

In come the moves of one page; out come, for moves that blame or back somebody without a word on what for, what this
one did on the page: nearest before it, else after. Which types answer which so are rows of ``data/link/makers.csv``.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache

from onrecord import tables
from onrecord.link.namings import is_one
from onrecord.link.view import SeenMove
from onrecord.model import Answer

MAKER = "maker: "
# Both rows must be likely.
LEAST = 0.35
# So many letters apart a page no longer speaks of the same.
FARTHEST = 1_500
# Who stands by an ally seldom does so for what the page tells of him only later.
FARTHEST_AFTER = 600
FAR = 500
# What stands before is spoken of more often than what follows.
AFTER = 0.5
ALLY = "ally"


def answers_to_maker(move: SeenMove, moves: Sequence[SeenMove]) -> list[Answer]:
    """The answer that a move gives to something that the one whom it is towards made on its page."""
    rows = _rows().get(move.type, {})
    if not rows or move.score < LEAST or move.status != "done":
        return []
    fits = [
        (_nearness(move, other) + other.score, other.id, rows[other.type][0])
        for other in moves
        if other.type in rows
        and other.score >= LEAST
        and abs(move.start - other.start) <= FARTHEST
        and _is_maker(move, other, rows[other.type][1])
    ]
    if not fits:
        return []
    _, other_id, kind = max(fits)
    return [Answer(other_id, kind, f"{MAKER}{move.recipient.name}")]


def _nearness(move: SeenMove, other: SeenMove) -> float:
    near = math.exp(-abs(move.start - other.start) / FAR)
    return near if other.start <= move.start else AFTER * near


def _is_maker(move: SeenMove, other: SeenMove, who: str) -> bool:
    """Whether a move is towards the one who made another; who was hit by it answers otherwise."""
    mine, hit = set(move.actor.sides), set(other.recipient.sides)
    if move.actor.id == other.actor.id or move.id == other.id or not mine or not hit or mine & hit:
        return False
    if who == ALLY:
        if other.start - move.start > FARTHEST_AFTER:
            return False
        makers = set(other.actor.sides)
        return bool(makers & set(move.recipient.sides)) and not makers & hit and not makers & mine
    return is_one(move.recipient, other.actor)


@cache
def _rows() -> Mapping[str, Mapping[str, tuple[str, str]]]:
    """By the answering and the answered type how it answers, and who is the maker: that one, or an ally's side."""
    found: dict[str, dict[str, tuple[str, str]]] = defaultdict(dict)
    for row in tables.rows("link/makers.csv", ("answering", "answered", "kind", "who", "example")):
        found[row["answering"]][row["answered"]] = row["kind"], row["who"]
    return found
