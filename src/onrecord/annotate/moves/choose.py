"""Which candidates are moves, and of which type.

In come candidates; out come the chosen ones with type and score. Of candidates that share a clause the likelier stays.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.annotate.moves.candidates import Candidate
from onrecord.annotate.moves.features import features_of
from onrecord.annotate.moves.layers import Layers
from onrecord.annotate.moves.linear import MODEL, load_linear
from onrecord.annotate.moves.voice import is_hedged

NONE = "none"
# Two clauses that share more than this of the shorter one are one and the same.
_SAME_CLAUSE = 0.6
# "Denied access" is no denial: where a row of several words fits, a type that only one of its words names weighs less.
_BESIDE_PHRASE = 0.1


@dataclass(frozen=True, slots=True)
class Chosen:
    """A candidate taken as a move of a type, with its probability, its basis and its features."""

    candidate: Candidate
    type: str
    score: float
    basis: str
    features: tuple[str, ...]


def choose(layers: Layers, candidates: Sequence[Candidate], thresholds: Mapping[str, float]) -> tuple[Chosen, ...]:
    """The candidates that are moves, in order of their head."""
    weighed = [_weigh(layers, candidate) for candidate in candidates]
    return without_twins([c for c in weighed if c.score >= thresholds["phrase" if _is_phrase(c) else "move"]])


def _is_phrase(chosen: Chosen) -> bool:
    """Whether several words name the very type, a row's or a hedge and a row's: surer than one word alone."""
    hedged = is_hedged(chosen.features)
    return any(hit.trigger.type == chosen.type and (len(hit.tokens) > 1 or hedged) for hit in chosen.candidate.hits)


def without_twins(weighed: Sequence[Chosen]) -> tuple[Chosen, ...]:
    """The likelier of candidates in one clause, in order of their head."""
    kept: list[Chosen] = []
    for chosen in sorted(weighed, key=lambda c: (-c.score, c.candidate.head)):
        if not any(_twins(chosen, other) for other in kept):
            kept.append(chosen)
    return tuple(sorted(kept, key=lambda c: c.candidate.head))


def _weigh(layers: Layers, candidate: Candidate) -> Chosen:
    features = features_of(layers, candidate)
    weights = load_linear("types")
    found = weights.probabilities(features)
    phrases = {hit.trigger.type for hit in candidate.hits if len(hit.tokens) > 1}
    ranked = sorted(
        (-float(p) * (1.0 if not phrases or kind in phrases else _BESIDE_PHRASE), kind)
        for kind, p in zip(weights.classes, found, strict=True)
        if kind != NONE
    )
    kind = ranked[0][1]
    score = 1.0 - float(found[weights.classes.index(NONE)])
    rows = [hit.trigger for hit in candidate.hits if hit.trigger.type == kind]
    basis = f"row {rows[0].pos} {rows[0].name}" if rows else "weights"
    return Chosen(candidate, kind, score, f"{basis}; {MODEL}", tuple(features))


def _twins(a: Chosen, b: Chosen) -> bool:
    first, second = set(a.candidate.clause), set(b.candidate.clause)
    share = len(first & second) / min(len(first), len(second))
    if share <= _SAME_CLAUSE:
        return False
    return a.type == b.type or (a.candidate.head in second and b.candidate.head in first)
