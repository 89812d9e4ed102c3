"""Which candidates are moves, and of which type.

In come candidates; out come the chosen ones with type and score. Features by name and vectors of meaning are weighed
together. Of candidates that share a clause the likelier stays.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from onrecord.annotate.moves.amend import is_no_move, type_of
from onrecord.annotate.moves.candidates import Candidate
from onrecord.annotate.moves.features import features_of
from onrecord.annotate.moves.layers import Layers
from onrecord.annotate.moves.linear import MODEL, load_linear
from onrecord.annotate.moves.meaning import chances
from onrecord.annotate.moves.meaning import classes as meant_classes
from onrecord.annotate.moves.states import MEANING
from onrecord.annotate.moves.telling import telling_of
from onrecord.annotate.moves.told import told_types
from onrecord.annotate.moves.turned_down import is_turned_down

NONE = "none"
# The least chance that meaning leaves to a type that the features see.
_LEAST = 1e-6
# Candidates to which the features give less hardly ever become moves by their meaning (four in a thousand of the moves
# found), and the nets, which cost as much as all else here, are not asked for them.
_HOPELESS = 0.1
# The least chance of a row that names its move whatever stands around.
_SURE = 0.6
# Two clauses that share more than this of the shorter one are one and the same.
_SAME_CLAUSE = 0.6


@dataclass(frozen=True, slots=True)
class Chosen:
    """A candidate taken as a move of a type, with the chance that this is right, its rank, basis and what is seen."""

    candidate: Candidate
    type: str
    score: float
    rank: float
    basis: str
    features: tuple[str, ...]
    telling: tuple[str, ...]


def choose(layers: Layers, candidates: Sequence[Candidate], thresholds: Mapping[str, float]) -> tuple[Chosen, ...]:
    """The candidates that are moves, in order of their head."""
    if not candidates:
        return ()
    rows = [features_of(layers, candidate) for candidate in candidates]
    tellings = [telling_of(layers, candidate) for candidate in candidates]
    weights = load_linear("types")
    none = weights.classes.index(NONE)
    table = weights.table([[*row, *telling] for row, telling in zip(rows, tellings, strict=True)])
    doubted = np.flatnonzero(1.0 - table[:, none] >= _HOPELESS).tolist()
    table[doubted] = _with_meaning(layers, [candidates[n] for n in doubted], weights.classes, table[doubted])
    _raise_sure(layers, candidates, weights.classes, table)
    moved = 1.0 - table[:, none]
    table[:, none] = 0.0
    # Whether a move stands there counts as much as how likely its type is.
    rank = (moved + table.max(axis=1)) / 2
    chosen = []
    for n in np.flatnonzero(rank >= thresholds["move"]).tolist():
        if _is_bare(candidates[n]):
            continue
        best = int(table[n].argmax())
        if is_no_move(layers, candidates[n], weights.classes[best]):
            continue
        kind = type_of(layers, candidates[n], weights.classes[best])
        score = float(table[n, best]) ** thresholds["score"]
        basis = _basis(candidates[n], kind)
        seen = tuple(rows[n]), tuple(tellings[n])
        chosen.append(Chosen(candidates[n], kind, score, float(rank[n]), basis, *seen))
    return without_twins(chosen)


def _is_bare(candidate: Candidate) -> bool:
    """Whether a candidate is one word that names no move, such as a verb that the parser cut off from its clause."""
    return not candidate.hits and candidate.length == 1


def _with_meaning(
    layers: Layers, candidates: Sequence[Candidate], classes: Sequence[str], table: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    """Chances by features and by meaning together; by features alone where the parse bears no vectors."""
    meant = chances(layers, candidates)
    if meant is None:
        return table
    known = meant_classes()
    meant = meant[:, [known.index(kind) for kind in classes]]
    told = [_is_told_by_words(layers, candidate) for candidate in candidates]
    meant[told] = table[told]
    found = np.sqrt(table * (meant + _LEAST))
    return np.asarray(found / found.sum(axis=1, keepdims=True), dtype=np.float64)


def _is_told_by_words(layers: Layers, candidate: Candidate) -> bool:
    """Whether the clause rules out what its word means elsewhere: nothing is disputed in "denied them entry"."""
    here = {hit.trigger.type for hit in candidate.hits}
    return any(hit.trigger.type not in here for hit in layers.hits.get(candidate.head, ()))


def _raise_sure(
    layers: Layers, candidates: Sequence[Candidate], classes: Sequence[str], table: npt.NDArray[np.float64]
) -> None:
    """Give the type of a row that needs no weighing ("summoned the ambassador") the chance that such rows have; so
    where a refusal says whose proposal it turns down, and to what is told as done ("closed its border")."""
    for n, candidate in enumerate(candidates):
        named, told = is_turned_down(layers, candidate), told_types(layers, candidate)
        for hit in candidate.hits:
            sure = hit.trigger.sure or named or hit.trigger.type in told
            at = classes.index(hit.trigger.type) if sure else None
            if at is not None and table[n, at] < _SURE:
                table[n] *= (1.0 - _SURE) / (1.0 - table[n, at])
                table[n, at] = _SURE


def without_twins(weighed: Sequence[Chosen]) -> tuple[Chosen, ...]:
    """The likelier of candidates in one clause, in order of their head."""
    kept: list[Chosen] = []
    for chosen in sorted(weighed, key=lambda c: (-c.rank, c.candidate.head)):
        if not any(_twins(chosen, other) for other in kept):
            kept.append(chosen)
    return tuple(sorted(kept, key=lambda c: c.candidate.head))


def _basis(candidate: Candidate, kind: str) -> str:
    rows = [hit.trigger for hit in candidate.hits if hit.trigger.type == kind]
    named = f"row {rows[0].pos} {rows[0].name}" if rows else "weights"
    return f"{named}; {MODEL}, {MEANING}"


def _are_two(a: Chosen, b: Chosen) -> bool:
    """Whether two of one type are two moves, since one bears a row that needs no weighing and the other words of its
    own: "expelling nine envoys, closing a consulate"."""
    mine, theirs = ([hit for hit in c.candidate.hits if hit.trigger.type == c.type] for c in (a, b))
    taken = {i for hit in mine for i in hit.tokens} & {i for hit in theirs for i in hit.tokens}
    return bool(mine and theirs) and not taken and any(hit.trigger.sure for hit in (*mine, *theirs))


def _twins(a: Chosen, b: Chosen) -> bool:
    """Whether two share a clause: most of the shorter one's tokens, and a type or each other's head."""
    first, second = a.candidate, b.candidate
    if a.type == b.type and _are_two(a, b):
        return False
    shared = min(first.last, second.last) - max(first.first, second.first) + 1
    if shared <= _SAME_CLAUSE * min(first.length, second.length):
        return False
    return a.type == b.type or (first.holds(second.head) and second.holds(first.head))
