"""Links of threads against gold: who answers whom.

Gold names moves by the words that tell them (a document, offsets of triggers) and says which answers which; it was made
on the articles, whatever is found in them. A link that was found is right if some gold move that its answer tells
answers some gold move that it goes to; a gold link is found if any is. A move that was not found is a link missed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from bench.measures.counts import PLACES, f1

# Between the moves of a gold link of which either may be answered: the accusation, the act that it alleges.
OR = "|"


@dataclass(frozen=True, slots=True)
class Told:
    """Where a move is told, by its trigger; of a gold move also which."""

    document: str
    start: int
    end: int
    move: str = ""


Link = tuple[Told, Told]


def score(found: Iterable[Link], moves: Sequence[Told], links: Iterable[tuple[str, str]]) -> list[dict[str, Any]]:
    """One case a link that was found, and one a gold link that was not."""
    wanted = sorted(set(links))
    met: set[tuple[str, str]] = set()
    cases = []
    for answering, answered in found:
        mine, theirs = _named(answering, moves), _named(answered, moves)
        pairs = {(a, b) for a, b in wanted if a in mine and theirs & set(b.split(OR))}
        met |= pairs
        cases.append({"case": f"{_place(answering)} -> {_place(answered)}", "score": float(bool(pairs)), "gold": False})
    cases += [{"case": f"{a} -> {b}", "score": 1.0 if (a, b) in met else 0.0, "gold": True} for a, b in wanted]
    return cases


def reach(found: Iterable[Told], moves: Sequence[Told], links: Iterable[tuple[str, str]]) -> float:
    """The share of gold links both of whose moves were found: no linking can find more of them."""
    named = {name for told in found for name in _named(told, moves)}
    wanted = sorted(set(links))
    return round(sum(a in named and bool(named & set(b.split(OR))) for a, b in wanted) / max(1, len(wanted)), PLACES)


def figures(cases: Sequence[dict[str, Any]]) -> dict[str, float]:
    """Precision over the links that were found, recall over those of the gold."""
    shares = []
    for gold in (False, True):
        scores = [case["score"] for case in cases if case["gold"] == gold]
        shares.append(sum(scores) / max(1, len(scores)))
    precision, recall = shares
    found = sum(not case["gold"] for case in cases)
    rounded = {"p": precision, "r": recall, "f1": f1(precision, recall)}
    return {name: round(value, PLACES) for name, value in rounded.items()} | {"links": float(found)}


def _named(told: Told, moves: Sequence[Told]) -> set[str]:
    same = (m for m in moves if m.document == told.document and m.start < told.end and told.start < m.end)
    return {move.move for move in same}


def _place(told: Told) -> str:
    return f"{told.document} {told.start}-{told.end}"
