"""Time expressions against gold: found (they overlap), and with the right value.

An expression of the gold meets the first one found that overlaps it and is not taken yet. *Value* counts those of them
that name the same time, so that its F1 falls with every expression missed, invented or misread.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bench.measures.counts import Counts, best_pairs, prf, total


@dataclass(frozen=True, slots=True)
class Time:
    """An expression: span, the value of its kind (ISO 8601 as TIMEX3 writes it), and that kind in small letters."""

    start: int
    end: int
    value: str | None
    kind: str = "date"


def pairs(gold: Sequence[Time], found: Sequence[Time]) -> list[tuple[int, int]]:
    """Indices of gold and found expressions that overlap, the largest overlap first."""
    candidates = []
    for g, wanted in enumerate(gold):
        for f, time in enumerate(found):
            common = min(wanted.end, time.end) - max(wanted.start, time.start)
            if common > 0:
                candidates.append(((-float(common),), g, f))
    return best_pairs(candidates)


def score(gold: Sequence[Time], found: Sequence[Time]) -> Counts:
    """Counts of one article; those of dates stand apart as well."""
    counts: Counts = Counter(gold=len(gold), found=len(found))
    counts["gold_date"] = sum(time.kind == "date" for time in gold)
    for g, f in pairs(gold, found):
        right = gold[g].value == found[f].value
        counts.update(overlap=1, value=int(right))
        if gold[g].kind == "date":
            counts.update(overlap_date=1, value_date=int(right))
    return counts


def figures(cases: Iterable[Counts]) -> dict[str, float]:
    """The figures over all articles."""
    counts = total(cases)
    result = {"gold": float(counts["gold"]), "found": float(counts["found"])}
    for name in ("overlap", "value"):
        result |= prf(name, counts[name], counts["found"], counts["gold"])
    right = counts["value_date"] / max(1, counts["overlap_date"])
    return result | {"value_of_met_dates": round(right, 3)}
