"""Counts that add up over cases, and the shares that they give."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

Span = Sequence[int]
Counts = Counter[str]
PLACES = 3


def total(counts: Iterable[Counts]) -> Counts:
    """The sum of counts over all cases."""
    summed: Counts = Counter()
    for count in counts:
        summed.update(count)
    return summed


def f1(precision: float, recall: float) -> float:
    """The harmonic mean of precision and recall; 0 where both are."""
    return 2 * precision * recall / max(1e-9, precision + recall)


def prf(name: str, hits: int, found: int, gold: int) -> dict[str, float]:
    """Precision, recall and F1 under the names ``<name>.p``, ``<name>.r``, ``<name>.f1``, rounded."""
    precision, recall = hits / max(1, found), hits / max(1, gold)
    return {
        f"{name}.p": round(precision, PLACES),
        f"{name}.r": round(recall, PLACES),
        f"{name}.f1": round(f1(precision, recall), PLACES),
    }


def share(part: float, whole: float) -> float:
    """A part of the whole, rounded; 0 of nothing."""
    return round(part / max(1, whole), PLACES)


def letters(text: str, spans: Iterable[Span]) -> frozenset[int]:
    """Positions of the letters and digits in the spans, so that edges of white space and punctuation do not count."""
    return frozenset(at for start, end in spans for at in range(start, min(end, len(text))) if text[at].isalnum())


def best_pairs(candidates: Iterable[tuple[tuple[float, ...], int, int]]) -> list[tuple[int, int]]:
    """Pairs of a gold and a found index, taken greedily: lowest key first, each index once.

    A candidate is its key, its gold index and its found index; ties go to the lower indices.
    """
    gold_taken: set[int] = set()
    found_taken: set[int] = set()
    pairs = []
    for _, gold, found in sorted(candidates):
        if gold not in gold_taken and found not in found_taken:
            gold_taken.add(gold)
            found_taken.add(found)
            pairs.append((gold, found))
    return pairs
