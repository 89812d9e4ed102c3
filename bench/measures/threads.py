"""Links of threads against gold: who answers whom.

Gold names moves by where they are told (a document, offsets) and says which answers which. A link that was found is
right if some gold move that its answer tells answers some gold move that it goes to; a gold link is found if any is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from bench.measures.counts import PLACES, f1


@dataclass(frozen=True, slots=True)
class Told:
    """Where a move is told; of a gold move also which."""

    document: str
    start: int
    end: int
    move: str = ""


Link = tuple[Told, Told]


def score(found: Iterable[Link], moves: Sequence[Told], links: Iterable[tuple[str, str]]) -> list[dict[str, Any]]:
    """One case a link that was found, and one a gold link that was not."""
    wanted, met = set(links), set()
    cases = []
    for answering, answered in found:
        pairs = {(a, b) for a in _named(answering, moves) for b in _named(answered, moves)} & wanted
        met |= pairs
        cases.append({"case": f"{_place(answering)} -> {_place(answered)}", "score": float(bool(pairs)), "gold": False})
    cases += [{"case": f"{a} -> {b}", "score": 1.0 if (a, b) in met else 0.0, "gold": True} for a, b in sorted(wanted)]
    return cases


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
