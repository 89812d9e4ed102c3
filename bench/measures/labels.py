"""Labels against gold: F1 of each label, and their mean."""

from __future__ import annotations

from collections.abc import Sequence

from bench.measures.counts import PLACES, f1


def by_label(gold: Sequence[str], found: Sequence[str]) -> dict[str, float]:
    """F1 of each label that the gold holds."""
    scores = {}
    for label in sorted(set(gold)):
        hits = sum(g == f == label for g, f in zip(gold, found, strict=True))
        precision, recall = hits / max(1, found.count(label)), hits / gold.count(label)
        scores[label] = f1(precision, recall)
    return scores


def figures(gold: Sequence[str], found: Sequence[str]) -> dict[str, float]:
    """Macro F1, the share that is right, and the F1 of each label."""
    scores = by_label(gold, found)
    right = sum(g == f for g, f in zip(gold, found, strict=True))
    return {
        "items": float(len(gold)),
        "macro_f1": round(sum(scores.values()) / max(1, len(scores)), PLACES),
        "right": round(right / max(1, len(gold)), PLACES),
        **{f"f1_{label.lower()}": round(value, PLACES) for label, value in scores.items()},
    }
